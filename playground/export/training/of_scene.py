"""The training of a scene: the stretch that a script does again, and files of its numbers.

A stretch goes up to the update at which the page stands, or through all there are where the page
has gone back to the first. It begins where the network, or anything of the recipe but its learning
rate, was changed last: what was before is in the weights, and in what the optimiser remembers.
"""

from dataclasses import replace

from playground.analysis.learning.story import story_of
from playground.data import Dataset
from playground.export.training.numbers_of_training import curve_csv, few, weights_csv
from playground.export.training.rows import beside, rows_csv
from playground.export.training.stretch import Stretch
from playground.language import _
from playground.limits import TrainingError
from playground.scene import Scene
from playground.training import Run, Training, with_recipe
from playground.training.timeline import can_be_repeated, curve_of
from playground.training.told import record_of


def is_trained(scene: Scene) -> bool:
    """Whether the rows that the scene has were trained with, and can be again."""
    training, data = scene.training, scene.fitting
    if training is None or data is None:
        return False
    return training.last > training.first and can_be_repeated(training, data)


def needs_rows(scene: Scene) -> bool:
    """Whether the scripts read their rows from a file beside them."""
    return scene.fitting is not None and beside(scene.fitting)


def losses_file(scene: Scene) -> str:
    """The losses up to the furthest update. Raises TrainingError if nothing was trained."""
    return curve_csv(curve_of(*_trained(scene)))


def weights_file(scene: Scene) -> str:
    """The weights at some updates. Raises TrainingError if nothing was trained."""
    training, _ = _trained(scene)
    story = story_of(scene)
    return weights_csv(few(story.states) if story else (training.run,))


def rows_file(scene: Scene) -> str:
    """The rows that a script reads. Raises TrainingError if nothing was trained."""
    return rows_csv(_trained(scene)[1])


def _trained(scene: Scene) -> tuple[Training, Dataset]:
    if scene.training is None or scene.fitting is None or not is_trained(scene):
        raise TrainingError(_("training: nothing has been trained yet"))
    return scene.training, scene.fitting


def stretch_of(scene: Scene) -> Stretch:
    """What is to be done again. Raises TrainingError if nothing was trained."""
    training, data = _trained(scene)
    end = training.step if training.step > training.first else training.last
    begun, *changed = _together(training, data, end)
    rates = tuple((leg.step, leg.recipe.rate) for leg in changed)
    return Stretch(begun, data, end - begun.step, scene.title, rates)


def _together(training: Training, data: Dataset, end: int) -> list[Run]:
    """The last stretches before an update that differ in the learning rate alone, in order."""
    legs = [leg for leg in training.legs if leg.step < end]
    found = [legs.pop()]
    while legs and _goes_on(legs[-1], found[0], data):
        found.insert(0, legs.pop())
    return found


def _goes_on(before: Run, after: Run, data: Dataset) -> bool:
    """Whether one stretch is the other's end with another learning rate."""
    if before.recipe != replace(after.recipe, rate=before.recipe.rate):
        return False
    return with_recipe(record_of(before, data).run_at(after.step), after.recipe) == after
