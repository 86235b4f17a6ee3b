"""What is read of each number, in the markup of every panel, is the number, correctly rounded.

``test_numbers_agree`` holds the values that elements carry to ``quantities``; here their texts are
held to those values. The scenes are the same.
"""

import pytest
from hypothesis import given, settings

from playground import presets
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Scene
from tests.panels.numbers.printed_texts import is_text_of, misprints, readings
from tests.panels.numbers.test_numbers_agree import STEPS, WIDE, walked
from tests.strategies import networks, scenes, tame_numbers

LIGHT = View()
FEWEST = 90  # texts on the panels of the smallest scene


def read_all(scene: Scene) -> int:
    """Assert that every panel reads as its values; how many texts there were."""
    count = 0
    for name, panel in PANELS.items():
        wrong, found = misprints(panel(scene, LIGHT).html, scene.decimals)
        assert wrong == [], name
        count += found
    return count


@pytest.mark.parametrize("name", STEPS)
def test_the_panels_of_a_step_read_as_their_values(name: str) -> None:
    assert read_all(STEPS[name].begins) >= FEWEST


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_panels_of_an_example_read_as_their_values(name: str) -> None:
    for scene in walked(presets.load(name)):
        assert read_all(scene) >= FEWEST


@pytest.mark.parametrize("name", WIDE)
def test_the_panels_of_a_wide_layer_read_as_their_values(name: str) -> None:
    assert read_all(WIDE[name]) >= FEWEST


_TAME = networks(values=tame_numbers).flatmap(lambda network: scenes(network, values=tame_numbers))


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(scenes() | _TAME)
def test_the_panels_of_any_scene_read_as_their_values(scene: Scene) -> None:
    assert read_all(scene) >= FEWEST


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.125, "0.12"),
        (0.125, "0.13"),
        (-0.004, "0.00"),
        (123456.0, "1.23·10⁵"),
        (1e-5, "1·10⁻⁵"),
        (-1234567.0, "−1.2M"),
        (3e12, "3e12"),
        (0.5, "+0.50"),
        (float("nan"), "NaN"),
        (float("nan"), "not a number"),
        (float("-inf"), "−∞"),
        (None, "\u2002\u2002\u00a0"),
    ],
)
def test_a_rounded_value_is_a_text_of_it(value: float | None, text: str) -> None:
    assert is_text_of(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.126, "0.12"),
        (-0.5, "0.50"),
        (123456.0, "1.24·10⁵"),
        (-1234567.0, "−1.3M"),
        (1.0, ""),
        (1.0, "off"),
        (1.0, "∞"),
        (float("nan"), "0.00"),
        (None, "0.00"),
    ],
)
def test_another_number_is_no_text_of_it(value: float | None, text: str) -> None:
    assert not is_text_of(value, text)


def test_a_text_that_is_shorter_than_the_decimals_is_found() -> None:
    markup = '<span class="n" data-quantity="z/0/0" data-value="0.3">{}</span>'
    assert misprints(markup.format("0.30"), 2) == ([], 1)
    assert misprints(markup.format("0.3000"), 2) == ([], 1)
    assert misprints(markup.format("0"), 2) == (["z/0/0 is 0.3, reads '0'"], 1)


def test_in_a_sum_the_sign_stands_before_its_number() -> None:
    markup = '{}<span class="n" data-quantity="product/0/0/1" data-value="-0.54">0.54</span>'
    for sign, wrong in (("<i>−</i>", 0), ("<i>+</i>", 1), ("", 1)):
        assert len(misprints(markup.format(sign), 2)[0]) == wrong


def test_an_element_that_holds_more_than_its_number_is_refused() -> None:
    markup = '<span data-quantity="z/0/0" data-value="0.3">0.30<b>0.31</b></span>'
    with pytest.raises(AssertionError, match="more than a text"):
        list(readings(markup))
