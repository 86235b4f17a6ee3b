"""Training in a browser: what is played is what the engine computes, and time goes both ways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground import presets
from playground.scene import Scene, SetMode, SetRecipe, SetWeight, TrainTo, UseData, apply
from tests.browser.driving.board import CARRIERS, PATIENCE, Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

SCENE = apply(apply(presets.load("body-size"), UseData("moons,n=60")), SetMode("train"))
PLAY = "[data-edit=train-play]"


def played_past(board: Board, update: int) -> Scene:
    """Play until some updates have been made and then pause; the scene as it is then."""
    board.page.locator(PLAY).click()
    board.page.wait_for_function(
        f"() => Number(document.querySelector('[data-quantity=update]')?.dataset.value) > {update}",
        timeout=PATIENCE,
    )
    return paused(board)


def paused(board: Board) -> Scene:
    """Pause; the scene where that is, once the session has it."""
    board.page.locator(PLAY).click()
    expect(board.page.locator("html")).not_to_have_attribute("data-training", "playing")
    board.page.wait_for_function("() => !document.querySelector('[data-edit=undo]').disabled")
    for _ in range(100):
        scene = board.scene()
        now = board.page.locator("input[data-edit=train-to]").input_value()
        if scene.training is not None and scene.training.run.step == int(now):
            return scene
        board.page.wait_for_timeout(100)
    raise AssertionError("the address bar never came to where training was paused")


def committed(board: Board, update: int) -> Scene:
    """The scene of the address bar, once it stands at this update."""
    for _ in range(100):
        scene = board.scene()
        if scene.training is not None and scene.training.run.step == update:
            return scene
        board.page.wait_for_timeout(100)
    raise AssertionError(f"the address bar never came to update {update}")


def shown(board: Board, scene: Scene) -> None:
    """The stage shows this network, and what the engine makes of it."""
    board.wait_value("weight/0/0/0", float(scene.network.layers[0].weights[0, 0]))
    board.assert_true(scene.network)
    assert board.shown_network(scene.network)[0] == scene.network


@pytest.mark.parametrize("carrier", CARRIERS)
def test_training_is_played_scrubbed_undone_and_reloaded(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(path_of(SCENE), carrier=carrier)
    trained = played_past(board, 10)
    update = trained.training.run.step
    assert apply(SCENE, TrainTo(update)).network == trained.network
    shown(board, trained)
    expect(board.page.locator("html")).to_have_attribute(
        "data-epoch", str(trained.training.run.epoch)
    )
    slider = board.page.locator("input[data-edit=train-to]")
    old = board.page.url
    slider.press("Home")
    board.wait_committed(old)
    shown(board, SCENE)
    old = board.page.url
    slider.press("End")
    board.wait_committed(old)
    shown(board, trained)
    old = board.page.url
    board.page.locator("[data-edit=undo]").click()
    board.wait_committed(old)
    shown(board, SCENE)
    old = board.page.url
    board.page.locator("[data-edit=redo]").click()
    board.wait_committed(old)
    shown(board, trained)
    board.page.reload()
    board.settle()
    shown(board, trained)
    expect(slider).to_have_value(str(update))


def test_a_weight_and_the_rate_are_changed_while_it_trains(
    open_board: Callable[..., Board],
) -> None:
    board = open_board(path_of(SCENE))
    board.page.locator(PLAY).click()
    board.page.wait_for_function(
        "() => Number(document.querySelector('[data-quantity=update]')?.dataset.value) > 8"
    )
    board.page.locator(".training-controls .recipe").click()
    rate = board.page.locator('[data-edit="recipe/rate"]')
    rate.fill("0.1")
    rate.press("Enter")
    expect(board.page.locator(".training-controls .recipe")).to_contain_text("0.1")
    board.page.keyboard.press("Escape")
    scene = paused(board)
    legs = scene.training.legs
    assert [leg.recipe.rate for leg in legs] == [0.03, 0.1]
    change = legs[1].step
    plain = apply(
        apply(apply(SCENE, TrainTo(change)), SetRecipe("rate", "0.1")),
        TrainTo(scene.training.run.step),
    )
    assert plain.network == scene.network
    edited = apply(scene, SetWeight(0, 0, 0, 2.0))
    board.target("weight/0/0/0").click()
    field = board.field("weight/0/0/0", "neuron")
    field.fill("2")
    field.press("Enter")
    board.wait_value("weight/0/0/0", 2.0)
    ahead = board.page.locator("[data-edit='train-step/forward']")
    leads_to = int(ahead.get_attribute("value") or "")
    ahead.click()
    after = committed(board, leads_to)
    assert apply(edited, TrainTo(after.training.run.step)).network == after.network
    assert len(after.training.legs) == 3


def test_a_row_s_operations_are_stepped_there_and_back(open_board: Callable[..., Board]) -> None:
    board = open_board(path_of(apply(SCENE, TrainTo(5))))
    layer = board.page.locator("[data-edit=size][value=layer]")
    layer.click()
    expect(layer).to_have_attribute("aria-pressed", "true")
    forward, back = (
        board.page.locator(f"[data-edit='train-step/{way}']") for way in ("forward", "back")
    )
    seen = []
    for _ in range(6):
        leads_to = forward.get_attribute("value") or ""
        forward.click()
        board.page.wait_for_function(
            "([edit, old]) => document.querySelector(edit)?.value !== old",
            arg=["[data-edit='train-step/forward']", leads_to],
        )
        seen.append(leads_to)
    assert [each.split("/")[:2] for each in seen] == [["5", "0"]] * 6
    for expected in seen[-2::-1]:
        assert back.get_attribute("value") == expected
        back.click()
        board.page.wait_for_function(
            "([edit, old]) => document.querySelector(edit)?.value !== old",
            arg=["[data-edit='train-step/back']", expected],
        )
    assert back.get_attribute("value") == "5"
