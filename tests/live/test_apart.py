"""Answers that are computed apart: whose turn it is, who is charged, and what ends a worker."""

import asyncio
import json

import pytest

from playground import document, presets
from playground.answers.answer import respond
from playground.answers.known import digest
from playground.limits import MAX_ANSWER_SECONDS
from playground.live.apart import Apart, EndedError, Process
from playground.live.budget import Ledger, Share
from playground.live.turns import MOST_REST
from playground.live.worker import Done, Task
from playground.scene import SetMode, UseData, apply
from playground.scene.training import data_to_train, training_of
from playground.training import told
from tests.answers.asking import VALID
from tests.live.gated_worker import GatedWorker


def shares(count: int) -> list[Share]:
    ledger = Ledger()
    found = [ledger.enter("192.0.2.1", 0.0) for _ in range(count)]
    return [each[0] for each in found if each is not None]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def standing_in(apart: Apart, asked: dict[str, Share]) -> list[asyncio.Task[Done]]:
    """Tasks that all wait, in that order."""
    waiting = []
    for text, share in asked.items():
        waiting.append(asyncio.create_task(apart.answered(text, share)))
        await asyncio.sleep(0)
    return waiting


def test_who_has_used_least_goes_first_and_of_two_who_came_first() -> None:
    first, busy, one, other = shares(4)
    busy.computed(3.0, 0.0, apart=True)
    worker = GatedWorker()

    async def play() -> None:
        apart = Apart([worker], Clock())
        waiting = await standing_in(apart, {"0": first, "busy": busy, "1": one, "2": other})
        worker.gate.set()
        await asyncio.gather(*waiting)

    asyncio.run(play())
    assert [task.text for task in worker.tasks] == ["0", "1", "2", "busy"]


def test_one_who_asks_again_and_again_has_every_other_turn() -> None:
    greedy, modest = shares(2)
    worker = GatedWorker(seconds=1.0)
    worker.gate.set()

    async def ask(apart: Apart, name: str, share: Share) -> None:
        for _ in range(5):
            await apart.answered(name, share)

    async def play() -> None:
        apart = Apart([worker], Clock())
        await asyncio.gather(ask(apart, "greedy", greedy), ask(apart, "modest", modest))

    asyncio.run(play())
    assert [task.text for task in worker.tasks] == ["greedy", "modest"] * 5


def test_who_waits_for_a_turn_is_told_to_rest_as_long_up_to_a_bound() -> None:
    one, other, late = shares(3)
    worker, clock = GatedWorker(), Clock()

    async def play() -> None:
        apart = Apart([worker], clock)
        waiting = await standing_in(apart, {"0": one, "1": other})
        clock.now += 0.3
        worker.gate.set()
        await asyncio.gather(*waiting)
        await apart.answered("2", late, waited=60.0)

    asyncio.run(play())
    assert [task.rest for task in worker.tasks] == [0.0, 0.3, MOST_REST]


def test_who_leaves_before_their_turn_is_computed_for_no_more() -> None:
    one, other, third = shares(3)
    worker = GatedWorker()

    async def play() -> None:
        apart = Apart([worker], Clock())
        first, second, last = await standing_in(apart, {"0": one, "1": other, "2": third})
        second.cancel()
        worker.gate.set()
        await asyncio.gather(first, last)

    asyncio.run(play())
    assert [task.text for task in worker.tasks] == ["0", "2"]


def test_who_leaves_during_their_turn_is_charged_and_the_worker_is_free_only_then() -> None:
    one, other = shares(2)
    worker = GatedWorker(seconds=5.0)

    async def play() -> None:
        apart = Apart([worker], Clock())
        first, second = await standing_in(apart, {"0": one, "1": other})
        await asyncio.to_thread(worker.asked.acquire)
        first.cancel()
        await asyncio.wait({first})
        assert len(worker.tasks) == 1
        worker.gate.set()
        await second

    asyncio.run(play())
    assert (one.is_spent(0.0), len(worker.tasks)) == (True, 2)


def test_over_what_a_worker_ends_is_charged_as_the_most_that_may_be_taken() -> None:
    (share,) = shares(1)

    class Ending(GatedWorker):
        def answer(self, task: Task) -> Done:
            raise EndedError

    with pytest.raises(EndedError):
        asyncio.run(Apart([Ending()], Clock()).answered("", share))
    assert share.own.used.at(0.0) == MAX_ANSWER_SECONDS


def test_a_process_answers_as_the_server_does_and_one_that_has_ended_is_followed_by_another() -> (
    None
):
    process = Process()
    try:
        for rest in (0.0, 0.3):
            done = process.answer(Task(VALID.decode(), rest))
            answer, expected = json.loads(done.answer), json.loads(respond(VALID))
            assert answer.pop("rest", 0) == 1000 * rest
            assert answer.pop("ms") > 0 < expected.pop("ms")
            assert answer == expected
            assert done.seconds > 0
            process.end()
    finally:
        process.end()


def test_who_trains_goes_on_where_it_was_trained_before() -> None:
    trains, one, other = shares(3)
    workers = [GatedWorker(), GatedWorker()]
    first, second = (json.dumps({"draft": [{"edit": "train-to", "value": n}]}) for n in "12")

    async def play() -> None:
        apart = Apart(workers, Clock())
        for worker in workers:
            worker.gate.set()
        await apart.answered(first, trains)
        home, elsewhere = sorted(workers, key=lambda worker: not worker.tasks)
        await asyncio.to_thread(home.asked.acquire)
        for worker in workers:
            worker.gate.clear()
        held = await standing_in(apart, {"0": one, "1": other})
        for worker in workers:
            await asyncio.to_thread(worker.asked.acquire)
        last = asyncio.create_task(apart.answered(second, trains))
        await asyncio.sleep(0)
        elsewhere.gate.set()
        await asyncio.wait(held, return_when=asyncio.FIRST_COMPLETED)
        home.gate.set()
        await asyncio.gather(*held, last)
        assert [task.text for task in home.tasks][::2] == [first, second]

    asyncio.run(play())


def test_what_a_process_has_trained_is_known_to_the_server() -> None:
    scene = apply(apply(presets.load("body-size"), UseData("moons,n=24,seed=77")), SetMode("train"))
    token = document.scene_to_token(scene)
    asked = {
        "id": 1,
        "scene": digest(token),
        "token": token,
        "panels": {"output": ""},
        "draft": [{"edit": "train-to", "value": "300"}],
    }
    data = data_to_train(scene)
    begun = training_of(scene, data).leg(0)
    assert told.reached(begun, data) < 300
    process = Process()
    try:
        done = process.answer(Task(json.dumps(asked)))
    finally:
        process.end()
    assert "panels" in json.loads(done.answer)
    assert told.reached(begun, data) >= 300
