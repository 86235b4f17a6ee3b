"""Saving a figure: the menu in its corner, and what a saved picture shows besides the figure.

The browser writes the picture from the figure that it was told last, however far that has been
drawn. What the page shows over a figure as markup is no part of it; the layout's ``meta`` tells it
in Plotly's own terms, and is read for pictures alone.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import htpy

from playground.language import _
from playground.panels.kit.theme import FONT, Palette

FORMATS = ("svg", "png")
DOWNLOAD = "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14"  # an arrow onto a line, in a square of 24
_LONGEST_NAME = 60
_LINE = 18  # px between lines of a caption


def menu(panel: str, figure: str, label: str) -> htpy.Element:
    """A button that opens the choice of a format, in the corner of what holds both."""
    choice = f"save-{panel}-{figure}"
    name = _("Save as a picture: {label}", label=label)
    return htpy.div(".save-menu")[
        htpy.button(".open", type="button", popovertarget=choice, aria_label=name, title=name)[
            icon(DOWNLOAD)
        ],
        htpy.div(id=choice, popover="auto", role="group", aria_label=name)[
            [
                htpy.button(
                    type="button",
                    popovertarget=choice,
                    popovertargetaction="hide",
                    **attributes(panel, figure, format),
                )[format.upper()]
                for format in FORMATS
            ]
        ],
    ]


def attributes(panel: str, figure: str, format: str) -> dict[str, str]:
    """What a button carries that saves a panel's figure."""
    return {"data_edit": "download-picture", "data_of": f"{panel}/{figure}", "value": format}


def icon(path: str) -> htpy.Element:
    """Lines in a square of 24, drawn in the colour of the text."""
    return htpy.svg(viewBox="0 0 24 24", aria_hidden="true")[htpy.path(d=path)]


def besides(
    annotations: Sequence[Mapping[str, Any]] = (),
    traces: Sequence[Mapping[str, Any]] = (),
    room: int = 0,
    corner: float = 0.0,
) -> dict[str, Any]:
    """A layout's ``meta``: annotations and traces of Plotly's, and ``room`` px above the figure.

    ``corner`` rounds the images in it, as a sheet does on the page: a share of their sides.
    """
    return {
        "annotations": list(annotations),
        "traces": list(traces),
        "room": room,
        "corner": corner,
    }


def captioned(
    lines: list[str], palette: Palette, traces: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """A layout's ``meta``: lines of text above a saved picture, and traces on it."""
    text = {
        "text": "<br>".join(lines),
        "font": {"family": FONT, "size": 13, "color": palette.text1},
        "showarrow": False,
        "align": "left",
    }
    place = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
    }
    return besides([text | place | {"yshift": 6}], traces, room=_LINE * len(lines))


def file_stem(title: str) -> str:
    """A title as the beginning of a file's name: letters and digits of any script, and hyphens."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).casefold())
    return "-".join(words)[:_LONGEST_NAME].rstrip("-") or "network"
