"""What a browser has kept of an earlier visit comes back to the Learn page."""

import pytest

from playground.lessons.progress import Progress, encode
from tests.pages.learn_page import click, do, kept, labels, opened, ran, visit, words


def test_progress_comes_back_from_the_browser() -> None:
    before = Progress().marked("bias", "shift", "done").visiting("bias")
    page = opened()
    kept(page, encode(before))
    assert any("1 of 3" in caption.value for caption in page.caption)
    assert words(page)["continue"] in labels(page)
    next(button for button in page.button if button.key == "go-bias").click()
    ran(page)
    assert visit(page).step.id == "which-way"


def test_a_guess_of_an_earlier_visit_stands() -> None:
    page = opened(lesson="bias", step="2")
    assert not page.radio[0].disabled
    kept(page, encode(Progress().guessed("bias", "which-way", "up")))
    assert page.radio[0].disabled
    assert page.radio[0].value == "up"


@pytest.mark.parametrize("text", ["", "nonsense", '{"lessons":{"x":{}}}'])
def test_whatever_the_browser_kept_the_page_works(text: str) -> None:
    page = opened(lesson="bias")
    kept(page, text)
    do(page)
    assert visit(page).state() == "done"


def test_typed_answers_come_back_until_the_step_is_started_over() -> None:
    page = opened(lesson="neuron", step="2")
    right = visit(page).step.content.task.typed["z"]
    page.text_input[0].set_value(right)
    ran(page)
    assert visit(page).state() == "done"
    again = opened(lesson="neuron", step="2")
    kept(again, encode(visit(page).progress))
    assert again.text_input[0].value == right
    assert visit(again).result().passed
    again.text_input[0].set_value("9")
    ran(again)
    visit(again).next()
    visit(again).previous()
    ran(again)
    assert again.text_input[0].value == "9"
    click(again, words(again)["start-step-over"])
    assert again.text_input[0].value == ""
    assert not visit(again).progress.typed("neuron", "two-steps")
