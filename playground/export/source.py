"""What the code of every library shares: numbers, names and titles as Python writes them.

What is exported is the network that runs: what is switched off has weight 0. Numbers are written
as the shortest text that reads back as the same float64. A visitor's words appear as text only:
the title in the docstring, the names in comments.
"""

from collections.abc import Iterable, Sequence

from playground.activations import ACTIVATIONS, Array, Code
from playground.network import Layer, Network
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


def class_lines(classes: Iterable[str]) -> list[str]:
    """Each class once, with two empty lines around; nothing where there is none."""
    found = [each.splitlines() for each in dict.fromkeys(classes) if each]
    return [line for each in found for line in ("", "", *each)] + (["", ""] if found else [])


def numbers(values: Array) -> str:
    """The numbers as nested lists."""
    return repr(values.tolist())


def listed_names(names: Sequence[str]) -> str:
    """Names for a comment: a Network's are printable, so they end no line."""
    return ", ".join(names)


def title_of(scene: Scene) -> str:
    """A docstring, not a comment: in the first line one like "coding: x" would mean something."""
    title = in_docstring(scene.title or "MLP Playground")
    return f'"""{title}: {sizes_of(scene.network)}"""\n'


def sizes_of(network: Network) -> str:
    """``2 → 3 → 1``."""
    return " → ".join(map(str, network.sizes))


def in_docstring(text: str) -> str:
    """A text that is printable, so that it ends neither the string nor the line."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def joined_lines(*lines: str) -> str:
    """A file of these lines."""
    return "\n".join(lines) + "\n"
