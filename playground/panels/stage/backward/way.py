"""The way back of a row, drawn: tags and the loss over the figure, triangles in it."""

from dataclasses import dataclass

from markupsafe import Markup

from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.template import Template, join
from playground.panels.stage.backward.changes import Change, changes
from playground.panels.stage.backward.deltas import delta_tags
from playground.panels.stage.backward.loss_box import LossBox, loss_box
from playground.panels.stage.backward.passage import Passage, passage
from playground.panels.stage.backward.tags import Tag
from playground.panels.stage.backward.triangles import told_edges, triangle_traces, zero_tags
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.plan import Plan

_PART = Template('<div class="way-back" data-key="way-back" aria-hidden="true">{}</div>')
_NONE = Markup('<div data-key="way-back"></div>')


@dataclass(frozen=True)
class Way:
    """What is drawn of the way back, as far as it has been played."""

    tags: tuple[Tag, ...]
    now: Passage
    loss: LossBox
    changes: tuple[Change, ...]
    traces: tuple[PlotTrace, ...]

    @property
    def boxes(self) -> list[Box]:
        """Where its labels stand."""
        around = [] if self.loss.box is None else [self.loss.box]
        labels = [*(tag.box for tag in self.tags), *(each.box for each in self.changes)]
        return [*labels, *self.now.boxes, *around]

    def markup(self) -> Markup:
        """The part over the figure."""
        pieces = [self.loss.markup, *(tag.markup() for tag in (*self.tags, *self.now.results))]
        pieces += [label.markup() for label in self.now.factors]
        pieces += [change.markup() for change in self.changes]
        return _PART.format(join(pieces)) if self.tags or self.changes else _NONE


_NO_WAY = Way((), Passage(), LossBox(Markup("")), (), ())


def way_of(plan: Plan, fixed: tuple[Box, ...]) -> Way:
    """The way back of a plan's scene, its labels clear of the boxes that are ``fixed``."""
    if not plan.goes_back:
        return _NO_WAY
    loss = loss_box(plan)
    around = (*fixed, *((loss.box,) if loss.box else ()))
    changed = changes(plan, around)
    deltas = [] if changed else delta_tags(plan)
    taken = (*around, *(tag.box for tag in deltas), *(each.box for each in changed))
    now = passage(plan, taken)
    edges = list(told_edges(plan, now))
    zeros = zero_tags(plan, edges, now, (*taken, *now.boxes))
    boxes = (*taken, *now.boxes, *(tag.box for tag in zeros))
    traces = triangle_traces(plan, edges, boxes)
    return Way((*deltas, *zeros), now, loss, changed, tuple(traces))
