"""Hypothesis strategies: scenes whose data fit their networks, of every task."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from playground.data import Column, Dataset, Plan, Table
from playground.network import Network
from playground.scene import Scene
from tests.strategies import can_be_off, hidden_activations, layers, tame_numbers

TASKS = ("regression", "binary", "classes")
_LABELS = {"binary": ("no", "yes"), "classes": ("a", "b", "c")}


@st.composite
def datasets(draw, task, values=tame_numbers):
    """One to nine rows of one to three inputs; in classes each is there once at least."""
    n, n_inputs = draw(st.integers(3, 9)), draw(st.integers(1, 3))
    x = draw(hnp.arrays(np.float64, (n_inputs, n), elements=values))
    columns = [Column(f"in {i}", "number", each) for i, each in enumerate(x)]
    if task == "regression":
        target = Column("out", "number", draw(hnp.arrays(np.float64, n, elements=values)))
    else:
        labels = _LABELS[task]
        more = draw(st.lists(st.sampled_from(labels), min_size=n, max_size=n))
        target = Column("out", "category", draw(st.permutations([*labels, *more][:n])))
    names = tuple(column.name for column in columns)
    share = draw(st.sampled_from([0.0, 0.25, 0.5]))
    plan = Plan(
        names, "out", test_share=share, target_as="number" if task == "regression" else None
    )
    return Dataset(Table("rows", [*columns, target]), plan)


@st.composite
def fitted_scenes(draw, task=None, output=None, values=tame_numbers):
    """A scene with data, perhaps with parts of the network switched off."""
    data = draw(datasets(draw(st.sampled_from(TASKS)) if task is None else task, values))
    hidden = draw(st.lists(st.integers(1, 3), max_size=2))
    sizes = [data.n_inputs, *hidden, data.n_outputs]
    last = len(sizes) - 2
    usual = {"regression": "linear", "binary": "sigmoid", "classes": "softmax"}[data.task]
    usual_or_not = st.sampled_from(["sigmoid", "tanh", "relu", "softmax", "step", usual, usual])
    ends = usual_or_not if output is None else output
    made = [
        draw(
            layers(
                sizes[k],
                sizes[k + 1],
                ends if k == last else hidden_activations,
                values,
            )
        )
        for k in range(last + 1)
    ]
    network = Network(made)
    return Scene(
        network,
        off=draw(st.frozensets(st.sampled_from(can_be_off(network)), max_size=2)),
        threshold=draw(st.sampled_from([0.0, 0.25, 0.5, 1.0])),
        data=data,
    )
