"""Headers on a phone and in narrow windows: no control covers another."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from playground import presets, share
from playground.network import Network
from playground.scene import Scene, SetWeight, apply
from tests.browser.driving.board import Board
from tests.browser.driving.touch import PHONE

pytestmark = pytest.mark.browser

Open = Callable[..., Board]

# Points of a control at which another one would take the press.
COVERED = """([root, css]) => {
  const name = (e) => e.dataset.edit ?? e.dataset.target ?? e.ariaLabel ?? e.textContent;
  const found = [];
  for (const control of document.querySelector(root).querySelectorAll(css)) {
    if (!control.checkVisibility() || control.disabled) continue;
    control.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = control.getBoundingClientRect();
    for (const x of [0.2, 0.5, 0.8]) for (const y of [0.2, 0.5, 0.8]) {
      const hit = document.elementFromPoint(left + x * width, top + y * height);
      if (hit && !control.contains(hit) && !hit.contains(control)) {
        found.push(`${name(control)} under ${name(hit.closest(css) ?? hit)}`);
      }
    }
  }
  return [...new Set(found)];
}"""


def open_header(board: Board, column: int) -> None:
    board.page.locator(".head-phone summary").nth(column).tap()
    expect(board.page.locator("details[open]")).to_have_count(1)


def test_on_a_phone_the_steppers_do_what_they_say(open_board: Open) -> None:
    board = open_board(**PHONE)
    open_header(board, 0)
    board.page.locator('[data-edit="remove-input"]').tap()
    expect(board.target("input/1")).to_have_count(0)
    board.page.wait_for_function("() => location.search.includes('n=')")
    assert board.scene().network.sizes == (1, 3, 2, 1)


def test_on_a_phone_no_open_header_is_covered_or_cut(open_board: Open) -> None:
    board, found = open_board(**PHONE), {}
    for preset in ("body-size", "nonlinear", "salary"):
        board.turn(presets.load(preset))
        found[preset, "closed"] = board.page.evaluate(COVERED, [".head-phone", "button, summary"])
        for column in range(board.page.locator(".head-phone summary").count()):
            open_header(board, column)
            inside = "details[open] .layer-controls"
            found[preset, column] = board.page.evaluate(COVERED, [inside, "button, select"])
    assert [each for each in found.items() if each[1]] == []


def test_no_button_of_a_header_stands_on_another(open_board: Open) -> None:
    board, found = open_board(width=1280, has_touch=True), {}
    for layers in (1, 4, 8):
        board.page.set_viewport_size({"width": 1280, "height": 1000})
        board.turn(Scene(Network.create([2, *[6] * layers, 1], hidden="tanh", seed=1), [0.5, 1.0]))
        for width in (1280, 820):
            resized(board, width)
            found[layers, width] = board.page.evaluate(
                COVERED, [".panel-stage .head", "button, select"]
            )
    assert [each for each in found.items() if each[1]] == []


def resized(board: Board, width: int) -> None:
    """A window of this width, once the diagram has been drawn for it."""
    board.page.set_viewport_size({"width": width, "height": 1000})
    board.quiet()
    board.rest()


def test_a_long_title_does_not_run_under_undo(open_board: Open) -> None:
    link = share.link_of(apply(presets.load("nonlinear"), SetWeight(0, 0, 0, 0.5)))
    board = open_board("/?" + urlencode(link), width=820)
    for width in (820, 390):
        resized(board, width)
        title = board.page.locator(".st-key-preset button").bounding_box()
        undo = board.page.locator("[data-edit=undo]").bounding_box()
        assert title is not None
        assert undo is not None
        beside = title["x"] + title["width"] <= undo["x"]
        below = title["y"] + title["height"] <= undo["y"]
        assert beside or below, (width, title, undo)
