"""Edits change what they name and nothing else."""

import contextlib
import importlib
import itertools
import pkgutil
from typing import get_args

import msgspec
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground import presets
from playground import scene as scene_room
from playground.engine import forward
from playground.limits import MAX_DRAWN_HIDDEN, MAX_DRAWN_NEURONS, MAX_SEED
from playground.network import Layer, Network, NetworkError
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    PHASES,
    AddInput,
    AddLayer,
    AddNeuron,
    Randomise,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Rename,
    Scene,
    Select,
    SetActivation,
    SetAlpha,
    SetBias,
    SetControls,
    SetDecimals,
    SetInput,
    SetInputs,
    SetStep,
    SetThreshold,
    SetWeight,
    SetWeights,
    Switch,
    Target,
    apply,
    edit_classes,
    n_steps,
    next_seed,
    reached,
    replace_scene,
    set_value,
    silent_layers,
    step_at,
    step_index,
    value_of,
)
from tests import strategies

scenes = strategies.free_scenes()


def bits(scene):
    """Every number of the network and the input, exactly."""
    layers = [(each.weights.tobytes(), each.biases.tobytes()) for each in scene.network.layers]
    return layers, scene.x.tobytes()


def numbered(*sizes, hidden="tanh"):
    """A network whose weights and biases are all different: 1, 2, 3 …"""
    count, layers = 0, []
    for n_in, n_out in itertools.pairwise(sizes):
        weights = np.arange(count, count + n_out * n_in).reshape(n_out, n_in) + 1.0
        biases = np.arange(n_out) + count + n_out * n_in + 1.0
        count += n_out * (n_in + 1)
        layers.append(Layer(weights, biases, hidden))
    return Network(layers)


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
    with contextlib.suppress(NetworkError):
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


def test_a_block_of_weights_goes_where_its_corner_says():
    scene = Scene(numbered(3, 3))
    changed = apply(scene, SetWeights(0, [[0.5, 0.6]], neuron=1, source=1))
    expected = scene.network.layers[0].weights.copy()
    expected[1, 1:] = [0.5, 0.6]
    np.testing.assert_array_equal(changed.network.layers[0].weights, expected)


@pytest.mark.parametrize(
    "edit",
    [
        SetWeight(9, 0, 0, 1.0),
        SetWeight(-1, 0, 0, 1.0),
        SetWeight(0, 9, 0, 1.0),
        SetWeight(0, 0, -1, 1.0),
        SetWeight(0, 0, 0, float("nan")),
        SetWeight(0, 0, 0, float("inf")),
        SetWeight(0, 0, 0, 1e308),
        SetBias(0, 0, 1e301),
        SetBias(0, -1, 1.0),
        SetInput(2, 1.0),
        SetInputs([0, 2], [1.0, 1.0]),
        SetInputs([0, 1], [1.0]),
        SetInput(0, float("-inf")),
        SetActivation(0, "nonsense"),
        SetActivation(9, "relu"),
        SetActivation(0, "relu", 0.1),
        SetAlpha(0, 0.1),
        SetWeights(0, []),
        SetWeights(0, [[]]),
        SetWeights(0, [[1.0], [1.0, 2.0]]),
        SetWeights(0, [[1.0]], neuron=2),
        SetWeights(0, [[1.0]], neuron=-1),
        SetWeights(0, [[float("nan")]]),
        AddLayer(2),
        AddLayer(-1),
        AddLayer(0, seed=-1),
        RemoveLayer(1),
        RemoveLayer(9),
        AddNeuron(2),
        AddNeuron(0, seed=-1),
        AddInput(seed=-1),
        RemoveNeuron(0, 9),
        RemoveNeuron(1),
        RemoveInput(9),
        Rename("input", 9, "a"),
        Rename("input", 0, "x2"),
        Rename("output", 0, "<b>"),
        Randomise("magic"),
        Randomise("zeros", seed=-1),
        Randomise("zeros", layer=9),
        Select("neuron/9/9"),
        Select("neuron/0"),
        Select("nonsense\x07" * 100),
        SetThreshold(float("nan")),
        SetDecimals(7),
        SetDecimals(-1),
        SetStep(10),
        SetStep(-1),
        SetControls(hidden=["everything"]),
        SetControls(locked=["everything"]),
    ],
    ids=repr,
)
def test_an_impossible_edit_gets_one_printable_sentence(edit):
    scene = Scene(numbered(2, 2, 1))
    with pytest.raises(NetworkError) as caught:
        apply(scene, edit)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


def test_a_drawn_network_has_limits():
    scene = Scene(Network.create([MAX_DRAWN_NEURONS] * 2))
    for edit in (AddInput(), AddNeuron(0)):
        with pytest.raises(NetworkError, match="at most 16"):
            apply(scene, edit)
    for _ in range(MAX_DRAWN_HIDDEN):
        scene = apply(scene, AddLayer(0))
    with pytest.raises(NetworkError, match="at most 8 hidden layers"):
        apply(scene, AddLayer(0))


LOCKED_EDITS = {
    "weights": [SetWeight(0, 0, 0, 0.5), SetWeights(0, [[0.5]])],
    "biases": [SetBias(0, 0, 0.5)],
    "inputs": [SetInput(0, 1.0)],
    "activations": [SetActivation(0, "relu"), SetAlpha(0, 0.3)],
    "topology": [AddLayer(0), RemoveLayer(0), AddNeuron(0), RemoveNeuron(0), AddInput()],
}


def test_fresh_weights_need_weights_and_biases_to_be_free():
    for group in ("weights", "biases"):
        with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
            apply(Scene(numbered(2, 1), locked=[group]), Randomise("zeros"))


@pytest.mark.parametrize("group", LOCKABLE)
def test_what_a_link_locks_stays(group):
    free = Scene(numbered(2, 2, 2, hidden="elu"), locked=set(LOCKABLE) - {group})
    fixed = Scene(numbered(2, 2, 2, hidden="elu"), locked=[group])
    for edit in LOCKED_EDITS[group]:
        assert apply(free, edit) != free
        with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
            apply(fixed, edit)


def test_randomise_makes_fresh_weights_and_no_bias():
    scene = Scene(numbered(2, 3, 1))
    one = apply(scene, Randomise("normal", seed=4, layer=0))
    assert one.network.layers[1] == scene.network.layers[1]
    assert (one.network.layers[0].biases == 0).all()
    assert one == apply(scene, Randomise("normal", seed=4, layer=0))
    assert one != apply(scene, Randomise("normal", seed=5, layer=0))
    assert (apply(scene, Randomise("ones")).network.layers[1].weights == 1).all()


def test_names_are_kept_apart():
    scene = apply(Scene(Network.create([1, 1])), AddInput())
    assert scene.network.input_names == ("x1", "x2")
    scene = apply(apply(scene, Rename("input", 0, "x3")), AddInput())
    assert scene.network.input_names == ("x3", "x2", "x4")
    assert apply(scene, Rename("output", 0, "ŷ")).network.output_names == ("ŷ",)


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


@pytest.mark.parametrize("kind", ["neuron", "layer"])
def test_only_numbers_can_be_set(kind):
    target = Target(kind, (0, 0) if kind == "neuron" else (0,))
    with pytest.raises(NetworkError, match=f"a {kind} has no value to set"):
        set_value(target, 1.0)


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
        ({"x": ["a", "b"]}, "input: expected a list of numbers"),
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


@pytest.mark.parametrize(
    ("target", "group"),
    [("weight/0/0/0", "weights"), ("neuron/0/1", "weights"), ("input/1", "inputs")],
)
def test_what_a_link_fixes_cannot_be_switched_off(target, group):
    scene = Scene(numbered(2, 2, 1), locked={group})
    with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
        apply(scene, Switch(target, off=True))
