"""Visitors of the wire who train: each asks for the next picture as soon as one has come."""

import re
import time

from markupsafe import Markup

from benchmarks.visits.draggers import Wire
from benchmarks.visits.formats import FASTEST, Message, trained
from benchmarks.visits.stream import UnansweredError
from playground import document
from playground.answers.known import digest
from playground.data import load_set
from playground.network import Network
from playground.panels.changes import changed
from playground.panels.panel import Panel
from playground.scene import Scene

SIZES, ROWS = (2, 8, 8, 1), 500
NAME = f"{'-'.join(map(str, SIZES))}, {ROWS} rows"
_BAR = "transport"  # the stage's part with the buttons of the training
_NEXT = re.compile(r'data-edit="train-play" value="([^"]+)"')
_EPOCH = re.compile(r'data-epoch="(\d+)"')


def moons(seed: int, mode: str) -> Message:
    """What a hub tells of a network with rows that nobody else has."""
    data = load_set("moons", n=ROWS)
    names = {"input_names": data.input_names, "output_names": data.output_names}
    network = Network.create(list(SIZES), hidden="tanh", output="sigmoid", seed=seed, **names)
    scene = Scene(network, data.x[0], data=data, row=0, neurons="maps", mode=mode)
    token = document.scene_to_token(scene)
    return {"scene": digest(token), "token": token}


class Trainer:
    """One visitor who trains by epochs, as fast as it goes: what its page would keep of the bar."""

    def __init__(self, wire: Wire, hub: Message) -> None:
        """Train the hub's scene over ``wire``."""
        self._wire, self._hub = wire, hub
        self._bar = self._now = ""

    async def begin(self) -> None:
        """See the page before the first update. Raises UnansweredError."""
        await self._see([])

    async def go_on(self) -> float:
        """Train until the next picture: milliseconds until it has come. Raises UnansweredError."""
        following = _NEXT.search(self._now)
        if following is None:
            raise UnansweredError("the button leads no further")
        start = time.perf_counter()
        await self._see([trained(following[1])])
        return 1e3 * (time.perf_counter() - start)

    async def _see(self, draft: list[Message]) -> None:
        answer = await self._wire.see(self._hub, draft, FASTEST)
        self._now = self._shown(answer["panels"]["stage"])

    def _shown(self, drawn: Message) -> str:
        if "whole" in drawn:
            self._bar = str(drawn["whole"]["parts"][_BAR])
            return self._bar
        base = Panel(Markup(), {_BAR: Markup(self._bar)})
        parts = {_BAR: drawn["change"]["parts"][_BAR]}
        return str(changed(base, {"parts": parts}).parts[_BAR])

    @property
    def epoch(self) -> int:
        """The epochs that are complete in the picture that is shown."""
        found = _EPOCH.search(self._now)
        return 0 if found is None else int(found[1])
