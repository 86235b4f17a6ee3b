"""The session's scenes: opened, loaded, drawn anew, and reset to where they began."""

import pytest

from playground import document, presets, share
from playground.history import History
from playground.network import Network, NetworkError
from playground.scene import (
    AddNeuron,
    KeepGhost,
    Randomise,
    Scene,
    SetInput,
    SetWeight,
    Target,
    apply,
    replace_scene,
    silent_layers,
)
from playground.session import Session


def test_opening_a_document_is_one_step(session: Session) -> None:
    before = session.scene
    session.open(document.scene_to_json(presets.load("xor")).encode())
    assert session.scene == presets.load("xor")
    assert session.history.past == (before,)
    assert session.opened == 1


def test_an_example_keeps_what_the_link_hides_and_fixes(session: Session) -> None:
    choice = {"hidden": frozenset({"matrices"}), "locked": frozenset({"weights"})}
    session.visit(replace_scene(session.scene, **choice))
    session.load("and")
    assert session.scene == replace_scene(presets.load("and"), **choice)


def test_loading_the_same_example_again_brings_it_back(session: Session) -> None:
    session.edit(SetWeight(0, 0, 0, 9.0))
    session.load("body-size")
    assert session.scene == presets.load("body-size")
    session.edit(SetWeight(0, 0, 0, 9.0))
    session.load("body-size")
    assert session.scene == presets.load("body-size")
    assert len(session.history.past) == 4


def test_reset_leads_back_to_the_example_that_it_was(session: Session) -> None:
    session.load("xor")
    session.edit(SetInput(0, 1.0), AddNeuron(0))
    session.reset()
    assert session.scene == presets.load("xor")
    session.visit(Scene(Network.create([2, 1])))
    session.reset()
    assert session.scene == session.start


@pytest.mark.parametrize("choice", [{"lock": "weights"}, {"hide": "topology"}], ids=str)
def test_reset_leads_back_to_a_teachers_network(choice: dict[str, str]) -> None:
    taught = apply(presets.load("xor"), SetWeight(0, 0, 0, 7.0))
    scene = share.scene_of({**share.link_of(taught), **choice})
    session = Session(History(scene))
    session.edit(SetInput(0, 0.5))
    session.reset()
    assert session.scene == scene
    session.load("and")
    session.reset()
    assert session.scene == scene


def test_reset_leads_back_to_a_network_of_ones_own() -> None:
    scene = Scene(Network.create([3, 2], seed=4), [1, 2, 3])
    session = Session(History(presets.load("xor")))
    session.open(document.scene_to_json(scene).encode())
    session.edit(AddNeuron(0))
    session.reset()
    assert session.scene == scene


def test_each_draw_takes_the_next_seed_and_a_typed_one_as_it_is(session: Session) -> None:
    start, drawn, seeds = session.scene, [], []
    seed = 0
    for _ in range(4):
        seed = session.randomise("glorot_uniform", seed)
        seeds.append(seed)
        drawn.append(session.scene)
        assert session.scene == apply(start, Randomise("glorot_uniform", seed))
        assert silent_layers(session.scene) == 0
    assert sorted(set(seeds)) == seeds
    assert session.randomise("glorot_uniform", seeds[1]) == seeds[1]
    assert session.scene == drawn[1]
    assert session.randomise("glorot_uniform", 0) == 0  # typed, although it silences the network
    assert silent_layers(session.scene) == 1


def test_switching_everything_on_is_one_step(session: Session) -> None:
    off = frozenset({Target("input", (0,)), Target("neuron", (0, 1)), Target("weight", (1, 0, 0))})
    session.visit(replace_scene(session.scene, off=off))
    session.switch_all_on()
    assert session.scene == presets.load("body-size")
    assert session.history.past[-1].off == off


def test_edits_are_made_all_or_none(session: Session) -> None:
    before = session.scene
    with pytest.raises(NetworkError):
        session.edit(SetInput(0, 1.0), SetInput(9, 1.0))
    assert session.scene is before


def test_what_is_kept_stays_beside_another_example_with_its_inputs(session: Session) -> None:
    session.edit(KeepGhost(), SetWeight(0, 0, 0, 7.0))
    kept = session.scene.ghost
    assert kept == presets.load("body-size").network
    session.reset()
    assert session.scene == replace_scene(presets.load("body-size"), ghost=kept)
    session.load("xor")
    assert session.scene == replace_scene(presets.load("xor"), ghost=kept)
    session.open(document.scene_to_json(presets.load("and")).encode())
    assert session.scene.ghost == kept
    assert session.start == presets.load("and")
    session.load("salary")
    assert session.scene == presets.load("salary")


def test_a_file_brings_what_it_was_kept_with(session: Session) -> None:
    session.edit(KeepGhost())
    own = apply(presets.load("xor"), KeepGhost())
    session.open(document.scene_to_json(own).encode())
    assert session.scene == own
