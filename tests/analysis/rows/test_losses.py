"""Which loss a row has."""

from playground.activations import ACTIVATIONS
from playground.analysis.rows.losses import row_loss_name


def test_the_rule_has_a_loss_for_every_task_and_output():
    told = {
        (task, activation): row_loss_name(task, activation)
        for task in ("regression", "binary", "classes")
        for activation in ACTIVATIONS
    }
    assert {key for key, name in told.items() if name == "cross-entropy"} == {
        ("classes", "softmax")
    }
    assert {key for key, name in told.items() if name == "binary-cross-entropy"} == {
        ("binary", "sigmoid"),
        ("binary", "hard_sigmoid"),
        ("binary", "step"),
    }
    assert {name for key, name in told.items() if key[0] == "regression"} == {"mse"}
