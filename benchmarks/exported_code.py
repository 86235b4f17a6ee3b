"""The exported PyTorch code, run by PyTorch itself: how far its output is from the engine's.

    pip install -e .[bench]
    python -m benchmarks.exported_code

The unit tests run the same code against stand-ins that compute with NumPy. What only PyTorch can
tell is that its modules are called and mean what the exported lines take them for. A difference of
more than 1e-12 ends the run with an error.
"""

import contextlib
import importlib.util
import io
import json
import sys
from collections.abc import Iterable

import numpy as np

from playground.activations import ACTIVATIONS, Activation
from playground.export.pytorch_source import pytorch_code
from playground.network import Layer, Network
from playground.scene import Scene, Target

MOST = 1e-12  # of any output
OTHER_ALPHA = -0.37  # no default, and of the other sign
OFF = (Target("input", (1,)), Target("neuron", (0, 2)), Target("weight", (1, 0, 0)))


def scene_of(row: Activation, alpha: float | None, off: Iterable[Target]) -> Scene:
    """4-6-3 with the activation wherever it may stand."""
    rng = np.random.default_rng(1)
    name, its_alpha = ("tanh", None) if row.output_only else (row.name, alpha)
    hidden = Layer(rng.normal(size=(6, 4)), rng.normal(size=6), name, its_alpha)
    output = Layer(rng.normal(size=(3, 6)), rng.normal(size=3), row.name, alpha)
    return Scene(Network([hidden, output]), [0.3, -1.1, 1e-3, 7.0], off=frozenset(off))


def difference(scene: Scene) -> float:
    """The largest difference between an output of the code and the engine's."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(pytorch_code(scene), {"__name__": "exported"})
    return float(np.abs(np.array(json.loads(out.getvalue())) - scene.trace.output).max())


def main() -> None:
    """Print the table."""
    if importlib.util.find_spec("torch") is None:
        print("PyTorch is not installed; it comes with the bench extra.")
        return
    print("| activation | α | all on | parts off |\n| --- | ---: | ---: | ---: |")
    worst = 0.0
    for row in ACTIVATIONS.values():
        for alpha in (None,) if row.alpha is None else (row.alpha, OTHER_ALPHA):
            on, off = (difference(scene_of(row, alpha, off)) for off in ((), OFF))
            worst = max(worst, on, off)
            print(f"| {row.label} | {'' if alpha is None else alpha} | {on:.1e} | {off:.1e} |")
    if worst > MOST:
        sys.exit(f"The exported code differs from the engine by {worst:.1e}.")


if __name__ == "__main__":
    main()
