"""A network that is kept stays on the page beside the one that is changed, until it is dropped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import presets
from playground.engine import forward
from playground.notation import format_number
from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser

BODY = presets.load("body-size").network
KEPT = "[data-quantity='kept-a/2/0']"


@pytest.mark.parametrize("carrier", CARRIERS)
def test_keep_drag_compare_drop_and_reload(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    kept = board.page.locator(f".st-key-output {KEPT}")
    expect(kept).to_have_count(0)
    url = board.page.url
    board.page.get_by_role("button", name="Keep this network").click()
    before = float(board.values()["neuron/2/0"])
    expect(kept).to_have_attribute("data-value", board.values()["neuron/2/0"])
    board.wait_committed(url)
    url = board.page.url
    board.press_and_move("weight/1/0/2", 45)
    board.wait_changed("neuron/2/0", str(before))
    expect(kept).to_have_attribute("data-value", board.values("output").get("kept", str(before)))
    label = f"kept {format_number(before, 2)}"
    expect(board.page.locator(".st-key-stage .js-plotly-plot text", has_text=label)).to_be_visible()
    board.page.mouse.up()
    board.wait_committed(url)
    scene = board.scene()
    assert scene.ghost == BODY
    expect(kept).to_have_attribute("data-value", str(float(forward(BODY, scene.x).output[0])))
    board.assert_true(BODY)
    url = board.page.url
    board.page.get_by_role("button", name="Compare with the kept network no more").click()
    expect(kept).to_have_count(0)
    board.wait_committed(url)
    expect(board.page.locator(".st-key-stage .js-plotly-plot text", has_text="kept")).to_have_count(
        0
    )
    url = board.page.url
    board.page.get_by_role("button", name="Undo").click()
    expect(kept).to_have_count(1)
    board.wait_committed(url)
    board.page.reload()  # which brings it back
    board.settle()
    expect(kept).to_have_count(1)
    assert board.scene().ghost == BODY


def test_what_is_kept_follows_the_input_and_its_key_types_where_one_types(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    board.page.keyboard.press("c")
    kept = board.page.locator(f".st-key-output {KEPT}")
    first = kept.get_attribute("data-value")
    board.press_and_move("input/0", 60)
    expect(kept).not_to_have_attribute("data-value", str(first))
    board.page.mouse.up()
    board.page.wait_for_function(
        "() => location.search.includes('x=') && location.search.includes('ghost=')"
    )
    expected = float(forward(BODY, board.scene().x).output[0])
    board.wait_value("neuron/2/0", expected)
    expect(kept).to_have_attribute("data-value", str(expected))
    board.page.keyboard.press("c")
    expect(kept).to_have_count(0)

    # The key types where one types.
    field = board.page.locator(".st-key-inputs input.name").first
    field.fill("c")
    field.press("c")
    expect(field).to_have_value("cc")
    field.press("Escape")
    expect(board.page.locator(f".st-key-output {KEPT}")).to_have_count(0)
    board.page.locator(".st-key-stage .overlay").focus()
    board.target("input/0").focus()
    board.page.keyboard.press("c")
    expect(board.page.locator(f".st-key-output {KEPT}")).to_have_count(1)
    board.page.keyboard.press("c")
    expect(board.page.locator(f".st-key-output {KEPT}")).to_have_count(0)
