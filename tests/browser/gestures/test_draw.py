"""Drawing in a real browser: neurons, layers, activations, and edges that are switched off."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from playground import document, presets
from playground.network import Network, NetworkError
from playground.scene import AddNeuron, Scene, apply
from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser


def click_edit(board: Board, name: str) -> None:
    url = board.page.url
    board.page.locator(f'.st-key-stage [data-edit="{name}"]').click()
    board.wait_committed(url)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_topology_changes_keep_the_weights_that_can_stay(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    start = board.scene().network
    click_edit(board, "add-neuron/0")
    wider = board.scene().network
    assert wider.sizes == (2, 4, 2, 1)
    assert (wider.layers[0].weights[:3] == start.layers[0].weights).all()
    click_edit(board, "add-layer/1")
    deeper = board.scene().network
    assert deeper.sizes == (2, 4, 4, 2, 1)
    assert deeper.layers[2] == wider.layers[1]
    click_edit(board, "add-input")
    assert board.scene().network.sizes == (3, 4, 4, 2, 1)
    click_edit(board, "remove-neuron/0")
    board.target("neuron/0/2").wait_for(state="attached")
    board.assert_true(board.scene().network)
    for expected in ((3, 4, 4, 2, 1), (2, 4, 4, 2, 1), (2, 4, 2, 1), (2, 3, 2, 1)):
        url = board.page.url
        board.page.locator('[data-edit="undo"]').click()
        board.wait_committed(url)
        assert board.scene().network.sizes == expected
    assert board.scene().network == start


def largest_with_a_link() -> Network:
    """A network that has a link, and with one neuron more in its first layer has none."""
    for n in range(2, 17):
        network = Network.create([2, n, 15, 15, 15, 14, 1], hidden="tanh", init="he_normal")
        try:
            document.link(apply(Scene(network), AddNeuron(0)))
        except NetworkError:
            return network
    raise AssertionError("all of them have a link")


def test_a_network_that_outgrows_its_link_is_told_at_once_and_can_be_saved(
    open_board: Callable[..., Board],
) -> None:
    network = largest_with_a_link()
    link = document.link(Scene(network))
    board = open_board("/?" + urlencode(link), width=1280)
    said = board.page.get_by_text("too large for a link: its address works in this browser alone")
    stage = board.page.locator(".st-key-stage .panel")
    for width in (1280, 390):
        board.page.set_viewport_size({"width": width, "height": 1000})
        board.quiet()
        expect(said).to_have_count(0)
        before, url = stage.bounding_box(), board.page.url
        board.page.locator('[data-edit="add-neuron/0"]').first.dispatch_event("click")
        board.wait_committed(url)
        expect(said).to_be_visible()
        after = stage.bounding_box()
        assert before is not None
        assert after is not None
        assert (after["x"], after["y"]) == (before["x"], before["y"]), "nothing moves for it"
        with board.page.expect_download() as download:
            board.page.get_by_role("button", name="Save it as a file").click()
        saved = document.scene_from_json(download.value.path().read_text("utf-8"))
        assert saved.network == apply(Scene(network), AddNeuron(0)).network
        board.page.locator('[data-edit="undo"]').click()
        expect(said).to_have_count(0)
        board.page.wait_for_function("() => location.search.includes('n=')")
        assert board.scene().network == network


def test_an_activation_is_changed_edges_are_switched_off_and_weights_stay(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    before, url = board.scene().network, board.page.url
    board.page.locator('[data-edit="activation/0"]').select_option("sigmoid")
    board.wait_committed(url)
    after = board.scene().network
    assert after.layers[0].activation == "sigmoid"
    assert (after.layers[0].weights == before.layers[0].weights).all()
    board.assert_true(after)

    weight, edge = board.values()["weight/0/1/0"], board.target("weight/0/1/0")
    for how in ("key", "delete", "context"):
        url = board.page.url
        if how == "context":
            edge.click(button="right")
        else:
            edge.focus()
            board.page.keyboard.press({"key": "o", "delete": "Delete"}[how])
        board.wait_committed(url)
        scene = board.scene()
        assert scene.is_off("weight", 0, 1, 0), how
        board.wait_value("neuron/0/1", float(scene.trace.activations[0][1]))
        assert board.values()["weight/0/1/0"] == weight, how
        url = board.page.url
        edge.focus()
        board.page.keyboard.press("o")
        board.wait_committed(url)
        assert not board.scene().off, how

    board.turn(presets.load("obesity"))  # the last neuron stays, with one sentence
    board.target("neuron/0/0").focus()
    board.page.keyboard.press("Delete")
    expect(board.page.locator(".live-notice")).to_contain_text("cannot be removed")
    assert board.scene() == presets.load("obesity")


def test_fast_clicks_lose_nothing(open_board: Callable[..., Board]) -> None:
    board = open_board()
    button = board.page.locator('.st-key-stage [data-edit="add-neuron/0"]')
    for _ in range(6):
        button.click()
    board.page.locator('.st-key-stage [data-target="neuron/0/8"]').wait_for(state="attached")
    board.page.wait_for_function(
        """() => document.querySelector(".st-key-toolbar .structure")
            .textContent.includes("2 → 9 → 2 → 1")"""
    )
    for _ in range(20):
        if board.scene().network.sizes == (2, 9, 2, 1):
            break
        board.page.wait_for_timeout(100)
    assert board.scene().network.sizes == (2, 9, 2, 1)
    board.assert_true(board.scene().network)
