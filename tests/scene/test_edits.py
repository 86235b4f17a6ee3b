"""Edits change what they name and nothing else."""

import contextlib
import importlib
import pkgutil
from typing import get_args

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground import scene as scene_room
from playground.gesture import Gesture, perform
from playground.limits import MAX_SEED, PlaygroundError
from playground.network import NetworkError
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    Randomise,
    Scene,
    SetActivation,
    SetWeights,
    Target,
    apply,
    edit_classes,
    next_seed,
    replace_scene,
    set_value,
    silent_layers,
    value_of,
)
from tests import strategies
from tests.scene.scenes import bits, numbered

scenes = strategies.free_scenes()


def test_the_room_s_names_are_public_and_none_of_its_edits_is_forgotten():
    for module in pkgutil.iter_modules(scene_room.__path__):
        importlib.import_module(f"{scene_room.__name__}.{module.name}")
    assert {edit.__name__ for edit in edit_classes()} <= set(scene_room.__all__)
    assert set(get_args(scene_room.Edit)) == set(edit_classes())
    assert all(hasattr(scene_room, name) for name in scene_room.__all__)


def test_no_two_edits_share_a_tag_or_a_verb():
    tags = [edit.__struct_config__.tag for edit in edit_classes()]
    verbs = [verb for edit in edit_classes() for verb in edit.verbs]
    assert len(set(tags)) == len(tags)
    assert len(set(verbs)) == len(verbs)
    assert {group for edit in edit_classes() for group in edit.locks} == set(LOCKABLE)
    assert {edit.control for edit in edit_classes()} <= {None, *HIDEABLE}


@given(strategies.edits())
def test_an_edit_travels_as_json(edit):
    assert msgspec.json.decode(msgspec.json.encode([edit]), type=list[scene_room.Edit]) == [edit]


@given(scenes, st.data())
def test_an_edit_leaves_the_old_scene_as_it_was(scene, data):
    before, same = bits(scene), replace_scene(scene)
    edit = data.draw(strategies.edits())
    with contextlib.suppress(PlaygroundError):
        changed = apply(scene, edit)
        assert len(changed.trace.output) == changed.network.n_outputs
    assert bits(scene) == before
    assert scene == same


@given(scenes, st.data())
def test_setting_one_number_changes_that_number_alone(scene, data):
    kinds = ("weight", "bias", "input")
    target = data.draw(st.sampled_from(strategies.targets(scene.network, kinds)))
    value = data.draw(strategies.numbers)
    changed = apply(scene, set_value(target, value))
    assert value_of(changed, target) == value
    for other in strategies.targets(scene.network, kinds):
        if other != target:
            assert value_of(changed, other) == value_of(scene, other)
    assert replace_scene(changed, network=scene.network, x=scene.x) == scene


@given(scenes, st.data())
def test_setting_a_number_back_gives_the_equal_scene(scene, data):
    kinds = ("weight", "bias", "input")
    target = data.draw(st.sampled_from(strategies.targets(scene.network, kinds)))
    changed = apply(scene, set_value(target, data.draw(strategies.numbers)))
    back = apply(changed, set_value(target, value_of(scene, target)))
    assert back == scene
    assert bits(back) == bits(scene)
    assert back.same_content(scene)


@given(scenes, st.data())
def test_a_new_activation_keeps_every_number(scene, data):
    k = data.draw(st.integers(0, len(scene.network.layers) - 1))
    name = data.draw(strategies.hidden_activations)
    changed = apply(scene, SetActivation(k, name))
    assert changed.network.layers[k].activation == name
    assert bits(changed) == bits(scene)


def test_softmax_stays_on_the_output():
    scene = Scene(numbered(2, 3, 2))
    assert apply(scene, SetActivation(1, "softmax")).trace.output.sum() == pytest.approx(1)
    with pytest.raises(NetworkError, match="layer 1: softmax works on the output layer only"):
        apply(scene, SetActivation(0, "softmax"))


def test_the_next_seed_is_one_that_shows_something():
    scene = presets.load("body-size")
    assert silent_layers(apply(scene, Randomise("glorot_uniform", 0))) == 1
    seed = next_seed(scene, "glorot_uniform")
    fresh = apply(scene, Randomise("glorot_uniform", seed))
    assert seed > 0
    assert silent_layers(fresh) == 0
    assert next_seed(fresh, "glorot_uniform", seed) > seed
    assert next_seed(scene, "zeros") == 0
    assert next_seed(scene, "glorot_uniform", MAX_SEED + 1) == 0
    with pytest.raises(NetworkError, match="seed"):
        next_seed(scene, "glorot_uniform", -1)


def test_the_largest_seed_is_one_on_every_way_to_an_edit():
    scene, largest = Scene(numbered(2, 1)), Randomise("normal", MAX_SEED)
    sent = msgspec.json.encode(largest)
    assert msgspec.json.decode(sent, type=scene_room.Edit) == largest
    with pytest.raises(msgspec.ValidationError, match=f"<= {MAX_SEED} - at `..seed`"):
        msgspec.json.decode(
            msgspec.json.encode(Randomise("normal", MAX_SEED + 1)), type=scene_room.Edit
        )
    dice = [f'{{"init":"normal","seed":"{seed}"}}' for seed in (MAX_SEED, MAX_SEED + 1)]
    assert perform(scene, Gesture(edit="randomise", value=dice[0])) == apply(scene, largest)
    with pytest.raises(NetworkError, match="seed: expected a whole number"):
        perform(scene, Gesture(edit="randomise", value=dice[1]))


def test_a_block_of_weights_goes_where_its_corner_says():
    scene = Scene(numbered(3, 3))
    changed = apply(scene, SetWeights(0, [[0.5, 0.6]], neuron=1, source=1))
    expected = scene.network.layers[0].weights.copy()
    expected[1, 1:] = [0.5, 0.6]
    np.testing.assert_array_equal(changed.network.layers[0].weights, expected)


def test_randomise_makes_fresh_weights_and_no_bias():
    scene = Scene(numbered(2, 3, 1))
    one = apply(scene, Randomise("normal", seed=4, layer=0))
    assert one.network.layers[1] == scene.network.layers[1]
    assert (one.network.layers[0].biases == 0).all()
    assert one == apply(scene, Randomise("normal", seed=4, layer=0))
    assert one != apply(scene, Randomise("normal", seed=5, layer=0))
    assert (apply(scene, Randomise("ones")).network.layers[1].weights == 1).all()


@pytest.mark.parametrize("kind", ["neuron", "layer"])
def test_only_numbers_can_be_set(kind):
    target = Target(kind, (0, 0) if kind == "neuron" else (0,))
    with pytest.raises(NetworkError, match=f"a {kind} has no value to set"):
        set_value(target, 1.0)


def test_a_map_or_a_curve_is_drawn_of_a_neuron_and_nothing_else_changes():
    scene = presets.load("obesity")
    shown = perform(scene, Gesture(edit="sight/map"))
    assert shown == replace_scene(scene, sight="map") != scene
    assert perform(shown, Gesture(edit="sight/curve")) == replace_scene(scene, sight="curve")
    with pytest.raises(NetworkError, match="sight: expected auto or map or curve"):
        perform(scene, Gesture(edit="sight/both"))


def test_neurons_show_numbers_or_maps_and_nothing_else_changes():
    scene = presets.load("obesity")
    shown = perform(scene, Gesture(edit="neurons/maps"))
    assert shown == replace_scene(scene, neurons="maps") != scene
    assert perform(shown, Gesture(edit="neurons/numbers")) == scene
    with pytest.raises(NetworkError, match="neurons: expected numbers or maps"):
        perform(scene, Gesture(edit="neurons/all"))
