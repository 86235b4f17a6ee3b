"""A number within a sentence, heard or read beside a scale, is the number that it speaks of."""

import pytest
from hypothesis import given, settings

from playground import presets
from playground.network import Network
from playground.scene import Scene, Select, SetThreshold, apply, n_steps, replace_scene
from tests.panels.numbers.sentence_texts import misread_sentences
from tests.panels.numbers.test_numbers_agree import WIDE, walked
from tests.strategies import networks, scenes, tame_numbers

FEWEST = 5  # an end of each slider's scale, a temperature, the output
_TAME = networks(values=tame_numbers).flatmap(lambda network: scenes(network, values=tame_numbers))


def check_sentences(scene: Scene) -> None:
    wrong, count = misread_sentences(scene)
    assert wrong == []
    assert count >= FEWEST


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_sentences_of_an_example_say_its_numbers(name: str) -> None:
    example = presets.load(name)
    for scene in walked(example):
        check_sentences(scene)
    neuron = apply(example, Select("neuron/0/0"))
    for step in range(min(n_steps(example.network), 4)):
        check_sentences(replace_scene(neuron, step=step))


@pytest.mark.parametrize("threshold", [0.25, 0.625, 1 / 3])
def test_the_threshold_is_said_wherever_it_stands(threshold: float) -> None:
    check_sentences(apply(presets.load("body-size"), SetThreshold(threshold)))


def test_the_sentences_of_other_scenes_say_their_numbers() -> None:
    for scene in WIDE.values():
        check_sentences(apply(scene, Select("neuron/0/0")))
    flat = Scene(Network.create([2, 3, 1], "sigmoid", "sigmoid", seed=1), [40.0, 25.0])
    for target in ("layer/0", *(f"neuron/0/{j}" for j in range(3))):
        check_sentences(apply(flat, Select(target)))


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(scenes() | _TAME)
def test_the_sentences_of_any_scene_say_their_numbers(scene: Scene) -> None:
    check_sentences(scene)
