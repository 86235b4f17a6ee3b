"""A phone's size, and a finger on it."""

import time

from playwright.sync_api import expect

from tests.browser.driving.board import Board

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}

# Nothing moves any more, be it of itself after a finger has thrown the page: the element's middle.
MIDDLE_AT_REST = """async (e) => {
  let [still, last] = [0, ''];
  while (still < 10) {
    await new Promise(requestAnimationFrame);
    const box = e.getBoundingClientRect();
    const now = `${box.x + box.width / 2},${box.y + box.height / 2}`;
    still = now === last ? still + 1 : 0;
    last = now;
  }
  return last.split(',').map(Number);
}"""
FRAME = 0.016  # s between two points of a touch
# ms that a finger takes at least to come down elsewhere. Chromium passes over a tap within some 110
# ms of a drag's end, whatever the page does: without this, 4 of 36 taps were lost.
BETWEEN_TOUCHES = 300


def swipe(board: Board, css: str, dx: float, dy: float, rest: bool = False) -> None:
    """One finger on an element's middle, moved and lifted: real touches, as a browser gets them.

    Each carries the time at which a finger would make it, however slowly this machine sends them.
    """
    element = board.page.locator(css).first
    element.evaluate(MIDDLE_AT_REST)
    element.evaluate("e => e.scrollIntoView({ block: 'center' })")
    x, y = element.evaluate(MIDDLE_AT_REST)
    session = board.page.context.new_cdp_session(board.page)
    when = time.time() - 12 * FRAME

    def touch(kind: str, *points: dict[str, float]) -> None:
        nonlocal when
        when += FRAME
        event = {"type": kind, "touchPoints": list(points), "timestamp": when}
        session.send("Input.dispatchTouchEvent", event)

    touch("touchStart", {"x": x, "y": y})
    if rest:
        expect(element).to_have_attribute("data-dragging", "")
        when = time.time()
    for part in range(1, 11):
        touch("touchMove", {"x": x + dx * part / 10, "y": y + dy * part / 10})
    touch("touchEnd")
    session.detach()


def tap(board: Board, css: str) -> None:
    """One finger, after whatever it has touched before."""
    board.page.wait_for_timeout(BETWEEN_TOUCHES)
    board.page.locator(css).first.tap()
