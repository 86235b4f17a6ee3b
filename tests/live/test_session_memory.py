"""What a browser remembers makes a new server's session what the old one's was."""

import msgspec
import pytest

from playground import document, presets
from playground.history import History
from playground.limits import MAX_REMEMBERED
from playground.report import Committed, Memory
from playground.session import Session
from tests.live.session_reports import value, weight, work


def remembered(session: Session) -> Memory:
    """What a browser holds that was told everything."""
    scenes = [document.scene_to_token(scene) for scene in session.history.scenes]
    return Memory(session.visit_id, session.name, session.ack, scenes, len(session.history.past))


def another() -> Session:
    """The session that a server begins which has just been started."""
    return Session(History(presets.load("xor")))


def test_a_new_server_becomes_what_the_browser_remembers(session: Session) -> None:
    session.take(work(session, weight(1, 1.0), weight(2, 2.0), Committed(seq=3, edit="undo")))
    new = another()
    late = [weight(3, 9.0), weight(4, 4.0)]  # of these the old one had acknowledged the first
    new.take(work(session, *late, memory=remembered(session)))
    assert (new.visit_id, new.name, new.ack) == (session.visit_id, session.name, 4)
    assert value(new) == 4.0
    assert new.history.undo().present == session.scene
    assert new.history.undo().undo().present == session.history.past[0]
    assert new.start == session.start  # where Reset leads, with a teacher's link
    new.take(work(session, *late, memory=remembered(session)))  # told twice, taken once
    assert len(new.history.past) == 2
    assert new.notice is None


def test_a_session_that_has_begun_takes_no_memory(session: Session) -> None:
    new = another()
    new.take(work(new, Committed(seq=1, edit="select/neuron/0/0")))
    before = new.scene
    new.take(work(session, weight(1, 1.0), memory=remembered(session)))
    assert new.scene is before
    assert not new.recovered


@pytest.mark.parametrize(
    "changes",
    [
        {"scenes": []},
        {"at": 7},
        {"at": -1},
        {"scenes": ["nonsense"]},
        {"scenes": ["A" * (MAX_REMEMBERED + 1)]},
    ],
    ids=str,
)
def test_a_memory_that_was_tampered_with_is_told_and_changes_nothing(
    session: Session, changes: dict[str, object]
) -> None:
    new = another()
    before = new.scene
    memory = msgspec.structs.replace(remembered(session), **changes)
    new.take(work(session, weight(1, 1.0), memory=memory))
    assert new.scene is before
    assert new.notice
    assert not new.fresh


def test_a_memory_is_worth_more_than_what_the_link_wants(session: Session) -> None:
    new = Session(History(presets.load("xor")))
    new.arrive({"kept": "0" * 24})
    new.take(work(session, memory=remembered(session)))
    assert new.scene == session.scene
    assert new.wanted is None
