"""Numbers of the data's rows: of each, of a part of them, and of a neuron over all."""

from collections.abc import Callable

from playground.analysis.rows.condensed import condensed
from playground.analysis.rows.distributions import distributions, largest_over_rows, least_over_rows
from playground.analysis.rows.hidden_places import component_share
from playground.analysis.rows.measured import Measured, measured, roc
from playground.analysis.rows.metrics import defined
from playground.analysis.rows.operating import operating_point
from playground.analysis.rows.predictions import Predictions, predictions
from playground.analysis.rows.signals import median
from playground.analysis.rows.unscaled import unscaled_error, unscaled_of_row
from playground.quantities.quantity import Quantity, if_defined
from playground.scene import Scene


def _measure(of: Callable[..., float | None]) -> Quantity:
    """A metric of the rows of one part of the data; playing the pass of one row changes none."""

    def value(scene: Scene, part: str, *places: int) -> float | None:
        found = measured(scene, part)
        return None if found is None else of(found, *places)

    return if_defined(value)


def _in_kept(found: Quantity) -> Quantity:
    """The same number of the network that is kept; blank where none can be compared."""

    def value(scene: Scene, *places: object) -> float | None:
        kept = scene.ghost_scene
        known = kept is not None and found.computed(kept, *places)
        number: float | None = found.value(kept, *places) if known else None
        return number

    return if_defined(value)


def _class_share(which: str) -> Quantity:
    """A share of class c: of a row of the confusion matrix, of a column, or of both."""

    def share(found: Measured, c: int) -> float | None:
        return None if found.confusion is None else defined(getattr(found.confusion, which)[c])

    return _measure(share)


def _of_rows(of: Callable[..., float | None]) -> Quantity:
    """A number of one row of the data, whichever is chosen."""

    def value(scene: Scene, *places: int) -> float | None:
        found = predictions(scene)
        return None if found is None else of(found, *places)

    return if_defined(value)


def _area_under_roc(scene: Scene, part: str) -> float | None:
    curve = roc(scene, part)
    return None if curve is None else curve.area


def _along_roc(scene: Scene, part: str) -> float | None:
    point = operating_point(scene, part)
    return None if point is None else sum(point)


def _rows_in_state(scene: Scene, k: int, j: int) -> int | None:
    found = distributions(scene)
    return None if found is None else int(found[k].n_in_state[j])


def _unscaled_of_row(which: int) -> Callable[..., float | None]:
    def value(found: Predictions, row: int) -> float | None:
        numbers = unscaled_of_row(found, row)
        return None if numbers is None else numbers[which]

    return value


def _unscaled_error(which: str) -> Callable[..., float | None]:
    def value(scene: Scene, part: str) -> float | None:
        return unscaled_error(scene, which, part)

    return value


#: How good the predictions of a part of the rows are; each is told of the kept network, too.
_MEASURES: dict[str, Quantity] = {
    "loss/{part}": _measure(lambda m: m.loss),
    "rmse/{part}": _measure(lambda m: m.regression and m.regression.mean_rmse),
    "mae/{part}": _measure(lambda m: m.regression and m.regression.mean_mae),
    "r2/{part}": _measure(lambda m: m.regression and m.regression.mean_r2),
    "right/{part}": _measure(lambda m: m.confusion and m.confusion.n_right),
    "accuracy/{part}": _measure(lambda m: m.confusion and m.confusion.accuracy),
    "recall/{part}/{c}": _class_share("recall"),
    "precision/{part}/{c}": _class_share("precision"),
    "f1/{part}/{c}": _class_share("f1"),
    "auc/{part}": if_defined(_area_under_roc),
}
#: Form → quantity.
OVER_ROWS: dict[str, Quantity] = {
    # each row n of the data
    "row-target/{n}/{o}": _of_rows(lambda found, n, o: found.data.y[n, o]),
    "row-output/{n}/{o}": _of_rows(lambda found, n, o: found.output[n, o]),
    "row-error/{n}/{o}": _of_rows(lambda found, n, o: found.error[n, o]),
    "row-loss/{n}": _of_rows(lambda found, n: found.loss[n]),
    "unscaled-row-target/{n}": _of_rows(_unscaled_of_row(0)),
    "unscaled-row-output/{n}": _of_rows(_unscaled_of_row(1)),
    "unscaled-row-error/{n}": _of_rows(_unscaled_of_row(2)),
    # all rows of the data, or those for training or for the test; c is a class, wanted or said
    "rows/{part}": _measure(lambda m: m.n_rows),
    "unscaled-rmse/{part}": if_defined(_unscaled_error("mean_rmse")),
    "unscaled-mae/{part}": if_defined(_unscaled_error("mean_mae")),
    "confusion/{part}/{c}/{c}": _measure(
        lambda m, truth, said: m.confusion and m.confusion.counts[truth, said]
    ),
    "confusion-others/{part}/{c}/{c}": _measure(
        lambda m, *place: m.confusion and condensed(m.confusion).counts[place]
    ),
    **_MEASURES,
    **{f"kept-{form}": _in_kept(found) for form, found in _MEASURES.items()},
    "along-roc/{part}": if_defined(_along_roc),
    # over all rows how far a neuron goes; for how many it is off, or saturated, by its function
    "row-least/{k}/{j}": if_defined(least_over_rows),
    "row-largest/{k}/{j}": if_defined(largest_over_rows),
    "rows-in-state/{k}/{j}": if_defined(_rows_in_state),
    # of all rows the median of a layer's sizes: |z|, |a|, and two ways back from output o
    "median/{size}/{o}/{k}": if_defined(median),
    # how much of a hidden layer's variance over the rows its main directions hold
    "component-share/{k}/{n}": if_defined(component_share),
}
