"""The session without a browser: what it takes, what it refuses, and what it tells."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document, presets
from playground.answers.message import Ask
from playground.gesture import Gesture
from playground.history import History
from playground.limits import MAX_GESTURES
from playground.network import NetworkError
from playground.panels.panel import View
from playground.report import Committed, Report, decode
from playground.scene import Target, replace_scene
from playground.session import Session
from tests.live.session_reports import value, weight, work


def test_gestures_are_taken_once_and_in_order(session: Session) -> None:
    session.take(work(session, weight(1, 1.0), weight(2, 2.0)))
    session.take(work(session, weight(1, 1.0), weight(2, 2.0), weight(3, 3.0)))
    assert session.ack == 3
    assert value(session) == 3.0
    assert len(session.history.past) == 3


def test_what_was_acknowledged_never_comes_back(session: Session) -> None:
    session.take(work(session, weight(5, 5.0)))
    session.take(work(session, weight(4, 4.0)))
    assert (session.ack, value(session)) == (5, 5.0)


def asked(**fields: Any) -> Ask:
    return Ask(1, "0" * 24, {"stage": ""}, **fields)


def test_another_sessions_report_changes_nothing_and_still_says_what_is_to_be_seen(
    session: Session,
) -> None:
    before = session.scene
    ask = asked(draft=[Gesture("weight/0/0/0", value=9.0)], view=View(theme="dark"))
    session.take(Report("gone", [weight(1, 9.0)], ask))
    assert session.scene is before
    assert session.ack == 0
    assert session.ask is not None
    assert session.ask.view == View(theme="dark")
    assert session.ask.draft == [], "it was meant for another scene"


@pytest.mark.parametrize(
    "leave",
    [
        lambda session: session.load("xor"),
        lambda session: session.reset(),
        lambda session: session.restart(presets.load("xor")),
        lambda session: session.follow({"preset": "xor"}),
        lambda session: session.open(document.scene_to_json(presets.load("xor")).encode()),
    ],
    ids=["load", "reset", "restart", "follow", "open"],
)
def test_another_scene_ends_what_is_under_way(
    session: Session, leave: Callable[[Session], None]
) -> None:
    session.take(work(session, ask=asked(draft=[Gesture(edit="step", value="3")])))
    name = session.name
    leave(session)
    assert session.ask is not None
    assert session.ask.draft == []
    assert session.name != name


def test_one_commit_is_one_step_of_undo_and_redo(session: Session) -> None:
    start = session.scene
    session.take(work(session, weight(1, 1.5)))
    changed = session.scene
    session.take(work(session, Committed(seq=2, edit="undo")))
    assert session.scene == start
    session.take(work(session, Committed(seq=3, edit="redo")))
    assert session.scene == changed
    session.take(work(session, Committed(seq=4, edit="redo")))  # nothing to redo
    assert session.scene == changed
    assert session.notice is None


def test_what_is_under_way_is_not_kept(session: Session) -> None:
    before = session.scene
    draft = [Gesture("input/0", value=2.0)]
    session.take(work(session, ask=asked(draft=draft)))
    assert session.ask == asked(draft=draft)
    assert session.scene is before
    assert session.history.past == ()
    session.take(work(session))  # the wire is up: it is asked there
    assert session.ask is None


def test_selecting_is_no_step(session: Session) -> None:
    session.take(work(session, Committed(seq=1, edit="select/neuron/1/0")))
    assert session.scene.selected == Target("neuron", (1, 0))
    assert session.history.past == ()


@pytest.mark.parametrize(
    "refused",
    [
        Committed(seq=2, target="weight/9/9/9", value=1.0),
        Committed(seq=2, target="weight/0/0/0", value="1/0"),
        Committed(seq=2, target="weight/0/0/0", value="much"),
        Committed(seq=2, edit="remove-neuron/2"),
        Committed(seq=2, edit="rename-input/0", value="mass"),
        Committed(seq=2, edit="activation/0", value="softmax"),
        Committed(seq=2, edit="paste/weight/0/2/1", value="1\t2\n3\t4"),
        Committed(seq=2, edit="open-the-door"),
        Committed(seq=2),
    ],
    ids=str,
)
def test_a_refused_gesture_is_told_and_loses_nothing(session: Session, refused: Committed) -> None:
    session.take(work(session, weight(1, 1.0), refused, weight(3, 3.0)))
    assert session.notice
    assert "\n" not in session.notice.text
    assert session.ack == 3
    assert value(session) == 3.0
    assert len(session.history.past) == 2
    assert session.scene.network.sizes == (2, 3, 2, 1)


def test_a_notice_is_told_until_the_browser_has_shown_it(session: Session) -> None:
    session.take(work(session, Committed(seq=1, target="input/0", value="1/0")))
    told = session.notice
    assert told is not None
    assert told.gesture == 1
    session.take(work(session, weight(2, 9.0), noticed="another"))
    assert session.notice is told, "a drawing that is dropped takes its notice with it"
    session.take(work(session, noticed=told.id))
    assert session.notice is None


def test_too_many_gestures_wait_for_their_turn(session: Session) -> None:
    many = [weight(n + 1, float(n)) for n in range(MAX_GESTURES + 10)]
    session.take(work(session, *many))
    assert session.ack == MAX_GESTURES
    session.take(work(session, *many))
    assert session.ack == MAX_GESTURES + 10


def test_locked_values_refuse(session: Session) -> None:
    session.visit(replace_scene(session.scene, locked=frozenset({"weights"})))
    session.take(work(session, weight(1, 9.0)))
    assert session.notice.text == "weights: this page's link keeps them fixed"
    assert value(session) == 0.7


@given(st.binary(max_size=300))
def test_no_bytes_break_the_border(data: bytes) -> None:
    session = Session(History(presets.load("xor")))
    before = session.scene
    with pytest.raises(NetworkError):
        session.open(data)
    assert session.scene is before
    assert session.opened == 0


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {"session": 1},
        {"session": "a", "gestures": [{"seq": 1.5}]},
        {"session": "a", "gestures": [], "view": {}},
    ],
    ids=str,
)
def test_a_report_that_is_not_ours_is_told(session: Session, wrong: object) -> None:
    for state in (wrong, {"work": wrong}):
        with pytest.raises(NetworkError):
            decode(state)
    before = session.scene
    session.receive({"work": wrong})
    assert session.scene is before
    assert session.notice.text.startswith("The page sent what this server does not know: ")


def test_the_hubs_state_holds_the_report(session: Session) -> None:
    gesture = {"seq": 1, "target": "weight/0/0/0", "value": 2.5}
    session.receive({"work": {"session": session.name, "gestures": [gesture]}})
    assert (session.ack, value(session)) == (1, 2.5)
