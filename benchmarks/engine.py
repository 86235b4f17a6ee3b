# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""Time of one forward pass, beside PyTorch and scikit-learn where they are installed.

    pip install -e .[bench]
    python benchmarks/engine.py

One thread for everybody. The playground computes in float64 and keeps the whole trace (every
pre-activation and activation); PyTorch and scikit-learn return the output alone, by their fastest
call: ``inference_mode`` on an ``nn.Sequential``, and the MLP's own forward pass without its input
checks. Contenders take turns in one run; a time is the best of many rounds. Before anything is
timed, all outputs are compared.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import importlib
import importlib.util
import platform
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from playground.activations import Array
from playground.engine import forward
from playground.network import Network

NETWORKS = {
    "2-4-2-1 tanh": Network.create([2, 4, 2, 1], "tanh", "sigmoid", seed=1),
    "2-8-8-8-8-8-8-1 tanh": Network.create([2, *[8] * 6, 1], "tanh", "sigmoid", seed=2),
    "64-128-128-10 ReLU": Network.create([64, 128, 128, 10], "relu", "softmax", seed=3),
}
BATCHES = (1, 10_000)
SECONDS = 6.0  # a row

Run = Callable[[], Array]


def playground(network: Network, x: Array) -> Run:
    """The forward pass that the page uses; a batch of one is the page's single input."""
    values = x[0] if len(x) == 1 else x
    return lambda: forward(network, values).output


def _torch(network: Network, x: Array, dtype: str) -> Run:
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    kinds = {
        "tanh": torch.nn.Tanh(),
        "relu": torch.nn.ReLU(),
        "sigmoid": torch.nn.Sigmoid(),
        "softmax": torch.nn.Softmax(dim=-1),
    }
    modules: list[Any] = []
    for layer in network.layers:
        linear = torch.nn.Linear(layer.n_in, layer.n_out)
        linear.weight.data = torch.tensor(layer.weights)
        linear.bias.data = torch.tensor(layer.biases)
        modules += [linear, kinds[layer.activation]]
    model = torch.nn.Sequential(*modules).to(getattr(torch, dtype)).eval()
    values = torch.tensor(x, dtype=getattr(torch, dtype))

    def run() -> Array:
        with torch.inference_mode():
            output: Array = model(values)
            return output

    return run


def torch64(network: Network, x: Array) -> Run:
    """PyTorch in float64, as the playground."""
    return _torch(network, x, "float64")


def torch32(network: Network, x: Array) -> Run:
    """PyTorch in its default float32: half the memory and half the digits."""
    return _torch(network, x, "float32")


def sklearn(network: Network, x: Array) -> Run:
    """The forward pass inside scikit-learn's MLPClassifier, float64."""
    names = {"tanh": "tanh", "relu": "relu", "sigmoid": "logistic", "softmax": "softmax"}
    neural_network: Any = importlib.import_module("sklearn.neural_network")
    model = neural_network.MLPClassifier(
        network.sizes[1:-1], activation=names[network.layers[0].activation]
    )
    model.n_layers_ = len(network.layers) + 1
    model.coefs_ = [np.array(layer.weights.T, order="C") for layer in network.layers]
    model.intercepts_ = [np.array(layer.biases) for layer in network.layers]
    model.out_activation_ = names[network.layers[-1].activation]
    return lambda: model._forward_pass_fast(x, check_input=False)


CONTENDERS = {
    "playground": (playground, "playground"),
    "torch f64": (torch64, "torch"),
    "sklearn f64": (sklearn, "sklearn"),
    "torch f32": (torch32, "torch"),
}


def installed(package: str) -> bool:
    """Whether a package can be imported."""
    return importlib.util.find_spec(package) is not None


def best_times(runs: dict[str, Run], seconds: float) -> dict[str, float]:
    """Best seconds a call of each contender; they take turns until the time is up."""
    loops = {}
    for name, run in runs.items():
        run()
        start = time.perf_counter()
        run()
        loops[name] = max(1, int(0.002 / (time.perf_counter() - start)))
    best = dict.fromkeys(runs, float("inf"))
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, run in runs.items():
            count = loops[name]
            start = time.perf_counter()
            for _ in range(count):
                run()
            best[name] = min(best[name], (time.perf_counter() - start) / count)
    return best


def row(network: Network, batch: int, seconds: float = SECONDS) -> dict[str, float]:
    """Microseconds of each installed contender on one network and batch size."""
    x = np.random.default_rng(0).normal(size=(batch, network.n_inputs))
    runs = {
        name: make(network, x) for name, (make, package) in CONTENDERS.items() if installed(package)
    }
    expected = runs["playground"]()
    for name, run in runs.items():
        difference = np.abs(np.asarray(run()).reshape(expected.shape) - expected).max()
        assert difference < 1e-5, f"{name} computes something else: {difference}"
    return {name: 1e6 * best for name, best in best_times(runs, seconds).items()}


def processor() -> str:
    """Cores, processor and Python's version."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text().splitlines() if cpu.exists() else []
    model = [line.split(": ")[1] for line in lines if "model name" in line] or [platform.machine()]
    return f"{os.cpu_count()} cores, {model[0]}, Python {platform.python_version()}"


def machine() -> str:
    """Cores, processor, Python and library versions."""
    packages = {"numpy": "numpy", "torch": "torch", "scikit-learn": "sklearn"}
    parts = [processor()]
    parts += [f"{name} {version(name)}" for name in packages if installed(packages[name])]
    return ", ".join(parts)


def main() -> None:
    """Print the table, as Markdown."""
    # glibc's malloc learns from the largest block that was freed when to give memory back to the
    # system. Let it learn at once, for everybody: else the table shows the kernel's page faults.
    np.empty(31 << 20, dtype=np.uint8)
    print(machine() + "; microseconds a pass, best of many, one thread\n")
    names = None
    for title, network in NETWORKS.items():
        for batch in BATCHES:
            times = row(network, batch)
            if names is None:
                names = list(times)
                print("| network | batch | " + " | ".join(names) + " |")
                print("| --- | ---: |" + " ---: |" * len(names))
            cells = " | ".join(f"{times[name]:,.1f}" for name in names)
            print(f"| {title} | {batch:,} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
