"""What a training came to, as CSV: its losses, and its weights at some of the updates."""

from collections.abc import Iterable, Iterator

import numpy as np

from playground.data.writing import to_csv
from playground.network import Network
from playground.training import Run
from playground.training.parameters import layers_in
from playground.training.record import Curve

_MOST_LINES = 200_000  # of a file of weights: it is read in a second, and a spreadsheet opens it


def curve_csv(curve: Curve) -> str:
    """The losses at the marks, and how many rows were right; empty where there is none.

    Where a stretch began there are two lines of one update, with the loss before and after.
    """
    return to_csv(
        {
            "update": curve.steps.astype(np.float64),
            "epoch": curve.epochs,
            "loss train": curve.train,
            "loss test": curve.test,
            "right train": curve.right_train,
            "right test": curve.right_test,
        }
    )


def weights_csv(runs: Iterable[Run]) -> str:
    """Every weight, bias and learned α of some states, a line each."""
    steps, values, words = [], [], []
    for run in runs:
        for *names, value in _numbers(run):
            steps.append(run.step)
            words.append(names)
            values.append(value)
    kinds, layers, neurons, sources = zip(*words, strict=True)
    return to_csv(
        {
            "update": np.array(steps, dtype=np.float64),
            "number": kinds,
            "layer": layers,
            "neuron": neurons,
            "source": sources,
            "value": np.array(values),
        }
    )


def few(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """As many states as fit a file, spread evenly, with the first and the last one."""
    most = max(2, _MOST_LINES // len(runs[-1].vector))
    kept = np.unique(np.linspace(0, len(runs) - 1, most).round().astype(int))
    return tuple(runs[n] for n in kept)


def _numbers(run: Run) -> Iterator[tuple[str, str, str, str, float]]:
    """Each with its kind, layer, neuron and source; what belongs to no neuron says so by ""."""
    network = run.start
    for k, layer in enumerate(layers_in(network, run.vector)):
        name = "output" if k == network.n_hidden else f"hidden {k + 1}"
        for j, row in enumerate(layer.weights.tolist()):
            neuron = _neuron(network, k, j)
            for i, weight in enumerate(row):
                source = _neuron(network, k - 1, i) if k else network.input_names[i]
                yield "weight", name, neuron, source, weight
            yield "bias", name, neuron, "", float(layer.biases[j])
        if layer.learned is not None:
            yield "alpha", name, "", "", float(layer.learned[0])


def _neuron(network: Network, k: int, j: int) -> str:
    return network.output_names[j] if k == network.n_hidden else f"neuron {j + 1}"
