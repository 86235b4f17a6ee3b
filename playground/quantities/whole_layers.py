"""What a layer, or all of them, come to as one: a line, a convolution, probabilities."""

import numpy as np

from playground.analysis.layers import collapse
from playground.analysis.layers.convolution import band_of, pooled
from playground.analysis.layers.kernel import pooled_answer
from playground.analysis.layers.probabilities import at_temperature, exponentials, logits
from playground.quantities.quantity import Quantity, at_end, in_layer
from playground.scene import Scene
from playground.scene.kernel import kernel_in


def _collapse_difference(scene: Scene) -> float:
    one = collapse.single_layer(scene.active_network)
    if one is None:
        return np.nan
    windows = collapse.windows_of(scene)
    return collapse.difference(*collapse.comparison(scene.active_network, one, windows))


#: Form → quantity.
WHOLE_LAYERS: dict[str, Quantity] = {
    # all layers multiplied out; of the one layer that does the same, if there is one
    "chain-weight/{o}/{i}": Quantity(lambda s, o, i: collapse.product(s.active_network)[0][o, i]),
    "chain-bias/{o}": Quantity(lambda s, o: collapse.product(s.active_network)[1][o]),
    "one-layer/{o}": Quantity(lambda s, o: collapse.one_layer_output(s)[o]),
    "collapse-difference": Quantity(_collapse_difference),
    "equivalent-weight/{o}/{i}": Quantity(
        lambda s, o, i: collapse.equivalent_layer(s.active_network)[0][o, i]
    ),
    "equivalent-bias/{o}": Quantity(lambda s, o: collapse.equivalent_layer(s.active_network)[1][o]),
    # a layer as a convolution
    "zeros/{k}": Quantity(lambda s, k: band_of(s.active_network.layers[k]).zeros),
    "kernel/{k}/{n}": Quantity(lambda s, k, n: band_of(s.active_network.layers[k]).kernel[n]),
    "pooled/{k}/{n}": Quantity(lambda s, k, n: pooled(s.trace.activations[k])[n], in_layer),
    "kernel-cell/{n}": Quantity(lambda s, n: kernel_in(s)[n]),
    "pooled-square/{n}": Quantity(pooled_answer, lambda s, n: in_layer(s, 0, n)),
    # probabilities of classes
    "logit/{c}": Quantity(lambda s, c: logits(s)[c], at_end),
    "exponential/{c}": Quantity(lambda s, c: exponentials(logits(s))[c], at_end),
    "exponential-sum": Quantity(lambda s: exponentials(logits(s)).sum(), at_end),
    "probability/{temperature}/{c}": Quantity(lambda s, t, c: at_temperature(s, t)[c], at_end),
    "probability-sum/{temperature}": Quantity(lambda s, t: at_temperature(s, t).sum(), at_end),
}
