"""The Learn page: its addresses, its languages, and every lesson from start to end by a script."""

import pytest

from playground.language import LANGUAGES
from playground.learner import chapters
from playground.lessons.lesson import Lesson
from playground.limits import quoted
from playground.scene import HIDEABLE, LOCKABLE
from playground.widgets.markdown import literal
from tests.hostile import TEXTS
from tests.pages.learn_page import LESSONS, address, click, do, opened, ran, visit, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_lists_every_lesson(language: str) -> None:
    page = opened(lang=language)
    heads = [head.value for head in page.subheader]
    titles = [lesson.texts[language].title for lesson in LESSONS.values()]
    assert [head for head in heads if head[0].isdigit()] == [
        f"{number}. {title}" for number, title in enumerate(titles, 1)
    ]


def test_a_link_to_no_lesson_leads_to_the_course() -> None:
    page = opened()
    for text in TEXTS:
        page.query_params["lesson"] = text
        ran(page)
        told = words(page)["unknown-lesson"].format(name=literal(quoted(text)))
        assert [warning.value for warning in page.warning] == [told]
        assert len(page.subheader) == len(LESSONS) + len(chapters())
        assert address(page) == {}


@pytest.mark.parametrize("link", [{"lang": "xx"}, {"step": "3"}, {"lesson": "bias", "step": "x"}])
def test_odd_links_are_taken_as_far_as_they_go(link: dict[str, str]) -> None:
    page = opened(**link)
    assert visit(page).language == "en"
    assert visit(page).at == 0


@pytest.mark.parametrize(("step", "at"), [("1", 0), ("2", 1), ("99", -1), ("0", 0), ("²", 0)])
def test_a_step_has_an_address(step: str, at: int) -> None:
    page = opened(lesson="bias", step=step)
    count = len(LESSONS["bias"].steps)
    assert visit(page).at == at % count


def test_a_run_that_was_pulled_stays_at_the_step_that_its_address_lacks() -> None:
    page = opened(lesson="bias")
    visit(page).go("bias", 1)
    visit(page).address()
    page.session_state["pulled"] = True
    ran(page)
    assert visit(page).at == 1
    assert address(page) == {"lesson": "bias", "step": "2"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_lesson_can_be_finished(lesson: Lesson, language: str) -> None:
    page = opened(lesson=lesson.slug, lang=language)
    for number, step in enumerate(lesson.steps):
        at = visit(page)
        assert (at.step, at.at) == (step, number)
        assert address(page).get("step", "1") == str(number + 1)
        following = next(button for button in page.button if button.key == "next")
        assert following.disabled == step.waits
        do(page)
        following = next(button for button in page.button if button.key == "next")
        assert not following.disabled, step.id
        click(page, following.label)
    states = visit(page).progress.of(lesson.slug).steps
    assert states == {step.id: "done" for step in lesson.steps}
    after = list(LESSONS.values())[lesson.number :][:1]
    if after and after[0].chapter == lesson.chapter:
        assert address(page).get("lesson") == after[0].slug
    else:
        assert address(page).get("chapter") == lesson.chapter


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_lesson_shows_no_more_than_each_step_allows(lesson: Lesson) -> None:
    page = opened(lesson=lesson.slug)
    for step in lesson.steps:
        scene = visit(page).session.scene
        if step.content.question is None:
            assert set(step.content.allow).isdisjoint(scene.hidden)
            assert scene.locked == set(LOCKABLE) - set(step.content.allow)
        else:
            assert scene.locked == set(LOCKABLE)
            assert "flow" in scene.hidden
        assert scene.hidden <= set(HIDEABLE)
        visit(page).next()
        ran(page)


def test_the_language_can_be_switched() -> None:
    page = opened(lesson="bias")
    click(page, "Español")
    assert address(page) == {"lesson": "bias", "lang": "es"}
    assert page.title[0].value == LESSONS["bias"].texts["es"].title
    click(page, "English")
    assert address(page) == {"lesson": "bias"}
