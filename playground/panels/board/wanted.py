"""What the row at the inputs wants of the output, and what it costs: parts of the Output panel.

Parts are ``wanted`` (beside the panel's name) and ``loss``. Until playback has reached the output,
nothing is known of it, and both are blank; so they are where an input was moved off the row. Where
no row is chosen, no loss of one is spoken of; and where losses are hidden, of none at all.
"""

from markupsafe import Markup

from playground.analysis import so_far
from playground.analysis.comparison import kept_on_rows
from playground.analysis.input_space.classes import class_at_input, largest_output
from playground.analysis.rows.losses import loss_name
from playground.analysis.rows.measured import measured
from playground.analysis.rows.predictions import loss_at_input, off_by, wanted
from playground.analysis.rows.unscaled import (
    target_scale,
    unscaled_off_by,
    unscaled_output,
    unscaled_target,
)
from playground.data import Dataset
from playground.language import _, called
from playground.panels.kit import card
from playground.panels.kit.marks import wanted_label
from playground.panels.kit.numbers import computed
from playground.panels.kit.row_loss import loss_formula
from playground.panels.kit.template import Template
from playground.panels.kit.units import with_unit
from playground.scene import Scene, shows_loss

_WANTED = Template('<span class="wanted{}" data-key="wanted">{}</span>')
_LOSS = Template(
    '<div class="row-loss" data-key="loss">{}{}<p><span>{}</span><span class="spring"></span>{}</p>'
    "{}</div>"
)
_OF_ROW = Template('<p><span>{}</span><span class="spring"></span>{}</p>')
_BEFORE = Template('<p><span>{}</span><span class="spring"></span><span>{}</span></p>')
_KEPT = Template('<p class="kept"><span>{}</span><span class="spring"></span>{}</p>')
_RIGHT = Markup(
    '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6.5 4.8 9.3 10.2 3"/></svg>'
)
_WRONG = Markup(
    '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 2.5l7 7m0-7l-7 7"/></svg>'
)


def parts(scene: Scene, data: Dataset) -> dict[str, Markup]:
    """Both parts."""
    return {"wanted": _wanted(scene, data), "loss": _losses(scene, data)}


def _wanted(scene: Scene, data: Dataset) -> Markup:
    row = scene.row if scene.is_at_row else None
    if row is None or not so_far.pass_done(scene):
        return _WANTED.format("", "")
    if data.task == "regression":
        return _WANTED.format("", _missed_by(scene, data))
    said = class_at_input(scene, 0) if data.task == "binary" else largest_output(scene)
    label = wanted_label(data, row).removeprefix("class ")
    if said != data.target[row]:
        return _WANTED.format(" wrong", _WRONG + _("wanted {label}", label=label))
    return _WANTED.format(" right", _RIGHT + _("matches row {row}", row=row + 1))


def _missed_by(scene: Scene, data: Dataset) -> Markup:
    """What a single number should be, and how far it is from that."""
    if data.n_outputs > 1:
        return Markup("")
    target = computed(wanted(scene, 0), scene.decimals, "target/0")
    off = computed(off_by(scene, 0), scene.decimals, "off-by/0")
    return Template(_("<span>wanted {target}, off by {off}</span>")).format(target=target, off=off)


def _losses(scene: Scene, data: Dataset) -> Markup:
    if not shows_loss(scene):
        return card.empty("loss")
    means = _means(data, _mean(scene, "train", " strong"), _mean(scene, "test"))
    own = (
        Markup("")
        if scene.row is None
        else _OF_ROW.format(_("Loss of this row"), _of_row(scene, data))
    )
    unscaled = _before_scaling(scene, data)
    return _LOSS.format(own, unscaled, _means_of(data), means, _of_kept(scene, data))


def _before_scaling(scene: Scene, data: Dataset) -> Markup:
    """The same in units of the table, where the target is scaled: of a moved input what is said."""
    if target_scale(data) is None or not so_far.pass_done(scene):
        return Markup("")
    column = data.table.column(data.plan.target)
    target, output, off = (
        None if value is None else with_unit(value, "", name)
        for value, name in (
            (unscaled_target(scene), "unscaled-target"),
            (unscaled_output(scene), "unscaled-output"),
            (unscaled_off_by(scene), "unscaled-off-by"),
        )
    )
    unit = _("In {unit}", unit=column.unit or called(column.label))
    if target is None or off is None:
        return _BEFORE.format(unit, Template(_("says {output}")).format(output=output))
    words = Template(_("wanted {target}, says {output}, off by {off}"))
    return _BEFORE.format(unit, words.format(target=target, output=output, off=off))


def _of_row(scene: Scene, data: Dataset) -> Markup:
    loss = loss_at_input(scene) if so_far.loss_done(scene) else None
    shown = computed(loss, scene.decimals, "loss", css=" strong")
    if loss is None or scene.row is None:
        return shown
    return loss_formula(scene, loss_name(scene, data), data.y[scene.row], loss) + shown


def _means_of(data: Dataset) -> str:
    """Of how many rows the means are."""
    train, test = len(data.train), len(data.test)
    if not test:
        return _("Mean over {train} training rows", train=train)
    return _("Mean over {train} training · {test} test rows", train=train, test=test)


def _means(data: Dataset, train: Markup, test: Markup) -> Markup:
    """The mean loss of the training rows, and of the test rows if there are any."""
    return train + Markup(" · ") + test if len(data.test) else train


def _mean(scene: Scene, part: str, css: str = "", name: str = "loss") -> Markup:
    found = measured(scene, part)
    loss = None if found is None else found.loss
    return computed(loss, scene.decimals, f"{name}/{part}", css=css)


def _of_kept(scene: Scene, data: Dataset) -> Markup:
    """The means of the network that is kept, if the rows can go through it."""
    kept = kept_on_rows(scene)
    if kept is None:
        return Markup("")
    parts = (_mean(kept, part, name="kept-loss") for part in ("train", "test"))
    return _KEPT.format(_("kept"), _means(data, *parts))
