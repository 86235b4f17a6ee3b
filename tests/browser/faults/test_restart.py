"""What a visitor has done outlasts the server: it is ended and started again under an open page."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from playground.network import Network
from playground.scene import Scene
from playground.share import link_of, preset_of
from tests.browser.driving import tables
from tests.browser.driving.board import CARRIERS, PATIENCE, Board
from tests.browser.driving.server import Process
from tests.browser.driving.windows import Windows

pytestmark = pytest.mark.browser
ROW = ".st-key-inputs .row-now input"
LARGE = Scene(Network.create([2, 16, 16, 16, 12, 1], hidden="tanh"))
UNDO = ".st-key-toolbar [data-edit=undo]"
REDO = ".st-key-toolbar [data-edit=redo]"


@dataclass
class Visit:
    """One page, and the server that it is on."""

    process: Process
    board: Board

    @property
    def page(self) -> Page:
        return self.board.page

    def press(self, keys: str, target: str = "input/0") -> None:
        self.board.target(target).focus()
        for key in keys:
            self.page.keyboard.press(key)

    def wait_acknowledged(self, x: float) -> None:
        """Until the address, which the session alone writes, holds this first input."""
        self.page.wait_for_function(
            "x => parseFloat(new URLSearchParams(location.search).get('x') ?? '') === x",
            arg=x,
            timeout=PATIENCE,
        )
        self.board.wait_value("input/0", x)

    def undo_to(self, values: list[float]) -> None:
        """Undo step by step; each value, and in the end nothing is left to undo."""
        for value in values:
            expect(self.page.locator(UNDO)).to_be_enabled(timeout=PATIENCE)
            self.page.locator(UNDO).click()
            self.board.wait_value("input/0", value)
        expect(self.page.locator(UNDO)).to_be_disabled(timeout=PATIENCE)


@pytest.fixture
def visit(mortal: Process, mortal_windows: Windows) -> Iterator[Callable[..., Visit]]:
    pages: list[Page] = []

    def come(path: str = "/", carrier: str = "live") -> Visit:
        page = mortal_windows.open(1440, 1000)
        pages.append(page)
        if carrier == "fallback":
            page.route_web_socket("**/live", lambda socket: socket.close())
        found = Visit(mortal, Board(page, mortal.server.url, carrier))
        found.board.open(path)
        return found

    yield come
    for page in pages:
        mortal_windows.close(page)
    assert "Traceback" not in mortal.server.logged()


@pytest.mark.parametrize(
    ("down", "hard", "carrier"),
    [(1, True, "live"), (1, False, "fallback")],
)
def test_edits_before_during_and_after_a_restart_are_kept_once(
    visit: Callable[..., Visit], down: float, hard: bool, carrier: str
) -> None:
    here = visit(carrier=carrier)
    here.press("+")
    here.wait_acknowledged(0.9)
    here.press("+")
    here.process.end(hard=hard)
    here.press("++")
    time.sleep(down)  # the length of the outage is what this test is about
    here.process.start()
    here.press("+")
    here.wait_acknowledged(1.3)
    here.undo_to([1.2, 1.1, 1.0, 0.9, 0.8])
    here.page.locator(REDO).click()
    here.board.wait_value("input/0", 0.9)
    # Where the server was back before anything had to be said, nothing stands there at all.
    expect(here.page.locator(".live-status:not(:empty)")).to_have_count(0)


def test_an_idle_page_is_whole_after_a_restart(visit: Callable[..., Visit]) -> None:
    here = visit("/?preset=xor", carrier="fallback")  # with the wire: test_faults
    expect(here.page.locator(".st-key-tools")).to_be_visible()
    here.process.end(hard=True)
    here.process.start()
    # The session's own widgets work again, not the wire's alone.
    expect(here.page.locator(".st-key-share_body")).to_have_count(0)
    for _ in range(30):
        here.page.locator(".st-key-share button").first.click()
        link = here.page.locator("[data-testid=stPopoverBody] code").first
        try:
            expect(link).to_contain_text("preset=xor", timeout=3_000)
            break
        except AssertionError:
            here.page.keyboard.press("Escape")
    expect(link).to_contain_text("preset=xor")
    here.page.keyboard.press("Escape")
    here.press("+")
    here.page.wait_for_function("() => location.search.includes('from=xor')", timeout=PATIENCE)
    assert preset_of(here.board.scene()) == "xor"


def test_undo_while_the_server_is_away_is_done_when_it_comes_back(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    here.press("+")
    here.wait_acknowledged(0.9)
    here.process.end(hard=True)
    here.page.keyboard.press("Control+z")
    expect(here.page.locator(".live-status")).to_contain_text("Your changes are kept")
    assert here.page.locator("[role=dialog]:visible").count() == 0
    here.process.start()
    here.board.wait_value("input/0", 0.8)
    expect(here.page.locator(UNDO)).to_be_disabled(timeout=PATIENCE)
    expect(here.page.locator(REDO)).to_be_enabled(timeout=PATIENCE)


def test_a_lessons_step_outlasts_a_restart(visit: Callable[..., Visit]) -> None:
    here = visit("/learn?lesson=bias")
    here.press("+", "bias/0/0")
    here.board.wait_value("bias/0/0", 0.1)
    expect(here.page.locator(".panel-feedback")).to_be_visible()
    here.process.end(hard=True)
    here.press("++", "bias/0/0")
    here.process.start()
    here.press("++++", "bias/0/0")
    here.board.wait_value("bias/0/0", 0.7)
    expect(here.page.locator(".panel-feedback")).to_contain_text("a is 0.67", timeout=PATIENCE)


def test_a_scene_without_a_link_outlasts_a_restart(visit: Callable[..., Visit]) -> None:
    """The address cannot hold it; the page that is open can, undo and all."""
    here = visit(f"/?{urlencode(link_of(LARGE))}")
    more = here.page.locator(".st-key-stage [data-edit='add-neuron/3']")
    for number in (13, 14, 15):
        more.click()
        expect(here.board.target(f"neuron/3/{number - 1}")).to_be_attached()
    here.page.wait_for_function("() => location.search.startsWith('?kept=')", timeout=PATIENCE)
    shown = here.board.values()
    here.process.end(hard=True)
    here.process.start()
    here.press("+")
    here.board.wait_value("input/0", 0.1)
    expect(here.page.locator(UNDO)).to_be_enabled(timeout=PATIENCE)
    assert here.board.values().keys() == shown.keys()


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_table_that_no_token_holds_is_brought_to_the_new_server(
    visit: Callable[..., Visit], carrier: str
) -> None:
    data = tables.large(seed=20)
    here = visit(carrier=carrier)
    tables.put(here.page, data)
    here.board.open(tables.link_to(data, row=3))
    expect(here.page.locator(ROW)).to_have_value("4")
    here.process.end()
    here.process.start()
    here.page.locator(".st-key-inputs [data-edit=row-forward]").click()
    expect(here.page.locator(ROW)).to_have_value("5")
    here.board.wait_value("input/0", float(data.x[4, 0]))
    here.page.locator(UNDO).click()
    expect(here.page.locator(ROW)).to_have_value("4")
    here.board.wait_value("input/0", float(data.x[3, 0]))
