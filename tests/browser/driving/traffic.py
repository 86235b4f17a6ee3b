"""What a page and its two carriers tell each other: the wire's asks, and Streamlit's messages."""

import json
from typing import Any

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.sockets import SESSION, WIRE, Socket

QUIET = 800  # ms without a word after which nothing more will come
STEP = 100


class Traffic:
    """Both sockets of one page, from its first word on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wire = Socket(page, WIRE)
        self.session = Socket(page, SESSION)

    def asks(self) -> list[dict[str, Any]]:
        """All that was asked over the wire, in order."""
        return [json.loads(message) for message in self.wire.sent]

    def wait_quiet(self) -> None:
        """Until the session has ended its run, the newest ask is painted, and neither says more."""
        still = 0
        for _ in range(PATIENCE // STEP):
            before = self._counts()
            self.page.wait_for_timeout(STEP)
            resting = before == self._counts() and self._rests()
            still = still + STEP if resting else 0
            if still >= QUIET:
                return
        raise AssertionError("the page does not come to rest")

    def wait_painted(self) -> None:
        """Until the newest ask's answer is shown, while the session's words are held back."""
        self.page.wait_for_function(
            """asks => document.documentElement.dataset.painted === asks""",
            arg=str(self.asks()[-1]["id"]),
            timeout=PATIENCE,
        )

    def wait_for_ask(self, count: int) -> None:
        """Until so many have been asked."""
        for _ in range(PATIENCE // STEP):
            if len(self.wire.sent) >= count:
                return
            self.page.wait_for_timeout(STEP)
        raise AssertionError("nothing was asked")

    def _counts(self) -> tuple[int, int, int]:
        return len(self.wire.sent), len(self.wire.received), len(self.session.received)

    def _rests(self) -> bool:
        asks, painted = self.asks(), self.page.locator("html").get_attribute("data-painted")
        ended = not self.session.received or _kind(self.session.received[-1]) != "delta"
        return ended and (not asks or painted == str(asks[-1]["id"]))


def _kind(message: str | bytes) -> str:
    """Which of Streamlit's messages it is."""
    parsed = ForwardMsg()
    parsed.ParseFromString(message if isinstance(message, bytes) else message.encode())
    return str(parsed.WhichOneof("type"))


def open_traffic(open_board: Any, path: str, **options: object) -> tuple[Board, Traffic]:
    """A board, and what it tells and is told."""
    found: list[Traffic] = []
    board = open_board(path, prepare=lambda page: found.append(Traffic(page)), **options)
    found[0].wait_quiet()
    return board, found[0]
