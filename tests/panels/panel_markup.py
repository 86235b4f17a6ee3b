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


def check_filled(panel: Panel) -> None:
    """Assert that every part has its slot and carries its key, and every figure has its place."""
    for name, part in panel.parts.items():
        assert f"<!--{name}-->" in panel.frame
        assert f'data-key="{name}"' in part
    for name in panel.figures:
        assert f'data-figure="{name}"' in panel.html
    assert "<!--" not in panel.html


def read(panel: Panel) -> Reader:
    """The markup of a panel whose parts and figures all have their places."""
    check_filled(panel)
    reader = Reader()
    reader.feed(panel.html)
    reader.close()
    assert reader.open == []
    return reader
