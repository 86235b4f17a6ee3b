"""Colours and type of both themes, from one table; mixing and contrast.

One diverging scale serves every value, weight and output: linear in sRGB between the three fills,
clamped at ±1. Blue and orange mean sign, violet means selected or touchable, teal means gradient,
the rest is grey, a loss by its height. A gradient shows no sign by hue: below 0 it is hatched.
"""

import math
from dataclasses import asdict, dataclass

from playground.cache import cached
from playground.panels.panel import View

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif'


@dataclass(frozen=True, eq=False)
class Palette:
    """The colours of one theme as #rrggbb; there is one of each, which is quickly told apart."""

    page: str
    card: str
    sunk: str
    border: str
    control: str
    text1: str
    text2: str
    text3: str
    accent: str
    accent_text: str
    accent_soft: str
    fill_negative: str
    fill_zero: str
    fill_positive: str
    stroke_negative: str
    stroke_positive: str
    number_negative: str
    number_positive: str
    good: str
    gradient_line: str
    gradient_text: str
    gradient_soft: str
    gradient_hatch: str
    loss_low: str
    loss_high: str

    def stroke(self, value: float) -> str:
        """The colour of a line that carries a value's sign."""
        return self.stroke_negative if value < 0 else self.stroke_positive

    def number(self, value: float) -> str:
        """The colour of a printed number that carries a value's sign."""
        if value == 0:
            return self.text2
        return self.number_negative if value < 0 else self.number_positive

    def css(self) -> str:
        """The palette as CSS custom properties: ``--text1:#14181f;…``."""
        return "".join(f"--{k.replace('_', '-')}:{v};" for k, v in asdict(self).items())


THEMES = {
    "light": Palette(
        page="#f6f7f9",
        card="#ffffff",
        sunk="#f2f4f7",
        border="#e1e5ea",
        control="#cdd3dc",
        text1="#14181f",
        text2="#465060",
        text3="#626c7b",
        accent="#6d28d9",
        accent_text="#5b21b6",
        accent_soft="#f2ecfe",
        fill_negative="#f59322",
        fill_zero="#e7e9ed",
        fill_positive="#0877bd",
        stroke_negative="#d26b06",
        stroke_positive="#0877bd",
        number_negative="#974900",
        number_positive="#06629c",
        good="#0f7a34",
        gradient_line="#0b7468",
        gradient_text="#0a5f56",
        gradient_soft="#e0f4f0",
        gradient_hatch="#9fd8cd",
        loss_low="#ffffff",
        loss_high="#8b95a5",
    ),
    "dark": Palette(
        page="#0e1117",
        card="#171c25",
        sunk="#10141b",
        border="#2a313d",
        control="#3b4452",
        text1="#f2f5f9",
        text2="#b9c2cf",
        text3="#939dac",
        accent="#b69cff",
        accent_text="#c9b6ff",
        accent_soft="#2a2344",
        fill_negative="#f59322",
        fill_zero="#3b4350",
        fill_positive="#0877bd",
        stroke_negative="#f59322",
        stroke_positive="#3f9fe4",
        number_negative="#ffb663",
        number_positive="#7cc2f7",
        good="#4cc56f",
        gradient_line="#3fc7b4",
        gradient_text="#7fe3d4",
        gradient_soft="#12332f",
        gradient_hatch="#235f57",
        loss_low="#10141b",
        loss_high="#7a8596",
    ),
}


def _rgb(colour: str) -> tuple[int, int, int]:
    number = int(colour[1:], 16)
    return number >> 16, number >> 8 & 255, number & 255


def mix(colour: str, other: str, share: float) -> str:
    """``share`` of ``colour`` and the rest of ``other``, linear in sRGB; both #rrggbb."""
    (r, g, b), (r0, g0, b0), rest = _rgb(colour), _rgb(other), 1 - share
    red, green, blue = round(r * share + r0 * rest), round(g * share + g0 * rest), b * share
    return f"#{red:02x}{green:02x}{round(blue + b0 * rest):02x}"


_shade = cached(8192, spoken=False)(mix)  # a thousand to each side of zero, in both themes


def value_colour(value: float, palette: Palette) -> str:
    """The fill for a value on the diverging scale; ``nan`` is drawn as zero."""
    clamped = 0.0 if math.isnan(value) else round(min(abs(value), 1.0), 3)
    end = palette.fill_negative if value < 0 else palette.fill_positive
    return _shade(end, palette.fill_zero, clamped)


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, 0 to 1."""
    channels = (c / 255 for c in _rgb(colour))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    high, low = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@cached(4096, spoken=False)
def ink(fill: str) -> str:
    """The colour of digits on a fill: white if that gives 4.5:1, otherwise black."""
    return "#ffffff" if contrast("#ffffff", fill) >= 4.5 else "#000000"


def palette_of(view: View) -> Palette:
    """The colours of the visitor's theme."""
    return THEMES[view.theme]
