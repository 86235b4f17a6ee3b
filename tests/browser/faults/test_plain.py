"""Texts of visitors and links stay text: no element, no request comes of them."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driving.server import Server, serving
from tests.browser.driving.windows import Windows
from tests.hostile import HARMLESS, TEXTS

pytestmark = pytest.mark.browser
Open = Callable[[str], tuple[Page, list[str]]]

SHOWN = """number => [...document.querySelectorAll(`.st-key-text-${number} > *`)].map(part => ({
  tags: [...part.querySelectorAll('*')].map(e => e.tagName).join(' '),
  text: (part.querySelector('[data-testid=stMarkdownContainer]') ?? part).innerText
    .replaceAll('\\u200c', '').replaceAll(/[ \\n]+/g, ' ').replace(/ $/, ''),
}))"""


@pytest.fixture(scope="module")
def page_of_texts(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """The page of texts, and what it has asked of other hosts."""
    with serving("tests/browser/driving/plain_page.py", PYTHONPATH=".") as server:
        page = browser.new_page()
        requests = foreign(page, server)
        page.goto(server.url)
        for part in ("stText", "stAlert", "stMenuButton"):
            count = 1 + len(TEXTS)
            expect(page.locator(f"[data-testid={part}]")).to_have_count(count)
        expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
        yield page, requests
        page.close()


def foreign(page: Page, server: Server) -> list[str]:
    """The requests that the page makes of other hosts, from now on."""
    found: list[str] = []
    own = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:")
    page.on("request", lambda it: None if it.url.startswith(own) else found.append(it.url))
    return found


def test_every_text_stands_in_labels_and_messages_as_it_is(
    page_of_texts: tuple[Page, list[str]],
) -> None:
    page, requests = page_of_texts
    usual = page.evaluate(SHOWN, 0)
    assert [part["text"] for part in usual] == [HARMLESS, f"Refused: {HARMLESS}.", *[HARMLESS] * 2]
    wrong = {}
    for number, text in enumerate(TEXTS, 1):
        line = re.sub(r"[ \n]+", " ", text.replace("\u200c", "")).strip(" ")
        expected = [{**part, "text": part["text"].replace(HARMLESS, line)} for part in usual]
        if (shown := page.evaluate(SHOWN, number)) != expected:
            wrong[text] = shown
    assert wrong == {}
    assert requests == []


# The pages themselves: each beside the same one with a harmless text.
WORST = "![x](//example.org/x.png) <b> :red[x] $y$"
LINKS = {
    "/learn?": ("lesson", "step", "lang"),
    "/?preset=xor&": ("x", "off", "t", "d", "temp", "s", "hide", "lock", "from", "else"),
    "/?": ("preset",),
    "/?from=xor&": ("n",),
}
CENSUS = """() => {
  const count = {};
  for (const {tagName} of document.body.querySelectorAll('*'))
    count[tagName] = (count[tagName] ?? 0) + 1;
  return count;
}"""


@pytest.fixture
def fresh(server: Server, windows: Windows) -> Iterator[Callable[[str], tuple[Page, list[str]]]]:
    """Opens a page of the playground; gives it, and what it asks of other hosts."""
    pages = []

    def opened(path: str) -> tuple[Page, list[str]]:
        page = windows.open(1440, 1000)
        pages.append(page)
        requests = foreign(page, server)
        page.goto(server.url + path)
        is_course = path.startswith("/learn")
        if not is_course:  # a panel in a closed tab is not drawn
            page.get_by_role("tab", name="Matrices").click(timeout=30_000)
        ready = ".st-key-course h3" if is_course else ".st-key-matrices .panel"
        expect(page.locator(ready).last).to_be_attached(timeout=30_000)
        expect(page.locator("html[data-wire]")).to_be_attached(timeout=30_000)
        return page, requests

    yield opened
    for page in pages:
        windows.close(page)


def census(page: Page) -> dict[str, int]:
    """How many elements of each kind there are, once the page is at rest."""
    idle = page.locator("[data-test-script-state=notRunning]")
    expect(idle).to_be_attached(timeout=30_000)
    before, now = None, page.evaluate(CENSUS)
    while before != now:
        page.wait_for_timeout(400)
        before, now = now, page.evaluate(CENSUS)
    return now


@pytest.mark.parametrize("path", LINKS)
def test_a_parameter_adds_nothing_to_the_page(fresh: Open, path: str) -> None:
    counts = []
    for text in (HARMLESS, WORST):
        page, requests = fresh(path + urlencode(dict.fromkeys(LINKS[path], text)))
        counts.append(census(page))
        assert requests == []
    assert counts[0] == counts[1]
