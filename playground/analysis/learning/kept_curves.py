"""The runs that are kept: their losses, as far as the rows are those on which they were trained."""

from collections.abc import Sequence

from playground.cache import cached
from playground.data import Dataset
from playground.scene import Scene
from playground.training import Run
from playground.training.kept import KeptRun
from playground.training.record import Curve, Point, point_of
from playground.training.timeline import can_be_repeated, curve_of


def kept_curves(scene: Scene) -> list[tuple[str, Curve]]:
    """The name and the whole curve of each run that was trained on the scene's rows."""
    data = scene.fitting
    if data is None:
        return []
    kept = (run for run in scene.runs if is_of(run, data))
    return [(run.name, curve_of(run.training, data)) for run in kept]


def kept_points(scene: Scene) -> Sequence[Point | None]:
    """What each run has come to; ``None`` of one that was trained on other rows."""
    data = scene.fitting
    return [
        _point(run.training.run, data) if data is not None and is_of(run, data) else None
        for run in scene.runs
    ]


@cached(64, key=lambda run, data: (run.digest, data.digest), spoken=False)
def _point(run: Run, data: Dataset) -> Point:
    return point_of(run, data)


def is_of(run: KeptRun, data: Dataset) -> bool:
    """Whether a run was trained on these rows, and can be worked out again."""
    return can_be_repeated(run.training, data)
