"""Time from a visitor's file to what a network reads of it.

    python -m benchmarks.data

Each file is as large as a table may be: 20,000 rows of 64 columns, within 5 MB. Milliseconds of
processor time, which other work on the machine disturbs least; nothing here uses a second thread.
The first reading imports pyarrow, and is not counted. A row that has a goal says whether it is
reached.
"""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.engine import machine
from playground.data import Dataset, Plan, Table, read
from playground.data.writing import to_csv
from playground.limits import MAX_COLUMNS, MAX_ROWS

SECONDS = 3.0  # a row


class Timed(NamedTuple):
    """What is timed, and what is wanted."""

    name: str
    run: Callable[[], object]
    goal: float | None = None  # milliseconds


def _file(cells: Callable[[np.random.Generator], list[str]], delimiter: str = ",") -> bytes:
    """A file of the cells that are drawn for each row, under a header."""
    rng = np.random.default_rng(0)
    rows = [[f"c{i}" for i in range(MAX_COLUMNS)], *(cells(rng) for _ in range(MAX_ROWS))]
    return "\n".join(delimiter.join(row) for row in rows).encode()


def _numbers(rng: np.random.Generator) -> list[str]:
    return [f"{value:.1f}"[1:] for value in rng.random(MAX_COLUMNS)]


def _commas(rng: np.random.Generator) -> list[str]:
    return [cell.replace(".", ",") for cell in _numbers(rng)]


def _gaps(rng: np.random.Generator) -> list[str]:
    return [cell if cell != ".5" else "NA" for cell in _numbers(rng)]


def _texts(rng: np.random.Generator) -> list[str]:
    return [f"g{value}" for value in rng.integers(10, size=MAX_COLUMNS)]


def timed() -> Iterator[Timed]:
    """All rows of the table."""
    numbers, texts = _file(_numbers), _file(_texts)
    commas, gaps = _file(_commas, ";"), _file(_gaps)
    yield Timed("read numbers", lambda: read(numbers), 300.0)
    yield Timed("read numbers, of which a tenth is missing", lambda: read(gaps), 300.0)
    yield Timed("read numbers with a decimal comma", lambda: read(commas))
    yield Timed("read texts of ten categories", lambda: read(texts))
    table, named = read(numbers).table, read(texts).table
    columns = [column.name for column in table.columns]
    plan = Plan(tuple(columns[1:]), columns[0], scaling="z-score")
    few = Plan(tuple(columns[1:9]), columns[0])
    packed = table.to_bytes()
    yield Timed("digest", lambda: Table(table.name, table.columns).digest)
    yield Timed("pack numbers for the browser", table.to_bytes)
    yield Timed("unpack numbers that the browser gives back", lambda: Table.from_bytes(packed))
    yield Timed("x and y of 63 inputs, z-score", lambda: _read(table, plan))
    yield Timed("x and y of 80 inputs, eight columns of texts", lambda: _read(named, few))
    written = {column.name: column.numbers for column in table.columns[:4]}
    yield Timed("write four columns as CSV", lambda: to_csv(written))


def _read(table: Table, plan: Plan) -> None:
    data = Dataset(table, plan)
    _ = data.x, data.y


def times(run: Callable[[], object]) -> tuple[float, float]:
    """Best and median, in milliseconds."""
    found = []
    end = time.process_time() + SECONDS
    while time.process_time() < end:
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found) * 1e3, float(np.median(found)) * 1e3


def main() -> None:
    """Print the table, as Markdown."""
    read("a\n1\n")
    print(machine() + "; milliseconds of processor time\n")
    print("| 20,000 rows of 64 columns | best | median | goal | reached |")
    print("| --- | ---: | ---: | ---: | --- |")
    for name, run, goal in timed():
        best, median = times(run)
        told = (
            "|  |  |" if goal is None else f"| ≤ {goal:g} | {'yes' if median <= goal else 'no'} |"
        )
        print(f"| {name} | {best:,.1f} | {median:,.1f} {told}", flush=True)


if __name__ == "__main__":
    main()
