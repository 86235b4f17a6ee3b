"""Stand-ins for PyTorch and Keras that compute with NumPy, and what code prints beside them."""

import builtins
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from playground.activations import ACTIVATIONS


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
    vars(torch).update(nn=nn, tensor=tensor, float64=np.float64, no_grad=NoGrad, sign=np.sign)
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

    def __call__(self, z: np.ndarray) -> np.ndarray:
        return self.call(z)  # type: ignore[attr-defined,no-any-return]


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

    elu = ACTIVATIONS["elu"].function
    keras = types.ModuleType("keras")
    floats: list[str] = []
    vars(keras).update(
        config=types.SimpleNamespace(set_floatx=floats.append),
        Sequential=KerasSequential,
        Input=lambda shape: shape if floats == ["float64"] else None,
        layers=types.SimpleNamespace(Dense=Dense, PReLU=PReLU),
        initializers=types.SimpleNamespace(Constant=float),
        ops=types.SimpleNamespace(sign=np.sign, where=np.where, convert_to_numpy=np.asarray),
        activations=types.SimpleNamespace(
            elu=lambda z, *, alpha: elu(z, alpha),
            gelu=gelu,
        ),
    )
    return {"keras": keras}
