"""What a row of the table holds."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from playground.activations.functions import Function


@dataclass(frozen=True)
class Code:
    """A function in other libraries; ``{a}`` stands for α.

    ``numpy`` is an expression of z in the engine's own order of operations, so that every bit
    agrees. ``torch`` makes a module of torch.nn (2.x) and ``keras`` is the argument ``activation``
    of a Keras 3 layer. Where PyTorch has no such module, ``torch_class`` defines one; where Keras
    has a layer instead, ``keras_layer`` makes it, to follow the dense one.
    """

    numpy: str
    torch: str
    keras: str
    torch_class: str = ""
    keras_layer: str = ""


@dataclass(frozen=True)
class Activation:
    """One row of the table.

    ``formula`` is f(z) in letters and ``substituted`` f of a number, as it is written in one line;
    both are in the notation of ``playground.formulas``. Without ``substituted`` the formula will
    do. ``identity_above_zero`` marks functions that are z itself for z > 0, so that ``substituted``
    holds below. Of a function of the whole layer ``substituted`` is the term of one neuron, which
    is divided by the sum of all. ``symbol`` stands before a parenthesis where the label is too
    long.

    ``range`` is the open or closed interval of the outputs as (low, high), ``interval`` the same
    in mathematical notation. ``good_for`` and ``trouble`` are for reading.

    ``alpha`` is the default of the parameter, ``None`` where there is none; ``learns_alpha`` says
    that it is trained with the weights.

    ``in_decimals`` is f(z) and ``inverse`` is z of a: the one for functions that are exact in
    decimal arithmetic, the other where a boundary of a is drawn as one of z, which is straight.

    ``in_course`` marks the functions that the course teaches, ``output_only`` those that a hidden
    layer cannot have, ``whole_layer`` those whose outputs depend on every pre-activation of the
    layer, ``jumps`` those that are constant on both sides of a jump at 0, ``rectifier`` those with
    an exactly flat side, ``bounded`` those that flatten towards both ends (see ``neuron_states``).
    """

    name: str
    label: str
    function: Function
    derivative: Function
    formula: str
    range: tuple[float, float]
    interval: str
    good_for: str
    trouble: str
    code: Code
    substituted: str = ""
    identity_above_zero: bool = False
    symbol: str = ""
    alpha: float | None = None
    learns_alpha: bool = False
    in_decimals: Callable[[Decimal, Decimal], Decimal] | None = None
    inverse: Callable[[float], float] | None = None
    in_course: bool = False
    output_only: bool = False
    whole_layer: bool = False
    jumps: bool = False
    rectifier: bool = False
    bounded: bool = False
