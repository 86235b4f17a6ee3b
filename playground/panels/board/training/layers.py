"""What reaches each layer now: a bar a layer for its mean gradient, and what it means in words."""

import math

import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.learning.gradient_flow import (
    EXPLODES_ABOVE,
    VANISHES_BELOW,
    first_to_last,
    verdict,
)
from playground.analysis.learning.story import Story
from playground.language import _, to_say
from playground.panels.kit import card
from playground.panels.kit.names import layer_names
from playground.panels.kit.numbers import size
from playground.panels.kit.template import Template, join
from playground.panels.panel import View
from playground.scene import Scene

_BARS = Template('<div class="gradients" data-key="gradients">{}</div>')
_ROW = Template(
    "<p><span>{}</span>"
    '<span class="track" aria-hidden="true"><i class="bar" style="width:{}%"></i>{}</span>'
    "{}</p>"
)
_TICK = Template('<i class="tick" style="left:{}%"></i>')
_TABLE = Template(
    '<table class="measures" data-key="layers" aria-label="{}"><thead><tr><td></td>'
    "{}</tr></thead><tbody>{}</tbody></table>"
)
_HEAD = Template('<th scope="col">{}</th>')
_HEADS = (
    to_say("mean |∂L/∂w|"),
    to_say("mean |update|"),
    to_say("mean |w|"),
    to_say("update / weight"),
    to_say("dead"),
)
_LAYER = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}</td>")
_VERDICTS = {
    "vanishing": to_say(
        "Vanishing gradients: that of the first layer is {ratio} times the last one's. "
        "Below 1/{limit} of it, the first layers hardly learn while the last one does."
    ),
    "exploding": to_say(
        "Exploding gradients: that of the first layer is {ratio} times the last one's. "
        "Above {limit} times, a rate that suits the last layer throws the first ones about."
    ),
}
_LIMITS = {"vanishing": f"{1.0 / VANISHES_BELOW:.0f}", "exploding": f"{EXPLODES_ABOVE:.0f}"}
_DECADES = 4  # that a logarithmic bar goes down, at least


def bars(story: Story, scene: Scene, view: View) -> Markup:
    """The mean gradient of each layer, and a tick where it was after the first epoch."""
    flow, first = story.flow, story.first_epoch
    known = flow.gradients if first is None else np.append(flow.gradients, first.gradients)
    shares = _shares(flow.gradients, known, view)
    ticks = None if first is None else _shares(first.gradients, known, view)
    rows = [
        _ROW.format(
            name,
            f"{shares[k]:.1f}",
            _TICK.format(f"{ticks[k]:.1f}") if ticks is not None else Markup(""),
            size(float(flow.gradients[k]), scene.decimals, f"layer-gradient/{k}"),
        )
        for k, name in enumerate(layer_names(story.run.network))
    ]
    return _BARS.format(join(rows))


def _shares(values: Array, known: Array, view: View) -> list[float]:
    """How long bars are, in percent of the largest of all that are known."""
    seen = known[np.isfinite(known) & (known > 0)]
    if not seen.size:
        return [0.0] * len(values)
    top = float(seen.max())
    with np.errstate(all="ignore"):
        if view.scale == "log":
            low = min(math.floor(math.log10(float(seen.min()))), math.log10(top) - _DECADES)
            high = math.log10(top)
            found = (np.log10(np.where(values > 0, values, np.nan)) - low) / (high - low)
        else:
            found = values / top
    return [100.0 * float(each) for each in np.clip(np.nan_to_num(found, nan=0.0), 0.0, 1.0)]


def words(story: Story, scene: Scene) -> Markup:
    """Whether gradients vanish or explode on their way back; nothing where neither holds."""
    found, ratio = verdict(story.flow), first_to_last(story.flow)
    if not found or ratio is None:
        return card.empty("verdict")
    text = Template(_(_VERDICTS[found])).format(
        ratio=size(ratio, scene.decimals, "first-to-last"), limit=_LIMITS[found]
    )
    return card.note("verdict", text, " verdict")


def table(story: Story, scene: Scene) -> Markup:
    """All sizes of all layers, as they are now."""
    flow = story.flow
    columns = {
        "layer-gradient": flow.gradients,
        "layer-update": flow.updates,
        "layer-weight": flow.weights,
        "layer-ratio": flow.ratios,
        "layer-dead": flow.dead,
    }
    rows = [
        _LAYER.format(
            name,
            join(
                _CELL.format(size(float(values[k]), scene.decimals, f"{of}/{k}"))
                for of, values in columns.items()
            ),
        )
        for k, name in enumerate(layer_names(story.run.network))
    ]
    return _TABLE.format(_("Layers"), join(_HEAD.format(_(each)) for each in _HEADS), join(rows))
