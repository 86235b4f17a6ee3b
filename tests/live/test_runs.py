"""The last words of a run are heard, also where the next begins before the loop comes to them."""

import asyncio
import inspect
from collections.abc import Iterator
from unittest.mock import MagicMock, patch

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from playground.live.runs import hear_all

FRAGMENT = "hub"
SAYS, SHUTS = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SHUTDOWN


class Runner:
    """A script's thread: it takes a request while it runs."""

    def __init__(self, *, runs: bool = True) -> None:
        self.runs, self.on_event = runs, MagicMock()

    def start(self) -> None:
        """It runs already."""

    def request_stop(self) -> None:
        self.runs = False

    def request_rerun(self, _: object) -> bool:
        return self.runs


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Streamlit as it is, whoever has changed it."""
    for name in ("_create_scriptrunner", "_handle_scriptrunner_event_on_event_loop"):
        monkeypatch.setattr(AppSession, name, inspect.unwrap(getattr(AppSession, name)))
    with patch.object(app_session, "ScriptRunner", lambda **_: Runner()):
        yield


@pytest.fixture
def heard(unheard: None) -> None:
    hear_all()


def session(runner: Runner) -> AppSession:
    made = AppSession(MagicMock(main_script_path=""), MagicMock(), MagicMock(), None, {})
    made._scriptrunner = runner  # type: ignore[assignment]
    made._fragment_storage = MagicMock()
    return made


def say(at: AppSession, runner: Runner, text: str) -> None:
    """What a thread says: the loop comes to it later."""
    message = ForwardMsg()
    message.delta.new_element.text.body = text
    message.metadata.delta_path[:] = [0, len(text)]  # each in a place of its own
    at._on_scriptrunner_event(runner, SAYS, forward_msg=message)  # type: ignore[arg-type]


async def told(at: AppSession) -> list[str]:
    await asyncio.sleep(0)
    return [each.delta.new_element.text.body for each in at._browser_queue.flush()]


async def asked_too_early(fragment: str, *, ended: bool) -> tuple[list[str], bool]:
    """What comes of a run's last word, and whether the next run's comes, too."""
    before = Runner(runs=not ended)
    at = session(before)
    say(at, before, "a button")
    at._on_scriptrunner_event(before, SHUTS)  # type: ignore[arg-type]
    at.request_rerun(ClientState(fragment_id=fragment))
    now = at._scriptrunner
    say(at, now, "a verdict")  # type: ignore[arg-type]
    return await told(at), at._scriptrunner is now


@pytest.mark.usefixtures("heard")
def test_what_an_ended_run_has_said_is_heard_before_the_next() -> None:
    said, is_current = asyncio.run(asked_too_early(FRAGMENT, ended=True))
    assert said == ["a button", "a verdict"]
    assert is_current


@pytest.mark.usefixtures("heard")
def test_a_run_that_was_stopped_is_not_heard() -> None:
    said, is_current = asyncio.run(asked_too_early("", ended=False))
    assert said == ["a verdict"]
    assert is_current


@pytest.mark.usefixtures("unheard")
def test_streamlit_alone_loses_it() -> None:
    """When it does no more, ``hear_all`` is not needed any longer."""
    said, _ = asyncio.run(asked_too_early(FRAGMENT, ended=True))
    assert said == ["a verdict"]
