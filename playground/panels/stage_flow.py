"""The moving part of the playback: products that travel along the selected neuron's edges.

The server says from where to where, and CSS moves them at the display's rate.
"""

from markupsafe import Markup

from playground.panels.stage_labels import pill, pill_at, product
from playground.panels.stage_look import Look
from playground.scene import step_at

MOST_TRAVELLERS = 32
START_AT = 0.12


def flow(look: Look) -> Markup:
    """The travellers of the current step; nothing where nothing is played."""
    scene = look.scene
    at = None if scene.step is None else step_at(scene.network, scene.step)
    if at is None or at[2] != "multiply" or look.view.calm or look.view.stride != "operation":
        return Markup('<div data-key="flow"></div>')
    k, j, _ = at
    sources = [i for i in look.columns[k].indices if i is not None][:MOST_TRAVELLERS]
    pieces = []
    for i in sources:
        label = pill(look, (k, j, i), pill_at(look, (k, j, i)))
        x0, y0 = look.along((k, j, i), START_AT)
        sign = "negative" if product(look, (k, j, i)) < 0 else "positive"
        pieces.append(
            f'<i class="comet {sign}" data-key="flow-{scene.step}-{i}" aria-hidden="true"'
            f' style="--x0:{x0}px;--y0:{y0}px;--x1:{label.x}px;--y1:{label.y}px;'
            f'--pace:{0.6 / float(look.view.speed):.2f}s"></i>'
        )
    return Markup(f'<div data-key="flow">{"".join(pieces)}</div>')  # noqa: S704 - numbers only
