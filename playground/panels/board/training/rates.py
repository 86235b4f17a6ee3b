"""The learning-rate test: the loss of each step against its rate, and what it suggests."""

import math

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.learning.rate_test import FIRST_RATE, LAST_RATE, RateTest, rate_test
from playground.analysis.learning.story import Story
from playground.language import _, to_say
from playground.notation import brief, exact, power_of_ten
from playground.panels.board.training.scales import scale_of
from playground.panels.kit import card, controls, plot
from playground.panels.kit.numbers import size
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure, View
from playground.scene import Scene, SetRecipe

_ROOM = 1.6  # times the first loss up to which it is drawn: what explodes leaves the picture
_USE = to_say("Train with this rate")


def figure(story: Story, view: View, box: plot.Box, palette: Palette) -> Figure:
    """The losses, and where the present and the suggested rate are."""
    found = rate_test(story.run, story.data)
    powers = range(round(math.log10(FIRST_RATE)), round(math.log10(LAST_RATE)) + 1)
    ticks = tuple((float(power), _power(power)) for power in powers)
    across = plot.Axis(float(powers[0]), float(powers[-1]), _("learning rate η"), ticks, False)
    rates = np.log10(found.rates).round(5).tolist()
    scale = scale_of([np.minimum(found.losses, _ROOM * found.before), [found.before]], view)
    marks = [(math.log10(story.recipe.rate), palette.text3, "dot")]
    if found.suggestion is not None:
        marks.append((math.log10(found.suggestion), palette.accent, "solid"))
    data = [
        plot.line(rates, scale.places(found.losses), palette.text1, 2.4),
        *(
            plot.line([at, at], list(scale.axis.ends), colour, 1.6, dash)
            for at, colour, dash in marks
        ),
        plot.labels(
            [at for at, *_ in marks],
            [scale.axis.low, scale.axis.high][: len(marks)],  # apart, for both may be the same
            [" " + _("now"), " " + _("suggested")][: len(marks)],
            [colour for _at, colour, _dash in marks],
            ["top right", "bottom right"][: len(marks)],
            12,
        ),
    ]
    return {"data": data, "layout": plot.layout(box, across, scale.axis, palette)}


def _power(power: int) -> str:
    return brief(10.0**power) if -3 <= power <= 1 else power_of_ten(power)


def words(story: Story, scene: Scene) -> Markup:
    """What the test has found, and the button that takes the rate over."""
    found = rate_test(story.run, story.data)
    if found.suggestion is None:
        return card.note(
            "rate", _("No rate is suggested: from these weights the loss does not fall.")
        )
    said = size(found.suggestion, scene.decimals, "suggested-rate")
    return Markup('<div class="found" data-key="rate"><p class="note">{}</p>{}</div>').format(
        Template(_("Suggested: η = {rate}. There the loss falls most steeply. {end}")).format(
            rate=said, end=_end(found)
        ),
        _use(scene, significant_rate(found.suggestion)),
    )


def significant_rate(rate: float) -> float:
    """The rate with two digits, as a person would choose it."""
    return float(f"{rate:.2g}")


def _use(scene: Scene, rate: float) -> htpy.Element:
    fixed = controls.is_fixed(scene, SetRecipe("rate", exact(rate)))
    return htpy.button(
        ".use",
        type="button",
        data_edit="recipe/rate",
        value=exact(rate),
        disabled=fixed,
        title=_(controls.LOCKED_TITLE) if fixed else None,
    )[_(_USE)]


def _end(found: RateTest) -> str:
    if found.left:
        return _("The test ended where the weights left all bounds.")
    if found.exploded:
        return _("The test ended where the loss was four times that of the beginning.")
    return _("The loss did not explode up to the largest rate.")


METHOD = to_say(
    "From the present weights each step takes a larger rate, by the same factor; drawn is the loss "
    "of the training rows after it (Smith 2017). Nothing of the test changes your network."
)
