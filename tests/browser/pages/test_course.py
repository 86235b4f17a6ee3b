"""The whole course is finished, from its first step to its last, in every language.

At each step what it asks, what is said of it and what it is about are in the window at once: in the
one language of a usual window, in the other, whose texts are longer, of a low one.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.language import LANGUAGES, SOURCE
from playground.learner import chapters
from playground.lessons.chapters import Chapter
from playground.lessons.lesson import Step
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.in_sight import amiss, amiss_on_a_phone
from tests.browser.driving.lesson_page import finish

pytestmark = pytest.mark.browser
USUAL = {"width": 1440, "height": 900}
LOW = {"width": 1280, "height": 720}
#: A chapter that is finished on a phone, and so in its other language in the low window.
WINDOWS = {
    ("neuron", "es"): {"width": 390, "height": 844, "has_touch": True},
    ("neuron", "en"): LOW,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.id)
def test_a_chapter_is_finished(
    open_board: Callable[..., Board], chapter: Chapter, language: str
) -> None:
    first = chapter.lessons[0]
    window = WINDOWS.get((chapter.id, language)) or (USUAL if language == SOURCE else LOW)
    calm = {"reduced_motion": "reduce", **window}  # nothing that moves is waited for or drawn
    board = open_board(f"/learn?lesson={first.slug}&lang={language}", **calm)
    unseen: dict[tuple[str, ...], list[str]] = {}

    def look(step: Step, when: str) -> None:
        unseen[lesson.slug, step.id, when] = amiss(board.page)
        if language == SOURCE and when == "done" and step.waits:
            unseen[lesson.slug, step.id, "on a phone"] = amiss_on_a_phone(board.page)

    for lesson in chapter.lessons:
        board.page.wait_for_function(
            "slug => new URLSearchParams(location.search).get('lesson') === slug",
            arg=lesson.slug,
            timeout=PATIENCE,
        )
        finish(board, lesson, language, look)
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
    assert {place: found for place, found in unseen.items() if found} == {}
