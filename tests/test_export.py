"""The exported code: it runs, and says what the engine says."""

import ast
import builtins
import os
import subprocess
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground import presets
from playground.activations import ACTIVATIONS
from playground.export.keras_source import keras_code
from playground.export.numpy_source import numpy_script
from playground.export.pytorch_source import pytorch_code
from playground.network import Layer, Network
from playground.scene import Scene, Target

HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.output_only]
NASTY = ('x"""\\', "'; import os #", "coding: utf-7", "Größe 🦊 {a}")


def network(activation: str, alpha: float | None = None, seed: int = 1) -> Network:
    """4 inputs, one hidden layer of the activation (tanh if it cannot be hidden), 3 outputs."""
    rng = np.random.default_rng(seed)
    hidden = activation if activation in HIDDEN else "tanh"
    sizes = ((5, 4, hidden), (3, 5, activation))
    layers = [
        Layer(
            rng.normal(0, 1.7, (n_out, n_in)),
            rng.normal(0, 1, n_out),
            name,
            alpha if name == activation else None,
        )
        for n_out, n_in, name in sizes
    ]
    return Network(layers, NASTY, ("a", "b\\", "c'"))


def scene(activation: str, alpha: float | None = None) -> Scene:
    off = [Target("input", (1,)), Target("neuron", (0, 2)), Target("weight", (1, 0, 0))]
    return Scene(network(activation, alpha), [0.3, -1.1, 1e-3, 7.0], off=off, title=NASTY[0])


ALPHAS = [
    (name, alpha)
    for name, entry in ACTIVATIONS.items()
    for alpha in ((None,) if entry.alpha is None else (None, -0.37))
]


def printed(script: str) -> str:
    """What a script prints on its own. Raises if it fails or warns."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-P", "-"],
        input=script,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONUTF8": "1"},  # with this process's choice of BLAS kernels
    )
    assert done.stderr == ""
    return done.stdout


def test_numpy_scripts_print_the_engines_output_to_the_last_bit() -> None:
    scenes = [scene(name, alpha) for name, alpha in ALPHAS]
    scenes += [presets.load(name) for name in presets.NAMES]
    huge = [Layer([[1e300, -1e300]], [0.0], "linear"), Layer([[1e300], [-1e300]], [0, 0], "silu")]
    scenes.append(Scene(Network(huge), [1e300, 1e-3]))
    # One process for all of them: each script in a namespace of its own.
    scripts = [numpy_script(each) for each in scenes]
    runner = "\n".join(f"exec(compile({script!r}, 'script', 'exec'), {{}})" for script in scripts)
    lines = printed(runner).splitlines()
    assert lines == [str(each.trace.output.tolist()) for each in scenes]
    assert "inf" in lines[-1] or "nan" in lines[-1]


def test_a_script_runs_on_its_own() -> None:
    each = scene("gelu")
    assert printed(numpy_script(each)) == f"{each.trace.output.tolist()}\n"


def test_a_changed_weight_changes_what_is_printed() -> None:
    each = presets.load("body-size")
    script = numpy_script(each)
    assert "1.4" in script
    assert printed(script.replace("1.4", "1.41", 1)) != f"{each.trace.output.tolist()}\n"


def test_the_script_of_a_small_network_has_about_ten_lines() -> None:
    script = numpy_script(presets.load("body-size"))
    code = [line for line in script.splitlines() if line and not line.startswith('"""')]
    assert len(code) <= 11


def test_switched_off_parts_weigh_nothing() -> None:
    each = scene("tanh")
    off = Scene(each.active_network, each.x)
    for write in (numpy_script, pytorch_code, keras_code):
        assert write(each).split("\n", 1)[1] == write(off).split("\n", 1)[1]


# ---- PyTorch and Keras: the code runs against small stand-ins that compute with NumPy ----


def run(code: str, modules: dict[str, types.ModuleType]) -> str:
    """What ``code`` prints when it can import these modules and NumPy, nothing else."""
    out: list[str] = []

    def limited(name: str, *rest: Any) -> types.ModuleType:
        return {**modules, "numpy": np}[name]

    scope = {
        "__builtins__": {
            **vars(builtins),
            "__import__": limited,
            "print": lambda *args: out.append(" ".join(map(str, args))),
        },
        "__name__": "exported",
    }
    exec(compile(code, "exported", "exec"), scope)
    return "\n".join(out)


class Tensor(np.ndarray):
    """An array with the methods that the exported code calls."""

    def copy_(self, other: np.ndarray) -> None:
        assert self.shape == other.shape
        self[...] = other

    def to(self, dtype: Any) -> "Tensor":
        return self.astype(dtype).view(Tensor)


def tensor(values: Any, dtype: Any = np.float32) -> Tensor:
    return np.array(values, dtype=dtype).view(Tensor)


class NoGrad:
    def __enter__(self) -> None: ...
    def __exit__(self, *rest: object) -> None: ...


class Module:
    def __call__(self, z: Tensor) -> Tensor:
        return self.forward(z)  # type: ignore[attr-defined,no-any-return]


class Linear(Module):
    """As torch.nn.Linear: weight (out, in), y = x Wᵀ + b."""

    def __init__(self, n_in: int, n_out: int, dtype: Any = np.float32) -> None:
        self.weight = tensor(np.full((n_out, n_in), np.nan), dtype)
        self.bias = tensor(np.full(n_out, np.nan), dtype)

    def forward(self, x: Tensor) -> Tensor:
        assert x.dtype == self.weight.dtype, "torch refuses to mix dtypes"
        return x @ self.weight.T + self.bias


class Sequential(Module):
    def __init__(self, *modules: Module) -> None:
        self.modules = modules

    def forward(self, z: Tensor) -> Tensor:
        for module in self.modules:
            z = module(z)
        return z


def module_of(name: str, keywords: dict[str, Any], alpha: str | None = None) -> type:
    """A torch activation: takes α under its name or at first, and exactly these keywords."""

    class Stub(Module):
        def __init__(self, *args: float, **given: Any) -> None:
            values = {**({alpha: args[0]} if alpha and args else {}), **given}
            a = values.pop(alpha, 0.0) if alpha else 0.0
            assert values == keywords
            self.alpha = float(a)

        def forward(self, z: Tensor) -> Tensor:
            return ACTIVATIONS[name].function(z, self.alpha).view(Tensor)

    return Stub


def fake_torch() -> dict[str, types.ModuleType]:
    torch, nn = types.ModuleType("torch"), types.ModuleType("torch.nn")
    vars(torch).update(nn=nn, tensor=tensor, float64=np.float64, no_grad=NoGrad)
    vars(nn).update(
        Module=Module,
        Linear=Linear,
        Sequential=Sequential,
        Identity=module_of("linear", {}),
        Sigmoid=module_of("sigmoid", {}),
        Tanh=module_of("tanh", {}),
        ReLU=module_of("relu", {}),
        LeakyReLU=module_of("leaky_relu", {}, "negative_slope"),
        PReLU=module_of("prelu", {"dtype": np.float64}, "init"),
        Softmax=module_of("softmax", {"dim": -1}),
        ELU=module_of("elu", {}, "alpha"),
        SELU=module_of("selu", {}),
        GELU=module_of("gelu", {}),
        SiLU=module_of("silu", {}),
        Softplus=module_of("softplus", {"threshold": 40}),
        Softsign=module_of("softsign", {}),
        Mish=module_of("mish", {}),
        Hardsigmoid=module_of("hard_sigmoid", {}),
    )
    return {"torch": torch, "torch.nn": nn}


class Dense:
    """As keras.layers.Dense: kernel (in, out), y = x W + b."""

    def __init__(self, units: int, activation: str | Callable[[Any], Any]) -> None:
        self.units = units
        self.activation = activation
        self.kernel = self.bias = np.empty(0)

    def set_weights(self, weights: list[np.ndarray]) -> None:
        self.kernel, self.bias = weights
        assert self.kernel.shape[1] == self.bias.shape[0] == self.units

    def __call__(self, x: np.ndarray) -> np.ndarray:
        z = x @ self.kernel + self.bias
        if callable(self.activation):
            return self.activation(z)  # type: ignore[no-any-return]
        assert ACTIVATIONS[self.activation].alpha is None
        return ACTIVATIONS[self.activation].function(z, 0.0)


class PReLU:
    def __init__(self, alpha_initializer: float, shared_axes: list[int]) -> None:
        assert shared_axes == [1]
        self.alpha = alpha_initializer

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return ACTIVATIONS["prelu"].function(x, self.alpha)


class KerasSequential:
    def __init__(self, layers: list[Any]) -> None:
        self.input, *self.layers = layers

    def __call__(self, x: np.ndarray) -> np.ndarray:
        assert x.shape[1:] == self.input
        for layer in self.layers:
            x = layer(x)
        return x


def fake_keras() -> dict[str, types.ModuleType]:
    def gelu(z: np.ndarray, approximate: bool = True) -> np.ndarray:
        assert not approximate
        return ACTIVATIONS["gelu"].function(z, 0.0)

    leaky, elu = ACTIVATIONS["leaky_relu"].function, ACTIVATIONS["elu"].function
    keras = types.ModuleType("keras")
    floats: list[str] = []
    vars(keras).update(
        config=types.SimpleNamespace(set_floatx=floats.append),
        Sequential=KerasSequential,
        Input=lambda shape: shape if floats == ["float64"] else None,
        layers=types.SimpleNamespace(Dense=Dense, PReLU=PReLU),
        initializers=types.SimpleNamespace(Constant=float),
        ops=types.SimpleNamespace(
            cast=lambda z, dtype: z.astype(dtype), convert_to_numpy=np.asarray
        ),
        activations=types.SimpleNamespace(
            leaky_relu=lambda z, *, negative_slope: leaky(z, negative_slope),
            elu=lambda z, *, alpha: elu(z, alpha),
            gelu=gelu,
        ),
    )
    return {"keras": keras}


@pytest.mark.parametrize(("name", "alpha"), ALPHAS)
@pytest.mark.parametrize(("write", "fake"), [(pytorch_code, fake_torch), (keras_code, fake_keras)])
def test_frameworks_get_the_same_numbers(
    write: Callable[[Scene], str],
    fake: Callable[[], dict[str, types.ModuleType]],
    name: str,
    alpha: float | None,
) -> None:
    each = scene(name, alpha)
    values = ast.literal_eval(run(write(each), fake()))
    np.testing.assert_allclose(values, each.trace.output, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("name", presets.NAMES)
def test_examples_run_in_the_frameworks(name: str) -> None:
    each = presets.load(name)
    for code, fake in (
        (pytorch_code(each), fake_torch()),
        (keras_code(each), fake_keras()),
    ):
        values = ast.literal_eval(run(code, fake))
        np.testing.assert_allclose(values, each.trace.output, rtol=1e-13, atol=1e-15)


def test_a_weight_matrix_that_is_not_transposed_is_noticed() -> None:
    each = presets.load("first-mlp")
    with pytest.raises((AssertionError, ValueError)):
        run(keras_code(each).replace(".T,", ","), fake_keras())


@pytest.mark.parametrize("write", [numpy_script, pytorch_code, keras_code])
@pytest.mark.parametrize("title", NASTY)
def test_a_visitors_words_are_never_code(write: Callable[[Scene], str], title: str) -> None:
    code = write(Scene(network("relu"), title=title))
    plain = write(Scene(Network(network("relu").layers)))
    tree = ast.parse(code.encode())  # bytes: a "coding:" in the first line would count

    def without_docstring(tree: ast.Module) -> str:
        return ast.dump(ast.Module(tree.body[1:], []))

    assert without_docstring(tree) == without_docstring(ast.parse(plain))
    assert ast.get_docstring(tree) == f"{title}: 4 → 5 → 3"
