"""The worksheet is a page of its own, and one sheet of paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from playground import presets
from playground.export import worksheet
from playground.export.worksheet.page import PAGE
from playground.learner import chapters
from playground.learner.exercises import sheet
from playground.network import Network
from playground.scene import Scene
from tests.browser.driving.board import Board
from tests.strategies import DRAWABLE

pytestmark = pytest.mark.browser

Open = Callable[..., Board]


def test_the_worksheet_is_a_page_of_its_own(open_board: Open) -> None:
    board = open_board("/learn?lesson=bias")
    board.page.locator(".st-key-worksheets button").click()
    with board.page.expect_download() as download:
        board.page.locator(".st-key-worksheet-blank button").click()
    text = download.value.path().read_text("utf-8")
    assert "<svg" in text
    assert "_stcore" not in text
    assert "<link" not in text
    assert "<script" not in text


LARGEST = Scene(Network.create([16] * 9 + [16], hidden="relu"), [0.5] * 16)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_worksheet_is_one_page(browser: Browser, paper: str) -> None:
    page, sheets = browser.new_page(), {}
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "14mm")
    for name in (*DRAWABLE, "largest"):
        page.set_content(worksheet.render(LARGEST if name == "largest" else presets.load(name)))
        pdf = page.pdf(format=paper, margin=margin)
        sheets[name] = len(re.findall(rb"/Type\s*/Page\b", pdf))
    page.close()
    assert set(sheets.values()) == {1}, sheets


def test_sheets_of_a_class_print_on_pages_of_their_own(browser: Browser) -> None:
    """No question is parted by the end of a page; nothing is wider than the paper."""
    page, pages = browser.new_page(viewport={"width": 688, "height": 900}), {}
    page.emulate_media(media="print")
    tallest = "Math.max(...[...document.querySelectorAll('section')].map(e => e.offsetHeight))"
    images = chapters()[-1]
    for count in (1, 2):
        options = {"key": False, "language": "es", "variant": 17, "count": count}
        page.set_content(sheet(images.id, images.lessons, **options))
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        pages[count] = len(re.findall(rb"/Type\s*/Page\b", pdf))
        assert page.evaluate(tallest) < PAGE
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
    page.close()
    assert pages[2] == 2 * pages[1]
