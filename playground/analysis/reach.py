"""Which inputs still reach an output, and which neurons are cut off.

A path leads only through edges that are on and whose weight is not 0, and through neurons that are
on. What is switched off itself is not judged: it says so already.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from playground.cache import cached, once
from playground.graph import Node, downstream, paths, upstream
from playground.language import _, to_say
from playground.network import Network
from playground.scene import Scene

UNFED, UNHEARD = to_say("no input reaches it"), to_say("it reaches no output")


@dataclass(frozen=True)
class Reach:
    """What is cut off: nodes ``("input", i)`` and ``("neuron", k, j)``.

    No input reaches the neurons that are ``unfed``; into those that are ``bare`` nothing enters at
    all, not even from another unfed neuron. No output hears of inputs and neurons ``unheard``.
    """

    unfed: frozenset[Node] = frozenset()
    bare: frozenset[Node] = frozenset()
    unheard: frozenset[Node] = frozenset()

    def told(self, node: Node) -> list[str]:
        """What is to be said of a node, in words."""
        if self is _ALL_REACH:
            return []
        ways = ((self.unfed, UNFED), (self.unheard, UNHEARD))
        return [_(words) for nodes, words in ways if node in nodes]

    def without(self, off: frozenset[Node]) -> "Reach":
        """The same but for what is switched off."""
        return Reach(self.unfed - off, self.bare - off, self.unheard - off)


_ALL_REACH = Reach()


def reach(scene: Scene) -> Reach:
    """What is cut off in a scene; of a network too large to be drawn whole nothing is said."""
    network = scene.active_network
    if not network.drawable or _is_whole(network):
        return _ALL_REACH
    off: frozenset[Node] = frozenset((target.kind, *target.path) for target in scene.off)
    return _cut_off(network.sizes, _pattern(network)).without(off)


@once
def _is_whole(network: Network) -> bool:
    """Whether no weight is 0."""
    return all(layer.weights.all() for layer in network.layers)


def _pattern(network: Network) -> bytes:
    """Which weights are not 0, a byte each, one layer after the other."""
    return b"".join((layer.weights != 0).tobytes() for layer in network.layers)


@cached(256, spoken=False)
def _cut_off(sizes: tuple[int, ...], pattern: bytes) -> Reach:
    """What is cut off by a pattern of weights that are 0; in a drag it hardly ever changes."""
    flat = np.frombuffer(pattern, dtype=bool)
    live, start = [], 0
    for n_in, n_out in pairwise(sizes):
        live.append(flat[start : start + n_in * n_out].reshape(n_out, n_in))
        start += n_in * n_out
    graph = paths(live)
    inputs = [node for node in graph if node[0] == "input"]
    outputs = [("neuron", len(live) - 1, j) for j in range(sizes[-1])]
    return Reach(
        unfed=frozenset(graph) - downstream(graph, inputs),
        bare=frozenset(node for node, edges in graph.in_degree() if not edges) - set(inputs),
        unheard=frozenset(graph) - upstream(graph, outputs),
    )
