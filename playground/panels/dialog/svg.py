"""Small pictures as files of their own, which Markdown can show; they wear the page's theme.

A mark's shape is its row's class, as ``kit.marks`` has it: circle, square, triangle, diamond, and
from the fifth on the class's number.
"""

import base64
from collections.abc import Iterable, Sequence

import htpy as h
from markupsafe import Markup

from playground.panels.kit.theme import THEMES, value_colour

Point = tuple[float, float]
_LINES = ("h0", "h0", "m0-3.4l3.8 6.6h-7.6z", "m0-4l4 4-4 4-4-4z")


def address(width: float, height: float, *content: h.Node) -> str:
    """The address of a picture of that size, in any unit."""
    drawn = h.svg(xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}")[
        h.style[_STYLE], content
    ]
    return f"data:image/svg+xml;base64,{base64.b64encode(str(drawn).encode()).decode()}"


def marks(points: Sequence[Point], of_class: int, css: str = "") -> h.Node:
    """The marks of one class at their places."""
    if of_class >= len(_LINES):
        return [h.text(".number", x=_brief(x), y=_brief(y + 3))[str(of_class)] for x, y in points]
    d = "".join(f"M{_brief(x)} {_brief(y)}{_LINES[of_class]}" for x, y in points)
    return h.path(class_=f"{('dot', 'box', 'shape', 'shape')[of_class]} {css}", d=d)


def bars(boxes: Iterable[tuple[float, float, float, float]], css: str) -> h.Element:
    """Upright boxes, each (x, y, width, height)."""
    d = "".join(
        f"M{_brief(x)} {_brief(y)}h{_brief(width)}v{_brief(height)}h{_brief(-width)}z"
        for x, y, width, height in boxes
        if width > 0 and height > 0
    )
    return h.path(class_=css, d=d)


def _brief(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def value_style(value: float) -> str:
    """The colour of a value from −1 to 1, in both themes; marks of the class ``value`` wear it."""
    return ";".join(f"--{name}:{value_colour(value, each)}" for name, each in THEMES.items())


def _colours(theme: str) -> str:
    palette = THEMES[theme]
    return (
        f"path,text{{fill:{palette.text2};stroke:{palette.text2}}}"
        f".yes{{fill:{palette.fill_positive};stroke:{palette.fill_positive}}}"
        f".value{{fill:var(--{theme});stroke:var(--{theme})}}"
        f".hole{{fill:{palette.sunk};stroke:{palette.sunk}}}"
    )


_STYLE = Markup(  # noqa: S704 - the palette's own colours
    _colours("light")
    + ".dot{stroke-width:6;stroke-linecap:round}.box{stroke-width:5.4;stroke-linecap:square}"
    ".shape,.bar{stroke-width:0}"
    ".hollow .dot{stroke-width:3}.hollow .box{stroke-width:2.6}"
    ".number{font:600 8px sans-serif;text-anchor:middle;stroke:none}"
    f"@media(prefers-color-scheme:dark){{{_colours('dark')}}}"
)
