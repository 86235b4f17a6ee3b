"""What a learner has learned: the page at the end of the course, and its files."""

import csv
import io
from datetime import date

import pytest

from playground.language import LANGUAGES
from playground.learner import chapters, lessons
from playground.learner.report import (
    COLUMNS,
    as_csv,
    end_lines,
    file_name,
    finished,
    lines,
    sums,
)
from playground.learner.told import Told
from playground.lessons.ends import END
from playground.lessons.load import right_choice
from playground.lessons.progress import Progress, encode
from tests.pages.learn_page import address, click, kept, labels, opened, visit, words

DAY = date(2026, 3, 2)


def _some() -> Progress:
    """Two questions of the first chapter, one guessed wrong; hints, a solution, a second level."""
    progress = Progress().guessed("neuron", "predict-sign", "positive", False)
    progress = progress.marked("neuron", "predict-sign", "done", DAY)
    progress = progress.answered("neuron", "predict-sign", False, DAY)
    progress = progress.guessed("bias", "which-way", "left", True).marked(
        "bias", "which-way", "done"
    )
    progress = progress.hinted("bias", "shift", 2).marked("bias", "shift", "shown", DAY)
    return progress.bettered("bias", "threshold", 1)


def _whole() -> Progress:
    progress = Progress()
    for lesson in lessons():
        for step in lesson.steps:
            progress = progress.marked(lesson.slug, step.id, "done", DAY)
            if step.content.question is not None:
                right = right_choice(step.content.question, step.begins)
                progress = progress.guessed(lesson.slug, step.id, right)
    return progress


def test_the_sums_are_those_of_the_steps() -> None:
    found = sums(lines(_some(), chapters()[0]))
    count = sum(len(lesson.steps) for lesson in chapters()[0].lessons)
    assert found.steps == (3, count)
    assert found.guesses == (1, 2)
    assert (found.hints, found.shown) == (2, 1)
    assert sums(lines(Progress(), chapters()[1])).steps[0] == 0


def test_a_course_is_finished_with_its_last_step() -> None:
    whole = _whole()
    assert finished(whole)
    assert not finished(whole.without(lessons()[-1].slug))
    total = sums(line for chapter in chapters() for line in lines(whole, chapter))
    assert total.steps[0] == total.steps[1]
    assert total.guesses[0] == total.guesses[1] > 20  # an old record says no more than the guess


def test_the_table_has_a_row_for_each_step() -> None:
    text = as_csv(_some(), "en", "Ada").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    steps = sum(len(lesson.steps) for lesson in lessons())
    assert len(rows) == steps + sum(len(chapter.content.check) for chapter in chapters())
    assert set(rows[0]) == set(COLUMNS)
    asked = next(row for row in rows if row["step"] == "predict-sign")
    assert (asked["first guess"], asked["date"], asked["learner"]) == ("wrong", "2026-03-02", "Ada")
    assert (asked["chapter"], asked["kind"], asked["state"]) == ("A", "question", "done")
    shift = next(row for row in rows if row["lesson"] == "bias" and row["step"] == "shift")
    assert (shift["hints"], shift["state"], shift["first guess"]) == ("2", "shown", "")


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2", '"x",y\nz', "<b>Ada</b>"])
def test_a_name_is_text_wherever_it_stands(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(_some(), "en", name).decode("utf-8-sig"))))
    assert rows[0]["learner"].removeprefix("'") == name
    assert not rows[0]["learner"].startswith(("=", "+", "-", "@"))
    page = Told(_some(), "en").page(name, DAY)
    assert "<b>" not in page


@pytest.mark.parametrize(("language", "between"), [("en", ","), ("es", ";")])
def test_a_spreadsheet_of_the_language_finds_the_columns(language: str, between: str) -> None:
    text = as_csv(_some(), language, "Ada; Lovelace, A.").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=between)
    assert tuple(head) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert {row[0] for row in rows} == {"Ada; Lovelace, A."}
    rights = [row[COLUMNS.index("first guess")] for row in rows]
    assert (rights.count("right"), rights.count("wrong")) == (1, 1)
    assert sum(int(row[COLUMNS.index("hints")]) for row in rows) == 2


@pytest.mark.parametrize(
    ("name", "called"),
    [("", ""), ("Ana García", "-Ana-García"), ("../=x", "-x"), ("a/b\\c", "-a-b-c"), ("李", "-李")],
)
def test_files_of_a_class_have_names_of_their_own(name: str, called: str) -> None:
    assert file_name(name, "csv") == f"mlp-playground{called}.csv"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_was_learned(language: str) -> None:
    page = opened(view="report", lang=language)
    said = words(page)
    assert page.title[0].value == said["report"]
    assert not page.header
    kept(page, encode(_whole()))
    assert said["report-finished"][:20] in page.markdown[0].value
    titles = [chapter.texts[language].title for chapter in chapters()]
    assert [head.value.partition(". ")[2] for head in page.header] == titles
    file = Told(visit(page).progress, language).page("", DAY)
    assert "http" not in file
    assert not {"$", "**", "\\", "[["} & {mark for mark in ("$", "**", "\\", "[[") if mark in file}
    click(page, said["all-lessons"])
    assert said["see-report"] in labels(page)
    click(page, said["see-report"])
    assert address(page)["view"] == "report"


def test_the_questions_of_an_end_are_told() -> None:
    chapter = chapters()[0]
    step = next(iter(end_lines(Progress(), chapter))).step
    progress = Progress().guessed(END + chapter.id, step.id, step.choices[0], True)
    assert sums(end_lines(progress, chapter)).guesses == (1, 1)
