"""What a regression wants and says before its target was scaled, and how far off that is.

``None`` wherever the target is not scaled: then these are the numbers of the network themselves.
"""

from playground.analysis.rows.measured import measured
from playground.analysis.rows.predictions import Predictions, off_by, wanted
from playground.data.dataset import Dataset
from playground.data.scaling import Scale
from playground.scene import Scene


def target_scale(data: Dataset | None) -> Scale | None:
    """What the target of the data is scaled by, if it is."""
    if data is None or data.task != "regression" or data.plan.target_scaling == "none":
        return None
    return data.target_scale


def unscaled_target(scene: Scene) -> float | None:
    """What is wanted at x; ``None`` if x is no row's."""
    scale, target = target_scale(scene.fitting), wanted(scene, 0)
    return None if scale is None or target is None else scale.unscaled(target)


def unscaled_output(scene: Scene) -> float | None:
    """What the output says at x."""
    scale = target_scale(scene.fitting)
    return None if scale is None else scale.unscaled(float(scene.trace.output[0]))


def unscaled_off_by(scene: Scene) -> float | None:
    """How far the output is above what is wanted at x; ``None`` if x is no row's."""
    scale, off = target_scale(scene.fitting), off_by(scene, 0)
    return None if scale is None or off is None else off * scale.spread


def unscaled_of_row(found: Predictions, row: int) -> tuple[float, float, float] | None:
    """What is wanted of a row, what the output says, and how far this is above it."""
    scale = target_scale(found.data)
    if scale is None:
        return None
    target, said = float(found.data.y[row, 0]), float(found.output[row, 0])
    return scale.unscaled(target), scale.unscaled(said), (said - target) * scale.spread


def unscaled_error(scene: Scene, which: str, part: str) -> float | None:
    """A mean error of a part, ``mean_rmse`` or ``mean_mae``."""
    scale, found = target_scale(scene.fitting), measured(scene, part)
    if scale is None or found is None or found.regression is None:
        return None
    error: float | None = getattr(found.regression, which)
    return None if error is None else error * scale.spread
