"""Curves to match, straight lines through points, and the plane of two inputs."""

from collections.abc import Callable

from playground.analysis.input_space import fit
from playground.analysis.input_space.surfaces import output_range
from playground.analysis.rows.best_line import best_line, line_rmse
from playground.quantities.quantity import Quantity, if_defined
from playground.scene import Scene


def _of_line(of: Callable[[fit.Line], float]) -> Quantity:
    """A number of the best straight line, blank where the rows are no points of a curve."""

    def value(scene: Scene) -> float | None:
        line = best_line(scene)
        return None if line is None else of(line)

    return if_defined(value)


#: Form → quantity.
CURVES: dict[str, Quantity] = {
    # a curve to match, the best straight line and the network
    "line-slope/{curve}": Quantity(lambda s, c: fit.best_line(c).layers[0].weights[0, 0]),
    "line-intercept/{curve}": Quantity(lambda s, c: fit.best_line(c).layers[0].biases[0]),
    "line-error/{curve}": Quantity(lambda s, c: fit.line_error(c)),
    "error/{curve}/{o}": Quantity(lambda s, c, o: fit.at_dots(s, c, o).mean_squared),
    "within/{curve}/{o}": Quantity(lambda s, c, o: fit.at_dots(s, c, o).n_within),
    "largest-gap/{curve}/{o}": Quantity(lambda s, c, o: fit.everywhere(s, c, o).largest),
    # the plane of two inputs: across and upwards
    "lowest/{o}/{i}/{i}": Quantity(lambda s, o, across, up: output_range(s, (across, up), o)[0]),
    "highest/{o}/{i}/{i}": Quantity(lambda s, o, across, up: output_range(s, (across, up), o)[1]),
    # the best straight line through the training rows, and its error over some
    "row-line-slope": _of_line(lambda line: line.slope),
    "row-line-intercept": _of_line(lambda line: line.intercept),
    "row-line-rmse/{part}": if_defined(line_rmse),
}
