"""The pages' own words are said by the catalogues: buttons, popovers, the dialog of data.

As in tests.panels.test_speech the page is drawn in a language that nobody speaks.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from playground import language
from playground.cache import forget
from playground.language import LANGUAGES, own_name
from playground.panels.page import data_chip
from playground.scene import AddInput, UseData
from playground.widgets.tools.row import POPOVERS
from tests.pages.playground_page import open_popover, opened, ran, session
from tests.panels.test_speech import Foreign, unsaid

_TOLD = ("label", "body", "help", "placeholder", "title", "text", "options", "content")
_TOLD_OF_BLOCKS = ("popover", "dialog", "tab")
#: What stands in a label besides words: pictures, icons and colours.
_BESIDES = re.compile(r"\(data:[^)]*\)|:material/\w+:|:gray\[")


def _texts(page: AppTest) -> Iterator[str]:
    """What each element of the page shows, but for code and what is drawn by the panels."""
    for element in page._tree:
        if element.type not in ("root", "code", "bidi_component"):
            yield from _in(getattr(element, "proto", None))


def _in(proto: Any) -> Iterator[str]:
    if not isinstance(proto, Message):
        return
    for field, value in proto.ListFields():
        if field.name not in (*_TOLD, *_TOLD_OF_BLOCKS):
            continue
        for each in [value] if isinstance(value, str | Message) else value:
            if isinstance(each, str):
                yield each
            else:
                yield from _in(each)


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that nobody speaks."""
    monkeypatch.setattr(language, "translations", lambda code: Foreign())
    forget()
    yield
    forget()


def _pages() -> Iterator[AppTest]:
    for name in POPOVERS:
        page = opened({"preset": "xor"})
        session(page).edit(UseData("moons"))
        yield open_popover(ran(page), name)
    for origin in ("sets", "table", "formula", "paint"):
        page = opened({"preset": "body-size"})
        session(page).edit(AddInput())
        page = ran(page)
        page.button(key=data_chip.KEY).click()
        page = ran(page)
        page.button_group(key="data_origin").set_value(origin)
        page = ran(page)
        if origin == "table":
            page.text_area(key="data_text").set_value("1;2;0\n3;;1\n4;5;1\n")
            page = ran(page)
        yield page


@pytest.mark.usefixtures("foreign")
def test_every_word_of_the_playground_page_is_said() -> None:
    texts = {_BESIDES.sub("", text) for page in _pages() for text in _texts(page)}
    assert len(texts) > 100
    found = {word for text in texts for word in unsaid(text)} - set(map(own_name, LANGUAGES))
    assert not found, "\n".join(sorted(found))
