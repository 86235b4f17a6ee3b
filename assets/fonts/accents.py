"""Adds the letters to KaTeX's fonts that formulas need and that they lack: part of ``make vendor``.

Upright faces set the names of functions, "escalón" among them, and the italic one ŷ. Each letter is
put together of a letter and an accent, as TeX does: the accent in the middle above it, and above a
capital as much higher as that is. The italic face has no accent: it takes the upright one's.
"""

import copy
import sys
from pathlib import Path
from unicodedata import decomposition, name

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

UPRIGHT = "áéíóúüñÁÉÍÓÚÜÑ"
ITALIC = "ŷ"
#: A combining accent as the spacing one that these fonts have.
ACCENTS = {"0301": "ˊ", "0302": "ˆ", "0303": "˜", "0308": "¨"}
DOTLESS = {"i": "ı"}


def parts(letter: str) -> tuple[str, str]:
    """The letter below, without its dot, and the accent."""
    base, accent = decomposition(letter).split()
    plain = chr(int(base, 16))
    return DOTLESS.get(plain, plain), ACCENTS[accent]


def edges(font: TTFont, glyph: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what a glyph draws."""
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    left, bottom, right, top = pen.bounds
    return left, bottom, right, top


def add(font: TTFont, letter: str) -> None:
    """Compose a letter of what the font has."""
    known = font.getBestCmap()
    base, accent = (known[ord(part)] for part in parts(letter))
    below, above = edges(font, base), edges(font, accent)
    aside = round((below[0] + below[2] - above[0] - above[2]) / 2)
    higher = round(max(0.0, below[3] - edges(font, known[ord("x")])[3]))
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(base, (1, 0, 0, 1, 0, 0))
    pen.addComponent(accent, (1, 0, 0, 1, aside, higher))
    put(font, letter, pen.glyph(), font["hmtx"][base])


def put(font: TTFont, letter: str, glyph: object, widths: tuple[int, int]) -> None:
    """Give a character a glyph."""
    called = name(letter).replace(" ", "_").lower()
    font["glyf"][called], font["hmtx"][called] = glyph, widths
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(letter)] = called


def lend(font: TTFont, lender: TTFont, accent: str) -> None:
    """Give a font an accent of another one."""
    glyph = lender.getBestCmap()[ord(accent)]
    put(font, accent, copy.deepcopy(lender["glyf"][glyph]), lender["hmtx"][glyph])


def main(folder: Path) -> None:
    """Renew the faces in a folder."""
    upright = folder / "KaTeX_Main-Regular.woff2"
    for path, letters in (
        (upright, UPRIGHT),
        (folder / "KaTeX_Main-Bold.woff2", UPRIGHT),
        (folder / "KaTeX_Math-Italic.woff2", ITALIC),
    ):
        font = TTFont(path)
        for letter in letters:
            accent = parts(letter)[1]
            if ord(accent) not in font.getBestCmap():
                lend(font, TTFont(upright), accent)
            if ord(letter) not in font.getBestCmap():
                add(font, letter)
        font.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
