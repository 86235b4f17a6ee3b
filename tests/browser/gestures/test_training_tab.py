"""The Training tab: what it says is the training's, a kept run comes back, a rate is taken over."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import presets
from playground.analysis.learning.rate_test import rate_test
from playground.analysis.learning.story import story_of
from playground.scene import Scene, Select, TrainTo, UseData, apply
from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

BEGUN = apply(presets.load("body-size"), UseData("body-size"))
SCENE = apply(apply(BEGUN, TrainTo(40)), Select("neuron/0/1"))
TAB = ".panel-training"


def choose(board: Board, verb: str, value: str) -> None:
    board.page.locator(f'{TAB} [data-edit="{verb}"][value="{value}"]').click()
    expect(board.page.locator(f'{TAB} [data-edit="{verb}"][value="{value}"]')).to_have_attribute(
        "aria-pressed", "true"
    )


def pressed(board: Board, edit: str) -> Scene:
    """The scene after a press of a button of the tab."""
    old = board.page.url
    board.page.locator(f'{TAB} [data-edit="{edit}"]').click()
    board.wait_committed(old)
    return board.scene()


def plane(board: Board) -> str:
    image = board.page.locator(f"{TAB} [data-figure=plane] image").first
    return image.get_attribute("href") or image.get_attribute("xlink:href") or ""


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_tab_tells_of_the_training_and_leads_back(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(path_of(SCENE), carrier=carrier, height=1500)
    board.page.get_by_role("tab", name="Training", exact=True).click()
    board.page.wait_for_selector(f"{TAB} .scatterlayer", state="visible")
    story = story_of(SCENE)
    assert story is not None
    for k, value in enumerate(story.flow.gradients.tolist()):
        shown = board.page.locator(f'{TAB} [data-quantity="layer-gradient/{k}"]')
        expect(shown).to_have_attribute("data-value", repr(value))
    before = plane(board)
    assert before.startswith("data:image")
    board.press_and_move("weight/1/0/0", 0, -40)
    board.page.wait_for_function(
        f"() => [...document.querySelectorAll('{TAB} [data-figure=plane] image')]"
        f".some((image) => (image.getAttribute('href') ?? "
        f"image.getAttributeNS('http://www.w3.org/1999/xlink', 'href')) !== {before!r})"
    )
    old = board.page.url
    board.page.mouse.up()
    board.wait_committed(old)
    board.page.locator("[data-edit=undo]").click()
    board.wait_value("weight/1/0/0", float(SCENE.network.layers[1].weights[0, 0]))
    board.page.locator(f'{TAB} [data-edit="keep-run"]').click()
    expect(board.page.locator(f'{TAB} [data-edit="name-run/0"]')).to_have_value("A")
    old = board.page.url
    board.page.locator("input[data-edit=train-to]").press("Home")
    board.wait_committed(old)
    assert board.scene().network == BEGUN.network
    assert pressed(board, "show-run/0").network == SCENE.network
    choose(board, "training", "rates")
    suggested = rate_test(story.run, story.data).suggestion
    assert suggested is not None
    shown = board.page.locator(f'{TAB} [data-quantity="suggested-rate"]')
    expect(shown).to_have_attribute("data-value", repr(suggested))
    faster = pressed(board, "recipe/rate")
    assert faster.recipe is not None
    assert faster.recipe.rate == float(f"{suggested:.2g}")
    board.page.locator("[data-edit=undo]").click()
    choose(board, "scale", "log")
    choose(board, "training", "plane")
    choose(board, "knobs", "main")
    expect(board.page.locator(f'{TAB} [data-quantity="path-share"]')).to_be_visible()
