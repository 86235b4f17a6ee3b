"""What a pen leaves on a picture of few pixels: how much of each pixel its line covers.

Places are (across, down) in pixels, from the upper left corner of the picture. Each pixel is a
block of 4×4 dots, and its value is the share of them that the line covers: so UCI's digits were
made of bitmaps of 32×32 dots.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from playground.activations import Array
from playground.data.picture import Picture

PEN, RUBBER = 0.68, 1.0  # radius in pixels; the pen's gives lines as broad as those of the digits
DOTS = 4  # of a pixel, across and down


def covered(places: Sequence[Sequence[float]], size: Picture, radius: float = PEN) -> Array:
    """(rows, columns) the share of each pixel, 0 to 1, under a line through the places."""
    rows, columns = size
    down, across = np.mgrid[0 : rows * DOTS, 0 : columns * DOTS]
    dots = np.stack([across, down], axis=-1) / DOTS + 0.5 / DOTS
    under = np.zeros(dots.shape[:2], dtype=bool)
    line = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    line = np.clip(line, -max(size), 2 * max(size))  # so that no distance leaves float64
    line = np.concatenate([line[:1], line])  # a line of one place is a dot
    for start, end in pairwise(line):
        under |= _distance(dots, start, end) <= radius
    return np.asarray(under.reshape(rows, DOTS, columns, DOTS).mean(axis=(1, 3)))


def _distance(dots: Array, start: Array, end: Array) -> Array:
    """From each of the dots (…, 2) to the straight line between two places."""
    way = end - start
    length = float(way @ way)
    share = np.clip((dots - start) @ way / length, 0.0, 1.0) if length else np.zeros(dots.shape[:2])
    away = dots - start - share[..., None] * way
    return np.asarray(np.sqrt((away**2).sum(axis=-1)))


def moved(picture: Array, down: int, across: int) -> Array:
    """The picture pushed by so many pixels; what leaves it is lost, what comes in is paper."""
    rows, columns = picture.shape
    result = np.zeros_like(picture)
    result[max(down, 0) : rows + min(down, 0), max(across, 0) : columns + min(across, 0)] = picture[
        max(-down, 0) : rows - max(down, 0), max(-across, 0) : columns - max(across, 0)
    ]
    return result


def is_pushed(picture: Array, before: Array, most: int = 4, kept: float = 0.75) -> bool:
    """Whether a picture is one of before, pushed by at most so many squares each way.

    ``kept`` is how much of its ink must still be there: what is pushed over the border is lost, and
    pushed back it leaves paper.
    """
    if picture.sum() < kept * before.sum():
        return False
    ways = range(-most, most + 1)
    return any(bool((picture <= moved(before, d, a)).all()) for d in ways for a in ways)
