"""One server and one Chromium for all browser tests, and a visitor who is new for each."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.chromium import ARGS, executable
from tests.browser.driving.server import Process, Server, serving
from tests.browser.driving.windows import Windows

#: What takes longest: begun first, so that it is not what all wait for in the end.
LONGEST = ("test_course.py", "test_faults.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)


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
        switches = [*ARGS, "--process-per-site"]  # for a context's pages (driving/windows.py)
        chromium = playwright.chromium.launch(executable_path=executable(), args=switches)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def windows(server: Server, browser: Browser) -> Windows:
    return Windows(browser, server.url)


@pytest.fixture(scope="session")
def one_mortal() -> Iterator[Process]:
    process = Process("app.py", "", {})
    yield process
    process.end()


@pytest.fixture
def mortal(one_mortal: Process) -> Process:
    """A server that a test may end and start again; it runs when the test begins."""
    if not one_mortal.runs:
        one_mortal.start()
    return one_mortal


@pytest.fixture(scope="session")
def mortal_windows(one_mortal: Process, browser: Browser) -> Windows:
    return Windows(browser, one_mortal.server.url)


@pytest.fixture
def open_board(server: Server, windows: Windows) -> Iterator[Callable[..., Board]]:
    """Opens the playground on a prepared page; at the end none may have logged an error."""
    boards: list[Board] = []

    def open_it(
        path: str = "/",
        carrier: str = "live",
        width: int = 1440,
        height: int = 1000,
        prepare: Callable[[Page], None] = lambda page: None,
        settles: bool = True,
        **options: object,
    ) -> Board:
        page = windows.open(width, height, **options)
        prepare(page)
        if carrier == "fallback":
            page.route_web_socket("**/live", lambda socket: socket.close())
        board = Board(page, server.url, carrier)
        boards.append(board)
        if settles:
            board.open(path)
        else:
            page.goto(board.url + path, wait_until="commit")
        return board

    yield open_it
    for board in boards:
        windows.close(board.page)
    assert not any(board.errors for board in boards), [board.errors for board in boards]
