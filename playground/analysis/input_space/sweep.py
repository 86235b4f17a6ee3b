"""Inputs to try a network at: a grid over all of them, or a line along one; and its answers.

Points have shape (count, n_inputs), answers (count, n_outputs), in the units of the network.
"""

import itertools

import numpy as np

from playground.activations import Array
from playground.engine import forward
from playground.network import Network, NetworkError
from playground.scene import Scene

ON_A_LINE = 121  # points along a line, or along the one input of a network
MOST_POINTS = 4_000  # of a grid over several inputs; beyond, a fixed random sample


def grid(n_inputs: int, low: float, high: float) -> Array:
    """Points (count, n_inputs): all combinations, or a fixed sample if these are too many."""
    side = ON_A_LINE if n_inputs == 1 else 21 if n_inputs == 2 else 9
    if side**n_inputs > MOST_POINTS:
        return _fixed(np.random.default_rng(0).uniform(low, high, (MOST_POINTS, n_inputs)))
    axis = np.linspace(low, high, side)
    return _fixed(np.array(list(itertools.product(axis, repeat=n_inputs))))


def _fixed(points: Array) -> Array:
    points.flags.writeable = False
    return points


def line(scene: Scene, values: Array, i: int = 0) -> Array:
    """Points (len(values), n_inputs): input i takes the values, the others stay at x.

    Raises NetworkError if there is no input i.
    """
    if i >= scene.network.n_inputs:
        raise NetworkError(f"input: there is no number {i + 1}")
    points = np.tile(scene.x, (len(values), 1))
    points[:, i] = values
    return points


def outputs(scene: Scene, points: Array) -> Array:
    """What the network, without what is switched off, gives at the points."""
    return forward(scene.active_network, points).output


def curve(network: Network, reach: float) -> Array:
    """Outputs (ON_A_LINE, n_outputs) of a network with one input, from −reach to reach."""
    return forward(network, np.linspace(-reach, reach, ON_A_LINE)[:, None]).output
