"""Slopes of the activation functions and of the outputs, also with other functions."""

from playground.analysis.layers.vanishing import Variant
from playground.analysis.neurons import derivative
from playground.engine import slopes
from playground.quantities.quantity import Quantity, at_end
from playground.scene import reached

#: Form → quantity.
DERIVATIVES: dict[str, Quantity] = {
    # slopes: f′(z), and ∂ŷ/∂ something, ŷ being output o
    "slope/{k}/{j}": Quantity(lambda s, k, j: slopes(s.active_network, s.trace, k)[j], reached),
    "derivative/{o}/z/{k}/{j}": Quantity(derivative.by_pre_activation, at_end),
    "derivative/{o}/bias/{k}/{j}": Quantity(derivative.by_pre_activation, at_end),
    "derivative/{o}/weight/{k}/{j}/{i}": Quantity(derivative.by_weight, at_end),
    "derivative/{o}/input/{i}": Quantity(derivative.by_input, at_end),
    # slopes as they would be with other functions in the hidden layers
    "mean-derivative/{variant}/{o}/{k}": Quantity(
        lambda s, v, o, k: Variant.of(s, v).layer_means(o)[k]
    ),
    "steepest-slope/{variant}/{k}": Quantity(lambda s, v, k: Variant.of(s, v).steepest_slopes[k]),
    "largest-path/{variant}": Quantity(lambda s, v: Variant.of(s, v).largest_product),
}
