"""One answer at a time, with turns of the loop between two, in the order in which they came."""

import asyncio

import pytest

from playground.live.turns import PAUSE, Turns


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
