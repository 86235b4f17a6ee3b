"""Nothing on the panels is cut: long names, many decimals, large values, wide and deep networks."""

import contextlib
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import TimeoutError

from playground import presets
from playground.network import Layer, Network
from playground.scene import Scene, Select, apply
from playground.share import link_of
from tests.browser.driving.board import PATIENCE
from tests.strategies import DRAWABLE

pytestmark = pytest.mark.browser

WINDOWS = {"1440": (1440, 900), "1280": (1280, 720), "tablet": (820, 1180), "phone": (390, 844)}
PANELS = ".panel-matrices, .panel-output"
LONG = ["income of one household!", "24 letters long are many"]


def scene_of(
    sizes: list[int], output: str = "sigmoid", selected: str | None = None, **settings: object
) -> Scene:
    names = settings.pop("names", None)
    scale = float(settings.pop("scale", 1.0))  # type: ignore[arg-type]
    network = Network.create(sizes, "tanh", output, "glorot_uniform", 1)
    layers = [
        Layer(layer.weights * scale, layer.biases, layer.activation) for layer in network.layers
    ]
    inputs = names or network.input_names
    outputs = names or network.output_names
    x = np.linspace(-1.0, 1.0, sizes[0])
    scene = Scene(Network(layers, inputs, outputs), x, **settings)  # type: ignore[arg-type]
    return apply(scene, Select(selected)) if selected else scene


SCENES = {
    **{name: presets.load(name) for name in DRAWABLE},
    "3x6": scene_of([6, 3, 1], selected="neuron/0/1"),
    "eight layers": scene_of([2, *[3] * 8, 1], selected="neuron/1/1"),
    "ten classes": scene_of([2, 6, 10], "softmax"),
    "sixteen outputs": scene_of([2, 6, 16]),
    "six decimals": scene_of([2, 3, 2], names=LONG, selected="neuron/0/1", decimals=6),
    "millions": scene_of([2, 3, 2], "linear", scale=1_234_567.0, selected="neuron/1/1"),
}

# What shows text, and is not wholly visible where it stands. Parts of the equation may scroll.
CUT = """(selector) => [...document.querySelectorAll(selector)].flatMap((panel) => {
  const card = panel.getBoundingClientRect();
  const shown = (e) => e.checkVisibility({ opacityProperty: true });
  const texts = [...panel.querySelectorAll("*")].filter((e) =>
    shown(e) && !e.closest("svg, .sr-only") &&
    (e.matches("input[type=text]") ||
      [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())));
  return texts.filter((e) => {
    const box = e.getBoundingClientRect();
    const scroller = e.closest(".side");
    const scrolls = scroller && scroller.scrollWidth > scroller.clientWidth;
    const edge = scroller ? scroller.getBoundingClientRect() : card;
    const inside = box.top >= card.top - 1 && box.bottom <= card.bottom + 1 && (scrolls
      ? edge.left >= card.left && edge.right <= card.right
      : box.left >= edge.left - 1 && box.right <= edge.right + 1);
    const clips = getComputedStyle(e).overflowX !== "visible" || e.matches("input");
    return !inside || (clips && e.scrollWidth > e.clientWidth + 1);
  }).map((e) => `${e.className}: ${e.value ?? e.textContent}`);
})"""

# What scrolls though it need not; a browser that shows its bars draws one there. Matrices may, and
# tabs where seven of them have no room: they show no bar.
SCROLLS = """() => [...document.querySelectorAll("[data-testid=stMain] *")].filter((e) => {
  const { overflowX, overflowY } = getComputedStyle(e);
  const wide = /auto|scroll/.test(overflowX) && e.scrollWidth > e.clientWidth;
  const high = /auto|scroll/.test(overflowY) && e.scrollHeight > e.clientHeight;
  const barless = e.matches("[role=tablist]") && getComputedStyle(e).scrollbarWidth === "none";
  return e.clientWidth && (wide || high) && !e.matches(".side") && !barless;
}).map((e) => e.className)"""


@pytest.mark.parametrize("part", [0, 1])
def test_no_text_of_matrices_and_output_is_cut(open_board, part):
    board, found = open_board(), {}
    for name in list(SCENES)[part::2]:
        board.page.set_viewport_size({"width": 1440, "height": 900})
        board.page.wait_for_selector(".panel-stage:not(.phone)")
        board.turn(SCENES[name])
        board.page.get_by_role("tab", name="Matrices").click()  # a closed one draws nothing
        board.page.wait_for_selector(".st-key-matrices .side", state="attached")
        for window, (width, height) in WINDOWS.items():
            board.page.set_viewport_size({"width": width, "height": height})
            phone = ".phone" if width < 640 else ":not(.phone)"
            board.page.wait_for_selector(f".panel-stage{phone}")
            with contextlib.suppress(TimeoutError):  # it is told below what is amiss
                good = f"s => !({CUT})(s).length && !({SCROLLS})().length"
                board.page.wait_for_function(good, arg=PANELS, timeout=PATIENCE / 4)
            amiss = board.page.evaluate(CUT, PANELS), board.page.evaluate(SCROLLS)
            if any(amiss):
                found[name, window] = amiss
    assert found == {}


def test_a_matrix_too_wide_for_its_card_scrolls_with_its_bar_in_sight(open_board):
    scene = scene_of([16, 16, 2], selected="neuron/0/3")
    board = open_board("/?" + urlencode(link_of(scene)), width=1280, height=720)
    # The browser under test draws no bars at all; the style says that this one stays.
    bars = board.page.evaluate(
        """() => [...document.querySelectorAll(".panel-matrices .side")]
          .filter((side) => side.scrollWidth > side.clientWidth)
          .map((side) => getComputedStyle(side, "::-webkit-scrollbar").height)"""
    )
    assert bars == ["9px"]
    last = board.page.locator('.st-key-matrices [data-target="bias/0/15"]')
    last.scroll_into_view_if_needed()
    assert board.page.evaluate("window.innerWidth") >= last.bounding_box()["x"]


def test_ten_outputs_are_in_sight_at_once(open_board):
    path = "/?" + urlencode(link_of(SCENES["ten classes"]))
    board = open_board(path, width=1440, height=900)
    rows = board.page.locator(".panel-output .out-row")
    assert rows.count() == 10
    box = rows.last.bounding_box()
    assert box["y"] + box["height"] <= 900
    outer = board.page.locator(".panel-output .rows")
    assert outer.evaluate("e => e.scrollHeight <= e.clientHeight")
