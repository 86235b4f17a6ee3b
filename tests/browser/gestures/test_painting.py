"""Points are painted on the plane: laid, moved and erased, taken back, and found after a reload."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from playground.network import Network
from playground.scene import Scene
from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.links import path_of
from tests.browser.driving.measures import violations

pytestmark = pytest.mark.browser

SCENE = Scene(Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=3), [2.5, 2.5])


class Plane:
    """The layer over the plane, and gestures at its own places."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.layer = board.page.locator(".paint-layer")
        self.points = self.layer.locator("[data-at]")

    def at(self, x: float, y: float) -> tuple[float, float]:
        box = self.layer.bounding_box()
        assert box is not None
        return (
            box["x"] + (x + 3) / 6 * box["width"],
            box["y"] + (3 - y) / 6 * box["height"],
        )

    def click(self, x: float, y: float) -> None:
        self.board.page.mouse.click(*self.at(x, y))

    def drag(self, *places: tuple[float, float]) -> None:
        self.board.page.mouse.move(*self.at(*places[0]))
        self.board.page.mouse.down()
        for place in places[1:]:
            self.board.page.mouse.move(*self.at(*place), steps=6)

    def lift(self) -> None:
        self.board.page.mouse.up()

    def tool(self, edit: str) -> Locator:
        return self.board.page.locator(f'.paint-tools [data-edit="{edit}"]')

    def expect(self, count: int) -> None:
        """So many points stand on the page, and the session has taken them."""
        expect(self.points).to_have_count(count)
        for _ in range(200):
            data = self.board.scene().data
            if (0 if data is None else data.n_rows) == count:
                return
            self.board.page.wait_for_timeout(50)
        raise AssertionError(f"the address never had {count} points")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_points_are_painted_moved_erased_and_found_again(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(path_of(SCENE), carrier=carrier, height=1300)
    board.page.locator(".st-key-dataset button").click()
    board.page.get_by_role("radio", name="Paint points").click()
    board.page.get_by_role("button", name="Start painting").click()
    plane = Plane(board)
    expect(plane.layer).to_be_visible()  # its tab is open

    plane.click(-2, -1)
    plane.expect(1)
    plane.drag((-2, 1), (-1, 1))  # one unit is 44 px, and each 14 of them a point
    expect(plane.points).to_have_count(5)  # while the pointer is down
    plane.lift()
    plane.expect(5)
    plane.tool("brush/1").click()
    expect(plane.tool("brush/1")).to_have_attribute("aria-pressed", "true")
    plane.click(1, 0)
    plane.expect(6)
    data = board.scene().data
    assert data is not None
    assert data.target.tolist() == [0, 0, 0, 0, 0, 1]
    assert np.allclose(data.x[[0, 1, 5]], [[-2, -1], [-2, 1], [1, 0]], atol=0.03)
    assert board.scene().network.layers == SCENE.network.layers
    assert violations(board, ".panel-surface") == []

    plane.drag((1, 0), (2, -1))
    plane.lift()
    expect(plane.points.last).to_have_attribute("data-at", r"2 -1")
    plane.points.last.press("ArrowLeft")
    plane.points.last.press("ArrowUp")
    plane.points.last.press("Shift+ArrowUp")
    expect(plane.points.last).to_have_attribute("data-at", "1.9 -0.89")
    expect(plane.points.last).to_be_focused()

    plane.drag((0, 0), (0, 2))
    expect(plane.points).to_have_count(13)
    board.page.keyboard.press("Escape")  # takes the stroke back
    plane.lift()
    plane.expect(6)
    plane.tool("paint-here").click()
    plane.expect(7)

    plane.tool("brush/erase").click()
    expect(plane.layer).to_have_class("paint-layer erases")
    plane.drag((-2.2, 1), (-0.8, 1))
    expect(plane.points).to_have_count(3)
    plane.lift()
    plane.expect(3)
    board.page.get_by_role("button", name="Undo").click()
    plane.expect(7)
    board.page.get_by_role("button", name="Redo").click()
    plane.expect(3)
    plane.points.first.focus()
    board.page.keyboard.press("PageDown")
    expect(plane.points.nth(1)).to_be_focused()
    board.page.keyboard.press("Delete")
    plane.expect(2)

    kept = board.scene()
    board.open(board.page.url.removeprefix(board.url))
    expect(plane.layer).to_be_visible()
    plane.expect(2)
    assert board.scene().data == kept.data
    plane.tool("paint-stop").click()
    expect(plane.layer).to_have_count(0)
    expect(board.page.locator('.panel-surface [data-edit="paint-start"]')).to_have_text("Paint on")
    assert not board.errors
