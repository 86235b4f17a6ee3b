"""Drawing on inputs that are a picture's pixels: what pen and rubber leave, and what is refused."""

import numpy as np
import pytest

from playground import presets
from playground.data import ink
from playground.gesture import Gesture, perform
from playground.limits import MAX_STROKE
from playground.network import NetworkError
from playground.scene import (
    ClearPicture,
    DrawInk,
    InkSquare,
    PushPicture,
    Scene,
    TakePen,
    apply,
    replace_scene,
)

PAPER = replace_scene(presets.load("digit"), x=np.zeros(64))
LINE = DrawInk([[1.5, 4.0], [6.5, 4.0]])


def picture(scene: Scene) -> np.ndarray:
    return scene.x.reshape(8, 8)


def test_a_line_inks_what_it_covers() -> None:
    """Along the border of two rows: each has half of a line of 1.36 squares, 68 of 100 dots."""
    drawn = picture(apply(PAPER, LINE))
    assert drawn[3, 3] == drawn[4, 3] == 0.75  # three of four rows of dots have their middle in it
    assert not drawn[:3].any()
    assert not drawn[5:].any()
    assert 0 < drawn[3, 0] < drawn[3, 1]  # its round end
    assert drawn.max() <= 1.0


def test_ink_is_counted_in_sixteenths_and_darkens_nothing_twice() -> None:
    once = apply(PAPER, LINE)
    assert np.array_equal(once.x * 16, np.round(once.x * 16))
    assert apply(once, LINE) == once


def test_a_dot_is_a_line_of_one_place() -> None:
    drawn = picture(apply(PAPER, DrawInk([[2.5, 6.5]])))
    assert drawn[6, 2] == 1.0
    assert drawn.argmax() == 6 * 8 + 2


def test_the_rubber_takes_away_what_lies_under_it() -> None:
    rubbed = apply(apply(apply(PAPER, LINE), TakePen("rubber")), LINE)
    assert not rubbed.x.any()
    assert apply(rubbed, TakePen("pen")).brush == PAPER.brush


def test_a_gesture_counts_its_rows_from_below_as_a_plane_does() -> None:
    drawn = perform(PAPER, Gesture(edit="ink", value="1.5 4 6.5 4"))
    assert drawn == apply(PAPER, LINE)
    top = picture(perform(PAPER, Gesture(edit="ink", value="4.5 7.5")))
    assert top[0, 4] == 1.0
    assert perform(PAPER, Gesture(edit="ink", value="")) == PAPER


@pytest.mark.parametrize("way", ["left", "right", "up", "down"])
def test_a_push_moves_all_by_one_square(way: str) -> None:
    pushed = perform(apply(PAPER, InkSquare(27)), Gesture(edit=f"ink-push/{way}"))
    to = {"left": 26, "right": 28, "up": 19, "down": 35}[way]
    assert np.flatnonzero(pushed.x).tolist() == [to]


def test_what_is_pushed_over_the_border_is_lost() -> None:
    assert not apply(apply(PAPER, InkSquare(0)), PushPicture("up")).x.any()


def test_a_square_is_inked_and_made_paper_again() -> None:
    inked = perform(PAPER, Gesture(edit="ink-square/9"))
    assert np.flatnonzero(inked.x).tolist() == [9]
    assert inked.x[9] == 1.0
    assert perform(inked, Gesture(edit="ink-square/9")) == PAPER


def test_clearing_leaves_paper() -> None:
    assert apply(presets.load("digit"), ClearPicture()) == PAPER
    assert perform(presets.load("digit"), Gesture(edit="ink-clear")) == PAPER


@pytest.mark.parametrize(
    "edit",
    [LINE, InkSquare(0), PushPicture("left"), ClearPicture(), TakePen("rubber")],
)
def test_there_is_nothing_to_draw_on_where_inputs_are_no_picture(edit: object) -> None:
    with pytest.raises(NetworkError, match="pixels of a picture"):
        apply(presets.load("xor"), edit)


@pytest.mark.parametrize(
    "edit",
    [
        DrawInk([[1.0]]),
        DrawInk([[1.0, 2.0]] * (MAX_STROKE + 1)),
        InkSquare(64),
        PushPicture("away"),
        TakePen("brush"),
    ],
)
def test_what_cannot_be_drawn_is_refused(edit: object) -> None:
    with pytest.raises(NetworkError):
        apply(PAPER, edit)


@pytest.mark.parametrize("edit", [LINE, InkSquare(0), PushPicture("up"), ClearPicture()])
def test_a_link_can_keep_the_picture(edit: object) -> None:
    fixed = replace_scene(presets.load("digit"), locked={"inputs"})
    with pytest.raises(NetworkError, match="inputs: this page's link keeps them fixed"):
        apply(fixed, edit)


def test_places_far_away_stay_numbers() -> None:
    far = ink.covered([[-1e300, 1e300], [1e300, -1e300]], (8, 8))
    assert np.isfinite(far).all()
