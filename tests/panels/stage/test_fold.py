"""The diagram's height follows the window's, within bounds, and only where the page asks for it."""

import msgspec
import pytest

from playground import presets
from playground.graph import LOW, SHORTEST, TALLEST
from playground.panels import PANELS
from playground.panels.panel import View
from playground.panels.stage.plan import plan_of
from playground.panels.stage.room import MOCK_WINDOW, diagram_height


def height(view: View) -> int:
    """The diagram's where the forward pass is played."""
    return diagram_height(view, "forward")


def test_without_a_height_and_in_the_mocks_window_it_is_the_mocks() -> None:
    assert height(View()) == height(View(height=MOCK_WINDOW)) == LOW


@pytest.mark.parametrize("present", [False, True])
def test_it_grows_with_the_window_within_its_bounds(present: bool) -> None:
    heights = [height(View(height=h, present=present)) for h in range(20, 3000, 20)]
    assert heights == sorted(heights)
    assert (heights[0], heights[-1]) == (SHORTEST, TALLEST)


def test_a_window_that_presents_leaves_the_diagram_nearly_all() -> None:
    assert height(View(height=800, present=True)) > height(View(height=800)) + 100


def test_training_leaves_room_for_its_curve() -> None:
    for view in (View(height=900), View(height=900, present=True)):
        assert SHORTEST <= diagram_height(view, "train") < height(view)


def test_the_stage_alone_reads_the_height() -> None:
    scene, low = presets.load("body-size"), View(height=720)
    assert plan_of(scene, low).key != plan_of(scene, View()).key
    for name in PANELS.keys() - {"stage"}:
        assert PANELS[name](scene, low).html == PANELS[name](scene, View()).html
        assert PANELS[name](scene, low).figures == PANELS[name](scene, View()).figures


@pytest.mark.parametrize("height", [-1, 10_001, 10**30, 0.5, "x"])
def test_a_window_of_no_sane_height_is_refused(height: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"height": height}, View)
