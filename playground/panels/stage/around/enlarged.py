"""What one neuron sees, large: beside the square that is pointed at or has the focus.

Lengths are pixels of the diagram.
"""

from functools import partial

import htpy as h
import numpy as np
from markupsafe import Markup, escape

from playground.activations import Array
from playground.analysis.input_space import maps
from playground.analysis.input_space.surfaces import Ends, ends_of
from playground.data import Dataset
from playground.notation import format_number
from playground.panels.kit import card, marks
from playground.panels.kit.contours import Path, zero_lines
from playground.panels.kit.image import png, shades
from playground.panels.kit.swept import swept_inputs
from playground.panels.stage.plan import RING, Plan
from playground.panels.stage.spoken import node_name
from playground.panels.stage.values import nodes, shown
from playground.scene import Target

SIDE = 200
_AROUND = 64  # px of the words above and below
_FRAME = 24  # px of padding at both sides
_MOST_MARKS = 500  # rows beyond are thinned out evenly
_SIZE = 3.6  # half of a mark's width


def enlarged(plan: Plan) -> Markup:
    """The part ``enlarged``: empty while no square is pointed at, or nothing is computed there."""
    spot = _pointed(plan)
    if spot is None or plan.scene.network.n_inputs == 1:
        return card.empty("enlarged")
    c, i, x, y, half = spot
    scene, free = plan.scene, swept_inputs(plan.scene, plan.view)
    ends = ends_of(scene, free[0]), ends_of(scene, free[1])
    found = maps.maps(scene, free, ends, maps.FINE)
    values = found.layers[c - 1][i] if c else found.inputs[i]
    line = zero_lines(maps.level(scene, found, c - 1, i), (0, SIDE), (SIDE, 0)) if c else ([], [])
    names = [scene.network.input_names[n] for n in free]
    told = partial(format_number, decimals=scene.decimals)
    at = _spots(scene.x[list(free)][None, :], ends)[0]
    return escape(
        h.div(".enlarged", data_key="enlarged", aria_hidden="true", style=_place(plan, x, y, half))[
            h.p[h.b[node_name(plan, c, i)]],
            h.svg(viewBox=f"0 0 {SIDE} {SIDE}")[
                h.image(
                    href=png(shades(values, 1.0), plan.palette),
                    width=str(SIDE),
                    height=str(SIDE),
                    preserveAspectRatio="none",
                ),
                h.path(".level", d=_path(line)),
                _marks(plan, free, ends),
                h.circle(".here", cx=f"{at[0]:.1f}", cy=f"{at[1]:.1f}", r="6"),
            ],
            [
                h.p[f"{way} {name} {told(low)} … {told(high)}"]
                for way, name, (low, high) in zip("→↑", names, ends, strict=True)
            ],
        ]
    )


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


def _place(plan: Plan, x: float, y: float, half: float) -> str:
    """CSS of where it stands: beside the square, within the diagram."""
    width, height = SIDE + _FRAME, SIDE + _AROUND + _FRAME
    away = half + RING + 4
    left = x + away if x + away + width <= plan.layout.width else x - away - width
    top = min(max(y - height / 2, 0), max(plan.layout.height - height, 0))
    return f"left:{max(left, 0):.1f}px;top:{top:.1f}px"


def _path(line: Path) -> str:
    pieces, command = [], "M"
    for x, y in zip(*line, strict=True):
        if x is None or y is None:
            command = "M"
            continue
        pieces.append(f"{command}{x:.1f} {y:.1f}")
        command = "L"
    return "".join(pieces)


def _spots(x: Array, ends: tuple[Ends, Ends]) -> list[tuple[float, float]]:
    """Where points (n, 2) lie on the picture, from its top left."""
    low, high = np.array(ends).T
    share = (x - low) / (high - low)
    return [(SIDE * a, SIDE * (1 - b)) for a, b in share.tolist()]


def _marks(plan: Plan, free: tuple[int, int], ends: tuple[Ends, Ends]) -> list[h.Element] | None:
    """The rows of the data: the shape is the class, hollow is the test."""
    data = plan.scene.fitting
    if data is None:
        return None
    step = -(-data.n_rows // _MOST_MARKS)
    places = _spots(data.x[::step][:, list(free)], ends)
    rows = range(0, data.n_rows, step)
    return [_mark(data, row, *place) for row, place in zip(rows, places, strict=True)]


_OUTLINES = {
    "square": "M-1-1H1V1H-1Z",
    "triangle-up": "M0-1.2L1.1.9H-1.1Z",
    "diamond": "M0-1.3L1.3 0 0 1.3-1.3 0Z",
}
_CIRCLE = "M-1 0A1 1 0 1 1 1 0 1 1 0 1 1-1 0Z"


def _mark(data: Dataset, row: int, x: float, y: float) -> h.Element:
    outline = _OUTLINES.get(marks.shape(data, row) or "", _CIRCLE)
    hollow = ".hollow" if marks.is_test(data)[row] else ""
    place = f"translate({x:.1f} {y:.1f}) scale({_SIZE})"
    return h.path(f".row{hollow}", d=outline, transform=place)
