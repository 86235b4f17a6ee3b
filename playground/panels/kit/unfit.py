"""What stands in place of the rows where none can go through the network: why, and what to do."""

import htpy

from playground.data import Dataset
from playground.data.written import written
from playground.panels.kit import controls
from playground.scene import Scene, UseData


def unfit(scene: Scene) -> htpy.Element:
    """One sentence, and a button where one click helps."""
    if scene.data is None:
        return htpy.p(".note")[
            "No rows yet: add data above, and each row goes through the network."
        ]
    text = written(scene.data)
    return htpy.div(".unfit")[
        htpy.p(".note")[_difference(scene, scene.data)],
        htpy.button(type="button", data_edit="use-data", value=text)["Make the network fit"]
        if _can_fit(scene, text)
        else None,
    ]


def _difference(scene: Scene, data: Dataset) -> str:
    sizes = scene.network.sizes
    differ = [
        f"{_counted(has, word)}, this network {wants}"
        for has, wants, word in (
            (data.n_inputs, sizes[0], "input"),
            (data.n_outputs, sizes[-1], "output"),
        )
        if has != wants
    ]
    return f"{data.title} has {' and '.join(differ)}."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _can_fit(scene: Scene, text: str) -> bool:
    """Whether the page's link lets the network become what the data asks for."""
    is_open = scene.locked.isdisjoint(("topology", "activations"))
    return is_open and not controls.is_fixed(scene, UseData(text))
