"""A saved picture tells the numbers of the page."""

import pytest

from playground import presets
from tests.panels.numbers.caption_texts import misread_captions
from tests.panels.numbers.test_numbers_agree import STEPS, WIDE, walked


@pytest.mark.parametrize("name", STEPS)
def test_the_captions_of_a_step_are_right(name: str) -> None:
    wrong, count = misread_captions(STEPS[name].begins)
    assert wrong == []
    assert count >= 28  # a and the slope of the functions that every layer can have


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_captions_of_an_example_are_right(name: str) -> None:
    for scene in walked(presets.load(name)):
        assert misread_captions(scene)[0] == []


@pytest.mark.parametrize("name", WIDE)
def test_the_captions_of_a_wide_layer_are_right(name: str) -> None:
    assert misread_captions(WIDE[name])[0] == []
