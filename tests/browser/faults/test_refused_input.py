"""What a control refuses is told beside it, once, and goes when it is mended."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import CARRIERS, Board
from tests.browser.driving.server import Server

pytestmark = pytest.mark.browser

Open = Callable[..., Board]

NOTICE = ".live-notice"
REFUSED = '"event":"refused"'


@pytest.mark.parametrize("carrier", CARRIERS)
def test_refused_text_is_marked_while_it_can_be_mended(open_board: Open, carrier: str) -> None:
    """A field that was left shows its value and why the text was refused."""
    board = open_board(carrier=carrier)
    notice, field = board.page.locator(NOTICE), board.field("weight/0/1/0", "neuron")
    shown = field.input_value()
    for typed in ("9..5", "1,000.5", "1,000"):
        field.fill(typed)
        board.target("neuron/0/1").click(delay=300)
        expect(notice).to_have_text(re.compile(re.escape(typed) + r"(?![\d.])"))
        expect(field).to_have_value(shown)
        expect(field).not_to_have_attribute("aria-invalid", "true")
        box, place = notice.bounding_box(), field.bounding_box()
        assert box is not None
        assert place is not None
        assert box["y"] - place["y"] < 60, typed
        assert box["x"] <= place["x"] < box["x"] + box["width"], typed
    field.fill("9..5")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("9..5")
    expect(notice).to_contain_text("9..5")
    field.fill("9.5")
    expect(notice).to_have_count(0)
    field.press("Enter")
    board.wait_value("weight/0/1/0", 9.5)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("no")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("Tab")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("9.50")
    assert shown != "9.50"


def test_a_notice_is_shown_once(open_board: Open) -> None:
    board = open_board("/?preset=xor&d=9")
    expect(board.page.locator(NOTICE)).to_contain_text("decimals")
    board.page.locator(".st-key-share button").first.click()  # the session draws everything again
    expect(board.page.locator("[data-testid=stPopoverBody] code").first).to_be_visible()
    expect(board.page.locator(NOTICE)).to_have_count(0)


def test_a_notice_moves_with_its_control_and_leaves_with_the_next_deed(open_board: Open) -> None:
    board = open_board(height=700)
    field = board.field("input/1", "inputs")
    field.scroll_into_view_if_needed()
    field.fill("9..5")
    field.press("Enter")
    notice = board.page.locator(NOTICE)
    expect(notice).to_be_visible()
    gap = """() => {
      const top = (css) => document.querySelector(css).getBoundingClientRect().top;
      return Math.round(top('.live-notice') - top('.st-key-inputs .field[data-target="input/1"]'));
    }"""
    before = board.page.evaluate(gap)
    board.page.mouse.move(400, 300)
    board.page.mouse.wheel(0, -150)
    board.page.wait_for_function("() => document.querySelector('.live-notice').offsetTop > 0")
    assert board.page.evaluate(gap) == before
    assert notice.evaluate("e => getComputedStyle(e).pointerEvents") == "none"
    board.target("neuron/0/0").click()
    expect(notice).to_have_count(0)


def test_a_refusal_is_logged_once_and_another_example_takes_its_notice_away(
    open_board: Open, server: Server
) -> None:
    board = open_board()
    before = server.logged().count(REFUSED)  # now: of another test's page the last may come late
    notice = board.page.locator(NOTICE)
    cell = board.field("weight/0/0/0", "matrices")
    shown = cell.input_value()
    cell.fill("12,345")
    cell.press("Enter")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(notice).to_contain_text("write 12.345")
    board.page.locator("h2", has_text="Inputs").click()
    expect(cell).to_have_value(shown)

    field = board.field("weight/0/1/0", "neuron")
    url = board.page.url
    field.fill("once..only")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("0.25")
    field.press("Enter")
    board.wait_committed(url)
    for _ in range(50):
        if server.logged().count(REFUSED) >= before + 2:
            break
        board.page.wait_for_timeout(100)
    assert server.logged().count(REFUSED) == before + 2
    assert "once..only" not in server.logged()

    board.target("neuron/2/0").focus()
    board.page.keyboard.press("Delete")
    expect(notice).to_contain_text("cannot be removed")
    board.page.locator(".st-key-preset button").click()
    board.page.get_by_role("menuitem", name="Salary model").click()
    board.target("input/3").wait_for(state="attached")
    expect(notice).to_have_count(0)
