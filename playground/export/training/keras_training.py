"""A training as a Keras script: Keras's model and losses, and optimisers by PyTorch's formulas."""

from collections.abc import Iterator

from playground.export.source import (
    class_lines,
    code_of,
    filled,
    joined_lines,
    layer_entry,
    numbers,
)
from playground.export.training import rows
from playground.export.training.parts import (
    batches_lines,
    epochs_line,
    opening,
    recipe_lines,
    report_lines,
)
from playground.export.training.stretch import Stretch


def keras_training(stretch: Stretch) -> str:
    """The script, for any backend of Keras 3. It prints the losses as the others do."""
    return joined_lines(
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
        *batches_lines(stretch, "model.train_on_batch({x}, {y})"),
        *report_lines(stretch),
    )


def _model(stretch: Stretch) -> Iterator[str]:
    penalised = bool(stretch.recipe.l1 or stretch.l2)
    if penalised:
        l1, l2 = "l1" if stretch.recipe.l1 else "0.0", "l2 / 2" if stretch.l2 else "0.0"
        yield f"penalty = keras.regularizers.L1L2(l1={l1}, l2={l2})"
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


def _optimiser(stretch: Stretch) -> Iterator[str]:
    row = stretch.recipe.optimiser_row
    if row.keras and not stretch.memory:
        yield f"optimiser = {row.keras}"
    else:
        yield from _own_optimiser(stretch)
        decay = ", weight_decay=decay" if stretch.decay else ""
        yield f"optimiser = Optimiser(learning_rate=rate{decay})"
    if stretch.decay:
        yield "kernels = [layer.kernel for layer in dense]"
        yield "optimiser.exclude_from_weight_decay("
        yield "    [v for v in model.trainable_variables if all(v is not W for W in kernels)]"
        yield ")"
    yield "model.compile(optimizer=optimiser, loss=loss_function)"
    yield from _memory(stretch)


def _own_optimiser(stretch: Stretch) -> Iterator[str]:
    row = stretch.recipe.optimiser_row
    names = [name for name, _ in row.code if name != "p"]
    yield ""
    yield "class Optimiser(keras.optimizers.Optimizer):"
    yield f'    """{row.label} by the formula of the page and of PyTorch: Keras has another ε."""'
    yield ""
    yield "    def build(self, variables):"
    yield "        super().build(variables)"
    for name in names:
        yield (
            f"        self.{name}_of = "
            f'[self.add_variable_from_reference(p, name="{name}") for p in variables]'
        )
    yield ""
    yield "    def update_step(self, g, p, rate):"
    yield "        i = self._get_variable_index(p)"
    arrays = ", ".join(f"self.{name}_of[i]" for name in names)
    yield f"        {', '.join(names)} = {arrays}"
    if any("**t" in expression for _, expression in row.code):
        yield "        t = keras.ops.cast(self.iterations + 1, p.dtype)"
    for name, expression in row.code:
        yield f"        {name}.assign({expression.replace('sqrt(', 'keras.ops.sqrt(')})"
    yield ""
    yield ""


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
