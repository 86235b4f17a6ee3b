"""The line above the board: what this page is, the example's note, and the guide behind "?"."""

import htpy as h
from markupsafe import Markup, escape

from playground.cache import cached
from playground.language import _, called, to_say
from playground.panels.kit.glossary import letters
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene
from playground.share import note_of

LEAD = to_say(
    "A neural network to touch: drag an input or a bead on a line, and everything follows."
)
GUIDE = "guide"  # the id by which the button opens it

# To do what; with a pointer; with the keyboard; by touch.
GESTURES = (
    (
        to_say("change a number"),
        to_say("drag an input, the bead on a line (its weight) or a bias tag; Shift: finer"),
        to_say("+ and −, Page Up and Page Down; Shift: finer"),
        to_say("drag it"),
    ),
    (
        to_say("type it exactly"),
        to_say("click a number field, type, Enter"),
        to_say("Enter, type, Enter"),
        to_say("tap the field"),
    ),
    (
        to_say("select"),
        to_say("click a neuron, a line or a layer's name"),
        to_say("Space or Enter"),
        to_say("tap it"),
    ),
    (to_say("walk about"), "", to_say("Tab to the diagram, then the arrow keys"), ""),
    (
        to_say("deselect"),
        to_say("click the empty canvas"),
        to_say("Esc"),
        to_say("tap the empty canvas"),
    ),
    (
        to_say("switch off and on"),
        to_say("right click"),
        to_say("O"),
        to_say("the switch in the inspector"),
    ),
    (
        to_say("add or remove"),
        to_say("+ and − under a layer's name; + between layers; × on a layer"),
        to_say("the same buttons; Delete on a neuron or an input"),
        to_say("tap “3 · tanh” at the left"),
    ),
    (to_say("paste a matrix"), "", to_say("Ctrl+V in a cell of W"), ""),
    (
        to_say("play the forward pass"),
        to_say("▶ below the diagram"),
        to_say("the same buttons"),
        to_say("the same buttons"),
    ),
    (
        to_say("paint points"),
        to_say("“Paint points” in the tab Surface, then click or drag; drag a point to move it"),
        to_say("the arrow keys move a point, Delete erases it"),
        to_say("tap or drag"),
    ),
    (
        to_say("undo, redo"),
        to_say("the arrows above"),
        to_say("Ctrl+Z, Ctrl+Shift+Z"),
        to_say("the arrows above"),
    ),
    (
        to_say("compare before and after"),
        to_say("Compare, above: keeps this network beside what follows; Kept × drops it"),
        to_say("C"),
        to_say("the button above"),
    ),
    (to_say("take a drag back"), to_say("Esc before letting go"), to_say("Esc"), ""),
)
HEADS = (to_say("to"), to_say("pointer"), to_say("keyboard"), to_say("touch"))


def render(scene: Scene, view: View) -> Panel:
    """The page's lead gives way to the scene's note as soon as something was done."""
    note = called(note_of(scene))
    lead = "" if view.undo and note else _(LEAD)
    about = h.details(data_key="about")[h.summary[h.strong[lead] if lead else None, " ", note]]
    return Panel(_frame(), {"about": escape(about)})


@cached(4)
def _frame() -> Markup:
    markup = h.section(
        ".panel.panel-guide",
        aria_label=_("about this page"),
    )[
        slot("about"),
        h.button(".open-guide", type="button", popovertarget=GUIDE)[
            h.span(".mark", aria_hidden="true")["?"], h.span(".words")[_("All gestures")]
        ],
        _guide(),
    ]
    return escape(markup)


def _guide() -> h.Element:
    return h.div(".guide", id=GUIDE, popover="auto", role="dialog", aria_labelledby="guide-title")[
        h.header[
            h.h2(id="guide-title")[_("All gestures")],
            h.button(
                type="button",
                autofocus=True,
                popovertarget=GUIDE,
                popovertargetaction="hide",
                aria_label=_("Close"),
            )["×"],
        ],
        h.div(".scrolls", tabindex="0", role="group", aria_label=_("Gestures and letters"))[
            h.table[
                h.thead[h.tr[(h.th(scope="col")[_(head)] for head in HEADS)]],
                h.tbody[(_row(*gesture) for gesture in GESTURES)],
            ],
            h.h3[_("What the letters mean")],
            h.dl[
                (
                    [h.dt[_("P(class 1)") if term == "P" else term], h.dd[meaning]]
                    for term, meaning in letters().items()
                )
            ],
        ],
    ]


def _row(what: str, *ways: str) -> h.Element:
    return h.tr[
        h.th(scope="row")[_(what)],
        (
            h.td(data_head=_(head))[_(way) if way else "–"]
            for head, way in zip(HEADS[1:], ways, strict=True)
        ),
    ]
