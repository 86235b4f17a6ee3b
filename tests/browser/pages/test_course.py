"""The whole course is finished, from its first step to its last, in every language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.language import LANGUAGES
from playground.learner import chapters
from playground.lessons.chapters import Chapter
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.lesson_page import finish

pytestmark = pytest.mark.browser

#: A chapter that is finished on a phone.
WINDOWS = {("neuron", "es"): {"width": 390, "height": 844, "has_touch": True}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.id)
def test_a_chapter_is_finished(
    open_board: Callable[..., Board], chapter: Chapter, language: str
) -> None:
    first = chapter.lessons[0]
    window = WINDOWS.get((chapter.id, language), {})
    calm = {"reduced_motion": "reduce", **window}  # nothing that moves is waited for or drawn
    board = open_board(f"/learn?lesson={first.slug}&lang={language}", **calm)
    for lesson in chapter.lessons:
        board.page.wait_for_function(
            "slug => new URLSearchParams(location.search).get('lesson') === slug",
            arg=lesson.slug,
            timeout=PATIENCE,
        )
        finish(board, lesson, language)
    board.page.wait_for_function(
        "id => new URLSearchParams(location.search).get('chapter') === id",
        arg=chapter.id,
        timeout=PATIENCE,
    )
    expect(board.page.locator("html")).to_have_attribute("lang", language)
    steps = sum(len(lesson.steps) for lesson in chapter.lessons)
    board.page.wait_for_function(  # a step that is only read is done when it is left
        """steps => [...(localStorage.getItem("playground.learn") ?? "")
            .matchAll(/"(done|shown)"/g)].length === steps""",
        arg=steps,
        timeout=PATIENCE,
    )
