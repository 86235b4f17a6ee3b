"""The playground page through Streamlit's AppTest: opened by a link, read, and worked with.

The live panels' own data is read from their protos; gestures are left to the browser tests.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

from playground.live.opening import BELOW, TABS
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Scene

MAIN = Path(__file__).parents[2] / "playground" / "pages" / "main.py"
BOARD = ("stage", "inputs", "output", "neuron", "matrices")


def opened(link: dict[str, str] | None = None) -> AppTest:
    """The page as a browser gets it that comes with a link."""
    page = AppTest.from_file(str(MAIN), default_timeout=30)
    for name, value in (link or {}).items():
        page.query_params[name] = value
    return ran(page)


def ran(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def session(page: AppTest) -> Any:
    return page.session_state["session"]


def scene(page: AppTest) -> Scene:
    found: Scene = session(page).scene
    return found


def address(page: AppTest) -> dict[str, str]:
    return {
        name: value[0] if isinstance(value, list) else value
        for name, value in page.query_params.items()
    }


def data(page: AppTest) -> dict[str, Any]:
    """What the live elements were given, by the panel's name, or else by what they tell."""
    found = {}
    for element in page.main:
        if element.type == "bidi_component":
            [given] = json.loads(element.proto.json)  # type: ignore[attr-defined]
            found[given.get("place") or given.get("words") or next(iter(given))] = given
    return found


def shown(page: AppTest) -> set[str]:
    """The panels on the page; those behind the matrices' other tabs count as the matrices."""
    behind = {*TABS, *BELOW.values()} - {"matrices"}
    return data(page).keys() - behind - {"application", "page", "hub"}


def notice(page: AppTest) -> str | None:
    """The sentence that the hub shows."""
    told: dict[str, str] | None = data(page)["hub"]["hub"]["notice"]
    return told and told["text"]


def open_popover(page: AppTest, name: str) -> AppTest:
    page.session_state[name] = True
    return ran(page)


def guide(page: AppTest) -> str:
    """The line above the board, as markup."""
    assert "guide" in shown(page)
    return PANELS["guide"](scene(page), View(undo=bool(session(page).history.past))).html


def codes(page: AppTest) -> list[str]:
    return [element.value for element in page.code]


def link_in(text: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(text).query, keep_blank_values=True))
