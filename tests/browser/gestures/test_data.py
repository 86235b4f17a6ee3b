"""The Data tab: rows are sorted, filtered, scrolled, walked along and loaded."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from playground.data.sets import load_set
from playground.engine import forward
from playground.network import Network
from playground.scene import Scene
from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

IRIS = load_set("iris")
SCENE = Scene(Network.create([4, 3, 3], output="softmax", seed=3), data=IRIS, row=2)


def open_data(board: Board) -> Locator:
    board.page.get_by_role("tab", name="Data", exact=True).click()
    rows = board.page.locator(".panel-data tbody button")
    expect(rows.first).to_be_visible()
    return rows


def numbers(rows: Locator) -> list[int]:
    """The rows from 0, as they stand on the page."""
    return [int(text) - 1 for text in rows.all_inner_texts()]


def wait_first(rows: Locator, row: int) -> None:
    expect(rows.first).to_have_attribute("data-edit", f"row/{row}")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_rows_are_sorted_filtered_and_loaded(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(path_of(SCENE), carrier=carrier, height=1300)
    rows = open_data(board)
    assert numbers(rows) == list(range(40))
    expect(board.page.locator(".panel-data tr.is-here button")).to_have_text("3")

    petals = IRIS.table.column("petal length (cm)").numbers
    board.page.get_by_role("button", name="petal length").click()
    by_petals = sorted(range(150), key=lambda row: petals[row])
    wait_first(rows, by_petals[0])
    assert numbers(rows) == by_petals[:40]
    board.page.get_by_role("button", name="petal length").click()
    wait_first(rows, min(range(150), key=lambda row: -petals[row]))

    board.page.get_by_role("button", name="test 38").click()
    test = set(IRIS.test.tolist())
    tested = [row for row in sorted(range(150), key=lambda row: -petals[row]) if row in test]
    expect(rows).to_have_count(38)
    assert numbers(rows) == tested

    rows.nth(1).click()
    expect(board.page.locator(".panel-data tr.is-here button")).to_have_text(f"{tested[1] + 1}")
    board.wait_value("input/2", IRIS.x[tested[1], 2], "inputs")
    board.page.get_by_role("button", name="Undo").click()
    board.wait_value("input/2", IRIS.x[2, 2], "inputs")


def test_rows_follow_a_drag_are_walked_by_arrows_and_drawn_when_scrolled_to(
    open_board: Callable[..., Board],
) -> None:
    board = open_board(path_of(SCENE), height=1300)
    rows = open_data(board)
    count = board.page.locator(".panel-data [data-key=count]")
    expect(count).to_have_text("rows 1–10 of 150")
    shown = board.page.locator('.panel-data [data-quantity="row-output/0/0"]')
    before = shown.get_attribute("data-value")
    board.press_and_move("bias/0/0", 0, -60)
    expect(shown).not_to_have_attribute("data-value", str(before))
    old = board.page.url
    board.page.mouse.up()
    board.wait_committed(old)
    output = forward(board.scene().network, IRIS.x[0]).output[0]
    expect(shown).to_have_attribute("data-value", re.compile(re.escape(f"{output:.8f}"[:8])))

    # Arrows walk along the rows, and Enter loads one.
    here = board.page.locator(".panel-data tr.is-here")
    here.locator("button").focus()
    for _ in range(30):
        board.page.keyboard.press("ArrowDown")
    expect(board.page.locator('.panel-data [data-edit="row/32"]')).to_be_focused()
    board.page.keyboard.press("ArrowUp")
    board.page.keyboard.press("Enter")
    expect(here.locator("button")).to_have_text("32")
    board.wait_value("input/0", IRIS.x[31, 0], "inputs")
    expect(rows.locator("xpath=self::*[@tabindex='0']")).to_have_count(1)

    # What is scrolled to is drawn and followed.
    board.page.locator(".panel-data .list").evaluate("e => e.scrollTop = 100 * 28")
    expect(count).to_have_text("rows 101–110 of 150")
    wait_first(rows, 90)
    board.page.locator('.panel-data [data-edit="row/103"]').click()
    expect(here.locator("button")).to_have_text("104")

    # another order begins at the top, and the next row is scrolled to wherever it stands
    board.page.get_by_role("button", name="loss").click()
    expect(count).to_have_text("rows 1–10 of 150")
    board.page.locator(".panel-data tbody button").nth(5).click()
    expect(here).to_be_in_viewport()


def test_a_network_that_does_not_fit_is_made_to(open_board: Callable[..., Board]) -> None:
    scene = Scene(Network.create([2, 2, 1], seed=0), data=IRIS)
    board = open_board(path_of(scene), height=1300)
    board.page.get_by_role("tab", name="Data", exact=True).click()
    board.page.get_by_role("button", name="Make the network fit").click()
    expect(board.page.locator(".panel-data tbody button").first).to_be_visible()
    board.wait_value("input/3", IRIS.x[0, 3], "inputs")


def test_a_click_on_a_mark_of_the_plane_loads_its_row(open_board: Callable[..., Board]) -> None:
    moons = load_set("moons", n=20)
    network = Network.create([2, 3, 1], output="sigmoid", seed=3)
    board = open_board(path_of(Scene(network, data=moons, row=0)), height=1300)
    open_data(board)
    board.page.wait_for_selector(".panel-data .scatterlayer", state="visible")
    apart = np.linalg.norm(moons.x[:, None] - moons.x, axis=2) + 9 * np.eye(20)
    row = int(apart.min(axis=1).argmax())  # marks may lie over each other: this one is alone
    board.page.locator(f'.panel-data .row-buttons [data-edit="row/{row}"]').click()
    expect(board.page.locator(".panel-data tr.is-here button")).to_have_text(f"{row + 1}")
    board.wait_value("input/1", moons.x[row, 1], "inputs")
