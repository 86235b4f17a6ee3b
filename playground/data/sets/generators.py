"""The generated sets as pure functions of how many rows, how noisy, and where chance comes from.

Each returns inputs of shape (n, n_in) and the target of shape (n,): a class, 0 or 1, or a number.
Rows take turns between the classes, so that their counts differ by at most one.

The inputs lie within about −2 … 2, so that each spreads by about 1: that is what a network's fresh
weights expect, and no scaling has to stand between the picture's axes and the network. Only the
corners are at 0 and 1, where truth tables have them. ``noise`` is the standard deviation of what is
added, to both coordinates of a point of a class, or to the value that a regression wants.
"""

from collections.abc import Callable

import numpy as np

from playground.activations import Array

Rows = tuple[Array, Array]
Generator = Callable[[int, float, np.random.Generator], Rows]

EXTENT = 2.0  # how far from 0 the inputs go, before noise
SPIRAL_TURNS = 1.5
BLOB_CENTRES = ((-1.0, -1.0), (1.0, 1.0))
_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def corners(truth: tuple[int, int, int, int]) -> Generator:
    """The corners (0,0), (0,1), (1,0), (1,1) in turn; ``truth`` has the class of each."""

    def generate(n: int, noise: float, rng: np.random.Generator) -> Rows:
        corner = np.arange(n) % 4
        return _moved(_CORNERS[corner], noise, rng), np.array(truth, dtype=np.float64)[corner]

    return generate


def blobs(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """Two round clouds, one a class; ``noise`` is their size."""
    label = _classes(n)
    return _moved(np.array(BLOB_CENTRES)[label], noise, rng), label.astype(np.float64)


def xor(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """Four round clouds about (±1, ±1); class 1 where the signs of the coordinates differ."""
    cloud = np.arange(n) % 4
    x = 2.0 * _CORNERS[cloud] - 1.0
    return _moved(x, noise, rng), np.asarray(x[:, 0] != x[:, 1], dtype=np.float64)


def circles(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """Class 1 on a circle of radius 1 inside class 0 on one of radius 2."""
    label = _classes(n)
    radius = np.array([EXTENT, EXTENT / 2])[label]
    return _moved(_polar(radius, rng.uniform(0.0, 2 * np.pi, n)), noise, rng), label.astype(float)


def moons(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """Two half circles of radius 4/3, each with an end inside the other.

    They are those of ``sklearn.datasets.make_moons``, moved to have 0 in the middle, and enlarged.
    """
    label = _classes(n)
    angle = rng.uniform(0.0, np.pi, n)
    upper = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
    x = np.where(label[:, np.newaxis] == 0, upper, -upper) * EXTENT / 1.5
    return _moved(x, noise, rng), label.astype(np.float64)


def spiral(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """Two arms from the middle outwards: radius and angle grow together, class 1 is half a turn on.

    Points are as dense outside as inside, because the radius is the root of an even draw.
    """
    label = _classes(n)
    along = np.sqrt(rng.uniform(0.0, 1.0, n))
    angle = 2 * np.pi * SPIRAL_TURNS * along + np.pi * label
    return _moved(_polar(EXTENT * along, angle), noise, rng), label.astype(np.float64)


def sine(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """One period of sin(x), x from −π to π."""
    x = rng.uniform(-np.pi, np.pi, (n, 1))
    return x, np.sin(x[:, 0]) + noise * rng.standard_normal(n)


def plane(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """0.5·x1 − 0.8·x2 + 0.3: what one linear neuron can learn whole."""
    x = rng.uniform(-EXTENT, EXTENT, (n, 2))
    return x, x @ [0.5, -0.8] + 0.3 + noise * rng.standard_normal(n)


def bumps(n: int, noise: float, rng: np.random.Generator) -> Rows:
    """cos(2·x1)·cos(2·x2): a hill in the middle, pits beside it, hills at the corners."""
    x = rng.uniform(-EXTENT, EXTENT, (n, 2))
    return x, np.cos(2 * x[:, 0]) * np.cos(2 * x[:, 1]) + noise * rng.standard_normal(n)


def _classes(n: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.arange(n) % 2


def _polar(radius: Array, angle: Array) -> Array:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _moved(x: Array, noise: float, rng: np.random.Generator) -> Array:
    return x + noise * rng.standard_normal(x.shape)
