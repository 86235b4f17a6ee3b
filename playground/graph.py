"""The network as a graph, and where its nodes stand on the stage.

Nodes are ``("input", i)`` and ``("neuron", k, j)``. Positions are CSS pixels from the stage's top
left corner. They depend on the sizes alone, never on the weights, so that nothing moves in a drag.

networkx takes 0.2 s to import. It is imported by the functions that need it, because a page can be
shown without them: at the first export, and at the first scene with an edge that carries nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from playground.cache import cached
from playground.limits import MAX_DRAWN_NEURONS
from playground.network import Network
from playground.scene import Scene

if TYPE_CHECKING:
    import networkx as nx

Node: TypeAlias = tuple[str | int, ...]

SIDE = 106  # from the card's edge to the outermost columns
NARROW_SIDE = 64
NAME_ROOM = 44  # more at the left where names stand beside the inputs, not above them
ROOMY = 84  # pitch from which names and biases stand above and below a neuron
BETWEEN = 48  # of it for the bias of one neuron and the name of the next
WIDE_COLUMNS = 6  # columns up to which the wide margin fits
LOW = 354  # height of the drawing in the mock
SHORTEST, TALLEST = 280, 560  # the heights that a window can make of it
TALLER = 46  # more when a layer has more than six neurons
LEAST_TALLER = 372  # and at least this, so that their numbers can be read
PHONE_LEFT, PHONE_RIGHT = 104, 10  # the phone's header column; margin at the right
PHONE_TAG = 34  # room for a bias beside the last neuron, where there is any
PHONE_PITCH = 92  # between neurons on a phone; inputs, whose names need room, stand twice as far
PHONE_RADIUS = 22
PHONE_ROW = 120  # from one layer to the next on a phone
PHONE_ENDS = 46  # above the first and below the last
HEAD, TAIL = 9, 4  # neurons drawn before and after "⋮" in a layer too long to draw


@dataclass(frozen=True)
class Column:
    """The drawn nodes of one layer: ``indices`` into it, ``None`` for "⋮", and their places."""

    indices: tuple[int | None, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    pitch: float
    radius: float

    @cached_property
    def shown(self) -> int:
        """How many nodes are drawn, "⋮" not counted."""
        return sum(index is not None for index in self.indices)

    @cached_property
    def _places(self) -> dict[int | None, tuple[float, float]]:
        return dict(zip(self.indices, zip(self.xs, self.ys, strict=True), strict=True))

    def place(self, index: int) -> tuple[float, float]:
        """Where node ``index`` stands; raises KeyError when it is not drawn."""
        return self._places[index]


@dataclass(frozen=True)
class Layout:
    """All columns, the inputs first, and the size of the drawing."""

    columns: tuple[Column, ...]
    width: int
    height: int
    phone: bool


def digraph(network: Network) -> "nx.DiGraph[Node]":
    """The network as a directed graph; edges carry ``weight``, nodes ``bias`` and ``layer``."""
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    for i in range(network.n_inputs):
        graph.add_node(("input", i), layer=0)
    for k, layer in enumerate(network.layers):
        for j in range(layer.n_out):
            graph.add_node(("neuron", k, j), layer=k + 1, bias=float(layer.biases[j]))
            for i in range(layer.n_in):
                graph.add_edge(_source(k, i), ("neuron", k, j), weight=float(layer.weights[j, i]))
    return graph


def paths(live: Sequence[NDArray[np.bool_]]) -> "nx.DiGraph[Node]":
    """The graph of the edges that carry anything: ``live[k]`` (n_out, n_in) says which do."""
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_nodes_from(("input", i) for i in range(live[0].shape[1]))
    for k, edges in enumerate(live):
        graph.add_nodes_from(("neuron", k, j) for j in range(len(edges)))
        ends = np.argwhere(edges).tolist()
        graph.add_edges_from((_source(k, i), ("neuron", k, j)) for j, i in ends)
    return graph


def downstream(graph: "nx.DiGraph[Node]", starts: Iterable[Node]) -> set[Node]:
    """All nodes to which a path leads from one of these, with these themselves."""
    import networkx as nx

    return set().union(*nx.bfs_layers(graph, starts))


def upstream(graph: "nx.DiGraph[Node]", ends: Iterable[Node]) -> set[Node]:
    """All nodes from which a path leads to one of these, with these themselves."""
    return downstream(graph.reverse(copy=False), ends)


def _source(k: int, i: int) -> Node:
    """The node that layer k reads at place i."""
    return ("neuron", k - 1, i) if k else ("input", i)


def described(scene: Scene) -> "nx.DiGraph[str]":
    """The network that runs, with texts and numbers only: a graph that can be written to a file.

    A node is called as in the page's targets (``input/0``, ``neuron/0/1``) and has ``layer``,
    ``index``, ``name`` and ``a``, its value; a neuron also ``bias``, ``z``, ``activation`` and
    perhaps ``alpha``.
    """
    import networkx as nx

    network, trace = scene.active_network, scene.trace
    graph: nx.DiGraph[str] = nx.relabel_nodes(digraph(network), _path)
    for i, name in enumerate(network.input_names):
        graph.nodes[_path(("input", i))].update(index=i, name=name, a=float(scene.x[i]))
    for k, layer in enumerate(network.layers):
        for j in range(layer.n_out):
            graph.nodes[_path(("neuron", k, j))].update(
                index=j,
                name=_name(network, k, j),
                activation=layer.activation,
                z=float(trace.pre_activations[k][j]),
                a=float(trace.activations[k][j]),
                **({} if layer.alpha is None else {"alpha": layer.alpha}),
            )
    return graph


def write_graphml(graph: "nx.DiGraph[str]") -> str:
    """The graph as GraphML."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def _path(node: Node) -> str:
    return "/".join(map(str, node))


def _name(network: Network, k: int, j: int) -> str:
    if k == len(network.layers) - 1:
        return network.output_names[j]
    return f"hidden {k + 1}, neuron {j + 1}"


def drawn(n: int, *wanted: int) -> tuple[int | None, ...]:
    """The indices of a layer of ``n`` that are drawn, ``None`` where others are left out.

    Those ``wanted`` (what is selected) are always among them.
    """
    if n <= MAX_DRAWN_NEURONS:
        return tuple(range(n))
    shown = {*range(HEAD), *range(n - TAIL, n), *wanted}
    result: list[int | None] = []
    for index in sorted(shown):
        if result and result[-1] is not None and index != result[-1] + 1:
            result.append(None)
        result.append(index)
    return tuple(result)


def _pitch(n: int, height: float) -> float:
    """The distance between neurons, so that names fit between them if there is room."""
    tight = min(max((height - SHORTEST) / (LOW - SHORTEST), 0.0), 1.0)
    ends = 110 + 22 * tight  # above the first and below the last neuron: its bias has room
    roomy = (height - ends) / max(n - 1, 1)
    if roomy >= ROOMY:
        return min(168.0, roomy)
    return min(64.0, (height - 36) / n)


def _radius(pitch: float) -> float:
    room = (pitch - BETWEEN) / 2 if pitch >= ROOMY else pitch
    return min(max(0.39 * pitch, 7.0), 28.0, room)


@cached(256, spoken=False)
def layout(
    sizes: tuple[int, ...],
    width: int,
    phone: bool,
    wanted: tuple[tuple[int, int], ...] = (),
    height: int = LOW,
) -> Layout:
    """Places for a network of ``sizes`` on a stage ``width`` pixels wide.

    ``height`` is what there is for layers of up to six neurons; larger ones get some more.
    ``wanted`` is (column, index) of each node that must be drawn. On a phone layers run downwards.
    """
    rows = [drawn(n, *(i for column, i in wanted if column == c)) for c, n in enumerate(sizes)]
    if phone:
        return _downwards(rows, width)
    if max(map(len, rows)) > 6:
        height = max(height + TALLER, LEAST_TALLER)
    side = SIDE if len(rows) <= WIDE_COLUMNS else NARROW_SIDE
    left = side
    if side == SIDE and len(rows[0]) > 1 and _pitch(len(rows[0]), height) < ROOMY:
        left += NAME_ROOM
    gap = (width - left - side) / (len(rows) - 1)
    columns = []
    for c, indices in enumerate(rows):
        pitch = _pitch(len(indices), height)
        top = height / 2 - pitch * (len(indices) - 1) / 2
        ys = tuple(round(top + pitch * at, 2) for at in range(len(indices)))
        xs = (round(left + gap * c, 2),) * len(indices)
        columns.append(Column(indices, xs, ys, pitch, min(_radius(pitch), 0.3 * gap)))
    return Layout(tuple(columns), width, height, phone=False)


def _downwards(rows: list[tuple[int | None, ...]], width: int) -> Layout:
    columns = []
    for c, indices in enumerate(rows):
        n = len(indices)
        tag = PHONE_TAG if n <= 3 else 0  # more than three in a row leave no room for it
        room = width - PHONE_LEFT - PHONE_RIGHT - tag
        pitch = min(PHONE_PITCH * (2.0 if c == 0 else 1.0), room / n)
        radius = min(max(0.39 * pitch, 5.0), PHONE_RADIUS)
        if n > 1:
            pitch = min(PHONE_PITCH * (2.0 if c == 0 else 1.0), (room - 2 * radius) / (n - 1))
        left = PHONE_LEFT + room / 2 - pitch * (n - 1) / 2
        xs = tuple(round(left + pitch * at, 2) for at in range(n))
        columns.append(Column(indices, xs, (float(PHONE_ENDS + PHONE_ROW * c),) * n, pitch, radius))
    height = 2 * PHONE_ENDS + PHONE_ROW * (len(rows) - 1)
    return Layout(tuple(columns), width, height, phone=True)
