"""Rows of the data go to the inputs: stepped, scrubbed, chosen and played, on both carriers."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, expect

from playground import presets, share
from playground.analysis.rows.predictions import loss_at_input
from playground.data import load_set
from playground.data.written import written
from playground.notation import format_number
from playground.scene import SetRow, UseData, apply
from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser
SCENE = apply(presets.load("body-size"), UseData(written(load_set("body-size"))))
LINK = "/?" + urlencode(share.link_of(SCENE))
INPUTS, OUTPUT = ".st-key-inputs", ".st-key-output"


def wait_row(board: Board, row: int) -> None:
    """Until a row, counted from 0, is at the inputs, and all that is said of it."""
    data, scene = SCENE.fitting, apply(SCENE, SetRow(row))
    assert data is not None
    expect(board.page.locator(f"{INPUTS} .row-now input")).to_have_value(str(row + 1))
    for i, value in enumerate(data.x[row].tolist()):
        board.wait_value(f"input/{i}", value)
    expect(board.page.locator(f"{OUTPUT} [data-quantity=loss]")).to_have_text(
        format_number(loss_at_input(scene) or 0.0, scene.decimals)
    )
    current = board.page.locator(f"{INPUTS} [aria-current=true]")
    expect(current).to_have_attribute("data-edit", f"row/{row}")


def button(board: Board, edit: str) -> Locator:
    return board.page.locator(f"{INPUTS} button[data-edit='{edit}']")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_rows_are_stepped_scrubbed_typed_chosen_left_and_found_again(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(LINK, carrier=carrier)
    wait_row(board, 0)
    button(board, "row-forward").click()
    wait_row(board, 1)
    board.page.locator(f"{INPUTS} input[type=range][data-edit=row]").press("End")
    wait_row(board, 23)
    board.page.locator(f"{INPUTS} .row-now input").fill("7")
    board.page.keyboard.press("Enter")
    wait_row(board, 6)
    button(board, "row/11").click()
    wait_row(board, 11)
    button(board, "row-back").click()
    wait_row(board, 10)
    board.page.locator(".st-key-toolbar [data-edit=undo]").click()
    wait_row(board, 11)

    # An input that is moved leaves the row, and a click goes back.
    board.target("input/0").press("+")
    expect(board.page.locator(f"{INPUTS} .row-changed")).to_contain_text("Row 12, changed")
    board.page.locator(f"{INPUTS} .row-changed button").click()
    wait_row(board, 11)
    expect(board.page.locator(f"{INPUTS} .row-changed")).to_have_count(0)


def test_rows_are_played_until_something_is_done(open_board: Callable[..., Board]) -> None:
    board = open_board(LINK)
    button(board, "row-play").click()
    wait_row(board, 2)
    button(board, "row-play").click()
    expect(board.page.locator("html[data-rows]")).to_have_count(0)
    row = int(board.page.locator(f"{INPUTS} .row-now input").input_value()) - 1
    assert row >= 2
    wait_row(board, row)
    board.page.locator(".st-key-toolbar [data-edit=undo]").click()
    wait_row(board, 0)
