"""The course as data: every lesson loads, can be done as modelled, and the facts are covered."""

import itertools
import re

import numpy as np
import pytest

from playground.analysis.input_space.classes import CORNERS
from playground.analysis.rows.distributions import distributions
from playground.language import LANGUAGES
from playground.lessons.checks import Attempt, grade
from playground.lessons.checks.classes import TruthTable
from playground.lessons.lesson import Lesson, Step
from playground.lessons.load import FOLDER, course, fact_table, right_choice
from playground.lessons.spent import spent
from playground.lessons.texts import MOST_WORDS, count_words, filled, live_names
from playground.panels import PANELS
from playground.panels.panel import View
from playground.quantities import quantity, shown
from playground.scene import Scene

LESSONS = course(frozenset(PANELS))
STEPS = [(lesson, step) for lesson in LESSONS for step in lesson.steps]
EACH_LESSON = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


def _second(lesson: Lesson, step: Step) -> str:
    return "" if step in lesson.steps else "/2"


def each(steps: list[tuple[Lesson, Step]]) -> pytest.MarkDecorator:
    ids = [f"{lesson.slug}/{step.id}{_second(lesson, step)}" for lesson, step in steps]
    return pytest.mark.parametrize(("lesson", "step"), steps, ids=ids)


EACH_STEP = each(STEPS)
#: Tasks of both levels: the second is a step of the same name.
LEVELS = [(lesson, level) for lesson, step in STEPS for level in (step, step.further) if level]
EACH_TASK = each([(lesson, step) for lesson, step in LEVELS if step.content.task])
EACH_SECOND = each([(lesson, step) for lesson, step in STEPS if step.further])
EACH_QUESTION = each([(lesson, step) for lesson, step in STEPS if step.content.question])


def test_lessons_have_an_order() -> None:
    assert 22 <= len(LESSONS) <= 28
    assert [lesson.number for lesson in LESSONS] == list(range(1, len(LESSONS) + 1))
    assert {lesson.slug for lesson in LESSONS} == {
        path.stem for path in FOLDER.glob("lessons/content/*.toml")
    }


def test_no_text_without_a_lesson() -> None:
    for language in LANGUAGES:
        texts = {path.stem for path in FOLDER.glob(f"languages/{language}/lessons/*.md")}
        assert texts == {lesson.slug for lesson in LESSONS}


def test_every_fact_has_a_step() -> None:
    covered = {fact for _, step in STEPS for fact in step.content.facts}
    assert covered == set(fact_table())


def test_the_fact_table_covers_the_outline() -> None:
    table = fact_table()
    assert {fact.get("number") for fact in table.values()} >= set(range(1, 12))
    kinds = {kind: [id_ for id_ in table if id_.startswith(kind)] for kind in _KINDS}
    assert {kind: len(ids) for kind, ids in kinds.items()} == _KINDS
    assert all(fact["says"] for fact in table.values())


_KINDS = {"table-": 8, "example-": 7, "error-": 5, "question-": 3}


@EACH_TASK
def test_a_task_is_open_at_first_and_done_as_modelled(lesson: Lesson, step: Step) -> None:
    task = step.content.task
    assert task is not None
    before = grade(task.check, Attempt(step.begins, step.begins))
    assert not before.passed
    after = grade(task.check, Attempt(step.solved, step.begins, task.typed))
    assert after.passed, after.remarks


@EACH_SECOND
def test_a_second_level_is_within_its_par(lesson: Lesson, step: Step) -> None:
    """The model solution needs no more of what counts than is said to be enough."""
    level = step.content.task.further
    used = spent(level.counts, Attempt(step.further.solved, step.further.begins))
    assert used <= (level.par or 0)
    assert level.par is None or used > 0


@EACH_TASK
def test_the_controls_of_a_solution_are_not_hidden(lesson: Lesson, step: Step) -> None:
    task = step.content.task
    assert task is not None
    assert not {edit.hidden_with() for edit in task.solution} & step.begins.hidden


@EACH_QUESTION
def test_an_answer_is_right(lesson: Lesson, step: Step) -> None:
    question = step.content.question
    assert question is not None
    assert right_choice(question, step.begins) in question.choices
    if question.proof is not None:
        assert grade(question.proof, Attempt(step.solved, step.begins)).passed


@EACH_STEP
def test_all_that_is_shown_can_be_drawn(lesson: Lesson, step: Step) -> None:
    for scene, name in itertools.product((step.begins, step.solved), step.content.panels):
        assert PANELS[name](scene, View()).html


@EACH_TASK
def test_a_truth_table_is_the_tables_own(lesson: Lesson, step: Step) -> None:
    """What a check wants of the corners is what the rows below the stage want."""
    check, data = step.content.task and step.content.task.check, step.begins.fitting
    if isinstance(check, TruthTable) and data is not None:
        assert data.x.tolist() == [list(corner) for corner in CORNERS]
        assert data.target.tolist() == check.wanted


def test_luck_is_counted_over_rows() -> None:
    """What the lessons say of their tables, by hand or by plain counting."""
    others = _scene("obesity", "others")
    assert quantity(others, "right/all") == 10
    assert np.count_nonzero(others.data.target == 0) == 14
    mails = _scene("outputs", "mistakes")
    score, spam = mails.data.x[:, 0], mails.data.target == 1
    for cut in (0.24, 0.31):
        said = 1 / (1 + np.exp(-score)) >= cut
        assert (said & spam).sum() == spam.sum() == 6
        assert (said & ~spam).sum() == 2
    careful = 1 / (1 + np.exp(-score)) >= 0.6
    assert ((careful & spam).sum(), (careful & ~spam).sum()) == (4, 0)
    dead = distributions(_scene("activations-2", "dead-rows"))
    assert dead is not None
    assert dead[0].n_in_state.tolist() == [11, 24, 24]


def _scene(slug: str, step: str) -> Scene:
    return next(each.begins for lesson, each in STEPS if (lesson.slug, each.id) == (slug, step))


PRINTED = re.compile(r"−?\d+(\.\d+)?|[=≈]")


@EACH_STEP
def test_every_live_number_is_a_number(lesson: Lesson, step: Step) -> None:
    for text in lesson.texts.values():
        said = text.steps[step.id]
        for part, scene in itertools.product(
            (said.body, *said.parts.values()), (step.begins, step.solved)
        ):
            for name in live_names(part):
                assert PRINTED.fullmatch(shown(scene, name)), name
            assert not re.search(r"\{[a-z-]+(/\d+)+", filled(part, scene))


@EACH_STEP
def test_translations_have_the_same_parts_and_numbers(lesson: Lesson, step: Step) -> None:
    english = lesson.texts["en"].steps[step.id]
    for language in LANGUAGES:
        other = lesson.texts[language].steps[step.id]
        assert other.parts.keys() == english.parts.keys()
        for name in ("", *english.parts):
            texts = [each.part(name) if name else each.body for each in (english, other)]
            numbers = [sorted(live_names(text)) for text in texts]
            assert numbers[0] == numbers[1], name or "text"
        if language != "en":
            assert other.body != english.body


@EACH_LESSON
def test_what_is_said_of_work_that_is_done_is_plain_text(lesson: Lesson) -> None:
    """It stands in the verdict, which reads no Markdown."""
    for language, text in lesson.texts.items():
        for id_, said in text.steps.items():
            for name in ("done", "further done"):
                assert not re.search(r"[*$`\[]", said.part(name)), (language, id_, name)


@EACH_LESSON
def test_texts_are_short(lesson: Lesson) -> None:
    for text in lesson.texts.values():
        assert len(text.goal.split()) <= 40
        for words in text.steps.values():
            shown = (words.title, words.body, words.part("task"), words.part("note"))
            assert count_words(*shown) <= MOST_WORDS
