"""What a window shows without scrolling, and the stage alone for a projector."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import presets
from playground.network import Network
from playground.scene import Scene
from tests.browser.driving.board import Board
from tests.browser.driving.measures import spilled, touching, violations, wait_height

pytestmark = pytest.mark.browser


def bottom(board: Board, selector: str) -> float:
    box = board.page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"] + box["height"]


def test_diagram_inputs_and_the_top_of_the_matrices_are_seen_at_once(
    open_board: Callable[..., Board],
) -> None:
    """And a window that is made lower makes the diagram lower."""
    board = open_board(width=1440, height=1000)
    wait_height(board, 355, 400)
    for width, height in ((1440, 900), (1280, 720)):
        board.page.set_viewport_size({"width": width, "height": height})
        wait_height(board, 280, 353)
        board.quiet()
        assert touching(board) == [], width
        assert spilled(board) == [], width
        assert bottom(board, ".panel-stage") < height
        for name in ("input/0", "input/1"):
            assert bottom(board, f".st-key-inputs input[data-target='{name}']") <= height
        cell = board.page.locator(".panel-matrices .cell").first.bounding_box()
        assert cell is not None
        assert cell["y"] < height - 10, width
    board.page.set_viewport_size({"width": 1440, "height": 740})
    wait_height(board, 280, 310)


def test_the_key_p_presents_and_escape_leads_back(open_board: Callable[..., Board]) -> None:
    board = open_board(width=1280, height=720)
    inputs = board.page.locator(".panel-inputs")
    board.page.keyboard.press("p")
    expect(inputs).to_be_hidden()
    assert "present=true" in board.page.url
    wait_height(board, 275, 295)
    assert bottom(board, ".panel-stage") <= 720
    assert board.page.locator(".stage-figure").bounding_box()["width"] > 800
    assert violations(board) == []
    before = board.values()["neuron/2/0"]
    board.press_and_move("input/0", 40)
    board.wait_changed("neuron/2/0", before)
    board.page.mouse.up()
    board.page.keyboard.press("Escape")  # the session still works on the drag
    expect(inputs).to_be_visible()
    board.page.wait_for_function(
        "() => location.search.includes('x=') && !location.search.includes('present')"
    )
    board.assert_true(board.scene().network)


def test_a_link_presents_and_the_button_leads_back(open_board: Callable[..., Board]) -> None:
    board = open_board("/?preset=xor&present=true", width=1440, height=900)
    for sizes in ([2, 2, 2, 2, 1], [2, 11, 2, 1], [2, 11, 2, 2, 1]):  # what is presented fits
        board.turn(Scene(Network.create(sizes, "tanh", seed=1)), present="true")
        lowest = "document.querySelector('.transport').getBoundingClientRect().bottom"
        board.page.wait_for_function(f"bottom => {lowest} < bottom", arg=900)
    board.turn(presets.load("xor"), present="true")
    expect(board.page.locator(".panel-inputs")).to_be_hidden()
    board.page.get_by_role("button", name="Leave (Esc)").click()
    expect(board.page.locator(".panel-inputs")).to_be_visible()
    board.page.get_by_role("button", name="Present").click()
    expect(board.page.locator(".panel-inputs")).to_be_hidden()
    board.page.reload()
    board.settle()
    expect(board.page.locator(".panel-inputs")).to_be_hidden()
    assert board.page.url.endswith("/?preset=xor&present=true")
