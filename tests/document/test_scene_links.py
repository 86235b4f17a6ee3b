"""A link brings its scene back to the bit, and a teacher's choice with it."""

import numpy as np
import pytest

from playground import presets, share
from playground.network import Network, NetworkError
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    AddNeuron,
    Randomise,
    Scene,
    SetInput,
    SetWeight,
    Target,
    apply,
    replace_scene,
)

EDITS = [
    SetWeight(0, 0, 0, -1 / 3),
    SetInput(0, 1e-17),
    Randomise("he_normal", 5),
    AddNeuron(0),
]


@pytest.mark.parametrize("name", presets.NAMES)
def test_a_link_brings_the_scene_back_to_the_bit(name: str) -> None:
    scene = presets.load(name)
    assert share.link_of(scene) == {"preset": name}
    # Of 1,210 parameters fresh ones are too long for a link: they need all of their digits.
    for edit in EDITS if scene.network.n_parameters < 1_000 else EDITS[:2]:
        edited = apply(scene, edit)
        link = share.link_of(edited)
        back = share.scene_of(link)
        assert back == edited
        assert np.array_equal(back.trace.output, edited.trace.output)
        # so that its title and note come along
        assert link.get("preset", link.get("from")) == name
        assert share.is_edited(edited)
        assert share.preset_of(back) == name
    assert not share.is_edited(scene)


def test_a_scene_of_ones_own_needs_no_example() -> None:
    scene = Scene(Network.create([3, 2], seed=4), [1, 2, 3])
    link = share.link_of(scene)
    assert "preset" not in link
    assert share.scene_of(link) == scene
    assert share.preset_of(scene) is None
    assert not share.is_edited(scene)


def test_no_parameters_and_strange_ones_lead_to_the_first_scene() -> None:
    default = presets.load(share.DEFAULT_PRESET)
    assert share.scene_of({}) == default
    assert share.scene_of({"utm_source": "a&b"}) == default
    assert share.scene_of({"x": "1,2"}).x.tolist() == [1.0, 2.0]


def test_a_teachers_link_carries_the_choice() -> None:
    scene = share.for_others(presets.load("xor"), HIDEABLE, LOCKABLE)
    link = share.link_of(scene)
    assert link["hide"].split(",") == sorted(HIDEABLE)
    assert link["lock"].split(",") == sorted(LOCKABLE)
    assert share.scene_of(link) == scene


def test_without_weights_the_topology_comes_with_fresh_ones() -> None:
    off = frozenset({Target("input", (0,))})
    scene = replace_scene(presets.load("xor"), off=off, locked=frozenset({"weights"}))
    fresh = share.for_others(scene, locked=["weights"], seed=3)
    assert fresh.network.sizes == scene.network.sizes
    assert fresh.network.layers[0].activation == scene.network.layers[0].activation
    assert fresh.network.input_names == scene.network.input_names
    expected = apply(presets.load("xor"), Randomise("glorot_uniform", 3)).network
    assert fresh.network == expected
    assert fresh.locked == {"weights"}
    assert fresh.off == frozenset()
    assert share.scene_of(share.link_of(fresh)) == fresh


def test_addresses_and_frames() -> None:
    link = {"preset": "xor", "x": "0.5,1", "s": "neuron/0/1"}
    assert share.address("http://a.b", link) == "http://a.b/?preset=xor&x=0.5,1&s=neuron/0/1"
    assert share.address("https://a.b/play", {}) == "https://a.b/play"
    frame = share.frame('http://a.b/"><script>', link)
    assert "<script>" not in frame
    assert "embed=true" in frame
    assert "&amp;x=0.5,1" in frame


def test_a_network_too_large_for_a_link_is_refused() -> None:
    with pytest.raises(NetworkError, match="JSON file"):
        share.link_of(Scene(Network.create([60, 60], seed=1)))
