"""One answer at a time, with turns of the loop between two, in the order in which they came; and
when each had better ask again.
"""

import asyncio

import pytest

from playground.live.turns import LEAST_REST, MOST_REST, PAUSE, SHARE, Pace, Turns


def test_who_came_first_is_first_and_the_loop_turns_between_two() -> None:
    found: list[str] = []

    async def answer(turns: Turns, name: str) -> None:
        async with turns:
            found.append(name)

    async def tell() -> None:
        while len(found) < 3 * (PAUSE + 1):  # what a session tells, a turn a word
            found.append(".")
            await asyncio.sleep(0)

    async def together() -> None:
        turns = Turns()
        await asyncio.gather(*(answer(turns, name) for name in "abc"), tell())

    asyncio.run(together())
    said = "".join(found)
    assert said.replace(".", "") == "abc"
    between = said[said.index("a") + 1 : said.index("c")].split("b")
    assert min(map(len, between)) >= PAUSE - 1, said


def test_who_leaves_while_waiting_holds_nobody_up() -> None:
    async def together() -> bool:
        turns = Turns()

        async def answer() -> bool:
            async with turns:
                return True

        leaving = [asyncio.create_task(answer()) for _ in range(3)]
        await asyncio.sleep(0)
        for each in leaving:
            each.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        return await asyncio.wait_for(answer(), 1)

    assert asyncio.run(together())


def test_what_goes_wrong_in_ones_turn_ends_it() -> None:
    async def wrong(turns: Turns) -> None:
        async with turns:
            raise ValueError("wrong")

    async def together() -> None:
        turns = Turns()
        for _ in range(2):
            with pytest.raises(ValueError, match="wrong"):
                await asyncio.wait_for(wrong(turns), 1)

    asyncio.run(together())


def asked_again_and_again(askers: int, cost: float, seconds: float) -> tuple[list[float], float]:
    """What each answer has waited for its turn, and the share of time that was used, if everybody
    asks as soon as they have rested and what is asked is answered in the order in which it came.
    """
    pace, free, used, waits = Pace(), 0.0, 0.0, list[float]()
    coming = [(0.0, who) for who in range(askers)]
    while coming[0][0] < seconds:
        came, who = coming.pop(0)
        start = max(came, free)
        rest = start - came + pace.rest(start)
        pace.took(cost, start, who)
        free, used = start + cost, used + cost
        waits.append(start - came)
        coming = sorted([*coming, (free + rest, who)])
    return waits, used / seconds


@pytest.mark.parametrize("askers", [2, 5, 20, 60])
def test_of_many_who_ask_at_once_nobody_waits_and_sessions_have_what_is_left(askers: int) -> None:
    cost = 0.005
    waits, used = asked_again_and_again(askers, cost, 20.0)
    settled = sorted(waits[len(waits) // 4 :])
    assert settled[int(0.95 * len(settled))] <= 2 * cost
    assert 0.75 * SHARE < used < 0.8


def test_who_asks_alone_is_never_told_to_rest() -> None:
    waits, used = asked_again_and_again(1, 0.05, 5.0)
    assert max(waits) == 0.0
    assert used > 0.99


def test_what_is_asked_once_is_no_reason_to_rest_longer_than_it_takes() -> None:
    pace = Pace()
    for opened in range(100):
        pace.took(0.03, 0.03 * opened)
    assert pace.rest(100 * 0.03) == 0.0


def test_a_rest_is_worth_a_word_and_has_an_end() -> None:
    pace = Pace()
    pace.took(LEAST_REST / 2, 0.0, "one")
    assert pace.rest(0.0) == 0.0
    pace.took(60.0, 0.0, "other")
    assert pace.rest(0.0) == MOST_REST
