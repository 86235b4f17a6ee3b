"""Which loss a row has."""

from playground.activations import ACTIVATIONS
from playground.training.losses import usual_loss


def test_the_rule_has_a_loss_for_every_task_and_output():
    told = {
        (task, activation): usual_loss(task, activation)
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
