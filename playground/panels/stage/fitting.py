"""How wide a text is set, and how a number is written so that it fits."""

import math

from playground.cache import cached
from playground.language import _
from playground.notation import NOT_A_NUMBER, format_number, rough

DIGIT = 0.53  # width of a digit in em, of Source Sans with tabular figures
SMALLEST_TEXT = 8.5
_MOST_DECIMALS = 5


def decimals_of(value: float, decimals: int) -> int:
    """So many decimals, or as many more as it takes to tell a factor or a product from 0."""
    size = abs(value)
    if not 0.5 * 10.0**-_MOST_DECIMALS <= size < 0.5 * 10.0**-decimals:
        return decimals
    return min(-math.floor(math.log10(size)), _MOST_DECIMALS)


def fitted(value: float, decimals: int, room: float, size: float) -> tuple[str, float]:
    """The text of a value and its type size, so that it fits in ``room`` pixels."""
    text = format_number(value, decimals)
    if text == _(NOT_A_NUMBER):
        text = "NaN"
    while decimals > 2 and len(text) * DIGIT * SMALLEST_TEXT > room:
        decimals -= 1
        text = format_number(value, decimals)
    if len(text) * DIGIT * SMALLEST_TEXT > room and math.isfinite(value):
        text = rough(value)
    return text, max(SMALLEST_TEXT - 1, min(size, room / (len(text) * DIGIT)))


@cached(4096)
def text_width(text: str, size: float) -> float:
    """About how wide a text is set, in pixels."""
    narrow = sum(character in " .,:;'|·ilj()[]−-" for character in text)
    return (len(text) - 0.45 * narrow) * DIGIT * size
