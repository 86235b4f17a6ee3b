"""A table too large for a link is the browser's: a server that does not know it is given it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.tables import large, link_to, put

pytestmark = pytest.mark.browser
ROW = ".st-key-inputs .row-now input"


def wait_row(board: Board, row: int, x: float) -> None:
    """Until a row, counted from 0, is at the inputs."""
    expect(board.page.locator(ROW)).to_have_value(str(row + 1))
    board.wait_value("input/0", x)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_link_s_table_comes_from_the_browser(
    open_board: Callable[..., Board], carrier: str
) -> None:
    data = large(seed=CARRIERS.index(carrier))
    board = open_board(carrier=carrier)
    put(board.page, data)
    board.open(link_to(data, row=3))
    wait_row(board, 3, data.x[3, 0])
    url = board.page.url
    board.page.locator(".st-key-inputs [data-edit=row-forward]").click()
    wait_row(board, 4, data.x[4, 0])
    board.wait_committed(url)
    board.page.reload()
    board.settle()
    wait_row(board, 4, data.x[4, 0])


@pytest.mark.parametrize("carrier", CARRIERS)
def test_somebody_else_is_told_that_the_table_did_not_travel(
    open_board: Callable[..., Board], carrier: str
) -> None:
    data = large(seed=10 + CARRIERS.index(carrier))
    board = open_board(link_to(data, row=3), carrier=carrier)
    expect(board.page.locator(".live-notice")).to_contain_text("stayed in the browser")
    board.wait_value("input/0", 0.8)
    expect(board.page.locator(ROW)).to_have_count(0)
