# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""Time of what a scene means over the rows of its data, and over the plane of two inputs.

    python -m benchmarks.rows

One thread. Every cache is emptied before each round, so that each time is that of a network that
has just changed, as in a drag. A row that has a goal says whether it is reached.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.engine import machine
from playground.analysis.input_space.maps import COARSE, FINE, maps
from playground.analysis.input_space.projection import principal_components
from playground.analysis.rows.distributions import distributions
from playground.analysis.rows.measured import measured, roc
from playground.analysis.rows.ordering import ordered
from playground.analysis.rows.predictions import predictions
from playground.analysis.rows.signals import signals
from playground.cache import forget
from playground.data import Column, Table
from playground.network import Network
from playground.panels.kit.image import png, shades
from playground.panels.kit.theme import THEMES
from playground.scene import Scene

SECONDS = 2.0  # a row
ENDS = ((-3.0, 3.0), (-3.0, 3.0))


class Timed(NamedTuple):
    """What is timed, how often it is long, and what is wanted."""

    name: str
    run: Callable[[], object]
    goal: float | None = None  # milliseconds


def _scene(sizes: list[int], n_rows: int, output: str, n_classes: int) -> Scene:
    """A network and rows of random numbers, of as many classes; of none it is a regression."""
    rng = np.random.default_rng(0)
    inputs = [Column(f"x{i}", "number", rng.normal(size=n_rows)) for i in range(sizes[0])]
    classes = rng.integers(n_classes, size=n_rows) if n_classes else rng.normal(size=n_rows)
    table = Table("random", [*inputs, Column("y", "number", classes.astype(float))])
    kind = "class" if n_classes else "number"
    data = table.dataset([column.name for column in inputs], "y", target_as=kind)
    _ = data.x, data.y, data.train  # made once when data come, not when a weight moves
    return Scene(Network.create(sizes, "tanh", output, seed=1), data=data)


def _all_metrics(scene: Scene) -> None:
    for part in ("all", "train", "test"):
        measured(scene, part)
        roc(scene, part)


def timed() -> Iterator[Timed]:
    """All rows of the table."""
    wide = _scene([4, 16, 16, 3], 20_000, "softmax", 3)
    small = _scene([2, 8, 8, 1], 500, "sigmoid", 2)
    large = _scene([2, 8, 8, 1], 20_000, "sigmoid", 2)
    number = _scene([4, 16, 16, 1], 20_000, "linear", 0)
    for title, scene, goal in (
        ("4-16-16-3, 20,000 rows of 3 classes", wide, 25.0),
        ("4-16-16-1, 20,000 rows of numbers", number, None),
        ("2-8-8-1, 20,000 rows of 2 classes", large, None),
        ("2-8-8-1, 500 rows of 2 classes", small, None),
    ):
        yield from _of_rows(title, scene, goal)
    for side, goal in ((FINE, 30.0), (COARSE, None)):
        name = f"2-8-8-1: every neuron over {side}×{side} inputs, as pictures"
        yield Timed(name, lambda side=side: pictures(small, side), goal)


def pictures(scene: Scene, side: int) -> list[str]:
    """What every neuron makes of the plane of two inputs, as the page is sent it."""
    found = maps(scene, (0, 1), ENDS, side)
    return [png(shades(each, 1.0), THEMES["light"]) for layer in found.layers for each in layer]


def _of_rows(title: str, scene: Scene, goal: float | None) -> Iterator[Timed]:
    yield Timed(f"{title}: predictions and metrics", lambda: _all_metrics(scene), goal)
    yield Timed(f"{title}: with distributions", lambda: (_all_metrics(scene), distributions(scene)))
    yield Timed(f"{title}: predictions and signals", lambda: signals(scene))
    yield Timed(f"{title}: predictions, sorted by loss", lambda: _sorted(scene))
    yield Timed(f"{title}: predictions, components of a layer", lambda: _components(scene))


def _sorted(scene: Scene) -> None:
    if found := predictions(scene):
        ordered(found, np.arange(found.data.n_rows), "loss", down=True)


def _components(scene: Scene) -> None:
    if (found := predictions(scene)) and found.trace:
        principal_components(found.trace.activations[0])


def times(run: Callable[[], object]) -> tuple[float, float]:
    """Best and median, in milliseconds."""
    found = []
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        forget()
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found) * 1e3, float(np.median(found)) * 1e3


def main() -> None:
    """Print the table, as Markdown."""
    np.empty(31 << 20, dtype=np.uint8)  # as in benchmarks.engine: malloc's threshold, at once
    print(machine() + "; milliseconds, one thread\n")
    print("| what | best | median | goal | reached |\n| --- | ---: | ---: | ---: | --- |")
    for name, run, goal in timed():
        best, median = times(run)
        told = (
            "|  |  |" if goal is None else f"| ≤ {goal:g} | {'yes' if median <= goal else 'no'} |"
        )
        print(f"| {name} | {best:,.2f} | {median:,.2f} {told}", flush=True)
    files = sum(map(len, pictures(_scene([2, 8, 8, 1], 500, "sigmoid", 2), FINE))) * 3 / 4
    print(f"\nThe files of those {FINE}×{FINE} pictures: {files / 1e3:.1f} kB, goal ≤ 40")


if __name__ == "__main__":
    main()
