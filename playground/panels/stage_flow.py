"""The moving part of the playback: products that travel along the selected neuron's edges.

The server says from where to where, and CSS moves them at the display's rate. They come to rest
where the diagram draws the products in every other step.
"""

import math

from markupsafe import Markup

from playground.panels.stage_labels import Label, pill, pill_at, travelling
from playground.panels.stage_look import Edge, Look
from playground.scene import step_at

MOST_TRAVELLERS = 32
START_AT = 0.12
SECONDS = 0.6  # of a product's way at 1×

_NONE = Markup('<div data-key="flow"></div>')
_ALL = Markup('<div data-key="flow">{}</div>')
_ONE = Markup(
    '<i class="comet" data-key="flow-{step}-{source}" aria-hidden="true" style="--fill:{fill};'
    "--x0:{x0}px;--y0:{y0}px;--x1:{x1}px;--y1:{y1}px;--turn:{turn:.1f}deg;--pace:{pace:.2f}s;"
    'font-size:{size}px;color:{ink}"><b>{text}</b></i>'
)


def flow(look: Look) -> Markup:
    """The travellers of the current step; nothing where nothing is played."""
    scene = look.scene
    if not travelling(look) or scene.step is None:
        return _NONE
    at = step_at(scene.network, scene.step)
    if at is None:
        return _NONE
    k, j, _ = at
    sources = [i for i in look.columns[k].indices if i is not None][:MOST_TRAVELLERS]
    return _ALL.format(Markup().join(_traveller(look, (k, j, i)) for i in sources))


def _traveller(look: Look, edge: Edge) -> Markup:
    label: Label = pill(look, edge, pill_at(look, edge))
    x0, y0 = look.along(edge, START_AT)
    return _ONE.format(
        step=look.scene.step,
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
        pace=SECONDS / float(look.view.speed),
    )
