"""What one neuron sees, large: beside the square that is pointed at or has the focus.

Lengths are pixels of the diagram.
"""

import htpy as h
from markupsafe import Markup, escape

from playground.panels.kit import plot
from playground.panels.kit.sight import sight
from playground.panels.panel import Figure
from playground.panels.stage.plan import RING, Plan
from playground.panels.stage.spoken import node_name
from playground.panels.stage.values import nodes, shown
from playground.scene import Target

SIDE = 200
_AROUND = 64  # px of the words above and below
_FRAME = 24  # px of padding at both sides
_BOX = plot.Box(SIDE, SIDE, 0, 0, 0, 0)
_PLACE = h.div(data_figure="enlarged", data_key="figure-enlarged")
_CLOSED = escape(h.div(".enlarged", data_key="enlarged", hidden=True)[_PLACE])
_NOTHING: Figure = {"data": [], "layout": {}}


def enlarged(plan: Plan) -> tuple[Markup, Figure]:
    """The part ``enlarged`` and its figure: empty while no square is pointed at that shows one."""
    spot = _pointed(plan)
    if spot is None:
        return _CLOSED, _NOTHING
    c, i, x, y, half = spot
    seen = sight(plan.scene, plan.view, (c, i), _BOX, axes=False, known=True)
    part = h.div(
        ".enlarged", data_key="enlarged", aria_hidden="true", style=_position(plan, x, y, half)
    )[
        h.p[h.b[node_name(plan, c, i)]],
        _PLACE,
        [h.p[words] for words in seen.words],
    ]
    return escape(part), seen.figure


def _pointed(plan: Plan) -> tuple[int, int, float, float, float] | None:
    """The square that is pointed at, if it shows anything."""
    if not plan.shows_maps or not plan.view.pointed:
        return None
    target = Target.parse(plan.view.pointed)
    node = (0, target.path[0]) if target.kind == "input" else (target.path[0] + 1, target.path[-1])
    found = (spot for spot in nodes(plan) if spot[:2] == node and plan.is_map(*node))
    spot = next(found, None)
    if spot is None or plan.switched_off(*node):
        return None
    value, meaning = shown(plan, *node)
    return spot if value is not None and meaning in ("x", "a") else None


def _position(plan: Plan, x: float, y: float, half: float) -> str:
    """CSS of where it stands: beside the square, within the diagram."""
    width, height = SIDE + _FRAME, SIDE + _AROUND + _FRAME
    away = half + RING + 4
    left = x + away if x + away + width <= plan.layout.width else x - away - width
    top = min(max(y - height / 2, 0), max(plan.layout.height - height, 0))
    return f"left:{max(left, 0):.1f}px;top:{top:.1f}px"
