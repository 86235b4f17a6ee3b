"""What is sketched at once is what Plotly draws at rest; before it has come, all works."""

import io
from collections.abc import Callable
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from playground import document
from playground.network import Network
from playground.scene import Scene, Target
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.held import Held

pytestmark = pytest.mark.browser
Open = Callable[..., Board]

PLOTLY = "**/plotly-basic.min.js*"


def crowded() -> str:
    """A network of many neurons, one of them off, with names of one line and of two."""
    network = Network.create([3, 12, 8, 2], hidden="relu", output="softmax", seed=3)
    scene = Scene(
        network,
        [0.5, -1.0, 1e300],
        Target("neuron", (0, 1)),
        off=frozenset({Target("neuron", (0, 2))}),
    )
    return "/?" + urlencode(document.link(scene))


SEEN = {
    "light": ("/?preset=xor", {}),
    "dark": ("/?preset=body-size", {"color_scheme": "dark"}),
    "phone": ("/?preset=nonlinear", {"viewport": {"width": 390, "height": 844}, "has_touch": True}),
    "crowded": (crowded(), {}),
    "maps": ("/?preset=body-size&neurons=maps", {}),
    "maps on a phone": ("/?preset=xor&neurons=maps", {"viewport": {"width": 390, "height": 844}}),
}


@pytest.mark.parametrize("seen", SEEN)
def test_a_sketch_is_what_plotly_draws(open_board: Open, seen: str) -> None:
    path, options = SEEN[seen]
    held = Held(PLOTLY)
    board = open_board(path, prepare=held.on, settles=False, **options)
    board.page.wait_for_selector("#root .st-key-stage [data-sketch]")
    sketched = picture(board)
    assert not board.page.locator(".js-plotly-plot").count()
    held.let_go()
    board.rest()
    drawn = picture(board)
    assert sketched.shape == drawn.shape
    assert np.ptp(drawn) > 100, "something is drawn"
    assert np.abs(sketched - drawn).max() == 0


def picture(board: Board) -> np.ndarray:
    """The diagram as it is seen."""
    board.page.wait_for_function("() => document.fonts.status === 'loaded'")
    shot = board.page.locator("[data-figure=stage]").screenshot(animations="disabled")
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)


def test_all_works_before_plotly_has_come(open_board: Open) -> None:
    held = Held(PLOTLY)
    board = open_board("/?preset=xor", prepare=held.on, settles=False)
    board.page.wait_for_selector("#root .st-key-stage [data-sketch]")
    old, url = board.values()["weight/0/1/0"], board.page.url
    board.press_and_move("weight/0/1/0", 40)
    board.wait_changed("weight/0/1/0", old)
    board.page.mouse.up()
    board.wait_committed(url)
    board.page.locator('.st-key-stage [data-edit="add-neuron/0"]').click()
    board.page.wait_for_selector('.st-key-stage [data-target="neuron/0/2"]', timeout=PATIENCE)
    discs = "document.querySelectorAll('[data-figure=stage] .point').length"
    many = board.page.evaluate(discs)
    held.let_go()
    board.rest()
    board.page.wait_for_selector(".st-key-neuron .js-plotly-plot .scatterlayer")
    assert board.page.evaluate(discs) == many
    board.assert_true(board.scene().network)


def test_an_edit_stands_as_a_sketch_until_it_rests(open_board: Open) -> None:
    board = open_board("/?preset=xor")
    board.page.evaluate(
        """() => { window.sketches = 0; new MutationObserver((all) => { for (const each of all)
          for (const node of each.addedNodes) sketches += node.dataset?.sketch !== undefined;
        }).observe(document.querySelector("[data-figure=stage]"), { childList: true }); }"""
    )
    board.page.locator('.st-key-stage [data-edit="add-neuron/0"]').click()
    board.page.wait_for_selector('.st-key-stage [data-target="neuron/0/2"]', timeout=PATIENCE)
    assert board.page.evaluate("sketches") == 1
    board.rest()
    assert board.page.locator("[data-figure=stage] .main-svg").count() >= 1


def test_what_is_folded_is_drawn_when_it_is_opened(open_board: Open) -> None:
    board = open_board()
    board.page.get_by_role("tab", name="Activations").click()
    folded = board.page.locator(".panel-activations details")
    drawn = folded.locator(".main-svg")
    folded.locator("summary").wait_for()
    assert drawn.count() == 0
    folded.locator("summary").click()
    board.page.wait_for_selector(".panel-activations details .js-plotly-plot .scatterlayer")
    points = "e => [...e.querySelectorAll('.point')].map((each) => each.getAttribute('transform'))"
    before = folded.evaluate(points)
    assert len(before) > 1
    folded.locator("summary").click()
    target = f"bias/{board.scene().selected}".replace("neuron/", "")
    old = board.values()[target]
    board.press_and_move(target, 60)
    board.wait_changed(target, old)
    board.page.mouse.up()
    board.rest()
    folded.locator("summary").click()
    expect(drawn.first).to_be_visible()
    assert all(now != then for now, then in zip(folded.evaluate(points), before, strict=True))
