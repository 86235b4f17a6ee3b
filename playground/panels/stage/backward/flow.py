"""The moving part of the way back: triangles that run along the edges of the current step.

The server says from where to where, and CSS moves them, against the direction of the pass.
"""

import math

from markupsafe import Markup

from playground.panels.kit.template import Template, join
from playground.panels.stage.backward.passage import Passage
from playground.panels.stage.plan import Edge, Plan

MOST_TRAVELLERS = 32
SECONDS = 0.6  # of the way at 1×
_START_AT, _END_AT = 0.9, 0.12  # of the edge
_PART = Template('<div data-key="flow">{}</div>')
_ONE = Markup(
    '<i class="runner{css}" data-key="back-{step}-{name}" aria-hidden="true" style="--x0:{x0}px;'
    '--y0:{y0}px;--x1:{x1}px;--y1:{y1}px;--turn:{turn:.1f}deg;--pace:{pace:.2f}s"></i>'
)


def back_flow(plan: Plan, now: Passage) -> Markup:
    """The travellers of the current step; none for what is 0, nor for who wants no motion."""
    if plan.view.calm or plan.view.size != "operation":
        return _PART.format("")
    pairs = [pair for pair in zip(now.edges, now.values, strict=True) if pair[1] != 0]
    return _PART.format(join(_runner(plan, *pair) for pair in pairs[:MOST_TRAVELLERS]))


def _runner(plan: Plan, edge: Edge, value: float) -> Markup:
    (x0, y0), (x1, y1) = plan.along(edge, _START_AT), plan.along(edge, _END_AT)
    return _ONE.format(
        css=" minus" if value < 0 else "",
        step=plan.scene.step,
        name="-".join(map(str, edge)),
        x0=x0,
        y0=y0,
        x1=x1,
        y1=y1,
        turn=math.degrees(math.atan2(y1 - y0, x1 - x0)),
        pace=SECONDS / plan.view.times,
    )
