"""What a visitor sets, and what the forward pass makes of it: neuron by neuron, layer by layer."""

from collections.abc import Callable
from typing import Any

from playground.analysis.comparison import Counterpart, counterpart
from playground.analysis.layers.layer_statistics import Spread, a_spread, weight_spread, z_spread
from playground.analysis.neurons.contributions import other_products, products, theta, weighted_sum
from playground.analysis.neurons.response import answer
from playground.analysis.so_far import layer_done
from playground.network import NetworkError
from playground.quantities.quantity import Quantity, in_layer
from playground.scene import Scene, reached


def _output_done(scene: Scene, o: int) -> bool:
    return reached(scene, len(scene.network.layers) - 1, o)


def _kept(scene: Scene, k: int, j: int) -> Counterpart:
    found = counterpart(scene, k, j)
    if found is None:
        raise NetworkError(f"quantity: no network is kept that has a neuron {k}/{j}")
    return found


def _multiplied(scene: Scene, k: int, j: int, *places: int) -> bool:
    return reached(scene, k, j, "multiply")


def _biased(scene: Scene, *places: Any) -> bool:
    return reached(scene, places[-2], places[-1], "bias")


def _spread(of: Callable[[Scene, int], Spread], which: str) -> Quantity:
    """A layer's statistic: blank where all that it is of is switched off."""

    def value(scene: Scene, k: int) -> float | None:
        found: float | None = getattr(of(scene, k), which)
        return found

    def computed(scene: Scene, k: int) -> bool:
        return value(scene, k) is not None and (of is weight_spread or layer_done(scene, k))

    return Quantity(value, computed)


#: Form → quantity.
FORWARD_PASS: dict[str, Quantity] = {
    # what a visitor sets
    "input/{i}": Quantity(lambda s, i: s.x[i]),
    "weight/{k}/{j}/{i}": Quantity(lambda s, k, j, i: s.network.layers[k].weights[j, i]),
    "bias/{k}/{j}": Quantity(lambda s, k, j: s.network.layers[k].biases[j]),
    "theta/{k}/{j}": Quantity(theta),
    "alpha/{k}": Quantity(lambda s, k: s.network.layers[k].alpha or 0.0),
    "threshold": Quantity(lambda s: s.threshold),
    "temperature": Quantity(lambda s: s.temperature),
    "parameters": Quantity(lambda s: s.network.n_parameters),
    # the forward pass; a weight that runs is 0 where it is switched off
    "running-weight/{k}/{j}/{i}": Quantity(
        lambda s, k, j, i: s.active_network.layers[k].weights[j, i]
    ),
    "product/{k}/{j}/{i}": Quantity(lambda s, k, j, i: products(s, k, j)[i], _multiplied),
    "other-products/{n}/{k}/{j}": Quantity(
        lambda s, n, k, j: other_products(s, k, j, n),
        lambda s, n, k, j: _multiplied(s, k, j),
    ),
    "weighted-sum/{k}/{j}": Quantity(weighted_sum, _multiplied),
    "z/{k}/{j}": Quantity(lambda s, k, j: s.trace.pre_activations[k][j], _biased),
    "a/{k}/{j}": Quantity(lambda s, k, j: s.trace.activations[k][j], reached),
    "neuron/{k}/{j}": Quantity(lambda s, k, j: s.trace.activations[k][j], reached),
    "output/{o}": Quantity(lambda s, o: s.trace.output[o], _output_done),
    "sum/{k}": Quantity(lambda s, k: s.trace.activations[k].sum(), in_layer),
    # what a kept network gives in a neuron's place
    "kept-z/{k}/{j}": Quantity(lambda s, k, j: _kept(s, k, j).z, reached),
    "kept-a/{k}/{j}": Quantity(lambda s, k, j: _kept(s, k, j).a, reached),
    # what a neuron would answer to its z with another function
    "f/{activation}/{k}/{j}": Quantity(lambda s, f, k, j: answer(s, k, j, f).a, _biased),
    "f-slope/{activation}/{k}/{j}": Quantity(lambda s, f, k, j: answer(s, k, j, f).slope, _biased),
    # a layer's numbers, of all that is switched on
    "weight-least/{k}": _spread(weight_spread, "least"),
    "weight-mean/{k}": _spread(weight_spread, "mean"),
    "weight-largest/{k}": _spread(weight_spread, "largest"),
    "z-least/{k}": _spread(z_spread, "least"),
    "z-mean/{k}": _spread(z_spread, "mean"),
    "z-largest/{k}": _spread(z_spread, "largest"),
    "a-least/{k}": _spread(a_spread, "least"),
    "a-mean/{k}": _spread(a_spread, "mean"),
    "a-largest/{k}": _spread(a_spread, "largest"),
}
