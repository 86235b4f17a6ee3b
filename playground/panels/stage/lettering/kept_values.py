"""What the kept network gives at a neuron's place, small and grey beside its name or its disc."""

from playground.language import _
from playground.notation import format_number
from playground.panels.stage.fitting import fitted, text_width
from playground.panels.stage.lettering.node_names import Name
from playground.panels.stage.lettering.product_labels import Label
from playground.panels.stage.plan import Plan
from playground.panels.stage.values import Spot, kept_value, nodes, shows_value

_SIZE, _HEIGHT = 11.0, 15.0
_NUMBER_ROOM = 40  # px
_AIR = 3  # px between a label and what it stands beside


def kept_labels(plan: Plan, names: list[Name], tags: list[Label]) -> list[Label]:
    """ "kept 0.31" for each neuron whose number is another one; the selected one may have a tag."""
    if plan.scene.ghost is None:
        return []
    named = {name.node for name in names}
    found = [
        _label(plan, spot, value, names, tags)
        for spot in nodes(plan)
        if _shows_value(plan, spot, named) and (value := kept_value(plan, *spot[:2])) is not None
    ]
    return [label for label in found if label is not None]


def _shows_value(plan: Plan, spot: Spot, named: set[tuple[int, int]]) -> bool:
    """Whether the live number stands there, too: that of a square does so beside its name."""
    node = spot[:2]
    beside = node in named or plan.is_selected(*node)
    return shows_value(plan, spot) and (beside or not plan.is_map(*node))


def spoken_kept(plan: Plan, column: int, index: int) -> str:
    """ ", kept 0.31" where the kept network gives another number."""
    value = kept_value(plan, column, index)
    return (
        ""
        if value is None
        else _(", kept {number}", number=format_number(value, plan.scene.decimals))
    )


def _label(
    plan: Plan, spot: Spot, value: float, names: list[Name], tags: list[Label]
) -> Label | None:
    """The label of a node; in a dense layer on a phone the selected one alone has room for it."""
    number, size = fitted(value, plan.scene.decimals, _NUMBER_ROOM, _SIZE)
    text = _("kept {number}", number=number)
    width = text_width(text, size) + 4
    if (
        plan.layout.phone
        and width > plan.columns[spot[0]].pitch
        and not plan.is_selected(*spot[:2])
    ):
        return None
    x, y = _place(plan, spot, width, names, tags)
    palette = plan.palette
    return Label(
        x, y, width, _HEIGHT, text, size, palette.card, palette.card, palette.text3, corner=2
    )


def _place(
    plan: Plan, spot: Spot, width: float, names: list[Name], tags: list[Label]
) -> tuple[float, float]:
    """Beside the name or the disc; below the disc on a phone, and below a tag beside the disc."""
    c, i, x, y, radius = spot
    if plan.layout.phone:
        last = plan.layout.width - width / 2 - 1
        return round(min(x, last), 1), y + radius + _HEIGHT / 2 + 1
    if tags and plan.is_selected(c, i):
        return tags[0].x, y + (tags[0].height + _HEIGHT) / 2
    name = next((name for name in names if name.node == (c, i)), None)
    left, top, right, bottom = name.box if name else (x - radius, y, x + radius, y)
    at = right + _AIR + width / 2
    if at + width / 2 > plan.layout.width:
        at = min(left, x - radius) - _AIR - width / 2
    return round(at, 1), round((top + bottom) / 2, 1)
