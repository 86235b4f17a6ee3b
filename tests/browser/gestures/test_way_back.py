"""A row's way back in a browser, step by step: every number is the engine's, or still blank."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.network import Network
from playground.notation import exact
from playground.quantities import is_computed, quantity
from playground.scene import (
    Scene,
    Select,
    SetMode,
    TrainTo,
    UseData,
    apply,
    back_index,
    n_steps,
    n_training_steps,
)
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.links import path_of

pytestmark = pytest.mark.browser

_START = Scene(Network.create([2, 2, 1], "relu", "sigmoid", seed=2))
SCENE = apply(apply(_START, UseData("moons,n=12")), SetMode("train"))
STEP = "[data-edit='train-step/forward']"
PANELS = ("stage", "matrices", "neuron", "output")
_SHOWN = """panels => panels.map(panel => Object.fromEntries(
  [...document.querySelectorAll(`.st-key-${panel} [data-quantity][data-value]`)]
    .filter(e => /^(loss$|pull|delta|gradient|bias-grad|row-g|batch-g|next-w|updated)/
      .test(e.dataset.quantity))
    .map(e => [e.dataset.quantity, e.dataset.value])))"""


def told(board: Board) -> list[dict[str, str]]:
    """The numbers of the way back, by panel."""
    found: list[dict[str, str]] = board.page.evaluate(_SHOWN, list(PANELS))
    return found


def known(scene: Scene, name: str) -> str:
    return exact(quantity(scene, name)) if is_computed(scene, name) else ""


def agree(board: Board, scene: Scene) -> list[dict[str, str]]:
    """Assert that each panel comes to say what the engine has at this step, and no more."""
    wrong: list[str] = ["nothing was read"]
    for _ in range(200):
        found = told(board)
        wrong = [
            f"{panel}: {name} says {value!r}, is {known(scene, name)!r}"
            for panel, numbers in zip(PANELS, found, strict=True)
            for name, value in numbers.items()
            if value != known(scene, name)
        ]
        if not wrong and _is_whole(scene, found[0]):
            return found
        board.page.wait_for_timeout(100)
    raise AssertionError((scene.step, wrong))


def _is_whole(scene: Scene, stage: dict[str, str]) -> bool:
    """Whether the stage has a δ for each neuron, once the loss is known; at the end the update."""
    network, step = scene.network, scene.step or 0
    word = "updated-bias" if step == n_training_steps(network) - 1 else "delta"
    neurons = [f"{word}/{k}/{j}" for k, n in enumerate(network.sizes[1:]) for j in range(n)]
    return step < n_steps(network) or all(name in stage for name in neurons)


def test_each_step_of_the_way_back_shows_what_the_engine_computes(
    open_board: Callable[..., Board],
) -> None:
    board = open_board(path_of(SCENE))
    page = board.page
    page.locator("[data-edit=size][value=operation]").click()
    network = SCENE.network
    first, last = n_steps(network) - 1, n_training_steps(network) - 1
    # The forward pass is stepped through elsewhere: here the first step leaps over it.
    leap = "(button, to) => { button.value = to; button.click(); }"
    for step in range(first, last):
        if step == first:
            page.locator(STEP).evaluate(leap, f"0/0/{first}")
        else:
            page.locator(STEP).click()
        following = f"0/0/{step + 1}" if step + 1 < last else "0/1/0"
        expect(page.locator(STEP)).to_have_attribute("value", following, timeout=PATIENCE)
        agree(board, apply(SCENE, TrainTo(0, 0, step)))
    scene = apply(SCENE, TrainTo(0, 0, last - 1))
    j = next(j for j in range(2) if quantity(scene, f"delta/0/{j}"))
    board.target(f"weight/0/{j}/1").click()
    check = page.locator(f".st-key-neuron [data-quantity='gradient-check/0/{j}/1']")
    expect(check).to_be_attached(timeout=PATIENCE)
    found = agree(board, apply(scene, Select(f"weight/0/{j}/1")))
    assert found[2][f"gradient/0/{j}/1"] == exact(quantity(scene, f"gradient/0/{j}/1"))
    expect(page.locator(".st-key-neuron .verdict")).to_have_class("verdict agree")
    cell = page.locator(f".st-key-matrices [data-quantity='gradient/0/{j}/1']")
    cell.hover()
    expect(board.target(f"weight/0/{j}/1")).to_contain_class("is-hot")
    page.locator("[data-edit=way][value=forward]").click()
    expect(board.field(f"weight/0/{j}/1", "matrices")).to_be_visible()
    assert back_index(network, "gradients", 0, 1) == last - 1
