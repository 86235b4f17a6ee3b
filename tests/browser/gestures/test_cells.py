"""The cells of the matrices in a real browser: pasted into, and marked on the other panels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import Board

pytestmark = pytest.mark.browser


def test_a_block_is_pasted_into_w_and_a_cell_is_marked(open_board: Callable[..., Board]) -> None:
    board = open_board()
    cell = board.field("weight/0/1/0", "matrices")
    paste = """([element, text]) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      element.dispatchEvent(new ClipboardEvent('paste',
        {clipboardData: data, bubbles: true, cancelable: true}));
    }"""
    url = board.page.url
    board.page.evaluate(paste, [cell.element_handle(), "0,5\t−0.25\n1/4\t2"])
    board.wait_committed(url)
    weights = board.scene().network.layers[0].weights
    assert weights[1:].tolist() == [[0.5, -0.25], [0.25, 2.0]]
    assert weights[0].tolist() == [0.7, -1.5]
    before = board.scene()
    for text, words in (("1\t2\t3", "numbers here, got 1×3"), ("1\tx", "something like")):
        board.page.evaluate(paste, [cell.element_handle(), text])
        expect(board.page.locator(".live-notice")).to_contain_text(words)
    assert board.scene() == before

    # Hovering a cell marks its edge and its term.
    board.field("weight/0/1/0", "matrices").hover()
    for panel in ("stage", "matrices", "neuron"):
        hot = board.page.locator(f'.st-key-{panel} [data-target="weight/0/1/0"].is-hot')
        expect(hot.first).to_be_attached()
    board.field("weight/0/1/1", "matrices").hover()
    expect(board.page.locator('.st-key-stage [data-target="weight/0/1/0"].is-hot')).to_have_count(0)

    # The ring of a cell lies within it and covers no neighbour.
    cell = board.field("weight/0/1/0", "matrices")
    for mark in (cell.hover, cell.focus):
        mark()
        expect(cell).to_have_css("outline-style", "solid")
        expect(cell).to_have_css("outline-offset", "-2px")
