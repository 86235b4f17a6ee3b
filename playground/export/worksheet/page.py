"""A scene as a worksheet to print: the diagram, numbers given or left blank, an answer key.

``render`` makes one self-contained page of HTML with an SVG in it, for one sheet of A4 or Letter;
it is black on white. Lengths are CSS pixels.
"""

from collections.abc import Collection

import htpy as h

from playground.export.worksheet.diagram import diagram
from playground.export.worksheet.exercises import (
    MOST_ROWS,
    MOST_TERMS,
    functions,
    matrices,
    rows_of_arithmetic,
    tabled,
    worked,
)
from playground.export.worksheet.sheet import BLANKABLE, BLANKS, Sheet
from playground.export.worksheet.style import CSS
from playground.language import _, called, language
from playground.network import NetworkError
from playground.scene import Scene

PAGE = 930  # the height of Letter between its margins


def render(scene: Scene, blanks: Collection[str] = BLANKS, key: bool = False) -> str:
    """The sheet as HTML, in the language that is spoken.

    With ``key`` the blanks are filled in and stand out. Raises NetworkError for something that
    cannot be blank.
    """
    if unknown := sorted(set(blanks) - set(BLANKABLE)):
        raise NetworkError(
            _(
                "worksheet: expected some of {known}, got {unknown}",
                known=", ".join(BLANKABLE),
                unknown=unknown[0],
            )
        )
    sheet = Sheet(scene, frozenset(blanks), key)
    heading = heading_of(key)
    title = called(scene.title) or " → ".join(map(str, scene.network.sizes))
    page = h.html(lang=language())[
        head(f"{heading}: {title}"),
        h.body(style=f"zoom:{_zoom(scene)}")[
            h.header[
                h.h1[h.small[heading], " ", title],
                None if key else signature(),
            ],
            h.p[_("Compute what is missing, layer by layer: every weighted sum z, then a = f(z).")],
            diagram(sheet),
            matrices(sheet),
            functions(sheet),
            rows_of_arithmetic(sheet),
        ],
    ]
    return str(page)


def heading_of(key: bool) -> str:
    """What kind of sheet it is."""
    return _("Answer key") if key else _("Worksheet")


def head(title: str) -> h.Element:
    """The document's head: its title, and how it looks in print."""
    return h.head[
        h.meta(charset="utf-8"),
        h.meta(name="viewport", content="width=device-width"),
        h.title[title],
        h.style[CSS],
    ]


def signature() -> h.Element:
    """Where name and date are written."""
    return h.p(".signature")[f"{_('Name')}: ", h.span, f" {_('Date')}: ", h.span]


def _zoom(scene: Scene) -> float:
    """How much smaller than 1 the sheet must be set to fit one page."""
    layers = scene.network.layers
    tables = sum(19 * layers[k].n_out + 26 for k in tabled(scene))
    count = min(len(worked(scene)), MOST_ROWS)
    rows = -(-count // 2) if count > 3 else count
    wide = any(layer.n_in == MOST_TERMS for layer in layers)
    height = 600 + tables + (92 if wide else 76) * rows
    return round(min(1.0, PAGE / height), 2)
