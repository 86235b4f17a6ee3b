"""The end of a chapter on the Learn page, and questions that come back as a card."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from playground import visitor
from playground.language import LANGUAGES
from playground.learner import Learner, chapters
from playground.lessons.progress import Progress, encode
from tests.pages.learn_page import address, click, do, kept, labels, opened, ran, visit, words

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "today", lambda: TODAY)


def wrongly(page: AppTest) -> None:
    at = visit(page)
    page.radio[0].set_value(next(choice for choice in at.step.choices if choice != at.right()))
    ran(page)
    click(page, words(page)["commit"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.id)
def test_a_chapters_end_can_be_finished(chapter: object, language: str) -> None:
    page = opened(chapter=chapter.id, lang=language)
    said = words(page)
    assert page.title[0].value == visit(page).lesson_text.title
    click(page, said["next"])
    count = len(chapter.content.check)
    for number in range(count):
        assert address(page) == {"chapter": chapter.id, "step": str(number + 2)} | (
            {"lang": language} if language != "en" else {}
        )
        wrongly(page) if number == 0 else do(page)
        click(page, next(button.label for button in page.button if button.key == "next"))
    record = visit(page).progress.of(f"end-{chapter.id}")
    assert sorted(record.rights.values()) == [False] + [True] * (count - 1)
    following = chapters()[chapter.place + 1 :][:1]
    if following:
        assert address(page)["lesson"] == following[0].lessons[0].slug
    else:
        assert address(page)["view"] == "report"


def test_a_check_counts_and_can_be_asked_anew() -> None:
    page = opened(chapter="neuron", step="2")
    first = visit(page).session.scene
    wrongly(page)
    told = words(page)
    assert any(told["check-again"] in caption.value for caption in page.caption)
    click(page, told["ask-anew"])
    assert visit(page).at == 0
    click(page, told["next"])
    assert visit(page).session.scene != first
    assert not page.radio[0].disabled


def test_an_unknown_chapter_leads_to_the_course() -> None:
    page = opened(chapter="gone")
    assert "gone" in page.warning[0].value
    assert visit(page).lesson is None


def _guessed_wrong(day: date) -> str:
    progress = Progress().guessed("neuron", "predict-sign", "positive", False)
    return encode(progress.answered("neuron", "predict-sign", False, day))


def _begin(page: AppTest, slug: str) -> Learner:
    next(button for button in page.button if button.key == f"go-{slug}").click()
    ran(page)
    return visit(page)


def test_a_wrong_guess_comes_back_before_a_later_lesson() -> None:
    page = opened()
    kept(page, _guessed_wrong(TODAY))
    at = _begin(page, "gates")
    assert at.is_card
    assert page.title[0].value == words(page)["once-more"]
    assert address(page) == {"lesson": "gates"}
    do(page)
    assert at.progress.of("neuron").again["predict-sign"].right == 1
    assert at.progress.of("neuron").rights == {"predict-sign": False}  # the first guess stays
    click(page, words(page)["go-on"])
    assert (at.lesson.slug, at.at) == ("gates", 0)
    at.leave()
    ran(page)
    assert not _begin(page, "xor").is_card


def test_a_card_can_be_put_off() -> None:
    page = opened()
    kept(page, _guessed_wrong(TODAY - timedelta(days=1)))
    at = _begin(page, "bias")
    assert at.is_card
    assert words(page)["put-off"] in labels(page)
    click(page, words(page)["put-off"])
    assert at.lesson.slug == "bias"
    assert at.progress.of("neuron").again["predict-sign"].asked == 0


def test_a_wrong_guess_in_a_lesson_is_put_down_with_its_day() -> None:
    page = opened(lesson="bias", step="2")
    wrongly(page)
    record = visit(page).progress.of("bias")
    assert record.rights == {"which-way": False}
    assert record.again["which-way"].day == record.days["which-way"] == TODAY
