"""A pad to draw on: the inputs as the squares of a picture, which a pen inks.

The picture is an image below. Over it lies a plane that takes strokes, and in that a button for
each square, for the keyboard alone: a pointer goes through them to the plane. Parts are ``pad``,
``pad-squares`` and ``pad-tools``.
"""

import htpy
from markupsafe import Markup, escape

from playground.cache import cached
from playground.data.picture import Picture
from playground.language import _, to_say
from playground.panels.kit import controls
from playground.panels.kit.image import enlarged, png, shades
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import palette_of
from playground.panels.panel import View, slot
from playground.scene import ERASER, ClearPicture, Scene
from playground.scene.ink import picture_seen

MOST_SQUARES = 256  # that the keyboard goes through one by one
_INKED = 0.5  # from here on a square is said to be inked
_PICTURE = Template('<img class="pad-picture" data-key="pad" draggable="false" src="{}" alt="{}">')
_SQUARES = Template(
    '<div class="pad-squares{}" data-key="pad-squares" data-columns="{}" data-move="ink" '
    'data-stroke data-across="0 {}" data-up="0 {}" role="group" aria-label="{}" '
    'style="--columns:{}">{}</div>'
)
_FIXED = Template('<div class="pad-squares is-fixed" data-key="pad-squares"></div>')
_SQUARE = Template(
    '<button type="button" data-edit="ink-square/{}" tabindex="{}" aria-pressed="{}" '
    'aria-label="{}"></button>'
)
_LABEL = to_say(
    "Drawing pad: draw with the pointer; the arrow keys go from square to square, the space bar "
    "inks one"
)
_ARROWS = {
    "left": ("←", to_say("push the picture to the left")),
    "up": ("↑", to_say("push the picture up")),
    "down": ("↓", to_say("push the picture down")),
    "right": ("→", to_say("push the picture to the right")),
}


def size_of(scene: Scene) -> Picture | None:
    """Rows and columns of the picture that the inputs are; ``None`` if they are none."""
    return picture_seen(scene)


def is_fixed(scene: Scene) -> bool:
    """Whether the page's link keeps the picture as it is."""
    return controls.is_fixed(scene, ClearPicture())


def parts(scene: Scene, view: View, size: Picture) -> dict[str, Markup]:
    """The picture, what takes the pen, and the tools."""
    found = enlarged(shades(scene.x.reshape(size)[::-1], 1.0))  # pictures begin at the bottom
    said = _("the inputs as a picture of {rows} × {columns} squares", rows=size[0], columns=size[1])
    fixed = is_fixed(scene)
    return {
        "pad": _PICTURE.format(png(found, palette_of(view)), said),
        "pad-squares": _FIXED.format() if fixed else _squares(scene, size),
        "pad-tools": Markup('<div data-key="pad-tools"></div>')
        if fixed
        else _tools(scene.brush == ERASER),
    }


def place(size: Picture) -> htpy.Element:
    """Where the picture goes, and over it what takes the pen."""
    return htpy.div(".pad", style=f"--rows:{size[0]};--columns:{size[1]}")[
        slot("pad"), slot("pad-squares")
    ]


def _squares(scene: Scene, size: Picture) -> Markup:
    inked = (scene.x >= _INKED).tolist() if scene.x.size <= MOST_SQUARES else []
    return _buttons(scene.brush == ERASER, size, tuple(inked))


@cached(256)
def _buttons(rubs: bool, size: Picture, inked: tuple[bool, ...]) -> Markup:
    rows, columns = size
    squares = join(
        _SQUARE.format(
            n,
            0 if n == 0 else -1,
            str(is_inked).lower(),
            _("row {row}, column {column}", row=n // columns + 1, column=n % columns + 1),
        )
        for n, is_inked in enumerate(inked)
    )
    return _SQUARES.format(
        " rubs" if rubs else "", columns, columns, rows, _(_LABEL), columns, squares
    )


@cached(2)
def _tools(rubs: bool) -> Markup:
    return escape(
        htpy.div(".pad-tools", data_key="pad-tools")[
            htpy.div(".segmented", role="group", aria_label=_("Tool"))[
                controls.button("ink-tool/pen", _("Pen"), pressed=not rubs),
                controls.button("ink-tool/rubber", _("Rubber"), pressed=rubs),
            ],
            controls.button("ink-clear", _("Clear"), css="plain"),
            htpy.div(".segmented.push", role="group", aria_label=_("Push the picture"))[
                [
                    controls.button(f"ink-push/{way}", arrow, label=_(label))
                    for way, (arrow, label) in _ARROWS.items()
                ]
            ],
        ]
    )
