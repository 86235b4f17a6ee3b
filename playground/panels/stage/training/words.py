"""What training is doing, in words: where it stands, what a step does, and what goes wrong."""

import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.learning.moments import Moment
from playground.analysis.learning.obstacles import caution, why_not
from playground.analysis.rows.measured import measured
from playground.data import Dataset
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template
from playground.panels.stage.plan import Plan
from playground.panels.stage.spoken import column_name
from playground.scene import Scene, back_at, n_training_steps, step_at
from playground.training import Recipe, Training, batches, next_batch
from playground.training.record import Curve
from playground.training.stopping import why_stopped

GROWN = 1.5  # times the least loss so far, from which on it is said that the loss grows
_LINE = Template("<strong>{}</strong> {}")
_OF = Template("{} of {} {}")
_BACK = Template(
    '{} <button type="button" class="link" data-edit="train-to" value="{}">'
    "Back to update {}</button>"
)
_DONE = {
    "loss": "the loss compares the output with what is wanted",
    "delta": "δ is what comes back, times the slope f′(z)",
    "gradients": "each weight’s gradient is δ times its input",
    "update": "the mean over the batch moves every weight and bias",
    "multiply": "multiply inputs by weights, add up",
    "bias": "add the bias: that is z",
}


def where(scene: Scene, training: Training, data: Dataset, moment: Moment) -> Markup:
    """Epoch, batch, row and step, with what has been got right."""
    run, stop = training.run, scene.stop
    of = f" of {stop.epochs:,}" if stop and stop.epochs else ""
    epoch = Markup("Epoch {}{}").format(printed(run.epoch, 0, quantity="epoch"), of)
    if moment.row is None:
        made = printed(training.step, 0, quantity="update", text=f"{training.step:,}")
        return _LINE.format(epoch, Markup("· update {}{}").format(made, _right(scene, data)))
    n = batches(run.recipe, data)
    batch = f" · batch {run.batch + 1} of {n}" if n > 1 else ""
    rows = len(next_batch(run, data))
    row = f" · row {(scene.row or 0) + 1}, number {moment.row + 1} of {rows}"
    step = f"· step {(moment.step or 0) + 1} of {n_training_steps(scene.network)}"
    return _LINE.format(epoch + batch + row, step)


def _right(scene: Scene, data: Dataset) -> Markup:
    """How many rows of each part are right; nothing where there are no classes."""
    told = []
    for part, rows in (("train", data.train), ("test", data.test)):
        found = measured(scene, part) if len(rows) else None
        if found is not None and found.confusion is not None:
            right = printed(found.confusion.n_right, 0, quantity=f"right/{part}")
            told.append(_OF.format(right, f"{len(rows):,}", part))
    return Markup(" · right: {}").format(Markup(", ").join(told)) if told else Markup()


def doing(plan: Plan, moment: Moment, recipe: Recipe) -> str:
    """What the present step does; between two updates what will not be learned, or how to go on."""
    network = plan.scene.network
    if moment.row is None or moment.step is None:
        said = why_not(plan.scene, recipe) or caution(plan.scene, recipe)
        return said or "Play, or drag the curve to go back."
    back = back_at(network, moment.step)
    if back is not None:
        phase, place = back
        done = _DONE[phase]
        return _sentence(done) if place is None else f"{_neuron(plan, *place)}: {done}"
    there = step_at(network, moment.step)
    if there is None:
        return "Read the row’s inputs"
    k, j, phase = there
    label = ACTIVATIONS[network.layers[k].activation].label
    return f"{_neuron(plan, k, j)}: {_DONE.get(phase, f'apply {label} to z: that is a')}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _neuron(plan: Plan, k: int, j: int) -> str:
    where = column_name(plan.scene.network, k + 1)
    return where if plan.scene.network.sizes[k + 1] == 1 else f"{where}, neuron {j + 1}"


def trouble(scene: Scene, training: Training, curve: Curve) -> Markup:
    """What went wrong, with a way back; or why it has stopped; or nothing."""
    now = curve.upto(training.step)
    fault = training.fault
    if fault is not None:
        where = column_name(scene.network, fault.layer + 1)
        said = f"Stopped: in update {fault.step:,} the {fault.what} of {where} left every range."
        return _back(said, now)
    if (grown := _grown(now)) and not scene.stop:
        return _back("The loss grows: the learning rate is probably too large.", grown)
    if scene.stop is not None and training.step > training.first:
        why = why_stopped(scene.stop, now.epochs, now.train, now.test)
        return Markup("Stopped: {}.").format(why) if why else Markup()
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
    return _BACK.format(said, best, f"{best:,}")
