"""The live parts of the row of tools: what the network is, undo and redo; and picture buttons."""

import htpy as h
from markupsafe import escape

from playground.language import _, grouped, ngettext
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
    text = structure(scene) + (f"  ·  {_('edited')}" if is_edited(scene) else "")
    text += kept(scene)
    frame = h.section(".panel.panel-toolbar", aria_label=_("network and history"))[
        slot("structure"), slot("history")
    ]
    history = h.div(".history", data_key="history")[
        _button("undo", _("Undo (Ctrl+Z)"), _UNDO, view.undo),
        _button("redo", _("Redo (Ctrl+Shift+Z)"), _REDO, view.redo),
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
    parameters = ngettext(
        "{number} parameter", "{number} parameters", n := network.n_parameters, number=grouped(n)
    )
    text = f"{' → '.join(map(str, network.sizes))}  ·  {parameters}"
    if network.is_mlp:
        return text
    if network.n_outputs == 1:
        return f"{text}  ·  {_('a single neuron, not an MLP: no hidden layer')}"
    return f"{text}  ·  {_('one layer, not an MLP: no hidden layer')}"


def kept(scene: Scene) -> str:
    """Which other structure is kept, and whether it has no inputs that it could read."""
    if scene.ghost is None or scene.ghost.sizes == scene.network.sizes:
        return ""
    sizes = " → ".join(map(str, scene.ghost.sizes))
    if scene.ghost_scene:
        return "  ·  " + _("kept {sizes}", sizes=sizes)
    return "  ·  " + _("kept {sizes}: other inputs, not compared", sizes=sizes)


def render_pictures() -> Panel:
    """Buttons that save the stage's figure; the browser does it, from what it shows."""
    markup = h.section(
        ".panel.panel-pictures",
        aria_label=_("pictures"),
    )[
        [
            h.button(type="button", **saving.attributes("stage", "stage", picture))[
                saving.icon(saving.DOWNLOAD), _("Download {format}", format=picture.upper())
            ]
            for picture in saving.FORMATS
        ]
    ]
    return Panel(escape(markup))


def render_meter() -> Panel:
    """A button that shows and hides the latency meter; the browser does it."""
    markup = h.section(".panel.panel-pictures", aria_label=_("latency meter"))[
        h.button(type="button", data_edit="meter", title=_("Round trip, server, paint, updates/s"))[
            saving.icon(_METER), _("Latency meter")
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
            saving.icon(_COPY), h.span(".now")[label], h.span(".then")[_("Copied")]
        ]
    ]
    return Panel(escape(markup))


def _present() -> h.Element:
    """Shows the stage and the output alone, large, and leads back; the page knows which it is."""
    return h.button(".present", type="button", data_edit="present", title=_("Present (P)"))[
        saving.icon(_PRESENT),
        h.span(".enter.sr-only")[_("Present: stage and output alone, large (P)")],
        h.span(".leave")[_("Leave (Esc)")],
    ]


def _compare(scene: Scene) -> h.Element:
    """Keeps the network, to compare with it what follows; and drops it again."""
    if scene.ghost is None:
        edit = "keep-ghost"
        title, words = _("Keep this network and compare (C)"), _("Compare")
    else:
        edit = "drop-ghost"
        title, words = _("Compare with the kept network no more (C)"), _("Kept ×")
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
