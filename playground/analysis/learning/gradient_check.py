"""Whether a gradient is what the loss does when its weight is moved: the central difference.

(L(w + h) − L(w − h)) / 2h is off from ∂L/∂w by the third derivative times h²/6, and by rounding
times 1/h; ``h`` is where both are about as large, the third root of float64's ε (Nocedal and Wright
2006, section 8.1). It grows with |w| and is smaller where a large input multiplies it. Both agree
if they differ by no more than AGREES of the larger, or by what rounding does to the loss. Where a
function has a kink or a jump between w − h and w + h there is no derivative that both could be, and
nothing is judged.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from playground.activations import Array
from playground.analysis.learning import backward
from playground.engine import Trace, forward, own_slopes
from playground.network import Layer, Network
from playground.scene import Scene
from playground.training.losses import LOSSES, Loss

AGREES = 1e-5  # of the larger of both, the most by which they may differ
_NOISE = 1e-9  # of the loss, or of 1: what rounding may make of the difference
_STEP = float(np.finfo(np.float64).eps) ** (1 / 3)
_BREAK = 1e-2  # of a slope or a value: more than a smooth function changes between w − h and w + h

_Moved = Callable[[float], Layer]  # a layer with the number moved by so much


@dataclass(frozen=True)
class Check:
    """∂L/∂p by the way back and by nudging p; ``broken`` where a kink or a jump lies between."""

    backward: float
    central: float
    h: float
    broken: bool
    agrees: bool

    @property
    def off_by(self) -> float:
        """How far both are from each other, as a share of the larger; 0 if both are 0."""
        return _share(self.backward, self.central)


def of_weight(scene: Scene, k: int, j: int, i: int) -> Check | None:
    """That of a weight; ``None`` before its gradient is known, and of one that is cut off."""
    found = None if scene.is_cut(k, j, i) else backward.gradient(scene, k, j, i)
    layer = scene.active_network.layers[k]

    def moved(by: float) -> Layer:
        weights = layer.weights.copy()
        weights[j, i] += by
        return replace(layer, weights=weights)

    source = float(scene.trace.sources(k)[i])
    return _check(scene, k, found, (float(layer.weights[j, i]), source), moved)


def of_bias(scene: Scene, k: int, j: int) -> Check | None:
    """That of a bias, whose gradient is δ."""
    found = backward.delta(scene, k, j)
    layer = scene.active_network.layers[k]

    def moved(by: float) -> Layer:
        biases = layer.biases.copy()
        biases[j] += by
        return replace(layer, biases=biases)

    return _check(scene, k, found, (float(layer.biases[j]), 1.0), moved)


def of_alpha(scene: Scene, k: int) -> Check | None:
    """That of an α which is learned."""
    found = backward.alpha_gradient(scene, k)
    layer = scene.active_network.layers[k]
    own = layer.alpha or 0.0
    below = float(np.minimum(scene.trace.pre_activations[k], 0.0).min())
    return _check(scene, k, found, (own, below), lambda by: replace(layer, alpha=own + by))


@np.errstate(all="ignore")
def _check(
    scene: Scene, k: int, found: float | None, factors: tuple[float, float], moved: _Moved
) -> Check | None:
    """The check of a number that enters layer k's z times another one: both are its ``factors``."""
    name, wanted = backward.loss_name(scene), backward.target_at_input(scene)
    if found is None or name is None or wanted is None:
        return None
    own, other = map(abs, factors)
    h = _STEP * max(1.0, own) / max(1.0, other)
    network = scene.active_network
    ends = [forward(_with(network, k, moved(by)), scene.x) for by in (-h, h)]
    low, high = (_loss(LOSSES[name], network, trace, wanted) for trace in ends)
    central = (high - low) / (2 * h)
    within = abs(found - central) <= _NOISE * max(1.0, abs(low)) * max(1.0, other)
    broken = _is_broken(network, ends) or _loss_is_broken(LOSSES[name], ends, wanted)
    return Check(found, central, h, broken, within or _share(found, central) <= AGREES)


def _with(network: Network, k: int, layer: Layer) -> Network:
    return replace(network, layers=(*network.layers[:k], layer, *network.layers[k + 1 :]))


def _loss(loss: Loss, network: Network, trace: Trace, wanted: Array) -> float:
    z, a = trace.pre_activations[-1], trace.output
    return float(loss.of_rows(network.layers[-1].activation, z[None], a[None], wanted[None])[0])


def _is_broken(network: Network, ends: list[Trace]) -> bool:
    """Whether a neuron's slope or value is another one at the other end."""
    for k, layer in enumerate(network.layers):
        low, high = (
            (
                own_slopes(layer.activation, layer.alpha or 0.0, t.pre_activations[k]),
                t.activations[k],
            )
            for t in ends
        )
        if any(_differ(a, b) for a, b in zip(low, high, strict=True)):
            return True
    return False


def _loss_is_broken(loss: Loss, ends: list[Trace], wanted: Array) -> bool:
    """Whether the loss itself has a kink between both, as the absolute error has."""
    if loss.fused:
        return False  # a logarithm is steep near 0, and has no kink
    low, high = (loss.by_output(trace.output[None], wanted[None]) for trace in ends)
    return _differ(low, high)


def _differ(low: Array, high: Array) -> bool:
    size = np.maximum(1.0, np.maximum(np.abs(low), np.abs(high)))
    return bool((np.abs(high - low) > _BREAK * size).any())


def _share(a: float, b: float) -> float:
    larger = max(abs(a), abs(b))
    return abs(a - b) / larger if larger else 0.0
