"""A grid of values as a picture: each square has the colour of its value."""

import numpy as np
import pytest

from playground.panels.kit.image import png, shades
from playground.panels.kit.theme import THEMES
from tests.panels.pictures import pixels, value_pixel


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_square_has_the_colour_of_its_value_the_first_row_at_the_bottom(theme: str) -> None:
    values = np.random.default_rng(3).uniform(-4, 4, (5, 9))
    found = pixels(png(shades(values, 3.0), THEMES[theme]))
    assert found.shape == (5, 9, 3)
    for r, c in np.ndindex(values.shape):
        assert found[r, c].tolist() == value_pixel(values[r, c], 3.0, THEMES[theme])


def test_what_is_no_number_is_drawn_as_zero_and_what_is_too_large_as_the_end() -> None:
    values = np.array([[np.nan, np.inf, -np.inf, 1e300]])
    (row,) = pixels(png(shades(values, 2.0), THEMES["light"]))
    ends = [value_pixel(value, 2.0, THEMES["light"]) for value in (0.0, 2.0, -2.0, 2.0)]
    assert row.tolist() == ends
