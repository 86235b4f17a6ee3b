"""A scene too large for a link: its address names it, and this browser keeps it."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from playground import document
from playground.network import Network
from playground.scene import Scene, SetInput, apply
from tests.browser.driving.board import CARRIERS, PATIENCE, Board
from tests.browser.driving.server import Process
from tests.browser.driving.windows import Windows

pytestmark = pytest.mark.browser
# Just too large: a page with more to draw takes longer, and shows nothing else here.
LARGE = Scene(Network.create([2, *[16] * 4, 1], hidden="tanh", seed=5), title="Mine")
OTHER = Scene(Network.create([3, *[16] * 4, 2], hidden="relu", seed=6), title="Another")
SENTENCE = "This link's network stayed in the browser that made it."
UNLINKED = "This network is too large for a link: its address works in this browser alone."
MODULE = """import(performance.getEntriesByType("resource")
  .map(({ name }) => name).find((name) => name.includes("playground.live/together.js")))"""
SEEN = """globalThis.seen = new Set();
  new MutationObserver(() => {
    const first = document.querySelector('.st-key-stage [data-target="input/0"][data-value]');
    if (first) seen.add(first.dataset.value);
  }).observe(document, { subtree: true, childList: true, attributes: true });"""
NOTHING_KEPT = "indexedDB.open = () => { throw new DOMException('private', 'SecurityError'); }"


class Visit:
    """A browser on a server that is ended and started anew."""

    def __init__(self, process: Process, windows: Windows) -> None:
        self.process, self.windows = process, windows
        self.first: list[Page] = []

    def context(self) -> BrowserContext:
        """Another machine, as far as the page can tell."""
        self.first.append(self.windows.open(1440, 1000))
        return self.first[-1].context

    def board(
        self, context: BrowserContext, path: str = "/", carrier: str = "live", script: str = ""
    ) -> Board:
        page = context.new_page()
        page.set_viewport_size({"width": 1440, "height": 1000})
        if script:
            page.add_init_script(script)
        if carrier == "fallback":
            page.route_web_socket("**/live", lambda socket: socket.close())
        board = Board(page, self.process.server.url, carrier)
        board.open(path)
        return board

    def restart(self) -> None:
        self.process.end(hard=True)
        self.process.start()

    def end(self) -> None:
        for page in self.first:
            self.windows.close(page)
        assert "Traceback" not in self.process.server.logged()


@pytest.fixture
def visit(mortal: Process, mortal_windows: Windows) -> Iterator[Visit]:
    found = Visit(mortal, mortal_windows)
    yield found
    found.end()


def open_file(board: Board, scene: Scene) -> None:
    board.page.get_by_role("button", name="Open", exact=True).click()
    choose_file(board, scene)
    board.page.keyboard.press("Escape")


def choose_file(board: Board, scene: Scene) -> None:
    text = document.scene_to_json(scene).encode()
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": text}
    board.page.set_input_files("input[type=file]", [file])
    wait_kept(board.page)
    wait_scene(board, scene)
    expect(board.page.locator(".st-key-tools")).to_contain_text(scene.title)


def wait_kept(page: Page) -> str:
    """The digest in the address, once this browser has kept its scene."""
    page.wait_for_function("() => /[?&]kept=[0-9a-f]{24}/.test(location.search)", timeout=PATIENCE)
    page.wait_for_function(
        f"""async () => {{
          const {{ kept }} = await {MODULE};
          return (await kept.find(new URLSearchParams(location.search).get("kept"))) !== null;
        }}""",
        timeout=PATIENCE,
    )
    return str(page.evaluate("new URLSearchParams(location.search).get('kept')"))


def wait_scene(board: Board, scene: Scene) -> None:
    """Until the stage shows this scene's network and input, to the bit."""
    board.wait_values(
        {
            f"weight/{k}/{j}/{i}": float(weight)
            for k, layer in enumerate(scene.network.layers)
            for (j, i), weight in np.ndenumerate(layer.weights)
        }
        | {f"input/{i}": float(value) for i, value in enumerate(scene.x)}
    )
    board.assert_true(scene.network)


def reload(board: Board) -> None:
    board.page.reload()
    board.settle()


def undo_button(board: Board, name: str = "undo") -> Locator:
    return board.page.locator(f".st-key-toolbar [data-edit={name}]")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_reload_brings_it_back_from_any_server(visit: Visit, carrier: str) -> None:
    board = visit.board(visit.context(), carrier=carrier)
    open_file(board, LARGE)
    expect(board.page.locator(".st-key-unlinked")).to_contain_text(UNLINKED)
    url = board.page.url
    reload(board)
    wait_scene(board, LARGE)
    board.page.add_init_script(SEEN)
    visit.restart()
    reload(board)
    wait_scene(board, LARGE)
    assert board.page.evaluate("[...seen]") == ["0"]  # and never the first example's
    assert board.page.url == url
    expect(board.page.locator(".st-key-tools")).to_contain_text("Mine")
    expect(undo_button(board)).to_be_disabled()
    expect(board.page.get_by_text("The server does not answer")).to_have_count(0)


def test_every_edit_of_it_is_kept_and_back_leads_to_the_one_before(visit: Visit) -> None:
    board = visit.board(visit.context())
    open_file(board, LARGE)
    url = board.page.url
    board.target("input/0").focus()
    board.page.keyboard.press("+")
    board.wait_committed(url)
    wait_kept(board.page)
    edited = apply(LARGE, SetInput(0, 0.1))
    wait_scene(board, edited)
    undo_button(board).click()
    wait_scene(board, LARGE)
    undo_button(board, "redo").click()
    wait_scene(board, edited)
    board.page.wait_for_function("url => location.href !== url", arg=url, timeout=PATIENCE)
    visit.restart()
    reload(board)
    wait_scene(board, edited)
    board.page.go_back()
    wait_scene(board, LARGE)
    board.page.go_forward()
    wait_scene(board, edited)
    # Smaller again: an ordinary link, and nothing more to say.
    board.page.locator(".st-key-preset button").click()
    board.page.get_by_role("menuitem", name="XOR network").click()
    board.page.wait_for_function("() => location.search === '?preset=xor'", timeout=PATIENCE)
    expect(board.page.locator(".st-key-unlinked")).to_have_count(0)
    undo_button(board).click()
    wait_scene(board, edited)
    expect(board.page.locator(".st-key-unlinked")).to_be_visible()


def test_two_tabs_keep_one_each(visit: Visit) -> None:
    context = visit.context()
    one = visit.board(context)
    open_file(one, LARGE)
    two = visit.board(context)
    open_file(two, OTHER)
    visit.restart()
    reload(one)
    wait_scene(one, LARGE)
    reload(two)
    wait_scene(two, OTHER)
    third = visit.board(context, one.page.url.removeprefix(visit.process.server.url))
    wait_scene(third, LARGE)


def test_another_machine_is_told_and_led_to_the_file(visit: Visit) -> None:
    here = visit.board(visit.context())
    open_file(here, LARGE)
    url = here.page.url
    here.page.close()  # it would tell the new server of its scene
    visit.restart()
    path = url.removeprefix(visit.process.server.url)
    there = visit.board(visit.context(), path)
    row = there.page.locator(".st-key-unlinked")
    expect(row).to_contain_text(SENTENCE)
    row.get_by_role("button", name="Open its file").click()
    expect(there.page.locator("[data-testid=stPopoverBody]")).to_be_visible()
    choose_file(there, LARGE)
    expect(row).to_contain_text(UNLINKED)
    there.page.keyboard.press("Escape")
    wait_scene(there, LARGE)
    assert there.page.url == url  # one scene, one name
    assert not there.errors


def test_an_embedded_page_of_another_machine_says_it_in_a_notice(
    open_board: Callable[..., Board],
) -> None:
    board = open_board(f"/?embed=true&kept={'0' * 24}")
    expect(board.page.locator(".live-notice")).to_have_text(SENTENCE)
    expect(board.page.locator(".st-key-unlinked")).to_have_count(0)


def test_a_browser_that_keeps_nothing_works_as_long_as_the_server_knows(visit: Visit) -> None:
    board = visit.board(visit.context(), script=NOTHING_KEPT)
    board.page.get_by_role("button", name="Open", exact=True).click()
    text = document.scene_to_json(LARGE).encode()
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": text}
    board.page.set_input_files("input[type=file]", [file])
    board.page.wait_for_function("() => location.search.includes('kept=')", timeout=PATIENCE)
    board.page.keyboard.press("Escape")
    reload(board)
    wait_scene(board, LARGE)
    visit.restart()
    reload(board)
    expect(board.page.locator(".st-key-unlinked")).to_contain_text(SENTENCE)


def test_the_hundred_and_first_sends_the_oldest_away(visit: Visit) -> None:
    board = visit.board(visit.context())
    open_file(board, LARGE)
    first = board.page.url
    board.page.evaluate(
        f"""async () => {{
          const {{ kept }} = await {MODULE};
          for (let number = 0; number < 100; number++) await kept.keep(`${{number}}`, "text");
        }}"""
    )
    visit.restart()
    board.page.goto("about:blank")
    board.page.goto(first)
    expect(board.page.locator(".st-key-unlinked")).to_contain_text(SENTENCE)
