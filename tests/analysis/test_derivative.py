"""What an output hangs on: against differences of the outputs, and nothing of what is off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.neurons.derivative import by_input, by_pre_activation, by_weight
from playground.network import Network
from playground.scene import Edit, Scene, SetBias, SetInput, SetWeight, Target, apply
from tests.strategies import can_be_off, tame_numbers, targets

NETWORK = Network.create([2, 3, 2], "tanh", "softmax", "normal", seed=3)
H = 1e-5


def moved(scene: Scene, target: Target, by: float) -> Edit:
    """The edit that moves a target's number."""
    kind, path = target.kind, target.path
    if kind == "input":
        return SetInput(path[0], float(scene.x[path[0]]) + by)
    layer = scene.network.layers[path[0]]
    if kind == "weight":
        return SetWeight(*path, float(layer.weights[path[1:]]) + by)
    return SetBias(*path, float(layer.biases[path[1]]) + by)


@given(
    st.tuples(tame_numbers, tame_numbers),
    st.sets(st.sampled_from(can_be_off(NETWORK)), max_size=4),
    st.sampled_from(targets(NETWORK, ("input", "weight", "bias"))),
    st.integers(0, 1),
)
def test_a_derivative_is_what_a_small_change_makes(
    x: tuple[float, float], off: set[Target], target: Target, output: int
) -> None:
    scene = Scene(NETWORK, x, off=off)
    of = {"input": by_input, "weight": by_weight, "bias": by_pre_activation}[target.kind]
    after, before = (
        float(apply(scene, moved(scene, target, by)).trace.output[output]) for by in (H, -H)
    )
    expected = (after - before) / (2 * H)
    assert of(scene, output, *target.path) == pytest.approx(expected, abs=1e-6)
