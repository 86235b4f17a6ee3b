"""What can be grabbed or selected on the stage: focusable elements over the figure.

The figure draws; these take pointer, touch and keys. They are made on every pointer move, up to
two thousand of them, so they are written as text: every number is formatted here, and names are
escaped once a drawing, before they enter. What never needs quotes has none: the wire compares what
stands between them.
"""

import math
from functools import lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup

from playground.notation import exact, format_number, without_exponent
from playground.panels.kit.glossary import IN_NEURON
from playground.panels.kit.memo import kept
from playground.panels.kit.scales import slider_limit, slider_step
from playground.panels.stage.boxes import Box, Point, between, mask, text_width, tip_place
from playground.panels.stage.labels import bias_spot
from playground.panels.stage.nodes import shown
from playground.panels.stage.plan import CROWDED_PAIR, MANY_SOURCES, Edge, Plan
from playground.panels.stage.spoken import node_name, remarks, switched
from playground.scene import Target

PIXELS = 220  # that a pointer travels from one end of a slider's range to the other
TIP_SIZE = 12.5  # px, of a tooltip's type
GRAB = 24  # px, the smallest target that a finger finds (WCAG 2.2, 2.5.8); live.css has it, too
SMALL_GRAB = 14  # px, where there are too many for that
MANY_EDGES = 64  # in a layer pair; above, a dimmed weight is reached by its neuron or by keys


def target_parts(plan: Plan, boxes: list[Box]) -> dict[str, Markup]:
    """The overlay's parts: ``edges/k/j`` for the weights into a neuron, ``nodes/c`` for a column.

    ``boxes`` are the places of the labels, which nothing that lights up may strike out.

    Weights come first, so that a neuron lies above the edges that cross it.
    """
    parts: dict[str, Markup] = {}
    names = [
        {i: str(node_name(plan, c, i)) for i in column.indices if i is not None}
        for c, column in enumerate(plan.columns)
    ]
    walk = _Walk(plan)
    for k in range(len(plan.columns) - 1):
        near = between(plan, boxes, k)
        for j in plan.columns[k + 1].indices:
            if j is not None:
                row = plan.scene.network.layers[k].weights[j].tobytes()
                parts[f"edges/{k}/{j}"] = kept(
                    ("weights", plan.key, k, j, row, near),
                    partial(_weights, plan, walk, names, near, k, j),
                )
    for c in range(len(plan.columns)):
        parts[f"nodes/{c}"] = _nodes(plan, walk, names, c)
    return parts


class _Walk:
    """Which target an arrow key leads to, and which one Tab reaches."""

    def __init__(self, plan: Plan) -> None:
        self.rows = [[i for i in column.indices if i is not None] for column in plan.columns]
        self.nodes = [
            [f"neuron/{column - 1}/{i}" if column else f"input/{i}" for i in row]
            for column, row in enumerate(self.rows)
        ]
        first = Target("input", (0,))
        selected = plan.scene.selected
        self.entry = str(selected if selected and selected.kind != "layer" else first)
        self.down = ("right", "left", "down", "up") if plan.layout.phone else (
            "down", "up", "right", "left",
        )  # fmt: skip

    def attributes(self, own: str, below: str, above: str, on: str, back: str) -> str:
        pairs = zip(self.down, (below, above, on, back), strict=True)
        walk = "".join(f" data-{way}={to}" for way, to in pairs if to)
        return f"{walk} tabindex={0 if own == self.entry else -1}"

    def of_node(self, column: int, at: int) -> str:
        """Up and down to the neighbours; on to a weight that leaves, back to one that enters."""
        row = self.rows[column]
        on = back = ""
        if column + 1 < len(self.rows):
            j = self.rows[column + 1][min(at, len(self.rows[column + 1]) - 1)]
            on = f"weight/{column}/{j}/{row[at]}"
        if column:
            i = self.rows[column - 1][min(at, len(self.rows[column - 1]) - 1)]
            back = f"weight/{column - 1}/{row[at]}/{i}"
        nodes = self.nodes[column]
        below = nodes[at + 1] if at + 1 < len(row) else ""
        above = nodes[at - 1] if at else ""
        if column and not below:
            below = f"bias/{column - 1}/{row[at]}"
        return self.attributes(nodes[at], below, above, on, back)

    def of_bias(self, column: int, at: int) -> str:
        node = self.nodes[column][at]
        bias = f"bias/{column - 1}/{self.rows[column][at]}"
        return self.attributes(bias, "", node, "", node)

    def of_weights(self, k: int, j: int) -> list[str]:
        """Up and down to the weights beside it, on to the neuron, back to the source."""
        down, up, on, back = (f" data-{way}=" for way in self.down)
        weights = [f"weight/{k}/{j}/{i}" for i in self.rows[k]]
        below = [*(down + weight for weight in weights[1:]), ""]
        above = ["", *(up + weight for weight in weights[:-1])]
        on = f"{on}neuron/{k}/{j}{back}"
        ways = [
            f"{under}{over}{on}{source} tabindex=-1"
            for under, over, source in zip(below, above, self.nodes[k], strict=True)
        ]
        if self.entry in weights:
            at = weights.index(self.entry)
            ways[at] = ways[at].replace("tabindex=-1", "tabindex=0")
        return ways


def _box(x: float, y: float, width: float, height: float) -> str:
    return (
        f"left:{x - width / 2:.1f}px;top:{y - height / 2:.1f}px;"
        f"width:{width:.1f}px;height:{height:.1f}px"
    )


def slider_attributes(value: float, number: str, locked: bool) -> str:
    """What a slider tells: range, value, written as ``number``, and how far a pixel moves it."""
    ends, pace = _scale(slider_limit(value))
    off = ' aria-disabled="true"' if locked else ""
    text = exact(value)
    now = without_exponent(value) if "e" in text else text  # ARIA takes no exponent
    return f'{ends} aria-valuenow="{now}" aria-valuetext="{number}" data-value="{text}"{pace}{off}'


@lru_cache(maxsize=256)
def _scale(limit: float) -> tuple[str, str]:
    """What is the same for all sliders that end at ``limit``."""
    step = slider_step(-limit, limit)
    end = without_exponent(limit)
    ends = f" role=slider aria-valuemin=-{end} aria-valuemax={end}"
    pace = f" data-step={exact(step)} data-keystep={exact(10 * step)}"
    return ends, f"{pace} data-sensitivity={2 * limit / PIXELS:.4g}"


class _Bead(NamedTuple):
    """A weight's target but for its value: where it is, and the markup between what changes."""

    source: int
    at: Point
    size: float
    start: str
    style: str
    label: str
    end: str
    line: "_Line | None"


class _Line(NamedTuple):
    """An edge to click but for its sign: its markup, and where it runs."""

    style: str
    start: Point
    end: Point
    length: float


def _weights(
    plan: Plan,
    walk: _Walk,
    names: list[dict[int, str]],
    near: tuple[Box, ...],
    k: int,
    j: int,
) -> Markup:
    scene, decimals = plan.scene, plan.scene.decimals
    beads = kept(("targets", plan.key, k, j), partial(_beads, plan, walk, names, k, j))
    row = scene.network.layers[k].weights[j].tolist()
    locked = "weights" in scene.locked | scene.hidden
    pieces = [f'<div data-key="edges/{k}/{j}">', *_far(plan, walk, names, k, j)]
    for source, at, size, start, style, label, end, line in beads:
        value = row[source]
        number = format_number(value, decimals)
        tip = _tip("w", number, locked)
        below, gap = tip_place(at, size, text_width(tip, TIP_SIZE) + 16, near)
        edge = _line(line, value < 0, near) if line else ""
        pieces.append(
            f"{start}{' tip-below' if below else ''}{style}{gap}{label}{tip}"
            f'"{slider_attributes(value, number, locked)}{end}{edge}</div>'
        )
    pieces.append("</div>")
    return Markup("".join(pieces))  # noqa: S704 - see above


def _far(plan: Plan, walk: _Walk, names: list[dict[int, str]], k: int, j: int) -> list[str]:
    """The targets that keys alone reach, written in one go: there are up to two thousand."""
    if plan.count(k) <= MANY_EDGES:
        return []
    scene, decimals, sources, to = plan.scene, plan.scene.decimals, names[k], names[k + 1][j]
    row = scene.network.layers[k].weights[j].tolist()
    locked = "weights" in scene.locked | scene.hidden
    symbol, hint = _tip("w", "|", locked).split("|")
    numbers = {i: format_number(row[i], decimals) for i in walk.rows[k]}
    off = ["", ", switched off"]
    return [
        f'<div class="grab bead far" data-target="weight/{k}/{j}/{i}" data-switch'
        f' style="left:{x:.1f}px;top:{y:.1f}px" aria-label="weight from {sources[i]} to {to}'
        f'{off[scene.is_off("weight", k, j, i)]}" data-tip="{symbol}{numbers[i]}{hint}"'
        f"{slider_attributes(row[i], numbers[i], locked)}{way}></div>"
        for i, (x, y), way in zip(
            walk.rows[k], plan.beads(k, j), walk.of_weights(k, j), strict=True
        )
        if not plan.is_live(k, j, i)
    ]


def _beads(plan: Plan, walk: _Walk, names: list[dict[int, str]], k: int, j: int) -> list[_Bead]:
    """The targets of the weights into a neuron, which stay while the values change."""
    crowded, many = plan.count(k) > CROWDED_PAIR, plan.count(k) > MANY_EDGES
    few = plan.incoming(k) <= MANY_SOURCES
    beads: list[_Bead] = []
    if many and not any(plan.is_live(k, j, i) for i in walk.rows[k]):
        return beads
    spots, ways = plan.beads(k, j), walk.of_weights(k, j)
    for i, (x, y), way in zip(walk.rows[k], spots, ways, strict=True):
        live = plan.is_live(k, j, i)
        if many and not live:
            continue
        size = GRAB if (live and few) or not crowded else SMALL_GRAB
        small = " small" if size == SMALL_GRAB else ""
        off = ", switched off" if plan.scene.is_off("weight", k, j, i) else ""
        beads.append(
            _Bead(
                i,
                (x, y),
                size,
                f'<div class="grab bead{small}{" live" if live else ""}',
                f'" data-target="weight/{k}/{j}/{i}" data-switch'
                f' style="left:{x:.1f}px;top:{y:.1f}px;--tip:',
                f'px" aria-label="weight from {names[k][i]} to {names[k + 1][j]}{off}" data-tip="',
                f"{way}>",
                None if many else _line_of(plan, (k, j, i), (x, y), size),
            )
        )
    return beads


def _tip(symbol: str, number: str, locked: bool) -> str:
    """What a tooltip says of a value: whether it can be dragged, too."""
    return f"{symbol} = {number}{' · fixed' if locked else ' · drag'}"


def _line_of(plan: Plan, edge: Edge, at: Point, size: float) -> _Line | None:
    """Where an edge can be clicked: between its discs, unless they touch."""
    k, j, i = edge
    x, y = at
    x0, y0 = plan.columns[k].place(i)
    x1, y1 = plan.columns[k + 1].place(j)
    length = math.hypot(x1 - x0, y1 - y0)
    trim = plan.columns[k].radius + plan.columns[k + 1].radius + 4
    if length <= trim:
        return None
    angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
    share = (plan.columns[k].radius + 2) / length
    sx, sy = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
    end = sx + (x1 - x0) * (1 - trim / length), sy + (y1 - y0) * (1 - trim / length)
    style = (
        f"left:{sx - x + size / 2:.1f}px;top:{sy - y + size / 2:.1f}px;"
        f"width:{length - trim:.1f}px;transform:rotate({angle:.2f}deg);"
    )
    return _Line(style, (sx, sy), end, length - trim)


def _line(line: _Line, negative: bool, near: tuple[Box, ...]) -> str:
    """The edge as something to click, lit at full strength while it is pointed at."""
    sign = "negative" if negative else "positive"
    hidden = mask(line.start, line.end, line.length, near)
    return f'<i class="edge {sign}" style="{line.style}{hidden}"></i>'


def _nodes(plan: Plan, walk: _Walk, names: list[dict[int, str]], c: int) -> Markup:
    column = plan.columns[c]
    ways = kept(("ways", plan.key, c), partial(_ways, walk, c))
    biases = _biases(plan, walk, names, c) if c else []
    pieces = []
    for at, index in enumerate(walk.rows[c]):
        x, y = column.place(index)
        size = max(2 * column.radius, min(GRAB, column.pitch))
        style = f'style="{_box(x, y, size, size)}"'
        piece = _input if c == 0 else _neuron
        pieces.append(piece(plan, names[c][index], c, index, style) + ways[at] + "></div>")
        pieces += biases[at : at + 1]
    return Markup(f'<div data-key="nodes/{c}">{"".join(pieces)}</div>')  # noqa: S704 - see above


def _ways(walk: _Walk, c: int) -> list[str]:
    return [walk.of_node(c, at) for at in range(len(walk.rows[c]))]


def _biases(plan: Plan, walk: _Walk, names: list[dict[int, str]], c: int) -> list[str]:
    """The targets of a column's biases, which stay while an input is dragged."""

    def make() -> list[str]:
        return [_bias(plan, walk, names[c][j], c, at) for at, j in enumerate(walk.rows[c])]

    values = plan.scene.network.layers[c - 1].biases.tobytes()
    return kept(("biases", plan.key, c, values), make)


def _input(plan: Plan, name: str, column: int, index: int, style: str) -> str:
    scene = plan.scene
    value = float(scene.x[index])
    number = format_number(value, scene.decimals)
    told = remarks(plan, column, index)
    locked = "inputs" in scene.locked | scene.hidden
    return (
        f'<div class="grab node" data-target="input/{index}" {style}'
        f' aria-label="input {name}{told}{switched(plan, column, index)}"'
        f' data-tip="{_tip(name, number, locked)}{told}" data-switch'
        f"{slider_attributes(value, number, locked)}"
    )


def _neuron(plan: Plan, name: str, column: int, index: int, style: str) -> str:
    scene, k = plan.scene, column - 1
    value, meaning = shown(plan, column, index)
    number = "not computed yet" if value is None else format_number(value, scene.decimals)
    words = remarks(plan, column, index) + switched(plan, column, index)
    pressed = "true" if plan.is_selected(column, index) else "false"
    last = column == len(plan.columns) - 1  # an output cannot be switched off
    switch = "" if last else " data-switch"
    letter = "ŷ" if last and meaning == "a" else meaning
    return (
        f'<div class="grab node" role="button" data-target="neuron/{k}/{index}" {style}'
        f' aria-label="{name}: {meaning} = {number}{words}" aria-pressed="{pressed}"'
        f' data-tip="{letter} = {number}{words}&#10;{IN_NEURON[letter]}"{switch}'
        f' data-value="{"" if value is None or meaning != "a" else exact(value)}"'
    )


def _bias(plan: Plan, walk: _Walk, name: str, column: int, at: int) -> str:
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
        f' style="{_box(x, y, *size)}" aria-label="bias of {name}"'
        f' data-tip="{_tip("b", number, fixed)}"'
        f"{slider_attributes(value, number, fixed)}"
        f"{walk.of_bias(column, at)}></div>"
    )
