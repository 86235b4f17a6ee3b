"""What follows a drag is written where it stands: nothing is built anew for it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import Board

pytestmark = pytest.mark.browser

PANELS = ["stage", "neuron", "matrices", "output", "inputs"]

#: The markup of panels and what their fields say, without what the pointer does to it.
SHOWN = """panels => panels.map(name => {
  const shown = document.querySelector(`.st-key-${name} .panel`);
  const copy = shown.cloneNode(true);
  for (const figure of copy.querySelectorAll("[data-figure]")) figure.replaceWith("figure");
  for (const rests of copy.querySelectorAll("[data-at-rest]")) rests.remove();
  for (const element of copy.querySelectorAll("*")) {
    element.classList.remove("is-hot");
    if (!element.className) element.removeAttribute("class");
    element.removeAttribute("data-dragging");
  }
  const fields = [...shown.querySelectorAll("input")].map(input => input.value);
  return [copy.outerHTML, ...fields];
})"""

#: What Plotly has drawn of the diagram.
DRAWN = """() => [...document.querySelectorAll('.st-key-stage .scatterlayer .trace')].map(trace => [
  [...trace.querySelectorAll('g.textpoint text')].map(e => [e.textContent, e.style.fill]),
  [...trace.querySelectorAll('path.point')].map(
    e => [e.getAttribute('transform'), e.style.fill, e.style.stroke]),
  [...trace.querySelectorAll('path.js-line')].map(
    e => [e.getAttribute('d').replace(/[^0-9.]+/g, ' ').split(' ').map(parseFloat).map(Math.round)
      .join(' '), e.style.stroke, e.style.strokeWidth])])"""

#: Counts what changes in the panels; Plotly's elements are its own.
WATCH = """() => {
  window.seen = { written: 0, again: 0, built: 0 };
  new MutationObserver(records => {
    for (const { type, target, attributeName, oldValue } of records) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      if (element?.closest("[data-figure]")) continue;
      if (type === "childList") seen.built += 1;
      const now = type === "attributes" ? target.getAttribute(attributeName) : target.nodeValue;
      if (type !== "childList") seen[now === oldValue ? "again" : "written"] += 1;
    }
  }).observe(document.querySelector(".st-key-board"), {
    subtree: true, childList: true, attributes: true, attributeOldValue: true,
    characterData: true, characterDataOldValue: true,
  });
}"""


def follow(board: Board, target: str, dx: float) -> None:
    """Drag, and wait until every panel has followed; the button stays down."""
    last = max(name for name in board.values("output") if name.startswith("neuron/"))
    old = board.values("output")[last]
    board.press_and_move(target, dx)
    board.wait_changed(last, old, "output")
    painted = "document.documentElement.dataset.painted"
    seen = ""
    while seen != (seen := board.page.evaluate(painted)):  # until the newest answer is drawn
        board.page.wait_for_timeout(150)


def test_what_a_drag_has_written_and_retouched_is_what_a_new_page_shows(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    for target in ("input/0", "weight/0/1/0", "bias/1/0"):
        before, drawn = board.page.evaluate(SHOWN, PANELS), board.page.evaluate(DRAWN)
        url = board.page.url
        follow(board, target, 41)
        dragged, retouched = board.page.evaluate(SHOWN, PANELS), board.page.evaluate(DRAWN)
        assert dragged != before, target
        assert retouched != drawn, target
        board.page.mouse.up()
        board.wait_committed(url)
        value = float(board.values()[target])
        board.page.reload()  # Plotly draws it afresh
        board.settle()
        board.wait_value(target, value)
        assert board.page.evaluate(SHOWN, PANELS) == dragged, target
        board.page.wait_for_function(
            f"expected => JSON.stringify(({DRAWN})()) === expected",
            arg=board.page.evaluate("x => JSON.stringify(x)", retouched),
        )


def test_a_drag_builds_no_element_and_writes_nothing_twice(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    board.page.evaluate(WATCH)
    follow(board, "input/0", 30)
    seen = board.page.evaluate("seen")
    assert seen["written"] > 20, seen
    assert (seen["built"], seen["again"]) == (0, 0), seen


#: When the list was written, and for each time how long nothing had moved, in ms.
RESTS = """() => {
  window.rests = [];
  let moved = 0;
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  const watch = (css, tell) =>
    new MutationObserver(tell).observe(document.querySelector(`.st-key-stage ${css}`), all);
  watch('[data-target="input/0"]', () => { moved = performance.now(); });
  watch("[data-at-rest]", () => rests.push(performance.now() - moved));
}"""


def test_the_list_that_is_read_out_follows_when_the_drag_rests(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    items = board.page.locator(".st-key-stage [data-at-rest] li")
    before = items.last.text_content() or ""
    board.page.evaluate(RESTS)
    follow(board, "input/0", 30)
    expect(items.last).not_to_have_text(before)
    assert min(board.page.evaluate("rests")) > 100
