"""A scene cannot be built wrong; what is off contributes nothing; playback and targets."""

import numpy as np
import pytest
from hypothesis import assume, given

from playground.engine import forward
from playground.network import Layer, Network, NetworkError
from playground.scene import (
    PHASES,
    AddNeuron,
    Scene,
    SetStep,
    SetThreshold,
    Switch,
    Target,
    apply,
    n_steps,
    reached,
    replace_scene,
    step_at,
    step_index,
    value_of,
)
from tests import strategies
from tests.scene.scenes import bits, numbered

scenes = strategies.free_scenes()


@given(strategies.scenes(values=strategies.tame_numbers))
def test_what_is_off_contributes_nothing_and_is_not_forgotten(scene):
    layers = scene.network.layers
    a = scene.x * [not scene.is_off("input", i) for i in range(len(scene.x))]
    for k, layer in enumerate(layers):
        mask = [
            [not scene.is_off("weight", k, j, i) for i in range(layer.n_in)]
            for j in range(layer.n_out)
        ]
        z = (layer.weights * mask) @ a + layer.biases
        np.testing.assert_allclose(scene.trace.pre_activations[k], z, rtol=1e-9, atol=1e-9)
        a = scene.trace.activations[k] * [
            not scene.is_off("neuron", k, j) for j in range(layer.n_out)
        ]
    everything_on = replace_scene(scene, locked=frozenset())
    for target in scene.off:
        everything_on = apply(everything_on, Switch(str(target), off=False))
    assert bits(everything_on) == bits(replace_scene(scene, locked=frozenset()))
    np.testing.assert_array_equal(
        everything_on.trace.output, forward(scene.network, scene.x).output
    )


@pytest.mark.parametrize("target", ["bias/0/0", "layer/0", "neuron/1/0", "input/7", "nonsense"])
def test_not_everything_can_be_off(target):
    with pytest.raises(NetworkError):
        apply(Scene(numbered(2, 2, 1)), Switch(target, off=True))


@given(scenes)
def test_every_step_is_one_phase_of_one_neuron(scene):
    network = scene.network
    found = [step_at(network, step) for step in range(n_steps(network))]
    assert found[0] is None
    expected = [
        (k, j, phase)
        for k, layer in enumerate(network.layers)
        for j in range(layer.n_out)
        for phase in PHASES
    ]
    assert found[1:] == expected
    assert [step_index(network, *step) for step in expected] == list(range(1, n_steps(network)))
    with pytest.raises(NetworkError, match="step: expected less than"):
        step_at(network, n_steps(network))


def test_playback_has_reached_what_lies_behind_it():
    scene = apply(Scene(numbered(2, 2, 1)), SetStep(2))
    assert reached(scene, 0, 0, "bias")
    assert not reached(scene, 0, 0, "activate")
    assert not reached(scene, 0, 1, "multiply")
    assert reached(apply(scene, SetStep(None)), 1, 0)
    assert apply(scene, AddNeuron(0)).step is None


@given(scenes)
def test_targets_read_as_they_are_written(scene):
    for target in strategies.targets(scene.network):
        assert Target.parse(str(target)) == target
        assert target.within(scene.network)


@pytest.mark.parametrize("text", ["", "weight/0/0", "input/0/0", "input/-1", "input/12345", "x/1"])
def test_other_targets_are_refused(text):
    with pytest.raises(NetworkError, match="target: expected something like weight/0/1/0"):
        Target.parse(text)


@pytest.mark.parametrize("output", ["sigmoid", "step", "tanh", "linear", "softmax"])
def test_the_threshold_lies_within_0_and_1_whatever_the_output(output):
    network = Network([Layer([[1.0]], [0.0], output)])
    for value in (0.0, 0.35, 1.0):
        assert apply(Scene(network), SetThreshold(value)).threshold == value
    for value in (5.0, -1e5, np.nan, np.inf, np.nextafter(1, 2)):
        with pytest.raises(NetworkError, match="threshold: expected 0 to 1, got"):
            apply(Scene(network), SetThreshold(value))


def test_a_neuron_s_value_is_its_activation():
    scene = Scene(numbered(2, 2, 1), [0.1, -0.2])
    target = Target.parse("neuron/0/1")
    assert value_of(scene, target) == scene.trace.activations[0][1]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"x": [1.0]}, "input: expected 2 values, got 1"),
        ({"x": [1.0, float("nan")]}, "input: expected finite numbers"),
        ({"x": []}, "input: expected at least one number, got none"),
        ({"x": ["a", "b"]}, "input: expected numbers, got something else"),
        ({"x": ["1", "2"]}, "input: expected numbers, got something else"),
        ({"x": [True, False]}, "input: expected numbers, got something else"),
        ({"x": [[1.0, 2.0]]}, "input: expected a list of numbers, got 2 dimensions"),
        ({"threshold": float("inf")}, "threshold: expected 0 to 1, got inf"),
        ({"title": "x" * 61}, "title: expected at most 60 characters, got 61"),
        ({"title": "a\nb"}, r"title: expected printable characters, got U\+000A"),
        ({"note": "a\u202eb"}, r"note: expected printable characters, got U\+202E"),
        ({"selected": Target("input", (5,))}, "selection: this network has no input/5"),
    ],
)
def test_a_scene_cannot_be_built_wrong(fields, message):
    with pytest.raises(NetworkError, match=message):
        Scene(numbered(2, 1), **fields)


@given(strategies.scenes(), strategies.scenes())
def test_scenes_compare_by_value(one, other):
    assert replace_scene(one) == one
    assert hash(replace_scene(one)) == hash(one)
    assume(one.network.fingerprint != other.network.fingerprint)
    assert one != other
