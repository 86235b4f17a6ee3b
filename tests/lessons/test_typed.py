"""Numbers that are typed: what is right in any writing, and the usual slips by their names."""

import itertools

import pytest

from playground.language import LANGUAGES
from playground.lessons.checks import Attempt, grade
from playground.lessons.checks.typed import Typed, total, wholly_played
from playground.lessons.feedback import say, sentences
from playground.lessons.lesson import Task
from playground.lessons.load import course
from playground.panels import PANELS
from playground.scene import Scene, SetWeight
from tests.lessons.check_scenes import LINE, edited, unit


def _tasks() -> dict[str, tuple[Task, Typed, Scene]]:
    """Every task of the course with numbers to type: itself, its check, where it begins."""
    return {
        f"{lesson.slug}/{first.id}{mark}": (step.content.task, step.content.task.check, step.begins)
        for lesson in course(frozenset(PANELS))
        for first in lesson.steps
        for mark, step in (("", first), ("/2", first.further))
        if step and step.content.task and isinstance(step.content.task.check, Typed)
    }


TASKS = _tasks()
STEPPED = Typed(
    {"w": [["weight/0/0/0"], [-0.1, "mean-gradient/0/0/0"]], "d": "delta/0/0"},
    slips={"w": {"uphill": [["weight/0/0/0"], [0.1, "mean-gradient/0/0/0"]]}},
)


@pytest.mark.parametrize(
    ("w", "d", "says"),
    [
        ("1.4", "-2.4", "typed-passed"),
        ("7/5", "−2,40", "typed-passed"),
        ("0.6", "-2.4", "slip-uphill"),
        ("1.4", "2.4", "slip-sign"),
        ("1", "-2.4", "slip-rounded"),
        ("1.39", "-2.4", "typed-wrong"),
        ("", "-2.4", "typed-missing"),
    ],
)
def test_an_answer_is_a_quantity_or_a_sum_of_products(w: str, d: str, says: str) -> None:
    result = grade(STEPPED, Attempt(LINE, LINE, {"w": w, "d": d}))
    assert [remark.key for remark in result.remarks] == [says]


def test_numbers_are_asked_of_where_the_step_began() -> None:
    moved = edited(LINE, SetWeight(0, 0, 0, 3.0))
    assert grade(STEPPED, Attempt(moved, LINE, {"w": "1.4", "d": "-2.4"})).passed


@pytest.mark.parametrize(
    ("typed", "says"),
    [("62.25", "percent"), ("62", "percent"), ("-0.6225", "sign"), ("0.6", "rounded")],
)
def test_slips_that_any_number_may_have(typed: str, says: str) -> None:
    scene = unit([1.0], 0.0, "sigmoid", x=[0.5])  # σ(0.5) = 0.62246
    result = grade(Typed({"a": "a/0/0"}), Attempt(scene, scene, {"a": typed}))
    assert result.remarks[0].key == f"slip-{says}"


def test_what_was_typed_is_told_as_it_was() -> None:
    scene = unit([1.0], 0.0, "sigmoid", x=[0.5])
    result = grade(Typed({"a": "a/0/0"}), Attempt(scene, scene, {"a": "0.7391"}))
    assert say(result.remarks[0], "en") == "a = 0.7391 is not right yet."


@pytest.mark.parametrize(
    ("slips", "says"),
    [({"q": {"sign": "a/0/0"}}, "fields of answers"), ({"a": {"sing": "a/0/0"}}, "slip-sing")],
)
def test_slips_are_of_a_field_and_have_a_sentence(
    slips: dict[str, dict[str, str]], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Typed({"a": "a/0/0"}, slips=slips)


@pytest.mark.parametrize("name", TASKS)
def test_a_usual_slip_is_known_and_is_not_the_answer(name: str) -> None:
    """Each slip that is typed, all else being right, is called by its name in every language."""
    task, check, begins = TASKS[name]
    scene = wholly_played(begins)
    for field, slips in check.slips.items():
        values = {slip: total(terms, scene) for slip, terms in slips.items()}
        for slip, value in values.items():
            typed = {**task.typed, field: f"{value:.9f}"}
            result = grade(check, Attempt(begins, begins, typed))
            assert not result.passed, slip
            assert result.remarks[0].key == f"slip-{slip}"
            for language in LANGUAGES:
                assert say(result.remarks[0], language)
        apart = [abs(a - b) for a, b in itertools.combinations(values.values(), 2)]
        assert min(apart, default=1.0) > 2 * check.within


def test_every_sentence_about_a_slip_is_said_somewhere() -> None:
    named = {f"slip-{slip}" for _, check, _ in TASKS.values() for slips in check.slips.values()
             for slip in slips}  # fmt: skip
    of_any = {"slip-sign", "slip-percent", "slip-rounded"}
    assert {key for key in sentences("en") if key.startswith("slip-")} == named | of_any


def test_every_typed_answer_has_slips_of_its_own() -> None:
    for name, (_, check, _) in TASKS.items():
        assert any(check.slips.values()), name
