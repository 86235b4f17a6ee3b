"""What the code of every library shares: numbers, names and titles as Python writes them.

What is exported is the network that runs: what is switched off has weight 0. Numbers are written
as the shortest text that reads back as the same float64. A visitor's words appear as text only:
the title in the docstring, the names in comments.
"""

from collections.abc import Sequence

from playground.activations import ACTIVATIONS, Array, Code
from playground.network import Layer
from playground.scene import Scene

_WIDTH = 100  # columns of a line of code


def code_of(layer: Layer) -> Code:
    """How the layer's activation is written in other libraries."""
    return ACTIVATIONS[layer.activation].code


def filled(code: str, layer: Layer) -> str:
    """The code with the layer's α."""
    return code.replace("{a}", repr(layer.alpha))


def layer_entry(layer: Layer, function: str = "", opening: str = "(") -> str:
    """Weights, biases and perhaps a function, on one line if they fit."""
    biases = numbers(layer.biases)
    rest = f"{biases}, {function}" if function else biases
    line = f"    {opening}{layer.weights.tolist()!r}, {rest}),"
    if len(line) <= _WIDTH:
        return line
    rows = "".join(f"\n        {numbers(row)}," for row in layer.weights)
    return f"    {opening}[{rows}\n    ], {rest}),"


def numbers(values: Array) -> str:
    """The numbers as nested lists."""
    return repr(values.tolist())


def listed_names(names: Sequence[str]) -> str:
    """Names for a comment: a Network's are printable, so they end no line."""
    return ", ".join(names)


def title_of(scene: Scene) -> str:
    """A docstring, not a comment: in the first line one like "coding: x" would mean something."""
    title = (scene.title or "MLP Playground").replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{title}: {" → ".join(map(str, scene.network.sizes))}"""\n'


def joined_lines(*lines: str) -> str:
    """A file of these lines."""
    return "\n".join(lines) + "\n"
