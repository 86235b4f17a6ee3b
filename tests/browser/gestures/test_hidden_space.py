"""The Hidden space tab: a layer and its axes are chosen, a drag bends it, a mark loads its row."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from playground.data.sets import load_set
from playground.network import Network
from playground.notation import exact
from playground.scene import Scene
from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

PANEL = ".panel-hidden-space"
SCENE = Scene(
    Network.create([2, 3, 2, 1], "tanh", output="sigmoid", seed=4),
    data=load_set("xor", n=24),
    row=2,
)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_layer_is_chosen_bent_and_read_row_by_row(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(path_of(SCENE), carrier=carrier, height=1300)
    board.page.get_by_role("tab", name="Hidden space").click()
    panel = board.page.locator(PANEL)
    mine = panel.locator('[data-quantity="a/1/0"]')
    expect(mine).to_have_attribute("data-value", exact(SCENE.trace.activations[1][0]))

    panel.get_by_role("button", name="Hidden 1").click()
    expect(panel.locator('[data-quantity="component-share/0/0"]')).to_be_visible()
    panel.get_by_role("button", name="Two neurons").click()
    panel.get_by_label("neuron upwards").select_option("0/0/2")
    third = panel.locator('[data-quantity="a/0/2"]')
    expect(third).to_have_attribute("data-value", exact(SCENE.trace.activations[0][2]))
    expect(panel.locator('[data-quantity="a/0/1"]')).to_have_count(0)

    button = panel.locator('[data-key=rows-hidden] [data-edit="row/7"]')
    place, old = button.get_attribute("style"), board.page.url
    board.press_and_move("bias/0/2", 0, -60)
    expect(button).not_to_have_attribute("style", str(place))
    board.page.mouse.up()
    board.wait_committed(old)
    expect(panel.get_by_label("neuron upwards")).to_have_value("0/0/2")

    # The row that is pointed at lights up wherever it is: both planes, and the strip of all rows.
    board.page.locator('.row-strip [data-link="row/7"]').hover()
    expect(board.page.locator(".is-hot")).to_have_count(3)
    expect(panel.locator('[data-link="row/7"].is-hot')).to_have_count(2)
    board.page.locator(".row-strip .strip-head").hover()
    expect(board.page.locator(".is-hot")).to_have_count(0)

    # The plane of the inputs is bent into the layer's own: from where the rows lie there.
    bent, fold = button.get_attribute("style"), panel.locator("[data-edit=fold]")
    fold.press("Home")
    expect(button).not_to_have_attribute("style", str(bent))
    panel.get_by_role("button", name="Bend it").click()
    expect(fold).not_to_have_value("0")
    fold.press("Home")  # whoever moves the slider has it: else it would go on to its end
    board.page.wait_for_timeout(300)
    expect(fold).to_have_value("0")
    panel.get_by_role("button", name="Bend it").click()
    expect(fold).to_have_value("100")
    expect(button).to_have_attribute("style", str(bent))

    old = board.page.url
    panel.locator('[data-key=rows-inputs] [data-edit="row/7"]').click()
    board.wait_committed(old)
    board.wait_value("input/0", SCENE.data.x[7, 0], "inputs")
    expect(third).to_have_attribute("data-value", exact(board.scene().trace.activations[0][2]))

    # The input itself is dragged over its plane, and leaves the row.
    old, before = board.page.url, str(third.get_attribute("data-value"))
    panel.locator("[data-key=here]").hover()
    board.page.mouse.down()
    board.page.mouse.move(*_beside(panel.locator("[data-key=here]"), 30, -20), steps=5)
    board.page.mouse.up()
    board.wait_committed(old)
    moved = board.scene()
    assert (moved.x > SCENE.data.x[7]).all()
    assert not moved.is_at_row
    expect(third).not_to_have_attribute("data-value", before)


def _beside(point: Locator, dx: float, dy: float) -> tuple[float, float]:
    box = point.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy
