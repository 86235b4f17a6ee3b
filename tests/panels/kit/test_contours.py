"""Lines of zero: where they lie, how they close, and where there are none."""

import math

import numpy as np
import pytest

from playground.panels.kit.contours import zero_lines

MIDDLES = np.arange(32) + 0.5


def test_a_line_closes_around_a_circle() -> None:
    circle = (MIDDLES[None, :] - 16) ** 2 + (MIDDLES[:, None] - 16) ** 2 - 100.0
    x, y = zero_lines(circle, (0, 32), (0, 32))
    assert (x[0], y[0]) == (x[-1], y[-1])
    radii = [math.hypot(a - 16, b - 16) for a, b in zip(x, y, strict=True)]
    assert radii == pytest.approx([10.0] * len(radii), abs=0.03)


def test_it_lies_in_the_units_of_the_axes() -> None:
    x, y = zero_lines(MIDDLES[None, :] - MIDDLES[:5, None] - 4.0, (-1, 1), (200, 250))
    assert len(x) > 3
    for a, b in zip(x, y, strict=True):  # column − row = 4 squares
        assert (a + 1) * 16 - (b - 200) / 10 == pytest.approx(4.0, abs=1e-2)


def test_lines_are_parted() -> None:
    bands = np.cos(MIDDLES[None, :] * math.pi / 8) + 0.0 * MIDDLES[:, None]
    x, y = zero_lines(bands, (0, 32), (0, 32))
    assert x.count(None) == y.count(None) == 3
    assert {round(a) for a in x if a is not None} == {4, 12, 20, 28}


@pytest.mark.parametrize("value", [1.0, -1.0, np.nan, np.inf])
def test_where_nothing_passes_zero_there_is_no_line(value: float) -> None:
    assert zero_lines(np.full((31, 31), value), (-3, 3), (-3, 3)) == ([], [])


def test_around_what_is_no_number_there_is_none() -> None:
    ramp = MIDDLES[None, :] - 16.2 + 0.0 * MIDDLES[:, None]
    ramp[10:20] = np.nan
    x, y = zero_lines(ramp, (0, 32), (0, 32))
    assert x.count(None) == 1
    assert all(b <= 9.5 or b >= 20.5 for b in y if b is not None)
