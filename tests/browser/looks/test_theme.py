"""The theme follows the system's, and the output is announced."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.engine import forward
from tests.browser.driving.board import Board

pytestmark = pytest.mark.browser

WORN_BY_ALL = "theme => getComputedStyle(document.body).colorScheme === theme"


def test_the_theme_follows_and_the_output_is_announced(open_board: Callable[..., Board]) -> None:
    board = open_board(color_scheme="light")
    board.page.wait_for_selector('.panel-stage[data-theme="light"]')
    board.page.emulate_media(color_scheme="dark")
    for panel in ("stage", "inputs", "output", "neuron", "matrices"):
        board.page.wait_for_selector(f'.panel-{panel}[data-theme="dark"]')
    board.page.wait_for_function(WORN_BY_ALL, arg="dark")  # what hangs on the body, too

    # The output is announced after an edit.
    region = board.page.locator(".live-announcement[aria-live=polite]")
    expect(region).to_contain_text("class 1 = 0.78")
    field = board.field("input/0", "inputs")
    field.fill("−3")
    field.press("Enter")
    value = float(forward(board.scene().network, [-3.0, 0.6]).output[0])
    expect(region).to_contain_text(f"class 1 = {value:.2f}")
