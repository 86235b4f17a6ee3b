"""How far training has come, what it does to the layers, and trainings beside it."""

from collections.abc import Callable
from typing import Any

from playground.analysis.learning.depths import depths
from playground.analysis.learning.gradient_flow import first_to_last
from playground.analysis.learning.kept_curves import kept_points
from playground.analysis.learning.moments import trainable
from playground.analysis.learning.penalised import penalised
from playground.analysis.learning.rate_test import suggested_rate
from playground.analysis.learning.starts import Starts, starts
from playground.analysis.learning.story import Story, story_of
from playground.analysis.learning.terrain import plane_through
from playground.analysis.learning.weight_curve import mean_gradient, weight_loss
from playground.analysis.rows.metrics import defined
from playground.quantities.quantity import Quantity, if_defined
from playground.scene import Scene
from playground.training import Run


def _trained(of: Callable[[Run], int]) -> Callable[[Scene], int | None]:
    """A count of the training by which the scene goes on; ``None`` where it cannot be trained."""

    def counted(scene: Scene) -> int | None:
        found = trainable(scene)
        return None if isinstance(found, str) else of(found[0].run)

    return counted


def _of_starts(of: Callable[[Starts], int]) -> Quantity:
    """A number of the starts, blank where none are trained."""

    def value(scene: Scene) -> int | None:
        found = starts(scene)
        return None if found is None else of(found)

    return if_defined(value)


def _of_depths(of: Callable[..., float]) -> Quantity:
    """A number of the copies with other functions, blank where none are trained."""

    def value(scene: Scene, *places: Any) -> float | None:
        found = depths(scene)
        return None if found is None else of(found, *places)

    return if_defined(value)


def _of_penalty(which: str) -> Quantity:
    """The loss at the end of a training without or with a penalty, over one part of the rows."""

    def value(scene: Scene, part: str) -> float | None:
        found = penalised(scene)
        trial = None if found is None else getattr(found, which)
        losses = {} if trial is None else {"train": trial.train, "test": trial.test}
        return defined(float(losses[part][-1])) if part in losses else None

    return if_defined(value)


def _penalty(scene: Scene) -> float | None:
    found = penalised(scene)
    return None if found is None else found.l2


def _of_story(of: Callable[..., float | None]) -> Quantity:
    """A number of the training; blank where it is not defined."""

    def value(scene: Scene, *places: Any) -> float | None:
        story = story_of(scene)
        found = None if story is None else of(story, *places)
        return None if found is None else defined(found)

    return if_defined(value)


def _path_share(story: Story) -> float | None:
    """How much of the variance of a training's path its main directions hold."""
    plane = plane_through(story, None)
    return None if plane is None else plane.share


def _of_part(which: str) -> Callable[[Story, str], float | None]:
    """What a story says of the rows for training, or of those for the test."""
    return lambda story, part: getattr(story.now, f"{which}{part}", None)


def _of_kept_run(which: str) -> Quantity:
    """What a kept run has come to on one part of the rows; blank where they are others."""

    def value(scene: Scene, n: int, part: str) -> float | None:
        point = kept_points(scene)[n]
        found = None if point is None else getattr(point, f"{which}{part}", None)
        return None if found is None else defined(found)

    return if_defined(value)


#: Form → quantity.
TRAINED: dict[str, Quantity] = {
    # how far the network has been trained, as it would go on
    "epoch": if_defined(_trained(lambda run: run.epoch)),
    "update": if_defined(_trained(lambda run: run.step)),
    # the training as it stands: losses by its own recipe, and how many rows are right
    "run-loss/{part}": _of_story(_of_part("")),
    "run-right/{part}": _of_story(_of_part("right_")),
    # of run n that is kept the same
    "kept-run-epoch/{n}": Quantity(lambda s, n: s.runs[n].training.run.epoch),
    "kept-run-loss/{n}/{part}": _of_kept_run(""),
    "kept-run-right/{n}/{part}": _of_kept_run("right_"),
    # of layer k the means of |∂L/∂w|, of the next |update|, of |w|, and how many neurons are dead
    "layer-gradient/{k}": _of_story(lambda story, k: story.flow.gradients[k]),
    "layer-update/{k}": _of_story(lambda story, k: story.flow.updates[k]),
    "layer-weight/{k}": _of_story(lambda story, k: story.flow.weights[k]),
    "layer-ratio/{k}": _of_story(lambda story, k: story.flow.ratios[k]),
    "layer-dead/{k}": _of_story(lambda story, k: story.flow.dead[k]),
    "path-share": _of_story(_path_share),
    "first-to-last": _of_story(lambda story: first_to_last(story.flow)),
    "suggested-rate": _of_story(lambda story: suggested_rate(story.run, story.data)),
    # the mean loss over the training rows, seen from one weight, and its slope
    "mean-gradient/{k}/{j}/{i}": if_defined(mean_gradient),
    "curve-loss/{k}/{j}/{i}": if_defined(weight_loss),
    # networks that are trained beside this one: from other starts, with another penalty or function
    "starts-found": _of_starts(lambda found: found.n_found),
    "starts-updates": _of_starts(lambda found: int(found.updates[-1])),
    "without-penalty/{part}": _of_penalty("without"),
    "with-penalty/{part}": _of_penalty("penalised"),
    "penalty-l2": if_defined(_penalty),
    "depth-loss/{function}": _of_depths(lambda found, f: float(found[f].trial.train[-1])),
    "first-gradient/{function}/{k}": _of_depths(lambda found, f, k: float(found[f].gradients[k])),
    "depth-updates": _of_depths(
        lambda found: max(int(d.trial.updates[-1]) for d in found.values())
    ),
}
