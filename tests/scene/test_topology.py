"""Layers, neurons and inputs come and go; whatever can stay stays, and moves along."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.limits import MAX_DRAWN_HIDDEN, MAX_DRAWN_NEURONS
from playground.network import Layer, Network, NetworkError
from playground.scene import (
    AddInput,
    AddLayer,
    AddNeuron,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Rename,
    Scene,
    Target,
    apply,
    edit_classes,
    silent_layers,
    topology,
)
from tests import strategies
from tests.scene.scenes import bits, numbered

scenes = strategies.free_scenes()
TOPOLOGY = [edit for edit in edit_classes() if edit.__module__ == topology.__name__]


@given(scenes, st.data())
def test_an_added_neuron_joins_and_leaves_the_rest_alone(scene, data):
    k = data.draw(st.integers(0, len(scene.network.layers) - 1))
    changed = apply(scene, AddNeuron(k, seed=1))
    old, new = scene.network.layers, changed.network.layers
    assert new[k].n_out == old[k].n_out + 1
    np.testing.assert_array_equal(new[k].weights[:-1], old[k].weights)
    np.testing.assert_array_equal(new[k].biases, [*old[k].biases, 0.0])
    assert (np.abs(new[k].weights[-1]) <= 0.5 * np.sqrt(3)).all()
    if k + 1 < len(new):
        np.testing.assert_array_equal(new[k + 1].weights[:, :-1], old[k + 1].weights)
        assert changed.network.output_names == scene.network.output_names
    assert (changed.selected, changed.off) == (scene.selected, scene.off)

    back = apply(changed, RemoveNeuron(k))
    assert bits(back) == bits(scene)
    assert (back.selected, back.off) == (scene.selected, scene.off)


@given(scenes)
def test_an_added_input_joins_and_goes_again(scene):
    changed = apply(scene, AddInput(seed=1))
    assert changed.x.tolist() == [*scene.x, 0.0]
    np.testing.assert_array_equal(
        changed.network.layers[0].weights[:, :-1], scene.network.layers[0].weights
    )
    back = apply(changed, RemoveInput())
    assert bits(back) == bits(scene)
    assert (back.selected, back.off) == (scene.selected, scene.off)


@given(scenes, st.data())
def test_an_added_layer_keeps_every_other_weight(scene, data):
    k = data.draw(st.integers(0, len(scene.network.layers) - 1))
    changed = apply(scene, AddLayer(k, seed=1))
    layers = list(changed.network.layers)
    fresh = layers.pop(k)
    assert tuple(layers) == scene.network.layers
    assert fresh.n_in == fresh.n_out == scene.network.sizes[k]
    back = apply(changed, RemoveLayer(k, seed=2))
    assert bits(back) == bits(scene)
    assert (back.selected, back.off) == (scene.selected, scene.off)


@pytest.mark.parametrize("edit", TOPOLOGY)
def test_another_structure_forgets_the_step_that_was_played(edit):
    scene = Scene(numbered(2, 2, 2), step=1)
    assert apply(scene, edit(0)).step is None


@pytest.mark.parametrize("name", presets.NAMES)
def test_an_added_layer_passes_on_what_it_reads(name):
    scene = presets.load(name)
    for k in range(len(scene.network.layers)):
        changed = scene
        for _ in range(3):
            changed = apply(changed, AddLayer(k))
            assert not silent_layers(changed)
        assert np.abs(changed.network.layers[k].weights - np.eye(scene.network.sizes[k])).max() <= 1


def test_an_added_rectifier_turns_negative_values_round():
    first = Layer([[1.0, 0.0], [0.0, 1.0]], [3.0, 3.0], "relu")
    scene = Scene(Network([first, Layer([[1.0, 1.0]], [0.0])]), [-1.0, -2.0])
    changed = apply(scene, AddLayer(0))
    assert changed.network.layers[0].activation == "relu"
    assert (changed.trace.activations[0] > 0).all()
    assert silent_layers(changed) == 0


def test_a_removed_layer_takes_only_what_cannot_stay():
    scene = Scene(numbered(2, 4, 3, 1))
    changed = apply(scene, RemoveLayer(1, seed=0))
    assert changed.network.sizes == (2, 4, 1)
    assert changed.network.layers[0] == scene.network.layers[0]
    old, new = scene.network.layers[2], changed.network.layers[1]
    np.testing.assert_array_equal(new.weights[:, :3], old.weights)
    assert (np.abs(new.weights[:, 3:]) < 1).all()  # the fourth source is new to it
    np.testing.assert_array_equal(new.biases, old.biases)


def test_removing_a_neuron_moves_what_comes_after_it():
    off = map(Target.parse, ["neuron/0/0", "neuron/0/2", "weight/0/1/0", "weight/1/0/2"])
    scene = Scene(numbered(2, 3, 2), selected=Target.parse("bias/0/2"), off=off)
    changed = apply(scene, RemoveNeuron(0, 1))
    assert changed.network.layers[0].weights.tolist() == [[1, 2], [5, 6]]
    assert changed.network.layers[0].biases.tolist() == [7, 9]
    assert changed.network.layers[1].weights.tolist() == [[10, 12], [13, 15]]
    assert str(changed.selected) == "bias/0/1"
    assert set(map(str, changed.off)) == {"neuron/0/0", "neuron/0/1", "weight/1/0/1"}


def test_removing_an_input_moves_what_comes_after_it():
    off = map(Target.parse, ["input/0", "input/1", "weight/0/0/2"])
    scene = Scene(numbered(3, 1), [1.0, 2.0, 3.0], Target.parse("input/2"), off)
    changed = apply(scene, RemoveInput(0))
    assert changed.x.tolist() == [2.0, 3.0]
    assert changed.network.layers[0].weights.tolist() == [[2, 3]]
    assert changed.network.input_names == ("x2", "x3")
    assert str(changed.selected) == "input/1"
    assert set(map(str, changed.off)) == {"input/0", "weight/0/0/1"}


def test_inserting_a_layer_moves_what_comes_after_it():
    off = map(Target.parse, ["neuron/0/1", "weight/1/0/1"])
    scene = Scene(numbered(2, 2, 1), selected=Target.parse("neuron/1/0"), off=off)
    changed = apply(scene, AddLayer(1))
    assert str(changed.selected) == "neuron/2/0"
    assert set(map(str, changed.off)) == {"neuron/0/1", "weight/2/0/1"}


def test_removing_what_is_selected_selects_nothing():
    scene = Scene(numbered(2, 2, 1), selected=Target.parse("neuron/0/1"))
    assert apply(scene, RemoveNeuron(0, 1)).selected is None
    assert apply(scene, RemoveLayer(0)).selected is None


def test_a_drawn_network_has_limits():
    scene = Scene(Network.create([MAX_DRAWN_NEURONS] * 2))
    for edit in (AddInput(), AddNeuron(0)):
        with pytest.raises(NetworkError, match="at most 16"):
            apply(scene, edit)
    for _ in range(MAX_DRAWN_HIDDEN):
        scene = apply(scene, AddLayer(0))
    with pytest.raises(NetworkError, match="at most 8 hidden layers"):
        apply(scene, AddLayer(0))


def test_names_are_kept_apart():
    scene = apply(Scene(Network.create([1, 1])), AddInput())
    assert scene.network.input_names == ("x1", "x2")
    scene = apply(apply(scene, Rename("input", 0, "x3")), AddInput())
    assert scene.network.input_names == ("x3", "x2", "x4")
    assert apply(scene, Rename("output", 0, "ŷ")).network.output_names == ("ŷ",)
