"""The scene as code of one's own: a NumPy script, PyTorch, Keras.

What is exported is the network that runs: what is switched off has weight 0. Numbers are written
as the shortest text that reads back as the same float64. A visitor's words appear as text only:
the title in the docstring, the names in comments.
"""

from collections.abc import Sequence

from playground.activations import SELU_ALPHA, SELU_SCALE, Array
from playground.network import Layer
from playground.scene import Scene

# Each function as NumPy, in the engine's own order of operations, so that every bit agrees; {a}
# stands for α.
NUMPY = {
    "step": "np.heaviside(z, 1.0)",
    "linear": "z",
    "sigmoid": "1.0 / (1.0 + np.exp(-z))",
    "tanh": "np.tanh(z)",
    "relu": "np.maximum(z, 0.0)",
    "leaky_relu": "np.where(z > 0, z, {a} * z)",
    "prelu": "np.where(z > 0, z, {a} * z)",
    "softmax": "np.exp(z - z.max()) / np.exp(z - z.max()).sum()",
    "elu": "np.where(z > 0, z, {a} * np.expm1(np.minimum(z, 0.0)))",
    "selu": (f"{SELU_SCALE!r} * np.where(z > 0, z, {SELU_ALPHA!r} * np.expm1(np.minimum(z, 0.0)))"),
    "gelu": "z * (0.5 * np.array([math.erfc(v) for v in z * -math.sqrt(0.5)]))",
    "silu": "z * (1.0 / (1.0 + np.exp(-z)))",
    "softplus": "np.logaddexp(0.0, z)",
    "softsign": "z / (1.0 + np.abs(z))",
    "mish": "z * np.tanh(np.logaddexp(0.0, z))",
    "hard_sigmoid": "np.clip(z / 6.0 + 0.5, 0.0, 1.0)",
}

# Modules of torch.nn (2.x). Softplus is linear above its threshold: at 40 float64 sees no seam.
TORCH = {
    "step": "Step()",
    "linear": "nn.Identity()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU({a})",
    "prelu": "nn.PReLU(init={a}, dtype=torch.float64)",
    "softmax": "nn.Softmax(dim=-1)",
    "elu": "nn.ELU({a})",
    "selu": "nn.SELU()",
    "gelu": "nn.GELU()",
    "silu": "nn.SiLU()",
    "softplus": "nn.Softplus(threshold=40)",
    "softsign": "nn.Softsign()",
    "mish": "nn.Mish()",
    "hard_sigmoid": "nn.Hardsigmoid()",
}

# The argument ``activation`` of a Keras 3 layer.
KERAS = {
    "step": "lambda z: keras.ops.cast(z >= 0, z.dtype)",
    "linear": '"linear"',
    "sigmoid": '"sigmoid"',
    "tanh": '"tanh"',
    "relu": '"relu"',
    "leaky_relu": "lambda z: keras.activations.leaky_relu(z, negative_slope={a})",
    "prelu": '"linear"',  # followed by a layer of its own, which learns α
    "softmax": '"softmax"',
    "elu": "lambda z: keras.activations.elu(z, alpha={a})",
    "selu": '"selu"',
    "gelu": "lambda z: keras.activations.gelu(z, approximate=False)",
    "silu": '"silu"',
    "softplus": '"softplus"',
    "softsign": '"softsign"',
    "mish": '"mish"',
    "hard_sigmoid": '"hard_sigmoid"',
}
_WIDTH = 100  # columns of a line of code


def numpy_script(scene: Scene) -> str:
    """About ten lines of NumPy that print the scene's output exactly as the engine has it."""
    layers = scene.active_network.layers
    needs_math = any(layer.activation == "gelu" for layer in layers)
    return _lines(
        _title(scene),
        *(["import math", ""] if needs_math else []),
        "import numpy as np",
        "",
        'np.seterr(all="ignore")  # an overflow is a result here: inf or nan',
        "layers = [  # weights (row j leads into neuron j), biases, activation",
        *(_entry(layer, f"lambda z: {_filled(NUMPY, layer)}") for layer in layers),
        "]",
        f"a = np.array({_numbers(scene.x)})  # {_names(scene.network.input_names)}",
        "for W, b, f in layers:",
        "    a = f(np.array(W).dot(a) + np.array(b))",
        f"print(a.tolist())  # {_names(scene.network.output_names)}",
    )


_TORCH_STEP = """\
class Step(nn.Module):
    def forward(self, z):
        return (z >= 0).to(z.dtype)  # its slope is 0: gradients cannot train it


"""

_TORCH_DENSE = """\
def dense(W, b):  # row j of W leads into neuron j
    layer = nn.Linear(len(W[0]), len(W), dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(W, dtype=torch.float64))
        layer.bias.copy_(torch.tensor(b, dtype=torch.float64))
    return layer


"""


def pytorch_code(scene: Scene) -> str:
    """The scene's network as a ``torch.nn.Sequential`` in float64, and a run of it."""
    layers = scene.active_network.layers
    has_step = any(layer.activation == "step" for layer in layers)
    return _lines(
        _title(scene),
        "import torch",
        "from torch import nn",
        "",
        "",
        *(_TORCH_STEP if has_step else "").splitlines(),
        *_TORCH_DENSE.splitlines(),
        "model = nn.Sequential(",
        *(f"{_entry(layer, opening='dense(')}\n    {_filled(TORCH, layer)}," for layer in layers),
        ")",
        f"x = torch.tensor({_numbers(scene.x)}, dtype=torch.float64)"
        f"  # {_names(scene.network.input_names)}",
        "with torch.no_grad():",
        f"    print(model(x).tolist())  # {_names(scene.network.output_names)}",
    )


def keras_code(scene: Scene) -> str:
    """The scene's network as a Keras 3 ``Sequential`` in float64, and a run of it."""
    layers = scene.active_network.layers
    return _lines(
        _title(scene),
        "import keras  # version 3",
        "import numpy as np",
        "",
        'keras.config.set_floatx("float64")',
        "model = keras.Sequential([",
        f"    keras.Input(({scene.network.n_inputs},)),",
        *(f"    {line}," for layer in layers for line in _keras_layers(layer)),
        "])",
        "parameters = [  # weights (row j leads into neuron j), biases",
        *map(_entry, layers),
        "]",
        "dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]",
        "for layer, (W, b) in zip(dense, parameters):",
        "    layer.set_weights([np.array(W).T, np.array(b)])  # Keras: a column for each neuron",
        "",
        f"x = np.array([{_numbers(scene.x)}])  # {_names(scene.network.input_names)}",
        "y = keras.ops.convert_to_numpy(model(x))",
        f"print(y[0].tolist())  # {_names(scene.network.output_names)}",
    )


def _keras_layers(layer: Layer) -> list[str]:
    lines = [f"keras.layers.Dense({layer.n_out}, activation={_filled(KERAS, layer)})"]
    if layer.activation == "prelu":  # one α for the whole layer, as here, and it is learned
        alpha = f"keras.initializers.Constant({layer.alpha!r})"
        lines.append(f"keras.layers.PReLU(alpha_initializer={alpha}, shared_axes=[1])")
    return lines


def _filled(table: dict[str, str], layer: Layer) -> str:
    return table[layer.activation].replace("{a}", repr(layer.alpha))


def _entry(layer: Layer, function: str = "", opening: str = "(") -> str:
    """Weights, biases and perhaps a function, on one line if they fit."""
    biases = _numbers(layer.biases)
    rest = f"{biases}, {function}" if function else biases
    line = f"    {opening}{layer.weights.tolist()!r}, {rest}),"
    if len(line) <= _WIDTH:
        return line
    rows = "".join(f"\n        {_numbers(row)}," for row in layer.weights)
    return f"    {opening}[{rows}\n    ], {rest}),"


def _numbers(values: Array) -> str:
    return repr(values.tolist())


def _names(names: Sequence[str]) -> str:
    """Names for a comment: a Network's are printable, so they end no line."""
    return ", ".join(names)


def _title(scene: Scene) -> str:
    """A docstring, not a comment: in the first line one like "coding: x" would mean something."""
    title = (scene.title or "MLP Playground").replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{title}: {" → ".join(map(str, scene.network.sizes))}"""\n'


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
