"""A training is a value: wherever one goes back to, the weights are the same to the last bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.cache import Cache
from playground.data import load_set
from playground.limits import MAX_LEGS, MAX_TRAINED, MAX_UPDATES, TrainingError
from playground.network import Network
from playground.training import Recipe, Training, advance, record, start, timeline
from playground.training.record import FINE, MARK, Record, point_of
from playground.training.timeline import (
    Left,
    begin,
    curve_left,
    curve_of,
    going_on,
    is_of,
    moved,
    step_of_epoch,
)

DATA = load_set("moons", n=24)
NETWORK = Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=1)
RECIPE = Recipe("binary-cross-entropy", "adam", 0.05, batch=5)


def same(a: np.ndarray, b: np.ndarray) -> bool:
    return a.tobytes() == b.tobytes()


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test works its records out anew."""
    monkeypatch.setattr(record, "_records", Cache(10**8, record._bytes))


@given(st.lists(st.integers(0, 400), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_wherever_it_goes_it_is_what_advance_gives(steps: list[int]) -> None:
    training = begin(NETWORK, RECIPE, DATA, None)
    for step in steps:
        training = moved(training, DATA, step)
        plain = advance(start(NETWORK, RECIPE), DATA, step)
        assert training.run == plain
        assert same(training.run.vector, plain.vector)
    assert training.last == max(steps)


def test_a_record_that_drops_states_finds_the_same_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "_MOST_KEPT", 2_000)
    kept = Record(start(NETWORK, RECIPE), DATA)
    last = kept.run_at(700)
    assert len(kept.states(700)) < 12
    for step in (0, 3, 130, 350, 699, 700):
        assert kept.run_at(step) == advance(start(NETWORK, RECIPE), DATA, step)
    assert kept.run_at(700) == last


def test_another_recipe_begins_a_stretch_and_the_first_one_stays_as_it_was() -> None:
    first = moved(begin(NETWORK, RECIPE, DATA, None), DATA, 60)
    quick = Recipe("binary-cross-entropy", "adam", 0.5, batch=5)
    second = moved(going_on(first, first.run.network, quick, DATA), DATA, 90)
    assert [leg.step for leg in second.legs] == [0, 60]
    assert moved(second, DATA, 40).run == advance(start(NETWORK, RECIPE), DATA, 40)
    assert moved(moved(second, DATA, 40), DATA, 90).run == second.run
    assert not same(moved(first, DATA, 90).run.vector, second.run.vector)


def test_from_an_earlier_update_another_recipe_leaves_what_came_later() -> None:
    first = moved(begin(NETWORK, RECIPE, DATA, None), DATA, 60)
    there = moved(first, DATA, 20)
    branch = going_on(there, there.run.network, Recipe("mse", "sgd", 0.1), DATA)
    assert ([leg.step for leg in branch.legs], branch.last) == ([0, 20], 20)
    assert going_on(there, there.run.network, RECIPE, DATA) is there
    ahead = curve_left(branch, DATA)
    assert ahead is not None
    assert (ahead.steps[0], ahead.steps[-1]) == (20, 60)
    assert ahead.train[-1] == curve_of(first, DATA).train[-1]
    assert curve_left(first, DATA) is None
    assert curve_left(moved(branch, DATA, 30), DATA) is not None


def test_what_claims_to_be_too_long_or_of_other_rows_begins_anew() -> None:
    first = moved(begin(NETWORK, RECIPE, DATA, None), DATA, 20)
    other = start(Network.create([3, 1], seed=0), Recipe("mse"))
    for forged in (
        replace(first, last=10**9),
        replace(first, left=Left(first.legs[0], 0, 10**9)),
        replace(first, left=Left(other, 0, 5)),
        replace(first, legs=(other, replace(first.run, step=3)), last=20),
    ):
        assert going_on(forged, first.run.network, RECIPE, DATA).last == 0


def test_an_edited_network_goes_on_from_where_it_is() -> None:
    first = moved(begin(NETWORK, RECIPE, DATA, None), DATA, 60)
    other = Network.create([2, 4, 1], hidden="relu", output="sigmoid", seed=2)
    assert is_of(first, first.run.network, None, DATA)
    assert not is_of(first, other, None, DATA)
    on = moved(going_on(first, other, RECIPE, DATA), DATA, 70)
    assert on.legs[1].network == other
    assert (on.run.step, on.run.epoch) == (70, first.run.epoch + 2)
    assert on.run.network.sizes == (2, 4, 1)


def test_other_rows_begin_another_training() -> None:
    first = moved(begin(NETWORK, RECIPE, DATA, None), DATA, 60)
    other = load_set("moons", n=30)
    assert going_on(first, first.run.network, RECIPE, other).run.step == 0


def test_what_is_frozen_stays_and_all_else_moves() -> None:
    frozen = np.arange(NETWORK.n_parameters) % 3 == 0
    for optimiser in ("adam", "adamw", "momentum"):
        recipe = Recipe("binary-cross-entropy", optimiser, 0.05, batch=5, l2=0.1)
        run = advance(start(NETWORK, recipe, frozen), DATA, 30)
        before = start(NETWORK, recipe).vector
        assert same(run.vector[frozen], before[frozen])
        assert (run.vector[~frozen] != before[~frozen]).all()


def test_what_is_frozen_later_stays_whatever_the_optimiser_remembers() -> None:
    first = moved(begin(NETWORK, RECIPE, DATA, None), DATA, 30)
    frozen = np.arange(NETWORK.n_parameters) == 2
    on = moved(going_on(first, first.run.network, RECIPE, DATA, frozen), DATA, 60)
    assert on.run.vector[2] == first.run.vector[2]
    assert on.run.vector[3] != first.run.vector[3]


def test_the_curve_is_the_loss_at_each_mark() -> None:
    training = moved(begin(NETWORK, RECIPE, DATA, None), DATA, FINE + 5 * MARK)
    curve = curve_of(training, DATA)
    assert curve.steps.tolist() == [*range(FINE + 1), *(FINE + MARK * n for n in range(1, 6))]
    for at in (0, 7, len(curve.steps) - 1):
        run = advance(start(NETWORK, RECIPE), DATA, int(curve.steps[at]))
        point = point_of(run, DATA)
        assert (curve.train[at], curve.test[at]) == (point.train, point.test)
        assert (curve.right_train[at], curve.right_test[at]) == (
            point.right_train,
            point.right_test,
        )
        assert curve.epochs[at] == run.epoch + run.batch / 4
    assert curve.upto(7).steps.tolist() == list(range(8))
    assert curve.since(FINE + 1).steps[0] == FINE + MARK


def test_a_training_that_leaves_every_range_stops_before_it() -> None:
    data = load_set("plane", n=24)
    linear = Network.create([2, 1], output="linear", seed=1)
    wild = Recipe("mse", "sgd", 500.0)
    training = moved(begin(linear, wild, data, None), data, 400)
    assert training.fault is not None
    assert training.last == training.run.step == training.fault.step - 1
    assert np.isfinite(training.run.vector).all()
    assert moved(training, data, 500).run == training.run
    back = moved(training, data, 3)
    assert back.fault is None
    assert going_on(back, back.run.network, Recipe("mse", "sgd", 0.01), data).run.fault is None


def test_it_goes_no_further_at_once_than_takes_a_few_seconds() -> None:
    training = begin(NETWORK, RECIPE, DATA, None)
    with pytest.raises(TrainingError, match="too long"):
        moved(training, DATA, 10**8)
    with pytest.raises(TrainingError, match="goes back to number 0"):
        moved(training, DATA, -1)
    large = Network.create([2, 1000, 100, 1], seed=0)
    with pytest.raises(TrainingError, match=f"at most {MAX_TRAINED:,} parameters"):
        begin(large, Recipe("mse"), DATA, None)


def test_a_long_training_forgets_its_beginning_in_stretches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timeline, "MAX_UPDATES", 100)
    training = begin(NETWORK, RECIPE, DATA, None)
    for step in range(50, 501, 50):
        training = moved(training, DATA, step)
    assert (training.first, training.last) == (400, 500)
    assert training.run == advance(start(NETWORK, RECIPE), DATA, 500)
    assert moved(training, DATA, 420).run == advance(start(NETWORK, RECIPE), DATA, 420)
    assert MAX_UPDATES == 10_000


def test_many_changes_of_the_recipe_keep_the_last_stretches() -> None:
    training: Training = begin(NETWORK, RECIPE, DATA, None)
    for n in range(1, 2 * MAX_LEGS):
        recipe = Recipe("binary-cross-entropy", "adam", 0.05 + n / 1000, batch=5)
        training = moved(training, DATA, n)
        training = going_on(training, training.run.network, recipe, DATA)
    assert len(training.legs) == MAX_LEGS
    assert len(curve_of(training, DATA).steps) >= MAX_LEGS


def test_the_end_of_an_epoch_is_counted_from_the_present_batch() -> None:
    run = advance(start(NETWORK, RECIPE), DATA, 6)
    assert (run.epoch, run.batch) == (1, 2)
    end = step_of_epoch(run, DATA, 2)
    there = advance(run, DATA, end - run.step)
    assert (there.epoch, there.batch) == (2, 0)
