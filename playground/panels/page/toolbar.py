"""The live parts of the row of tools: what the network is, undo and redo; and picture buttons."""

import htpy as h
from markupsafe import escape

from playground.panels.kit import saving
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene
from playground.share import is_edited

_UNDO = "M8 5 4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-3"
_REDO = "M16 5l4 4-4 4M19.5 9H10a5 5 0 0 0 0 10h3"
_PRESENT = "M4 5h16v11H4zM9 20h6M12 16v4"
_METER = "M4 16a8 8 0 0 1 16 0M12 16l4-6"
_COPY = "M9 9h11v11H9zM15 9V4H4v11h5"
_COMPARE = "M5 6h9v9H5zM10 15v4h9v-9h-5"


def render(scene: Scene, view: View) -> Panel:
    """What the network is, and whether it is an edited example; undo, redo and comparing."""
    text = f"{structure(scene)}  ·  edited" if is_edited(scene) else structure(scene)
    text += kept(scene)
    frame = h.section(".panel.panel-toolbar", aria_label="network and history")[
        slot("structure"), slot("history")
    ]
    history = h.div(".history", data_key="history")[
        _button("undo", "Undo (Ctrl+Z)", _UNDO, view.undo),
        _button("redo", "Redo (Ctrl+Shift+Z)", _REDO, view.redo),
        _compare(scene),
        _present(),
    ]
    parts = {
        "structure": escape(h.p(".structure", title=text, data_key="structure")[text]),
        "history": escape(history),
    }
    return Panel(escape(frame), parts)


def structure(scene: Scene) -> str:
    """``2 → 3 → 2 → 1 · 20 parameters``, and whether it is an MLP if it is none."""
    network = scene.network
    text = f"{' → '.join(map(str, network.sizes))}  ·  {network.n_parameters:,} parameters"
    if network.is_mlp:
        return text
    what = "a single neuron" if network.n_outputs == 1 else "one layer"
    return f"{text}  ·  {what}, not an MLP: no hidden layer"


def kept(scene: Scene) -> str:
    """Which other structure is kept, and whether it has no inputs that it could read."""
    if scene.ghost is None or scene.ghost.sizes == scene.network.sizes:
        return ""
    told = "" if scene.ghost_scene else ": other inputs, not compared"
    return f"  ·  kept {' → '.join(map(str, scene.ghost.sizes))}{told}"


def render_pictures() -> Panel:
    """Buttons that save the stage's figure; the browser does it, from what it shows."""
    markup = h.section(
        ".panel.panel-pictures",
        aria_label="pictures",
    )[
        [
            h.button(type="button", **saving.attributes("stage", "stage", picture))[
                saving.icon(saving.DOWNLOAD), f"Download {picture.upper()}"
            ]
            for picture in saving.FORMATS
        ]
    ]
    return Panel(escape(markup))


def render_meter() -> Panel:
    """A button that shows and hides the latency meter; the browser does it."""
    markup = h.section(".panel.panel-pictures", aria_label="latency meter")[
        h.button(type="button", data_edit="meter", title="Round trip, server, paint, updates/s")[
            saving.icon(_METER), "Latency meter"
        ]
    ]
    return Panel(escape(markup))


def render_copy(label: str, text: str) -> Panel:
    """A button that puts a text on the clipboard; the browser does it."""
    markup = h.section(
        ".panel.panel-pictures",
        aria_label=label,
    )[
        h.button(type="button", data_edit="copy", value=text)[
            saving.icon(_COPY), h.span(".now")[label], h.span(".then")["Copied"]
        ]
    ]
    return Panel(escape(markup))


def _present() -> h.Element:
    """Shows the stage and the output alone, large, and leads back; the page knows which it is."""
    return h.button(".present", type="button", data_edit="present", title="Present (P)")[
        saving.icon(_PRESENT),
        h.span(".enter.sr-only")["Present: stage and output alone, large (P)"],
        h.span(".leave")["Leave (Esc)"],
    ]


def _compare(scene: Scene) -> h.Element:
    """Keeps the network, to compare with it what follows; and drops it again."""
    if scene.ghost is None:
        edit, title, words = "keep-ghost", "Keep this network and compare (C)", "Compare"
    else:
        edit, title, words = "drop-ghost", "Compare with the kept network no more (C)", "Kept ×"
    return h.button(
        ".compare" if scene.ghost is None else ".compare.is-kept",
        type="button",
        data_edit=edit,
        data_key="compare",
        aria_label=title,
        aria_keyshortcuts="C",
        title=title,
    )[saving.icon(_COMPARE), h.span(".words", aria_hidden="true")[words]]


def _button(edit: str, label: str, path: str, enabled: bool) -> h.Element:
    return h.button(
        type="button", data_edit=edit, aria_label=label, title=label, disabled=not enabled
    )[saving.icon(path)]
