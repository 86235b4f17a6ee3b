"""How signals travel, below the activations: it follows a drag."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from playground.data.sets import load_set
from playground.engine import forward
from playground.network import Network
from playground.notation import exact
from playground.scene import Scene
from tests.browser.driving.board import Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

SCENE = Scene(
    Network.create([2, 3, 1], "tanh", output="sigmoid", seed=4), data=load_set("xor", n=24), row=2
)


def test_sizes_over_all_rows_follow_a_drag(open_board: Callable[..., Board]) -> None:
    board = open_board(path_of(SCENE), height=1300)
    board.page.get_by_role("tab", name="Activations").click()
    shown = board.page.locator('.panel-signals [data-quantity="median/a/0/0"]')
    shown.wait_for()
    assert float(str(shown.get_attribute("data-value"))) == pytest.approx(median(SCENE))
    old, before = board.page.url, str(shown.get_attribute("data-value"))
    board.press_and_move("bias/0/0", 0, -60)
    expect(shown).not_to_have_attribute("data-value", before)
    board.page.mouse.up()
    board.wait_committed(old)
    expect(shown).to_have_attribute("data-value", exact(median(board.scene())))


def median(scene: Scene) -> float:
    """That of the sizes of all activations in the first layer, over the rows."""
    return float(np.median(np.abs(forward(scene.network, SCENE.data.x).activations[0])))
