"""The table of activation functions: a row each, in the order in which a picker lists them."""

import math
from decimal import Decimal

from playground.activations import functions as f
from playground.activations.activation import Activation, Code
from playground.language import to_say

_INF = math.inf
_LEAKY = r"\cases{z}{z > 0}{α z}{z ≤ 0}"
_ELU = r"\cases{z}{z > 0}{α(e^{z} − 1)}{z ≤ 0}"
_EXPM1 = "np.expm1(np.minimum(z, 0.0))"
_SIGMOID = "1.0 / (1.0 + np.exp(-z))"
_FALLING = "1.0 / (1.0 + np.exp(z))"  # 1 − σ(z), which keeps its digits where σ(z) is near 1
_NORMAL = "0.5 * np.vectorize(math.erfc)(z * -math.sqrt(0.5))"
_EXP_MAX = "np.exp(z - z.max(-1, keepdims=True))"

_TORCH_STEP = """\
class Step(nn.Module):
    def forward(self, z):  # 0 or 1; its slope is 0, as that of sign: gradients cannot train it
        return torch.sign(torch.sign(z) + 0.5) / 2 + 0.5
"""

_KERAS_PRELU = """\
class PReLU(keras.layers.PReLU):
    def call(self, z):  # at 0 the slope is α, where Keras's own has 0
        return keras.ops.where(z > 0, z, self.alpha * z)
"""


def _leaky_in_decimals(z: Decimal, alpha: Decimal) -> Decimal:
    return z if z > 0 else alpha * z


_ROWS = (
    Activation(
        name="step",
        label="step",
        function=f.step,
        derivative=f.step_slope,
        formula=r"\cases{1}{z ≥ 0}{0}{z < 0}",
        substituted=to_say("step(z)"),
        range=(0.0, 1.0),
        interval="{0, 1}",
        good_for=to_say("a yes-or-no output: the threshold logic unit"),
        trouble=to_say("its slope is 0 everywhere (undefined at 0), so gradients cannot train it"),
        code=Code(
            numpy="np.heaviside(z, 1.0)",
            numpy_back="0.0 * g",
            torch="Step()",
            torch_class=_TORCH_STEP,
            keras="lambda z: keras.ops.sign(keras.ops.sign(z) + 0.5) / 2 + 0.5",
        ),
        in_decimals=lambda z, alpha: Decimal(1 if z >= 0 else 0),
        in_course=True,
        jumps=True,
    ),
    Activation(
        name="linear",
        label="linear",
        function=f.linear,
        derivative=f.linear_slope,
        formula="z",
        range=(-_INF, _INF),
        interval="(−∞, ∞)",
        good_for=to_say("the output of a regression"),
        trouble=to_say("layers of it collapse into one linear layer, however many there are"),
        code=Code(numpy="z", numpy_back="g", torch="nn.Identity()", keras='"linear"'),
        in_decimals=lambda z, alpha: z,
        is_identity=lambda alpha: True,
        in_course=True,
    ),
    Activation(
        name="sigmoid",
        label="sigmoid",
        symbol="σ",
        function=f.sigmoid,
        derivative=f.sigmoid_slope,
        inverse=f.logit,
        formula=r"\frac{1}{1 + e^{−z}}",
        substituted="σ(z)",
        range=(0.0, 1.0),
        interval="(0, 1)",
        good_for=to_say("the probability of one class, as in logistic regression"),
        trouble=to_say("it saturates at both ends and its slope is at most 0.25: gradients vanish"),
        code=Code(
            numpy=_SIGMOID,
            numpy_back=f"g * ({_SIGMOID}) * ({_FALLING})",
            torch="nn.Sigmoid()",
            keras='"sigmoid"',
        ),
        in_course=True,
        probability=True,
        bounded=True,
    ),
    Activation(
        name="tanh",
        label="tanh",
        function=f.tanh,
        derivative=f.tanh_slope,
        formula=r"\frac{e^{z} − e^{−z}}{e^{z} + e^{−z}}",
        substituted="tanh(z)",
        range=(-1.0, 1.0),
        interval="(−1, 1)",
        good_for=to_say("hidden layers whose values should centre on zero"),
        trouble=to_say("it saturates at both ends too; its slope is at most 1"),
        code=Code(
            numpy="np.tanh(z)", numpy_back="g / np.cosh(z) ** 2", torch="nn.Tanh()", keras='"tanh"'
        ),
        in_course=True,
        bounded=True,
    ),
    Activation(
        name="relu",
        label="ReLU",
        function=f.relu,
        derivative=f.relu_slope,
        formula="max(0, z)",
        range=(0.0, _INF),
        interval="[0, ∞)",
        good_for=to_say("hidden layers: cheap, and its gradient does not vanish for z > 0"),
        trouble=to_say(
            "for z ≤ 0 output and slope are 0: off for every input, it never learns again"
        ),
        code=Code(
            numpy="np.maximum(z, 0.0)",
            numpy_back="np.where(z > 0, g, 0.0)",
            torch="nn.ReLU()",
            keras='"relu"',
        ),
        in_decimals=lambda z, alpha: max(Decimal(0), z),
        in_course=True,
        rectifier=True,
    ),
    Activation(
        name="leaky_relu",
        label="leaky ReLU",
        function=f.leaky_relu,
        derivative=f.leaky_relu_slope,
        formula=_LEAKY,
        substituted="α · [z]",
        identity_above_zero=True,
        range=(-_INF, _INF),
        interval="(−∞, ∞)",
        good_for=to_say("keeps a small slope α for z < 0, so that no neuron dies"),
        trouble=to_say("unbounded, and α has to be chosen"),
        code=Code(
            numpy="np.where(z > 0, z, {a} * z)",
            numpy_back="np.where(z > 0, g, {a} * g)",
            torch="nn.LeakyReLU({a})",
            keras="lambda z: keras.ops.where(z > 0, z, {a} * z)",
        ),
        alpha=0.01,
        in_decimals=_leaky_in_decimals,
        is_identity=lambda alpha: alpha == 1.0,
        in_course=True,
    ),
    Activation(
        name="prelu",
        label="PReLU",
        function=f.leaky_relu,
        derivative=f.leaky_relu_slope,
        formula=_LEAKY,
        substituted="α · [z]",
        identity_above_zero=True,
        range=(-_INF, _INF),
        interval="(−∞, ∞)",
        good_for=to_say("a leaky ReLU whose α is learned together with the weights"),
        trouble=to_say("one more parameter to learn; unbounded"),
        code=Code(
            numpy="np.where(z > 0, z, {a} * z)",
            numpy_back="np.where(z > 0, g, {a} * g)",
            torch="nn.PReLU(init={a}, dtype=torch.float64)",
            keras='"linear"',
            keras_class=_KERAS_PRELU,
            keras_layer=(  # one α for the whole layer, as here, and it is learned
                "PReLU(alpha_initializer=keras.initializers.Constant({a}), shared_axes=[1])"
            ),
        ),
        alpha=0.25,
        learns_alpha=True,
        in_decimals=_leaky_in_decimals,
        is_identity=lambda alpha: alpha == 1.0,
        in_course=True,
    ),
    Activation(
        name="softmax",
        label="softmax",
        function=f.softmax,
        derivative=f.softmax_jacobian,
        back=f.softmax_back,
        formula=r"\frac{e^{z_{i}}}{Σ_{j} e^{z_{j}}}",
        substituted="e^{z}",
        range=(0.0, 1.0),
        interval=to_say("(0, 1), sum 1"),
        good_for=to_say("the probabilities of several classes"),
        trouble=to_say("it acts on the whole layer and belongs to the output only"),
        code=Code(
            numpy=f"{_EXP_MAX} / {_EXP_MAX}.sum(-1, keepdims=True)",
            numpy_back="a * (g - (a * g).sum(-1, keepdims=True))",
            torch="nn.Softmax(dim=-1)",
            keras='"softmax"',
        ),
        in_course=True,
        output_only=True,
        whole_layer=True,
        probability=True,
    ),
    Activation(
        name="elu",
        label="ELU",
        function=f.elu,
        derivative=f.elu_slope,
        formula=_ELU,
        substituted="α · (e^{[z]} − 1)",
        identity_above_zero=True,
        range=(-_INF, _INF),
        interval="(−α, ∞)",
        good_for=to_say("smooth, with means nearer to zero than ReLU's"),
        trouble=to_say("saturates at −α; an exponential to compute"),
        code=Code(
            numpy=f"np.where(z > 0, z, {{a}} * {_EXPM1})",
            numpy_back="g * np.where(z > 0, 1.0, {a} * np.exp(np.minimum(z, 0.0)))",
            torch="nn.ELU({a})",
            keras="lambda z: keras.activations.elu(z, alpha={a})",
        ),
        alpha=1.0,
    ),
    Activation(
        name="selu",
        label="SELU",
        function=f.selu,
        derivative=f.selu_slope,
        formula=f"λ {_ELU}",
        substituted="selu(z)",
        range=(-f.SELU_SCALE * f.SELU_ALPHA, _INF),
        interval=to_say("(−1.758, ∞)"),
        good_for=to_say("keeps mean 0 and variance 1 through deep networks"),
        trouble=to_say("only with the matching (LeCun) initialisation"),
        code=Code(
            numpy=f"{f.SELU_SCALE!r} * np.where(z > 0, z, {f.SELU_ALPHA!r} * {_EXPM1})",
            numpy_back=(
                f"{f.SELU_SCALE!r} * g * "
                f"np.where(z > 0, 1.0, {f.SELU_ALPHA!r} * np.exp(np.minimum(z, 0.0)))"
            ),
            torch="nn.SELU()",
            keras='"selu"',
        ),
    ),
    Activation(
        name="gelu",
        label="GELU",
        function=f.gelu,
        derivative=f.gelu_slope,
        formula="[z] · Φ(z)",
        range=(-0.16997120747990369, _INF),
        interval=to_say("[−0.170, ∞)"),
        good_for=to_say("the usual choice in transformers; smooth"),
        trouble=to_say("dips below zero: not monotone"),
        code=Code(
            numpy=f"z * ({_NORMAL})",
            numpy_back=f"g * ({_NORMAL} + z * np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi))",
            torch="nn.GELU()",
            keras="lambda z: keras.activations.gelu(z, approximate=False)",
        ),
    ),
    Activation(
        name="silu",
        label="SiLU",
        function=f.silu,
        derivative=f.silu_slope,
        formula="[z] · σ(z)",
        range=(-0.27846454276107380, _INF),
        interval=to_say("[−0.278, ∞)"),
        good_for=to_say("a smooth ReLU, also called swish"),
        trouble=to_say("dips below zero: not monotone"),
        code=Code(
            numpy=f"z * ({_SIGMOID})",
            numpy_back=f"g * ({_SIGMOID}) * (1.0 + z * ({_FALLING}))",
            torch="nn.SiLU()",
            keras='"silu"',
        ),
    ),
    Activation(
        name="softplus",
        label="softplus",
        function=f.softplus,
        derivative=f.softplus_slope,
        formula="ln(1 + e^{z})",
        range=(0.0, _INF),
        interval="(0, ∞)",
        good_for=to_say("a smooth ReLU that is never 0; its slope is the sigmoid"),
        trouble=to_say("not centred on zero"),
        code=Code(
            numpy="np.logaddexp(0.0, z)",
            numpy_back=f"g * ({_SIGMOID})",
            torch="nn.Softplus(threshold=40)",  # linear above it: at 40 float64 sees no seam
            keras='"softplus"',
        ),
    ),
    Activation(
        name="softsign",
        label="softsign",
        function=f.softsign,
        derivative=f.softsign_slope,
        formula=r"\frac{z}{1 + |z|}",
        range=(-1.0, 1.0),
        interval="(−1, 1)",
        good_for=to_say("as tanh, with gentler tails"),
        trouble=to_say("it saturates too, only more slowly"),
        code=Code(
            numpy="z / (1.0 + np.abs(z))",
            numpy_back="g / (1.0 + np.abs(z)) ** 2",
            torch="nn.Softsign()",
            keras='"softsign"',
        ),
        bounded=True,
    ),
    Activation(
        name="mish",
        label="Mish",
        function=f.mish,
        derivative=f.mish_slope,
        formula="[z] · tanh(ln(1 + e^{[z]}))",
        range=(-0.30884341301725, _INF),
        interval=to_say("[−0.309, ∞)"),
        good_for=to_say("smooth and self-gated"),
        trouble=to_say("dips below zero; dearer to compute"),
        code=Code(
            numpy="z * np.tanh(np.logaddexp(0.0, z))",
            numpy_back=(
                "g * (np.tanh(np.logaddexp(0.0, z)) + "
                f"z / np.cosh(np.logaddexp(0.0, z)) ** 2 * ({_SIGMOID}))"
            ),
            torch="nn.Mish()",
            keras='"mish"',
        ),
    ),
    Activation(
        name="hard_sigmoid",
        label="hard sigmoid",
        function=f.hard_sigmoid,
        derivative=f.hard_sigmoid_slope,
        formula="min(max(z/6 + ½, 0), 1)",
        range=(0.0, 1.0),
        interval="[0, 1]",
        good_for=to_say("a sigmoid of straight lines, cheap on small machines"),
        trouble=to_say("its slope is exactly 0 for |z| ≥ 3"),
        code=Code(
            numpy="np.clip(z / 6.0 + 0.5, 0.0, 1.0)",
            numpy_back="np.where(np.abs(z) < 3.0, g / 6.0, 0.0)",
            torch="nn.Hardsigmoid()",
            keras='"hard_sigmoid"',
        ),
        bounded=True,
    ),
)

ACTIVATIONS: dict[str, Activation] = {row.name: row for row in _ROWS}
