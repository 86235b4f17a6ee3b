"""Links without weights: they bring a rule and a seed, and are shorter than those with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets, share
from playground.language import speaking
from playground.limits import MAX_SEED, PlaygroundError
from playground.network import Network, NetworkError
from playground.scene import (
    AddNeuron,
    KeepGhost,
    Randomise,
    Scene,
    SetInput,
    SetRecipe,
    SetWeight,
    Target,
    TrainTo,
    UseData,
    apply,
    replace_scene,
)
from playground.share import BY_SEED, TRAINING_STAYS, link_of, link_or_less, scene_of
from tests import strategies

SEEDS = st.integers(0, MAX_SEED)


def length(link: dict[str, str]) -> int:
    return len(share.address("http://localhost/", link))


@given(strategies.scenes(), SEEDS)
def test_a_link_without_weights_makes_the_network_that_was_promised(
    scene: Scene, seed: int
) -> None:
    promised = share.for_others(scene, seed=seed)
    try:
        link = share.link_for_others(scene, seed=seed)
    except NetworkError:
        return  # names alone can be too much for a link
    found = share.scene_of(link)
    assert found.network == promised.network
    assert found.off == frozenset()
    assert found.x.tolist() == promised.x.tolist()


@pytest.mark.parametrize("name", presets.NAMES)
def test_of_an_example_it_names_the_example(name: str) -> None:
    link = share.link_for_others(presets.load(name), seed=3)
    assert link == {"preset": name, "fresh": "glorot_uniform,3"}
    moved = apply(presets.load(name), SetInput(0, 0.25))
    assert share.link_for_others(moved, seed=3).keys() == {"preset", "fresh", "x"}


@pytest.mark.parametrize("seed", range(5))
def test_it_is_shorter_than_the_link_with_the_weights(seed: int) -> None:
    net = Network.create([3, 8, 8, 2], hidden="relu", init="he_normal", seed=seed)
    scene = Scene(net, [0.5, 0.25, 1.0])
    assert 4 * length(share.link_for_others(scene, seed=seed)) < length(share.link_of(scene))
    edited = apply(presets.load("body-size"), SetWeight(0, 0, 0, 1 / 3))
    assert length(share.link_for_others(edited, seed=seed)) < length(share.link_of(edited))
    grown = apply(edited, AddNeuron(0))
    assert length(share.link_for_others(grown, seed=seed)) < length(share.link_of(grown))


def test_a_network_too_large_for_a_link_with_weights_has_one_without() -> None:
    scene = Scene(Network.create([2, 16, 16, 16, 16, 1], seed=1))
    with pytest.raises(NetworkError, match="link"):
        share.link_of(scene)
    assert length(share.link_for_others(scene, seed=1)) < 300


def test_weights_that_stay_behind_do_not_travel_in_a_kept_network() -> None:
    kept = apply(presets.load("xor"), KeepGhost())
    link = share.link_for_others(kept, seed=5)
    assert link == {"preset": "xor", "fresh": "glorot_uniform,5"}
    assert share.scene_of(link).ghost is None


def test_a_kept_network_that_is_too_long_for_a_link_stays_and_that_is_told() -> None:
    small = apply(presets.load("xor"), KeepGhost())
    assert share.link_or_less(small) == (share.link_of(small), "")
    wide = Network.create([2, 20, 20, 1], seed=1)
    both = Scene(wide, ghost=Network.create([2, 20, 20, 1], seed=2))
    with pytest.raises(NetworkError, match="link"):
        share.link_of(both)
    link, said = share.link_or_less(both)
    assert said == share.GHOST_STAYS
    assert share.scene_of(link or {}) == replace_scene(both, ghost=None)
    assert share.link_or_less(Scene(Network.create([60, 60], seed=1))) == (None, "")


def test_what_is_hidden_and_fixed_goes_along() -> None:
    off = replace_scene(presets.load("xor"), off=[Target("neuron", (0, 1))], locked=["topology"])
    link = share.link_for_others(off, ["matrices"], ["weights"], seed=5)
    found = share.scene_of(link)
    assert (found.hidden, found.locked, found.off) == ({"matrices"}, {"weights"}, frozenset())


@pytest.mark.parametrize(
    "dice", ["", "glorot_uniform", "glorot_uniform,", "nothing,1", "zeros,-1", "zeros,1" * 99, ",7"]
)
def test_dice_that_cannot_be_read_are_refused(dice: str) -> None:
    with pytest.raises(NetworkError, match="fresh: expected something like glorot_uniform,7"):
        share.scene_of({"preset": "xor", "fresh": dice})


def test_a_link_may_bring_the_largest_seed_and_none_beyond() -> None:
    scene = presets.load("xor")
    assert share.scene_of(share.link_for_others(scene, seed=MAX_SEED)) == share.for_others(
        scene, seed=MAX_SEED
    )
    with pytest.raises(NetworkError, match=f"seed: expected 0 to {MAX_SEED}, got {MAX_SEED + 1}"):
        share.scene_of({"preset": "xor", "fresh": f"glorot_uniform,{MAX_SEED + 1}"})


def test_a_trained_network_that_is_too_large_for_a_link_is_trained_again_from_its_seed() -> None:
    digits = apply(presets.load("first-mlp"), UseData("digits"))
    wide = Network.create([64, 16, 10], hidden="tanh", output="softmax")
    fresh = apply(replace_scene(digits, network=wide), Randomise("he_normal", 7))
    trained = apply(apply(fresh, SetRecipe("rate", "0.01")), TrainTo(40))
    with pytest.raises(NetworkError, match="link: expected at most"):
        link_of(trained)
    link, said = link_or_less(trained)
    assert said == BY_SEED
    assert sum(map(len, link.values())) < 400
    again = scene_of(link)
    assert again.network == trained.network
    assert again.training == trained.training
    edited = apply(trained, SetWeight(0, 0, 0, 5.0))
    assert link_or_less(edited) == (None, "")
    unread: list[PlaygroundError] = []
    assert scene_of({**link, "to": "-3"}, unread.append).data is not None
    assert scene_of({**link, "to": "999999999"}, unread.append).training is None
    assert len(unread) == 2


def test_a_link_leaves_the_training_behind_where_that_is_too_long() -> None:
    moons = apply(presets.load("body-size"), UseData("moons,n=24"))
    wide = Network.create([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)
    trained = apply(replace_scene(moons, network=wide), TrainTo(5))
    link, said = link_or_less(trained)
    assert said == TRAINING_STAYS
    assert scene_of(link).network == trained.network
    assert scene_of(link).training is None


def test_an_address_opens_in_the_language_that_is_spoken() -> None:
    assert share.address("http://a.b/", {"preset": "xor"}) == "http://a.b/?preset=xor"
    with speaking("es"):
        assert share.address("http://a.b/", {"preset": "xor"}) == "http://a.b/?preset=xor&lang=es"
        assert "lang=es" in share.frame("http://a.b/", {"preset": "xor"})
