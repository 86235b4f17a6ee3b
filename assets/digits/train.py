"""Trains the network that reads a drawn digit: ``make digits``.

It writes ``assets/presets/digit.json`` and, beside this file, ``measured.json``: how many of the
pictures that it has not learned from it reads right. The README tells what it learns from.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from strokes import STROKES, Line

from playground import document
from playground.data import Column, Dataset, Table, ink, load_set
from playground.data.plan import Plan
from playground.engine import forward
from playground.network import Network
from playground.scene import Scene, Target
from playground.training import Recipe, advance, start, with_recipe

Array = NDArray[np.float64]

HERE = Path(__file__).parent
SIDE = 8
SEED = 0
EACH = 50  # the first of each digit are the playground's own set, and none is learned from
COPIES = 10  # of each picture, bent a little
DRAWN = 120  # pictures of each way to draw a digit
HIDDEN = 16  # neurons: the most that the page draws
EPOCHS = 40
DECIMALS = 3  # of a weight
ROW = 3  # of the set, which the example begins with
NAMES = load_set("digits").input_names
NOTE = (
    "A trained network reads the digit that is drawn on the 8×8 squares. It learned from "
    "{learned:,} of the handwritten digits that come with scikit-learn (E. Alpaydin, C. Kaynak, "
    "UCI, CC BY 4.0), bent a little, and from lines drawn by a script. Of the {rows} digits of the "
    "set “Digits 8×8”, none of which it has learned from, it reads {right} right."
)


def unseen(digits: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pictures stand in the playground's own set: the first of each digit."""
    seen = np.zeros(10, dtype=int)
    chosen = np.zeros(len(digits), dtype=bool)
    for n, digit in enumerate(digits):
        chosen[n] = seen[digit] < EACH
        seen[digit] += 1
    return chosen


def bent(picture: Array, rng: np.random.Generator) -> Array:
    """The picture a little smaller or larger, slanted, pushed and inked otherwise."""
    by = np.array(
        [[rng.uniform(0.95, 1.3), 0.0], [rng.uniform(-0.25, 0.25), rng.uniform(0.8, 1.3)]]
    )
    middle = (SIDE - 1) / 2
    squares = np.stack(np.mgrid[0:SIDE, 0:SIDE], axis=-1) - middle
    place = squares @ by.T + middle - rng.uniform(-0.7, 0.7, 2)
    inked = between(np.pad(picture, 2), np.clip(place + 2, 0, SIDE + 2))
    return np.asarray(np.clip(inked * rng.uniform(0.9, 1.6), 0.0, 1.0))


def between(picture: Array, place: Array) -> Array:
    """What lies at places (…, 2) between the squares of a picture."""
    first = np.floor(place).astype(int)
    (down, across), (row, column) = np.moveaxis(place - first, -1, 0), np.moveaxis(first, -1, 0)
    above = (1 - across) * picture[row, column] + across * picture[row, column + 1]
    below = (1 - across) * picture[row + 1, column] + across * picture[row + 1, column + 1]
    return np.asarray((1 - down) * above + down * below)


def drawn(lines: list[Line], rng: np.random.Generator) -> Array:
    """What a pen leaves that draws these lines somewhere on the picture, with a shaking hand."""
    left, top = rng.uniform(0.8, 2.4), rng.uniform(0.6, 1.4)
    size = np.array([rng.uniform(3.4, 5.6), rng.uniform(5.4, 6.8)])
    slant = rng.uniform(-0.05, 0.3)
    picture = np.zeros((SIDE, SIDE))
    for line in lines:
        shaken = np.array(line) + rng.normal(0.0, 0.03, (len(line), 2))
        shaken[:, 0] += slant * (0.5 - shaken[:, 1])
        places = shaken * size + (left, top)
        picture = np.maximum(picture, ink.covered(places.tolist(), (SIDE, SIDE)))
    return picture


def lessons(pictures: Array, digits: NDArray[np.int64]) -> Dataset:
    """All that is learned from."""
    rng = np.random.default_rng(SEED)
    squares = pictures.reshape(-1, SIDE, SIDE)
    x, y = [squares], [digits]
    for _ in range(COPIES):
        x.append(np.array([bent(each, rng) for each in squares]))
        y.append(digits)
    for digit, ways in STROKES.items():
        x.append(np.array([drawn(way, rng) for way in ways for _ in range(DRAWN)]))
        y.append(np.full(len(ways) * DRAWN, digit))
    columns = np.concatenate(x).reshape(-1, SIDE * SIDE).T
    table = Table(
        "digits",
        [
            *(Column(name, "number", column) for name, column in zip(NAMES, columns, strict=True)),
            Column("digit", "number", np.concatenate(y).astype(np.float64)),
        ],
    )
    return Dataset(table, Plan(tuple(NAMES), "digit", target_as="class", test_share=0.0))


def trained(data: Dataset) -> Network:
    """A network with rounded weights, trained on all rows."""
    network = Network.create([SIDE * SIDE, HIDDEN, 10], hidden="relu", output="softmax", seed=SEED)
    network = replace(network, input_names=data.input_names, output_names=data.output_names)
    fast = Recipe("cross-entropy", "adam", rate=0.005, batch=64, l2=1e-4, seed=SEED)
    steps = len(data.train) // 64 * EPOCHS
    run = advance(start(network, fast), data, steps * 2 // 3)
    run = advance(with_recipe(run, replace(fast, rate=0.001)), data, steps // 3)
    layers = tuple(
        replace(
            layer,
            weights=np.round(layer.weights, DECIMALS) + 0.0,
            biases=np.round(layer.biases, DECIMALS) + 0.0,
        )
        for layer in run.network.layers
    )
    return replace(run.network, layers=layers)


def main() -> None:
    """Train, measure and write."""
    found = load_digits()
    apart = unseen(found.target)
    data = lessons(found.data[~apart] / 16.0, found.target[~apart])
    network = trained(data)
    test = load_set("digits")
    said = forward(network, test.x).output.argmax(axis=1)
    measured = {
        "script": "assets/digits/train.py",
        "data": f"scikit-learn {sklearn.__version__}, load_digits",
        "licence": "CC BY 4.0 (UCI); scikit-learn: BSD-3-Clause",
        "learned": int((~apart).sum()),
        "rows": test.n_rows,
        "right": int((said == test.target).sum()),
    }
    (HERE / "measured.json").write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    write(network, NOTE.format(**measured))


def write(network: Network, note: str) -> None:
    """The example that everybody can open."""
    scene = Scene(
        network,
        data=load_set("digits"),
        row=ROW,
        selected=Target.parse("neuron/0/0"),
        title="Drawn digit",
        note=note,
    )
    text = document.scene_to_json(scene)
    (HERE.parent / "presets" / "digit.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
