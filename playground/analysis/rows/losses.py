"""Which loss each row of the data has, by what the data ask for and what the network can give.

One rule chooses it. Two classes and an output whose values lie in [0, 1]: the binary cross-entropy.
Several classes and a softmax, whose values are their probabilities: the cross-entropy. All else,
also classes asked of an output that gives no probability: the mean squared error.
"""

from playground.activations import ACTIVATIONS
from playground.analysis.input_space.classes import is_decision


def row_loss_name(task: str, activation: str) -> str:
    """Which loss a row has, by the task of the data and the output layer's activation."""
    if task == "binary" and is_decision(activation):
        return "binary-cross-entropy"
    row = ACTIVATIONS[activation]
    if task == "classes" and row.probability and row.whole_layer:
        return "cross-entropy"
    return "mse"
