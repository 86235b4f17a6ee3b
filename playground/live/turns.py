"""Who is answered next on the event loop: one after the other, with room for Streamlit between two.

What the sessions tell is sent by a task of Streamlit's that lets the loop turn once after each of
its messages, of which an edit has about eight. If each of these turns answered everybody who drags,
an edit would wait for eight answers of each of them. So a turn answers one, and a few turns pass
before the next.
"""

import asyncio
from types import TracebackType

PAUSE = 8  # turns of the loop between two answers, as many as an edit has messages


class Turns:
    """``async with turns:`` waits for one's turn; first come, first served."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

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
