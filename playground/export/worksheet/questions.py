"""Questions and sums to work out as a worksheet to print, each with the picture of its network."""

from collections.abc import Sequence
from dataclasses import dataclass

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

COLUMN = 160  # of the picture, before that is set into its place


@dataclass(frozen=True)
class Asked:
    """What is asked of a scene, in the Markdown of the lessons, and what is right.

    ``before`` is what one must know for it. ``choices`` are to be ticked, ``right`` is the place of
    one of them; or each of the ``fields`` (its label) is to be filled with the value beside it.
    ``why`` is told with the answer.
    """

    title: str
    text: str
    scene: Scene
    before: str = ""
    choices: tuple[str, ...] = ()
    right: int = 0
    fields: tuple[tuple[str, str], ...] = ()
    why: str = ""


def render_questions(title: str, asked: Sequence[Asked], *, key: bool, variant: int) -> str:
    """The sheet as HTML, in the language that is spoken.

    With ``key`` the answers are filled in and stand out.
    """
    heading = heading_of(key)
    page = h.html(lang=language())[
        head(f"{heading}: {title}"),
        h.body[
            h.header[
                h.h1[h.small[heading], " ", title],
                h.p[_("Variant {number}", number=variant)],
                None if key else signature(),
            ],
            (_exercise(number, one, key) for number, one in enumerate(asked, 1)),
        ],
    ]
    return str(page)


def _exercise(number: int, asked: Asked, key: bool) -> h.Element:
    answers = _choices(asked, key) if asked.choices else _fields(asked, key)
    why = key and asked.why and is_inline(asked.why)
    return h.section(".exercise")[
        h.div[
            h.h2[f"{number}. ", inline(asked.title)],
            blocks(asked.before) if asked.before else None,
            h.p(".asked")[inline(asked.text)],
            answers,
            h.p(".why")[inline(asked.why)] if why else None,
        ],
        _picture(asked.scene, key),
    ]


def _choices(asked: Asked, key: bool) -> h.Element:
    return h.ul(".choices")[
        (
            h.li(class_="right" if key and at == asked.right else None)[
                h.span(".box")["✓" if key and at == asked.right else ""], inline(choice)
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


def _picture(scene: Scene, key: bool) -> h.Element | None:
    sizes = scene.network.sizes
    if len(sizes) > MOST_LAYERS + 1 or max(sizes) > MOST_NEURONS:
        return None
    sheet = Sheet(scene, BLANKS, key)
    return h.div(".picture")[
        diagram(sheet, COLUMN * len(sizes)), matrices(sheet), h.p[_functions(sheet)]
    ]


def _functions(sheet: Sheet) -> str:
    """The activation function of each layer, by its name."""
    return " · ".join(
        f"{sheet.layer(k)}: {ACTIVATIONS[layer.activation].called}"
        for k, layer in enumerate(sheet.scene.network.layers)
    )
