"""Who is answered next on the event loop: one after the other, with room for Streamlit between two.

What the sessions tell is sent by a task of Streamlit's that lets the loop turn once after each of
its messages, of which an edit has about eight. If each of these turns answered everybody who drags,
an edit would wait for eight answers of each of them. So a turn answers one, and a few turns pass
before the next.

Where many ask at once, each is told with the answer how long to rest before the next message. What
they ask for then is as new as it can be when their turn comes, instead of growing old before it.
"""

import asyncio
from types import TracebackType

PAUSE = 8  # turns of the loop between two answers, as many as an edit has messages
SHARE = 0.6  # of the loop's time that answers may take where many ask: sessions have the rest
LEAST_REST, MOST_REST = 0.004, 2.0  # seconds; less than that is not worth a word


class Pace:
    """When whoever is under way had better ask again; pure, told the time in seconds.

    Each is promised the moment from which on the loop is free after all that was promised before,
    so those who go on asking come one after the other, and none waits for another.
    """

    def __init__(self) -> None:
        self._free = 0.0
        self._last: object = None

    def rest(self, now: float) -> float:
        """Seconds to rest for whoever is answered now."""
        rest = min(MOST_REST, self._free - now)
        return rest if rest >= LEAST_REST else 0.0

    def took(self, seconds: float, start: float, who: object = None) -> None:
        """An answer has taken so long, to ``who`` will ask again if anybody will.

        Nobody is slowed by themselves alone.
        """
        if who is not None and who is not self._last:
            seconds, self._last = seconds / SHARE, who
        self._free = max(self._free, start) + seconds


class Turns:
    """``async with turns:`` waits for one's turn; first come, first served."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.pace = Pace()

    async def __aenter__(self) -> None:
        await self._lock.acquire()
        try:
            for _ in range(PAUSE):
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            self._lock.release()
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
