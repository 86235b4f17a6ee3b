"""The network that reads drawn digits: what is said of it holds, and it reads what hands draw."""

import json
from pathlib import Path

import numpy as np
import pytest

from playground import presets
from playground.data import ink, load_set
from playground.engine import forward

MEASURED = Path(__file__).parents[2] / "assets" / "digits" / "measured.json"

#: Digits as hands draw them on the pad: lines over 8 by 8 squares, x y x y …, strokes after "|".
HANDS = [
    (0, "4 1 2.6 1.8 2 3.4 2.1 5 2.9 6.6 4.2 7 5.4 6.2 5.9 4.6 5.7 2.6 4.9 1.3 4 1"),
    (0, "3.6 1.2 2.4 2.8 2.3 5.2 3.4 6.9 5 6.5 5.8 4.4 5.4 2.2 4.4 1.1 3.4 1.3"),
    (0, "5 1.4 3.4 1.2 2 2.6 1.7 4.8 2.8 6.6 4.6 6.9 6 5.6 6.3 3.4 5.2 1.5"),
    (1, "4 1 4 7"),
    (1, "4.4 0.8 4.1 4 3.8 7.2"),
    (1, "3 2.4 4.2 1 4.2 7"),
    (1, "2.6 2.6 4.3 0.9 4.4 7.1"),
    (2, "2.2 2.4 3 1.2 4.6 1 5.6 2.2 5 3.8 3.4 5.4 2 6.8 6.2 6.8"),
    (2, "2 2 3.4 0.9 5.2 1.4 5.4 3 4 5 2.2 6.9 4 6.8 6 6.9"),
    (2, "2.4 1.8 4 1 5.4 1.6 5.4 3 3.8 4.8 2.2 6.6 2.4 7 6 7"),
    (3, "2.2 1.6 3.8 0.9 5.4 1.6 5.2 3 3.6 3.8 5.4 4.4 5.9 5.8 4.6 7 2.2 6.6"),
    (3, "2.4 1 5.6 1 3.8 3.4 5.4 4 5.8 5.4 4.6 6.9 2.4 6.6"),
    (3, "2.6 1.4 4.4 1 5.4 2.2 4.4 3.6 3.4 3.8 4.8 4 5.8 5.4 4.8 6.8 2.8 6.8"),
    (4, "4.4 1 2 4.8 6.2 4.8|5 3.2 5 7.2"),
    (4, "2.4 1.2 2.2 4.4 6 4.4|5.4 1 5.4 7"),
    (4, "4.8 7 4.8 1 1.8 5 6.2 5"),
    (4, "3 1 2 4.6 5.8 4.6|4.9 2.4 4.6 7.1"),
    (5, "5.8 1 2.8 1 2.6 3.6 4.2 3.2 5.6 4.4 5.4 6.2 4 7 2.2 6.5"),
    (5, "2.8 1 2.6 3.6 4.6 3.4 5.8 5 4.8 6.7 2.4 6.8|2.8 1 5.8 1.1"),
    (5, "5.6 1.2 3 1.1 2.8 3.8 4.8 3.8 5.6 5.2 4.6 6.8 2.6 6.7"),
    (6, "5 0.9 3.4 2.2 2.4 4.4 2.6 6.2 4 7 5.4 6.4 5.6 5 4.4 4.2 2.8 4.8"),
    (6, "4.6 1 3 3 2.5 5.4 3.4 6.9 5 6.8 5.7 5.4 4.6 4.2 2.8 5"),
    (6, "5.2 1.1 3.4 2 2.3 4 2.4 6 3.8 7.1 5.4 6.4 5.4 4.8 4 4.3 2.6 5.2"),
    (7, "2 1.1 6 1.1 4.6 3.8 3.6 7"),
    (7, "2.2 1.2 5.8 1.2 4 7"),
    (7, "2 1 5.8 1 4 7|2.8 4 5.6 4"),
    (7, "2.2 1.4 5.9 1 4.8 3 4 5 3.8 7.1"),
    (8, "5.4 1.8 4 0.9 2.6 2 3.4 3.4 5 4.4 5.6 5.8 4 7.1 2.4 6 3.2 4.4 5 3 5.4 1.8"),
    (8, "4 3.8 2.8 2.4 4 1 5.3 2.2 4 3.8 2.4 5.4 4 7 5.6 5.6 4 3.8"),
    (8, "4 1 2.9 2.2 4 3.6 5.2 2.2 4 1|4 3.6 2.5 5.2 4 7 5.6 5.2 4 3.6"),
    (9, "5.4 2.2 4.2 0.9 2.6 1.8 2.8 3.6 4.4 3.8 5.4 2.4 5.3 5 4.6 7.1"),
    (9, "5.4 1.8 3.8 1 2.6 2.4 3.6 3.8 5.2 3 5.5 1.8 5.4 4.6 5 7"),
    (9, "5 1.4 3.2 1.2 2.6 2.8 4 3.8 5.2 2.6 5.4 1.5 5.6 5 4.4 7 2.6 6.6"),
]


def read(text: str) -> int:
    """The digit that the network reads of lines on the pad."""
    picture = np.zeros((8, 8))
    for line in text.split("|"):
        places = np.array(line.split(), dtype=float).reshape(-1, 2).tolist()
        picture = np.maximum(picture, ink.covered(places, (8, 8)))
    return int(forward(presets.load("digit").network, picture.ravel()).output.argmax())


def test_what_is_written_of_its_accuracy_is_measured_again() -> None:
    """On the 500 digits of the set, of which it has learned none."""
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    scene, digits = presets.load("digit"), load_set("digits")
    said = forward(scene.network, digits.x).output.argmax(axis=1)
    assert measured["rows"] == digits.n_rows == 500
    assert measured["right"] == (said == digits.target).sum() >= 470
    assert f"it reads {measured['right']} right" in scene.note
    assert f"{measured['learned']:,} of the handwritten digits" in scene.note


@pytest.mark.parametrize(("digit", "lines"), HANDS)
def test_it_reads_what_hands_draw(digit: int, lines: str) -> None:
    """None of these lines is among those that it has learned from."""
    assert read(lines) == digit


def test_pushed_by_two_squares_most_digits_are_misread() -> None:
    """What the course says of it: it has learned where the ink is, not what a digit is."""
    network, digits = presets.load("digit").network, load_set("digits")
    pushed = [ink.moved(x.reshape(8, 8), 0, 2).ravel() for x in digits.x]
    right = forward(network, np.array(pushed)).output.argmax(axis=1) == digits.target
    assert right.mean() < 0.6
