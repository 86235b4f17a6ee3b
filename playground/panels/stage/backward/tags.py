"""A gradient's own shape: a tag that points to where it flows, in the look of its state.

Tags are markup over the figure, so that each number has its name. Lengths are pixels.
"""

import math
from dataclasses import dataclass, replace

from markupsafe import Markup

from playground.panels.kit.numbers import gradient, gradient_state, gradient_text
from playground.panels.kit.template import Template
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.placement import box_at

HEIGHT, SMALL_HEIGHT = 20.0, 17.0
SIZE, SMALL_SIZE = 12.5, 11.0  # of the type
_TIP = 8.0  # from the point to where the tag has its height
_AIR = 6.0  # beside the text
_LETTER = 12.0  # px of "δ" and the space behind it
SHORTEST_FLAG, LONGEST_FLAG, FLAG_HEIGHT = 5.0, 21.0, 9.0
_TAG = Template(
    '<i class="tag {}{}" data-key="{}" style="left:{}px;top:{}px;width:{}px;height:{}px;'
    'font-size:{}px">{}{}{}</i>'
)
_SHAPE = Template(
    '<svg width="{w}" height="{h}" aria-hidden="true">'
    '<path d="M{tip} 1H{x}q{r} 0 {r} {r}V{y}q0 {r}-{r} {r}H{tip}L1 {middle}z"/></svg>'
)
_DELTA = Markup('<b class="delta">δ</b>')
_NOTHING = Markup("")


@dataclass(frozen=True)
class Tag:
    """A number of the way back by its name, and where it stands: its centre and its size."""

    quantity: str
    value: float | None
    x: float
    y: float
    width: float
    height: float
    size: float
    decimals: int
    letter: bool = False
    is_flag: bool = False
    pops: bool = False

    @property
    def box(self) -> Box:
        """Its edges."""
        return box_at((self.x, self.y), (self.width, self.height))

    def at(self, x: float, y: float) -> "Tag":
        """The same at another place."""
        return replace(self, x=round(x, 1), y=round(y, 1))

    def markup(self) -> Markup:
        """The tag; a flag has no text, for it has no room for one."""
        number = _NOTHING if self.is_flag else gradient(self.value, self.decimals, self.quantity)
        css = " flag" if self.is_flag else ""
        return _TAG.format(
            gradient_state(self.value), css + (" pops" if self.pops else ""),
            f"tag-{self.quantity}", self.x, self.y, self.width, self.height, self.size,
            _shape(self.width, self.height, 0 if self.is_flag else 2),
            _DELTA if self.letter else _NOTHING, number,
        )  # fmt: skip


def _shape(width: float, height: float, corner: int) -> Markup:
    return _SHAPE.format(
        w=width, h=height, tip=round(min(_TIP, width - 2.0, height / 2), 1), r=corner,
        x=round(width - 1.0 - corner, 1), y=round(height - 1.0 - corner, 1), middle=height / 2,
    )  # fmt: skip


def tag_of(
    quantity: str,
    value: float | None,
    decimals: int,
    *,
    letter: bool = False,
    small: bool = False,
    pops: bool = False,
) -> Tag:
    """A tag as wide as its number, still without a place."""
    text = "…" if value is None else gradient_text(value, decimals)
    size = SMALL_SIZE if small else SIZE
    height = SMALL_HEIGHT if small else HEIGHT
    width = text_width(text, size) * 1.06 + _TIP + 2 * _AIR - (4 if small else 0)
    width = round(width + (_LETTER if letter else 0.0), 1)
    return Tag(quantity, value, 0.0, 0.0, width, height, size, decimals, letter, pops=pops)


def flag_of(quantity: str, value: float | None, decimals: int) -> Tag:
    """A flag that is as long as a number is large, where there is no room for its text."""
    share = 0.3 if value is None or math.isnan(value) else min(abs(value), 1.0)
    width = round(SHORTEST_FLAG + (LONGEST_FLAG - SHORTEST_FLAG) * share, 1)
    return Tag(quantity, value, 0.0, 0.0, width, FLAG_HEIGHT, SIZE, decimals, is_flag=True)
