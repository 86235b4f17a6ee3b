"""Below the diagram in training: the buttons, what is going on, the loss curve, the recipe."""

import htpy as h
from markupsafe import Markup

from playground.panels.panel import Figure, slot
from playground.panels.stage.plan import Plan
from playground.panels.stage.training import bar, curve, recipe
from playground.panels.stage.training.standing import standing


def below(plan: Plan) -> tuple[dict[str, Markup], dict[str, Figure]]:
    """The parts and the figure; the bar alone, with a reason, where nothing can be trained."""
    found = standing(plan)
    if isinstance(found, str):
        return {"transport": bar.idle(plan, found)}, {}
    scrub, figure = curve.parts(found)
    parts = {"transport": bar.bar(found), "scrub": scrub}
    return parts | {"recipe": recipe.popover(plan.scene, found.data)}, {"progress": figure}


def place(plan: Plan) -> list[h.Node]:
    """Where curve and recipe stand in the stage's frame."""
    return [h.div(".training-curve")[curve.place(plan), slot("scrub")], slot("recipe")]
