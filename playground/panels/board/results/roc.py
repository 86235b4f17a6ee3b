"""The ROC curve, and on it the page's threshold as a handle to drag along it."""

from typing import Any

import htpy
from markupsafe import Markup

from playground.analysis.comparison import kept_on_rows
from playground.analysis.rows.measured import roc
from playground.analysis.rows.metrics import RocCurve
from playground.analysis.rows.operating import key_step, operating_point
from playground.data import Dataset
from playground.language import _
from playground.notation import brief, exact, readable
from playground.panels.board.results.both import of_both
from playground.panels.kit import card, marks, plot, saving
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure, slot
from playground.scene import Scene

SIDE = 190  # px of the plot's side
BOX = plot.Box(SIDE + 58, SIDE + 54, left=46, right=12, top=10, bottom=44)
_TICKS = (0.0, 0.5, 1.0)
_MOST_POINTS = 400  # of a curve: more cannot be told apart on so few pixels
_HANDLE = Markup(
    '<div class="handle" data-key="handle" tabindex="0" role="slider" data-move="threshold-along" '
    'aria-label="{1}" aria-valuemin="0" aria-valuemax="2" '
    'aria-valuenow="{0}" data-value="{0}" aria-valuetext="{7}" data-step="0.001" '
    'data-keystep="{8:.4f}" data-sensitivity="{2:.6f}" data-quantity="along-roc/{6}" '
    'style="left:{3:.1f}px;top:{4:.1f}px"><span class="{5}">{9}</span></div>'
)
_NONE = Template('<p class="area" data-key="area">{}</p>')
_AREA = Template('<p class="area" data-key="area">{} <b>{}</b>{}</p>')


def place() -> htpy.Element:
    """The curve's place in the frame, with what lies over it."""
    return htpy.div(".roc")[
        htpy.h3[_("ROC: drag the threshold")],
        htpy.div(".plot", style=f"width:{BOX.width}px;height:{BOX.height}px")[
            card.figure_place("results", "roc", BOX.width, BOX.height, _("ROC curve")),
            [slot("area"), slot("handle")],
        ],
    ]


def parts(scene: Scene, data: Dataset, palette: Palette) -> tuple[dict[str, Markup], Figure]:
    """Handle, area and figure; without rows of both classes there is no curve."""
    curve, point = roc(scene, scene.measured), operating_point(scene, scene.measured)
    label_0, label_1 = (plot.escaped(marks.class_label(data, c)) for c in (0, 1))
    ticks = tuple((share, brief(share)) for share in _TICKS)
    across = plot.Axis(0, 1, _("false alarms, share of {label}", label=label_0), ticks, False)
    up = plot.Axis(0, 1, _("found, share of {label}", label=label_1), ticks, False)
    lines = [plot.line([0, 1], [0, 1], palette.control, 1.0)]
    kept = _kept(scene)
    if kept is not None:
        lines.append(plot.line(*_thinned(kept), palette.text3, 1.6, plot.KEPT_DASH))
    if curve is not None:
        lines.append(plot.line(*_thinned(curve), palette.text1, 2.0, simplify=False))
    layout = plot.layout(BOX, across, up, palette)
    figure = {"data": lines, "layout": layout}
    if curve is None or point is None:
        note = _NONE.format(_("it takes rows of both classes"))
        return {"area": note, "handle": card.empty("handle")}, figure
    layout["meta"] = _saved(scene, point, palette)
    area = of_both(scene, f"auc/{scene.measured}", _area, drawn=True)
    return {"area": _AREA.format(_("area"), *area), "handle": _handle(scene, point)}, figure


def _area(scene: Scene) -> float | None:
    curve = roc(scene, scene.measured)
    return curve.area if curve else None


def _kept(scene: Scene) -> RocCurve | None:
    """The curve of the kept network, if it has one."""
    kept = kept_on_rows(scene)
    return roc(kept, kept.measured) if kept else None


def _saved(scene: Scene, point: tuple[float, float], palette: Palette) -> dict[str, Any]:
    """The handle for a saved picture."""
    known = readable(scene.threshold, scene.decimals)
    text = _("threshold <b>{t}</b>", t=known)
    handle = plot.points([point[0]], [point[1]], palette.accent, palette.card, 13)
    return saving.captioned([text], palette, [handle])


def _handle(scene: Scene, point: tuple[float, float]) -> Markup:
    axis, known = plot.Axis(0, 1), readable(scene.threshold, scene.decimals)
    return _HANDLE.format(
        exact(point[0] + point[1]),
        _("Threshold {t}, along the curve", t=known),
        1 / SIDE,
        BOX.across(axis, point[0]),
        BOX.down(axis, point[1]),
        "before" if point[0] > 0.5 else "after",
        scene.measured,
        readable(point[0] + point[1], scene.decimals),
        key_step(scene, scene.measured),
        _("threshold {t}", t=known),
    )


def _thinned(curve: RocCurve) -> tuple[list[float], list[float]]:
    """The curve's points, those left out that fall together on the screen."""
    across, up = curve.false_positive_rate, curve.true_positive_rate
    step = max(len(across) // _MOST_POINTS, 1)
    kept = [*range(0, len(across) - 1, step), len(across) - 1]
    return across[kept].round(4).tolist(), up[kept].round(4).tolist()
