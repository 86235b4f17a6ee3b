"""Whether the server can do what a visitor wants of it: a small network is asked for its output.

The question goes the way of every message, through ``respond``: decoded, computed, drawn and
encoded. Its input is another one each time, and the number that comes is compared with the same
sum in plain Python.
"""

import asyncio
import itertools
import logging
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
import numpy as np

from playground import document
from playground.answers.answer import respond
from playground.answers.known import digest
from playground.network import Layer, Network
from playground.scene import Scene

KEPT = 1.0  # seconds for which a verdict holds: who asks more often gets the same
WAIT = 1.0  # seconds that who asks waits for a check that is under way
PATIENCE = 10.0  # seconds after which an engine that does not answer has failed

log = logging.getLogger("playground.health")

_OUTPUT = re.compile(r'data-target="neuron/1/0" data-value="([^"]+)"')


@dataclass(frozen=True)
class Verdict:
    """How the server is doing, and one sentence about it where it is not ready."""

    status: Literal["ready", "starting", "failing"]
    reason: str = ""


READY = Verdict("ready")
STARTING = Verdict("starting", "The engine has not answered yet.")
SILENT = Verdict("failing", f"The engine has not answered for {PATIENCE:g} seconds.")


def expected(x: float) -> float:
    """What the network of ``token`` makes of x."""
    return 2.0 * max(0.0, x) - 3.0 * max(0.0, 0.25 - x) + 0.5


@cache
def token() -> str:
    """A network of one input, two neurons and one output, all of whose numbers are exact."""
    hidden = Layer(weights=[[1.0], [-1.0]], biases=[0.0, 0.25], activation="relu")
    output = Layer(weights=[[2.0, -3.0]], biases=[0.5], activation="linear")
    network = Network(layers=(hidden, output), input_names=("x",), output_names=("y",))
    return document.scene_to_token(Scene(network, np.ones(1)))


def asked(x: float) -> float:
    """The output that is printed for the input ``x``. Raises ValueError if there is none."""
    ask = {
        "id": 1,
        "scene": digest(token()),
        "token": token(),
        "panels": {"output": ""},
        "draft": [{"target": "input/0", "value": x}],
    }
    answer = msgspec.json.decode(respond(msgspec.json.encode(ask)))
    if "error" in answer:
        raise ValueError(answer["error"])
    found = _OUTPUT.search("".join(answer["panels"]["output"]["whole"]["parts"].values()))
    if found is None:
        raise ValueError("no output is printed")
    return float(found[1])


def checked(x: float) -> Verdict:
    """Whether the engine's number is the right one."""
    try:
        got = asked(x)
    except Exception as error:  # noqa: BLE001 whatever it is, this server is not ready
        log.error("failing", extra={"error": error})
        return Verdict("failing", f"The engine failed with {type(error).__name__}.")
    if got == expected(x):
        return READY
    log.error("failing", extra={"fields": {"expected": expected(x), "got": got}})
    return Verdict("failing", f"The engine gave {got:g} where {expected(x):g} is right.")


def _inputs() -> Iterator[float]:
    """Sixty-four numbers on both sides of zero, over and over."""
    return itertools.cycle([n / 16 for n in range(-32, 32)])


class Health:
    """The last verdict, and a new one when it is a second old; one check at a time."""

    def __init__(
        self,
        check: Callable[[float], Verdict] = checked,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._check = check
        self._clock = clock
        self._inputs = _inputs()
        self._thread = ThreadPoolExecutor(1, "health")
        self._verdict: Verdict | None = None
        self._at = clock()  # when it came
        self._under_way: asyncio.Task[None] | None = None

    async def verdict(self) -> Verdict:
        """How the server is doing now, or was when it answered last."""
        is_old = self._verdict is None or self._clock() - self._at >= KEPT
        if is_old and self._under_way is None:
            self._under_way = asyncio.create_task(self._renew())
        if self._under_way is not None:
            await asyncio.wait([self._under_way], timeout=WAIT)
        if self._under_way is not None and self._clock() - self._at >= PATIENCE:
            return SILENT
        return self._verdict or STARTING

    async def _renew(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            self._verdict = await loop.run_in_executor(
                self._thread, self._check, next(self._inputs)
            )
            self._at = self._clock()
        finally:
            self._under_way = None
