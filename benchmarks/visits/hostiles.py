"""Clients of the wire that take all they can get: each kind sends as fast as it is answered."""

import asyncio
import itertools
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from multiprocessing.synchronize import Event

import numpy as np
import websockets

from benchmarks.visits.draggers import Wire, answer_of, wire
from benchmarks.visits.formats import FASTEST, Message, dragged, is_unknown, with_token
from benchmarks.visits.stream import UnansweredError
from benchmarks.visits.trainers import Trainer
from playground import document
from playground.answers.known import digest
from playground.data import read_table
from playground.data.written import table_text
from playground.network import Network
from playground.panels import MOST_PANELS, PANELS
from playground.scene import Scene
from playground.training import Recipe

ROWS = 20_000
FRAMES = 4096  # that are written at once
_HANDSHAKE = (
    "GET /live HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
FLOODED = 64  # messages that a flood sends before it reads an answer
COURTESY = 10  # niceness: the client shall not compete with the server that it attacks
#: Panels by what they cost, the dearest first.
DEAREST = (
    *("hidden-space", "convolution", "fit-approximation", "surface", "stage", "depths", "starts"),
    *("matrices", "output", "neuron", "gradient", "activations", "signals", "training", "data"),
)
_fresh = itertools.count(1)


class Switch:
    """Whether a hostile client is at it, told from another process."""

    def __init__(self, on: Event) -> None:
        """Follow ``on``."""
        self._on = on

    async def rounds(self) -> AsyncIterator[None]:
        """Once for each thing that may be done; waits while it is off."""
        while True:
            while not self._on.is_set():
                await asyncio.sleep(0.02)
            yield


def _told(scene: Scene) -> Message:
    token = document.scene_to_token(scene)
    return {"scene": digest(token), "token": token}


def _many_rows(sizes: list[int], **fields: object) -> tuple[Message, str]:
    """A scene with a table of ``ROWS`` rows, and that table's text."""
    rng = np.random.default_rng(1)
    x = np.round(rng.normal(size=(ROWS, sizes[0])), 3)
    names = [f"x{i + 1}" for i in range(sizes[0])]
    wanted = (x[:, 0] * x[:, -1] > 0).astype(int)
    lines = [",".join([*names, "y"])]
    lines += [",".join([*map(str, row), str(y)]) for row, y in zip(x, wanted, strict=True)]
    table = read_table("\n".join(lines), name="rows.csv")
    data = table.dataset(inputs=names, target="y")
    named = {"input_names": data.input_names, "output_names": data.output_names}
    network = Network.create(sizes, hidden="tanh", output="sigmoid", seed=1, **named)
    scene = Scene(network, data.x[0], data=data, row=0, **fields)
    return _told(scene), table_text(table)


async def flood(url: str, switch: Switch) -> None:
    """Small messages, as many as the server reads: half of them are no asks at all."""
    hub = _told(Scene(Network.create([1, 1], "tanh", "sigmoid", seed=1), [0.5]))
    small = {"id": 1, "scene": hub["scene"], "panels": {"inputs": ""}}
    async with wire(url) as connection:
        await connection.send(json.dumps(with_token(small, hub)))
        await answer_of(connection)
        text = json.dumps(small)
        async for _ in switch.rounds():
            for _ in range(FLOODED):
                await connection.send(text)
            for _ in range(FLOODED):
                await answer_of(connection)


async def dearest(url: str, switch: Switch) -> None:
    """The dearest panels of the largest network that is drawn, over the most rows, never seen."""
    hub, table = _many_rows([16] * 9 + [1], neurons="maps")
    panels = dict.fromkeys([name for name in DEAREST if name in PANELS][:MOST_PANELS], "")
    async with wire(url) as connection:
        async for _ in switch.rounds():
            view = {"widths": {name: 300 + next(_fresh) for name in panels}}
            seed = json.dumps({"init": "normal", "seed": str(next(_fresh))})
            asked = {"id": 1, "scene": hub["scene"], "panels": panels, "view": view}
            asked["gestures"] = [{"edit": "randomise", "value": seed}]
            answer = await _answer(connection, asked)
            if b'"unknown"' in answer or b'"missing"' in answer:
                await _answer(connection, {**with_token(asked, hub), "table": table})


async def largest(url: str, switch: Switch) -> None:
    """A network of 250,000 parameters, another one each time, with its token."""
    networks = [Network.create([490, 490, 18], "relu", "softmax", seed=seed) for seed in range(4)]
    hubs = [_told(Scene(network, np.zeros(490))) for network in networks]
    panels = dict.fromkeys(("stage", "inputs", "output", "neuron", "matrices"), "")
    async with wire(url) as connection:
        async for _ in switch.rounds():
            hub, value = hubs[next(_fresh) % len(hubs)], next(_fresh) / 1000
            asked = {"id": 1, "scene": hub["scene"], "panels": panels}
            asked["draft"] = [dragged("input/0", value)]
            await _answer(connection, with_token(asked, hub))


async def training(url: str, switch: Switch) -> None:
    """Training at full speed, all rows in each update."""
    recipe = Recipe(loss="binary-cross-entropy", optimiser="adam", batch=None)
    hub, table = _many_rows([2, 16, 16, 16, 1], neurons="maps", mode="train", recipe=recipe)
    async with wire(url) as connection:
        first = {"id": 1, "scene": hub["scene"], "panels": {"inputs": ""}, "view": FASTEST}
        answer = await _answer(connection, {**with_token(first, hub), "table": table})
        if is_unknown(json.loads(answer)):
            raise UnansweredError("the scene did not come")
        trainer = Trainer(Wire(connection), hub)
        await trainer.begin()
        async for _ in switch.rounds():
            await trainer.go_on()


def frames(one: bytes, first: bytes = b"") -> Callable[[str, Switch], Awaitable[None]]:
    """Frames of the protocol itself, which no page can send: they come before any message."""

    async def client(url: str, switch: Switch) -> None:
        host = url.removeprefix("http://")
        reader, writer = await asyncio.open_connection(*host.split(":"))
        writer.write(_HANDSHAKE.format(host=host).encode())
        await reader.readuntil(b"\r\n\r\n")
        writer.write(first)
        heard = asyncio.create_task(_hear(reader))
        try:
            async for _ in switch.rounds():
                writer.write(one * FRAMES)
                await writer.drain()
        finally:
            heard.cancel()
            writer.transport.abort()

    return client


async def _hear(reader: asyncio.StreamReader) -> None:
    while await reader.read(1 << 16):
        pass


async def _answer(connection: websockets.ClientConnection, asked: Message) -> bytes:
    await connection.send(json.dumps(asked))
    return await answer_of(connection)


KINDS: dict[str, Callable[[str, Switch], Awaitable[None]]] = {
    "small flood": flood,
    "pings": frames(b"\x89\x80\0\0\0\0"),
    "pongs": frames(b"\x8a\x80\0\0\0\0"),
    "empty fragments": frames(b"\x00\x80\0\0\0\0", b"\x01\x80\0\0\0\0"),
    "dearest panels, 20,000 rows": dearest,
    "250,000 parameters": largest,
    "training, 20,000 rows": training,
}


def attack(kind: str, url: str, on: Event) -> None:
    """Be a client of that kind whenever ``on`` is set, and come back whenever it is thrown out."""
    os.nice(COURTESY)
    asyncio.run(_forever(KINDS[kind], url, Switch(on)))


async def _forever(
    client: Callable[[str, Switch], Awaitable[None]], url: str, switch: Switch
) -> None:
    told = set[str]()
    while True:
        try:
            await client(url, switch)
        except (OSError, EOFError, UnansweredError, websockets.WebSocketException) as error:
            if (reason := str(error)[:100]) not in told:
                print(f"  (out: {reason})", flush=True)
            told.add(reason)
            await asyncio.sleep(0.1)
