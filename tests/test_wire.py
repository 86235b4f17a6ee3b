"""The wire: what it answers equals what the panels draw, and nothing a client sends breaks it."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.websockets import WebSocket

from playground import document, presets
from playground.gesture import Gesture
from playground.learner import lessons
from playground.limits import MAX_BURST, MAX_MESSAGE_BYTES
from playground.live import answer, route
from playground.live.answer import digest, played, remember, respond
from playground.panels import MOST_PANELS, PANELS
from playground.panels.panel import Panel, View
from playground.scene import Scene, SetInput, SetWeight, apply

SCENE = presets.load("body-size")
TOKEN = document.scene_to_token(SCENE)
NAMES = list(PANELS)
PAGE = NAMES[:MOST_PANELS]


def ask(scene: Scene = SCENE, **fields: Any) -> dict[str, Any]:
    name = remember(scene, document.scene_to_token(scene))
    message = {"id": 1, "scene": name, "panels": PAGE, **fields}
    return msgspec.json.decode(respond(msgspec.json.encode(message)))


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


def test_gestures_add_up_in_their_order() -> None:
    gestures = [
        {"edit": "add-neuron/0"},
        {"target": "weight/0/3/1", "value": "1/4"},
        {"edit": "select/neuron/0/3"},
    ]
    reply = ask(gestures=gestures)
    assert 'data-target="neuron/0/3"' in "".join(reply["panels"]["stage"]["parts"].values())
    assert 'data-value="0.25"' in "".join(reply["panels"]["stage"]["parts"].values())


def test_only_the_last_gesture_can_fail() -> None:
    bad = {"target": "weight/9/0/0", "value": 1.0}
    good = {"target": "input/0", "value": 0.5}
    assert "error" not in ask(gestures=[bad, good])
    assert "there is no number 10" in ask(gestures=[good, bad])["error"]


def test_an_unknown_scene_asks_for_its_token() -> None:
    scene = apply(SCENE, SetInput(0, 0.123456))
    token = document.scene_to_token(scene)
    message = {"id": 7, "scene": digest(token), "panels": ["output"]}
    reply = msgspec.json.decode(respond(msgspec.json.encode(message)))
    assert reply == {"id": 7, "scene": digest(token), "unknown": True}
    reply = msgspec.json.decode(respond(msgspec.json.encode({**message, "token": token})))
    assert set(reply["panels"]) == {"output"}
    reply = msgspec.json.decode(
        respond(msgspec.json.encode({**message, "scene": "0" * 24, "token": token}))
    )
    assert "does not belong" in reply["error"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"panels": ["secrets"]}, "there is none called"),
        ({"gestures": [{"edit": "explode"}]}, "there is none called"),
        ({"gestures": [{"target": "weight/0/0/99", "value": 1.0}]}, "there is no number 100"),
        ({"gestures": [{"target": "input/0", "value": 1e308}]}, "`float` <= 1e+300"),
        ({"gestures": [{"target": "input/0", "value": "nan"}]}, "expected something like"),
        ({"gestures": [{"target": "input/0", "value": True}]}, "not what this page sends"),
        ({"gestures": [{"target": "input/0"}]}, "expected a number, got none"),
        ({"gestures": [{"edit": "undo"}] * 300}, "`array` of length <= 256"),
        ({"panels": ["stage"] * (MOST_PANELS + 1)}, "`array` of length <= 8"),
        ({"view": {"numbers": ["z/0/0"] * 65}}, "`array` of length <= 64"),
        ({"gestures": [{"edit": "step", "value": "1" * 20_001}]}, "`str` of length <= 20000"),
        (
            {"gestures": [{"edit": "step", "value": "1" * 20_000}] * 2},
            "expected at most 32000 bytes",
        ),
        ({"view": {"theme": "neon"}}, "not what this page sends"),
        ({"extra": 1}, "not what this page sends"),
        ({"id": "one"}, "not what this page sends"),
    ],
)
def test_what_cannot_be_gets_one_sentence(fields: dict[str, Any], words: str) -> None:
    reply = ask(**fields)
    assert words in reply["error"]
    assert "panels" not in reply
    assert "\n" not in reply["error"]
    assert len(reply["error"]) < 300


def test_too_large_a_message_is_not_even_parsed() -> None:
    reply = json.loads(respond(b"[" * (MAX_MESSAGE_BYTES + 1)))
    assert "expected at most" in reply["error"]


@given(st.one_of(st.binary(), st.text()))
def test_arbitrary_bytes_are_answered_with_an_error(text: str | bytes) -> None:
    assert "error" in json.loads(respond(text))


VALID = msgspec.json.encode(
    {
        "id": 3,
        "scene": digest(TOKEN),
        "token": TOKEN,
        "panels": ["output", "inputs"],
        "gestures": [{"target": "input/0", "value": 0.25}, {"edit": "select/neuron/0/1"}],
        "view": {"theme": "dark", "widths": {"stage": 900}},
        "full": True,
    }
)


@settings(max_examples=300)
@given(st.integers(0, len(VALID) - 1), st.binary(max_size=3), st.integers(0, 4))
def test_mutations_of_a_valid_message_are_answered(at: int, put: bytes, gone: int) -> None:
    reply = json.loads(respond(VALID[:at] + put + VALID[at + gone :]))
    assert ("error" in reply) or ("panels" in reply) or reply.get("unknown")


_gestures = st.builds(
    Gesture,
    target=st.none() | st.text(max_size=20) | st.from_regex(r"\A[a-z]+(/\d{1,3}){1,3}\Z"),
    edit=st.none() | st.text(max_size=20) | st.sampled_from(
        ["add-neuron/0", "remove-neuron/0", "add-layer/1", "remove-layer/1", "add-input", "step/0",
         "randomise", "paste/weight/0/0/0", "activation/0", "select/layer/0", "switch/input/0"]
    ),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_gestures, max_size=4))
def test_any_gestures_leave_a_whole_scene_or_an_error(gestures: list[Gesture]) -> None:
    done = [msgspec.to_builtins(gesture) for gesture in gestures]
    for panels in (PAGE, NAMES[MOST_PANELS:][:MOST_PANELS], NAMES[2 * MOST_PANELS :]):
        reply = ask(gestures=done, panels=panels)
        assert ("error" in reply) != ("panels" in reply)


def test_a_panel_is_drawn_once_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, Scene]] = []

    def counted(name: str) -> Callable[[Scene, View], Panel]:
        render = PANELS[name]

        def draw(scene: Scene, view: View) -> Panel:
            drawn.append((name, scene))
            return render(scene, view)

        return draw

    for name in NAMES:
        monkeypatch.setitem(PANELS, name, counted(name))
    view = {"widths": {"stage": 777}}  # nothing is drawn for it yet
    gestures = [{"target": "input/0", "value": 0.31}] * 3
    twice = ["stage", "neuron", "stage", "stage"]
    reply = ask(panels=twice, view=view, gestures=gestures, full=True)
    assert sorted(name for name, _ in drawn) == ["neuron", "stage"]  # whole: they need no base
    assert "base" not in reply
    assert "full" not in reply
    drawn.clear()
    reply = ask(panels=twice, view=view, gestures=gestures, full=True)
    assert sorted(name for name, _ in drawn) == ["neuron", "neuron", "stage", "stage"]
    assert len({(name, id(scene)) for name, scene in drawn}) == 4  # the scene now, and its base
    assert set(reply["base"]) == {"neuron", "stage"}
    drawn.clear()
    ask(panels=["stage"] * MOST_PANELS, view=view)
    assert drawn == []  # what has not changed is its base, and that is known by now


def test_no_step_shows_more_panels_than_a_message_may_ask_for() -> None:
    steps = [step for lesson in lessons() for step in lesson.steps]
    assert max(len({*step.content.panels, "numbers"}) for step in steps) <= MOST_PANELS


def converse(headers: dict[str, str], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run the route against a client that sends ``messages`` and leaves."""
    sent: list[dict[str, Any]] = []
    incoming = [
        {"type": "websocket.connect"},
        *messages,
        {"type": "websocket.disconnect", "code": 1000},
    ]

    async def receive() -> dict[str, Any]:
        return incoming.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "path": "/live",
        "query_string": b"",
        "extensions": {},
    }
    asyncio.run(route.serve(WebSocket(scope, receive, send)))
    return sent


OURS = {"host": "here.example:8501", "origin": "http://here.example:8501"}


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "here.example", "origin": "http://there.example"},
        {"host": "here.example", "origin": "http://here.example.there.example"},
        {"host": "here.example", "origin": "null"},
        {"host": "here.example"},
    ],
)
def test_another_origin_is_refused(headers: dict[str, str]) -> None:
    sent = converse(headers, [{"type": "websocket.receive", "text": VALID.decode()}])
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_our_origin_is_answered() -> None:
    sent = converse(OURS, [{"type": "websocket.receive", "text": VALID.decode()}])
    assert sent[0]["type"] == "websocket.accept"
    assert sent[1]["text"] == respond(VALID).decode(), "what is tested here is what the route runs"
    assert set(json.loads(sent[1]["text"])["panels"]) == {"output", "inputs"}


def test_binary_is_refused_and_the_next_text_still_answered() -> None:
    sent = converse(
        OURS,
        [
            {"type": "websocket.receive", "bytes": b"\x00\xff"},
            {"type": "websocket.receive", "text": VALID.decode()},
        ],
    )
    assert "error" in json.loads(sent[1]["text"])
    assert "panels" in json.loads(sent[2]["text"])


def test_a_flood_is_refused_and_in_the_end_closed() -> None:
    flood = [{"type": "websocket.receive", "text": "{}"}] * 1000
    sent = converse(OURS, flood)
    assert sent[-1]["type"] == "websocket.close"
    assert any("too many" in message.get("text", "") for message in sent)


def test_the_meter_refills_with_time() -> None:
    meter = route.Meter(0.0)
    assert all(meter.allows(0.0) for _ in range(int(MAX_BURST)))
    assert not meter.allows(0.0)
    assert meter.allows(1.0)
