"""When a dense layer is a convolution: most weights zero, and the rest shared along a band.

W is a convolution (stride 1) if every diagonal holds one value, the band of diagonals that are not
zero is narrower than the input, there are neurons to share it, and they share their bias, too. The
band's values are the kernel. Numbers are one value if they are equal but for rounding: beads and
fields reach any value exactly, and a weight of 0.00001 may count where inputs are large.

Max pooling of size 2 follows it: the larger of each pair, an odd last value left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.network import Layer

_ROUNDING = 1e-9  # of the largest weight: below it a difference is rounding
POOL = 2


@dataclass(frozen=True)
class Band:
    """What a weight matrix has of a convolution.

    ``low`` and ``high`` are the first and last diagonal i − j that is not zero; ``kernel`` has the
    usual value of each diagonal between them; ``pattern`` (n_out, n_in) is the convolution with
    that kernel, and ``odd`` marks the weights that differ from it.
    """

    low: int
    high: int
    kernel: tuple[float, ...]
    pattern: Array
    odd: NDArray[np.bool_]
    zeros: int
    one_bias: bool

    @property
    def shape(self) -> tuple[int, int]:
        """(n_out, n_in)."""
        return self.odd.shape[0], self.odd.shape[1]

    @property
    def is_shared(self) -> bool:
        """Whether the weights are those of a convolution."""
        narrow = 0 < len(self.kernel) < self.shape[1]
        return self.shape[0] > 1 and narrow and not self.odd.any()

    @property
    def is_convolution(self) -> bool:
        """Whether the layer is one: weights and bias are shared."""
        return self.is_shared and self.one_bias


def band_of(layer: Layer, width: int | None = None) -> Band:
    """The band of a layer's weights; with ``width``, of the diagonals 0 to width − 1 only."""
    weights = layer.weights
    n_out, n_in = weights.shape
    diagonal = np.arange(n_in)[None, :] - np.arange(n_out)[:, None]
    same = _ROUNDING * float(np.abs(weights).max())
    usual = {d: _usual(np.diagonal(weights, d), same) for d in range(1 - n_out, n_in)}
    used = {d for d, value in usual.items() if abs(value) > same}
    corners = {1 - n_out, n_in - 1}  # a single weight: alone it makes no band
    used -= {d for d in corners & used if not {d - 1, d + 1} & used}
    if width is not None:
        used &= set(range(width))
    low, high = (min(used), max(used)) if used else (0, -1)
    kernel = tuple(usual[d] for d in range(low, high + 1))
    pattern = np.zeros(weights.shape)
    band = (diagonal >= low) & (diagonal <= high)
    pattern[band] = np.array(kernel)[diagonal[band] - low]
    one_bias = float(np.ptp(layer.biases)) <= same
    odd = np.abs(weights - pattern) > same
    return Band(low, high, kernel, pattern, odd, int((weights == 0).sum()), one_bias)


def _usual(values: Array, same: float) -> float:
    """The value that most others agree with; of several, the one nearest the first neuron."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values - same, "left")
    above = np.searchsorted(ordered, values + same, "right")
    return float(values[int((above - below).argmax())])


def pooled(signal: Array) -> Array:
    """The largest of each pair; an odd last value is left out."""
    whole = len(signal) // POOL * POOL
    return np.asarray(signal[:whole].reshape(-1, POOL).max(axis=1))
