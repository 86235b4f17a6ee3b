"""A grid of values as a picture: one pixel a square, coloured by the value scale.

``values[r, c]`` belongs to column c, row r, counted from the bottom left, as on a plane.
"""

import base64
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.activations import Array
from playground.cache import cached
from playground.panels.kit.theme import Palette, mix, value_colour

Shades = NDArray[np.uint8]

_KEPT = 1024  # pictures that a drag does not change, some 10 kB each
LEVELS = 80  # steps of colour between zero and either end of the scale; more make larger files
_SQUARE = 24  # pixels along a square that is enlarged
_GREYS = 255  # steps from the lowest loss to the highest
BLANK = np.full((1, 1), LEVELS, dtype=np.uint8)  # a picture of nothing


def shades(values: Array, limit: float) -> Shades:
    """The step on the value scale, stretched to ``limit``, of values of any shape.

    What is no number is drawn as zero.
    """
    share = np.clip(values * (LEVELS / limit), -LEVELS, LEVELS)
    share[np.isnan(share)] = 0.0
    return np.rint(share + LEVELS).astype(np.uint8)


def enlarged(shades: Shades) -> Shades:
    """The same with many pixels for each of few squares, which a browser would blur."""
    return shades.repeat(_SQUARE, axis=0).repeat(_SQUARE, axis=1)


def grey_png(shares: Array, palette: Palette) -> str:
    """Heights (rows, columns) from 0 to 1 in the greys of the loss, as the address of a picture."""
    rows, columns = shares.shape
    levels = np.rint(np.clip(shares, 0.0, 1.0) * _GREYS).astype(np.uint8)
    return _address(levels[::-1].tobytes(), (columns, rows), _ramp(palette))


def png(shades: Shades, palette: Palette) -> str:
    """Shades (rows, columns) in the colours of a palette, as the address of a PNG image."""
    rows, columns = shades.shape
    return _encoded(shades[::-1].tobytes(), (columns, rows), palette)


@cached(_KEPT, spoken=False)
def _encoded(levels: bytes, size: tuple[int, int], palette: Palette) -> str:
    return _address(levels, size, _colours(palette))


def _address(levels: bytes, size: tuple[int, int], colours: bytes) -> str:
    """A picture whose pixels are numbers of colours."""
    image = Image.frombytes("P", size, levels)
    image.putpalette(colours)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


@cached(2, spoken=False)
def _colours(palette: Palette) -> bytes:
    """Red, green and blue of each level from −1 to 1."""
    steps = range(-LEVELS, LEVELS + 1)
    return bytes.fromhex("".join(value_colour(s / LEVELS, palette)[1:] for s in steps))


@cached(2, spoken=False)
def _ramp(palette: Palette) -> bytes:
    """Red, green and blue of each grey, from that of the lowest loss."""
    steps = range(_GREYS + 1)
    colours = (mix(palette.loss_high, palette.loss_low, step / _GREYS) for step in steps)
    return bytes.fromhex("".join(colour[1:] for colour in colours))
