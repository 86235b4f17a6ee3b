"""One server and one Chromium for all browser tests; a fresh context and page for each."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.board import PATIENCE, Board
from tests.browser.chromium import ARGS, executable
from tests.browser.server import Server, serving

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A playground that must not log a traceback while the tests use it."""
    with serving() as running:
        yield running
        log = running.logged()
    assert "Traceback" not in log, log


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=list(ARGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_board(server: Server, browser: Browser) -> Iterator[Callable[..., Board]]:
    """Opens the playground; at the end no page may have logged an error."""
    boards: list[Board] = []

    def open_it(
        path: str = "/",
        carrier: str = "live",
        width: int = 1440,
        height: int = 1000,
        **options: object,
    ) -> Board:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        page: Page = context.new_page()
        if carrier == "fallback":
            page.route_web_socket("**/live", lambda socket: socket.close())
        board = Board(page, server.url, carrier)
        boards.append(board)
        board.open(path)
        return board

    yield open_it
    for board in boards:
        board.page.context.close()
        assert not board.errors, board.errors
