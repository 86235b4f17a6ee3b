"""A drag redraws little, and what it leaves is what Plotly draws at rest."""

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


SHOWN = """() => [...document.querySelectorAll('.st-key-stage .scatterlayer .trace')].map(trace => [
  [...trace.querySelectorAll('g.textpoint text')].map(e => [e.textContent, e.style.fill]),
  [...trace.querySelectorAll('path.point')].map(
    e => [e.getAttribute('transform'), e.style.fill, e.style.stroke]),
  [...trace.querySelectorAll('path.js-line')].map(
    e => [e.getAttribute('d').replace(/[^0-9.]+/g, ' ').split(' ').map(parseFloat).map(Math.round)
      .join(' '), e.style.stroke, e.style.strokeWidth])])"""


@pytest.mark.parametrize("target", ["input/0", "weight/0/1/0", "bias/1/0"])
def test_what_is_retouched_in_a_drag_is_what_plotly_draws_at_rest(
    open_board: Callable[..., Board], target: str
) -> None:
    board = open_board()
    before = board.page.evaluate(SHOWN)
    old = board.values()[target]
    board.press_and_move(target, 37)
    board.wait_changed(target, old)
    painted = "document.documentElement.dataset.painted"
    last = ""
    while last != (last := board.page.evaluate(painted)):  # until the newest answer is drawn
        board.page.wait_for_timeout(150)
    dragged = board.page.evaluate(SHOWN)
    assert dragged != before
    value, url = float(board.values()[target]), board.page.url
    board.page.mouse.up()
    board.wait_committed(url)
    board.page.reload()  # Plotly draws it afresh
    board.settle()
    board.rest()
    board.wait_value(target, value)
    board.page.wait_for_function(
        f"""expected => JSON.stringify(({SHOWN})()) === expected""",
        arg=board.page.evaluate("x => JSON.stringify(x)", dragged),
    )


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
