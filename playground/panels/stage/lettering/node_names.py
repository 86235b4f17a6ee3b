"""The names of the nodes, cut or wrapped to the room that they have.

Names come from visitors: they are escaped, because Plotly reads a little markup.
"""

import re
from typing import NamedTuple

from markupsafe import escape

from playground.cache import cached
from playground.graph import ROOMY
from playground.language import called
from playground.notation import is_unnamed_output, subscript
from playground.panels.kit import plot
from playground.panels.kit.names import is_unnamed_input
from playground.panels.kit.plot import PlotTrace
from playground.panels.stage.fitting import fitted, text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.plan import Plan
from playground.panels.stage.squares import gap
from playground.panels.stage.values import nodes, shown

_NUMBER_ROOM = 54  # px of a number beside a name
TWO_LINES = 40  # px from node to node, at which a name beside one may take two lines


class Name(NamedTuple):
    """The name of a node, (column, index): where Plotly puts the text, and its edges."""

    node: tuple[int, int]
    x: float
    y: float
    text: str
    place: str
    colour: str
    box: Box


def shortened(text: str, room: float, size: float) -> str:
    """``text``, cut with "…" to fit in ``room`` pixels."""
    if text_width(text, size) <= room:
        return text
    while len(text) > 1 and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """``text`` on one line if it fits there, else on up to so many, each cut to fit."""
    words = text.split(" ")
    if lines == 1 or len(words) == 1 or text_width(text, size) <= room:
        return [shortened(text, room, size)]
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    best = min(ways, key=lambda way: max(text_width(line, size) for line in way))
    return [shortened(line, room, size) for line in best]


def symbol(plan: Plan, column: int, index: int) -> str:
    """x₁, a₂, ŷ: with a number where there are several."""
    n = plan.scene.network.sizes[column]
    number = subscript(index + 1) if n > 1 else ""
    if column == 0:
        return f"<i>x</i>{number}"
    meaning = shown(plan, column, index)[1]
    last = column == len(plan.columns) - 1
    letter = {"z": "<i>z</i>", "Σ": "Σ"}.get(meaning, "<i>ŷ</i>" if last else "<i>a</i>")
    return letter + number


def _name(plan: Plan, column: int, index: int, room: float, beside: bool) -> str:
    """A node's name and symbol; the name alone, on two lines if it must, where it is ``beside``."""
    network = plan.scene.network
    names = network.input_names if column == 0 else network.output_names
    own = column in (0, len(plan.columns) - 1)
    is_unnamed = is_unnamed_output if column else is_unnamed_input
    mark = symbol(plan, column, index)
    if not own or is_unnamed(names[index], index):
        return mark
    lines = 2 if beside and plan.columns[column].pitch >= TWO_LINES else 1
    said = called(names[index])
    words = [f"<b>{escape(line)}</b>" for line in wrapped(said, room, 13.5, lines)]
    return "<br>".join(words) if beside else f"{words[0]}  {mark}"


def _number(plan: Plan, column: int, index: int) -> tuple[str, float]:
    """The number beside the name of a square, which has none in it, and its width; or none."""
    if not plan.is_map(column, index):
        return "", 0.0
    value, _ = shown(plan, column, index)
    if value is None or plan.switched_off(column, index):
        return "", 0.0
    size = _name_size(plan)
    text, _ = fitted(value, plan.scene.decimals, _NUMBER_ROOM, size)
    colour = plan.palette.number(value)
    return f'<span style="color:{colour}"><b>{text}</b></span>', text_width(text, size) + 8


def names_of_nodes(plan: Plan) -> list[Name]:
    """The names that have room."""
    if plan.shows_maps or plan.scene.step is not None:  # numbers stand beside them, or z for a
        return _names_of_nodes(plan)
    return _names_at_rest(plan)


@cached(128, key=lambda plan: plan.key)
def _names_at_rest(plan: Plan) -> list[Name]:
    return _names_of_nodes(plan)


def _names_of_nodes(plan: Plan) -> list[Name]:
    names = []
    for c, i, x, y, r in nodes(plan):
        column = plan.columns[c]
        selected = plan.is_selected(c, i)
        if plan.layout.phone:
            if column.pitch < 40 or not (c == 0 or plan.is_map(c, i)):
                continue
            aside = 40 if len(column.indices) == 1 else -26  # px that there are beside the pitch
            room, place, dy, dx = column.pitch + aside, "top center", -r - 5, 0.0
        elif column.pitch >= ROOMY or len(column.indices) == 1:
            edge = 2 * min(x, plan.layout.width - x) - 12
            room, place, dx = min(gap(plan.layout), edge) - 40, "top center", 0.0
            dy = -r - (9 if selected else 3)
        elif c == 0:
            room, place, dy, dx = column.xs[0] - r - 14, "middle left", 0.0, -r - 5
        elif c == len(plan.columns) - 1 and not selected:
            room = plan.layout.width - column.xs[0] - r - 14
            place, dy, dx = "middle right", 0.0, r + 5
        else:
            continue
        beside = place != "top center"
        number, width = _number(plan, c, i)
        text = _name(plan, c, i, room - 4 if beside else room - width, beside)
        if number:
            text += f"{'<br>' if beside and '<br>' not in text else '  '}{number}"
        colour = plan.palette.accent_text if selected else plan.palette.text1
        at = round(x + dx, 1), round(y + dy, 1)
        box = _box_of(text, place, at, _name_size(plan))
        names.append(Name((c, i), *at, f"<b>{text}</b>" if selected else text, place, colour, box))
    return names


def _name_size(plan: Plan) -> float:
    return 12 if plan.layout.phone else 13.5


def _box_of(text: str, place: str, at: tuple[float, float], size: float) -> Box:
    """The edges of a text that stands above a point, or at its left or right."""
    lines = [_MARKUP.sub("", line) for line in text.split("<br>")]
    width, height = max(text_width(line, size) for line in lines), 1.3 * size * len(lines)
    x, y = at
    if place == "top center":
        return x - width / 2, y - height, x + width / 2, y
    left = x - width if place == "middle left" else x
    return left, y - height / 2, left + width, y + height / 2


_MARKUP = re.compile(r"<[^>]*>")


def name_texts(plan: Plan, names: list[Name]) -> PlotTrace:
    """The names as a trace."""
    return plot.labels(
        [name.x for name in names],
        [name.y for name in names],
        [name.text for name in names],
        [name.colour for name in names],
        [name.place for name in names],
        _name_size(plan),
    )
