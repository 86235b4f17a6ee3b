"""A training as a Keras script: Keras's model and losses, and optimisers by PyTorch's formulas."""

from collections.abc import Iterator

from playground.export.source import (
    class_lines,
    code_of,
    filled,
    layer_entry,
    numbers,
)
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


def keras_training(stretch: Stretch) -> str:
    """The script, for any backend of Keras 3. It prints the losses as the others do."""
    return script(
        *opening(stretch, "Keras"),
        *rows.imports(stretch),
        "import os",
        "",
        'os.environ.setdefault("JAX_ENABLE_X64", "1")  # float64 where the backend is JAX',
        "import keras  # version 3",
        "import numpy as np",
        "from keras.src.backend.common import dtypes",
        "",
        'keras.config.set_floatx("float64")',
        "# Keras's operations have 32 bits on PyTorch and JAX, whatever floatx says, but for this:",
        'getattr(dtypes, "BIT64_TO_BIT32_DTYPE", {})["float64"] = "float64"',
        *recipe_lines(stretch),
        *rows.lines(stretch, "np.array"),
        *(class_lines(code_of(layer).keras_class for layer in stretch.layers) or [""]),
        *_model(stretch),
        "",
        *_optimiser(stretch),
        "",
        "",
        "def mean_loss(x, y):",
        "    loss = loss_function(keras.ops.convert_to_tensor(y), model(x))",
        "    return float(keras.ops.convert_to_numpy(loss))",
        "",
        "",
        f"step = {stretch.run.step}",
        epochs_line(stretch),
        *batches_lines(
            stretch,
            "model.train_on_batch({x}, {y})",
            "optimiser.learning_rate = rates.get(step, optimiser.learning_rate)",
        ),
        *report_lines(stretch),
    )


def _model(stretch: Stretch) -> Iterator[str]:
    penalised = bool(stretch.recipe.l1 or stretch.l2)
    if penalised:
        yield from _penalty(stretch)
    yield "model = keras.Sequential(["
    yield f"    keras.Input(({stretch.network.n_inputs},)),"
    for layer in stretch.layers:
        code, options = code_of(layer), ", kernel_regularizer=penalty" if penalised else ""
        activation = filled(code.keras, layer)
        if layer is stretch.layers[-1] and stretch.takes_z:
            yield f"    keras.layers.Dense({layer.n_out}{options}),"
            yield f"    # the loss takes the output's activation along: {activation}"
            continue
        yield f"    keras.layers.Dense({layer.n_out}, activation={activation}{options}),"
        if code.keras_layer:
            yield f"    {filled(code.keras_layer, layer)},"
    yield "])"
    yield "parameters = [  # weights (row j leads into neuron j), biases"
    yield from map(layer_entry, stretch.layers)
    yield "]"
    yield "dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]"
    yield "for layer, (W, b) in zip(dense, parameters):"
    yield "    layer.set_weights([np.array(W).T, np.array(b)])  # Keras: a column for each neuron"
    yield ""
    yield ""
    output = "z" if stretch.takes_z else "a"
    yield f"def loss_function(y, {output}):"
    yield f"    return keras.ops.mean({stretch.loss_code.keras})"
    yield ""


def _penalty(stretch: Stretch) -> Iterator[str]:
    """A function and not Keras's L1L2, whose slope at a weight of 0 is that of the backend."""
    terms = []
    yield ""
    yield ""
    yield "def penalty(W):"
    if stretch.recipe.l1:
        yield "    size = W * keras.ops.stop_gradient(keras.ops.sign(W))  # |W|, flat at 0"
        terms.append("l1 * keras.ops.sum(size)")
    if stretch.l2:
        terms.append("l2 / 2 * keras.ops.sum(W * W)")
    yield f"    return {' + '.join(terms)}"
    yield ""
    yield ""


def _optimiser(stretch: Stretch) -> Iterator[str]:
    """Keras's own where it does the same: its momentum holds the rate, and it freezes no number."""
    row = stretch.recipe.optimiser_row
    if row.keras and not (stretch.memory or stretch.rates or stretch.frozen):
        yield f"optimiser = {row.keras}"
    else:
        if stretch.frozen:
            yield from frozen_lines(stretch, "np.array", transposed=True)
        if stretch.decay:
            yield "kernels = [layer.kernel for layer in dense]"
        yield from _own_optimiser(stretch)
        yield "optimiser = Optimiser(learning_rate=rate)"
    yield "model.compile(optimizer=optimiser, loss=loss_function)"
    yield from _memory(stretch)


def _own_optimiser(stretch: Stretch) -> Iterator[str]:
    row = stretch.recipe.optimiser_row
    names = [name for name, _ in row.code if name != "p"]
    yield ""
    yield ""
    yield "class Optimiser(keras.optimizers.Optimizer):"
    yield f'    """{row.label} by the formula of the page and of PyTorch, which Keras changes."""'
    yield ""
    if names:
        yield "    def build(self, variables):"
        yield "        super().build(variables)"
        for name in names:
            yield (
                f"        self.{name}_of = "
                f'[self.add_variable_from_reference(p, name="{name}") for p in variables]'
            )
        yield ""
    yield "    def update_step(self, g, p, rate):"
    yield from (f"        {line}" for line in _step(stretch, names))
    yield ""
    yield ""


def _step(stretch: Stretch, names: list[str]) -> Iterator[str]:
    """An update of the variable p."""
    code = stretch.recipe.optimiser_row.code
    if names or stretch.frozen:
        yield "i = self._get_variable_index(p)"
    if names:
        arrays = ", ".join(f"self.{name}_of[i]" for name in names)
        yield f"{', '.join(names)} = {arrays}"
    if any("**t" in expression for _, expression in code):
        yield "t = keras.ops.cast(self.iterations + 1, p.dtype)"
    if stretch.frozen:
        yield "g, before = keras.ops.where(frozen[i], 0.0, g), keras.ops.copy(p.value)"
    if stretch.decay:
        yield "if any(p is W for W in kernels):"
        yield "    p.assign(p * (1 - rate * decay))"
    for name, expression in code:
        yield f"{name}.assign({expression.replace('sqrt(', 'keras.ops.sqrt(')})"
    if stretch.frozen:
        yield "p.assign(keras.ops.where(frozen[i], before, p.value))"


def _memory(stretch: Stretch) -> Iterator[str]:
    """What the optimiser remembers of the updates before."""
    if not stretch.memory:
        return
    row = stretch.recipe.optimiser_row
    names = [name for name, _ in row.code if name != "p"]
    yield "optimiser.build(model.trainable_variables)"
    yield f"optimiser.iterations.assign({stretch.run.remembered})"
    for name, values in zip(names, stretch.memory, strict=True):
        yield f"{name}_before = [  # what the optimiser remembers of each variable"
        yield from (f"    {numbers(each.T)}," for each in values)
        yield "]"
        yield f"for variable, values in zip(optimiser.{name}_of, {name}_before):"
        yield "    variable.assign(np.array(values))"
