"""A training as a NumPy script, forwards and backwards written out."""

from collections.abc import Iterator

from playground.activations import ACTIVATIONS
from playground.export.source import code_of, layer_entry, numbers
from playground.export.training import rows
from playground.export.training.parts import (
    batches_lines,
    epochs_line,
    frozen_lines,
    opening,
    recipe_lines,
    report_lines,
    script,
)
from playground.export.training.stretch import Stretch
from playground.network import Layer


def numpy_training(stretch: Stretch) -> str:
    """The script. It prints the losses after each epoch, or after some where there are many."""
    needs_math = any("math." in code_of(layer).numpy for layer in stretch.layers)
    return script(
        *opening(stretch, "NumPy"),
        *rows.imports(stretch),
        *(["import math"] if needs_math else []),
        *([""] if needs_math or rows.beside(stretch.data) else []),
        "import numpy as np",
        "",
        'np.seterr(all="ignore")  # an overflow is a result here: inf or nan',
        *recipe_lines(stretch),
        *rows.lines(stretch, "np.array"),
        "",
        *_functions(stretch),
        *_layers(stretch),
        "",
        "",
        *_FORWARD,
        "",
        *_loss(stretch),
        "",
        *_gradients(stretch),
        "",
        *_optimiser(stretch),
        "",
        f"step = {stretch.run.step}",
        epochs_line(stretch),
        *batches_lines(stretch, _update(stretch), "rate = rates.get(step, rate)"),
        *report_lines(stretch),
    )


def _functions(stretch: Stretch) -> Iterator[str]:
    """Each activation, and its way back."""
    for name, layer in {layer.activation: layer for layer in stretch.layers}.items():
        code = code_of(layer)
        yield from (
            "",
            f"def {name}(z, alpha):",
            f"    return {_with_alpha(code.numpy)}",
            "",
            "",
            f"def {name}_back(z, a, g, alpha):  # by z; g is by a",
            f"    return {_with_alpha(code.numpy_back)}",
            "",
        )


def _with_alpha(code: str) -> str:
    return code.replace("{a}", "alpha")


def _layers(stretch: Stretch) -> Iterator[str]:
    yield ""
    yield "def layer(W, b, f, back, alpha=None):"
    yield "    return np.array(W), np.array(b), f, back, alpha"
    yield ""
    yield ""
    yield "layers = [  # weights (row j leads into neuron j), biases, activation, its way back, α"
    yield from (layer_entry(each, _rest(each), "layer(") for each in stretch.layers)
    yield "]"
    if any(stretch.learns_alpha):
        yield "trained = [  # an α that is an array is trained, too"
        yield "    p for W, b, _, _, alpha in layers"
        yield "    for p in (W, b, alpha) if isinstance(p, np.ndarray)"
        yield "]"
    else:
        yield "trained = [p for W, b, _, _, _ in layers for p in (W, b)]"


def _rest(layer: Layer) -> str:
    """The functions, and α where there is one."""
    functions = f"{layer.activation}, {layer.activation}_back"
    if layer.alpha is None:
        return functions
    learned = ACTIVATIONS[layer.activation].learns_alpha
    return f"{functions}, {f'np.array([{layer.alpha!r}])' if learned else repr(layer.alpha)}"


_FORWARD = [
    "def forward(x):",
    '    """Of each layer what it receives, z and a; a row for each example."""',
    "    passed, a = [], x",
    "    for W, b, f, _, alpha in layers:",
    "        received, z = a, a @ W.T + b",
    "        a = f(z, alpha)",
    "        passed.append((received, z, a))",
    "    return passed",
    "",
]


def _loss(stretch: Stretch) -> list[str]:
    return [
        "def mean_loss(x, y):",
        "    _, z, a = forward(x)[-1]",
        f"    return float(np.mean({stretch.loss_code.numpy}))",
        "",
    ]


def _gradients(stretch: Stretch) -> Iterator[str]:
    """The way back, layer by layer."""
    last = len(stretch.layers) - 1
    yield "def gradients(x, y):"
    yield '    """By everything in `trained`, of the mean loss of these rows."""'
    yield "    passed, found = forward(x), []"
    yield "    _, z, a = passed[-1]"
    by = "by the output's z: the loss takes its activation along" if stretch.takes_z else "by a"
    yield f"    g = {stretch.loss_code.numpy_back}  # {by}"
    yield f"    for k in range({last}, -1, -1):"
    yield "        W, _, _, back, alpha = layers[k]"
    yield "        received, z, a = passed[k]"
    skipped = f"g if k == {last} else " if stretch.takes_z else ""
    yield f"        delta = {skipped}back(z, a, g, alpha)"
    penalty = (" + l1 * np.sign(W)" if stretch.recipe.l1 else "") + (
        " + l2 * W" if stretch.l2 else ""
    )
    yield f"        of_layer = [delta.T @ received{penalty}, delta.sum(axis=0)]"
    if any(stretch.learns_alpha):
        yield "        if isinstance(alpha, np.ndarray):"
        yield "            of_layer.append((g * np.minimum(z, 0.0)).sum())"
    yield "        found[:0] = of_layer"
    yield "        g = delta @ W"
    yield "    return found"
    yield ""


def _optimiser(stretch: Stretch) -> Iterator[str]:
    row = stretch.recipe.optimiser_row
    names = [name for name, _ in row.code if name != "p"]
    for i, name in enumerate(names):
        if stretch.memory:
            yield f"{name}_of = [  # what the optimiser remembers of each in `trained`"
            yield from (f"    np.array({numbers(each)})," for each in stretch.memory[i])
            yield "]"
        else:
            yield f"{name}_of = [np.zeros_like(p) for p in trained]"
    if stretch.frozen:
        yield from frozen_lines(stretch, "np.array")
    if names or stretch.frozen:
        yield ""
    yield ""
    yield "def update(x, y, t):"
    yield f'    """{row.label}, in place; t counts from 1."""'
    yield "    found = gradients(x, y)"
    if stretch.frozen:
        yield "    found = [np.where(off, 0.0, g) for g, off in zip(found, frozen)]"
        yield "    before = [p.copy() for p in trained]"
    if stretch.decay:
        yield "    for W, _, _, _, _ in layers:"
        yield "        W *= 1.0 - rate * decay"
    loop = ", ".join(["p", "g", *names])
    arrays = ", ".join(["trained", "found", *(f"{name}_of" for name in names)])
    yield f"    for {loop} in zip({arrays}):"
    for name, expression in row.code:
        yield f"        {name}[...] = {expression.replace('sqrt(', 'np.sqrt(')}"
    if stretch.frozen:
        yield "    for p, old, off in zip(trained, before, frozen):"
        yield "        p[off] = old[off]"
    yield ""


def _update(stretch: Stretch) -> str:
    """An optimiser that began later counts from there."""
    before = stretch.run.step - stretch.run.remembered
    return f"update({{x}}, {{y}}, step - {before})" if before else "update({x}, {y}, step)"
