"""The row above the stage: what the network is, undo and redo, and the example's note."""

import htpy as h
from markupsafe import escape

from playground.panels.controls import palette_of
from playground.panels.panel import Panel, View
from playground.scene import Scene

_UNDO = "M8 5 4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-3"
_REDO = "M16 5l4 4-4 4M19.5 9H10a5 5 0 0 0 0 10h3"


def render(scene: Scene, view: View, *, can_undo: bool, can_redo: bool) -> Panel:
    """Only the session draws this panel: the wire knows no history."""
    network = scene.network
    kind = ""
    if not network.is_mlp:
        kind = " · no hidden layer: " + (
            "a single neuron, not an MLP" if network.n_outputs == 1 else "one layer, not an MLP"
        )
    sizes = " → ".join(map(str, network.sizes))
    markup = h.section(
        ".panel.panel-toolbar",
        style=palette_of(view).css(),
        data_theme=view.theme,
        aria_label="network and history",
    )[
        h.p(".structure")[f"{sizes}  ·  {network.n_parameters} parameters{kind}"],
        h.div(".history")[
            _button("undo", "undo (Ctrl+Z)", _UNDO, can_undo),
            _button("redo", "redo (Ctrl+Shift+Z)", _REDO, can_redo),
        ],
        h.p(".scene-note")[scene.note] if scene.note else None,
    ]
    return Panel(escape(markup))


def _button(edit: str, label: str, path: str, enabled: bool) -> h.Element:
    return h.button(
        type="button", data_edit=edit, aria_label=label, title=label, disabled=not enabled
    )[h.svg(viewBox="0 0 24 24", aria_hidden="true")[h.path(d=path)]]
