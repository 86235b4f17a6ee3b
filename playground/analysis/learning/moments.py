"""Where training stands, and where its buttons lead: an update, a row of its batch, a step of it.

A moment is written ``33`` where 33 updates have been made and nothing of the next is shown, and
``33/4/17`` within the next one: at row number 4 of its batch, after step 17 of that row's way there
and back. Its last row ends with the update.
"""

from dataclasses import dataclass
from typing import Literal

from playground.data import Dataset
from playground.limits import PlaygroundError
from playground.network import Network
from playground.scene import (
    BACK_PHASES,
    PHASES,
    Scene,
    back_index,
    data_to_train,
    n_training_steps,
    step_index,
    training_of,
)
from playground.training import Training, batches, next_batch
from playground.training.record import seconds
from playground.training.timeline import moved, step_of_epoch

Size = Literal["operation", "neuron", "layer", "row", "batch", "epoch"]
SIZES: tuple[Size, ...] = ("operation", "neuron", "layer", "row", "batch", "epoch")
WITHIN: tuple[Size, ...] = ("operation", "neuron", "layer", "row")  # steps within an update
SLICE = 0.012  # seconds of updates between two pictures, where nothing else bounds them


@dataclass(frozen=True)
class Moment:
    """``row`` is the place in the batch; it is ``None`` between two updates, and then ``step``."""

    update: int
    row: int | None = None
    step: int | None = None

    def __str__(self) -> str:
        return str(self.update) if self.row is None else f"{self.update}/{self.row}/{self.step}"


def moment_of(scene: Scene, training: Training, data: Dataset) -> Moment:
    """Where a scene stands in its training."""
    update = training.step
    if scene.step is None or not scene.is_at_row:
        return Moment(update)
    batch = next_batch(training.run, data).tolist()
    if scene.row not in batch:
        return Moment(update)
    return Moment(update, batch.index(scene.row), scene.step)


def halts(network: Network, size: Size, is_last: bool) -> list[int]:
    """The steps of a row at which a size of steps halts; the last row of a batch has the update."""
    update = n_training_steps(network) - 1
    end = [update] if is_last else []
    if size == "operation":
        return list(range(update)) + end
    if size == "row":
        return [update - 1, *end]
    there, back = [], []
    for k, n in enumerate(network.sizes[1:]):
        neurons = range(n) if size == "neuron" else [n - 1]
        there += [step_index(network, k, j, PHASES[-1]) for j in neurons]
        back += [back_index(network, BACK_PHASES[-1], k, j) for j in neurons]
    return [0, *there, back_index(network, "loss"), *sorted(back), *end]


def following(
    scene: Scene, training: Training, data: Dataset, size: Size, most: bool = False
) -> Moment:
    """The moment to which a step forward leads; with ``most`` as many batches as fit a picture."""
    now = moment_of(scene, training, data)
    if size not in WITHIN:
        updates = _most if most else _one
        return Moment(now.update + updates(training, data, size))
    n = len(next_batch(training.run, data))
    if now.row is None or now.step is None:
        return Moment(now.update, 0, halts(scene.network, size, n == 1)[0])
    rest = [h for h in halts(scene.network, size, now.row == n - 1) if h > now.step]
    if rest:
        return Moment(now.update, now.row, rest[0])
    if now.row < n - 1:
        row = now.row + 1
        return Moment(now.update, row, halts(scene.network, size, row == n - 1)[0])
    return Moment(now.update + 1)


def preceding(scene: Scene, training: Training, data: Dataset, size: Size) -> Moment | None:
    """The moment to which a step back leads; ``None`` at the beginning."""
    now = moment_of(scene, training, data)
    if now.row is not None and now.step is not None:
        return _before(scene, training, data, size, now.row, now.step)
    if now.update <= training.first:
        return None
    if size == "epoch":
        return Moment(max(_epoch_before(training, data), training.first))
    update = now.update - 1
    if size not in WITHIN:
        return Moment(update)
    n = len(next_batch(moved(training, data, update).run, data))
    return Moment(update, n - 1, halts(scene.network, size, True)[-1])


def _before(
    scene: Scene, training: Training, data: Dataset, size: Size, row: int, step: int
) -> Moment:
    update, network = training.step, scene.network
    if size not in WITHIN:
        return Moment(update)
    n = len(next_batch(training.run, data))
    rest = [h for h in halts(network, size, row == n - 1) if h < step]
    if rest:
        return Moment(update, row, rest[-1])
    if row:
        return Moment(update, row - 1, halts(network, size, False)[-1])
    return Moment(update)


def _one(training: Training, data: Dataset, size: Size) -> int:
    """How many updates a step is."""
    if size == "batch":
        return 1
    return step_of_epoch(training.run, data, training.run.epoch + 1) - training.step


def _most(training: Training, data: Dataset, size: Size) -> int:
    """How many updates are made between two pictures: whole epochs, if it is one at least."""
    fit = max(int(SLICE / seconds(training.run, data, 1)), 1)
    first = _one(training, data, size)
    each = batches(training.run.recipe, data) if size == "epoch" else 1
    return first if fit <= first else first + (fit - first) // each * each


def _epoch_before(training: Training, data: Dataset) -> int:
    run = training.run
    return step_of_epoch(run, data, run.epoch if run.batch else run.epoch - 1)


def trainable(scene: Scene) -> tuple[Training, Dataset] | str:
    """The training that would go on from the scene, or why there can be none."""
    try:
        data = data_to_train(scene)
        return training_of(scene, data), data
    except PlaygroundError as error:
        return str(error)
