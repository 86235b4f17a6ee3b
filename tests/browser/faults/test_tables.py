"""A table too large for a link is the browser's: a server that does not know it is given it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.data.writing import table_csv
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
    if carrier != CARRIERS[0]:
        return
    board.page.reload()  # the address still says which table is missed
    board.page.get_by_role("button", name="Open the file").click()
    file = {
        "name": "large (1).csv",
        "mimeType": "text/csv",
        "buffer": table_csv(data.table).encode(),
    }
    board.page.locator(".stDialog input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(board.page.locator(".stDialog")).to_contain_text("the table that the link means")
    board.page.locator(".st-key-data_use button").click()
    wait_row(board, 3, data.x[3, 0])
    expect(board.page.get_by_role("button", name="Open the file")).to_have_count(0)
    board.page.get_by_role("button", name="Share").click()
    expect(board.page.get_by_text("The table is too large to travel along")).to_be_visible()
    with board.page.expect_download() as download:
        board.page.get_by_role("button", name="Download the table").click()
    assert download.value.suggested_filename == "large.csv"
    assert download.value.path().read_text("utf-8").startswith("a (m),b,class")
