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

import numpy as np

from playground.activations import ACTIVATIONS, Activation
from playground.export.pytorch_source import pytorch_code
from playground.network import Network
from playground.scene import Scene

MOST = 1e-12  # of any output


def scene_of(row: Activation) -> Scene:
    """4-6-3 with the activation wherever it may stand."""
    hidden = "tanh" if row.output_only else row.name
    return Scene(Network.create([4, 6, 3], hidden, row.name, seed=1), [0.3, -1.1, 1e-3, 7.0])


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
    print("| activation | largest difference |\n| --- | ---: |")
    worst = 0.0
    for row in ACTIVATIONS.values():
        found = difference(scene_of(row))
        worst = max(worst, found)
        print(f"| {row.label} | {found:.1e} |")
    if worst > MOST:
        sys.exit(f"The exported code differs from the engine by {worst:.1e}.")


if __name__ == "__main__":
    main()
