"""What a scene's network says of every row of its data: one forward pass of one batch, kept.

A class is said as everywhere on the page (see ``classes``): of two, the second where the output is
at least the threshold; of several, the one with the largest output.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.classes import cut
from playground.analysis.rows.losses import loss_name
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.data.splits import Indices
from playground.engine import Trace, forward
from playground.limits import MAX_PREDICTION_BYTES
from playground.network import Network
from playground.scene import Mask, Scene
from playground.training import LOSSES

_MOST_BYTES = 48_000_000  # of a trace that is kept: 20,000 rows through 8×16 are 41 MB
_SLICE = 1_000_000  # activations that are computed at once where they are not kept


@dataclass(frozen=True)
class _Pass:
    """All that does not depend on the threshold."""

    trace: Trace | None
    output: Array
    loss_name: str
    loss: Array


@dataclass(frozen=True)
class Predictions:
    """Of n rows, in the order of ``data.x``.

    ``trace`` is the batch's; ``None`` if the network is too large to keep it for so many rows,
    which no network is that is drawn whole. ``loss`` (n,) is the one that ``loss_name`` tells.
    """

    data: Dataset
    trace: Trace | None
    output: Array  # (n, n_outputs)
    loss_name: str
    loss: Array
    said: Indices | None  # the class (n,) that each row is given; ``None`` in a regression

    @property
    def error(self) -> Array:
        """How far each output is above its target, (n, n_outputs): the residual's negative."""
        with np.errstate(all="ignore"):
            return np.asarray(self.output - self.data.y)

    @cached_property
    def wrong(self) -> Mask | None:
        """Which rows (n,) are given another class than is wanted; ``None`` in a regression."""
        return None if self.said is None else np.asarray(self.said != self.data.target)


def predictions(scene: Scene) -> Predictions | None:
    """Of the scene's rows; ``None`` if it has no data that fit its network."""
    return None if scene.fitting is None else predicted(scene, scene.fitting)


def predicted(scene: Scene, data: Dataset) -> Predictions:
    """Of the rows of data that fit."""
    found = _passed(scene, data)
    said = None if data.task == "regression" else _said(scene, data)
    return Predictions(data, found.trace, found.output, found.loss_name, found.loss, said)


@cached(32, key=lambda scene, data: (*content_key(scene, data), scene.threshold), spoken=False)
def _said(scene: Scene, data: Dataset) -> Indices:
    """The class (n,) that each row is given: several panels of one drawing ask for it."""
    output = _passed(scene, data).output
    if data.task == "binary":
        return cut(output[:, 0], scene.threshold).astype(np.intp)
    return np.asarray(output.argmax(axis=1))


def _row_at_input(scene: Scene) -> tuple[Dataset, int] | None:
    """The data and the row that is at x; ``None`` once x was moved, as nothing is wanted there."""
    data, row = scene.fitting, scene.row
    return None if data is None or row is None or not scene.is_at_row else (data, row)


def wanted(scene: Scene, output: int) -> float | None:
    """What is wanted of an output at x; ``None`` if x is no row's.

    Raises IndexError if there is no such output.
    """
    found = _row_at_input(scene)
    return None if found is None else float(found[0].y[found[1], output])


def off_by(scene: Scene, output: int) -> float | None:
    """How far an output is above what is wanted at x; ``None`` if x is no row's."""
    target = wanted(scene, output)
    return None if target is None else float(scene.trace.output[output]) - target


def loss_at_input(scene: Scene) -> float | None:
    """The loss at x, by the pass that is shown; ``None`` if x is no row's."""
    found = _row_at_input(scene)
    if found is None:
        return None
    data, row = found
    activation = scene.network.layers[-1].activation
    name = loss_name(scene, data)
    z, a = scene.trace.pre_activations[-1], scene.trace.output
    return float(_losses(name, activation, z[None], a[None], data.y[row][None])[0])


def content_key(scene: Scene, data: Dataset) -> tuple[object, ...]:
    """A short key of the network that runs and of the rows that run through it."""
    return scene.network.fingerprint, scene.off, data.digest


def _bytes(found: _Pass) -> int:
    kept = [found.output, found.loss]
    if found.trace is not None:
        kept += [*found.trace.pre_activations, *found.trace.activations[:-1]]
    return sum(array.nbytes for array in kept)


@cached(
    MAX_PREDICTION_BYTES,
    key=lambda scene, data: (*content_key(scene, data), loss_name(scene, data)),
    weigh=_bytes,
    spoken=False,
)
def _passed(scene: Scene, data: Dataset) -> _Pass:
    network, activation = scene.active_network, scene.network.layers[-1].activation
    trace, z, a = _run(network, data.x)
    name = loss_name(scene, data)
    return _Pass(trace, a, name, _losses(name, activation, z, a, data.y))


def _run(network: Network, x: Array) -> tuple[Trace | None, Array, Array]:
    """The trace, if it can be kept, and z and a of the output layer."""
    if 16 * len(x) * sum(network.sizes[1:]) <= _MOST_BYTES:
        trace = forward(network, x)
        return trace, trace.pre_activations[-1], trace.output
    step = _SLICE // sum(network.sizes) + 1
    parts = [forward(network, x[start : start + step]) for start in range(0, len(x), step)]
    z = np.concatenate([part.pre_activations[-1] for part in parts])
    return None, z, np.concatenate([part.output for part in parts])


def _losses(name: str, activation: str, z: Array, a: Array, y: Array) -> Array:
    """The loss (n,) of each row, of the output layer's z and a; nan or inf beyond float64."""
    with np.errstate(all="ignore"):
        return LOSSES[name].of_rows(activation, z, a, y)
