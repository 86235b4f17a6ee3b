"""Controls in a real browser: each press counts, and a slider stays where the pointer is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import Board

pytestmark = pytest.mark.browser

Open = Callable[..., Board]


def test_each_press_of_a_layers_dice_takes_the_next_seed(open_board: Open) -> None:
    board = open_board("/?preset=xor&s=layer/0")
    seed = board.page.locator(".st-key-neuron [data-field=seed]")
    seen = [board.values()["weight/0/0/0"]]
    for expected in ("0", "1", "2", "7", "8"):
        if expected == "7":
            seed.fill("7")
        board.page.locator(".st-key-neuron [data-edit='randomise/0']").click()
        seen.append(board.wait_changed("weight/0/0/0", seen[-1]))
        expect(seed).to_have_value(expected)
    assert len(set(seen)) == 6


def test_a_slider_stays_under_the_pointer_when_a_flag_comes(open_board: Open) -> None:
    board = open_board("/?preset=nonlinear&s=neuron/0/0")
    row = board.page.locator('.st-key-neuron input[type=range][data-target="bias/0/0"]')
    places = set()
    for value, flags in (("0", 0), ("3", 1)):
        row.evaluate(
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }",
            value,
        )
        expect(board.page.locator(".panel-neuron .flag")).to_have_count(flags)
        places.add(row.evaluate("e => e.getBoundingClientRect().top"))
    assert len(places) == 1
