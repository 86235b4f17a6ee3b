"""What the sections of the tab share: of what they are drawn, and how a figure stands there."""

from typing import NamedTuple

import htpy
from markupsafe import Markup

from playground.analysis.learning.story import Story
from playground.panels.kit import card, plot
from playground.panels.kit.numbers import printed
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure, View
from playground.scene import Scene

NAME = "training"
_GAP = 22  # px between two columns
_LEAST_COLUMN = 250  # px: below it one stands under the other


class Drawing(NamedTuple):
    """What a section is drawn of, and how wide."""

    scene: Scene
    view: View
    story: Story
    palette: Palette
    width: int

    @property
    def columns(self) -> tuple[int, int]:
        """The widths of two columns beside each other; both whole where they have no room."""
        half = (self.width - _GAP) // 2
        return (half, self.width - _GAP - half) if half >= _LEAST_COLUMN else (self.width,) * 2


class Section(NamedTuple):
    """What stands below the choices: the content of the frame, the parts and the figures."""

    content: list[htpy.Node]
    parts: dict[str, Markup]
    figures: dict[str, Figure]


def place(name: str, title: str, box: plot.Box, beside: htpy.Node = None) -> htpy.Element:
    """A figure's place with its title, and what is said beside that."""
    return htpy.div(".chart", style=f"width:{box.width}px")[
        htpy.h3[title, beside],
        card.figure_place(NAME, name, box.width, box.height, title),
    ]


def chart_box(width: int, height: int) -> plot.Box:
    """The plot of a chart over the epochs, with room for the names of its lines."""
    return plot.Box(width, height, left=46, right=62, top=8, bottom=36)


def said(key: str, text: Markup | str) -> Markup:
    """A part within a line."""
    return Markup('<span data-key="{}">{}</span>').format(key, text)


def epoch(story: Story) -> Markup:
    """The number of the present epoch."""
    return printed(story.run.epoch, 0, quantity="epoch")
