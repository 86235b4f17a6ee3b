"""Where there is no wire, the session answers: the same bytes, by the same function."""

import json
from typing import Any

import msgspec
import pytest

from playground import presets
from playground.answers import known
from playground.answers.answer import respond
from playground.answers.known import content_key, digest_of
from playground.answers.message import Ask
from playground.gesture import Gesture
from playground.live import component
from playground.panels import MOST_PANELS, PANELS
from playground.panels.panel import View
from playground.report import Report
from playground.scene import Scene, replace_scene
from playground.session import Session
from tests.live.session_reports import weight, work

DRAG = Gesture("input/0", value=0.5)
PLAYED = Gesture(edit="step", value="3")


def asked(scene: Scene, **fields: Any) -> Ask:
    panels = dict.fromkeys(list(PANELS)[:MOST_PANELS], "")
    return Ask(4, digest_of(scene), **{"panels": panels, **fields})


def without_time(answer: str | bytes) -> str:
    """An answer without how long it took, the last of its fields."""
    text = answer if isinstance(answer, str) else answer.decode()
    return text.partition(',"ms":')[0].rstrip("}")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"view": View(theme="dark", undo=True)},
        {"draft": [DRAG]},
        {"draft": [PLAYED, DRAG]},
        {"panels": {"stage": content_key("stage", digest_of(presets.load("body-size")), View())}},
        {"panels": {"stage": ""}, "draft": [Gesture("weight/9/9/9", value=1.0)]},
        {"panels": {"secrets": ""}},
    ],
    ids=str,
)
def test_the_session_answers_what_the_wire_answers(
    session: Session, fields: dict[str, Any]
) -> None:
    ask = asked(session.scene, **fields)
    session.take(work(session, ask=ask))
    known._panels.clear()
    told = component._of_scene(session)["answer"]
    known._panels.clear()
    assert without_time(told) == without_time(respond(msgspec.json.encode(ask)))
    assert '"id":4' in told


def test_what_is_answered_is_about_the_scene_that_the_hub_tells(session: Session) -> None:
    """What the browser has done has been taken by then: it must not be done twice."""
    ask = asked(session.scene, gestures=[Gesture(edit="add-neuron/0")])
    session.take(Report(session.name, [weight(1, 5.0)], ask))
    told = component._of_scene(session)
    answer = json.loads(told["answer"])
    assert answer["scene"] == told["scene"] == digest_of(session.scene)
    stage = PANELS["stage"](session.scene, View())
    assert answer["panels"]["stage"]["whole"]["frame"] == str(stage.frame)
    assert session.scene.network.sizes == (2, 3, 2, 1)


def test_without_an_ask_the_session_sends_no_picture(session: Session) -> None:
    session.take(work(session, weight(1, 5.0)))
    told = {**component._of_session(session), **component._of_scene(session)}
    assert told["answer"] is None
    session.told = session.history
    assert len(json.dumps({**told, **component._of_scene(session)})) < 3_000


def test_a_scene_in_the_middle_of_a_playback_is_told_as_it_is(session: Session) -> None:
    whole = session.scene
    halfway = replace_scene(whole, step=3)
    session.restart(halfway)
    told = component._of_scene(session)
    assert told["scene"] == digest_of(halfway) != digest_of(whole)
    assert known.scene_called(told["scene"]) == halfway
