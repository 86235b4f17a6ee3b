"""The first picture stands, and can be touched, before Streamlit's own script has started."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.held import Held
from tests.browser.driving.touch import PHONE

pytestmark = pytest.mark.browser
Open = Callable[..., Board]

SCRIPT = "**/static/js/index.*.js"
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.shifts.push(each.value);
  }).observe({ type: "layout-shift", buffered: true });
"""
ADDRESSES = (
    "/",
    "/?preset=xor",
    "/?preset=nonlinear&s=neuron/0/1",
    "/?preset=xor&data=moons",
    "/?preset=xor&embed=true",
    "/learn?lesson=neuron&step=2",
    "/?preset=xor&present=true",
)
WINDOWS = {"usual": {}, "wide": {"width": 1920, "height": 1080}, "phone": PHONE}
VIEWS = [(path, "usual") for path in ADDRESSES]
VIEWS += [("/", "wide"), ("/", "phone"), ("/?preset=xor&data=moons", "phone")]
STILL = "shifts.reduce((a, b) => a + b, 0) <= 0.02"


class App(Held):
    """A page whose app does not start before it is let go."""

    def __init__(self, page: Page) -> None:
        super().__init__(SCRIPT)
        self.page = page
        page.add_init_script(SHIFTS)
        self.on(page)

    def let_go(self) -> None:
        super().let_go()
        self.page.wait_for_selector("#opening", state="detached", timeout=PATIENCE)


@pytest.fixture
def open_early(open_board: Open) -> Callable[..., tuple[Board, App]]:
    """Opens an address up to its first picture."""

    def open_it(path: str, **options: object) -> tuple[Board, App]:
        held: list[App] = []

        def prepare(page: Page) -> None:
            held.append(App(page))

        board = open_board(path, prepare=prepare, settles=False, **options)
        board.page.wait_for_selector("html[data-opening]", state="attached", timeout=PATIENCE)
        return board, held[0]

    return open_it


Early = Callable[..., tuple[Board, App]]


@pytest.mark.parametrize(("path", "window"), VIEWS)
def test_the_app_takes_the_picture_over_as_it_stands(
    open_early: Early, path: str, window: str
) -> None:
    board, held = open_early(path, **WINDOWS[window])
    page = board.page
    assert page.locator("#opening .st-key-stage [data-figure] .scatterlayer").is_visible()
    assert not page.locator("#root .stApp").count()
    before = board.values()
    page.evaluate(
        """() => {
          window.nodes = [...document.querySelectorAll(".st-key-stage [data-target]")];
          window.boxes = nodes.map((e) => JSON.stringify(e.getBoundingClientRect()));
        }"""
    )
    held.let_go()
    board.settle()
    assert board.values() == before
    assert page.evaluate("nodes.every((e) => e.isConnected && e.closest('#root'))")
    moved = page.evaluate(
        """() => Math.max(...nodes.map((e, i) => {
          const [now, then] = [e.getBoundingClientRect(), JSON.parse(boxes[i])];
          return Math.max(Math.abs(now.x - then.x), Math.abs(now.y - then.y));
        }))"""
    )
    assert moved <= 1.5, "px"
    assert page.evaluate(STILL)


def test_a_lesson_on_a_phone_comes_when_it_is_laid_out(open_early: Early) -> None:
    board, held = open_early("/learn?lesson=neuron&step=2", **PHONE)
    page = board.page
    expect(page.locator("#opening h1")).to_be_visible()
    assert not page.locator("#opening .st-key-stage").is_visible()
    held.let_go()
    board.settle()
    expect(page.locator("#root .st-key-lesson-text")).to_be_visible()
    assert page.evaluate(STILL)


def test_a_drag_before_the_app_is_there_is_kept_and_committed(open_early: Early) -> None:
    board, held = open_early("/")
    page = board.page
    first = board.values()["weight/0/1/0"]
    drag(board, "weight/0/1/0")
    dragged = board.values()["weight/0/1/0"]
    assert dragged != first
    page.locator('[data-edit="add-neuron/0"]').first.click()
    page.wait_for_selector('.st-key-stage [data-target="neuron/0/3"]', timeout=PATIENCE)
    held.let_go()
    board.settle()
    page.wait_for_url("**/?*n=*", timeout=PATIENCE)  # the session has taken it
    scene = board.scene()
    assert float(scene.network.layers[0].weights[1, 0]) == float(dragged)
    assert scene.network.sizes[1] == 4
    board.assert_true(scene.network)
    page.locator('[data-edit="undo"]').click()
    page.wait_for_selector(
        '.st-key-stage [data-target="neuron/0/3"]', state="detached", timeout=PATIENCE
    )
    assert board.values()["weight/0/1/0"] == dragged


def test_a_drag_goes_on_while_the_app_comes(open_early: Early) -> None:
    board, held = open_early("/")
    page = board.page
    box = board.target("input/0").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 20, steps=4)
    Held.let_go(held)
    page.wait_for_selector("#root .st-key-live_hub .live-mount", state="attached", timeout=PATIENCE)
    page.mouse.move(x, y - 40, steps=4)
    page.mouse.up()
    board.settle()
    page.wait_for_url("**/?*x=*", timeout=PATIENCE)
    assert float(board.scene().x[0]) == float(board.values()["input/0"])


def test_what_cannot_be_is_told_at_once_and_the_picture_goes_back(open_early: Early) -> None:
    board, held = open_early("/")
    field = board.page.locator('#opening .st-key-inputs input[type=text][data-target="input/0"]')
    before = field.input_value()
    field.fill("one")
    field.press("Enter")
    notice = board.page.locator(".live-notice")
    notice.wait_for(timeout=PATIENCE)
    assert "number" in notice.inner_text()
    board.page.keyboard.press("Escape")
    held.let_go()
    board.settle()
    assert board.field("input/0", "inputs").input_value() == before


def test_a_link_that_cannot_be_read_says_so_at_once(open_early: Early) -> None:
    board, held = open_early("/?preset=nothing")
    notice = board.page.locator(".live-notice")
    assert notice.inner_text().startswith("This link cannot be opened: ")
    said = notice.inner_text()
    held.let_go()
    board.settle()
    assert [text for text in notice.all_inner_texts() if text != said] == []


def test_a_button_of_the_app_opens_as_soon_as_it_is_there(open_early: Early) -> None:
    board, held = open_early("/")
    board.page.locator("#opening .opening-button", has_text="Settings").click()
    held.let_go()
    board.page.locator(".st-key-settings_body").wait_for(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_wears_the_theme_of_the_system(open_early: Early, scheme: str) -> None:
    board, held = open_early("/", color_scheme=scheme)
    colour = "getComputedStyle(document.querySelector('.panel-stage')).backgroundColor"
    before = board.page.evaluate(colour)
    held.let_go()
    board.settle()
    assert board.page.evaluate(colour) == before


@pytest.mark.parametrize(
    "script", ["throw new Error('broken on purpose')", "import { none } from './hub.js'; none", "}"]
)
def test_an_error_in_the_first_script_leaves_the_page_as_it_was(
    open_board: Open, script: str
) -> None:
    def broken(page: Page) -> None:
        page.route(
            "**/early.js?*",
            lambda route: route.fulfill(content_type="text/javascript", body=script),
        )

    board = open_board("/?preset=xor", prepare=broken)
    drag(board, "input/0")
    board.page.wait_for_url("**/?*x=*", timeout=PATIENCE)
    assert board.errors
    board.errors.clear()


def drag(board: Board, target: str) -> None:
    box = board.target(target).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = board.values()[target]
    board.page.mouse.move(x, y)
    board.page.mouse.down()
    board.page.mouse.move(x + 30, y - 15, steps=6)
    board.page.wait_for_function(
        """([target, before]) => document.querySelector(
          `.st-key-stage [data-target="${target}"]`).dataset.value !== before""",
        arg=[target, before],
        timeout=PATIENCE,
    )
    board.page.mouse.up()
    board.page.wait_for_timeout(500)
