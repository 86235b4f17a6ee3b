"""Visitors of the wire who train: each asks for the next picture as soon as one has come."""

import re
import time
from collections.abc import Sequence

from markupsafe import Markup

from benchmarks.visits.draggers import Wire
from benchmarks.visits.formats import FASTEST, Message, kept, trained
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
_NEXT = re.compile(r'data-edit="train-play" value="([^"]+)" data-stay="([0-9.]*)"')
_EPOCH = re.compile(r'data-epoch="(\d+)"')


def moons_scene(seed: int, mode: str) -> Scene:
    """A network with rows that nobody else has."""
    data = load_set("moons", n=ROWS)
    names = {"input_names": data.input_names, "output_names": data.output_names}
    network = Network.create(list(SIZES), hidden="tanh", output="sigmoid", seed=seed, **names)
    return Scene(network, data.x[0], data=data, row=0, neurons="maps", mode=mode)


def moons(seed: int, mode: str) -> Message:
    """What a hub tells of it."""
    token = document.scene_to_token(moons_scene(seed, mode))
    return {"scene": digest(token), "token": token}


class Trainer:
    """One visitor who trains by epochs: what its page would keep of the bar.

    ``view`` says at which pace; ``hub`` is what the session has told last.
    """

    def __init__(self, wire: Wire, hub: Message, view: Message = FASTEST) -> None:
        """Train the hub's scene over ``wire``."""
        self.wire, self._view = wire, view
        self.hub = hub
        self._bar = self._now = self._at = ""

    async def begin(self, done: Sequence[Message] = (), patience: float = 60.0) -> None:
        """See the page as it is with nothing under way. Raises UnansweredError."""
        await self._see([], done, patience)
        self._at = ""

    async def go_on(self, patience: float = 60.0) -> float:
        """Train until the next picture: milliseconds until it has come. Raises UnansweredError."""
        following = _NEXT.search(self._now)
        if following is None:
            raise UnansweredError("the button leads no further")
        await self.wire.rested()
        start = time.perf_counter()
        self._at = following[1]
        await self._see(self.under_way(), (), patience)
        return 1e3 * (time.perf_counter() - start)

    async def drag(self, step: Message, patience: float = 60.0) -> None:
        """One step of a drag, with the training as far as it is. Raises UnansweredError."""
        await self._see([*self.under_way(), step], (), patience)

    def under_way(self) -> list[Message]:
        """How far training has come since the session was told of it."""
        return [trained(self._at)] if self._at else []

    def to_keep(self) -> list[Message]:
        """The same, as the session is told of it."""
        return [kept(self._at)] if self._at else []

    @property
    def stay(self) -> float:
        """Seconds for which each picture stays, at the least."""
        found = _NEXT.search(self._now)
        return float(found[2] or 0) / 1e3 if found else 0.0

    async def _see(
        self, draft: list[Message], done: Sequence[Message] = (), patience: float = 60.0
    ) -> None:
        answer = await self.wire.see(self.hub, draft, self._view, patience, done)
        self._now = self._shown(answer["panels"].get("stage", {}))

    def _shown(self, drawn: Message) -> str:
        shown = self._bar
        if "whole" in drawn:
            shown = str(drawn["whole"]["parts"][_BAR])
        elif _BAR in drawn.get("change", {}).get("parts", {}):
            base = Panel(Markup(), {_BAR: Markup(self._bar)})
            parts = {_BAR: drawn["change"]["parts"][_BAR]}
            shown = str(changed(base, {"parts": parts}).parts[_BAR])
        if "key" in drawn:  # what is told from now on counts from this
            self._bar = shown
        return shown

    @property
    def epoch(self) -> int:
        """The epochs that are complete in the picture that is shown."""
        found = _EPOCH.search(self._now)
        return 0 if found is None else int(found[1])
