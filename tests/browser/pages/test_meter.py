"""The latency meter: what anyone can read of their own machine."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.driving.board import CARRIERS, Board

pytestmark = pytest.mark.browser
Open = Callable[..., Board]

TOLD = re.compile(r"round trip \d+ ms · server [\d.]+ ms · paint \d+ ms · \d+ updates/s")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_address_switches_it_on_and_keeps_it(open_board: Open, carrier: str) -> None:
    board = open_board("/?preset=xor&meter=true", carrier=carrier)
    line = board.page.locator(".live-meter")
    board.page.locator('.st-key-stage [data-edit="add-neuron/0"]').first.click()
    board.page.wait_for_url("**/?*n=*")  # the session has written its address
    assert "meter=true" in board.page.url
    told = TOLD if carrier == "live" else re.compile(r"round trip \d+ ms")
    expect(line).to_have_text(told)


def test_settings_switch_it_on_and_off(open_board: Open) -> None:
    board = open_board("/")
    line = board.page.locator(".live-meter")
    expect(line).to_have_count(0)
    board.page.locator(".st-key-settings button").first.click()
    button = board.page.get_by_role("button", name="Latency meter")
    button.click()
    expect(line).to_be_visible()
    button.click()
    expect(line).to_have_count(0)
    assert "meter" not in board.page.url
