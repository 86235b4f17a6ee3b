"""What can be grabbed or selected on the stage: focusable elements over the figure.

The figure draws; these take pointer, touch and keys. They are made on every pointer move, up to
two thousand of them, so they are written as text: every number is formatted here, and names are
escaped once a drawing, before they enter. What never needs quotes has none: the wire compares what
stands between them.
"""

import numpy as np
from markupsafe import Markup, escape

from playground.cache import cached
from playground.language import _
from playground.notation import exact, format_number
from playground.panels.kit.controls import is_fixed
from playground.panels.kit.glossary import IN_NEURON
from playground.panels.stage.lettering.boxes import Box, between
from playground.panels.stage.lettering.kept_values import spoken_kept
from playground.panels.stage.lettering.labels import bias_spot
from playground.panels.stage.plan import Plan
from playground.panels.stage.spoken import node_names, remarks, switched
from playground.panels.stage.targets.sliders import GRAB, box_style, slider_attributes, tip_text
from playground.panels.stage.targets.walk import Walk
from playground.panels.stage.targets.weights import weights_into
from playground.panels.stage.values import shown
from playground.scene import SetInput


def target_parts(plan: Plan, boxes: list[Box]) -> dict[str, Markup]:
    """The overlay's parts: ``edges/k/j`` for the weights into a neuron, ``nodes/c`` for a column.

    ``boxes`` are the places of the labels, which nothing that lights up may strike out.

    Weights come first, so that a neuron lies above the edges that cross it.
    """
    parts: dict[str, Markup] = {}
    names = node_names(plan)
    walk = Walk(plan)
    for k in range(len(plan.columns) - 1):
        near = between(plan, boxes, k)
        standing = np.array(near).tobytes()
        for j in plan.columns[k + 1].indices:
            if j is not None:
                parts[f"edges/{k}/{j}"] = weights_into(plan, walk, names, near, standing, k, j)
    for c in range(len(plan.columns)):
        parts[f"nodes/{c}"] = _nodes(plan, walk, names, c)
    return parts


def _nodes(plan: Plan, walk: Walk, names: list[dict[int, str]], c: int) -> Markup:
    biases = _biases(plan, walk, names[c], c) if c else []
    piece = _input if c == 0 else _neuron
    pieces = []
    fixed = zip(walk.rows[c], _fixed(plan, walk, c), strict=True)
    for at, (index, (place, way)) in enumerate(fixed):
        pieces.append(piece(plan, names[c][index], c, index, place) + way + "></div>")
        pieces += biases[at : at + 1]
    return Markup(f'<div data-key="nodes/{c}">{"".join(pieces)}</div>')  # noqa: S704 - see the top of the file


@cached(1024, key=lambda plan, walk, c: (plan.key, c))
def _fixed(plan: Plan, walk: Walk, c: int) -> list[tuple[str, str]]:
    """Where a column's nodes are, and where the arrow keys lead from them."""
    return [(_place(plan, c, index), walk.of_node(c, at)) for at, index in enumerate(walk.rows[c])]


def _place(plan: Plan, c: int, index: int) -> str:
    column = plan.columns[c]
    x, y = column.place(index)
    size = max(2 * column.radius, min(GRAB, column.pitch))
    is_map = plan.is_map(c, index)
    css = "grab node square" if is_map else "grab node"
    place = f'class="{css}" style="{box_style(x, y, size, size)}"'
    return place + " data-enlarge" if is_map else place


def _of_biases(plan: Plan, walk: Walk, names: dict[int, str], c: int) -> tuple[object, ...]:
    """All that the targets of a column's biases are written from."""
    return plan.key, c, plan.scene.network.layers[c - 1].biases.tobytes()


@cached(1024, key=_of_biases)
def _biases(plan: Plan, walk: Walk, names: dict[int, str], c: int) -> list[str]:
    """The targets of a column's biases."""
    return [_bias(plan, walk, names[j], c, at) for at, j in enumerate(walk.rows[c])]


def _input(plan: Plan, name: str, column: int, index: int, place: str) -> str:
    scene = plan.scene
    value = float(scene.x[index])
    number = format_number(value, scene.decimals)
    told = remarks(plan, column, index)
    locked = is_fixed(scene, SetInput(index, value))
    return (
        f'<div {place} data-target="input/{index}"'
        f' aria-label="{_("input {name}", name=name)}{told}{switched(plan, column, index)}"'
        f' data-tip="{tip_text(name, number, locked)}{told}" data-switch'
        f"{slider_attributes(value, number, locked)}"
    )


def _neuron(plan: Plan, name: str, column: int, index: int, place: str) -> str:
    scene, k = plan.scene, column - 1
    value, meaning = shown(plan, column, index)
    number = _("not computed yet") if value is None else format_number(value, scene.decimals)
    words = spoken_kept(plan, column, index) + remarks(plan, column, index)
    words += switched(plan, column, index)
    pressed = "true" if plan.is_selected(column, index) else "false"
    last = column == len(plan.columns) - 1  # an output cannot be switched off
    switch = "" if last else " data-switch"
    letter = "ŷ" if last and meaning == "a" else meaning
    return (
        f'<div {place} role="button" data-target="neuron/{k}/{index}"'
        f' aria-label="{name}: {meaning} = {number}{words}" aria-pressed="{pressed}"'
        f' data-tip="{letter} = {number}{words}&#10;{escape(_(IN_NEURON[letter]))}"{switch}'
        f' data-value="{"" if value is None or meaning != "a" else exact(value)}"'
    )


def _bias(plan: Plan, walk: Walk, name: str, column: int, at: int) -> str:
    scene, k, j = plan.scene, column - 1, walk.rows[column][at]
    value = float(scene.network.layers[k].biases[j])
    number = format_number(value, scene.decimals)
    x, y, drawn = bias_spot(plan, column, j)
    fixed = "biases" in scene.locked or "weights" in scene.hidden
    side = "tip-below" if plan.layout.phone else "tip-right"
    if side == "tip-right" and column == len(plan.columns) - 1:
        side = "tip-left"  # there the diagram ends
    size = (58.0, 24.0) if drawn and not plan.layout.phone else (38.0, 24.0) if drawn else (10, 10)
    return (
        f'<div class="grab bias {side}" data-target="bias/{k}/{j}"'
        f' style="{box_style(x, y, *size)}" aria-label="{_("bias of {name}", name=name)}"'
        f' data-tip="{tip_text("b", number, fixed)}"'
        f"{slider_attributes(value, number, fixed)}"
        f"{walk.of_bias(column, at)}></div>"
    )
