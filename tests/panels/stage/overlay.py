"""What lies over the diagram, read from the stage's markup."""

import html.parser
import re

from playground.panels.panel import View
from playground.panels.stage import stage
from playground.scene import (
    Scene,
)

VIEWS = [View(), View(widths={"stage": 560}), View(widths={"stage": 360}, phone=True)]


Attributes = dict[str, str]


class _Reader(html.parser.HTMLParser):
    """Every element with what stands around it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Attributes] = []
        self.found: list[tuple[Attributes, list[Attributes]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attributes}
        self.found.append((own, list(self.open)))
        self.open.append(own)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()


def elements(scene: Scene, view: View) -> list[tuple[Attributes, list[Attributes]]]:
    """The elements of the stage's overlay, each with its ancestors."""
    reader = _Reader()
    for name, part in stage.render(scene, view).parts.items():
        if name.startswith(("edges/", "nodes/")):
            reader.feed(part)
    return reader.found


def handles(scene: Scene, view: View) -> dict[str, Attributes]:
    """The focusable elements by their targets."""
    return {own["data-target"]: own for own, _ in elements(scene, view) if "data-target" in own}


def style(own: Attributes, name: str) -> float:
    return float(re.search(rf"(?:^|;){name}:(?:rotate\()?(-?[\d.]+)", own["style"])[1])
