"""Hypothesis strategies: networks with data and recipes that train them."""

from hypothesis import strategies as st

from playground.activations import ACTIVATIONS
from playground.network import Network
from playground.training import Recipe
from tests.analysis.rows.strategies import datasets
from tests.strategies import hidden_activations, layers, tame_numbers

#: Of each task the outputs, and their losses.
OUTPUTS = {
    "regression": {"linear": ["mse", "huber", "mae"], "tanh": ["mse"]},
    "binary": {"sigmoid": ["mse", "binary-cross-entropy"], "tanh": ["huber"]},
    "classes": {"softmax": ["cross-entropy", "mse"], "sigmoid": ["binary-cross-entropy"]},
}
#: Where no float32 can be far from float64: no jump, and no step that is none.
smooth = hidden_activations.filter(lambda name: not ACTIVATIONS[name].jumps)
_WHOLE = st.none()


@st.composite
def trained(draw, hidden=smooth, batch=_WHOLE):
    """A network, data that fit it, and a recipe that fits both."""
    task = draw(st.sampled_from(list(OUTPUTS)))
    data = draw(datasets(task))
    output = draw(st.sampled_from(list(OUTPUTS[task])))
    sizes = [data.n_inputs, *draw(st.lists(st.integers(1, 3), max_size=2)), data.n_outputs]
    made = []
    for k in range(len(sizes) - 1):
        activation = st.just(output) if k == len(sizes) - 2 else hidden
        made.append(draw(layers(sizes[k], sizes[k + 1], activation, tame_numbers)))
    recipe = Recipe(
        loss=draw(st.sampled_from(OUTPUTS[task][output])),
        optimiser=draw(st.sampled_from(["sgd", "adam", "momentum"])),
        rate=draw(st.sampled_from([0.001, 0.1])),
        batch=draw(batch),
        l1=draw(st.sampled_from([0.0, 0.01])),
        l2=draw(st.sampled_from([0.0, 0.1])),
    )
    return Network(made), data, recipe
