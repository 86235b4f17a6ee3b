"""The wire is lost and comes back, and visits stay apart: what is drawn is the same throughout."""

from collections.abc import Callable

import pytest

from playground import presets
from playground.scene import Target, value_of
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.sockets import WIRE, Socket

pytestmark = pytest.mark.browser

BODY = presets.load("body-size").network
WEIGHT = "weight/0/1/0"


def wait_carrier(board: Board, carrier: str) -> None:
    board.page.wait_for_selector(f"html[data-wire={carrier}]", state="attached", timeout=PATIENCE)


def test_a_drag_goes_on_without_the_wire_and_with_it_again(
    open_board: Callable[..., Board],
) -> None:
    wires: list[Socket] = []
    board = open_board(prepare=lambda page: wires.append(Socket(page, WIRE)))
    (wire,) = wires
    url, start = board.page.url, board.values()[WEIGHT]
    board.press_and_move(WEIGHT, 20)
    by_wire = board.wait_changed(WEIGHT, start)
    box = board.target(WEIGHT).bounding_box()
    assert box is not None
    wire.cut()
    wait_carrier(board, "fallback")
    board.page.mouse.move(box["x"] + 60, box["y"], steps=4)
    by_session = board.wait_changed(WEIGHT, by_wire)
    board.assert_true(BODY)
    wire.mend()
    wait_carrier(board, "live")
    board.assert_true(BODY)
    board.page.mouse.move(box["x"] + 110, box["y"], steps=4)
    board.wait_changed(WEIGHT, by_session)
    board.assert_true(BODY)
    assert board.page.url == url
    board.page.mouse.up()
    board.wait_committed(url)
    scene = board.scene()
    board.wait_value(WEIGHT, value_of(scene, Target.parse(WEIGHT)))
    board.assert_true(BODY)
    network, _ = board.shown_network(BODY)
    assert scene.network == network
    board.page.locator(".st-key-toolbar [data-edit=undo]").click()
    board.wait_value(WEIGHT, float(start))


def test_what_is_done_while_the_wire_is_away_is_taken_once(
    open_board: Callable[..., Board],
) -> None:
    wires: list[Socket] = []
    board = open_board(prepare=lambda page: wires.append(Socket(page, WIRE)))
    (wire,) = wires
    board.target("input/0").focus()
    board.page.keyboard.press("+")
    wire.cut()
    board.page.keyboard.press("+")
    wait_carrier(board, "fallback")
    board.page.keyboard.press("+")
    board.wait_value("input/0", 1.1)
    wire.mend()
    wait_carrier(board, "live")
    board.page.keyboard.press("+")
    board.wait_value("input/0", 1.2)
    board.page.wait_for_function("() => location.search.includes('x=1.2')")
    board.assert_true(BODY)
    for value in (1.1, 1.0, 0.9, 0.8):
        board.page.keyboard.press("Control+z")
        board.wait_value("input/0", value)


def test_two_tabs_of_one_browser_do_not_mix(open_board: Callable[..., Board]) -> None:
    one = open_board()
    two = Board(one.page.context.new_page(), one.url, "live")
    two.page.set_viewport_size({"width": 1440, "height": 1000})
    two.open("/?preset=xor")
    xor, url = presets.load("xor").network, two.page.url
    one.page.bring_to_front()
    one.press_and_move(WEIGHT, 30)
    two.page.bring_to_front()
    two.target("input/0").focus()
    two.page.keyboard.press("+")
    two.wait_committed(url)
    one.page.bring_to_front()
    before = one.page.url
    one.page.mouse.up()
    one.wait_committed(before)
    one.assert_true(BODY)
    assert one.scene().x.tolist() == presets.load("body-size").x.tolist()
    two.page.bring_to_front()
    two.assert_true(xor)
    assert two.scene().network == xor
    assert two.shown_network(xor)[1][0] == presets.load("xor").x[0] + 0.1
    assert not two.errors, two.errors
