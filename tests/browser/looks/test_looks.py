"""How the page looks: pictures for people to look at, boxes that must not touch, and axe-core."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from playground import presets
from playground.network import Network
from playground.scene import Scene, Select, Target, apply
from tests.browser.driving.board import Board
from tests.browser.driving.measures import spilled, touching, violations

pytestmark = pytest.mark.browser

SHOTS = Path(__file__).parent / "shots"  # kept out of git
SEEN = ("body-size", "obesity", "salary", "first-mlp", "xor", "nonlinear")
LAPTOP = {"width": 1280, "height": 900}
SCREENS = {
    "light": {"width": 1440, "height": 1000, "color_scheme": "light"},
    "dark": {"width": 1440, "height": 1000, "color_scheme": "dark"},
    "phone": {"width": 390, "height": 2300, "color_scheme": "light", "has_touch": True},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_pictures_of_the_presets(open_board: Callable[..., Board], screen: str) -> None:
    size = SCREENS[screen]
    board = open_board(**size)
    SHOTS.mkdir(exist_ok=True)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        board.page.screenshot(path=SHOTS / f"{name}.png")
        if problems := touching(board) + spilled(board):
            found[name] = problems

    for preset in SEEN:
        board.turn(presets.load(preset))
        board.page.wait_for_selector(".st-key-neuron .js-plotly-plot")
        look(f"{preset}-{screen}")
        if screen == "light":
            narrowed_to(board, LAPTOP)
            look(f"{preset}-laptop")
            board.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def narrowed_to(board: Board, size: dict[str, int]) -> None:
    """The same page in a smaller window, once the diagram has been drawn for it."""
    width = "() => document.querySelector('.st-key-stage [data-figure]').clientWidth"
    before = board.page.evaluate(width)
    board.page.set_viewport_size(size)
    board.page.wait_for_function(f"before => ({width})() < before", arg=before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_board: Callable[..., Board], scheme: str) -> None:
    board = open_board(color_scheme=scheme)
    body = presets.load("body-size")
    scenes = {
        selected: apply(body, Select(selected))
        for selected in ("neuron/0/1", "weight/0/1/0", "layer/1", "input/0")
    }
    if scheme == "light":
        scenes |= {preset: presets.load(preset) for preset in ("obesity", "first-mlp")}
    found = {}
    for name, scene in scenes.items():
        board.turn(scene)
        board.page.wait_for_function("() => document.querySelector('[data-painted]')")
        if problems := violations(board):
            found[name] = problems
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


LONG = "a name of exactly forty characters, wide"
VALUES = [-1234567.891, 0.5, 999999.0, 1e300]


def strange() -> dict[str, Scene]:
    """Networks that strain the layout."""
    scenes = {}
    for n in (1, 2, 3, 5, 8, 12, 16):
        net = Network.create([min(n, 8), n, 2], hidden="tanh", init="normal", seed=n)
        scenes[f"{n} neurons"] = Scene(net, [0.5] * min(n, 8), Target("neuron", (0, n - 1)))
    for depth in (0, 1, 4, 8):
        net = Network.create([2, *[3] * depth, 1], hidden="relu", init="he_normal", seed=depth)
        scenes[f"{depth} hidden"] = Scene(net, [0.4, -0.7], Target("neuron", (depth, 0)))
    names = [LONG[:-1] + letter for letter in "abcd"]
    net = Network.create([4, 3, 2], seed=1, input_names=names, output_names=names[:2])
    scenes["long names"] = Scene(net, VALUES, Target("neuron", (0, 1)))
    net = Network.create([2, 2, 1], seed=1, hidden="linear", input_names=["a", "b"])
    scenes["large values"] = Scene(net, [-1234567.891, 1e300], Target("neuron", (0, 0)), decimals=6)
    return scenes


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_overlaps_for_strange_networks(
    open_board: Callable[..., Board], width: int
) -> None:
    board = open_board(width=width, height=1400)
    found: dict[str, list[str]] = {}
    for name, scene in strange().items():
        board.turn(scene)
        if problems := touching(board) + spilled(board):
            found[name] = problems
            SHOTS.mkdir(exist_ok=True)
            board.page.screenshot(path=SHOTS / f"strange-{name}-{width}.png")
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def test_a_panel_that_overlaps_is_noticed(open_board: Callable[..., Board]) -> None:
    """The measure itself: push one label over another and see it told."""
    board = open_board()
    assert touching(board) == []
    board.page.evaluate(
        """() => {
          const [a, b] = document.querySelectorAll('.panel-stage .layer-head');
          b.style.left = a.style.left;
        }"""
    )
    assert touching(board)
