"""When a training stops by itself: what can be asked for, and what gets one sentence."""

import pytest

from playground.limits import MAX_EPOCHS, TrainingError
from playground.training import Stop


@pytest.mark.parametrize(
    "given",
    [{}, {"epochs": 1}, {"epochs": MAX_EPOCHS}, {"loss": 0}, {"loss": 0.1}, {"patience": 3}],
)
def test_a_rule_may_be_left_out(given):
    assert {
        name: value for name, value in vars(Stop(**given)).items() if value is not None
    } == given


@pytest.mark.parametrize(
    "given",
    [
        {"epochs": 0},
        {"epochs": 1.5},
        {"epochs": True},
        {"epochs": MAX_EPOCHS + 1},
        {"patience": "3"},
        {"patience": -1},
        {"loss": -0.1},
        {"loss": float("nan")},
        {"loss": float("inf")},
        {"loss": 10**400},
        {"loss": "low"},
        {"loss": True},
    ],
)
def test_a_bad_rule_gets_one_sentence(given):
    with pytest.raises(TrainingError, match=r"^stop: expected .*, got [^\n]{1,60}$"):
        Stop(**given)
