"""A drag redraws little: the figures stay, and a new node costs its own style alone."""

import json
from collections.abc import Callable

import pytest

from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_same_plotly_elements_are_kept(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    board.rest()
    board.page.wait_for_selector(".st-key-neuron .js-plotly-plot")
    board.page.evaluate(
        "document.querySelectorAll('.js-plotly-plot').forEach((e, i) => { e.kept = i + 1; })"
    )
    url = board.page.url
    board.press_and_move("input/1", -30)
    board.page.mouse.up()
    board.wait_committed(url)
    url = board.page.url
    board.target("neuron/1/0").click()
    board.wait_committed(url)
    kept = board.page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot')].map(e => e.kept ?? 0)"
    )
    assert kept == [1, 2]


NODE_IN = """panel => {
  const root = document.querySelector(`.st-key-${panel} [data-panel]`).firstElementChild;
  document.body.offsetHeight;
  performance.mark("node in");
  root.append(document.createElement("span"));
  document.body.offsetHeight;
  performance.mark("node stands");
  root.lastElementChild.remove();
}"""


def test_a_new_node_has_no_other_elements_style_worked_out(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    board.rest()
    browser = board.page.context.browser
    assert browser is not None
    everything = board.page.evaluate("document.querySelectorAll('.st-key-board *').length")
    for panel in ("stage", "neuron", "output", "inputs", "matrices"):
        browser.start_tracing(
            page=board.page, categories=["devtools.timeline", "blink.user_timing"]
        )
        board.page.evaluate(NODE_IN, panel)
        events = json.loads(browser.stop_tracing())["traceEvents"]
        begin, end = (
            next(event["ts"] for event in events if event["name"] == mark)
            for mark in ("node in", "node stands")
        )
        counts = [
            event["args"]["elementCount"]
            for event in events
            if event["name"] == "UpdateLayoutTree" and begin <= event["ts"] <= end
        ]
        assert counts, "its own was"
        assert sum(counts) <= 60, f"{panel}: of {everything}"
