"""What is drawn while something is pointed at, dragged or fixed, as the browser shows it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser

RANGES = """() => Object.fromEntries(
  [...document.querySelectorAll('[data-panel] :is(input[type=range], [role=slider])[data-target]')]
    .map(e => [
      `${e.closest('[data-panel]').dataset.panel} ${e.dataset.target}`,
      [e.min ?? e.ariaValueMin, e.max ?? e.ariaValueMax, e.step ?? e.dataset.step]]))"""


def grip(slider: Locator) -> tuple[float, float]:
    """Where the thumb of a native slider is."""
    box = slider.bounding_box()
    assert box is not None
    share = slider.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    return box["x"] + 8 + (box["width"] - 16) * share, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], *to: tuple[float, float]) -> None:
    """Take hold and go from place to place; the button stays down."""
    page.mouse.move(*start)
    page.mouse.down()
    for place in to:
        page.mouse.move(*place, steps=5)


def assert_ranges_are_those_of_a_fresh_page(board: Board) -> None:
    shown = board.page.evaluate(RANGES)
    board.page.reload()
    board.settle()
    board.page.wait_for_function(
        f"ranges => JSON.stringify(({RANGES})()) === JSON.stringify(ranges)", arg=shown
    )


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_is_dragged_beyond_its_end_and_back_has_the_range_of_its_value(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    page = board.page
    if carrier == "live":
        drag_a_bead_beyond(board, "weight/0/1/0")
    for panel, name in (("neuron", "weight/0/1/0"), ("inputs", "input/0")):
        slider = page.locator(f'.st-key-{panel} input[type=range][data-target="{name}"]')
        x, y = grip(slider)
        drag(page, (x, y), (x + 400, y))
        board.wait_value(name, 3.0)
        page.mouse.up()
        expect(slider).to_have_attribute("max", "5")
        x, y = grip(slider)
        drag(page, (x, y), (x - 40, y))
        page.wait_for_function(
            """name => [...document.querySelectorAll(`.st-key-stage [data-target="${name}"]`)]
              .some(e => e.ariaValueMax === "3")""",
            arg=name,
        )
        url = page.url
        page.mouse.up()
        board.wait_committed(url)
        expect(slider).to_have_attribute("max", "3")
    assert_ranges_are_those_of_a_fresh_page(board)


def drag_a_bead_beyond(board: Board, name: str) -> None:
    page, bead = board.page, board.target(name)
    x, y = middle(bead)
    drag(page, (x, y), (x + 150, y))
    expect(bead).not_to_have_attribute("aria-valuemax", "3")
    page.mouse.move(x + 20, y, steps=5)
    expect(bead).to_have_attribute("aria-valuemax", "3")
    url = page.url
    page.mouse.up()
    board.wait_committed(url)
    assert_ranges_are_those_of_a_fresh_page(board)


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


RECORD_LINKS = """() => {
  globalThis.links = [];
  const push = history.pushState;
  history.pushState = function (...told) {
    links.push(told[2]);
    return push.apply(this, told);
  };
}"""


def test_what_is_fixed_shows_no_hand_cannot_be_dragged_and_is_selected_by_a_click(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?lock=weights,biases,inputs")
    page, before = board.page, board.values()
    page.evaluate(RECORD_LINKS)
    for name in ("weight/0/1/0", "bias/0/2", "input/1"):
        handle = board.target(name)
        expect(handle).to_have_css("cursor", "pointer")
        x, y = middle(handle)
        page.evaluate("links.length = 0")
        drag(page, (x, y), (x + 80, y))
        expect(handle).not_to_have_attribute("data-dragging", "")
        page.mouse.up()
        for selected in ("neuron/2/0", name):
            url = page.url
            page.mouse.click(*middle(board.target(selected)))
            board.wait_committed(url)
        assert len(page.evaluate("links")) == 2, f"what was pulled at was selected, too: {name}"
        assert board.values() == before, name


def test_what_is_pointed_at_or_dragged_leaves_labels_and_values_in_sight(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    bead = board.target("weight/0/1/1")  # "0.60 · (−0.90)" and "−0.54" stand on it
    edge = bead.locator(".edge")
    expect(edge).to_be_hidden()
    bead.hover()
    expect(edge).to_be_visible()
    mask = edge.evaluate("e => getComputedStyle(e).maskImage")
    assert mask.count("rgba(0, 0, 0, 0)") >= 4, mask  # two gaps, with two stops each

    # A bias that is dragged leaves its neuron's value in sight.
    x, y = middle(board.target("bias/0/1"))
    drag(board.page, (x, y), (x + 20, y))
    tip, disc = board.page.evaluate(
        """() => {
          const bias = document.querySelector('.st-key-stage [data-target="bias/0/1"]');
          const tip = getComputedStyle(bias, "::before");
          const box = bias.getBoundingClientRect();
          const node = document.querySelector('.st-key-stage [data-target="neuron/0/1"]');
          const at = new DOMMatrix(tip.transform);
          const left = box.left + parseFloat(tip.left) + at.e;
          const { right, bottom } = node.getBoundingClientRect();
          return [{ left, top: box.top + parseFloat(tip.top) + at.f }, { right, bottom }];
        }"""
    )
    assert tip["left"] >= disc["right"] or tip["top"] >= disc["bottom"]
    board.page.mouse.up()
