"""What is answered makes, in the browser, exactly what the panels draw, whatever is remembered."""

from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from playground import document, presets
from playground.answers import known
from playground.answers.answer import played
from playground.answers.known import content_key, digest, digest_of
from playground.gesture import Gesture
from playground.panels import PANELS
from playground.panels.changes import changed
from playground.panels.panel import Panel, View
from playground.scene import Scene, SetInput, SetWeight, apply
from tests.answers.asking import NAMES, SCENE, answered, as_json, ask, unheld

Gestures = list[dict[str, Any]]


class Browser:
    """What the browser keeps and does: a base for each panel, its key, and what is shown.

    Like it, this knows nothing of what the server remembers.
    """

    def __init__(self, scene: Scene, names: list[str]) -> None:
        self.scene = scene
        self.keys = unheld(names)
        self.bases: dict[str, Panel] = {}
        self.shown: dict[str, Any] = {}

    def ask(self, view: View, done: Gestures, draft: Gestures) -> dict[str, Any]:
        """Ask for all panels as they are after the gestures, and show the answer."""
        reply = answered(
            {
                "id": 1,
                "scene": digest_of(self.scene),
                "panels": self.keys,
                "view": msgspec.to_builtins(view),
                "gestures": done,
                "draft": draft,
            }
        )
        for name in self.keys if "error" not in reply else ():
            self._take(name, reply["panels"].get(name, {}))
        return reply

    def _take(self, name: str, drawing: dict[str, Any]) -> None:
        assert drawing.get("base", self.keys[name]) == self.keys[name]
        now = _panel(drawing["whole"]) if "whole" in drawing else self.bases[name]
        now = changed(now, drawing.get("change", {}))
        self.shown[name] = as_json(now)
        if "key" in drawing:
            self.bases[name], self.keys[name] = now, drawing["key"]


def _panel(whole: dict[str, Any]) -> Panel:
    parts = {name: Markup(part) for name, part in whole["parts"].items()}
    return Panel(Markup(whole["frame"]), parts, whole["figures"])


def _after(scene: Scene, done: Gestures, draft: Gestures) -> Scene:
    """The scene that is to be seen, but for an error in the last gesture."""
    there = played(scene, msgspec.convert(done, list[Gesture]), told=False)
    return played(there, msgspec.convert(draft, list[Gesture]), told=False)


@pytest.mark.parametrize(
    ("gesture", "edit"),
    [
        ({"target": "input/0", "value": 0.31}, SetInput(0, 0.31)),
        ({"target": "weight/0/1/0", "value": -1.7}, SetWeight(0, 1, 0, -1.7)),
    ],
)
def test_bases_and_changes_make_exactly_the_panels_of_the_edited_scene(
    gesture: dict[str, Any], edit: Any
) -> None:
    edited = apply(SCENE, edit)
    for name in NAMES:
        browser = Browser(SCENE, [name])
        for view in (View(), View(theme="dark"), View(theme="dark")):
            browser.ask(view, [], [])
            for done, draft in (([], [gesture]), ([gesture], [])):
                browser.ask(view, done, draft)
                assert browser.shown[name] == as_json(PANELS[name](edited, view))


_EDITS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"target": "input/0", "value": 0.31},
        {"target": "weight/0/1/0", "value": -1.7},
        {"target": "bias/0/0", "value": 12345.6},
        {"edit": "select/neuron/0/1"},
        {"edit": "switch/weight/0/0/0"},
        {"edit": "add-neuron/0"},
        {"edit": "randomise", "value": '{"init":"normal","seed":"3"}'},
    ]
)
_STEPS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"edit": "step", "value": "2"}, {"edit": "step/keep-selection", "value": "4"}]
)
_NARROW = View(widths={"stage": 640})
_asks = st.tuples(
    st.sampled_from([View(), View(theme="dark"), _NARROW, View(phone=True), View(undo=True)]),
    st.lists(_EDITS | _STEPS, max_size=3),  # steps are a hostile visitor's: no page sends them
    st.lists(_STEPS, max_size=1).flatmap(
        lambda step: st.lists(_EDITS, max_size=1).map(lambda drag: step + drag)
    ),
    st.sampled_from(["nothing", "drawings", "all"]),  # what the server has forgotten by then
)
_DRAG: Gestures = [{"target": "input/0", "value": 0.31}]


@settings(max_examples=30, deadline=None)
@example("body-size", [(_NARROW, [], _DRAG, "all"), (_NARROW, [], _DRAG, "nothing")])
@example(
    "body-size",
    [(View(), [], _DRAG, "all"), (_NARROW, [], _DRAG, "all"), (View(), [], _DRAG, "all")],
)
@given(st.sampled_from(["body-size", "xor"]), st.lists(_asks, max_size=5))
def test_the_browser_shows_what_is_drawn_afresh_whatever_the_server_remembers(
    preset: str, asks: list[tuple[View, Gestures, Gestures, str]]
) -> None:
    scene = presets.load(preset)
    browser = Browser(scene, ["toolbar", "stage", "neuron", "output"])
    for view, done, draft, forgotten in asks:
        forget(forgotten)
        if "error" in browser.ask(view, done, draft):
            continue
        now = _after(scene, done, draft)
        for name, shown in browser.shown.items():
            assert shown == as_json(PANELS[name](now, view))


def forget(what: str) -> None:
    """Bring the caches into the state of a server that is new, or full."""
    if what != "nothing":
        known._panels.clear()
    if what == "all":
        known._scenes.clear()


@settings(max_examples=30, deadline=None)
@given(st.lists(_EDITS | _STEPS, max_size=4), st.lists(_EDITS | _STEPS, max_size=2))
def test_nobody_puts_a_picture_or_a_scene_under_anothers_key(
    done: Gestures, draft: Gestures
) -> None:
    forget("all")
    names = ["stage", "neuron", "output"]
    Browser(SCENE, names).ask(View(), done, draft)
    for scene in (SCENE, _after(SCENE, done, []), _after(SCENE, done, draft)):
        other = Browser(scene, names)
        other.ask(View(), [], [])
        for name in names:
            assert other.shown[name] == as_json(PANELS[name](scene, View()))
            assert other.keys[name] == content_key(name, digest_of(scene), View())
        assert known.scene_called(digest_of(scene)) == scene


def test_a_key_that_is_held_is_answered_with_nothing() -> None:
    browser = Browser(SCENE, ["stage", "toolbar", "output"])
    browser.ask(View(), [], [])
    for forgotten in ("nothing", "drawings"):
        forget(forgotten)
        assert browser.ask(View(), [], [])["panels"] == {}


HOSTILE_KEYS = {
    "too short for a digest": "0",
    "dots": "." * 64,
    "made up": "0" * 24 + "." + "0" * 12,
    "another panel's": content_key("output", digest_of(SCENE), View(theme="dark")),
    "another scene's": content_key("stage", digest_of(presets.load("xor")), View()),
    "a step that is none": digest_of(SCENE) + "-99999." + "0" * 12,
}


@pytest.mark.parametrize("draft", [[], _DRAG])
@pytest.mark.parametrize("key", HOSTILE_KEYS.values(), ids=HOSTILE_KEYS)
def test_a_key_that_names_nothing_or_something_else_changes_no_picture(
    key: str, draft: Gestures
) -> None:
    xor = presets.load("xor")
    ask(xor, panels=unheld(["stage"]))  # so that the other scene's content is known
    now = as_json(PANELS["stage"](_after(SCENE, [], draft), View()))
    drawing = ask(panels={"stage": key}, draft=draft)["panels"]["stage"]
    if "whole" in drawing:
        assert drawing["whole"] == now
    else:  # told against that content: whoever has it gets the picture, nobody else anything
        assert drawing["base"] == key
        assert as_json(changed(PANELS["stage"](xor, View()), drawing["change"])) == now
    honest = Browser(SCENE, ["stage"])
    honest.ask(View(), [], [])
    assert honest.shown["stage"] == as_json(PANELS["stage"](SCENE, View()))


@pytest.mark.parametrize("name", PANELS)
def test_a_change_in_the_view_that_a_panel_does_not_read_leaves_its_key(name: str) -> None:
    scene, base = digest_of(SCENE), View()
    for field, value in OTHER_VIEW.items():
        view = msgspec.structs.replace(base, **{field: value})
        same = content_key(name, scene, view) == content_key(name, scene, base)
        assert same == (field not in ("language", *PANELS[name].reads)), field
    elsewhere = View(widths={"elsewhere": 500})
    assert content_key(name, scene, elsewhere) == content_key(name, scene, base)


#: Of each field of a view another value than by default; a width for every panel.
OTHER_VIEW: dict[str, Any] = {
    "language": "es",
    "theme": "dark",
    "widths": dict.fromkeys(PANELS, 500),
    "phone": True,
    "calm": True,
    "height": 700,
    "present": True,
    "compact": True,
    "speed": "2",
    "stride": "layer",
    "size": "row",
    "across": "1",
    "up": "0",
    "plane": "0/1/0",
    "fold": "40",
    "way": "forward",
    "training": "curves",
    "scale": "log",
    "knobs": "weight/0/0/0 bias/0/0",
    "pointed": "neuron/0/0",
    "first": 20,
    "numbers": ("z/0/0",),
    "undo": True,
    "redo": True,
}


def test_another_view_differs_in_every_field() -> None:
    assert list(OTHER_VIEW) == list(View.__struct_fields__)
    assert all(getattr(View(), field) != value for field, value in OTHER_VIEW.items())


def test_a_step_of_the_playback_is_part_of_a_scenes_name() -> None:
    halfway = played(SCENE, [Gesture(edit="step", value="3")], told=True)
    assert digest_of(halfway) != digest_of(SCENE) == digest(document.scene_to_token(SCENE))
