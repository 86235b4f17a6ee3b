"""The guide and the explanations, by pointer and by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import Board
from tests.browser.driving.measures import violations

pytestmark = pytest.mark.browser


def test_the_guide_the_explanations_and_the_way_to_the_course(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    button = board.page.get_by_role("button", name="All gestures")
    button.click()
    dialog = board.page.get_by_role("dialog", name="All gestures")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    assert violations(board) == []
    board.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()

    # What a letter means is told on hover and on focus.
    told = board.page.locator(".live-explanation")
    board.page.locator(".st-key-output .explained").hover()
    expect(told).to_contain_text("probability")
    board.page.locator(".st-key-neuron h2").hover()
    expect(told).to_be_hidden()
    board.page.locator(".st-key-neuron .explained").first.focus()
    expect(told).to_contain_text("pre-activation")
    board.page.keyboard.press("Escape")
    expect(told).to_be_hidden()

    board.page.get_by_role("link", name="Learn it step by step").click()
    board.page.wait_for_selector(".st-key-course")
    assert board.page.url.endswith("/learn")
