"""The output surface: its point moves over both axes, its axes can be chosen, its colours fit."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from playground import presets
from playground.engine import forward
from playground.panels.kit.theme import THEMES
from tests.browser.driving.board import CARRIERS, PATIENCE, Board
from tests.browser.driving.measures import wait_height
from tests.panels.pictures import pixels, value_pixel

pytestmark = pytest.mark.browser

#: Without rows the picture goes from −3 to 3; with some, as far as they lie.
WITHOUT_ROWS = "/?preset=xor&data="
PICTURE = ".panel-surface .imagelayer image"


def open_surface(board: Board) -> None:
    board.page.get_by_role("tab", name="Surface", exact=True).click()
    board.page.wait_for_selector(PICTURE, state="visible")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_point_is_dragged_over_both_axes_and_the_picture_follows_a_weight(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(WITHOUT_ROWS, carrier=carrier, height=1300)
    wait_height(board, 480, 490)  # the window's: from now on nothing moves
    point = board.page.locator(".panel-surface .here")
    box = point.bounding_box()
    assert box is not None
    x, y, old = box["x"] + 16, box["y"] + 16, board.page.url
    board.page.mouse.move(x, y)
    board.page.mouse.down()
    board.page.mouse.move(x - 44, y - 44, steps=6)  # one unit is 44 px
    board.wait_value("input/0", 0.0, "inputs")
    board.wait_value("input/1", 1.0, "inputs")
    board.page.mouse.up()
    board.wait_committed(old)
    assert board.scene().x.tolist() == [0.0, 1.0]
    board.assert_true(presets.load("xor").network)
    moved = point.bounding_box()
    assert moved is not None
    assert (moved["x"], moved["y"]) == pytest.approx((box["x"] - 44, box["y"] - 44), abs=1)
    old = board.page.url
    board.page.get_by_role("button", name="Undo").click()
    board.wait_value("input/0", 1.0, "inputs")
    board.wait_value("input/1", 0.0, "inputs")
    board.wait_committed(old)

    # The picture follows the drag of a weight in its place.
    board.page.wait_for_selector(PICTURE)
    old, shown = board.page.url, board.page.locator(PICTURE).get_attribute("href")
    board.page.evaluate("css => { window.held = document.querySelector(css); }", PICTURE)
    board.press_and_move("weight/0/1/0", 30)
    board.page.wait_for_function(
        "shown => held.isConnected && held.getAttribute('href') !== shown",
        arg=shown,
        timeout=PATIENCE,
    )
    board.page.mouse.up()
    board.wait_committed(old)
    board.assert_true(board.scene().network)
    assert board.page.evaluate("css => held === document.querySelector(css)", PICTURE)
    address = board.page.locator(PICTURE).get_attribute("href")
    assert address is not None
    found = pixels(address)
    middles = -3 + 6 * (np.arange(len(found)) + 0.5) / len(found)
    for r, c in itertools.product(range(0, len(found), 15), repeat=2):
        (output,) = forward(board.scene().network, [middles[c], middles[r]]).output
        assert found[r, c].tolist() == value_pixel(output, 1.0, THEMES["light"])


def test_escape_takes_a_drag_of_the_point_back_and_its_sliders_take_keys(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=xor", height=1300)
    wait_height(board, 480, 490)
    box = board.page.locator(".panel-surface .here").bounding_box()
    assert box is not None
    board.page.mouse.move(box["x"] + 16, box["y"] + 16)
    board.page.mouse.down()
    board.page.mouse.move(box["x"] + 60, box["y"] - 40, steps=4)
    board.wait_changed("input/0", "1", "inputs")
    board.page.keyboard.press("Escape")
    board.wait_value("input/0", 1.0, "inputs")
    board.wait_value("input/1", 0.0, "inputs")
    board.page.mouse.up()
    assert board.page.url.endswith("/?preset=xor")

    # The sliders on its axes take keys.
    up = board.page.locator(".panel-surface .grab.up")
    up.focus()
    up.press("PageUp")
    board.wait_changed("input/1", "0", "inputs")
    expect(board.page.locator(".panel-surface .grab.across")).to_have_attribute("data-value", "1")


def test_axes_are_chosen_where_there_are_more_than_two_inputs(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=salary", height=1300)
    open_surface(board)
    board.page.get_by_label("input across").select_option("2")
    point = board.page.locator(".panel-surface .here")
    expect(point).to_have_attribute("data-pair", "input/2 input/0")
    board.page.get_by_label("input upwards").select_option("3")
    expect(point).to_have_attribute("data-pair", "input/2 input/3")
    assert board.page.url.endswith("/?preset=salary")  # how one looks at it is no edit


def test_a_chosen_tab_stays_and_an_example_about_its_surface_is_shown_with_it(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=xor")
    expect(board.page.locator(".panel-surface")).to_be_visible()
    board.page.get_by_role("tab", name="Matrices").click()
    old = board.page.url
    board.press_and_move("input/0", 30)
    board.page.mouse.up()
    board.wait_committed(old)
    expect(board.page.locator(".panel-matrices")).to_be_visible()  # while numbers change
    board.page.get_by_role("tab", name="Surface", exact=True).click()
    expect(board.page.locator(".panel-surface")).to_be_visible()
    board.page.locator(".st-key-preset button").click()
    board.page.get_by_text("First MLP").click()
    expect(board.page.locator(".panel-matrices")).to_be_visible()
    expect(board.page.locator(".panel-surface")).to_be_hidden()
    board.page.locator(".st-key-preset button").click()
    board.page.get_by_text("AND unit", exact=True).click()
    expect(board.page.locator(".panel-surface")).to_be_visible()
