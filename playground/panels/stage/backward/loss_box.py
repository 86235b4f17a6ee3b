"""The loss of the row, where the way back begins: under the output, or beside the layer's name."""

from dataclasses import dataclass

from markupsafe import Markup

from playground.analysis.learning import backward
from playground.data import Dataset
from playground.language import _, called
from playground.panels.kit.numbers import computed
from playground.panels.kit.row_loss import loss_formula
from playground.panels.kit.template import Template
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.plan import Plan

ROOM = 96.0  # px under the lowest output that the box takes, with the tag above it
_BELOW = 32.0  # px from an output to where the arrow ends
ARROW = 14.0
_HEIGHT, _PHONE_HEIGHT = 46.0, 26.0
_SIZE, _PHONE_SIZE = 13.0, 12.0
_HEADER = -62.0  # px, where the layer's name stands above the diagram
_BOX = Template(
    '<div class="loss-box{}" data-key="loss-box" style="left:{}px;top:{}px;width:{}px;height:{}px">'
    '<p>{}</p><p class="math"><i>L</i> = {}{}</p></div>'
)
_PHONE_BOX = Template(
    '<div class="loss-box{}" data-key="loss-box" style="left:{}px;top:{}px;width:{}px;height:{}px">'
    '<p class="math">{} · <i>L</i> = {}{}</p></div>'
)
_BESIDE = Template(
    '<p class="loss-beside math" data-key="loss-box" style="left:{}px;top:{}px"><i>L</i> {}</p>'
)


@dataclass(frozen=True)
class LossBox:
    """Its markup, and where it stands."""

    markup: Markup
    box: Box | None = None


def loss_box(plan: Plan) -> LossBox:
    """That of the row at x, once the loss has been computed."""
    scene = plan.scene
    loss, name, wanted = (
        backward.loss(scene),
        backward.loss_name(scene),
        backward.target_at_input(scene),
    )
    data = scene.fitting
    if loss is None or name is None or wanted is None or data is None or scene.row is None:
        return LossBox(Markup(""))
    column = plan.columns[-1]
    number = computed(loss, scene.decimals, "loss", css=" strong")
    lowest = max(column.ys) + column.radius
    if not plan.layout.phone and plan.layout.height - lowest < ROOM:
        return LossBox(_BESIDE.format(round(column.xs[0] + 30, 1), _HEADER, number))
    formula = loss_formula(scene, name, wanted, loss)
    told = _wanted(data, scene.row)
    size, height = (_PHONE_SIZE, _PHONE_HEIGHT) if plan.layout.phone else (_SIZE, _HEIGHT)
    equation = f"L = {formula.striptags()}{number.striptags()}"
    if plan.layout.phone:
        lines = [f"{told} · {equation}"]
    else:
        told = _("loss of row {row}", row=scene.row + 1) + f" · {told}"
        lines = [told, equation]
    width = round(max(text_width(line, size) for line in lines) * 1.04 + 24, 1)
    now = backward.now(scene)
    css = " pops" if now is not None and now[0] == "loss" else ""
    middle = (max(column.xs) + min(column.xs)) / 2
    x = round(min(max(middle, width / 2 + 2), plan.layout.width - width / 2 - 2), 1)
    y = round(lowest + _BELOW + (0 if plan.layout.phone else ARROW) + height / 2, 1)
    form = _PHONE_BOX if plan.layout.phone else _BOX
    markup = form.format(css, x, y, width, height, told, formula, number)
    return LossBox(markup, (x - width / 2, y - height / 2 - ARROW, x + width / 2, y + height / 2))


def _wanted(data: Dataset, row: int) -> str:
    """ "wanted 1", or the class by its label; a regression's target stands in the formula."""
    if data.task == "regression":
        return _("squared") if data.n_outputs == 1 else _("all outputs")
    label = data.labels[int(data.target[row])]
    return _("wanted {label}", label=called(label))
