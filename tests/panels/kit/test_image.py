"""A grid of values as a picture: each square has the colour of its value."""

import numpy as np
import pytest

from playground.analysis.input_space.maps import maps
from playground.network import Network
from playground.panels.kit.image import png, shades
from playground.panels.kit.theme import THEMES
from playground.scene import Scene
from tests.panels.pictures import pixels, value_pixel


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_square_has_the_colour_of_its_value_the_first_row_at_the_bottom(theme: str) -> None:
    values = np.random.default_rng(3).uniform(-4, 4, (5, 9))
    found = pixels(png(shades(values, 3.0), THEMES[theme]))
    assert found.shape == (5, 9, 3)
    for r, c in np.ndindex(values.shape):
        assert found[r, c].tolist() == value_pixel(values[r, c], 3.0, THEMES[theme])


def test_a_map_for_each_neuron_of_a_network_takes_40_kb() -> None:
    scene = Scene(Network.create([2, 8, 8, 1], "tanh", "sigmoid", seed=1))
    found = maps(scene, (0, 1), ((-3.0, 3.0), (-3.0, 3.0)), 100)
    pictures = [png(shades(each, 1.0), THEMES["light"]) for layer in found.layers for each in layer]
    assert len(pictures) == 17
    assert sum(map(len, pictures)) * 3 / 4 <= 40_000  # each is written in four letters for three


def test_what_is_no_number_is_drawn_as_zero_and_what_is_too_large_as_the_end() -> None:
    values = np.array([[np.nan, np.inf, -np.inf, 1e300]])
    (row,) = pixels(png(shades(values, 2.0), THEMES["light"]))
    ends = [value_pixel(value, 2.0, THEMES["light"]) for value in (0.0, 2.0, -2.0, 2.0)]
    assert row.tolist() == ends
