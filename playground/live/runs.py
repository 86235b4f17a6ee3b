"""What a run of the page has said is heard, also where the next one begins before all of it is.

A script's thread speaks through the server's event loop. If it ends, and a fragment of the page is
to run before the loop has come to its last words, Streamlit begins another thread, and from then on
hears that one alone. What was still on its way is gone: a button stays as it was, or a part that
the run has taken away is never cleared off. So words of a thread that has ended by itself count,
whoever has begun since; those of one that was stopped, because the whole page runs anew, do not.
"""

from functools import wraps
from typing import Any
from weakref import WeakSet

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

#: Those that have ended by themselves.
_ended: WeakSet[ScriptRunner] = WeakSet()


def hear_all() -> None:
    """Have every visitor's session hear them from now on."""
    create = AppSession._create_scriptrunner
    handle = AppSession._handle_scriptrunner_event_on_event_loop

    @wraps(create)
    def begin(self: AppSession, *given: Any) -> None:
        before = self._scriptrunner  # none where it was stopped
        create(self, *given)
        if before is not None:
            _ended.add(before)

    @wraps(handle)
    def hear(self: AppSession, sender: ScriptRunner, event: ScriptRunnerEvent, *said: Any) -> None:
        if sender not in _ended or event is ScriptRunnerEvent.SHUTDOWN:
            handle(self, sender, event, *said)
            return
        now, self._scriptrunner = self._scriptrunner, sender
        try:
            handle(self, sender, event, *said)
        finally:
            self._scriptrunner = now

    AppSession._create_scriptrunner = begin  # type: ignore[assignment, method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = hear  # type: ignore[assignment, method-assign]
