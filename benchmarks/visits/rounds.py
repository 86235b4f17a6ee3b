"""Visits that are opened and closed again, one round after the other: whether memory grows."""

import asyncio
import random

from benchmarks.page.networks import INPUT
from benchmarks.visits.draggers import Wire, wire
from benchmarks.visits.formats import dragged
from benchmarks.visits.learners import FAULTS, NAME, Seen, query
from benchmarks.visits.stream import session

LINKS = 10  # of scenes that the visitors open: as many as a course has
VALUES = 20  # that they commit
AT_ONCE = 8


async def visit(url: str, number: int, seen: Seen, patience: float) -> None:
    """Open a page, drag a step, commit it, and leave."""
    value = -2.0 + 0.1 * random.randrange(VALUES)
    try:
        async with (
            session(url, query(NAME, number % LINKS)) as stream,
            wire(url) as connection,
        ):
            await stream.load(patience)
            await Wire(connection).drag(stream.hub, patience)
            seen.commits.append(await stream.commit([dragged(INPUT, round(value, 1))], patience))
    except FAULTS as error:
        seen.failed(error)


async def visits(url: str, numbers: range, seen: Seen, patience: float) -> None:
    """A round of visits, a few at a time."""
    entry = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with entry:
            await visit(url, number, seen, patience)

    await asyncio.gather(*(one(number) for number in numbers))
