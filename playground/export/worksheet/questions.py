"""Questions and sums to work out as a worksheet to print, each with the picture of its network."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import htpy as h

from playground.activations import ACTIVATIONS
from playground.export.worksheet.diagram import diagram
from playground.export.worksheet.exercises import matrices
from playground.export.worksheet.inline import blocks, inline, is_inline
from playground.export.worksheet.page import head, heading_of, signature
from playground.export.worksheet.sheet import BLANKS, Sheet
from playground.language import _, language
from playground.scene import Scene

MOST_LAYERS = 4  # of neurons, up to which a network is small enough for a picture beside a question
MOST_NEURONS = 8  # in the largest of them

COLUMN, LEAST, MOST = 160, 430, 560  # widths of the picture, before that is set into its place


#: How a network is drawn: with tables of the weights that its lines have no room for, without
#: these, without any number, or not at all.
Picture = Literal["numbers", "lines", "shape", "none"]


@dataclass(frozen=True)
class Asked:
    """What is asked of a scene, in the Markdown of the lessons, and what is right.

    ``before`` is what one must know for it. ``choices`` are to be ticked, ``right`` is the place of
    one of them; or each of the ``fields`` (its label) is to be filled with the value beside it.
    ``why`` is told with the answer. A small network is drawn as the
    ``picture`` says, without its ``blanks`` (besides z and a); in the key as it is ``solved``.
    """

    title: str
    text: str
    scene: Scene
    before: str = ""
    choices: tuple[str, ...] = ()
    right: int = 0
    fields: tuple[tuple[str, str], ...] = ()
    why: str = ""
    picture: Picture = "numbers"
    blanks: frozenset[str] = frozenset()
    solved: Scene | None = None

    @property
    def answer(self) -> str:
        """What is right, as short as can be: a choice's letter, or the values of the fields."""
        return string.ascii_lowercase[self.right] if self.choices else self._values

    @property
    def _values(self) -> str:
        return "; ".join(value for _, value in self.fields)


def render_questions(title: str, sheets: Mapping[str, Sequence[Asked]], *, key: bool) -> str:
    """The sheets by what tells them apart, "3A", as HTML, each on pages of its own.

    They are in the language that is spoken. With ``key`` the answers are filled in and stand out,
    below a table of all of them.
    """
    heading = heading_of(key)
    page = h.html(lang=language())[
        head(f"{heading}: {title}"),
        h.body[
            _at_a_glance(title, sheets) if key else None,
            (_sheet(title, label, asked, key) for label, asked in sheets.items()),
        ],
    ]
    return str(page)


def _at_a_glance(title: str, sheets: Mapping[str, Sequence[Asked]]) -> h.Element:
    """All answers of all sheets in one table, a column a sheet."""
    rows = list(zip(*sheets.values(), strict=True))
    names = [_("Variant {number}", number=label) for label in sheets]
    return h.article(".sheet")[
        h.header[h.h1[h.small[heading_of(True)], " ", title]],
        h.table(".glance")[
            h.thead[h.tr[h.th[_("Question")], (h.th[name] for name in names)]],
            h.tbody[
                (
                    h.tr[
                        h.th[f"{number}. ", inline(row[0].title)],
                        (h.td[one.answer] for one in row),
                    ]
                    for number, row in enumerate(rows, 1)
                )
            ],
        ],
    ]


def _sheet(title: str, label: str, asked: Sequence[Asked], key: bool) -> h.Element:
    return h.article(".sheet")[
        h.header[
            h.h1[h.small[heading_of(key)], " ", title],
            h.p(".variant")[_("Variant {number}", number=label)],
            None if key else signature(),
        ],
        (_exercise(number, one, key, label) for number, one in enumerate(asked, 1)),
    ]


def _exercise(number: int, asked: Asked, key: bool, label: str) -> h.Element:
    answers = _choices(asked, key) if asked.choices else _fields(asked, key)
    why = key and asked.why and is_inline(asked.why)
    return h.section(".exercise")[
        h.small(".label")[label],
        h.div[
            h.h2[f"{number}. ", inline(asked.title)],
            blocks(asked.before) if asked.before else None,
            h.p(".asked")[inline(asked.text)],
            answers,
            h.div(".work") if asked.fields and not key else None,
            h.p(".why")[inline(asked.why)] if why else None,
        ],
        _picture(asked, key),
    ]


def _choices(asked: Asked, key: bool) -> h.Element:
    return h.ul(".choices")[
        (
            h.li(class_="right" if key and at == asked.right else None)[
                h.span(".box")["✓" if key and at == asked.right else ""],
                h.span[f"{string.ascii_lowercase[at]}) ", inline(choice)],
            ]
            for at, choice in enumerate(asked.choices)
        )
    ]


def _fields(asked: Asked, key: bool) -> list[h.Element]:
    return [
        h.p(".field")[
            inline(label), " ", h.span(class_="answer" if key else "blank")[value if key else " "]
        ]
        for label, value in asked.fields
    ]


def _picture(asked: Asked, key: bool) -> h.Element | None:
    scene = asked.solved if key and asked.solved is not None else asked.scene
    sizes = scene.network.sizes
    if asked.picture == "none" or len(sizes) > MOST_LAYERS + 1 or max(sizes) > MOST_NEURONS:
        return None
    sheet = Sheet(scene, BLANKS | asked.blanks, key, short=True, bare=asked.picture == "shape")
    return h.div(".picture")[
        diagram(sheet, min(max(LEAST, COLUMN * len(sizes)), MOST), cropped=True),
        matrices(sheet) if asked.picture == "numbers" else None,
        h.p[_functions(sheet)],
    ]


def _functions(sheet: Sheet) -> str:
    """The activation function of each layer, by its name."""
    return " · ".join(
        f"{sheet.layer(k)}: {ACTIVATIONS[layer.activation].called}"
        for k, layer in enumerate(sheet.scene.network.layers)
    )
