"""The table of all numbers on the page: a form a row, with how the number is had from a scene.

Layers k, neurons j, sources i, outputs o, classes c and rows n count from 0, as in the arrays.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from playground.activations import ACTIVATIONS
from playground.analysis.comparison import Counterpart, counterpart
from playground.analysis.input_space import fit
from playground.analysis.input_space.surfaces import output_range
from playground.analysis.layers import collapse
from playground.analysis.layers.convolution import band_of, pooled
from playground.analysis.layers.kernel import pooled_answer
from playground.analysis.layers.layer_statistics import Spread, a_spread, weight_spread, z_spread
from playground.analysis.layers.probabilities import at_temperature, exponentials, logits
from playground.analysis.layers.vanishing import VARIANTS, Variant
from playground.analysis.learning import backward, gradient_check, update
from playground.analysis.learning.depths import FUNCTIONS, depths
from playground.analysis.learning.gradient_flow import first_to_last
from playground.analysis.learning.kept_curves import kept_points
from playground.analysis.learning.moments import trainable
from playground.analysis.learning.penalised import penalised
from playground.analysis.learning.rate_test import suggested_rate
from playground.analysis.learning.starts import Starts, starts
from playground.analysis.learning.story import Story, story_of
from playground.analysis.learning.terrain import plane_through
from playground.analysis.learning.weight_curve import mean_gradient, weight_loss
from playground.analysis.neurons import derivative
from playground.analysis.neurons.contributions import (
    other_products,
    products,
    theta,
    weighted_sum,
)
from playground.analysis.neurons.response import answer
from playground.analysis.rows.best_line import best_line, line_rmse
from playground.analysis.rows.condensed import condensed
from playground.analysis.rows.distributions import distributions, largest_over_rows, least_over_rows
from playground.analysis.rows.hidden_places import component_share
from playground.analysis.rows.measured import Measured, measured, roc
from playground.analysis.rows.metrics import defined
from playground.analysis.rows.operating import operating_point
from playground.analysis.rows.predictions import (
    Predictions,
    loss_at_input,
    off_by,
    predictions,
    wanted,
)
from playground.analysis.rows.signals import median
from playground.analysis.rows.unscaled import (
    unscaled_error,
    unscaled_of_row,
    unscaled_off_by,
    unscaled_output,
    unscaled_target,
)
from playground.analysis.so_far import layer_done, loss_done, pass_done
from playground.engine import slopes
from playground.network import NetworkError
from playground.scene import PARTS, Scene, reached
from playground.scene.kernel import kernel_in
from playground.training import Run


def _trained(of: Callable[[Run], int]) -> Callable[[Scene], int | None]:
    """A count of the training by which the scene goes on; ``None`` where it cannot be trained."""

    def counted(scene: Scene) -> int | None:
        found = trainable(scene)
        return None if isinstance(found, str) else of(found[0].run)

    return counted


class Quantity(NamedTuple):
    """How a number is had from a scene, and whether the pass has been played as far as it.

    Both take the scene and what stands in the places of the form, in its order.
    """

    value: Callable[..., Any]
    computed: Callable[..., bool] = lambda scene, *places: True


def _at_end(scene: Scene, *places: object) -> bool:
    return pass_done(scene)


def _in_layer(scene: Scene, k: int, *places: int) -> bool:
    return layer_done(scene, k)


def _output_done(scene: Scene, o: int) -> bool:
    return reached(scene, len(scene.network.layers) - 1, o)


def _kept(scene: Scene, k: int, j: int) -> Counterpart:
    found = counterpart(scene, k, j)
    if found is None:
        raise NetworkError(f"quantity: no network is kept that has a neuron {k}/{j}")
    return found


def _multiplied(scene: Scene, k: int, j: int, *places: int) -> bool:
    return reached(scene, k, j, "multiply")


def _biased(scene: Scene, *places: Any) -> bool:
    return reached(scene, places[-2], places[-1], "bias")


def _spread(of: Callable[[Scene, int], Spread], which: str) -> Quantity:
    """A layer's statistic: blank where all that it is of is switched off."""

    def value(scene: Scene, k: int) -> float | None:
        found: float | None = getattr(of(scene, k), which)
        return found

    def computed(scene: Scene, k: int) -> bool:
        return value(scene, k) is not None and (of is weight_spread or layer_done(scene, k))

    return Quantity(value, computed)


def _collapse_difference(scene: Scene) -> float:
    one = collapse.single_layer(scene.active_network)
    if one is None:
        return np.nan
    windows = collapse.windows_of(scene)
    return collapse.difference(*collapse.comparison(scene.active_network, one, windows))


def _if_defined(value: Callable[..., float | None], done: Callable[..., bool]) -> Quantity:
    """A number that is blank where it is not defined."""
    return Quantity(value, lambda s, *places: done(s) and value(s, *places) is not None)


def _so_far(value: Callable[..., float | None]) -> Quantity:
    """A number that is blank until it has been computed, and is asked for as such."""

    def played(scene: Scene, *places: int) -> float | None:
        return value(scene, *places)

    return Quantity(played, lambda s, *places: played(s, *places) is not None)


def _checked(check: Callable[..., gradient_check.Check | None]) -> Quantity:
    """The central difference beside a gradient."""

    def central(scene: Scene, *places: int) -> float | None:
        found = check(scene, *places)
        return None if found is None else found.central

    return _so_far(central)


def _expected(of: Callable[..., float]) -> Quantity:
    """What an update would make of a weight; what stands before the weight's place is handed on."""

    def value(scene: Scene, *places: int) -> float | None:
        found = update.expected(scene, *places[-3:])
        return None if found is None else of(found, *places[:-3])

    return _so_far(value)


def _updated(of: Callable[..., float]) -> Quantity:
    """A number of the network after the update."""

    def value(scene: Scene, *places: int) -> float | None:
        network = update.updated(scene)
        return None if network is None else of(network, *places)

    return _so_far(value)


def _of_line(of: Callable[[fit.Line], float]) -> Quantity:
    """A number of the best straight line, blank where the rows are no points of a curve."""

    def value(scene: Scene) -> float | None:
        line = best_line(scene)
        return None if line is None else of(line)

    return _if_defined(value, lambda scene: True)


def _measure(of: Callable[..., float | None]) -> Quantity:
    """A metric of the rows of one part of the data; playing the pass of one row changes none."""

    def value(scene: Scene, part: str, *places: int) -> float | None:
        found = measured(scene, part)
        return None if found is None else of(found, *places)

    return _if_defined(value, lambda scene: True)


def _in_kept(found: Quantity) -> Quantity:
    """The same number of the network that is kept; blank where none can be compared."""

    def value(scene: Scene, *places: object) -> float | None:
        kept = scene.ghost_scene
        known = kept is not None and found.computed(kept, *places)
        number: float | None = found.value(kept, *places) if known else None
        return number

    return _if_defined(value, lambda scene: True)


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

    return _if_defined(value, lambda scene: True)


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


def _unscaled(scene: Scene, i: int) -> float | None:
    data = scene.fitting
    return None if data is None else data.unscaled(i, float(scene.x[i]))


def _of_starts(of: Callable[[Starts], int]) -> Quantity:
    """A number of the starts, blank where none are trained."""

    def value(scene: Scene) -> int | None:
        found = starts(scene)
        return None if found is None else of(found)

    return _if_defined(value, lambda scene: True)


def _of_depths(of: Callable[..., float]) -> Quantity:
    """A number of the copies with other functions, blank where none are trained."""

    def value(scene: Scene, *places: Any) -> float | None:
        found = depths(scene)
        return None if found is None else of(found, *places)

    return _if_defined(value, lambda scene: True)


def _of_penalty(which: str) -> Quantity:
    """The loss at the end of a training without or with a penalty, over one part of the rows."""

    def value(scene: Scene, part: str) -> float | None:
        found = penalised(scene)
        trial = None if found is None else getattr(found, which)
        losses = {} if trial is None else {"train": trial.train, "test": trial.test}
        return defined(float(losses[part][-1])) if part in losses else None

    return _if_defined(value, lambda scene: True)


def _penalty(scene: Scene) -> float | None:
    found = penalised(scene)
    return None if found is None else found.l2


def _of_story(of: Callable[..., float | None]) -> Quantity:
    """A number of the training; blank where it is not defined."""

    def value(scene: Scene, *places: Any) -> float | None:
        story = story_of(scene)
        found = None if story is None else of(story, *places)
        return None if found is None else defined(found)

    return _if_defined(value, lambda scene: True)


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

    return _if_defined(value, lambda scene: True)


#: What may stand in a place that is no number from 0, as a regular expression.
PLACES = {
    "activation": "|".join(ACTIVATIONS),
    "variant": "|".join(VARIANTS),
    "curve": "|".join(fit.CURVES),
    "temperature": r"own|\d{1,3}(?:\.\d{1,3})?",
    "part": "|".join(PARTS),
    "size": "z|a|path|derivative",
    "function": "|".join(FUNCTIONS),
}
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
    "auc/{part}": _if_defined(_area_under_roc, lambda s: True),
}
#: Form → quantity. In a place stands a number from 0, or one of the words of PLACES.
QUANTITIES: dict[str, Quantity] = {
    # what a visitor sets
    "input/{i}": Quantity(lambda s, i: s.x[i]),
    "weight/{k}/{j}/{i}": Quantity(lambda s, k, j, i: s.network.layers[k].weights[j, i]),
    "bias/{k}/{j}": Quantity(lambda s, k, j: s.network.layers[k].biases[j]),
    "theta/{k}/{j}": Quantity(theta),
    "alpha/{k}": Quantity(lambda s, k: s.network.layers[k].alpha or 0.0),
    "threshold": Quantity(lambda s: s.threshold),
    "temperature": Quantity(lambda s: s.temperature),
    "parameters": Quantity(lambda s: s.network.n_parameters),
    # the forward pass; a weight that runs is 0 where it is switched off
    "running-weight/{k}/{j}/{i}": Quantity(
        lambda s, k, j, i: s.active_network.layers[k].weights[j, i]
    ),
    "product/{k}/{j}/{i}": Quantity(lambda s, k, j, i: products(s, k, j)[i], _multiplied),
    "other-products/{n}/{k}/{j}": Quantity(
        lambda s, n, k, j: other_products(s, k, j, n),
        lambda s, n, k, j: _multiplied(s, k, j),
    ),
    "weighted-sum/{k}/{j}": Quantity(weighted_sum, _multiplied),
    "z/{k}/{j}": Quantity(lambda s, k, j: s.trace.pre_activations[k][j], _biased),
    "a/{k}/{j}": Quantity(lambda s, k, j: s.trace.activations[k][j], reached),
    "neuron/{k}/{j}": Quantity(lambda s, k, j: s.trace.activations[k][j], reached),
    "output/{o}": Quantity(lambda s, o: s.trace.output[o], _output_done),
    # what a kept network gives in a neuron's place
    "kept-z/{k}/{j}": Quantity(lambda s, k, j: _kept(s, k, j).z, reached),
    "kept-a/{k}/{j}": Quantity(lambda s, k, j: _kept(s, k, j).a, reached),
    "sum/{k}": Quantity(lambda s, k: s.trace.activations[k].sum(), _in_layer),
    # what a neuron would answer to its z with another function
    "f/{activation}/{k}/{j}": Quantity(lambda s, f, k, j: answer(s, k, j, f).a, _biased),
    "f-slope/{activation}/{k}/{j}": Quantity(lambda s, f, k, j: answer(s, k, j, f).slope, _biased),
    # a layer's numbers, of all that is switched on
    "weight-least/{k}": _spread(weight_spread, "least"),
    "weight-mean/{k}": _spread(weight_spread, "mean"),
    "weight-largest/{k}": _spread(weight_spread, "largest"),
    "z-least/{k}": _spread(z_spread, "least"),
    "z-mean/{k}": _spread(z_spread, "mean"),
    "z-largest/{k}": _spread(z_spread, "largest"),
    "a-least/{k}": _spread(a_spread, "least"),
    "a-mean/{k}": _spread(a_spread, "mean"),
    "a-largest/{k}": _spread(a_spread, "largest"),
    # slopes: f′(z), and ∂ŷ/∂ something, ŷ being output o
    "slope/{k}/{j}": Quantity(lambda s, k, j: slopes(s.active_network, s.trace, k)[j], reached),
    "derivative/{o}/z/{k}/{j}": Quantity(derivative.by_pre_activation, _at_end),
    "derivative/{o}/bias/{k}/{j}": Quantity(derivative.by_pre_activation, _at_end),
    "derivative/{o}/weight/{k}/{j}/{i}": Quantity(derivative.by_weight, _at_end),
    "derivative/{o}/input/{i}": Quantity(derivative.by_input, _at_end),
    # slopes as they would be with other functions in the hidden layers
    "mean-derivative/{variant}/{o}/{k}": Quantity(
        lambda s, v, o, k: Variant.of(s, v).layer_means(o)[k]
    ),
    "steepest-slope/{variant}/{k}": Quantity(lambda s, v, k: Variant.of(s, v).steepest_slopes[k]),
    "largest-path/{variant}": Quantity(lambda s, v: Variant.of(s, v).largest_product),
    # all layers multiplied out; of the one layer that does the same, if there is one
    "chain-weight/{o}/{i}": Quantity(lambda s, o, i: collapse.product(s.active_network)[0][o, i]),
    "chain-bias/{o}": Quantity(lambda s, o: collapse.product(s.active_network)[1][o]),
    "one-layer/{o}": Quantity(lambda s, o: collapse.one_layer_output(s)[o]),
    "collapse-difference": Quantity(_collapse_difference),
    "equivalent-weight/{o}/{i}": Quantity(
        lambda s, o, i: collapse.equivalent_layer(s.active_network)[0][o, i]
    ),
    "equivalent-bias/{o}": Quantity(lambda s, o: collapse.equivalent_layer(s.active_network)[1][o]),
    # a layer as a convolution
    "zeros/{k}": Quantity(lambda s, k: band_of(s.active_network.layers[k]).zeros),
    "kernel/{k}/{n}": Quantity(lambda s, k, n: band_of(s.active_network.layers[k]).kernel[n]),
    "pooled/{k}/{n}": Quantity(lambda s, k, n: pooled(s.trace.activations[k])[n], _in_layer),
    "kernel-cell/{n}": Quantity(lambda s, n: kernel_in(s)[n]),
    "pooled-square/{n}": Quantity(pooled_answer, lambda s, n: _in_layer(s, 0, n)),
    # probabilities of classes
    "logit/{c}": Quantity(lambda s, c: logits(s)[c], _at_end),
    "exponential/{c}": Quantity(lambda s, c: exponentials(logits(s))[c], _at_end),
    "exponential-sum": Quantity(lambda s: exponentials(logits(s)).sum(), _at_end),
    "probability/{temperature}/{c}": Quantity(lambda s, t, c: at_temperature(s, t)[c], _at_end),
    "probability-sum/{temperature}": Quantity(lambda s, t: at_temperature(s, t).sum(), _at_end),
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
    # an input as it stands in the data's table, before scaling
    "unscaled/{i}": _if_defined(_unscaled, lambda s: True),
    "row": _if_defined(lambda s: None if s.row is None else s.row + 1, lambda s: True),
    # the row that is chosen: what is wanted of its outputs, and how far they are from it
    "target/{o}": _if_defined(wanted, lambda s: True),
    "off-by/{o}": _if_defined(off_by, _at_end),
    "loss": _if_defined(loss_at_input, loss_done),
    # its way back, as far as it has been played: pulls ∂L/∂a, w·δ, δ = ∂L/∂z, gradients and checks
    "pull/{k}/{j}": _so_far(backward.pull),
    "pull-of/{k}/{j}/{i}": _so_far(backward.pull_of),
    "delta/{k}/{j}": _so_far(backward.delta),
    "gradient/{k}/{j}/{i}": _so_far(backward.gradient),
    "bias-gradient/{k}/{j}": _so_far(backward.delta),
    "alpha-gradient/{k}": _so_far(backward.alpha_gradient),
    "gradient-check/{k}/{j}/{i}": _checked(gradient_check.of_weight),
    "bias-gradient-check/{k}/{j}": _checked(gradient_check.of_bias),
    # the rows of its batch so far, and what the next update makes of them, or has made
    "row-gradient/{n}/{k}/{j}/{i}": _so_far(update.row_gradient),
    "batch-gradient/{k}/{j}/{i}": _so_far(update.mean_so_far),
    "memory/{n}/{k}/{j}/{i}": _expected(lambda found, n: found.memory[n]),
    "next-memory/{n}/{k}/{j}/{i}": _expected(lambda found, n: found.next_memory[n]),
    "next-step/{k}/{j}/{i}": _expected(lambda found: found.next_weight - found.weight),
    "next-weight/{k}/{j}/{i}": _expected(lambda found: found.next_weight),
    "last-gradient/{k}/{j}/{i}": _so_far(update.last_gradient),
    "updated-bias/{k}/{j}": _updated(lambda network, k, j: network.layers[k].biases[j]),
    "updated-weight/{k}/{j}/{i}": _updated(
        lambda network, k, j, i: network.layers[k].weights[j, i]
    ),
    "unscaled-target": _if_defined(unscaled_target, lambda s: True),
    "unscaled-output": _if_defined(unscaled_output, _at_end),
    "unscaled-off-by": _if_defined(unscaled_off_by, _at_end),
    # how far the network has been trained, as it would go on
    "epoch": _if_defined(_trained(lambda run: run.epoch), lambda s: True),
    "update": _if_defined(_trained(lambda run: run.step), lambda s: True),
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
    "unscaled-rmse/{part}": _if_defined(_unscaled_error("mean_rmse"), lambda s: True),
    "unscaled-mae/{part}": _if_defined(_unscaled_error("mean_mae"), lambda s: True),
    "confusion/{part}/{c}/{c}": _measure(
        lambda m, truth, said: m.confusion and m.confusion.counts[truth, said]
    ),
    "confusion-others/{part}/{c}/{c}": _measure(
        lambda m, *place: m.confusion and condensed(m.confusion).counts[place]
    ),
    **_MEASURES,
    **{f"kept-{form}": _in_kept(found) for form, found in _MEASURES.items()},
    "along-roc/{part}": _if_defined(_along_roc, lambda s: True),
    # the best straight line through the training rows, and its error over some
    "row-line-slope": _of_line(lambda line: line.slope),
    "row-line-intercept": _of_line(lambda line: line.intercept),
    "row-line-rmse/{part}": _if_defined(line_rmse, lambda s: True),
    # over all rows how far a neuron goes; for how many it is off, or saturated, by its function
    "row-least/{k}/{j}": _if_defined(least_over_rows, lambda s: True),
    "row-largest/{k}/{j}": _if_defined(largest_over_rows, lambda s: True),
    "rows-in-state/{k}/{j}": _if_defined(_rows_in_state, lambda s: True),
    # of all rows the median of a layer's sizes: |z|, |a|, and two ways back from output o
    "median/{size}/{o}/{k}": _if_defined(median, lambda s: True),
    # how much of a hidden layer's variance over the rows its main directions hold
    "component-share/{k}/{n}": _if_defined(component_share, lambda s: True),
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
    "mean-gradient/{k}/{j}/{i}": _if_defined(mean_gradient, lambda s: True),
    "curve-loss/{k}/{j}/{i}": _if_defined(weight_loss, lambda s: True),
    # networks that are trained beside this one: from other starts, with another penalty or function
    "starts-found": _of_starts(lambda found: found.n_found),
    "starts-updates": _of_starts(lambda found: int(found.updates[-1])),
    "without-penalty/{part}": _of_penalty("without"),
    "with-penalty/{part}": _of_penalty("penalised"),
    "penalty-l2": _if_defined(_penalty, lambda s: True),
    "depth-loss/{function}": _of_depths(lambda found, f: float(found[f].trial.train[-1])),
    "first-gradient/{function}/{k}": _of_depths(lambda found, f, k: float(found[f].gradients[k])),
    "depth-updates": _of_depths(
        lambda found: max(int(d.trial.updates[-1]) for d in found.values())
    ),
}
