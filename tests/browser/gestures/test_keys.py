"""Values and selections by the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.scene import Target
from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser


def test_a_drag_is_taken_back_a_field_is_opened_and_quick_presses_count(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    before, url = board.values(), board.page.url
    board.press_and_move("weight/0/1/0", 45)
    board.wait_changed("neuron/0/1", before["neuron/0/1"])
    board.page.keyboard.press("Escape")
    board.wait_value("neuron/0/1", float(before["neuron/0/1"]))
    board.page.mouse.up()
    assert board.page.url == url
    assert board.values() == before

    board.target("weight/1/0/1").focus()  # Enter opens the exact field
    board.page.keyboard.press("Enter")
    board.page.wait_for_function(
        """() => document.activeElement.matches(
          '.st-key-neuron input[type=text][data-target="weight/1/0/1"]')"""
    )
    board.page.keyboard.type("0,125")
    board.page.keyboard.press("Enter")
    board.wait_value("weight/1/0/1", 0.125)
    board.page.wait_for_function(
        "() => decodeURIComponent(location.search).includes('s=weight/1/0/1')"
    )
    assert Target.parse("weight/1/0/1") == board.scene().selected

    start = float(board.values()["input/0"])
    board.target("input/0").focus()
    for _ in range(12):
        board.page.keyboard.press("+")
    board.wait_value("input/0", round(start + 1.2, 12))


@pytest.mark.parametrize("carrier", CARRIERS)
def test_keys_select_and_change_a_value(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    board.target("neuron/0/0").focus()
    board.page.keyboard.press("ArrowRight")  # to a weight that leaves it
    focused = "document.activeElement.dataset.target"
    assert board.page.evaluate(focused).startswith("weight/1/")
    board.page.keyboard.press("ArrowRight")  # to the neuron where it ends
    name = board.page.evaluate(focused)
    assert name.startswith("neuron/1/")
    board.page.keyboard.press("Space")
    neuron = int(name.rsplit("/", 1)[1]) + 1
    expect(board.page.locator(".st-key-neuron")).to_contain_text(f"Hidden 2 · neuron {neuron}")
    assert board.page.evaluate(focused) == name, "focus stays where it was"

    start = float(board.values()["input/0"])
    board.target("input/0").focus()
    board.page.keyboard.press("+")
    board.wait_value("input/0", round(start + 0.1, 12))
    board.page.keyboard.press("PageDown")
    board.wait_value("input/0", round(start + 0.1 - 1.0, 12))
