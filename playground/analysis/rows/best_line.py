"""The best straight line through the training rows of one input and one number to tell.

Best is the least mean squared error. Errors of the line are ``metrics``', as the network's are.
"""

from playground.analysis.input_space.fit import Line, least_squares
from playground.analysis.rows.measured import part_rows
from playground.analysis.rows.metrics import RegressionMetrics
from playground.analysis.rows.predictions import Predictions, predictions
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.scene import Scene


def curve_rows(scene: Scene) -> Predictions | None:
    """The rows if they are points of a curve: one input, and one number to tell."""
    found = predictions(scene)
    is_curve = found is not None and found.said is None and scene.network.sizes[0] == 1
    return found if is_curve and scene.network.n_outputs == 1 else None


def best_line(scene: Scene) -> Line | None:
    """The line through the training rows; ``None`` where these are no points of a curve."""
    found = curve_rows(scene)
    return None if found is None else _best(found.data)


@cached(16, key=lambda data: data.digest, spoken=False)
def _best(data: Dataset) -> Line:
    return least_squares(data.x[data.train, 0], data.y[data.train, 0])


def line_rmse(scene: Scene, part: str) -> float | None:
    """The root mean squared error of the line over a part of the rows."""
    found, line = curve_rows(scene), best_line(scene)
    if found is None or line is None:
        return None
    data, rows = found.data, part_rows(found.data, part)
    return RegressionMetrics.of(data.y[rows], line.at(data.x[rows])).mean_rmse
