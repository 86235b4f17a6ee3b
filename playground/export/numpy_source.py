"""The scene as a NumPy script."""

from playground.export.source import (
    code_of,
    filled,
    joined_lines,
    layer_entry,
    listed_names,
    numbers,
    title_of,
)
from playground.scene import Scene


def numpy_script(scene: Scene) -> str:
    """About ten lines of NumPy that print the scene's output exactly as the engine has it."""
    layers = scene.active_network.layers
    functions = [filled(code_of(layer).numpy, layer) for layer in layers]
    needs_math = any("math." in function for function in functions)
    return joined_lines(
        title_of(scene),
        *(["import math", ""] if needs_math else []),
        "import numpy as np",
        "",
        'np.seterr(all="ignore")  # an overflow is a result here: inf or nan',
        "layers = [  # weights (row j leads into neuron j), biases, activation",
        *(
            layer_entry(layer, f"lambda z: {function}")
            for layer, function in zip(layers, functions, strict=True)
        ),
        "]",
        f"a = np.array({numbers(scene.x)})  # {listed_names(scene.network.input_names)}",
        "for W, b, f in layers:",
        "    a = f(np.array(W).dot(a) + np.array(b))",
        f"print(a.tolist())  # {listed_names(scene.network.output_names)}",
    )
