"""A panel's markup as a parser reads it: its elements, their attributes, and its texts."""

import html.parser

from playground.panels.panel import Panel

VOID = {"input", "br", "wbr", "img", "hr", "path"}

Attributes = dict[str, str | None]


class Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(panel: Panel) -> Reader:
    reader = Reader()
    reader.feed(panel.html)
    reader.close()
    assert reader.open == []
    assert "<!--" not in panel.html
    return reader
