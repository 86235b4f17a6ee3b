"""The update on the diagram: each bias before and after, where δ stood, and selected weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from playground.analysis.learning import backward, update
from playground.network import Network
from playground.notation import format_number
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template
from playground.panels.stage.backward.tags import SIZE, SMALL_SIZE
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.labels import bias_spot
from playground.panels.stage.lettering.placement import UP_AND_DOWN, box_at, ground_of, places_for
from playground.panels.stage.plan import RING, Edge, Plan
from playground.panels.stage.values import nodes

MOST_WRITTEN = 8  # weights of a neuron up to which each is told
_MOST_MORE = 3  # decimals beside the scene's, to tell a change
_LEAST_RADIUS = 14.0
_HEIGHT = 20.0
_WEIGHT_AT = (0.325, 0.3, 0.36, 0.27, 0.4, 0.71)
_CHANGE = Template(
    '<i class="change" data-key="{}" style="left:{}px;top:{}px;width:{}px;font-size:{}px">{}{}'
    " → {}</i>"
)
_BIAS = Markup('<b class="letter">b</b> ')


@dataclass(frozen=True)
class Change:
    """A number before and after the update, by its names, and where it stands."""

    names: tuple[str, str]
    before: float
    after: float
    decimals: int
    letter: Markup
    size: float = SIZE
    x: float = 0.0
    y: float = 0.0

    @property
    def places(self) -> int:
        """As many decimals as tell both apart, but no more than some."""
        for places in range(self.decimals, self.decimals + _MOST_MORE):
            if format_number(self.before, places) != format_number(self.after, places):
                return places
        return self.decimals + _MOST_MORE

    @property
    def width(self) -> float:
        """As wide as its texts."""
        texts = (format_number(each, self.places) for each in (self.before, self.after))
        letter = 12 if self.letter else 0
        return round(text_width(" → ".join(texts), self.size) * 1.06 + 16 + letter, 1)

    @property
    def box(self) -> Box:
        """Its edges."""
        return box_at((self.x, self.y), (self.width, _HEIGHT))

    def markup(self) -> Markup:
        """The label."""
        numbers = (
            printed(value, self.places, quantity=name)
            for name, value in zip(self.names, (self.before, self.after), strict=True)
        )
        key = f"change-{self.names[0]}"
        return _CHANGE.format(key, self.x, self.y, self.width, self.size, self.letter, *numbers)


def changes(plan: Plan, fixed: tuple[Box, ...]) -> tuple[Change, ...]:
    """Those of the update, once it has been made; none before."""
    at = backward.now(plan.scene)
    if at is None or at[0] != "update":
        return ()
    after = update.updated(plan.scene)
    if after is None:
        return ()
    biases = _biases(plan, after)
    taken = (*fixed, *(each.box for each in biases))
    return *biases, *_weights(plan, after, taken)


def _biases(plan: Plan, after: Network) -> list[Change]:
    """Under each neuron, or beside it where it has room for its number."""
    found = []
    for c, j, x, y, radius in nodes(plan):
        if not c or plan.switched_off(c, j):
            continue
        names = f"bias/{c - 1}/{j}", f"updated-bias/{c - 1}/{j}"
        layers = plan.scene.network.layers, after.layers
        before, now = (float(each[c - 1].biases[j]) for each in layers)
        under_x, under_y, roomy = bias_spot(plan, c, j)
        size = SMALL_SIZE if plan.layout.phone else SIZE
        change = Change(names, before, now, plan.scene.decimals, _BIAS, size)
        if plan.layout.phone:
            roomy = change.width < plan.columns[c].pitch or len(plan.columns[c].indices) == 1
            under_x, under_y = x, y + radius + 12
        if roomy:
            found.append(replace(change, x=under_x, y=under_y))
        elif radius >= _LEAST_RADIUS and not plan.layout.phone:
            gap = radius + 4 + (RING if plan.is_selected(c, j) else 0.0)
            side = 1 if x + gap + change.width < plan.layout.width else -1
            middle = round(x + side * (gap + change.width / 2), 1)
            found.append(replace(change, x=middle, y=y))
    return found


def _weights(plan: Plan, after: Network, taken: Sequence[Box]) -> list[Change]:
    """The selected weight, or those into the selected neuron."""
    edges = [
        edge
        for k in range(len(plan.columns) - 1)
        for edge in plan.edges(k)
        if plan.focus is not None
        and plan.focus.kind in ("neuron", "weight")
        and plan.is_live(*edge)
        and not plan.scene.is_cut(*edge)
    ]
    if not edges or len(edges) > MOST_WRITTEN or plan.layout.phone:
        return []
    found = [_weight(plan, after, edge) for edge in edges]
    extents = tuple((each.width, _HEIGHT) for each in found)
    places = places_for(ground_of(plan, edges, tuple(taken)), extents, _WEIGHT_AT, UP_AND_DOWN)
    return [replace(each, x=x, y=y) for each, (x, y) in zip(found, places, strict=False)]


def _weight(plan: Plan, after: Network, edge: Edge) -> Change:
    k, j, i = edge
    names = f"weight/{k}/{j}/{i}", f"updated-weight/{k}/{j}/{i}"
    before, now = (
        float(network.layers[k].weights[j, i]) for network in (plan.scene.network, after)
    )
    return Change(names, before, now, plan.scene.decimals, Markup(""))
