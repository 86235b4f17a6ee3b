"""The ends of chapters: their words, pictures and questions; and questions with other numbers."""

import itertools

import numpy as np
import pytest

from playground.language import LANGUAGES
from playground.learner.syllabus import after, chapters, end, known, lessons
from playground.lessons.chapters import Chapter
from playground.lessons.checks import Attempt, grade
from playground.lessons.ends import once_more, place_of
from playground.lessons.load import right_choice
from playground.lessons.variants import answers, varied, varies
from playground.panels import PANELS
from playground.panels.panel import View
from tests.lessons.lesson_scenes import loops

EACH = pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.id)
VARYING = [(lesson, step) for lesson in lessons() for step in lesson.steps if step.waits]
VARYING = [(lesson, step) for lesson, step in VARYING if varies(lesson, step)]


@EACH
def test_an_end_has_three_sentences_and_a_picture(chapter: Chapter) -> None:
    first = end(chapter.id).steps[0]
    assert PANELS[first.content.panels[0]](first.begins, View()).html
    for language in LANGUAGES:
        learned = chapter.texts[language].part("learned")
        assert learned.count(". ") == 2
        assert learned.endswith(".")
        assert chapter.texts[language].part("picture")


@EACH
def test_an_end_asks_about_this_chapter_and_older_ones(chapter: Chapter) -> None:
    steps = end(chapter.id).steps[1:]
    assert 4 <= len(steps) <= 5
    sources = [place_of(step.id)[0] for step in steps]
    found = {lesson.slug: lesson.chapter for lesson in lessons()}
    places = {each.id: each.place for each in chapters()}
    asked = [places[found[slug]] for slug in sources]
    assert max(asked) == chapter.place
    assert min(asked) < chapter.place or chapter.place == 0
    for step, language in itertools.product(steps, LANGUAGES):
        said = end(chapter.id).texts[language].steps[step.id]
        assert said.part("task")
        assert said.part("reveal")
        assert all(said.part(f"choice {choice}") for choice in step.choices)


@EACH
def test_the_answer_of_an_end_is_right_whatever_its_seed(chapter: Chapter) -> None:
    for seed in range(4):
        for step in end(chapter.id, seed).steps[1:]:
            question = step.content.question
            assert question is not None
            assert right_choice(question, step.begins) in step.choices
            if question.proof is not None:
                assert grade(question.proof, Attempt(step.solved, step.begins)).passed
            for name in step.content.panels:
                assert PANELS[name](step.begins, View()).html


def test_lessons_and_ends_follow_one_another() -> None:
    name, seen = lessons()[0].slug, []
    while name is not None:
        seen.append(name)
        lesson = next((each for each in lessons() if each.slug == name), None)
        name = after(lesson or end(name.removeprefix("end-")))
    assert len(seen) == len(set(seen)) == len(lessons()) + len(chapters())
    assert set(seen) == set(known())
    assert seen[-1] == f"end-{chapters()[-1].id}"


def test_a_card_asks_what_the_lesson_asked() -> None:
    lesson = next(each for each in lessons() if each.slug == "gates")
    card = once_more(lesson, "or")
    assert [place_of(step.id) for step in card.steps] == [("gates", "or")]
    assert card.steps[0].begins.network == lesson.steps[lesson.index("or")].begins.network
    asked = card.texts["en"].steps["gates_or"]
    assert asked.part("task") == lesson.texts["en"].steps["or"].part("task")


def test_some_questions_and_tasks_vary() -> None:
    names = {f"{lesson.slug}/{step.id}" for lesson, step in VARYING}
    assert {"neuron/predict-sign", "forward-pass/predict-sign"} <= names
    assert "neuron/which-counts" not in names  # one of its choices is "the heavy weight"
    assert {"neuron/two-steps", "forward-pass/layer-by-layer"} & names


@pytest.mark.parametrize("seed", range(6))
def test_a_variant_has_other_numbers_of_the_same_kind(seed: int) -> None:
    for _, step in VARYING:
        scene = varied(step, seed)
        assert scene == varied(step, seed)
        assert scene.network.sizes == step.begins.network.sizes
        assert scene != step.begins
        for old, new in zip(step.begins.network.layers, scene.network.layers, strict=True):
            assert ((old.weights == 0) == (new.weights == 0)).all()
            assert new.activation == old.activation
            drawn = new.weights[new.weights != old.weights]
            assert (np.abs(drawn) <= 3).all()
            assert (drawn * 2 == np.round(drawn * 2)).all()


@pytest.mark.parametrize("seed", range(6))
def test_the_key_of_a_variant_is_that_of_plain_loops(seed: int) -> None:
    for _, step in VARYING:
        scene, question = varied(step, seed), step.content.question
        zs, outputs = loops(scene.network, scene.x)
        if question is not None and question.sign is not None:
            _, k, j = question.sign.split("/")
            value = outputs[int(k)][int(j)]
            assert right_choice(question, scene) == ("negative" if value < 0 else "positive")
            assert abs(value) > 0.1
        check = step.content.task.check if step.content.task else None
        for field, value in answers(step, scene).items():
            of = check.answers[field]
            kind, *at = of.split("/") if isinstance(of, str) else ("", "")
            if kind in ("z", "a"):
                table = zs if kind == "z" else outputs
                assert value == pytest.approx(table[int(at[0])][int(at[1])])
