"""The loss curve, and on it the slider that leads to every update of the training."""

import math
from typing import Any

import htpy as h
import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from playground.activations import Array
from playground.analysis.learning.kept_curves import kept_curves
from playground.analysis.rows.measured import measured
from playground.language import _, grouped, to_say
from playground.notation import brief, compact
from playground.panels.kit import plot
from playground.panels.kit.numbers import computed
from playground.panels.kit.scales import round_above
from playground.panels.kit.template import Template
from playground.panels.panel import Figure
from playground.panels.stage.plan import Plan
from playground.panels.stage.training.standing import Standing
from playground.training import batches
from playground.training.record import Curve
from playground.training.timeline import curve_left

HEIGHT = 96
LEFT, RIGHT, RIGHT_PHONE = 44, 118, 84  # px beside the plot: its numbers, and what the lines are
THUMB = 15  # px of the slider's handle
LEAST_EPOCHS = 10  # that the axis shows
_NO_LOSS = 1e-9  # as printed
BEYOND = 2.0  # times the loss at the beginning, above which the curve leaves the picture
_ABOUT_TICKS = 6
_SLIDER = Template(
    '<div class="scrub-curve" data-key="scrub"><input type="range" min="{}" max="{}" step="1" '
    'value="{}" data-edit="train-to" aria-label="{}" '
    'aria-valuetext="{}" style="left:{}px;width:{}px"{}>{}</div>'
)
_DISABLED = Markup(" disabled")
_PARTS = {"train": to_say("train"), "test": to_say("test")}
_LEGEND = Template('<ul class="curve-lines">{}</ul>')
_KEPT = Template('<li class="kept"><span class="names">{}</span><i></i></li>')
_BEFORE = Template('<li class="kept" title="{}">{}<i></i></li>')
_ITEM = Template('<li class="{}">{} {}<i></i></li>')


def parts(at: Standing) -> tuple[Markup, Figure]:
    """The slider with the two losses, and the figure below it."""
    training, box = at.training, box_of(at.plan)
    each = batches(training.run.recipe, at.data)
    last = max(training.last, training.left.last if training.left else 0)
    end = _end(training.first, last, each)
    across = plot.Axis(training.first, end, "", _ticks(at.curve, end, each), False)
    return _slider(at, across, box), _figure(at, (across, _up(at.curve)), box)


def _end(first: int, last: int, each: int) -> int:
    """The axis's last update, a round number of epochs on, so that it stays for many pictures."""
    epochs = max((last - first) / each, LEAST_EPOCHS)
    return first + math.ceil(round_above(epochs) * each)


def box_of(plan: Plan) -> plot.Box:
    """The plot's place."""
    right = RIGHT_PHONE if plan.layout.phone else RIGHT
    return plot.Box(plan.layout.width - 40, HEIGHT, left=LEFT, right=right, top=8, bottom=20)


def place(plan: Plan) -> h.Element:
    """Its place in the stage's frame."""
    box = box_of(plan)
    return h.div(".curve-place", style=f"width:{box.width}px;height:{box.height}px")[
        h.div(data_figure="progress", aria_hidden="true")
    ]


def _slider(at: Standing, across: plot.Axis, box: plot.Box) -> Markup:
    training = at.training
    left, right = box.across(across, training.first), box.across(across, training.last)
    return _SLIDER.format(
        training.first,
        max(training.last, training.first + 1),
        training.step,
        _("update of the training"),
        _(
            "update {update}, epoch {epoch}",
            update=grouped(training.step),
            epoch=training.run.epoch,
        ),
        f"{left - THUMB / 2:.1f}",
        f"{right - left + THUMB:.1f}",
        _DISABLED if training.last == training.first else Markup(),
        _legend(at),
    )


def _legend(at: Standing) -> Markup:
    """The losses of the network that is shown."""
    items, scene = [], at.plan.scene
    for part in ("train", "test") if len(at.data.test) else ("train",):
        found = measured(scene, part)
        loss = computed(found.loss if found else None, scene.decimals, f"loss/{part}")
        items.append(_ITEM.format(part, loss, _(_PARTS[part])))
    if at.training.left is not None:
        title = _("What came here before another way was taken")
        items.append(_BEFORE.format(title, _("before")))
    if kept := ", ".join(name for name, *rest in kept_curves(scene)):
        items.append(_KEPT.format(_("kept: {names}", names=kept)))
    return _LEGEND.format(Markup().join(items))


def _up(curve: Curve) -> plot.Axis:
    """From 0 to a little above the curve; what leaves twice the first loss leaves the picture.

    To 1 where there is no loss at all: a line on the ground needs no smaller scale.
    """
    both = np.concatenate([curve.train, curve.test])
    seen = both[np.isfinite(both)]
    start = [v for v in (curve.train[0], curve.test[0]) if np.isfinite(v)]
    top = min(seen.max(initial=0.0), BEYOND * max(start, default=1.0))
    high = round_above(1.02 * float(top)) if top > _NO_LOSS else 1.0
    return plot.Axis(0.0, high, "", ((0.0, "0"), (high / 2, brief(high / 2)), (high, brief(high))))


def _ticks(curve: Curve, end: int, each: int) -> tuple[tuple[float, str], ...]:
    """Round epochs at the updates where they are complete, of ``each`` so many from now on.

    The places are rounded, so that a picture has the same ones as that before.
    """
    steps, epochs = curve.steps.astype(float), curve.epochs
    last = round(float(epochs[-1] + (end - steps[-1]) / each), 6)
    gap = max(round_above(max((last - epochs[0]) / _ABOUT_TICKS, 1.0)), 1.0)
    gap = float(np.ceil(gap))
    marks = np.arange(np.ceil(epochs[0] / gap) * gap, last + gap / 1e6, gap)
    places = np.interp(marks, [*epochs, last], [*steps, end]).round(3)
    named = [compact(float(mark), 0) for mark in marks]
    if named:
        named[0] = _("epoch {number}", number=named[0])
    return tuple(zip(places.tolist(), named, strict=True))


def _figure(at: Standing, axes: tuple[plot.Axis, plot.Axis], box: plot.Box) -> Figure:
    across, up = axes
    step, palette, curve = at.training.step, at.plan.palette, at.curve
    past, ahead = curve.upto(step), curve.since(step)
    left = curve_left(at.training, at.data)
    kept = kept_curves(at.plan.scene)
    lines = [
        _passed(across.low, step, up.high, palette.accent_soft),
        *(_line(run.steps, run.train, palette.text3, 1.4, up) for _, run in kept),
        *([] if left is None else [_line(left.steps, left.train, palette.text3, 1.4, up)]),
        _line(ahead.steps, ahead.test, palette.text3, 1.0, up),
        _line(ahead.steps, ahead.train, palette.text3, 1.6, up),
        _line(past.steps, past.test, palette.text1, 1.3, up),
        _line(past.steps, past.train, palette.text1, 2.6, up),
        plot.line([step, step], [up.low, up.high], palette.accent, simplify=False),
    ]
    layout = plot.layout(box, across, up, palette)
    layout["shapes"] = [_ground(palette.sunk)]
    layout["xaxis"]["range"] = [across.low, across.high]
    # The thumb stands on the axis at first: the axis's numbers end to the left of it.
    layout["yaxis"] |= {"ticks": "outside", "ticklen": THUMB / 2, "tickcolor": plot.CLEAR}
    return {"data": lines, "layout": layout}


def _line(
    steps: NDArray[Any], losses: Array, colour: str, width: float, up: plot.Axis
) -> plot.PlotTrace:
    """A line with gaps where it cannot be seen; without two points it has none.

    It is not simplified: so the browser moves it in place, and Plotly need not draw every picture.
    """
    seen = losses <= up.high
    if len(steps) < 2 or not seen.any():
        return plot.line([], [], colour, width, simplify=False)
    x, y = map(plot.finite, _cut_off(steps.astype(float), losses, up.high))
    return plot.line(x, y, colour, width, simplify=False)


def _cut_off(steps: Array, losses: Array, high: float) -> tuple[Array, Array]:
    """The line (n,) up to where it leaves the picture at the top, and from where it comes back."""
    seen = losses <= high
    x, y = np.where(seen, steps, np.nan), np.where(seen, losses, np.nan)
    for inside, outside in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
        crossing = seen[inside] & ~seen[outside] & np.isfinite(losses[outside])
        (at,) = np.nonzero(crossing)
        rise = losses[outside][at] - losses[inside][at]
        share = (high - losses[inside][at]) / rise
        x[outside][at] = steps[inside][at] + share * (steps[outside][at] - steps[inside][at])
        y[outside][at] = high
    return x, y


def _passed(low: float, step: float, high: float, colour: str) -> plot.PlotTrace:
    """What has been trained, as ground below the lines."""
    x, y = [low, step, step, low], [0.0, 0.0, high, high]
    return plot.line(x, y, colour, 0, fill="toself", fillcolour=colour, simplify=False)


def _ground(colour: str) -> dict[str, object]:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }
