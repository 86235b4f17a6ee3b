"""Runs are pure values: what is the same is the same, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Column, Table, load_set
from playground.limits import MAX_RATE, TrainingError
from playground.network import Layer, Network
from playground.training import OPTIMISERS, Recipe, advance, loss_and_gradients, start, with_recipe
from tests import strategies

DATA = load_set("moons", n=40, seed=3)
NETWORK = Network.create([2, 4, 1], hidden="prelu", output="sigmoid", seed=1)
BCE = "binary-cross-entropy"
recipes = st.builds(
    Recipe,
    loss=st.sampled_from([BCE, "mse"]),
    optimiser=st.sampled_from(list(OPTIMISERS)),
    rate=st.floats(1e-4, 0.1),
    batch=st.none() | st.integers(1, 50),
    l1=st.sampled_from([0.0, 0.01]),
    l2=st.sampled_from([0.0, 0.1]),
    momentum=st.floats(0, 0.99),
    seed=st.integers(0, 9),
)


@given(recipes, st.integers(0, 12), st.integers(0, 12))
def test_steps_may_be_divided_as_one_likes(recipe, first, second):
    run = start(NETWORK, recipe)
    once = advance(run, DATA, first + second)
    assert advance(advance(run, DATA, first), DATA, second) == once
    assert once.step == first + second
    assert once == advance(run, DATA, first + second)
    assert run == start(NETWORK, recipe)  # and nothing has changed what it began with


def test_batches_are_slices_of_the_epochs_own_order():
    recipe = Recipe(loss=BCE, optimiser="sgd", rate=0.1, batch=7, seed=5)
    n = len(DATA.train)
    weights = NETWORK
    steps = 0
    for epoch in range(3):
        order = np.random.default_rng([5, epoch]).permutation(n)
        for at in range(0, n, 7):
            rows = DATA.train[order[at : at + 7]]
            _, found = loss_and_gradients(weights, DATA.x[rows], DATA.y[rows], BCE)
            weights = Network(
                [
                    Layer(
                        layer.weights - 0.1 * found.weights[k],
                        layer.biases - 0.1 * found.biases[k],
                        layer.activation,
                        None if found.alphas[k] is None else layer.alpha - 0.1 * found.alphas[k],
                    )
                    for k, layer in enumerate(weights.layers)
                ]
            )
            steps += 1
            run = advance(start(NETWORK, recipe), DATA, steps)
            for mine, theirs in zip(run.network.layers, weights.layers, strict=True):
                np.testing.assert_allclose(mine.weights, theirs.weights, atol=1e-13)
                np.testing.assert_allclose(mine.biases, theirs.biases, atol=1e-13)
                assert (mine.alpha or 0.0) == pytest.approx(theirs.alpha or 0.0, abs=1e-13)
        assert (run.epoch, run.batch) == (epoch + 1, 0)


def test_only_training_rows_count():
    other = load_set("moons", n=40, seed=3)
    y = other.table.columns[2].numbers.copy()
    y[other.rows[other.test]] = 1 - y[other.rows[other.test]]
    columns = [*other.table.columns[:2], Column(other.table.columns[2].name, "number", y)]
    changed = Table("changed", columns).dataset(
        [c.name for c in columns[:2]], columns[2].name, target_as="class"
    )
    if not np.array_equal(changed.train, DATA.train):
        pytest.fail("the split is by the plan alone, so the two must have the same")
    run = start(NETWORK, Recipe(loss=BCE))
    np.testing.assert_array_equal(advance(run, DATA, 5).vector, advance(run, changed, 5).vector)


def test_everything_learns():
    for optimiser in OPTIMISERS:
        rate = 0.3 if optimiser in ("sgd", "adagrad") else 0.02
        recipe = Recipe(loss=BCE, optimiser=optimiser, rate=rate, batch=8)
        run = advance(start(NETWORK, recipe), DATA, 400)
        rows = DATA.x[DATA.train], DATA.y[DATA.train]
        before, after = (loss_and_gradients(n, *rows, BCE)[0] for n in (NETWORK, run.network))
        assert after < 0.6 * before, optimiser
        assert run.network.layers[0].alpha != NETWORK.layers[0].alpha  # α is learned too


def test_what_leaves_float64_is_not_taken():
    network = Network([Layer([[1e200]], [0.0], "linear")])
    data = Table("t", [Column("x", "number", [1e200, 2.0]), Column("y", "number", [0.0, 1.0])])
    rows = data.dataset(["x"], "y", test_share=0.0, target_as="number")
    run = advance(start(network, Recipe(optimiser="sgd", rate=1.0)), rows, 10)
    assert run.step == 0
    assert (run.fault.step, run.fault.layer, run.fault.what) == (1, 0, "weights")
    assert run.network == network
    assert advance(run, rows, 3) == run
    assert with_recipe(run, Recipe(rate=1e-9)).fault is None


def test_a_recipe_may_change_on_the_way():
    run = advance(start(NETWORK, Recipe(loss=BCE, batch=8)), DATA, 7)
    slower = with_recipe(run, Recipe(loss=BCE, batch=8, rate=0.001))
    assert (slower.memory, slower.remembered, slower.batch) == (run.memory, 7, run.batch)
    other = with_recipe(run, Recipe(loss=BCE, batch=8, optimiser="sgd"))
    assert (other.memory, other.remembered) == ((), 0)
    assert with_recipe(run, Recipe(loss=BCE, batch=9)).batch == 0
    assert advance(other, DATA, 1).step == 8


def test_fewer_rows_begin_the_next_epoch():
    few = load_set("moons", n=8, seed=3)
    run = advance(start(NETWORK, Recipe(loss=BCE, batch=8)), DATA, 3)
    assert run.batch == 3
    assert advance(run, few, 1).epoch == run.epoch + 2  # the rest of this one, and one of one batch


@pytest.mark.parametrize(
    "given",
    [
        {"rate": 0},
        {"rate": -0.1},
        {"rate": 1e9},
        {"rate": float("nan")},
        {"rate": "fast"},
        {"rate": 2 * MAX_RATE},
        {"batch": 0},
        {"batch": 1.5},
        {"batch": True},
        {"l1": -1},
        {"l2": float("inf")},
        {"momentum": 1.0},
        {"seed": -1},
        {"rate": 10**400},
        {"l2": None},
        {"loss": "log"},
        {"optimiser": None},
    ],
)
def test_a_bad_recipe_gets_one_sentence(given):
    with pytest.raises(TrainingError, match=r"^[\w -]+: expected .*got"):
        Recipe(**given)


def test_data_for_another_network_are_refused():
    with pytest.raises(TrainingError, match="expected 2 inputs and 1 outputs, got 4 and 3"):
        advance(start(NETWORK, Recipe(loss=BCE)), load_set("iris"))
    numbers = load_set("plane")
    with pytest.raises(TrainingError, match="needs numbers from 0 to 1"):
        advance(start(NETWORK, Recipe(loss=BCE)), numbers)
    with pytest.raises(TrainingError, match="needs a softmax output"):
        start(NETWORK, Recipe(loss="cross-entropy"))


@given(st.sampled_from(strategies.DATASETS), recipes)
def test_a_run_counts_epochs_and_batches(data, recipe):
    network = Network.create([data.n_inputs, data.n_outputs], output="sigmoid")
    if recipe.loss == BCE and data.task == "regression":
        return
    n = len(data.train)
    a_round = 1 if recipe.batch is None else -(-n // recipe.batch)
    run = advance(start(network, recipe), data, 11)
    if run.fault is None:
        assert (run.epoch, run.batch) == divmod(11, a_round)
