"""The end of a chapter and of the course in a real browser, and a wrong guess that comes back."""

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.learner.syllabus import chapters, end
from playground.lessons.ends import place_of
from playground.lessons.feedback import sentences
from playground.lessons.lesson import Step
from playground.lessons.load import right_choice
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.lesson_page import LESSONS, follows
from tests.browser.driving.measures import violations

pytestmark = pytest.mark.browser

WORDS = sentences("en", "page")
NAME = "Ada <img src=x onerror=alert(1)>"  # text on the page, in the table and in the title


def answer(board: Board, step: Step, *, rightly: bool = True) -> None:
    question = step.content.question
    assert question is not None
    right = right_choice(question, step.begins)
    choice = next(each for each in step.choices if (each == right) == rightly)
    board.page.locator('[role="radiogroup"] label').nth(step.choices.index(choice)).click()
    commit = board.page.locator(".st-key-commit button")
    expect(commit).to_be_enabled(timeout=PATIENCE)
    commit.click()
    expect(board.page.locator(".st-key-lesson-reveal")).to_be_visible(timeout=PATIENCE)


def test_the_last_chapter_ends_the_course_and_a_wrong_guess_comes_back(
    open_board: Callable[..., Board],
) -> None:
    """Its check with one wrong answer, the report with its table, and the card before a lesson."""
    last = end(chapters()[-1].id)
    steps = last.steps[1:]
    wrong = next(step for step in steps if place_of(step.id)[0] == "random-start")
    board = open_board(f"/learn?chapter={last.chapter}&step=2")
    page = board.page
    for number, step in enumerate(steps, 1):
        heading = WORDS["check-question"].format(number=number, count=len(steps))
        expect(page.locator(".st-key-lesson-text h2", has_text=heading)).to_be_visible(
            timeout=PATIENCE
        )
        answer(board, step, rightly=step is not wrong)
        expect(follows(board)).to_be_enabled(timeout=PATIENCE)
        if number == len(steps):
            told = WORDS["check-all"].format(right=len(steps) - 1, count=len(steps))
            expect(page.locator(".st-key-lesson-reveal")).to_contain_text(told, timeout=PATIENCE)
        follows(board).click()

    expect(page.locator("h1", has_text=WORDS["report"])).to_be_visible(timeout=PATIENCE)
    sums = page.locator(".report-table").first
    expect(sums).to_contain_text(f"{len(steps) - 1} of {len(steps)}", timeout=PATIENCE)
    assert violations(board) == []
    page.evaluate("globalThis.print = () => { document.title = 'printed'; }")
    page.locator("[data-print]").click()
    page.wait_for_function("() => document.title === 'printed'")
    page.get_by_label(WORDS["report-name"]).fill(NAME)
    page.get_by_label(WORDS["report-name"]).press("Enter")
    expect(page.locator(".st-key-course-report [data-testid=stText]")).to_have_text(NAME)
    with page.expect_download() as download:
        page.get_by_role("button", name=WORDS["report-csv"]).click()
    assert "ada" in download.value.suggested_filename.casefold()
    text = download.value.path().read_text("utf-8-sig")
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["step"] == wrong.id)
    assert (row["learner"], row["first guess"], row["state"]) == (NAME, "wrong", "done")
    assert row["date"]

    page.locator(".st-key-all-lessons button").click()
    page.locator(".st-key-go-overfitting button").click()
    expect(page.locator("h1", has_text=WORDS["once-more"])).to_be_visible(timeout=PATIENCE)
    board.settle()
    expect(page.locator(".panel-steps")).to_be_hidden()  # it would say "Step 1 of 1"
    answer(board, wrong)
    expect(follows(board)).to_be_enabled(timeout=PATIENCE)
    follows(board).click()
    title = LESSONS["overfitting"].steps[0].id
    heading = LESSONS["overfitting"].texts["en"].steps[title].title
    expect(page.locator(".st-key-lesson-text h2", has_text=heading)).to_be_visible(timeout=PATIENCE)
    kept = page.evaluate("localStorage.getItem('playground.learn')")
    assert '"again":{"only-forward":' in kept
    assert '"right":1' in kept
    assert board.errors == []
