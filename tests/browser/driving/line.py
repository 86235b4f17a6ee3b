"""The network between a browser and a server, which a test cuts, mends, and leads elsewhere."""

import asyncio
import contextlib
import threading
from collections.abc import Callable

from tests.browser.driving.server import free_port

CHUNK = 1 << 16


class Line:
    """A port of its own behind which a server stands.

    While it is cut, bytes wait and nobody is told: no socket closes, as when a cable is out.
    """

    def __init__(self, target: int) -> None:
        self.port, self.url = (port := free_port()), f"http://127.0.0.1:{port}"
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._passes = asyncio.Event()
        self._passes.set()
        self._sides: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()

    def cut(self) -> None:
        """Let nothing pass."""
        self._do(self._passes.clear)

    def mend(self) -> None:
        """Let what waits pass, and whatever comes."""
        self._do(self._passes.set)

    def drop(self) -> None:
        """Close all that is open: both ends have given up."""
        self._do(self._close)

    def lead_to(self, target: int) -> None:
        """Have another server behind it from now on."""
        self._target = target
        self.drop()

    def end(self) -> None:
        """Close all, and listen no more."""
        self.drop()
        asyncio.run_coroutine_threadsafe(self._forget(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, what: Callable[[], object]) -> None:
        done = threading.Event()
        self._loop.call_soon_threadsafe(lambda: (what(), done.set()))
        done.wait()

    def _run(self) -> None:
        self._loop.run_forever()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", self.port)

    async def _forget(self) -> None:
        self._server.close()
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._sides.add(writer)
        with contextlib.suppress(OSError):
            await self._passes.wait()
            far_reader, far = await asyncio.open_connection("127.0.0.1", self._target)
            self._sides.add(far)
            await asyncio.gather(self._carry(reader, far), self._carry(far_reader, writer))
            self._leave(far)
        self._leave(writer)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK):
                await self._passes.wait()
                writer.write(data)
                await writer.drain()
            await self._passes.wait()
        writer.close()

    def _leave(self, writer: asyncio.StreamWriter) -> None:
        self._sides.discard(writer)
        writer.close()

    def _close(self) -> None:
        for writer in self._sides:
            writer.transport.abort()
        self._sides.clear()
