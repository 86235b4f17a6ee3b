"""What on the page can be grabbed or selected, by name: ``weight/0/1/0``."""

import re
from dataclasses import dataclass

from playground.language import _
from playground.limits import quoted
from playground.network import Network, NetworkError

#: How many indices each kind of target has.
TARGET_KINDS = {"input": 1, "weight": 3, "bias": 2, "neuron": 2, "layer": 1}
_TARGET = re.compile(rf"({'|'.join(TARGET_KINDS)})((?:/\d{{1,4}}){{1,3}})")


@dataclass(frozen=True, order=True)
class Target:
    """Something on the page that can be grabbed or selected: ``weight/0/1/0`` as text.

    ``path`` is (i,) for an input, (k, j, i) for a weight from source i into neuron j of layer k,
    (k, j) for a bias or a neuron, (k,) for a layer.
    """

    kind: str
    path: tuple[int, ...]

    def __str__(self) -> str:
        return "/".join((self.kind, *map(str, self.path)))

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The target that ``text`` names. Raises NetworkError."""
        match = _TARGET.fullmatch(text)
        path = tuple(map(int, match[2].split("/")[1:])) if match else ()
        if match is None or len(path) != TARGET_KINDS[match[1]]:
            raise NetworkError(
                _("target: expected something like weight/0/1/0, got {text}", text=quoted(text))
            )
        return cls(match[1], path)

    def within(self, network: Network) -> bool:
        """Whether the network has it."""
        if self.kind == "input":
            return self.path[0] < network.n_inputs
        k = self.path[0]
        if k >= len(network.layers):
            return False
        layer = network.layers[k]
        limits = (len(network.layers), layer.n_out, layer.n_in)
        return all(index < limit for index, limit in zip(self.path, limits, strict=False))


def check_can_be_off(network: Network, target: Target) -> None:
    """Raise NetworkError unless the target can be switched off in this network."""
    if not target.within(network):
        raise NetworkError(_("switched off: this network has no {target}", target=target))
    if target.kind not in ("input", "weight", "neuron"):
        raise NetworkError(_("switched off: a {kind} cannot be", kind=target.kind))
    if target.kind == "neuron" and target.path[0] == len(network.layers) - 1:
        raise NetworkError(_("switched off: an output neuron cannot be; remove it instead"))
