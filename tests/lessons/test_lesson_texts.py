"""The words of a lesson, with the numbers of the scene in them."""

import pytest

from playground.lessons.lesson import LessonError
from playground.lessons.texts import filled, live_names, marked, read_text
from playground.network import Layer, Network
from playground.quantities import shown
from playground.scene import Scene, SetStep, apply


def _scene() -> Scene:
    return Scene(Network([Layer([[0.2, 0.00001]], [1.0], "sigmoid")]), [4, 80], decimals=2)


def test_numbers_are_the_scenes() -> None:
    text = "$z$ = {z/0/0|4}, a = {a/0/0}, θ = {theta/0/0}, {input/1}, none {bias/3/3}; $e^{x}$"
    assert filled(text, _scene()) == "$z$ = 1.8008, a = 0.86, θ = −1.00, 80.00, none –; $e^{x}$"


def test_what_has_not_been_played_is_not_told() -> None:
    scene = apply(_scene(), SetStep(0))
    assert filled("{a/0/0} {z/0/0} {input/0} {weight/0/0/0}", scene) == "? ? 4.00 0.20"
    assert shown(scene, "z/0/0|4") == "?"


def test_numbers_in_formulas_are_not_marked() -> None:
    text, names = marked("{input/0} $z = {z/0/0}$ and $$a = {a/0/0|1}$$ {bias/0/0}", _scene())
    assert text == ":gray[4.00] $z = 1.80$ and $$a = 0.9$$ :gray[1.00]"
    assert names == ["input/0", "bias/0/0"]


def test_a_text_needs_its_title_first() -> None:
    with pytest.raises(LessonError, match="x, line 2"):
        read_text("\nwords", "x")


def test_what_a_scene_lacks_is_no_number() -> None:
    scene = apply(_scene(), SetStep(0))
    assert [shown(scene, name) for name in live_names("{bias/3/3} {a/0/0}")] == ["–", "?"]
