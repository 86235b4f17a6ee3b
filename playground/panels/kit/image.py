"""A grid of values as a picture: one pixel a square, coloured by the value scale.

``values[r, c]`` belongs to column c, row r, counted from the bottom left, as on a plane.

The PNG is written here, by zlib: a smooth picture is half as large if each pixel is told by its
difference to the one before, which Pillow does not do where pixels are numbers of colours.
"""

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.cache import cached
from playground.panels.kit.theme import Palette, mix, value_colour

Shades = NDArray[np.uint8]

_KEPT = 1024  # pictures that a drag does not change, some 10 kB each
LEVELS = 127  # steps of colour between zero and either end of the value scale
_SQUARE = 24  # pixels along a square that is enlarged
_GREYS = 255  # steps from the lowest loss to the highest
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_NUMBERS = (8, 3, 0, 0, 0)  # bits a pixel, colours by number, the only ways there are, whole
_DIFFERENCES = 1  # before each line: its pixels are told by the difference to the one on the left
_LEVEL = 5  # of compression: the least with which a map for each of 17 neurons takes 40 kB
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
    levels = np.rint(np.clip(shares, 0.0, 1.0) * _GREYS).astype(np.uint8)
    return _address(levels[::-1], _ramp(palette))


def png(shades: Shades, palette: Palette) -> str:
    """Shades (rows, columns) in the colours of a palette, as the address of a PNG image."""
    return _encoded(shades[::-1].tobytes(), shades.shape, palette)


@cached(_KEPT, spoken=False)
def _encoded(levels: bytes, shape: tuple[int, ...], palette: Palette) -> str:
    return _address(np.frombuffer(levels, dtype=np.uint8).reshape(shape), _colours(palette))


def _address(levels: Shades, colours: bytes) -> str:
    """A picture (rows from the top, columns) whose pixels are numbers of colours."""
    rows, columns = levels.shape
    told = np.full((rows, 1 + columns), _DIFFERENCES, dtype=np.uint8)
    told[:, 1:2] = levels[:, :1]
    np.subtract(levels[:, 1:], levels[:, :-1], out=told[:, 2:])  # modulo 256, as PNG wants it
    header = struct.pack(">IIBBBBB", columns, rows, *_COLOUR_NUMBERS)
    pixels = zlib.compress(told.tobytes(), _LEVEL)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", pixels), (b"IEND", b""))
    file = _SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks)
    return f"data:image/png;base64,{base64.b64encode(file).decode()}"


def _chunk(name: bytes, data: bytes) -> bytes:
    named = name + data
    return struct.pack(">I", len(data)) + named + struct.pack(">I", zlib.crc32(named))


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
