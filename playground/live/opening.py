"""What the page's document says of the page that will stand there: its frame and its first scene.

The browser draws the picture from it, over the wire, while Streamlit's own script is still on its
way. When the app has come it takes the picture's elements over (``frontend/panels/opening.js``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import htpy as h
from markupsafe import Markup, escape

from playground import document, presets, share
from playground.answers.known import remember
from playground.gesture import SESSION_ONLY
from playground.history import History
from playground.language import LANGUAGES, SOURCE, _, language, own_name, speaking, to_say
from playground.learner import Learner
from playground.limits import MAX_TOKEN
from playground.panels import PANELS
from playground.panels.page import data_chip
from playground.scene import NO_BRUSH, Scene
from playground.session import Session

#: The panels of the playground's board, all of them and embedded in another page.
BOARD = ("stage", "inputs", "output", "neuron", "matrices")
EMBEDDED = ("stage", "neuron")
#: The tabs of the lower card; the matrices stand first.
TABS = {
    "matrices": to_say("Matrices"),
    "surface": to_say("Surface"),
    "hidden-space": to_say("Hidden space"),
    "activations": to_say("Activations"),
    "data": to_say("Data"),
    "results": to_say("Results"),
    "training": to_say("Training"),
}
#: What stands below the panel of a tab, in the same one.
BELOW = {"activations": "signals"}
LEARN = "learn"  # the page's path
#: Parameters of an address that are no part of a scene's link.
SHOWN_BY = ("present", "meter", "lang")
#: What opens from the row of tools, by the key of its button, and how it is called.
TOOLS = {
    "dice": to_say("Randomise"),
    "share": to_say("Share"),
    "export": to_say("Export"),
    "settings": to_say("Settings"),
}
#: Where on a page the browser finds what it treats in a way of its own; its code names no classes.
SELECTORS = {
    "numbers": ".panel-numbers data",
    "marks": ".st-key-lesson-text .stMarkdownColoredText",
    "overlapping": ".bead",
    "preferred": ".live",
    "scrolled": ".st-key-lesson-said, .st-key-lesson-task",
    "scrolling": "[data-testid=stMain]",
    "unfinished": "[data-testid=stSkeleton]",
}
#: What holds for all pages.
APPLICATION = {"moves": SESSION_ONLY, "selectors": SELECTORS}
#: What the browser says by itself: its code has no words. Gaps are filled by their names.
SENTENCES = {
    "busy": to_say("Many are at work on this server: the picture follows more slowly."),
    "copied": to_say("Copied"),
    "no-clipboard": to_say("This browser keeps its clipboard closed: mark the text and copy it."),
    "no-picture": to_say("There is no picture here."),
    "not-made": to_say("This browser could not make the picture."),
    "meter": to_say("latency meter"),
    "meter-waits": to_say("waiting for an answer"),
    "meter-tells": to_say(
        "round trip {trip} ms · server {server} ms · paint {paint} ms · {rate} updates/s"
    ),
}
LOGO = Markup((Path(__file__).parents[2] / "assets" / "logo.svg").read_text("utf-8").strip())  # noqa: S704


@dataclass(frozen=True)
class Opening:
    """The page's ``frame`` as markup, and its ``data`` for the browser."""

    frame: Markup
    data: dict[str, Any]


def sentences() -> dict[str, str]:
    """What the browser says by itself, in the spoken language."""
    return {name: _(text) for name, text in SENTENCES.items()}


def opening(page: str, parameters: Mapping[str, str]) -> Opening | None:
    """What stands first on the page of a path, the last part of it, and of an address.

    ``None`` where there is no picture to draw: the course's list, a page that is none, a scene that
    the browser alone may know.
    """
    given = {name: text for name, text in parameters.items() if not name.startswith("embed")}
    embedded = parameters.get("embed") == "true"
    with speaking(parameters.get("lang", SOURCE)):
        if page == LEARN:
            return _of_lesson(given)
        return _of_playground(given, embedded) if not page else None


def _of_playground(parameters: dict[str, str], embedded: bool) -> Opening | None:
    session = Session(History(presets.load(share.DEFAULT_PRESET)))
    session.follow({name: text for name, text in parameters.items() if name not in SHOWN_BY})
    if session.wanted is not None:
        return None
    scene = session.scene
    frame = _embedded(scene) if embedded else _playground(scene)
    return _opening(session, frame, "playground", fits=not embedded)


def _of_lesson(parameters: dict[str, str]) -> Opening | None:
    learner = Learner()
    learner.follow(parameters)
    if learner.lesson is None:
        return None
    place = f"{LEARN}/{learner.lesson.slug}/{learner.step.id}"
    return _opening(learner.session, _lesson(learner), place, fits=False)


def _opening(session: Session, frame: h.Element, place: str, fits: bool) -> Opening:
    scene = session.scene
    token = document.scene_to_token(scene)
    return Opening(
        escape(frame),
        {
            "application": APPLICATION,
            "language": language(),
            "sentences": sentences(),
            "place": place,
            "scene": remember(scene, token),
            "token": token if len(token) <= MAX_TOKEN else None,  # the server knows it
            "notice": session.notice.text if session.notice else None,
            "fits": fits,
            "compact": not fits and place != "playground",
        },
    )


def _place(name: str) -> h.Element:
    """A panel's place, in boxes like Streamlit's."""
    return h.div(data_testid="stLayoutWrapper")[
        h.div(class_=f"st-key-{name}")[h.div(".live-mount", data_place=name)]
    ]


def _page(*content: h.Node, header: bool = True, current: str = "") -> h.Element:
    """The frame of a page; it is unseen until the picture stands in it."""
    return h.div("#opening")[
        _header(current) if header else None,
        h.div(".stMainBlockContainer")[h.div(".opening-column")[content]],
    ]


def _header(current: str) -> h.Element:
    pages = {"": _("Playground"), LEARN: _("Learn")}
    return h.header[
        h.span(".opening-logo")[LOGO, "MLP Playground"],
        h.nav[
            (
                h.a(href=f"./{path}", aria_current="page" if path == current else None)[title]
                for path, title in pages.items()
            )
        ],
    ]


def _playground(scene: Scene) -> h.Element:
    return _page(
        h.div(".st-key-tools")[
            h.span(".opening-button.st-key-preset")[share.title_of(scene)],
            _chip(scene),
            _button("open", _("Open")),
            _place("toolbar"),
            (
                _button(key, _(label))
                for key, label in TOOLS.items()
                if key != "dice" or "randomise" not in scene.hidden
            ),
        ],
        h.div(".st-key-about")[
            _place("guide"),
            h.a(href=f"./{LEARN}")[_("Learn it step by step")],
            [h.span(".opening-language")[own_name(c)] for c in LANGUAGES if c != language()],
        ],
        _board(scene, BOARD),
    )


def _chip(scene: Scene) -> h.Node:
    """Where the button of the data will be."""
    if "data" in scene.hidden:
        return None
    count, rest = data_chip.said(scene)
    key = data_chip.KEY
    return h.span(f".opening-button.st-key-{key}", data_opens=f".st-key-{key} button")[
        h.span[h.strong[count], " " if count else "", rest]
    ]


def _button(key: str, label: str) -> h.Element:
    """Where one of Streamlit's buttons will be; a press on it is handed on when that is there."""
    return h.span(".opening-button.stPopover", data_opens=f".st-key-{key} button")[label]


def _embedded(scene: Scene) -> h.Element:
    return _page(h.div(".opening-onward"), _board(scene, EMBEDDED), header=False)


def _board(scene: Scene, names: tuple[str, ...]) -> h.Element:
    shown = [name for name in names if name not in scene.hidden]
    return h.div(".st-key-board")[
        (_lower(scene) if name in TABS else _place(name) for name in shown)
    ]


def _lower(scene: Scene) -> h.Element:
    """The lower card with the panel of the tab that is open first."""
    first = first_tab(scene)
    return h.div(data_testid="stLayoutWrapper")[
        h.div(".st-key-lower")[
            h.div(role="tablist")[
                (
                    h.div(
                        role="tab",
                        aria_selected="true" if name == first else "false",
                        data_opens=f".st-key-lower [role=tab]:nth-child({number})",
                    )[_(label)]
                    for number, (name, label) in enumerate(TABS.items(), 1)
                )
            ],
            _place(first),
            # The board looks which panels there are.
            (
                h.div(class_=f"st-key-{name}", hidden=True)
                for name in (*TABS, *BELOW.values())
                if name != first
            ),
        ]
    ]


def first_tab(scene: Scene) -> str:
    """The panel of the lower card that a scene is about: the plane where one paints."""
    if scene.brush != NO_BRUSH:
        return "surface"
    return "surface" if share.preset_of(scene) in presets.SURFACES else "matrices"


def _lesson(learner: Learner) -> h.Element:
    names = [name for name in learner.panels if name in PANELS]
    return _page(
        h.div(".opening-head")[h.h1[learner.lesson_text.title]],
        h.div(".st-key-lesson")[
            h.div(data_testid="stLayoutWrapper")[h.div(".st-key-lesson-side")],
            h.div(data_testid="stLayoutWrapper")[h.div(".st-key-lesson-board")[map(_place, names)]],
        ],
        current=LEARN,
    )
