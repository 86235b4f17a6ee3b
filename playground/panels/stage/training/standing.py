"""What all below the diagram is drawn from in training: worked out once a drawing."""

from dataclasses import dataclass

from playground.analysis.learning.moments import Moment, moment_of, trainable
from playground.analysis.learning.obstacles import why_not
from playground.data import Dataset
from playground.panels.stage.plan import Plan
from playground.scene import recipe_of
from playground.training import Recipe, Training
from playground.training.record import Curve
from playground.training.timeline import curve_of


@dataclass(frozen=True)
class Standing:
    """The training as it stands, the whole of its curve, and where in it the scene is."""

    plan: Plan
    training: Training
    data: Dataset
    curve: Curve
    moment: Moment


def standing(plan: Plan) -> Standing | str:
    """Where the plan's scene stands, or why it cannot be trained."""
    found = trainable(plan.scene)
    if isinstance(found, str):
        data = plan.scene.fitting
        recipe = Recipe() if data is None else recipe_of(plan.scene, data)
        return why_not(plan.scene, recipe) or f"{found[:1].upper()}{found[1:]}."
    training, data = found
    return Standing(
        plan, training, data, curve_of(training, data), moment_of(plan.scene, training, data)
    )
