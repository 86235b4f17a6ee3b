"""Fingers in a real browser: a swipe scrolls, a drag edits, a tap sets."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import presets
from tests.browser.driving.board import Board
from tests.browser.driving.touch import MIDDLE_AT_REST, PHONE, swipe, tap

pytestmark = pytest.mark.browser

Open = Callable[..., Board]

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
UNDER_A_FINGER = {
    "bead": ('.st-key-stage [data-target="weight/0/1/0"]', "weight/0/1/0"),
    "bias": ('.st-key-stage [data-target="bias/0/1"]', "bias/0/1"),
    "input": ('.st-key-stage [data-target="input/0"]', "input/0"),
    "slider": ('.st-key-inputs input[type=range][data-target="input/1"]', "input/1"),
}

# How often a value on the page has changed, be it for a moment.
RECORD = """() => {
  globalThis.changes = 0;
  new MutationObserver((all) => { changes += all.length; }).observe(document.body,
    { subtree: true, attributes: true, attributeFilter: ['data-value'] });
}"""


def test_a_vertical_swipe_scrolls_the_page_and_a_horizontal_drag_edits(open_board: Open) -> None:
    board = open_board(**PHONE)
    for css, target in UNDER_A_FINGER.values():
        before = board.values()
        board.page.locator(css).first.evaluate("e => e.scrollIntoView({ block: 'center' })")
        board.page.evaluate(RECORD)
        start = board.page.evaluate(SCROLLED)
        swipe(board, css, 12, -160)
        board.page.wait_for_function(f"start => {SCROLLED} > start + 50", arg=start)
        assert board.values() == before, target
        assert board.page.evaluate("changes") == 0, target
        # A drag afterwards is the first thing that the session hears of.
        url = board.page.url
        element = board.page.locator(css).first
        element.evaluate(MIDDLE_AT_REST)
        element.evaluate("e => e.scrollIntoView({ block: 'center' })")
        element.evaluate(MIDDLE_AT_REST)
        start = board.page.evaluate(SCROLLED)
        swipe(board, css, 50, 4)
        board.wait_changed(target, before[target])
        board.wait_committed(url)
        assert board.page.evaluate(SCROLLED) == start, target
        assert float(board.values()[target]) > float(before[target]), target
        url = board.page.url
        tap(board, "[data-edit=undo]")
        board.wait_value(target, float(before[target]))
        expect(board.page.locator("[data-edit=undo]")).to_be_disabled()
        board.wait_committed(url)


def test_of_handles_that_lie_over_each_other_the_nearest_is_taken(open_board: Open) -> None:
    board = open_board("/?preset=first-mlp&s=neuron/0/0", **PHONE)
    css, target = '.st-key-stage [data-target="weight/0/0/1"]', "weight/0/0/1"
    top = board.page.locator(css).evaluate(
        """e => {
          e.scrollIntoView({ block: 'center' });
          const box = e.getBoundingClientRect();
          const at = [box.x + box.width / 2, box.y + box.height / 2];
          return document.elementFromPoint(...at).dataset.target;
        }"""
    )
    assert top != target, "nothing lies over it any more: take another example"
    before = board.values()
    swipe(board, css, 50, 4)
    board.wait_changed(target, before[target])
    assert board.values()[top] == before[top]


def test_a_finger_that_rests_on_a_bead_may_drag_it_anywhere_and_a_tap_sets_a_slider(
    open_board: Open,
) -> None:
    board = open_board(**PHONE)
    css, target = UNDER_A_FINGER["bead"]
    before, url = board.values(), board.page.url
    start = board.page.evaluate(SCROLLED)
    swipe(board, css, 0, -40, rest=True)
    board.wait_committed(url)
    assert float(board.values()[target]) > float(before[target])
    assert board.page.evaluate(SCROLLED) == start

    # A tap on a slider sets it.
    slider = board.page.locator('.st-key-inputs input[type=range][data-target="input/1"]')
    url = board.page.url
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    slider.tap(position={"x": box["width"] * 0.25, "y": box["height"] / 2})
    board.wait_committed(url)
    assert float(board.values()["input/1"]) == pytest.approx(-1.5, abs=0.2)
    url = board.page.url
    slider.press("ArrowRight")
    board.wait_committed(url)
    board.wait_value("input/1", float(board.scene().x[1]))


def test_the_page_follows_before_the_finger_is_lifted(open_board: Open) -> None:
    board = open_board(**PHONE)
    assert board.page.locator(".panel-stage.phone").count() == 1
    target = board.target("input/0")
    target.scroll_into_view_if_needed()
    box, url, old = target.bounding_box(), board.page.url, board.values()["input/0"]
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    client = board.page.context.new_cdp_session(board.page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 9):
        touch("touchMove", {"x": x + 6 * step, "y": y})  # a vertical one would scroll
    board.wait_changed("input/0", old)
    assert board.page.url == url, "the finger is still down"
    touch("touchEnd")
    board.wait_committed(url)
    board.assert_true(presets.load("body-size").network)
