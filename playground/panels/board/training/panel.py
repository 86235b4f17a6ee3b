"""The Training tab: sections, one at a time, of what a training comes to and why."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.learning.story import refused, story_of
from playground.language import _
from playground.panels.board.training import choices, runs
from playground.panels.board.training.drawing import NAME, Drawing
from playground.panels.board.training.sections import DRAWN
from playground.panels.kit import card
from playground.panels.kit.theme import palette_of
from playground.panels.kit.unfit import unfit
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_CHOICE = Markup('<div data-key="{}">{}</div>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The Training panel."""
    story = story_of(scene)
    if story is None:
        why = refused(scene)
        content = htpy.p(".note")[_sentence(why)] if why else unfit(scene)
        return Panel(card.frame(NAME, _("Training"), scene, view, content))
    drawing = Drawing(scene, view, story, palette_of(view), card.inner_width(view, NAME))
    section = DRAWN[view.training](drawing)
    parts = {
        "sections": _CHOICE.format("sections", choices.choice_of_sections(view)),
        "scales": _CHOICE.format("scales", choices.choice_of_scales(view)),
        "keep": runs.keep_button(story, scene),
        **section.parts,
    }
    head = htpy.header[slot("sections"), slot("scales"), slot("keep")]
    frame = card.frame(NAME, _("Training"), scene, view, head, section.content)
    return Panel(frame, parts, section.figures)


def _sentence(text: str) -> str:
    """An error as a sentence of the page."""
    return text[:1].upper() + text[1:] + "."
