"""The page in a real browser, by the wire and without it: it follows, keeps, and restores."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import presets
from playground.scene import Target, value_of
from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser

BODY = presets.load("body-size").network


@pytest.mark.parametrize("carrier", CARRIERS)
def test_dragging_moves_every_panel_before_release(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    last = f"neuron/{len(BODY.layers) - 1}/0"
    for target in ("input/0", "weight/0/1/0", "bias/0/1"):
        url = board.page.url
        before = {panel: board.values(panel) for panel in ("stage", "output", "matrices")}
        board.press_and_move(target, 40)
        board.wait_changed(last, before["output"][last], "output")
        board.wait_changed(target, before["stage"][target])
        board.wait_changed("neuron/0/1", before["stage"]["neuron/0/1"])
        board.wait_changed(target, before["matrices"][target], "matrices")
        assert board.page.url == url, "a drag writes the address bar only on release"
        expect(board.page.locator(".st-key-neuron .js-plotly-plot")).to_be_visible()
        board.page.mouse.up()
        board.wait_committed(url)
        scene = board.scene()
        board.wait_value(target, value_of(scene, Target.parse(target)))
        board.assert_true(BODY)
        network, x = board.shown_network(BODY)
        assert scene.network == network, target
        assert scene.x.tolist() == x.tolist(), target


TYPED = {"0.3": 0.3, "−0,3": -0.3, "1/3": 1 / 3, "2e-3": 0.002}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_typed_number_is_taken_exactly_and_a_bad_one_is_told_in_one_sentence(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    field = board.field("weight/0/1/0", "neuron")
    for typed, value in TYPED.items():
        url = board.page.url
        field.fill(typed)
        field.press("Enter")
        board.wait_value("weight/0/1/0", value)
        board.wait_committed(url)
        assert board.scene().network.layers[0].weights[1, 0] == value, typed
        board.assert_true(BODY)
    before = board.values()
    field = board.field("input/0", "inputs")
    for typed, words in (("two", "expected something like"), ("1/0", "divides by zero")):
        field.fill(typed)
        field.press("Enter")
        expect(board.page.locator(".live-notice")).to_contain_text(words)
    assert board.values() == before


@pytest.mark.parametrize("carrier", CARRIERS)
def test_reload_restores_bit_for_bit(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    field = board.field("input/0", "inputs")
    field.fill("1/7")
    field.press("Enter")
    board.wait_value("input/0", 1 / 7)
    board.page.wait_for_function("() => location.search.includes('x=')")
    url = board.page.url
    board.press_and_move("weight/1/0/2", 33)
    board.page.mouse.up()
    board.wait_committed(url)
    scene = board.scene()
    board.wait_value("weight/1/0/2", float(scene.network.layers[1].weights[0, 2]))
    before = board.values()
    board.page.reload()
    board.settle()
    board.wait_value("input/0", 1 / 7)
    assert board.values() == before
    assert board.scene().network == scene.network


def test_undo_redo_and_back(open_board: Callable[..., Board]) -> None:
    board = open_board()
    start = board.values()
    url = board.page.url
    board.press_and_move("input/0", 50)
    board.page.mouse.up()
    board.wait_committed(url)
    board.wait_value("input/0", board.scene().x[0])
    changed = board.values()
    assert changed != start
    url = board.page.url
    board.page.keyboard.press("Control+z")
    board.wait_value("input/0", float(start["input/0"]))
    assert board.values() == start
    board.wait_committed(url)
    url = board.page.url
    board.page.keyboard.press("Control+Shift+z")
    board.wait_value("input/0", float(changed["input/0"]))
    assert board.values() == changed
    board.wait_committed(url)
    board.page.go_back()
    board.wait_value("input/0", float(start["input/0"]))


@pytest.mark.parametrize("carrier", CARRIERS)
def test_back_undoes_what_the_session_has_not_heard_of(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    values = [board.values()["input/0"]]
    for _ in range(2):
        url = board.page.url
        board.press_and_move("input/0", 20)
        board.page.mouse.up()
        board.wait_committed(url)
        board.wait_changed("input/0", values[-1])
        values.append(board.values()["input/0"])
    board.press_and_move("input/0", 20)
    board.page.mouse.up()
    board.page.evaluate("history.back()")
    board.wait_value("input/0", float(values[2]))
    board.page.go_back()
    board.wait_value("input/0", float(values[1]))
    board.page.go_forward()
    board.wait_value("input/0", float(values[2]))


def test_two_tabs_do_not_disturb_each_other(open_board: Callable[..., Board]) -> None:
    one, two = open_board(), open_board("/?preset=obesity")
    assert float(two.values()["neuron/0/0"]) == pytest.approx(0.8582, abs=5e-5)
    url = one.page.url
    one.press_and_move("input/0", 30)
    one.page.mouse.up()
    one.wait_committed(url)
    one.assert_true(BODY)
    two.assert_true(presets.load("obesity").network)


def test_the_obesity_neuron_shows_its_numbers_and_the_slip(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=obesity")
    expect(board.page.locator(".st-key-output")).to_contain_text("0.858")
    expect(board.page.locator(".st-key-output .pill")).to_contain_text("Obese")
    for number in ("1.8008", "0.86", "0.71"):
        expect(board.page.locator(".st-key-guide")).to_contain_text(number)
    expect(board.page.locator(".st-key-guide")).to_contain_text("1.808")
    assert float(board.page.locator(".st-key-neuron [data-quantity='z/0/0']").first.get_attribute(
        "data-value"
    ) or "nan") == pytest.approx(1.8008, abs=1e-12)  # fmt: skip
