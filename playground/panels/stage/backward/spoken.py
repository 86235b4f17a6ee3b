"""The way back of a row as it is read out: the loss, then of each neuron δ and the gradients."""

from collections.abc import Iterator

from markupsafe import Markup

from playground.analysis.learning import backward
from playground.language import _
from playground.notation import format_number
from playground.panels.kit.numbers import gradient_text
from playground.panels.stage.plan import Plan
from playground.panels.stage.spoken import node_name


def told_back(plan: Plan, most: int) -> Iterator[tuple[Markup | str, str]]:
    """What each step of the way back gave, in its order; of more parameters the loss alone."""
    scene = plan.scene
    loss = backward.loss(scene) if plan.goes_back else None
    if loss is None:
        return
    yield _("loss of the row"), format_number(loss, scene.decimals)
    if scene.network.n_parameters > most:
        return
    for k in reversed(range(len(scene.network.layers))):
        rows = backward.gradients(scene, k)
        for j, delta in enumerate(backward.deltas(scene, k)):
            if delta is not None:
                told = f"δ = {gradient_text(delta, scene.decimals)}"
                yield node_name(plan, k + 1, j), told + _gradients(rows[j], scene.decimals)


def _gradients(row: list[float] | None, decimals: int) -> str:
    """ ", gradients −0.20, −0.15" by source, if they are known."""
    if row is None:
        return ""
    told = ", ".join(gradient_text(value, decimals) for value in row)
    return _(", gradients {values}", values=told)
