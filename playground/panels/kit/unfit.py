"""What stands in place of the rows where none can go through the network: why, and what to do."""

import htpy

from playground.data import Dataset
from playground.data.written import written
from playground.language import _, called, ngettext
from playground.panels.kit import controls
from playground.scene import Scene, UseData


def unfit(scene: Scene) -> htpy.Element:
    """One sentence, and a button where one click helps."""
    if scene.data is None:
        return htpy.p(".note")[
            _("No rows yet: add data above, and each row goes through the network.")
        ]
    text = written(scene.data)
    return htpy.div(".unfit")[
        htpy.p(".note")[_difference(scene, scene.data)],
        htpy.button(".plain", type="button", data_edit="use-data", value=text)[
            _("Make the network fit")
        ]
        if _can_fit(scene, text)
        else None,
    ]


def _difference(scene: Scene, data: Dataset) -> str:
    sizes = scene.network.sizes
    inputs = ngettext("{count} input", "{count} inputs", data.n_inputs)
    outputs = ngettext("{count} output", "{count} outputs", data.n_outputs)
    told = [
        _("{what}, this network {wants}", what=what, wants=wants)
        for what, has, wants in (
            (inputs, data.n_inputs, sizes[0]),
            (outputs, data.n_outputs, sizes[-1]),
        )
        if has != wants
    ]
    differ = told[0] if len(told) == 1 else _("{one} and {other}", one=told[0], other=told[1])
    return _("{title} has {differ}.", title=called(data.title), differ=differ)


def _can_fit(scene: Scene, text: str) -> bool:
    """Whether the page's link lets the network become what the data asks for."""
    is_open = scene.locked.isdisjoint(("topology", "activations"))
    return is_open and not controls.is_fixed(scene, UseData(text))
