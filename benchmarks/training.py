# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""Time of one update, forward, backward and Adam, beside PyTorch where it is installed.

    python -m benchmarks.training

One thread for everybody, float64, eager. Contenders take turns in one run; a time is the best of
many rounds. Before anything is timed, what some updates have made of the weights is compared.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.engine import BATCHES, NETWORKS, best_times, installed, machine
from playground.activations import Array
from playground.network import Network
from playground.training import Recipe
from playground.training.advance import Work
from playground.training.run import start

SECONDS = 6.0  # a row
RATE = 0.001
COMPARED = 20  # updates
_LOSSES = {"sigmoid": "binary-cross-entropy", "softmax": "cross-entropy"}
Run = Callable[[], Array]


def playground(network: Network, x: Array, y: Array) -> Run:
    """One update from all rows; the numbers as one vector."""
    loss = _LOSSES[network.layers[-1].activation]
    work = Work(start(network, Recipe(loss, "adam", RATE)), x, y)

    def update() -> Array:
        work.update()
        return work.vector

    return update


def torch64(network: Network, x: Array, y: Array) -> Run:
    """The same in PyTorch, eager, with its fused loss of the logits."""
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    kinds = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}
    modules: list[Any] = []
    for k, layer in enumerate(network.layers):
        linear = torch.nn.Linear(layer.n_in, layer.n_out, dtype=torch.float64)
        linear.weight.data = torch.tensor(layer.weights)
        linear.bias.data = torch.tensor(layer.biases)
        modules.append(linear)
        if k < len(network.layers) - 1:
            modules.append(kinds[layer.activation]())
    model = torch.nn.Sequential(*modules)
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    functions = torch.nn.functional
    loss = {
        "sigmoid": functions.binary_cross_entropy_with_logits,
        "softmax": functions.cross_entropy,
    }[network.layers[-1].activation]
    rows, wanted = torch.tensor(x), torch.tensor(y)

    def update() -> Array:
        optimiser.zero_grad()
        loss(model(rows), wanted).backward()
        optimiser.step()
        return model[0].weight.detach().numpy()

    return update


CONTENDERS = {"playground": (playground, "playground"), "torch f64": (torch64, "torch")}


def _compare(network: Network, x: Array, y: Array, present: list[str]) -> None:
    """Raise AssertionError unless all have made the same of the first layer's weights."""
    size = network.layers[0].weights.size
    found = []
    for name in present:
        update = CONTENDERS[name][0](network, x, y)
        for _ in range(COMPARED):
            weights = update()
        found.append(np.array(weights).ravel()[:size])
    for other in found[1:]:
        np.testing.assert_allclose(other, found[0], atol=1e-9)


def main() -> None:
    """Print the table, as Markdown."""
    present = [name for name, (_, package) in CONTENDERS.items() if installed(package)]
    print(machine() + "; microseconds an update, best, one thread\n")
    print(f"| network | batch | {' | '.join(present)} |")
    print("| --- | ---: |" + " ---: |" * len(present))
    rng = np.random.default_rng(0)
    for name, network in NETWORKS.items():
        for n in BATCHES:
            x = rng.normal(size=(n, network.n_inputs))
            classes = rng.integers(max(2, network.n_outputs), size=n)
            y = (
                np.eye(network.n_outputs)[classes]
                if network.n_outputs > 1
                else 1.0 * classes[:, None]
            )
            _compare(network, x, y, present)
            runs = {each: CONTENDERS[each][0](network, x, y) for each in present}
            times = best_times(runs, SECONDS)
            cells = " | ".join(f"{1e6 * times[each]:,.1f}" for each in present)
            print(f"| {name} | {n:,} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
