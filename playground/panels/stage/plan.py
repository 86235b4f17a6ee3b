"""What stands out on the stage and what recedes: worked out once a drawing."""

from dataclasses import dataclass
from functools import cached_property

from playground.analysis.comparison import told_otherwise
from playground.analysis.learning import backward
from playground.analysis.neurons.neuron_states import State, layer_states
from playground.analysis.reach import Reach, reach
from playground.analysis.rows.distributions import Distribution, distributions
from playground.graph import Column, Layout, Node
from playground.panels.kit.theme import THEMES, Palette
from playground.panels.panel import View
from playground.panels.stage.beads import bead_position
from playground.panels.stage.room import laid_out
from playground.panels.stage.squares import half_among_discs, has_squares
from playground.scene import Scene, Target, reached

DENSE_PAIR = 40  # edges in a layer pair above which dimmed ones recede further
CROWDED_PAIR = 16  # edges in a layer pair above which dimmed beads hide
MANY_SOURCES = 8  # incoming edges above which live ones are drawn thinner

RING = 10  # px from a selected square to the end of its halo
STRIP = 25  # px from a square to behind the strip of all rows beside it
STRIP_PITCH = 90  # px from neuron to neuron that a strip takes

Edge = tuple[int, int, int]  # (layer, neuron, source)


@dataclass(frozen=True)
class Plan:
    """A scene with its layout, palette and focus."""

    scene: Scene
    view: View
    layout: Layout
    palette: Palette

    @cached_property
    def key(self) -> str:
        """All that the drawing depends on but weights, biases, input and step.

        Written out, because a text is hashed once, and this is found with each part.
        """
        network = self.scene.network
        parts = (
            network.sizes,
            network.input_names,
            network.output_names,
            tuple((layer.activation, layer.alpha) for layer in network.layers),
            self.scene.title,
            self.scene.selected,
            sorted(map(str, self.scene.off)),
            self.scene.decimals,
            sorted(self.scene.hidden),
            sorted(self.scene.locked),
            self.scene.neurons,
            self.scene.mode,
            self.rows is not None,
            self.layout.width,
            self.layout.height,
            self.layout.phone,
            tuple(column.indices for column in self.columns),  # of a large network, they follow
            self.view.theme,
        )
        return repr(parts)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return self.layout.columns

    @property
    def shows_maps(self) -> bool:
        """Whether neurons show what they see, not their numbers."""
        return self.scene.neurons == "maps"

    def is_map(self, column: int, index: int) -> bool:
        """Whether a node is a square that shows what it sees: of a dense layer the selected one."""
        return self.shows_maps and (self._squares[column] or self.is_selected(column, index))

    @cached_property
    def _squares(self) -> list[bool]:
        return [has_squares(column, self.layout) for column in self.columns]

    def radius(self, column: int, index: int) -> float:
        """That of a node's disc, or half the side of its square."""
        alone = self.is_map(column, index) and not self._squares[column]
        return half_among_discs(self.columns[column]) if alone else self.columns[column].radius

    def border(self, column: int, index: int) -> float:
        """How far from a node's centre its edges end: 0 under a disc, which covers them."""
        if not self.is_map(column, index):
            return 0.0
        return self.radius(column, index) + (RING if self.is_selected(column, index) else 0.0)

    @cached_property
    def rows(self) -> tuple[Distribution, ...] | None:
        """How the values of each layer lie over the rows of the data, where maps show them."""
        return distributions(self.scene) if self.shows_maps and not self.layout.phone else None

    def has_strip(self, column: int) -> bool:
        """Whether the neurons of a column have a strip of all rows beside them."""
        at = self.columns[column]
        wide = at.pitch >= STRIP_PITCH or len(at.indices) == 1
        return bool(column and self.rows is not None and wide and self._squares[column])

    def leaving(self, column: int, index: int) -> float:
        """How far from a node's centre the edges out of it begin."""
        return self.border(column, index) + (STRIP if self.has_strip(column) else 0.0)

    @cached_property
    def focus(self) -> Target | None:
        """What is selected, a bias being its neuron."""
        selected = self.scene.selected
        if selected is not None and selected.kind == "bias":
            return Target("neuron", selected.path)
        return selected

    def is_live(self, k: int, j: int, i: int) -> bool:
        """Whether the edge belongs to what is selected."""
        if self.focus is None:
            return False
        kind, path = self.focus.kind, self.focus.path
        if kind == "neuron":
            return (k, j) == path
        if kind == "weight":
            return (k, j, i) == path
        if kind == "input":
            return k == 0 and i == path[0]
        return k == path[0]

    def is_bright(self, column: int, index: int) -> bool:
        """Whether a node keeps its full colour."""
        if self.focus is None:
            return True
        kind, path = self.focus.kind, self.focus.path
        if kind == "input":
            return column == 1 or (column == 0 and index == path[0])
        layer = path[0]
        if column == layer:
            return kind != "weight" or index == path[2]
        return column == layer + 1 and (kind == "layer" or index == path[1])

    def is_selected(self, column: int, index: int) -> bool:
        """Whether a node wears the ring."""
        if self.focus is None:
            return False
        return (self.focus.kind == "input" and column == 0 and self.focus.path[0] == index) or (
            self.focus.kind == "neuron" and self.focus.path == (column - 1, index)
        )

    def edges(self, k: int) -> list[Edge]:
        """The drawn edges of the layer pair that ends in layer k."""
        sources = [i for i in self.columns[k].indices if i is not None]
        return [(k, j, i) for j in self.columns[k + 1].indices if j is not None for i in sources]

    def count(self, k: int) -> int:
        """How many edges of the pair are drawn."""
        return self.columns[k].shown * self.columns[k + 1].shown

    def incoming(self, k: int) -> int:
        """How many drawn sources each neuron of layer k has."""
        return self.columns[k].shown

    def node(self, column: int, index: int) -> Node:
        """A node by its name in the graph."""
        return ("neuron", column - 1, index) if column else ("input", index)

    def switched_off(self, column: int, index: int) -> bool:
        """Whether a node is switched off."""
        scene = self.scene
        if not scene.off:
            return False
        return scene.is_off("neuron", column - 1, index) if column else scene.is_off("input", index)

    def bead_at(self, k: int) -> float:
        """How far along its edge a weight's handle sits."""
        return bead_position(
            self.columns[k].xs + self.columns[k].ys,
            self.columns[k + 1].xs + self.columns[k + 1].ys,
            self.incoming(k) > MANY_SOURCES,
        )

    def along(self, edge: Edge, t: float) -> tuple[float, float]:
        """The point at share t of the way from source to neuron."""
        k, j, i = edge
        x0, y0 = self.columns[k].place(i)
        x1, y1 = self.columns[k + 1].place(j)
        return round(x0 + (x1 - x0) * t, 1), round(y0 + (y1 - y0) * t, 1)

    def beads(self, k: int, j: int) -> list[tuple[float, float]]:
        """Where the handles of the drawn weights into a neuron sit, by source."""
        t, (x1, y1) = self.bead_at(k), self.columns[k + 1].place(j)
        column = self.columns[k]
        return [
            (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
            for i, x0, y0 in zip(column.indices, column.xs, column.ys, strict=True)
            if i is not None
        ]

    @cached_property
    def goes_back(self) -> bool:
        """Whether a row's way back is drawn: it has come to the loss at least."""
        return backward.goes_back(self.scene)

    @cached_property
    def kept(self) -> dict[tuple[int, int], float]:
        """What the kept network gives in a neuron's place (k, j), where that reads otherwise."""
        return told_otherwise(self.scene)

    @cached_property
    def reach(self) -> Reach:
        """Which nodes are cut off from the inputs or from the outputs."""
        return reach(self.scene)

    @cached_property
    def states(self) -> list[list[State | None]]:
        """What the slope says of each neuron, as far as the pass has been played."""
        scene, layers = self.scene, range(len(self.scene.network.layers))
        return [
            [state if reached(scene, k, j) else None for j, state in enumerate(states)]
            for k, states in enumerate(layer_states(scene, k) for k in layers)
        ]


def plan_of(scene: Scene, view: View) -> Plan:
    """How the scene is drawn in a view."""
    return Plan(scene, view, laid_out(scene, view), THEMES[view.theme])
