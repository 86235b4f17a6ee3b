"""What stands on a worksheet: which numbers are given, left blank, or answers.

Lengths are CSS pixels.
"""

from dataclasses import dataclass

import htpy as h

from playground.language import _
from playground.notation import format_number, output_name, read_printed, readable
from playground.relation import Value
from playground.scene import Scene

#: What can be left blank, and what is unless one says otherwise.
BLANKABLE = ("inputs", "weights", "biases", "z", "a")
BLANKS = frozenset({"z", "a"})
WIDTH = 720
FEW = 2  # decimals that a short number has at most, unless it were 0 then


@dataclass(frozen=True)
class Sheet:
    """A scene, what of it is left blank, and whether the blanks are answered.

    Numbers have the scene's decimals; in a ``short`` one no more than they need, and in a ``bare``
    one the network has none.
    """

    scene: Scene
    blanks: frozenset[str]
    key: bool
    short: bool = False
    bare: bool = False

    def number(self, kind: str, value: float) -> tuple[str, str]:
        """The text of a number and its class: given, blank or answer."""
        text = self._text(kind, value)
        if kind not in self.blanks:
            return text, "given"
        return (text, "answer") if self.key else ("", "blank")

    def _text(self, kind: str, value: float) -> str:
        if not self.short:
            return format_number(value, self.scene.decimals)
        short = round(value, FEW)
        is_lost = value and not short and kind not in BLANKS  # 0.00001 is not 0
        return readable(float(f"{value:.2g}") if is_lost else short, 0)

    def read(self, kind: str, value: float) -> Value:
        """What a reader takes the number for; nothing where it is left blank."""
        return read_printed(self.number(kind, value)[0])

    def cell(self, kind: str, value: float) -> h.Element:
        text, css = self.number(kind, value)
        return h.span(class_=css)[text or " "]

    def weight(self, k: int, j: int, i: int) -> h.Element:
        """A weight in a table; one through which nothing passes is told to be off."""
        if self.scene.is_cut(k, j, i):
            return h.span["–" if self.short else _("off")]
        return self.cell("weights", float(self.scene.network.layers[k].weights[j, i]))

    def factor(self, kind: str, value: float) -> h.Node:
        """A number within a sum: a negative one in brackets."""
        known = kind not in self.blanks or self.key
        brackets = ("(", ")") if known and value < 0 else ("", "")
        return h.fragment[brackets[0], self.cell(kind, value), brackets[1]]

    def neuron(self, k: int, j: int) -> str:
        network = self.scene.network
        if k == len(network.layers) - 1:
            return output_name(network, j)
        return _("Hidden {k}, neuron {j}", k=k + 1, j=j + 1)

    def layer(self, k: int) -> str:
        """What a layer of neurons is called."""
        last = k == len(self.scene.network.layers) - 1
        return _("Output") if last else _("Hidden {k}", k=k + 1)
