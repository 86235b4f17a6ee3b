"""What the exported training scripts print in PyTorch and Keras, and what they are compared with.

    python -m tests.export.training_runs

renews ``training_runs.json``, with which the tests compare where they are not installed
(``pip install torch==2.13.0 keras==3.15.1``; no part of the program needs them). Each result keeps
a digest of the script that gave it, so that none outlives its script.
"""

import contextlib
import hashlib
import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from playground.activations import ACTIVATIONS
from playground.data import Column, Dataset, Table
from playground.engine import forward
from playground.export.training.keras_training import keras_training
from playground.export.training.numpy_training import numpy_training
from playground.export.training.pytorch_training import pytorch_training
from playground.export.training.stretch import Stretch
from playground.network import Layer, Network
from playground.training import LOSSES, OPTIMISERS, Recipe, Run, advance, start, with_recipe

FILE = Path(__file__).with_suffix(".json")
WRITERS: dict[str, Callable[[Stretch], str]] = {
    "numpy": numpy_training,
    "pytorch": pytorch_training,
    "keras": keras_training,
}
#: The printed losses: epoch, update, of the training rows, of the test rows.
_PRINTED = re.compile(r"epoch (\d+), update (\d+): loss ([^,\n]+)(?:, test ([^\n]+))?")
_LONG = re.compile(r"-?\d\.\d{7,}(?:e[+-]?\d+)?")


USUAL = Recipe("binary-cross-entropy", batch=4, rate=0.05, seed=3)


@dataclass(frozen=True)
class Case:
    """A training: ``before`` are the updates before the script, ``updates`` those of the script."""

    hidden: str = "tanh"
    output: str = "sigmoid"
    recipe: Recipe = USUAL
    updates: int = 11
    before: int = 0
    test_share: float = 0.25
    freezes: bool = False
    rates: tuple[tuple[int, float], ...] = ()

    def stretch(self) -> Stretch:
        data = dataset(self.output, self.test_share)
        run = start(network(self.hidden, self.output, data), self.recipe)
        run = advance(run, data, self.before)
        if self.freezes:
            run = replace(run, frozen=np.arange(len(run.vector)) % 5 == 0)
        return Stretch(run, data, self.updates, "A title", self.rates)


@cache
def dataset(output: str, test_share: float) -> Dataset:
    """Some points of a grid, 0 among them, with two classes, three of them, or a number."""
    points = [(i / 2.0, j / 2.0) for i in range(-2, 3) for j in range(-2, 3) if (i + j) % 4]
    sums = [round(x * x - 0.5 * y, 3) for x, y in points]
    target = {
        "softmax": ["abc"[i % 3] for i in range(len(points))],
        "sigmoid": ["yes" if x * y > 0 else "no" for x, y in points],
    }.get(output)
    kind = "number" if target is None else "category"
    if output in ("hard_sigmoid", "step"):
        target, kind = ["yes" if x > y else "no" for x, y in points], "category"
    columns = [
        Column("first, x", "number", [x for x, _ in points]),
        Column("second # y", "number", [y for _, y in points]),
        Column("wanted", kind, sums if target is None else target),
    ]
    table = Table("grid", columns)
    return table.dataset(["first, x", "second # y"], "wanted", test_share=test_share, seed=1)


def network(hidden: str, output: str, data: Dataset) -> Network:
    """2-4-3-outputs with rounded weights and biases of 0, where slopes are not the limits'."""
    rng, sizes = np.random.default_rng(7), [2, 4, 3, data.n_outputs]
    layers = [
        Layer(rng.normal(0, 0.8, (n_out, n_in)).round(2), np.zeros(n_out), name)
        for (n_in, n_out), name in zip(pairwise(sizes), [hidden, "tanh", output], strict=True)
    ]
    return Network(layers, data.input_names, data.output_names)


def _recipe(loss: str, optimiser: str = "adam", batch: int | None = 4, **more: float) -> Recipe:
    return Recipe(loss, optimiser, rate=0.05, batch=batch, seed=3, **more)


_HIDDEN = [name for name, row in ACTIVATIONS.items() if not row.output_only]
_FITTING = {  # of each loss an output, and of some another one, that is not computed from z
    "mse": ("linear", "softmax"),
    "binary-cross-entropy": ("sigmoid", "hard_sigmoid"),
    "cross-entropy": ("softmax",),
    "huber": ("linear", "sigmoid"),
    "mae": ("tanh", "prelu"),
}
CASES: dict[str, Case] = {
    **{f"hidden {name}": Case(hidden=name) for name in _HIDDEN},
    **{
        f"{loss} of {output}": Case("relu", output, _recipe(loss))
        for loss, outputs in _FITTING.items()
        for output in outputs
    },
    **{
        f"by {name}": Case("prelu", recipe=_recipe("binary-cross-entropy", name, l2=0.02))
        for name in OPTIMISERS
    },
    **{
        f"goes on by {name}": Case(
            "prelu", recipe=_recipe("binary-cross-entropy", name, l2=0.02), before=5, updates=6
        )
        for name in OPTIMISERS
    },
    **{
        f"a part frozen by {name}": Case(
            "prelu",
            recipe=_recipe("binary-cross-entropy", name, l2=0.02),
            before=5,
            updates=6,
            freezes=True,
        )
        for name in ("sgd", "momentum", "adamw")
    },
    "rates by Nesterov": Case(
        recipe=_recipe("binary-cross-entropy", "nesterov"), rates=((3, 0.01), (7, 0.1))
    ),
    "rates by AdamW, all rows at once": Case(
        recipe=_recipe("mse", "adamw", None, l2=0.1), rates=((2, 0.01), (4, 0.2)), updates=6
    ),
    "both penalties": Case(recipe=_recipe("binary-cross-entropy", l1=0.01, l2=0.03)),
    "step by AdamW": Case("step", recipe=_recipe("binary-cross-entropy", "adamw", l2=0.1)),
    "step at the end": Case(output="step", recipe=_recipe("mse", l1=0.01)),
    "all rows at once": Case(recipe=_recipe("binary-cross-entropy", batch=None), updates=5),
    "a batch of more rows than there are": Case(recipe=_recipe("mse", batch=100), updates=5),
    "no rows for the test": Case(test_share=0.0),
}


def losses(stretch: Stretch) -> dict[int, tuple[float, ...]]:
    """The losses that the page shows at the end of each epoch, by the number of updates."""
    found, run, rates = {}, stretch.run, dict(stretch.rates)
    while run.step < stretch.last_update:
        run = with_recipe(run, replace(run.recipe, rate=rates.get(run.step, run.recipe.rate)))
        run = advance(run, stretch.data)
        if not run.batch or run.step == stretch.last_update:
            found[run.step] = tuple(_loss(run, rows, stretch) for rows in _parts(stretch.data))
    return found


def _parts(data: Dataset) -> list[np.ndarray]:
    return [rows for rows in (data.train, data.test) if len(rows)]


def _loss(run: Run, rows: np.ndarray, stretch: Stretch) -> float:
    trace = forward(run.network, stretch.data.x[rows])
    activation = run.network.layers[-1].activation
    row = LOSSES[stretch.recipe.loss]
    z, a = trace.pre_activations[-1], trace.output
    return float(row.of_rows(activation, z, a, stretch.data.y[rows]).mean())


def read(text: str) -> dict[int, tuple[float, ...]]:
    """The losses that a script has printed, by the number of updates."""
    return {
        int(step): tuple(float(v) for v in values if v)
        for _, step, *values in _PRINTED.findall(text)
    }


def run(script: str) -> dict[int, tuple[float, ...]]:
    """The losses that a script prints here. Raises whatever it raises."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})
    return read(out.getvalue())


def digest(script: str) -> str:
    """Of a script, whose last digits may be another machine's."""
    rounded = _LONG.sub(lambda found: f"{float(found[0]):.6g}", script)
    return hashlib.blake2b(rounded.encode(), digest_size=8).hexdigest()


def all_runs() -> dict[str, dict[str, object]]:
    """Of every case and library. Raises ImportError without them."""
    found: dict[str, dict[str, object]] = {}
    for name, case in CASES.items():
        for library in ("pytorch", "keras"):
            script = WRITERS[library](case.stretch())
            found[f"{library}: {name}"] = {"script": digest(script), "losses": run(script)}
    return found


if __name__ == "__main__":
    os.environ.setdefault("KERAS_BACKEND", "torch")
    FILE.write_text(json.dumps(all_runs(), indent=0) + "\n", "utf-8")
