"""The words of a lesson, with the numbers of the scene in them."""

import re
from pathlib import Path
from typing import get_args

import pytest

import playground
from playground.lessons.feedback import sentences
from playground.lessons.lesson import LessonError
from playground.lessons.texts import filled, live_names, marked, read_text
from playground.network import Layer, Network
from playground.panels.course.lesson import Mark
from playground.quantities import shown
from playground.scene import Scene, SetStep, apply

PLAYGROUND = Path(playground.__file__).parent


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


def test_no_line_begins_with_the_sign_that_closes_a_formula() -> None:
    text, _ = marked("($x$), $y$.\n$$z$$, $n$-th, $b$ = {bias/0/0}. $a$:b", _scene())
    assert text == (r"($x\text{),}$ $y\text{.}$" + "\n$$z$$, $n$-th, $b$ = :gray[1.00]. $a$:b")


def test_a_text_needs_its_title_first() -> None:
    with pytest.raises(LessonError, match="x, line 2"):
        read_text("\nwords", "x")


@pytest.mark.parametrize("wrong", ["{errorr/hat/0}", "{treshold}", "{z/0/0", "{ z/0/0 }"])
def test_a_number_that_is_not_read_is_told_with_its_line(wrong: str) -> None:
    text = "# Title\nGoal.\n## step: Its title\nWords {z/0/0}.\n$$e^{x}\n+ 1$$\nand %s."
    assert read_text(text % "{threshold}", "x").steps["step"].body.endswith("{threshold}.")
    with pytest.raises(LessonError, match=r"x, about line 7: .*like \{z/0/0\}"):
        read_text(text % wrong, "x")


def test_what_a_scene_lacks_is_no_number() -> None:
    scene = apply(_scene(), SetStep(0))
    assert [shown(scene, name) for name in live_names("{bias/3/3} {a/0/0}")] == ["–", "?"]


def test_every_sentence_of_the_page_is_said_somewhere() -> None:
    page = [
        PLAYGROUND / "pages" / "learn.py",
        PLAYGROUND / "lessons" / "ends.py",
        PLAYGROUND / "learner" / "told.py",
        *PLAYGROUND.glob("widgets/course/*.py"),
    ]
    quoted = set(re.findall("[\"']([a-z-]+)[\"']", "".join(path.read_text() for path in page)))
    assert sentences("en", "page").keys() <= quoted | set(get_args(Mark))
