"""What a row of the table holds."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from playground.activations.functions import Array, Function
from playground.language import FUNCTION, in_context


@dataclass(frozen=True)
class Code:
    """A function in other libraries; ``{a}`` stands for α.

    ``numpy`` is an expression of z, ``(n_out,)`` or a batch, in the engine's own order of
    operations, so that every bit agrees, and ``numpy_back`` is ∂/∂z of the same shape as an
    expression of z, a and g, which is ∂/∂a. ``torch`` makes a module of torch.nn (2.x) and
    ``keras`` is the argument ``activation`` of a Keras 3 layer; both can be trained. Where PyTorch
    has no such module, ``torch_class`` defines one; where Keras needs a layer instead,
    ``keras_class`` defines it and ``keras_layer`` makes it, to follow the dense one.
    """

    numpy: str
    numpy_back: str
    torch: str
    keras: str
    torch_class: str = ""
    keras_class: str = ""
    keras_layer: str = ""


def _never(alpha: float | None) -> bool:
    return False


@dataclass(frozen=True)
class Activation:
    """One row of the table; formulas are in the notation of ``playground.formulas``."""

    name: str
    #: Its name in English; ``called`` is the one to show.
    label: str
    function: Function
    derivative: Function
    #: f(z) in letters.
    formula: str
    #: The open or closed interval of the outputs, and the same in mathematical notation.
    range: tuple[float, float]
    interval: str
    #: Two sentences for reading.
    good_for: str
    trouble: str
    code: Code
    #: f of a number in one line, where the formula is too long. Of a function of the whole layer
    #: the term of one neuron, which is divided by the sum of all.
    substituted: str = ""
    #: f is z itself for z > 0, and ``substituted`` holds below.
    identity_above_zero: bool = False
    #: What stands before a parenthesis instead of the label.
    symbol: str = ""
    #: The default of the parameter α, ``None`` where there is none.
    alpha: float | None = None
    #: α is trained with the weights.
    learns_alpha: bool = False
    #: f(z) in exact arithmetic, where the decimals of z and α give it.
    in_decimals: Callable[[Decimal, Decimal], Decimal] | None = None
    #: z of a, where a boundary of a is drawn as one of z, which is straight.
    inverse: Callable[[float], float] | None = None
    #: Whether f is z itself with this α, so that layers of it collapse.
    is_identity: Callable[[float | None], bool] = _never
    #: The course teaches it.
    in_course: bool = False
    #: A hidden layer cannot have it.
    output_only: bool = False
    #: Every output depends on every pre-activation of the layer; the derivative is a Jacobian.
    whole_layer: bool = False
    #: ∂/∂z from a and ∂/∂a of a batch, as by ``derivative``, without a Jacobian for every row: of a
    #: thousand classes those of all rows have no room.
    back: Callable[[Array, Array], Array] | None = None
    #: A value is the probability of a class: of one, or in a whole layer of one each.
    probability: bool = False
    #: It is constant on either side of a jump at 0.
    jumps: bool = False
    #: One side is exactly flat.
    rectifier: bool = False
    #: It flattens towards both ends (see ``neuron_states``).
    bounded: bool = False

    @property
    def called(self) -> str:
        """Its name in the language that is spoken."""
        return in_context(FUNCTION, self.label)
