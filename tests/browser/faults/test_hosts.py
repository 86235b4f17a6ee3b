"""Other ways to be hosted: a plain script without the wire, and a path that is not the root."""

import pytest
from playwright.sync_api import Browser

from playground import presets
from tests.browser.driving.board import Board
from tests.browser.driving.server import Server, serving

pytestmark = pytest.mark.browser

BODY = presets.load("body-size").network


def drag_and_reload(browser: Browser, server: Server, carrier: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    board = Board(context.new_page(), server.url, carrier)
    board.open()
    before, url = board.values(), board.page.url
    board.press_and_move("input/0", 40)
    board.wait_changed("neuron/2/0", before["neuron/2/0"], "output")
    board.page.mouse.up()
    board.wait_committed(url)
    value = float(board.scene().x[0])
    board.wait_value("input/0", value)
    board.assert_true(BODY)
    board.page.reload()
    board.settle()
    board.wait_value("input/0", value)
    context.close()
    assert not board.errors, board.errors
    assert "Traceback" not in server.logged()


def test_a_host_that_knows_only_plain_scripts(browser: Browser) -> None:
    with serving("playground/pages/main.py") as server:
        drag_and_reload(browser, server, "fallback")


def test_under_a_path_the_wire_is_found(browser: Browser) -> None:
    with serving(base="lab/mlp") as server:
        drag_and_reload(browser, server, "live")
