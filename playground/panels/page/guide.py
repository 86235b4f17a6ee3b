"""The line above the board: what this page is, the example's note, and the guide behind "?"."""

import htpy as h
from markupsafe import Markup, escape

from playground.cache import cached
from playground.panels.kit.glossary import letters
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene
from playground.share import note_of

LEAD = "A neural network to touch: drag an input or a bead on a line, and everything follows."
GUIDE = "guide"  # the id by which the button opens it

# To do what; with a pointer; with the keyboard; by touch.
GESTURES = (
    (
        "change a number",
        "drag an input, the bead on a line (its weight) or a bias tag; Shift: finer",
        "+ and −, Page Up and Page Down; Shift: finer",
        "drag it",
    ),
    ("type it exactly", "click a number field, type, Enter", "Enter, type, Enter", "tap the field"),
    ("select", "click a neuron, a line or a layer's name", "Space or Enter", "tap it"),
    ("walk about", "", "Tab to the diagram, then the arrow keys", ""),
    ("deselect", "click the empty canvas", "Esc", "tap the empty canvas"),
    ("switch off and on", "right click", "O", "the switch in the inspector"),
    (
        "add or remove",
        "+ and − under a layer's name; + between layers; × on a layer",
        "the same buttons; Delete on a neuron or an input",
        "tap “3 · tanh” at the left",
    ),
    ("paste a matrix", "", "Ctrl+V in a cell of W", ""),
    ("play the forward pass", "▶ below the diagram", "the same buttons", "the same buttons"),
    (
        "paint points",
        "“Paint points” in the tab Surface, then click or drag; drag a point to move it",
        "the arrow keys move a point, Delete erases it",
        "tap or drag",
    ),
    ("undo, redo", "the arrows above", "Ctrl+Z, Ctrl+Shift+Z", "the arrows above"),
    (
        "compare before and after",
        "Compare, above: keeps this network beside what follows; Kept × drops it",
        "C",
        "the button above",
    ),
    ("take a drag back", "Esc before letting go", "Esc", ""),
)
HEADS = ("to", "pointer", "keyboard", "touch")


def render(scene: Scene, view: View) -> Panel:
    """The page's lead gives way to the scene's note as soon as something was done."""
    note = note_of(scene)
    lead = "" if view.undo and note else LEAD
    about = h.details(data_key="about")[h.summary[h.strong[lead] if lead else None, " ", note]]
    return Panel(_frame(), {"about": escape(about)})


@cached(1)
def _frame() -> Markup:
    markup = h.section(
        ".panel.panel-guide",
        aria_label="about this page",
    )[
        slot("about"),
        h.button(".open-guide", type="button", popovertarget=GUIDE)[
            h.span(".mark", aria_hidden="true")["?"], h.span(".words")["All gestures"]
        ],
        _guide(),
    ]
    return escape(markup)


def _guide() -> h.Element:
    return h.div(".guide", id=GUIDE, popover="auto", role="dialog", aria_labelledby="guide-title")[
        h.header[
            h.h2(id="guide-title")["All gestures"],
            h.button(
                type="button",
                autofocus=True,
                popovertarget=GUIDE,
                popovertargetaction="hide",
                aria_label="Close",
            )["×"],
        ],
        h.div(".scrolls", tabindex="0", role="group", aria_label="Gestures and letters")[
            h.table[
                h.thead[h.tr[(h.th(scope="col")[head] for head in HEADS)]],
                h.tbody[(_row(*gesture) for gesture in GESTURES)],
            ],
            h.h3["What the letters mean"],
            h.dl[
                (
                    [h.dt["P(class 1)" if term == "P" else term], h.dd[meaning]]
                    for term, meaning in letters().items()
                )
            ],
        ],
    ]


def _row(what: str, *ways: str) -> h.Element:
    return h.tr[
        h.th(scope="row")[what],
        (h.td(data_head=head)[way or "–"] for head, way in zip(HEADS[1:], ways, strict=True)),
    ]
