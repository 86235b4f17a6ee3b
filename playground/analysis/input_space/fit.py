"""How near a network comes to a curve: the gaps at many places, and the best straight line.

A curve has a range, from −3 to 3 unless three hinges are too few for that: it is drawn, measured
and asked for there, and nowhere else. The dots, 24 over the range, are what a picture shows of a
curve, and what errors are averaged over. The largest gap is looked for between them, too: at every
``_STEP``. A network with more inputs is read along its first one, the others staying at x.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.sweep import line, outputs
from playground.network import Layer, Network
from playground.scene import Scene

N_DOTS = 24
WITHIN = 0.1  # how near a network has to come to match a curve
_STEP = 0.025
_ROUNDING = 1e-9


def _relu(x: Array) -> Array:
    return np.maximum(x, 0.0)


#: Curves to match, x and y as arrays. All but the sine are sums of three ReLUs or fewer.
CURVES: dict[str, Callable[[Array], Array]] = {
    "sine": np.sin,
    "hat": lambda x: _relu(x + 1) - 2 * _relu(x) + _relu(x - 1),
    "ramp": lambda x: _relu(x + 1) - _relu(x - 1) - 1,
    "zigzag": lambda x: _relu(x + 3) - 2 * _relu(x + 1) + 2 * _relu(x - 1) - 1,
    "valley": lambda x: _relu(x) + _relu(-x) - 1,
}


_WHOLE = (-3.0, 3.0)
#: The range of each curve: three ReLUs come near a sine from −2 to 2, and not further out.
RANGES: dict[str, tuple[float, float]] = dict.fromkeys(CURVES, _WHOLE) | {"sine": (-2.0, 2.0)}


def dots(name: str) -> Array:
    """The x (N_DOTS,) of a curve's dots."""
    return np.linspace(*RANGES[name], N_DOTS)


class Line(NamedTuple):
    """y = slope·x + intercept."""

    slope: float
    intercept: float

    def at(self, x: Array) -> Array:
        """The line at any x, in their shape."""
        return self.slope * x + self.intercept


def least_squares(x: Array, y: Array) -> Line:
    """The line with the least mean squared error of points, both (n,); level if all have one x."""
    off = x - x.mean()
    spread = float((off**2).sum())
    slope = float((off * (y - y.mean())).sum()) / spread if spread else 0.0
    return Line(slope, float(y.mean() - slope * x.mean()))


class Gaps(NamedTuple):
    """|network − curve| at each of ``x``, both (count,)."""

    x: Array
    sizes: Array

    @property
    def largest(self) -> float:
        """The largest gap; nan if the network gives one."""
        return float(self.sizes.max())

    @property
    def at(self) -> float:
        """Where the largest gap is."""
        return float(self.x[int(np.argmax(self.sizes))])

    def fit(self, within: float) -> Array:
        """Which gaps are small enough: booleans (count,)."""
        return np.asarray(self.sizes <= within * (1 + _ROUNDING))

    @property
    def n_within(self) -> int:
        """How many gaps are small enough to match a curve."""
        return int(self.fit(WITHIN).sum())

    @property
    def mean_squared(self) -> float:
        """The mean squared error."""
        return float((self.sizes**2).mean())


def places(name: str) -> Array:
    """Where a curve's gaps are measured: both ends of its range, every step, and the dots."""
    low, high = RANGES[name]
    steps = np.arange(np.ceil(low / _STEP), np.floor(high / _STEP) + 1) * _STEP
    return np.unique(np.concatenate([[low, high], steps, dots(name)]))


def gaps(scene: Scene, name: str, x: Array, output: int = 0) -> Gaps:
    """The gaps between an output and a curve."""
    answers = outputs(scene, line(scene, x))[:, output]
    return Gaps(x, np.abs(answers - CURVES[name](x)))


def at_dots(scene: Scene, name: str, output: int = 0) -> Gaps:
    """The gaps at the curve's dots, of which errors are means."""
    return gaps(scene, name, dots(name), output)


def everywhere(scene: Scene, name: str, output: int = 0) -> Gaps:
    """The gaps over the whole range, between the dots, too."""
    return gaps(scene, name, places(name), output)


def best_line(name: str) -> Network:
    """The least-squares line through the curve's dots, as a linear neuron."""
    x = dots(name)
    slope_and_intercept = least_squares(x, CURVES[name](x))
    rounded = [round(float(value), 12) + 0.0 for value in slope_and_intercept]  # 4e-18 is 0
    return Network([Layer([rounded[:1]], rounded[1:], "linear")])


def line_error(name: str) -> float:
    """The mean squared error of the best line."""
    return at_dots(Scene(best_line(name)), name).mean_squared
