"""The Results tab: the threshold is dragged along its curve, a cell of the matrix is selected."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from playground.data.sets import load_set
from playground.engine import forward
from playground.network import Network
from playground.scene import Scene
from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

DATA = load_set("body-size")
SCENE = Scene(
    Network.create([2, 3, 1], output="sigmoid", seed=3, input_names=["height", "mass"]),
    data=DATA,
    row=6,
)
OUTPUT = forward(SCENE.network, DATA.x).output[:, 0]


def open_results(board: Board) -> None:
    board.page.get_by_role("tab", name="Results", exact=True).click()
    board.page.wait_for_selector(".panel-results .scatterlayer", state="visible")


def count(board: Board, cell: str) -> int:
    shown = board.page.locator(f'.panel-results [data-quantity="confusion/all/{cell}"]')
    return int(shown.inner_text())


def false_at(threshold: float) -> int:
    return int(np.count_nonzero((threshold <= OUTPUT) & (DATA.target == 0)))


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_threshold_follows_its_handle_and_a_cell_selects_its_rows(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(path_of(SCENE), carrier=carrier, height=1300)
    open_results(board)
    assert count(board, "0/1") == false_at(0.5)
    handle = board.page.locator(".panel-results .handle")
    box = handle.bounding_box()
    assert box is not None
    x, y, old = box["x"] + 16, box["y"] + 16, board.page.url
    threshold = board.page.locator('.st-key-output [data-edit="threshold"]')
    board.page.mouse.move(x, y)
    board.page.mouse.down()
    board.page.mouse.move(x - 300, y + 300, steps=4)  # beyond both ends
    board.page.mouse.move(x + 190, y - 190, steps=8)
    expect(handle).to_have_attribute("data-value", "2")
    expect(board.page.locator('.panel-results [data-quantity="confusion/all/0/0"]')).to_have_text(
        "0"
    )
    board.page.mouse.up()
    board.wait_committed(old)
    moved = board.scene().threshold
    assert moved <= OUTPUT.min()
    expect(threshold).to_have_attribute("data-value", f"{moved:g}")
    board.page.get_by_role("button", name="Undo").click()
    expect(threshold).to_have_attribute("data-value", "0.5")

    # A cell selects its rows here and in the table.
    cell = board.page.get_by_role("button", name="wanted 1, says 0")
    rows = np.flatnonzero((OUTPUT < 0.5) & (DATA.target == 1))
    assert len(rows) == count(board, "1/0") > 0
    cell.click()
    expect(cell).to_have_attribute("aria-pressed", "true")
    named = ", ".join(str(row + 1) for row in rows[:12])
    expect(board.page.locator(".panel-results .selected")).to_contain_text(named)
    board.page.get_by_role("button", name="Open in Data").click()
    data = board.page.get_by_role("tab", name="Data", exact=True)
    expect(data).to_have_attribute("aria-selected", "true")
    expect(board.page.locator(".panel-data tr.is-picked")).to_have_count(len(rows))
    expect(board.page.locator(".panel-data tbody tr[data-link]")).to_have_count(len(rows))
    board.page.get_by_role("tab", name="Results", exact=True).click()
    cell.click()
    expect(cell).to_have_attribute("aria-pressed", "false")


def test_the_threshold_is_moved_along_the_curve_by_keys(open_board: Callable[..., Board]) -> None:
    board = open_board(path_of(SCENE), height=1300)
    open_results(board)
    handle = board.page.locator(".panel-results .handle")
    before = float(handle.get_attribute("data-value") or "nan")
    handle.focus()
    for _ in range(5):
        board.page.keyboard.press("+")
    expect(handle).not_to_have_attribute("data-value", re.compile(rf"^{before:.4f}"))
    board.page.wait_for_function(
        "before => Number(document.querySelector('.panel-results .handle').dataset.value) > before",
        arg=before + 0.1,
    )


def test_a_part_of_the_rows_is_measured(open_board: Callable[..., Board]) -> None:
    board = open_board(path_of(SCENE), height=1300)
    open_results(board)
    board.page.get_by_role("button", name="test", exact=True).click()
    cell = board.page.locator('.panel-results [data-quantity="confusion/test/0/1"]')
    tested = OUTPUT[DATA.test]
    wrong = np.count_nonzero((tested >= 0.5) & (DATA.target[DATA.test] == 0))
    expect(cell).to_have_text(str(wrong))
