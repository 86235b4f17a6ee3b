"""Painting on the plane of two inputs: the tools above it, and the points over it.

The figure draws the marks. Over it lies a layer that takes strokes, as large as the part of the
plane that can be painted, and in it a handle for each point.
"""

import htpy
from markupsafe import Markup, escape

from playground.cache import cached
from playground.data import Dataset, points
from playground.language import _
from playground.limits import MAX_PAINTED_CLASSES
from playground.notation import exact
from playground.panels.kit import card, controls, plot
from playground.panels.kit.marks import SHAPES, spoken
from playground.panels.kit.template import Template, join
from playground.scene import ERASER, NO_BRUSH, ChooseBrush, Scene, StartPainting
from playground.scene.painting import can_paint, can_start, n_classes

_LAYER = Template(
    '<div class="paint-layer{}" data-key="hits" role="group" data-move="paint" data-stroke '
    'data-across="{} {}" data-up="{} {}" aria-label="{}" '
    'style="left:{}px;top:{}px;width:{}px;height:{}px">{}</div>'
)
_POINT = Template(
    '<i class="point" role="button" tabindex="{}" data-move="point/{}" data-at="{} {}" '
    'data-erase="erase/{}" data-link="row/{}" aria-label="{}" '
    'style="left:{}px;top:{}px"></i>'
)
_MARK = Template('<i class="mark{}" aria-hidden="true">{}</i>')
_ERASER_ICON = Markup(
    '<svg viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M6 13h8M9.5 2.5l4 4-6.5 6.5H5L2.5 10.5z"/></svg>'
)
_BRUSH_ICON = Markup(
    '<svg viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M13.5 2.5 7.5 8.5M7.5 8.5c1 .3 1.6 1 1.7 1.9C9 13 6 14 2.5 13.5 4 12.5 3.5 10.5 5 9.2'
    ' 5.8 8.6 6.8 8.3 7.5 8.5z"/></svg>'
)


def is_painting(scene: Scene) -> bool:
    """Whether points are painted here, and no link hides what does it."""
    fixed = controls.is_fixed(scene, ChooseBrush(ERASER)) or controls.is_fixed(
        scene, StartPainting()
    )
    return can_paint(scene) and not fixed


def start(scene: Scene) -> Markup:
    """The button that begins, where there is a plane to paint on; or what the brush waits for."""
    has_plane = scene.network.n_inputs == len(points.PLAN.inputs)
    if scene.brush != NO_BRUSH and not has_plane:
        return card.note("start", _("Painting waits for a network of two inputs."))
    if (
        not has_plane
        or is_painting(scene)
        or controls.is_fixed(scene, StartPainting())
        or not can_start(scene)
    ):
        return card.empty("start")
    caption = _("Paint points") if scene.data is None else _("Paint on")
    title = _("Lay points of classes onto the plane, move and erase them")
    return escape(
        htpy.p(".paint-start", data_key="start")[
            htpy.button(".plain", type="button", data_edit="paint-start", title=title)[
                _BRUSH_ICON, caption
            ]
        ]
    )


def tools(scene: Scene) -> Markup:
    """The brushes, and what is done without a pointer; nothing where nobody paints."""
    if not is_painting(scene):
        return card.empty("paint")
    there = 2 if scene.data is None else len(scene.data.labels)
    return _tools(scene.brush, there, n_classes(scene))


@cached(64)
def _tools(brush: str, there: int, count: int) -> Markup:
    """``there`` classes have points or are the usual two; ``count`` with the one just begun."""
    erases = brush == ERASER
    buttons = [
        controls.button(
            f"brush/{c}",
            [mark(c, count), _("class {number}", number=c)],
            pressed=brush == str(c),
        )
        for c in range(count)
    ]
    if count == there < MAX_PAINTED_CLASSES:
        label = _("Paint points of class {number}, too", number=count)
        buttons.append(controls.button(f"brush/{count}", _("+ class"), label=label))
    erase = [_ERASER_ICON, _("erase")]
    buttons.append(controls.button(f"brush/{ERASER}", erase, pressed=erases))
    said = (
        _("Click points, or drag over them, to erase them.")
        if erases
        else _("Click or drag on the plane to lay points; drag one to move it.")
    )
    here = _("Erase at the input") if erases else _("Add one at the input")
    return escape(
        htpy.div(".paint-tools", data_key="paint")[
            htpy.div(".segmented", role="group", aria_label=_("Brush"))[buttons],
            controls.button("paint-here", here, css="plain"),
            controls.button("paint-stop", _("Done"), css="plain"),
            htpy.p(".note")[said],
        ]
    )


def mark(c: int, count: int) -> Markup:
    """The mark of class c of so many, as on the plane."""
    drawn = f" {SHAPES[c]}" if c < len(SHAPES) else " number"
    yes = " yes" if count == 2 and c == 1 else ""
    return _MARK.format(drawn + yes, "" if c < len(SHAPES) else str(c))


def layer(scene: Scene, axes: tuple[plot.Axis, plot.Axis], box: plot.Box) -> Markup:
    """What takes strokes, and the handles of the points, over the part that can be painted."""
    across, up = axes
    left, right = (box.across(across, end) for end in (-points.PLANE, points.PLANE))
    bottom, top = (box.down(up, end) for end in (-points.PLANE, points.PLANE))
    ends = exact(-points.PLANE), exact(points.PLANE)
    handles = Markup("") if scene.data is None else _handles(scene.data, box, axes, left, top)
    return _LAYER.format(
        " erases" if scene.brush == ERASER else "",
        *(*ends, *ends),
        _(
            "Points: the arrow keys move one, Delete erases it, "
            "Page Up and Page Down go to the next"
        ),
        *(round(number, 1) for number in (left, top, right - left, bottom - top)),
        handles,
    )


@cached(64, key=lambda data, box, axes, left, top: (data.digest, box, axes))
def _handles(
    data: Dataset, box: plot.Box, axes: tuple[plot.Axis, plot.Axis], left: float, top: float
) -> Markup:
    """The last one is reached by the Tab key, the others from there."""
    across, up = axes
    return join(
        _POINT.format(
            0 if row == data.n_rows - 1 else -1,
            row,
            exact(x),
            exact(y),
            row,
            row,
            _("row {row}, {words}", row=row + 1, words=spoken(data, row)),
            round(box.across(across, x) - left, 1),
            round(box.down(up, y) - top, 1),
        )
        for row, (x, y) in enumerate(data.x.tolist())
    )
