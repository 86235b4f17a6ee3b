"""Two replicas behind nginx: one is killed under load, and nobody loses a scene."""

import asyncio
from collections.abc import Sequence

from benchmarks.page.networks import INPUT
from benchmarks.visits.draggers import scene_names
from benchmarks.visits.formats import VIEW, dragged
from benchmarks.visits.learners import query
from benchmarks.visits.stream import UnansweredError
from tests.machines.servers import Together
from tests.machines.visitor import LOST, PATIENCE, STEP, Dragger, Visitor

SESSIONS, WIRES, EDITS = 3, 10, 2
NETWORK, DRAG = "2-4-1", [dragged(INPUT, 1.25)]


async def _opened(url: str) -> list[Visitor]:
    """Learners who have come one after another, and each have made some edits."""
    visitors = [Visitor(url, query(NETWORK, 100 + seed)) for seed in range(SESSIONS)]
    for visitor in visitors:
        await visitor.open()
        for value in range(EDITS):
            await visitor.edit(INPUT, 0.5 + value)
    return visitors


async def _edits_on(visitor: Visitor, until: asyncio.Event) -> None:
    """Edit on and on; after a loss all must be there that was there before."""
    value = 10.0
    while not until.is_set():
        value += 1
        try:
            await visitor.edit(INPUT, value)
        except (*LOST, UnansweredError):
            assert visitor.session is not None
            before = visitor.session.memory()["scenes"]
            await visitor.come_back()
            _is_whole(visitor, before)
        await asyncio.sleep(STEP)


def _is_whole(visitor: Visitor, scenes: list[str]) -> None:
    """A session is what it was, with the edit that nobody had acknowledged on top."""
    assert visitor.session is not None
    hub, now = visitor.hub, visitor.session.memory()["scenes"]
    assert not hub["fresh"], "the session has not taken the visit up"
    assert hub["notice"] is None
    assert hub["ack"] == visitor.number
    assert now[:-1] == scenes


async def _go_on(people: Sequence[Visitor | Dragger], steps: int = 3) -> None:
    """Wait until each of them has been answered some times more."""
    wanted = [each.steps + steps for each in people]
    async with asyncio.timeout(2 * PATIENCE):
        while any(each.steps < most for each, most in zip(people, wanted, strict=True)):
            await asyncio.sleep(STEP)


async def _while_one_dies(together: Together) -> None:
    visitors = await _opened(together.url)
    draggers = [Dragger(together.url, scene_names(NETWORK, 200 + seed)) for seed in range(WIRES)]
    before = await asyncio.gather(*(each.seen(DRAG, VIEW) for each in draggers))
    assert {visitor.replica for visitor in visitors} == {"1", "2"}, "newcomers are spread"

    over = asyncio.Event()
    async with asyncio.TaskGroup() as under_way:
        for dragger in draggers:
            under_way.create_task(dragger.drag(over))
        for visitor in visitors:
            under_way.create_task(_edits_on(visitor, over))
        await _go_on([*draggers, *visitors])
        doomed = visitors[0].replica
        concerned = [int(visitor.replica == doomed) for visitor in visitors]
        together.replicas[doomed].end(hard=True)
        await _go_on([*draggers, *visitors])
        over.set()

    assert [visitor.losses for visitor in visitors] == concerned
    assert 0 < sum(dragger.losses for dragger in draggers) < WIRES, "the others were elsewhere"
    after = await asyncio.gather(*(each.seen(DRAG, VIEW) for each in draggers))
    assert after == before, "the other replica draws the same"

    # Once it is back, files still go where the sockets have gone.
    await asyncio.to_thread(together.replicas[doomed].start)
    assert {visitor.replica for visitor in visitors} == {"1", "2"} - {doomed}
    assert [await visitor.upload() for visitor in visitors] == [204] * SESSIONS
    for visitor in visitors:
        await visitor.leave()


def nobody_loses_a_scene_when_a_replica_dies(together: Together) -> None:
    asyncio.run(_while_one_dies(together))
    for replica in together.replicas.values():
        assert "Traceback" not in replica.server.logged()
