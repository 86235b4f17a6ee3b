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
    run, mean, least = start(NETWORK, recipe), 0.0, np.inf
    for n, rate in enumerate(all_rates()):
        at = run.batch * (batch or 0)
        order = np.random.default_rng([4, run.epoch]).permutation(len(DATA.train))
        rows = DATA.train if batch is None else DATA.train[order[at : at + batch]]
        loss = loss_and_gradients(run.network, DATA.x[rows], DATA.y[rows], BCE, 0.0, 0.01)[0]
        assert found.losses[n] == loss
        mean = loss if batch is None else 0.98 * mean + 0.02 * loss
        smoothed = mean if batch is None else mean / (1 - 0.98 ** (n + 1))
        assert found.smoothed[n] == pytest.approx(smoothed, rel=1e-12)
        least = min(least, smoothed)
        if smoothed > 4 * least:
            break
        run = advance(with_recipe(run, replace(recipe, rate=float(rate))), DATA)
    assert len(found.losses) == n + 1
    assert found.suggestion is not None
    assert found.rates[0] < found.suggestion < found.rates[int(found.smoothed.argmin())] * 1.0001


def test_the_recipes_own_rate_does_not_matter():
    one, other = (rate_test(start(NETWORK, Recipe(BCE, rate=rate)), DATA) for rate in (0.001, 1.0))
    assert (one.losses == other.losses).all()


def test_it_stops_where_the_loss_explodes():
    steep = Recipe("mse", "sgd")
    network = Network.create([2, 8, 1], hidden="relu", output="linear", seed=2)
    found = rate_test(start(network, steep), DATA)
    assert found.exploded
    assert len(found.rates) == len(found.losses) == len(found.smoothed) < STEPS
    assert found.left or found.smoothed[-1] > 4 * found.smoothed.min()


def test_weights_that_leave_float64_end_it():
    far = Network.create([2, 1], output="linear", seed=0)
    data = load_set("moons", n=20, seed=0)
    layer = replace(far.layers[0], weights=far.layers[0].weights * 1e200)
    found = rate_test(start(replace(far, layers=(layer,)), Recipe("mse", "sgd")), data)
    assert found.exploded
    assert found.suggestion is None


def test_a_loss_that_never_falls_suggests_nothing():
    assert steepest(all_rates(), np.linspace(1, 2, STEPS)) is None
    assert steepest(all_rates()[:0], np.zeros(0)) is None
    falls = np.where(np.arange(STEPS) < 50, 1.0, 0.5)
    assert steepest(all_rates(), falls) in (49, 50)


def test_what_does_not_fit_is_refused():
    with pytest.raises(PlaygroundError):
        rate_test(start(NETWORK, Recipe(BCE)), load_set("iris"))
