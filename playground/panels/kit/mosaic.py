"""A value over a plane, drawn without a heat map: an image of one pixel a square, lines of zero.

The plane is cut into ``side × side`` squares; ``values[r, c]`` belongs to the middle of column c,
row r, counted from the bottom left. All coordinates are in squares, 0 to side.
"""

import base64
import io

import numpy as np
from PIL import Image

from playground.activations import Array
from playground.panels.kit.theme import Palette, value_colour

SIDE = 32  # squares where only lines are drawn
LEVELS = 127  # steps of colour between zero and either end of the value scale

_Path = tuple[list[float | None], list[float | None]]
_Edge = tuple[int, int, int]


def picture(values: Array, limit: float, palette: Palette) -> str:
    """The values (side, side), the first row at the bottom, as the address of a PNG image.

    Colours are those of the value scale stretched to ``limit``; ``nan`` is drawn as zero.
    """
    share = np.clip(np.nan_to_num(values / limit, nan=0.0), -1.0, 1.0)
    levels = np.rint((share + 1.0) * LEVELS).astype(np.uint8)[::-1]
    image = Image.frombytes("P", levels.shape[::-1], levels.tobytes())
    image.putpalette(_colours(palette))
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


def _colours(palette: Palette) -> bytes:
    """Red, green and blue of each level from −1 to 1."""
    steps = range(-LEVELS, LEVELS + 1)
    return bytes.fromhex("".join(value_colour(s / LEVELS, palette)[1:] for s in steps))


def zero_lines(values: Array) -> _Path:
    """Where a value changes its sign, by marching squares with linear interpolation."""
    inside = values >= 0
    codes = inside[:-1, :-1] + 2 * inside[:-1, 1:] + 4 * inside[1:, 1:] + 8 * inside[1:, :-1]
    known = np.isfinite(values)
    whole = known[:-1, :-1] & known[:-1, 1:] & known[1:, 1:] & known[1:, :-1]
    neighbours: dict[_Edge, list[_Edge]] = {}
    for r, c in np.argwhere(whole & (codes > 0) & (codes < 15)).tolist():
        for first, second in _SEGMENTS[int(codes[r, c])]:
            one, other = _edge(first, r, c), _edge(second, r, c)
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
    x: list[float | None] = []
    y: list[float | None] = []
    for chain in _chains(neighbours):
        for edge in chain:
            across, up = _crossing(edge, values)
            x.append(round(across, 3))
            y.append(round(up, 3))
        x.append(None)
        y.append(None)
    return x, y


def _chains(neighbours: dict[_Edge, list[_Edge]]) -> list[list[_Edge]]:
    """Crossed edges in the order of their lines: open lines first, then closed ones."""
    left = dict(neighbours)
    chains = []
    for start in sorted(neighbours, key=lambda edge: len(neighbours[edge])):
        if start not in left:
            continue
        chain, at = [start], left.pop(start)
        while ahead := [edge for edge in at if edge in left]:
            chain.append(ahead[0])
            at = left.pop(ahead[0])
        if len(chain) > 2 and len(neighbours[start]) == 2:
            chain.append(start)  # a closed line
        chains.append(chain)
    return chains


# Edges of a cell: 0 bottom, 1 right, 2 top, 3 left. Corner bits: 1 bottom left, 2 bottom right,
# 4 top right, 8 top left. A saddle is cut so that its two high corners stay apart.
_SEGMENTS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 0), (1, 2)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((0, 2),),
    10: ((0, 1), (2, 3)),
    11: ((1, 2),),
    12: ((1, 3),),
    13: ((0, 1),),
    14: ((3, 0),),
}


def _edge(side: int, r: int, c: int) -> _Edge:
    """A side of a cell as what its neighbour calls it too: (upright, row, column)."""
    return ((0, r, c), (1, r, c + 1), (0, r + 1, c), (1, r, c))[side]


def _crossing(edge: _Edge, values: Array) -> tuple[float, float]:
    """Where the value is zero on an edge, in squares."""
    upright, r, c = edge
    here = float(values[r, c])
    there = float(values[r + 1, c] if upright else values[r, c + 1])
    share = here / (here - there)
    return (c + 0.5, r + 0.5 + share) if upright else (c + 0.5 + share, r + 0.5)
