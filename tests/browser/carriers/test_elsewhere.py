"""Scenes that the session goes to by itself are drawn at once, by the wire and without it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import document, presets
from playground.network import Network
from playground.scene import Scene
from tests.browser.driving.board import CARRIERS, PATIENCE, Board

pytestmark = pytest.mark.browser

XOR = presets.load("xor").network
OTHER = Scene(Network.create([3, 5, 2], "relu", seed=4), [0.1, -0.2, 0.3], title="Mine")


def tool(board: Board, name: str) -> None:
    board.page.locator(f".st-key-{name}").get_by_role("button").first.click()


def wait_shown(board: Board, network: Network) -> None:
    """Until stage and output show this network, in every number."""
    board.page.wait_for_function(
        """names => {
          const shown = new Set([...document.querySelectorAll(
            ".st-key-stage [data-target^=neuron]")].map((e) => e.dataset.target));
          return shown.size === names.length && names.every((name) => shown.has(name));
        }""",
        arg=[
            f"neuron/{k}/{j}" for k, layer in enumerate(network.layers) for j in range(layer.n_out)
        ],
        timeout=PATIENCE,
    )
    for k, layer in enumerate(network.layers):
        for j, row in enumerate(layer.weights):
            for i, weight in enumerate(row):
                board.wait_value(f"weight/{k}/{j}/{i}", float(weight))
    board.assert_true(network)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_picture_follows_to_any_scene(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    board.page.get_by_role("button", name="Body size").click()
    board.page.get_by_role("menuitem", name="XOR network").click()
    wait_shown(board, XOR)
    tool(board, "dice")
    url = board.page.url
    board.page.get_by_role("button", name="Randomise the network").click()
    board.wait_committed(url)
    board.page.keyboard.press("Escape")
    drawn = board.scene().network
    assert drawn != XOR
    wait_shown(board, drawn)
    board.page.locator(".st-key-toolbar [data-edit=undo]").click()
    wait_shown(board, XOR)
    board.page.locator(".st-key-toolbar [data-edit=redo]").click()
    wait_shown(board, drawn)
    tool(board, "settings")
    board.page.get_by_role("button", name="Reset to XOR network").click()
    wait_shown(board, XOR)
    board.page.keyboard.press("Escape")
    board.page.get_by_role("button", name="Open", exact=True).click()
    text = document.scene_to_json(OTHER).encode()
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": text}
    board.page.set_input_files("input[type=file]", [file])
    wait_shown(board, OTHER.network)
    expect(board.page.locator(".st-key-tools")).to_contain_text("Mine")
