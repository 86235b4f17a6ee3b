"""The forward pass is played, and stays in step whatever comes between."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from playground import document, presets
from playground.network import Network
from playground.scene import Scene, n_steps, reached, replace_scene
from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_pass_is_played_step_by_step(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    network = board.scene().network
    forward_button = board.page.locator('[data-edit="step-forward"]')
    line = board.page.locator(".step-line")
    forward_button.click()
    expect(line).to_contain_text(f"Step 1 of {n_steps(network)}")
    assert board.values()["neuron/0/0"] == ""
    for step, words in ((2, "multiply"), (3, "add the bias"), (4, "apply tanh")):
        forward_button.click()
        expect(line).to_contain_text(f"Step {step} of")
        expect(line).to_contain_text(words)
    board.wait_value("neuron/0/0", float(board.scene().trace.activations[0][0]))
    assert board.values()["neuron/0/1"] == ""
    field = board.field("input/0", "inputs")  # an edit in the middle
    field.fill("−1")
    field.press("Enter")
    scene = Scene(network, [-1.0, 0.6])
    board.wait_value("neuron/0/0", float(scene.trace.activations[0][0]))
    expect(line).to_contain_text("Step 4 of")
    board.page.locator('[data-edit="scrub"].all').click()
    value = float(scene.trace.output[0])
    board.wait_value("neuron/2/0", value)
    drawn = board.page.locator(".st-key-stage .textpoint text")  # what Plotly shows, too
    expect(drawn.filter(has_text=f"{value:.2f}").first).to_be_attached()


def select_a_neuron(board: Board) -> None:
    board.target("neuron/1/0").click()
    expect(board.page.locator(".st-key-neuron")).to_contain_text("Hidden 2 · neuron 1")


def turn_dark(board: Board) -> None:
    board.page.emulate_media(color_scheme="dark")
    board.page.wait_for_selector('.panel-stage[data-theme="dark"]')


def visit_a_phones_width(board: Board) -> None:
    board.page.set_viewport_size({"width": 390, "height": 844})
    board.page.wait_for_selector(".panel-stage.phone")
    board.page.set_viewport_size({"width": 1440, "height": 1000})
    board.page.wait_for_selector(".panel-stage:not(.phone)")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_pass_stays_in_step_whatever_comes_between(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    scene = board.scene()
    network, trace = scene.network, scene.trace
    line, onward = (
        board.page.locator(".step-line"),
        board.page.locator('[data-edit="step-forward"]'),
    )

    def played_to(step: int) -> None:
        expect(line).to_contain_text(f"Step {step + 1} of {n_steps(network)}")
        here = replace_scene(scene, step=step)
        for k, activations in enumerate(trace.activations):
            for j, value in enumerate(activations):
                if reached(here, k, j):
                    board.wait_value(f"neuron/{k}/{j}", float(value))
                else:
                    expect(board.target(f"neuron/{k}/{j}")).to_have_attribute("data-value", "")
        known = [f"{value:.2f}".replace("-", "−") for value in trace.activations[0][:1]]
        drawn = board.page.locator(".st-key-stage .textpoint text")
        for text in known:
            expect(drawn.filter(has_text=text).first).to_be_attached()

    for step in range(5):
        onward.click()
        expect(line).to_contain_text(f"Step {step + 1} of")
    played_to(4)
    for between in (select_a_neuron, turn_dark, visit_a_phones_width):
        between(board)
        board.page.wait_for_timeout(600)  # what arrives late must not undo it
        played_to(4)
        expect(board.page.locator(".st-key-neuron")).to_contain_text("Hidden 2 · neuron 1")
    for step in range(5, n_steps(network)):
        onward.click()
        expect(line).to_contain_text(f"Step {step + 1} of")
    played_to(n_steps(network) - 1)
    board.assert_true(network)
    board.page.locator('[data-edit="step-back"]').click()
    board.page.locator('[data-edit="scrub"].all').click()
    expect(line).to_contain_text(f"{n_steps(network)} steps")
    board.assert_true(network)


def test_playing_runs_to_the_end(open_board: Callable[..., Board]) -> None:
    link = document.link(Scene(Network.create([1, 1], output="sigmoid", seed=2), [0.5]))
    board = open_board("/?" + urlencode(link))
    board.page.locator('[data-edit="speed"][value="2"]').click()
    board.page.locator('[data-edit="play"]').click()
    board.page.wait_for_function("() => document.documentElement.dataset.playing !== undefined")
    expect(board.page.locator(".step-line")).to_contain_text("Step 4 of 4")
    board.page.wait_for_function("() => document.documentElement.dataset.playing === undefined")


def test_another_example_ends_the_playback(open_board: Callable[..., Board]) -> None:
    board = open_board()
    board.page.locator('[data-edit="step-forward"]').click()
    expect(board.page.locator(".step-line")).to_contain_text("Step 1 of")
    board.page.goto(board.url + "/?preset=xor")
    board.settle()
    board.page.locator('[data-edit="step-forward"]').click()
    expect(board.page.locator(".step-line")).to_contain_text("Step 1 of 10")
    board.page.get_by_role("button", name="XOR network").click()
    board.page.get_by_role("menuitem", name="Salary model").click()
    board.target("input/3").wait_for(state="attached")
    expect(board.page.locator(".step-line")).to_contain_text("4 steps")
    board.wait_value("neuron/0/0", float(presets.load("salary").trace.output[0]))
