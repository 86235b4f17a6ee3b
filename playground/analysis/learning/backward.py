"""A row's way back through the network, as far as it has been played; ``None`` is what it has not.

Whatever shows a loss, a δ or a gradient of the row at the inputs asks here. δ of neuron j of layer
k is ∂L/∂z, and so the gradient of its bias, too; that of a weight is ∂L/∂w = δ·a. What is switched
off changes no loss: there both are exactly 0.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.rows.losses import loss_name as rows_loss_name
from playground.analysis.rows.predictions import content_key, loss_at_input
from playground.analysis.so_far import loss_done
from playground.cache import cached
from playground.data import Dataset
from playground.engine import Gradients, Trace, backward
from playground.scene import Scene, back_at, reached_back
from playground.training.losses import LOSSES, Loss, by_outputs


@dataclass(frozen=True)
class WayBack:
    """All of one row: the loss by its name, and the gradients; ``fused`` where δ is a − y at once.

    ``gradients.activations[k]`` (n_out,) is what pulls at the neurons of layer k, ∂L/∂a.
    """

    loss_name: str
    gradients: Gradients
    fused: bool


def loss_name(scene: Scene) -> str | None:
    """Which loss the rows of a scene have; ``None`` where no row can go through its network."""
    return None if scene.fitting is None else rows_loss_name(scene, scene.fitting)


def target_at_input(scene: Scene) -> Array | None:
    """What is wanted of the outputs (n_outputs,) at x; ``None`` if x is no row's."""
    data, row = scene.fitting, scene.row
    if data is None or row is None or not scene.is_at_row:
        return None
    wanted: Array = data.y[row]
    return wanted


def way_back(scene: Scene) -> WayBack | None:
    """That of the row at x, played or not; ``None`` if x is no row's."""
    name, data = loss_name(scene), scene.fitting
    if name is None or data is None or not scene.is_at_row:
        return None
    return _way_back(scene, data, LOSSES[name])


def _key(scene: Scene, data: Dataset, loss: Loss) -> tuple[object, ...]:
    return *content_key(scene, data), scene.row, loss.name


@cached(64, key=_key, spoken=False)
def _way_back(scene: Scene, data: Dataset, loss: Loss) -> WayBack:
    wanted: Array = data.y[scene.row]
    by_a, by_z = slopes_at_output(scene, loss, wanted)
    with np.errstate(all="ignore"):
        found = backward(scene.active_network, scene.trace, by_a, by_z)
    return WayBack(loss.name, found, by_z is not None)


def slopes_at_output(scene: Scene, loss: Loss, wanted: Array) -> tuple[Array, Array | None]:
    """∂L/∂ŷ and, where it is known without a division, ∂L/∂z of the outputs, (n_outputs,) each."""
    trace: Trace = scene.trace
    activation = scene.network.layers[-1].activation
    with np.errstate(all="ignore"):
        by_a, by_z = by_outputs(loss, activation, trace.output[None], wanted[None])
    return by_a[0], None if by_z is None else by_z[0]


def goes_back(scene: Scene) -> bool:
    """Whether the way back has begun to be played: the loss is known, and what follows is shown."""
    return reached_back(scene, "loss") and target_at_input(scene) is not None


def now(scene: Scene) -> tuple[str, tuple[int, int] | None] | None:
    """The phase of the way back that the last played step did, and of which neuron (k, j)."""
    if scene.step is None or not goes_back(scene):
        return None
    return back_at(scene.network, scene.step)


def loss(scene: Scene) -> float | None:
    """L of the row at x."""
    return loss_at_input(scene) if loss_done(scene) else None


def pull(scene: Scene, k: int, j: int) -> float | None:
    """What pulls at neuron j of layer k, ∂L/∂a: Σ wδ of the layer behind it, at an output ∂L/∂ŷ."""
    found = _played(scene, "delta", k, j)
    return None if found is None else _plain(found.gradients.activations[k][j])


def pull_of(scene: Scene, k: int, j: int, i: int) -> float | None:
    """w·δ: what neuron j of layer k sends back to its source i of the layer before.

    Known with the δ of that source, which it is a part of.
    """
    found = _played(scene, "delta", k - 1, i)
    if found is None:
        return None
    weight = scene.active_network.layers[k].weights[j, i]
    return _plain(weight * found.gradients.pre_activations[k][j])


def delta(scene: Scene, k: int, j: int) -> float | None:
    """δ of neuron j of layer k."""
    found = _played(scene, "delta", k, j)
    return None if found is None else _plain(found.gradients.pre_activations[k][j])


def gradient(scene: Scene, k: int, j: int, i: int) -> float | None:
    """∂L/∂w of the weight from source i into neuron j of layer k."""
    found = _played(scene, "gradients", k, j)
    if found is None:
        return None
    return 0.0 if scene.is_cut(k, j, i) else _plain(found.gradients.weights[k][j, i])


def deltas(scene: Scene, k: int) -> list[float | None]:
    """δ of each neuron of layer k."""
    found = way_back(scene)
    if found is None:
        return [None] * scene.network.layers[k].n_out
    values = (found.gradients.pre_activations[k] + 0.0).tolist()
    return [value if reached_back(scene, "delta", k, j) else None for j, value in enumerate(values)]


def gradients(scene: Scene, k: int) -> list[list[float] | None]:
    """∂L/∂w of the weights into each neuron of layer k, a list by source."""
    found = way_back(scene)
    if found is None:
        return [None] * scene.network.layers[k].n_out
    rows = np.where(scene.cut[k], 0.0, found.gradients.weights[k] + 0.0).tolist()
    return [row if reached_back(scene, "gradients", k, j) else None for j, row in enumerate(rows)]


def alpha_gradient(scene: Scene, k: int) -> float | None:
    """∂L/∂α of layer k, known with the gradients of its last neuron; ``None`` if it learns none."""
    found = _played(scene, "gradients", k, scene.network.layers[k].n_out - 1)
    value = None if found is None else found.gradients.alphas[k]
    return None if value is None else _plain(value)


def flows_back(scene: Scene, k: int, j: int) -> bool:
    """Whether a δ of neuron j of layer k means anything: what is switched off takes no part."""
    return not scene.is_off("neuron", k, j)


def fused_at(scene: Scene, k: int) -> bool:
    """Whether layer k is an output whose slope cancels with that of the loss."""
    found = way_back(scene)
    return found is not None and found.fused and k == len(scene.network.layers) - 1


def depends_on_layer(scene: Scene, k: int) -> bool:
    """Whether a δ of layer k hangs on what pulls at all of its neurons, as that of softmax does."""
    return ACTIVATIONS[scene.network.layers[k].activation].whole_layer


def _played(scene: Scene, phase: str, k: int, j: int) -> WayBack | None:
    """The way back, if it has come to this phase of neuron j of layer k."""
    return way_back(scene) if k >= 0 and reached_back(scene, phase, k, j) else None


def _plain(value: float) -> float:
    """The number; a zero has no sign, for nothing flows there."""
    return float(value) + 0.0
