"""The same training by PyTorch: what every optimiser has made of a network after 500 steps.

    python -m tests.training.pytorch_runs

renews ``pytorch_runs.json``, with which the tests compare where PyTorch is not installed
(``pip install torch==2.13.0``; no part of the program needs it).
"""

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from playground.data import Dataset, load_set
from playground.network import Network
from playground.training import OPTIMISERS, Recipe

FILE = Path(__file__).with_suffix(".json")
STEPS = 500
#: Set, output and loss; each with every optimiser, in batches and with both penalties.
CASES = {
    "moons": ("sigmoid", "binary-cross-entropy"),
    "iris": ("softmax", "cross-entropy"),
    "sine": ("linear", "mse"),
    "plane": ("linear", "huber"),
    "bumps": ("linear", "mae"),
}


def case(name: str, optimiser: str) -> tuple[Network, Recipe, Dataset]:
    """What is trained, how, and on what."""
    data, (output, loss) = load_set(name), CASES[name]
    sizes = [data.n_inputs, 4, data.n_outputs]
    network = Network.create(sizes, hidden="prelu", output=output, seed=3)
    recipe = Recipe(loss, optimiser, rate=0.003, batch=16, l1=0.001, l2=0.01, seed=5)
    return network, recipe, data


def by_pytorch(network: Network, recipe: Recipe, data: Dataset) -> list[float]:
    """All parameters after STEPS steps, in the order of ``vector_of``. Raises ImportError."""
    torch = importlib.import_module("torch")
    torch.set_default_dtype(torch.float64)
    module, weights = _module(torch, network)
    optimiser = _optimiser(torch, recipe, module, weights)
    x, y = torch.tensor(data.x[data.train]), torch.tensor(data.y[data.train])
    n, size, step, epoch = len(x), recipe.batch or len(x), 0, 0
    while step < STEPS:
        order = np.random.default_rng([recipe.seed, epoch]).permutation(n)
        for at in range(0, n, size):
            if step == STEPS:
                break
            rows = order[at : at + size]
            loss = _loss(torch, recipe.loss, module(x[rows]), y[rows])
            loss = loss + recipe.l1 * sum(w.abs().sum() for w in weights)
            if recipe.optimiser != "adamw":
                loss = loss + recipe.l2 / 2 * sum((w**2).sum() for w in weights)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
        epoch += 1
    return [float(v) for p in module.parameters() for v in p.detach().ravel()]


def _module(torch: Any, network: Network) -> tuple[Any, list[Any]]:
    """The network without the output's function, which the losses take along; and its weights."""
    parts, weights = [], []
    for k, layer in enumerate(network.layers):
        linear = torch.nn.Linear(layer.n_in, layer.n_out)
        linear.weight.data = torch.tensor(layer.weights.copy())
        linear.bias.data = torch.tensor(layer.biases.copy())
        weights.append(linear.weight)
        parts.append(linear)
        if k < len(network.layers) - 1:
            parts.append(torch.nn.PReLU(init=layer.alpha))
    return torch.nn.Sequential(*parts), weights


def _optimiser(torch: Any, recipe: Recipe, module: Any, weights: list[Any]) -> Any:
    others = [p for p in module.parameters() if all(p is not w for w in weights)]
    decay = recipe.l2 if recipe.optimiser == "adamw" else 0.0
    groups = [{"params": weights, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]
    optim, rate, momentum = torch.optim, recipe.rate, recipe.momentum
    return {
        "sgd": lambda: optim.SGD(groups, lr=rate),
        "momentum": lambda: optim.SGD(groups, lr=rate, momentum=momentum),
        "nesterov": lambda: optim.SGD(groups, lr=rate, momentum=momentum, nesterov=True),
        "rmsprop": lambda: optim.RMSprop(groups, lr=rate),
        "adagrad": lambda: optim.Adagrad(groups, lr=rate),
        "adam": lambda: optim.Adam(groups, lr=rate),
        "adamw": lambda: optim.AdamW(groups, lr=rate),
    }[recipe.optimiser]()


def _loss(torch: Any, name: str, z: Any, y: Any) -> Any:
    functions = torch.nn.functional
    return {
        "binary-cross-entropy": functions.binary_cross_entropy_with_logits,
        "cross-entropy": functions.cross_entropy,
        "mse": functions.mse_loss,
        "huber": functions.huber_loss,
        "mae": functions.l1_loss,
    }[name](z, y)


def all_runs() -> dict[str, list[float]]:
    """Of every case and optimiser. Raises ImportError without PyTorch."""
    return {
        f"{name} {optimiser}": by_pytorch(*case(name, optimiser))
        for name in CASES
        for optimiser in OPTIMISERS
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(all_runs(), indent=1) + "\n", "utf-8")
