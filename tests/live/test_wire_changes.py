"""What the wire answers makes, on the page, exactly what the panels draw."""

from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playground import presets
from playground.gesture import Gesture
from playground.live import answer
from playground.live.answer import played
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Scene, SetInput, SetWeight, apply
from tests.live.wire_client import NAMES, SCENE, ask


class Browser:
    """What the browser keeps and does: a base for each panel, the view of the bases, what
    is shown. Like them it knows nothing of what the server remembers."""

    def __init__(self, scene: Scene, view: View, names: list[str]) -> None:
        """As the session mounts it: every panel drawn for its scene, in its view."""
        self.bases = {name: as_json(PANELS[name](scene, view)) for name in names}
        self.shown = dict(self.bases)
        self.scene, self.base_view = scene, view

    def ask(self, view: View, gestures: list[dict[str, Any]]) -> dict[str, Any]:
        """Ask for all panels as they are after the gestures, and show the answer."""
        reply = ask(
            self.scene,
            panels=list(self.bases),
            view=msgspec.to_builtins(view),
            gestures=gestures,
            full=view != self.base_view,
        )
        if "error" in reply:
            return reply
        if reply.get("full"):
            self.base_view = msgspec.convert(reply["view"], View)
        for name, change in reply["panels"].items():
            self.bases[name] = reply.get("base", self.bases)[name]
            self.shown[name] = _changed(self.bases[name], change)
        return reply


def _changed(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    if "frame" in change:
        return change
    parts = {
        name: part if isinstance(part, str) else _changed_text(base["parts"][name], part)
        for name, part in change.get("parts", {}).items()
    }
    figures = {
        name: _changed_figure(figure, change.get("figures", {}).get(name, {}))
        for name, figure in base["figures"].items()
    }
    return {"frame": base["frame"], "parts": {**base["parts"], **parts}, "figures": figures}


def _changed_text(base: str, change: list[Any]) -> str:
    pieces = base.split('"')
    if len(pieces) != change[0]:
        return base
    for index, piece in zip(change[1::2], change[2::2], strict=True):
        pieces[index] = piece
    return '"'.join(pieces)


def _changed_figure(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    if "data" in change:
        return change
    traces = change.get("traces", {})
    data = [_changed_trace(trace, traces.get(str(i), {})) for i, trace in enumerate(base["data"])]
    return {"data": data, "layout": change.get("layout", base["layout"])}


def _changed_trace(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    if "type" in change:
        return change
    within = {k: {**base[k], **v} if isinstance(v, dict) else v for k, v in change.items()}
    return {**base, **within}


def as_json(panel: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(panel.as_data()))


@pytest.mark.parametrize(
    ("gesture", "edit"),
    [
        ({"target": "input/0", "value": 0.31}, SetInput(0, 0.31)),
        ({"target": "weight/0/1/0", "value": -1.7}, SetWeight(0, 1, 0, -1.7)),
    ],
)
def test_base_and_changes_make_exactly_the_panels_of_the_edited_scene(
    gesture: dict[str, Any], edit: Any
) -> None:
    edited = apply(SCENE, edit)
    for name in NAMES:
        browser = Browser(SCENE, View(), [name])
        for view in (View(), View(theme="dark"), View(theme="dark")):
            browser.ask(view, [])
            browser.ask(view, [gesture])
            assert browser.shown[name] == as_json(PANELS[name](edited, view))


_steps = st.tuples(
    st.sampled_from([View(), View(theme="dark"), View(widths={"stage": 640}), View(phone=True)]),
    st.lists(
        st.sampled_from(
            [
                {"target": "input/0", "value": 0.31},
                {"target": "weight/0/1/0", "value": -1.7},
                {"target": "bias/0/0", "value": 12345.6},
                {"edit": "select/neuron/0/1"},
                {"edit": "switch/weight/0/0/0"},
                {"edit": "step/keep-selection", "value": "4"},
                {"edit": "add-neuron/0"},
                {"edit": "randomise", "value": '{"init":"normal","seed":"3"}'},
            ]
        ),
        max_size=3,
    ),
    st.sampled_from(["nothing", "its panels", "all"]),  # what the server has forgotten by then
)

_DRAG: list[dict[str, Any]] = [{"target": "input/0", "value": 0.31}]
_NARROW = View(widths={"stage": 640})


@settings(max_examples=30, deadline=None)
@example("body-size", [(_NARROW, _DRAG, "all"), (_NARROW, _DRAG, "nothing")])
@example("body-size", [(View(), _DRAG, "all"), (_NARROW, _DRAG, "all"), (View(), _DRAG, "all")])
@given(st.sampled_from(["body-size", "xor"]), st.lists(_steps, max_size=5))
def test_the_browser_shows_what_is_drawn_afresh_whatever_the_server_remembers(
    preset: str, steps: list[tuple[View, list[dict[str, Any]], str]]
) -> None:
    scene = presets.load(preset)
    browser = Browser(scene, View(), ["stage", "neuron", "output"])
    for view, gestures, forgotten in steps:
        forget(forgotten)
        browser.ask(view, gestures)
        now = played(scene, [msgspec.convert(gesture, Gesture) for gesture in gestures])
        for name, shown in browser.shown.items():
            assert shown == as_json(PANELS[name](now, view))


def forget(what: str) -> None:
    """Bring the wire's caches into the state of a server that is new, or full."""
    if what != "nothing":
        answer._panels.clear()
    if what == "all":
        answer._asked.clear()


def test_a_drag_sends_parts_and_traces_only() -> None:
    ask()
    reply = ask(gestures=[{"target": "input/0", "value": 0.5}])
    assert all("frame" not in change for change in reply["panels"].values())
    assert "base" not in reply
    assert "head" not in reply["panels"]["stage"]["parts"]
