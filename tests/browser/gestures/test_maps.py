"""What each neuron sees: switched on in the legend, it follows a drag, and undo takes it back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.engine import forward
from playground.panels.kit.theme import THEMES
from tests.browser.driving.board import CARRIERS, PATIENCE, Board
from tests.panels.pictures import pixels, value_pixel

pytestmark = pytest.mark.browser

IMAGES = "[data-figure=stage] .imagelayer image"


def addresses(board: Board) -> list[str]:
    return board.page.evaluate(
        "css => [...document.querySelectorAll(css)].map((e) => e.getAttribute('href'))", IMAGES
    )


@pytest.mark.parametrize("carrier", CARRIERS)
def test_maps_are_switched_on_follow_the_drag_of_a_weight_and_are_drawn_large(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board("/?preset=body-size", carrier=carrier)
    assert addresses(board) == []
    old = board.page.url
    board.page.get_by_role("button", name="what each neuron sees").click()
    board.wait_committed(old)
    expect(board.page.locator(IMAGES)).to_have_count(8)  # two inputs, and six neurons
    board.rest()
    before = addresses(board)
    assert board.scene().neurons == "maps"
    old = board.page.url
    board.page.evaluate("css => { window.held = [...document.querySelectorAll(css)]; }", IMAGES)
    board.press_and_move("weight/0/1/0", 30)
    board.page.wait_for_function(
        "old => held.every((e) => e.isConnected) && held[3].getAttribute('href') !== old",
        arg=before[3],
        timeout=PATIENCE,
    )
    board.page.mouse.up()
    board.wait_committed(old)
    board.assert_true(board.scene().network)
    board.rest()
    now = addresses(board)
    changed = [one != other for one, other in zip(before, now, strict=True)]
    assert changed == [False, False, False, True, False, True, True, True]
    found = pixels(now[3])
    side = len(found)
    for r, c in ((0, 0), (5, side - 1), (side - 1, 20)):
        x, y = (-3 + 6 * (at + 0.5) / side for at in (c, r))
        value = float(forward(board.scene().network, [x, y]).activations[0][1])
        assert found[r, c].tolist() == value_pixel(value, 1.0, THEMES["light"])

    # A square is drawn large while it is pointed at or has the focus.
    board.page.mouse.move(2, 2)
    large = board.page.locator(".enlarged")
    picture = large.locator(".imagelayer image")
    expect(large).to_be_hidden()
    board.target("neuron/1/0").hover()
    expect(picture).to_be_visible(timeout=PATIENCE)
    expect(large).to_contain_text("hidden 2 neuron 1")
    first = picture.get_attribute("href")
    board.page.mouse.move(2, 2)
    expect(large).to_be_hidden(timeout=PATIENCE)
    board.target("neuron/0/1").focus()
    board.page.keyboard.press("ArrowDown")
    expect(large).to_contain_text("neuron 3", timeout=PATIENCE)
    expect(picture).not_to_have_attribute("href", str(first))
    board.page.keyboard.press("Escape")
    expect(large).to_be_hidden(timeout=PATIENCE)


def test_a_square_is_dragged_walked_and_switched_back_like_a_disc(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=body-size&neurons=maps")
    shown = board.page.locator(IMAGES)
    expect(shown).to_have_count(8)
    old = board.values()["input/0"]
    board.press_and_move("input/0", 20)
    board.wait_changed("input/0", old)
    board.page.mouse.up()
    target = board.target("neuron/1/0")
    target.focus()
    target.press("Enter")
    expect(target).to_have_attribute("aria-pressed", "true")
    old = board.page.url
    board.page.get_by_role("button", name="numbers", exact=True).click()
    board.wait_committed(old)
    expect(shown).to_have_count(0)
    board.page.get_by_role("button", name="Undo").click()
    expect(shown).to_have_count(8)


def test_the_inspector_keeps_the_large_one_and_the_choice_of_it(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=body-size&neurons=maps&s=neuron/0/1")
    picture = board.page.locator(".st-key-neuron [data-figure=seen] .imagelayer image")
    curve = board.page.locator(".st-key-neuron [data-figure=curve]")
    expect(picture).to_be_visible(timeout=PATIENCE)
    first, old = str(picture.get_attribute("href")), board.page.url
    board.press_and_move("weight/0/1/0", 30)
    expect(picture).not_to_have_attribute("href", first)
    board.page.mouse.up()
    board.wait_committed(old)
    old = board.page.url
    board.page.locator("[data-edit='sight/curve']").click()
    expect(curve).to_be_visible()
    expect(picture).to_have_count(0)
    board.wait_committed(old)
    board.page.reload()
    board.settle()
    expect(curve).to_be_visible()
    assert (board.scene().sight, board.scene().neurons) == ("curve", "maps")
