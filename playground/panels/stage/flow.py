"""The moving part of the playback: products that travel along the selected neuron's edges.

The server says from where to where, and CSS moves them at the display's rate. They come to rest
where the diagram draws the products in every other step.
"""

import math

from markupsafe import Markup

from playground.panels.kit.template import Template
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.product_labels import Label
from playground.panels.stage.lettering.products import resting, travelling
from playground.panels.stage.plan import Edge, Plan

MOST_TRAVELLERS = 32
START_AT = 0.12
SECONDS = 0.6  # of a product's way at 1×

_NONE = Markup('<div data-key="flow"></div>')
_ALL = Template('<div data-key="flow">{}</div>')
_ONE = Markup(
    '<i class="comet" data-key="flow-{step}-{source}" aria-hidden="true" style="--fill:{fill};'
    "--x0:{x0}px;--y0:{y0}px;--x1:{x1}px;--y1:{y1}px;--turn:{turn:.1f}deg;--pace:{pace:.2f}s;"
    'font-size:{size}px;color:{ink}"><b>{text}</b></i>'
)


def flow(plan: Plan, taken: tuple[Box, ...]) -> Markup:
    """The travellers of the current step, to where the boxes that are taken leave room for them."""
    at = travelling(plan)
    if at is None:
        return _NONE
    k, j = at
    sources = [i for i in plan.columns[k].indices if i is not None][:MOST_TRAVELLERS]
    edges = [(k, j, i) for i in sources]
    pairs = zip(edges, resting(plan, edges, taken), strict=True)
    return _ALL.format(Markup().join(_traveller(plan, edge, label) for edge, label in pairs))


def _traveller(plan: Plan, edge: Edge, label: Label) -> Markup:
    x0, y0 = plan.along(edge, START_AT)
    return _ONE.format(
        step=plan.scene.step,
        source=edge[2],
        fill=label.fill,
        ink=label.colour,
        size=label.size,
        text=label.text.removeprefix("<b>").removesuffix("</b>"),
        x0=x0,
        y0=y0,
        x1=label.x,
        y1=label.y,
        turn=math.degrees(math.atan2(label.y - y0, label.x - x0)),
        pace=SECONDS / plan.view.times,
    )
