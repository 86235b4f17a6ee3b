"""A digit is drawn by mouse, by keys and by a finger, and is read; a kernel's window is moved."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import Board
from tests.browser.driving.measures import violations
from tests.browser.driving.touch import FRAME, MIDDLE_AT_REST, PHONE, tap

pytestmark = pytest.mark.browser

Open = Callable[..., Board]
THREE = [(2.2, 1.6), (3.8, 0.9), (5.4, 1.6), (5.2, 3.0), (3.6, 3.8)]
THREE += [(5.4, 4.4), (5.9, 5.8), (4.6, 7.0), (2.2, 6.6)]
READ = ".panel-pad .digit"


def places(board: Board, line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places on the pad as places in the window."""
    box = board.page.locator(".pad-squares").bounding_box()
    assert box is not None
    return [
        (box["x"] + across / 8 * box["width"], box["y"] + down / 8 * box["height"])
        for across, down in line
    ]


def test_a_digit_is_drawn_and_read_and_a_kernel_is_moved(open_board: Open) -> None:
    board = open_board("/learn?lesson=digit")
    page, pad = board.page, board.page.locator(".pad-squares")
    expect(pad).to_be_visible()
    line = places(board, THREE)
    page.mouse.move(*line[0])
    page.mouse.down()
    for place in line[1:]:
        page.mouse.move(*place, steps=4)
    expect(page.locator(READ)).to_have_text("3")  # while the pen is down
    page.mouse.up()
    expect(page.locator(".st-key-next button")).to_be_enabled()
    assert violations(board, ".panel-pad") == []

    page.locator('[data-edit="ink-clear"]').click()
    expect(page.locator(READ)).to_have_text("")
    page.locator('[data-edit="ink-square/0"]').focus()
    for _ in range(3):  # a 1, square by square
        page.keyboard.press("ArrowRight")
    for _ in range(7):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
    expect(page.locator('[data-edit="ink-square/59"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('[data-edit="ink-square/59"]')).to_be_focused()
    expect(page.locator(READ)).to_have_text("1")
    page.locator('[data-edit="ink-push/right"]').click()
    expect(page.locator('[data-edit="ink-square/60"]')).to_have_attribute("aria-pressed", "true")
    page.locator('[data-edit="ink-tool/rubber"]').click()
    expect(pad).to_have_class("pad-squares rubs")
    page.mouse.click(*places(board, [(4.5, 7.5)])[0])
    expect(page.locator('[data-edit="ink-square/60"]')).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Control+z")  # a stroke is one step back
    expect(page.locator('[data-edit="ink-square/60"]')).to_have_attribute("aria-pressed", "true")

    board.open("/learn?lesson=convolution")
    window = page.locator(".panel-kernel .window")
    expect(window).to_have_attribute("aria-valuetext", "row 1, column 1")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        window.press(key)
    expect(window).to_have_attribute("aria-valuetext", "row 2, column 3")
    expect(page.locator(".panel-kernel .ahead i")).to_have_count(36 - 9)  # the map grows
    box = window.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0], middle[1] + 2 * box["height"] / 3, steps=6)
    expect(window).to_have_attribute("aria-valuetext", "row 4, column 3")
    page.mouse.up()
    expect(page.locator(".st-key-next button")).to_be_enabled()  # there the answer is strongest
    assert violations(board, ".panel-kernel") == []


def test_a_finger_draws_and_the_page_stays_where_it_is(open_board: Open) -> None:
    board = open_board("/learn?lesson=digit", **PHONE)
    pad = board.page.locator(".pad-squares")
    pad.evaluate("e => e.scrollIntoView({ block: 'center' })")
    pad.evaluate(MIDDLE_AT_REST)
    line, scrolled = places(board, THREE), board.page.evaluate("scrollY")
    session = board.page.context.new_cdp_session(board.page)
    when = time.time() - 60 * FRAME
    for n, (x, y) in enumerate([line[0], *line]):
        kind = "touchMove" if n else "touchStart"
        event = {"type": kind, "touchPoints": [{"x": x, "y": y}], "timestamp": when + n * FRAME}
        session.send("Input.dispatchTouchEvent", event)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
    expect(board.page.locator(READ)).to_have_text("3")
    expect(board.page.locator(".st-key-next button")).to_be_enabled()
    assert board.page.evaluate("scrollY") == scrolled
    # The second level is offered below: above the pad, it would have pushed that from the finger.
    expect(board.page.locator(".st-key-lesson-nav .st-key-further")).to_be_visible()
    widths = [board.page.locator(f".st-key-{key}").bounding_box() for key in ("pad", "lesson-text")]
    assert len({box and round(box["width"]) for box in widths}) == 1

    board.open("/learn?lesson=layers")  # a term is told by a tap, and no more by one elsewhere
    told = board.page.locator(".live-explanation")
    tap(board, ".st-key-lesson-said [data-explain]")
    expect(told).to_be_visible()
    tap(board, ".st-key-learn-head h1")
    expect(told).to_be_hidden()
