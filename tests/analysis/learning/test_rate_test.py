"""The learning-rate test, step by step in plain loops."""

from dataclasses import replace

import numpy as np
import pytest

from playground.analysis.learning.rate_test import (
    FIRST_RATE,
    LAST_RATE,
    STEPS,
    all_rates,
    rate_test,
    steepest,
    suggested_rate,
    takes_too_long,
)
from playground.data import load_set
from playground.limits import PlaygroundError
from playground.network import Network
from playground.training import Recipe, advance, loss_and_gradients, start, with_recipe

DATA = load_set("moons", n=60, seed=3)
NETWORK = Network.create([2, 4, 1], hidden="tanh", output="sigmoid", seed=1)
BCE = "binary-cross-entropy"


def test_rates_grow_by_the_same_factor():
    rates = all_rates()
    assert (rates[0], rates[-1], len(rates)) == (FIRST_RATE, LAST_RATE, STEPS)
    assert np.allclose(rates[1:] / rates[:-1], rates[1] / rates[0])


@pytest.mark.parametrize("batch", [None, 6])
@pytest.mark.parametrize("optimiser", ["sgd", "adam"])
def test_as_a_plain_loop(batch, optimiser):
    recipe = Recipe(BCE, optimiser, 0.5, batch=batch, l2=0.01, seed=4)
    found = rate_test(start(NETWORK, recipe), DATA)
    x, y = DATA.x[DATA.train], DATA.y[DATA.train]
    assert found.before == loss_and_gradients(NETWORK, x, y, BCE, 0.0, 0.01)[0]
    run = start(NETWORK, recipe)
    for n, rate in enumerate(all_rates()):
        run = advance(with_recipe(run, replace(recipe, rate=float(rate))), DATA)
        loss = loss_and_gradients(run.network, x, y, BCE, 0.0, 0.01)[0]
        assert found.losses[n] == loss
        if loss > 4 * found.before:
            break
    assert len(found.losses) == n + 1
    assert found.rates[0] < found.suggestion <= found.rates[int(found.losses.argmin())]


def test_the_recipes_own_rate_does_not_matter():
    one, other = (rate_test(start(NETWORK, Recipe(BCE, rate=rate)), DATA) for rate in (0.001, 1.0))
    assert (one.losses == other.losses).all()


def test_it_stops_where_the_loss_explodes():
    steep = Recipe("mse", "sgd")
    network = Network.create([2, 8, 1], hidden="relu", output="linear", seed=2)
    found = rate_test(start(network, steep), DATA)
    assert found.exploded
    assert len(found.rates) == len(found.losses) < STEPS
    assert found.left or found.losses[-1] > 4 * found.before


def test_weights_that_leave_float64_end_it():
    far = Network.create([2, 1], output="linear", seed=0)
    data = load_set("moons", n=20, seed=0)
    layer = replace(far.layers[0], weights=far.layers[0].weights * 1e200)
    found = rate_test(start(replace(far, layers=(layer,)), Recipe("mse", "sgd")), data)
    assert found.exploded
    assert found.suggestion is None


def test_a_loss_that_never_falls_suggests_nothing():
    assert steepest(all_rates(), np.linspace(1, 2, STEPS), 1.0) is None
    assert steepest(all_rates(), np.full(STEPS, 0.9999), 1.0) is None
    assert steepest(all_rates()[:0], np.zeros(0), 1.0) is None


def test_the_steepest_fall_is_found():
    falls = 1.0 - 0.5 / (1.0 + np.exp(-(np.arange(STEPS) - 60.0)))
    falls[90:] = np.linspace(1, 9, 10)
    assert steepest(all_rates(), falls, 1.0) in (59, 60, 61)


def test_nobody_waits_for_a_large_one():
    large = start(Network.create([2, 200, 200, 1], output="sigmoid"), Recipe(BCE))
    data = load_set("moons", n=2000)
    assert takes_too_long(large, data)
    assert suggested_rate(large, data) is None
    assert not takes_too_long(start(NETWORK, Recipe(BCE)), DATA)


def test_what_does_not_fit_is_refused():
    with pytest.raises(PlaygroundError):
        rate_test(start(NETWORK, Recipe(BCE)), load_set("iris"))
