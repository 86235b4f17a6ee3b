"""The way back of a row, drawn: tags and the loss over the figure, triangles in it."""

from dataclasses import dataclass

from markupsafe import Markup

from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.template import Template, join
from playground.panels.stage.backward.deltas import delta_tags
from playground.panels.stage.backward.loss_box import LossBox, loss_box
from playground.panels.stage.backward.passage import Passage, passage
from playground.panels.stage.backward.tags import Tag
from playground.panels.stage.backward.triangles import told_edges, triangle_traces, zero_tags
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.plan import Plan

_PART = Template('<div class="way-back" data-key="way-back">{}</div>')
_NONE = Markup('<div data-key="way-back"></div>')


@dataclass(frozen=True)
class Way:
    """What is drawn of the way back, as far as it has been played."""

    tags: tuple[Tag, ...]
    now: Passage
    loss: LossBox
    traces: tuple[PlotTrace, ...]

    @property
    def boxes(self) -> list[Box]:
        """Where its labels stand."""
        around = [] if self.loss.box is None else [self.loss.box]
        return [*(tag.box for tag in self.tags), *self.now.boxes, *around]

    def markup(self) -> Markup:
        """The part over the figure."""
        pieces = [self.loss.markup, *(tag.markup() for tag in (*self.tags, *self.now.results))]
        pieces += [label.markup() for label in self.now.factors]
        return _PART.format(join(pieces)) if self.tags else _NONE


_NO_WAY = Way((), Passage(), LossBox(Markup("")), ())


def way_of(plan: Plan, fixed: tuple[Box, ...]) -> Way:
    """The way back of a plan's scene, its labels clear of the boxes that are ``fixed``."""
    if not plan.goes_back:
        return _NO_WAY
    deltas, loss = delta_tags(plan), loss_box(plan)
    taken = (*fixed, *(tag.box for tag in deltas), *((loss.box,) if loss.box else ()))
    now = passage(plan, taken)
    edges = list(told_edges(plan, now))
    zeros = zero_tags(plan, edges, now, (*taken, *now.boxes))
    boxes = (*taken, *now.boxes, *(tag.box for tag in zeros))
    traces = triangle_traces(plan, edges, boxes)
    return Way((*deltas, *zeros), now, loss, tuple(traces))
