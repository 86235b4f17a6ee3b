"""The data dialog in a browser: a file goes in, the stage takes it, undo takes it back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.measures import violations_in_both_themes
from tests.browser.driving.touch import PHONE

pytestmark = pytest.mark.browser
Open = Callable[..., Board]

PEOPLE = "height (cm);mass (kg);ill\n181;64,5;0\n166;88;1\n160;50;0\n182;95;1\n175;70;0\n"


def opened(board: Board) -> Board:
    board.page.locator(".st-key-dataset button").click()
    expect(board.page.locator(".st-key-data_use button")).to_be_enabled()
    return board


def origin(board: Board, name: str) -> None:
    board.page.get_by_role("radio", name=name).click()


def upload(board: Board, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    board.page.locator(".stDialog input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    board.page.get_by_text(name).wait_for(timeout=PATIENCE)


def names(board: Board) -> list[str]:
    return list(board.scene().network.input_names)


def use(board: Board) -> None:
    before = board.page.url
    board.page.locator(".st-key-data_use button").click()
    board.wait_committed(before)
    expect(board.page.locator(".stDialog")).to_have_count(0)


def test_a_file_becomes_the_stages_inputs_and_undo_takes_it_back(open_board: Open) -> None:
    board = opened(open_board("/?preset=xor"))
    origin(board, "Paste or upload")
    upload(board, "people.csv", PEOPLE.encode())
    expect(board.page.locator(".st-key-data_title")).to_contain_text("5 rows")
    use(board)
    assert names(board) == ["height", "mass"]
    expect(board.page.locator(".st-key-stage")).to_contain_text("height")
    chip = board.page.locator(".st-key-dataset button")
    expect(chip).to_have_text(re.compile("5 rows · label.*: ill"))
    data = board.scene().data
    assert data is not None
    board.wait_value("input/0", float(data.x[0, 0]))
    before = board.page.url
    board.page.locator('[data-edit="undo"]').click()
    board.wait_committed(before)
    assert names(board) == ["x1", "x2"]
    expect(chip).to_contain_text("4 rows")


def test_a_table_too_large_for_the_link_is_there_after_a_reload(open_board: Open) -> None:
    board = opened(open_board("/?preset=xor"))
    origin(board, "Paste or upload")
    rows = "".join(f"{i * 7919 % 3571 / 97},{i * 104729 % 7919 / 89},{i % 2}\n" for i in range(900))
    upload(board, "many.csv", f"a,b,class\n{rows}".encode())
    expect(board.page.locator(".st-key-data_note")).to_contain_text("too large for a link")
    use(board)
    chip = board.page.locator(".st-key-dataset button")
    expect(chip).to_contain_text("900 rows")
    board.page.reload()
    board.settle()
    expect(chip).to_contain_text("900 rows")


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(open_board: Open) -> None:
    board = opened(open_board("/?preset=xor"))
    origin(board, "Paste or upload")
    field = board.page.locator(".st-key-data_text textarea")
    field.fill("a,b\n1,2\n3\n")
    field.press("Control+Enter")
    expect(board.page.locator(".stDialog .stAlert")).to_contain_text("expected 2 cells")
    expect(board.page.locator(".st-key-data_use button")).to_be_disabled()
    origin(board, "Built-in sets")
    expect(board.page.locator(".st-key-data_set")).to_be_visible()
    board.page.keyboard.press("Escape")
    expect(board.page.locator(".stDialog")).to_have_count(0)
    opened(board)
    origin(board, "Paste or upload")
    expect(field).to_have_value("a,b\n1,2\n3\n")


def test_the_dialog_can_be_used_by_everybody(open_board: Open) -> None:
    board = opened(open_board("/?preset=xor&data=iris", color_scheme="light"))
    assert violations_in_both_themes(board, ".stDialog") == []
    origin(board, "Paste or upload")
    upload(board, "people.csv", PEOPLE.encode())
    expect(board.page.locator(".st-key-data_columns")).to_be_visible()
    assert violations_in_both_themes(board, ".stDialog") == []


def test_on_a_phone_it_fills_the_screen_with_two_cards_a_line(open_board: Open) -> None:
    board = opened(open_board("/?preset=xor&data=body-size", **PHONE))
    page = board.page
    box = page.locator("section[role=dialog]").bounding_box()
    window = page.viewport_size
    assert box is not None
    assert window is not None
    assert (box["x"], box["y"]) == (0, 0)
    assert (box["width"], box["height"]) == (window["width"], window["height"])
    cards = page.locator(".st-key-data_set [role=radio]")
    boxes = [cards.nth(at).bounding_box() for at in range(3)]
    tops = [card["y"] for card in boxes if card]
    assert tops[0] == tops[1] < tops[2]
    sideways = "e => e.scrollWidth - e.clientWidth"
    assert page.locator("section[role=dialog] > div").evaluate(sideways) <= 0
    expect(page.locator(".st-key-data_use button")).to_be_in_viewport()
