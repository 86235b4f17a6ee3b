"""Where the focus goes when a field is left or an element removed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser

Open = Callable[..., Board]

FOCUSED = """() => { const e = document.activeElement;
  return e.dataset.target ?? e.dataset.edit ?? e.tagName; }"""


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_is_left_or_removed_hands_the_focus_on(open_board: Open, carrier: str) -> None:
    board = open_board(carrier=carrier)
    board.target("weight/0/1/0").focus()
    board.page.keyboard.press("Enter")
    board.page.wait_for_function("() => document.activeElement.matches('input[type=text]')")
    board.page.keyboard.type("7")
    board.page.keyboard.press("Escape")
    assert board.page.evaluate(FOCUSED) == "weight/0/1/0"
    assert board.page.evaluate("document.activeElement.closest('.st-key-stage') !== null")
    name = board.page.locator(".st-key-inputs input.name").first
    name.fill("other")
    name.press("Escape")
    expect(name).to_be_focused()
    expect(name).to_have_value("height")

    # What is removed hands the focus to its neighbour.
    for target, left in (("neuron/0/2", "neuron/0/1"), ("input/1", "input/0")):
        board.target(target).focus()
        board.page.keyboard.press("Delete")
        expect(board.target(target)).to_have_count(0)
        assert board.page.evaluate(FOCUSED) == left
    board.page.locator('[data-edit="remove-layer/1"]').focus()
    board.page.keyboard.press("Enter")
    expect(board.page.locator('[data-edit="remove-layer/1"]')).to_have_count(0)
    assert board.page.evaluate("document.activeElement.closest('.layer-head') !== null")
    board.page.locator('[data-edit="remove-neuron/0"]').focus()
    board.page.keyboard.press("Enter")
    expect(board.page.locator('[data-edit="remove-neuron/0"]')).to_be_disabled()
    assert board.page.evaluate("document.activeElement.closest('.layer-head') !== null")


def test_what_the_session_has_not_taken_keeps_the_focus_when_all_is_told_anew(
    open_board: Open,
) -> None:
    deaf: list[bool] = []

    def relay(socket: WebSocketRoute) -> None:
        session = socket.connect_to_server()
        socket.on_message(lambda message: None if deaf else session.send(message))

    board = open_board(prepare=lambda page: page.route_web_socket("**/_stcore/stream", relay))
    deaf.append(True)
    board.page.locator('[data-edit="add-neuron/0"]').click()
    new = board.target("weight/0/3/0")
    new.focus()
    fast = board.page.locator('[data-edit="speed"][value="2"]')
    fast.evaluate("button => button.click()")  # another view; the focus stays
    expect(fast).to_have_attribute("aria-pressed", "true")
    old = board.values()["weight/0/3/0"]
    board.page.keyboard.press("+")
    board.wait_changed("weight/0/3/0", old)
    expect(new).to_be_focused()
