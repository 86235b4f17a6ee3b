"""A million inputs for the decoders, on all cores: ``make fuzz``.

    python -m tests.fuzz                                # all decoders
    python -m tests.fuzz --count 50000 links documents  # some of them
    python -m tests.fuzz --chunk 17 links               # one chunk again, as a failure says

Inputs come in chunks of a thousand, each by its decoder's name and a number that is its seed, so
that one that fails can be made again. Hypothesis makes a failing input as small as it can.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from multiprocessing import get_context

from tests.fuzz.chunk import CHUNK, of_plan, run
from tests.fuzz.decoders import DECODERS
from tests.fuzz.measured import Tally


def chunks(count: int, names: list[str]) -> Iterator[tuple[str, int]]:
    """The chunks of so many inputs: each decoder's by its share, all of them by turns."""
    whole = sum(DECODERS[name].share for name in names)
    planned = [
        ((number + 0.5) * whole / DECODERS[name].share, name, number)
        for name in names
        for number in range(round(count * DECODERS[name].share / whole / CHUNK))
    ]
    for _, name, number in sorted(planned):
        yield name, number


def main() -> int:
    """Run the chunks; print what failed as it comes, and at the end a line for each decoder."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(DECODERS)}")
    parser.add_argument("--chunk", type=int, help="this one alone")
    parser.add_argument("--first", type=int, default=0, help="begin with this chunk of each")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    names = asked.names or list(DECODERS)
    if asked.chunk is not None:
        return told([(name, *run(name, asked.chunk)) for name in names])
    plan = [(name, asked.first + number) for name, number in chunks(asked.count, names)]
    return told(in_parallel(plan, asked.cores, asked.seconds))


def in_parallel(
    plan: list[tuple[str, int]], cores: int, most: float
) -> Iterator[tuple[str, Tally, str]]:
    """What comes of each chunk, as it comes, in processes that are made anew now and then."""
    end = time.monotonic() + most
    with get_context("spawn").Pool(cores, maxtasksperchild=20) as pool:
        for number, done in enumerate(pool.imap_unordered(of_plan, plan), 1):
            yield done
            print(f"{number} of {len(plan)} chunks", end="\r", file=sys.stderr, flush=True)
            if time.monotonic() > end:
                return


def told(results: Iterable[tuple[str, Tally, str]]) -> int:
    """Print what came of the chunks; 1 if anything failed."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    failed = 0
    for name, tally, said in results:
        tallies[name] = tallies[name].joined(tally)
        if said:
            failed += 1
            print(f"--- {name}\n{said}\n", flush=True)
    print(f"{'':16}{'inputs':>9}{'refused':>9}{'ms each':>9}{'slowest':>9}{'largest':>9}")
    for name, tally in tallies.items():
        each = 1000 * tally.seconds / max(tally.cases, 1)
        print(
            f"{name:16}{tally.cases:9,}{tally.refused:9,}{each:9.2f}"
            f"{1000 * tally.slowest:6.0f} ms{tally.largest / 1e6:6.0f} MB"
        )
    print(f"{sum(tally.cases for tally in tallies.values()):,} inputs, {failed} chunks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
