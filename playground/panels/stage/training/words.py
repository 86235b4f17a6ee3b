"""What training is doing, in words: where it stands, what a step does, and what goes wrong."""

import numpy as np
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.analysis.learning.moments import Moment
from playground.analysis.learning.obstacles import caution, why_not
from playground.analysis.rows.measured import measured
from playground.data import Dataset
from playground.language import _, grouped, to_say
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template
from playground.panels.stage.around.transport import done_in
from playground.panels.stage.plan import Plan
from playground.panels.stage.spoken import column_name
from playground.scene import Scene, back_at, n_training_steps, step_at
from playground.training import Training, batches, next_batch
from playground.training.record import Curve
from playground.training.stopping import why_stopped

GROWN = 1.5  # times the least loss so far, from which on it is said that the loss grows
_WHAT = {"weights": to_say("weights"), "biases": to_say("biases"), "α": "α"}
_RIGHT = {
    "train": to_say("{right} of {rows} train"),
    "test": to_say("{right} of {rows} test"),
}
_LINE = Template("<strong>{}</strong> {}")
_BACK = Template(
    '{} <button type="button" class="link" data-edit="train-to" value="{}">{}</button>'
)
_DONE = {
    "loss": to_say("the loss compares the output with what is wanted"),
    "delta": to_say("δ is what comes back, times the slope f′(z)"),
    "gradients": to_say("each weight’s gradient is δ times its input"),
    "update": to_say("the mean over the batch moves every weight and bias"),
}


def where(scene: Scene, training: Training, data: Dataset, moment: Moment) -> Markup:
    """Epoch, batch, row and step, with what has been got right."""
    run, stop = training.run, scene.stop
    epoch = printed(run.epoch, 0, quantity="epoch")
    if stop and stop.epochs:
        said = Template(_("Epoch {epoch} of {last}"))
        epoch = said.format(epoch=epoch, last=grouped(stop.epochs))
    else:
        epoch = Template(_("Epoch {epoch}")).format(epoch=epoch)
    if moment.row is None:
        made = printed(training.step, 0, quantity="update", text=grouped(training.step))
        update = Template(_("· update {update}")).format(update=made)
        return _LINE.format(epoch, update + _right(scene, data))
    n = batches(run.recipe, data)
    at = {"batch": run.batch + 1, "batches": n, "row": (scene.row or 0) + 1}
    at |= {"number": moment.row + 1, "rows": len(next_batch(run, data))}
    if n > 1:
        row = _(" · batch {batch} of {batches} · row {row}, number {number} of {rows}", **at)
    else:
        row = _(" · row {row}, number {number} of {rows}", **at)
    steps = n_training_steps(scene.network)
    step = _("· step {step} of {steps}", step=(moment.step or 0) + 1, steps=steps)
    return _LINE.format(epoch + row, step)


def _right(scene: Scene, data: Dataset) -> Markup:
    """How many rows of each part are right; nothing where there are no classes."""
    told = []
    for part, rows in (("train", data.train), ("test", data.test)):
        found = measured(scene, part) if len(rows) else None
        if found is not None and found.confusion is not None:
            right = printed(found.confusion.n_right, 0, quantity=f"right/{part}")
            told.append(Template(_(_RIGHT[part])).format(right=right, rows=grouped(len(rows))))
    if not told:
        return Markup()
    return Template(_(" · right: {counts}")).format(counts=Markup(", ").join(told))


def doing(plan: Plan, moment: Moment, training: Training) -> str:
    """What the present step does; between two updates what will not be learned, or how to go on."""
    network = plan.scene.network
    if moment.row is None or moment.step is None:
        said = why_not(plan.scene, training.run.recipe) or caution(plan.scene, training.run.recipe)
        if said:
            return said
        # It may be playing, which only the browser knows: "play" is said where nothing is yet.
        begun = training.step > 0
        return _("Drag the curve to go back.") if begun else _("Play, and watch the loss.")
    back = back_at(network, moment.step)
    if back is not None:
        phase, place = back
        done = _(_DONE[phase])
        return _sentence(done) if place is None else f"{_neuron(plan, *place)}: {done}"
    there = step_at(network, moment.step)
    if there is None:
        return _("Read the row’s inputs")
    k, j, phase = there
    label = ACTIVATIONS[network.layers[k].activation].called
    return f"{_neuron(plan, k, j)}: {done_in(phase, label)}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _neuron(plan: Plan, k: int, j: int) -> str:
    where = column_name(plan.scene.network, k + 1)
    return (
        where
        if plan.scene.network.sizes[k + 1] == 1
        else _("{layer}, neuron {number}", layer=where, number=j + 1)
    )


def trouble(scene: Scene, training: Training, curve: Curve) -> Markup:
    """What went wrong, with a way back; or why it has stopped; or nothing."""
    now = curve.upto(training.step)
    fault = training.fault
    if fault is not None:
        where = column_name(scene.network, fault.layer + 1)
        told = {"update": grouped(fault.step), "what": _(_WHAT[fault.what]), "layer": where}
        said = _("Stopped: in update {update} the {what} of {layer} left every range.", **told)
        return _back(said, now)
    if (grown := _grown(now)) and not scene.stop:
        return _back(_("The loss grows: the learning rate is probably too large."), grown)
    if scene.stop is not None and training.step > training.first:
        why = why_stopped(scene.stop, now.epochs, now.train, now.test)
        return escape(_("Stopped: {why}.", why=why)) if why else Markup()
    return Markup()


def _grown(now: Curve) -> Curve | None:
    """The curve, if the loss is well above the least one before, and above where it began."""
    if len(now.train) < 3:
        return None
    with np.errstate(all="ignore"):
        least = np.nanmin(now.train) if np.isfinite(now.train).any() else np.inf
        grows = now.train[-1] > GROWN * least and now.train[-1] > GROWN * now.train[0]
    return now if grows or not np.isfinite(now.train[-1]) else None


def _back(said: str, now: Curve) -> Markup:
    """A sentence, and the way back to the least loss."""
    finite = np.where(np.isfinite(now.train), now.train, np.inf)
    best = int(now.steps[int(finite.argmin())])
    return _BACK.format(said, best, _("Back to update {update}", update=grouped(best)))
