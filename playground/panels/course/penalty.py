"""What L2 does: training and test loss over the updates, without a penalty and with it."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.learning.penalised import Penalised, penalised
from playground.analysis.learning.trials import Trial
from playground.language import _, to_say
from playground.notation import in_full
from playground.panels.kit import card, plot
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_HEIGHT = 210
_LEAST_DECIMALS = 3  # of a loss
_LEAST = 1e-12  # below it a curve shows nothing
_AIR = 0.15
_ROW = Template('<p class="facts" data-key="{}"><span class="key {}"></span><b>{}</b>{}</p>')
_PART = Template('<span><span class="aside">{}</span> {}</span>')
_NONE = to_say(
    "Nothing is trained here: it takes rows, the mode “train”, and a network that is trained in a "
    "moment."
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The panel of the penalty."""
    palette, width = palette_of(view), card.inner_width(view, "penalty")
    found = penalised(scene)
    if found is None:
        return Panel(card.frame("penalty", _("Penalty"), scene, view, htpy.p(".note")[_(_NONE)]))
    box = plot.Box(width, _HEIGHT, left=44)
    frame = card.frame(
        "penalty",
        _("Penalty"),
        scene,
        view,
        htpy.header[
            htpy.span(".title")[_("Without and with L2")],
            htpy.span(".aside")[
                _("loss over updates: thick for training rows, thin for test rows")
            ],
        ],
        card.figure_place(
            "penalty", "penalty", box.width, box.height, _("losses over the updates")
        ),
        slot("without"),
        slot("with"),
    )
    parts = {
        "without": _row(scene, "without", "dashed", found.without, Markup("λ = 0")),
        "with": _row(scene, "with", "accent", found.penalised, _lambda(found)),
    }
    return Panel(frame, parts, {"penalty": _figure(found, box, palette)})


def _lambda(found: Penalised) -> Markup:
    return Markup("λ = {}").format(
        printed(found.l2, 0, quantity="penalty-l2", text=in_full(found.l2))
    )


def _row(scene: Scene, name: str, css: str, trial: Trial, title: Markup) -> Markup:
    decimals = max(scene.decimals, _LEAST_DECIMALS)
    train = computed(float(trial.train[-1]), decimals, f"{name}-penalty/train")
    text = _PART.format(_("train"), train)
    if not np.isnan(trial.test[-1]):
        test = computed(float(trial.test[-1]), decimals, f"{name}-penalty/test")
        text += _PART.format(_("test"), test)
    return _ROW.format(name, css, title, text)


def _figure(found: Penalised, box: plot.Box, palette: Palette) -> Figure:
    """Four curves on a logarithmic scale; those of test rows are thin."""
    data = []
    for trial, colour, dash in (
        (found.without, palette.text2, "dash"),
        (found.penalised, palette.accent, "solid"),
    ):
        for losses, width in ((trial.train, 2.8), (trial.test, 1.4)):
            heights = plot.finite(np.log10(np.maximum(losses, _LEAST)))
            data.append(plot.line(trial.updates.tolist(), heights, colour, width, dash))
    seen = np.array([y for trace in data for y in trace["y"] if y is not None] or [-1.0, 0.0])
    low, high = float(seen.min()) - _AIR, float(seen.max()) + _AIR
    last = float(max(found.without.updates[-1], found.penalised.updates[-1]))
    vertical = plot.Axis(low, high, _("loss"), plot.powers(low, high), zero=False)
    return {
        "data": data,
        "layout": plot.layout(box, plot.Axis(0, last, _("updates"), zero=False), vertical, palette),
    }
