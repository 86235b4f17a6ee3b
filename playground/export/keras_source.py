"""The scene as Keras code."""

from playground.export.source import (
    class_lines,
    code_of,
    filled,
    joined_lines,
    layer_entry,
    listed_names,
    numbers,
    title_of,
)
from playground.network import Layer
from playground.scene import Scene


def keras_code(scene: Scene) -> str:
    """The scene's network as a Keras 3 ``Sequential`` in float64, and a run of it."""
    layers = scene.active_network.layers
    return joined_lines(
        title_of(scene),
        "import keras  # version 3",
        "import numpy as np",
        "",
        'keras.config.set_floatx("float64")',
        *class_lines(code_of(layer).keras_class for layer in layers),
        "model = keras.Sequential([",
        f"    keras.Input(({scene.network.n_inputs},)),",
        *(f"    {line}," for layer in layers for line in _layers(layer)),
        "])",
        "parameters = [  # weights (row j leads into neuron j), biases",
        *map(layer_entry, layers),
        "]",
        "dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]",
        "for layer, (W, b) in zip(dense, parameters):",
        "    layer.set_weights([np.array(W).T, np.array(b)])  # Keras: a column for each neuron",
        "",
        f"x = np.array([{numbers(scene.x)}])  # {listed_names(scene.network.input_names)}",
        "y = keras.ops.convert_to_numpy(model(x))",
        f"print(y[0].tolist())  # {listed_names(scene.network.output_names)}",
    )


def _layers(layer: Layer) -> list[str]:
    code = code_of(layer)
    lines = [f"keras.layers.Dense({layer.n_out}, activation={filled(code.keras, layer)})"]
    return [*lines, filled(code.keras_layer, layer)] if code.keras_layer else lines
