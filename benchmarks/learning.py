# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""Time of what a training is made of beside its updates: going back to one, and the loss's plane.

    python -m benchmarks.learning

Processor time, one thread. Scrubbing goes to updates at random of a training that has been played
to the end, as a visitor's slider does; the answer is what the server makes of such a message, with
five panels open. A row that has a goal says whether it is reached. Below: epochs a second of
TensorFlow Playground's default network, batch and rate, with nothing drawn.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import json
import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.engine import machine
from benchmarks.rows import Timed
from benchmarks.visits.formats import FASTEST, ask, told, trained
from playground import document
from playground.analysis.learning.directions import of_parameters
from playground.analysis.learning.loss_plane import loss_over, some_rows
from playground.answers.answer import respond
from playground.answers.known import digest
from playground.data import load_set
from playground.network import Network
from playground.scene import Scene, Target, TrainTo, apply, recipe_of
from playground.training import Recipe, advance, start
from playground.training.run import Run

SECONDS = 2.0  # a row
UPDATES = 10_000
SIDE = 64
BETWEEN = 400  # updates that a visitor asks for at once until all are made
ROUNDS = 5
EPOCHS = 100  # a round
#: TensorFlow Playground's network, activation, batch, rate and share of test rows.
DEFAULT = Recipe("mse", "sgd", 0.03, batch=10)


def moons_to_train() -> Scene:
    """2-8-8-1 with 500 rows, on whose stage training is."""
    data = load_set("moons", n=500)
    names = {"input_names": data.input_names, "output_names": data.output_names}
    network = Network.create([2, 8, 8, 1], "tanh", "sigmoid", seed=1, **names)
    return Scene(network, data.x[0], data=data, row=0, mode="train")


def timed() -> Iterator[Timed]:
    """All rows of the table."""
    scene, rng = moons_to_train(), np.random.default_rng(0)
    name = f"2-8-8-1, 500 rows, to one of {UPDATES:,} updates"
    for end in range(BETWEEN, UPDATES + 1, BETWEEN):
        scene = apply(scene, TrainTo(end))
    yield Timed(f"{name}: the edit", lambda: apply(scene, TrainTo(_any(rng))), 33.0)
    yield Timed(f"{name}: the answer", _scrubbing(scene, rng), 33.0)
    assert scene.data is not None
    x, y = some_rows(scene.data.x, scene.data.y)
    recipe, ends = recipe_of(scene, scene.data), np.linspace(-3.0, 3.0, SIDE)
    for first, second in (((0, 0, 0), (0, 0, 1)), ((1, 0, 0), (1, 0, 1)), ((0, 0, 0), (2, 0, 0))):
        knobs = Target("weight", first), Target("weight", second)
        plane = of_parameters(scene.network, *knobs)
        what = f"2-8-8-1, 500 rows, loss over {SIDE}×{SIDE} of {knobs[0]} and {knobs[1]}"
        yield Timed(what, lambda plane=plane: loss_over(plane, x, y, recipe, ends, ends), 50.0)


def _any(rng: np.random.Generator) -> int:
    return int(rng.integers(UPDATES + 1))


def _scrubbing(scene: Scene, rng: np.random.Generator) -> Callable[[], object]:
    """The answers to a visitor who scrubs; what is held stays what was shown at first."""
    token = document.scene_to_token(scene)
    hub = {"scene": digest(token), "token": token}
    first = {**ask(hub, 1, [], {}, FASTEST), "token": token}
    held = told(json.loads(respond(json.dumps(first))), {})
    assert held is not None, "the server shows nothing"

    def scrub() -> None:
        answer = respond(json.dumps(ask(hub, 2, [trained(str(_any(rng)))], held, FASTEST)))
        assert b'"panels"' in answer, answer[:200]

    return scrub


def times(run: Callable[[], object]) -> tuple[float, float, float]:
    """Best, median and 95th percentile, in milliseconds of processor time."""
    run()
    found = []
    end = time.process_time() + SECONDS
    while time.process_time() < end:
        begun = time.process_time()
        run()
        found.append(time.process_time() - begun)
    return min(found) * 1e3, *(1e3 * np.quantile(found, (0.5, 0.95))).tolist()


def default_run() -> Run:
    """TensorFlow Playground's network before its first update."""
    return start(Network.create([2, 4, 2, 1], "tanh", "tanh", seed=1), DEFAULT)


def epochs_a_second() -> float:
    """The best of some rounds."""
    data, run, best = load_set("circles", n=500, test_share=0.5), default_run(), 0.0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run = advance(run, data, EPOCHS * -(-len(data.train) // (DEFAULT.batch or 1)))
        best = max(best, EPOCHS / (time.perf_counter() - begun))
    return best


def main() -> None:
    """Print the table, as Markdown."""
    np.empty(31 << 20, dtype=np.uint8)  # as in benchmarks.engine: malloc's threshold, at once
    print(machine() + "; milliseconds of processor time\n")
    print("| what | best | median | p95 | goal | reached |")
    print("| --- | ---: | ---: | ---: | --- | --- |")
    for name, run, goal in timed():
        best, median, most = times(run)
        reached = "yes" if goal is None or median <= goal else "no"
        print(f"| {name} | {best:,.2f} | {median:,.2f} | {most:,.2f} | ≤ {goal:g} | {reached} |")
    print(f"\n2-4-2-1 tanh, 250 rows in batches of 10: {epochs_a_second():,.0f} epochs/s")


if __name__ == "__main__":
    main()
