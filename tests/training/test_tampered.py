"""A training that somebody has changed on its way: one sentence, or it goes on from there."""

import time
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data import load_set
from playground.limits import PlaygroundError
from playground.network import Network
from playground.packed.sealing import opened, sealed
from playground.scene import Scene, apply
from playground.scene.training import SetRecipe, TrainTo, training_of
from playground.training import Fault
from playground.training.packed_runs import PackedTraining, packed_training, unpacked_training
from playground.training.timeline import begin, can_be_repeated, curve_of

DATA = load_set("corners-xor")
_SCENE = Scene(Network.create([2, 2, 1], hidden="prelu", output="sigmoid", seed=1), data=DATA)
_SWITCHED = apply(apply(_SCENE, TrainTo(3)), SetRecipe("optimiser", "momentum"))
SCENE = apply(_SWITCHED, TrainTo(5))
PLAIN = msgspec.to_builtins(packed_training(SCENE.training), builtin_types=(bytes,))
DECODER = msgspec.msgpack.Decoder(PackedTraining)
HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.sampled_from([0, -1, 10**9, 10**12]),
    st.floats(),
    st.text(max_size=5),
    st.binary(max_size=40),
    st.just([]),
)


def places(value, path=()):
    """The path of everything in nested lists."""
    yield path
    if isinstance(value, (list, tuple)):
        for n, each in enumerate(value):
            yield from places(each, (*path, n))


def changed(value, path, other):
    if not path:
        return other
    parts = list(value)
    parts[path[0]] = changed(parts[path[0]], path[1:], other)
    return parts


def read(plain):
    """The training of plain data, as it is read from a link. Raises PlaygroundError."""
    return unpacked_training(opened(b"t", sealed(b"t", plain), DECODER))


def test_nothing_is_changed_by_the_way():
    assert read(PLAIN) == SCENE.training


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(places(PLAIN))), HOSTILE)
def test_whatever_was_changed_it_is_refused_in_a_sentence_or_goes_on(path, other):
    try:
        training = read(changed(PLAIN, path, other))
    except PlaygroundError:
        return
    begun = time.perf_counter()
    try:
        scene = replace(SCENE, training=training)
        there = training_of(scene, DATA)
        curve_of(there, DATA)
        apply(scene, TrainTo(there.step + 1))
        apply(scene, TrainTo(there.first))
    except PlaygroundError:
        pass
    assert time.perf_counter() - begun < 20


def test_updates_that_nobody_has_waited_for_are_not_made():
    far = replace(SCENE, training=replace(SCENE.training, last=10**9))
    assert not can_be_repeated(far.training, DATA)
    anew = training_of(far, DATA)
    assert (anew.first, anew.last) == (0, 0)
    assert anew.run.network == SCENE.network


def test_what_a_visitor_has_waited_for_is_made_again():
    network = Network.create([2, 16, 16, 1], output="sigmoid", seed=1)
    data = load_set("moons")
    training = begin(network, SCENE.training.run.recipe, data, None)
    assert can_be_repeated(replace(training, last=10_000), data)


@pytest.mark.parametrize("fault", [Fault(6, 2, "weights"), Fault(7, 0, "weights")])
def test_an_end_that_fits_nothing_is_refused(fault):
    run = replace(SCENE.training.run, fault=fault)
    packed = packed_training(replace(SCENE.training, run=run))
    with pytest.raises(PlaygroundError, match="its end fits neither"):
        unpacked_training(packed)
