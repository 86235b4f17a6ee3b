"""A dataset as a picture of the size of a thumb."""

import htpy as h
import numpy as np

from playground.activations import Array
from playground.cache import cached
from playground.data import Dataset
from playground.data.sets.preview import Preview, preview
from playground.panels.dialog import svg

WIDTH, HEIGHT, MARGIN = 110.0, 66.0, 7.0
_LEVELS = 4  # shades of a value, and of a pixel, on either side
_GAP = 4.0  # between two pictures of pixels


@cached(64, key=lambda data: data.digest)
def thumbnail(data: Dataset) -> str:
    """The address of the picture: its points, or some of its rows where they are pictures."""
    small = preview(data)
    if small.pictures is not None:
        return svg.address(WIDTH, HEIGHT, *_pixels(small.pictures))
    if small.values is not None:
        return svg.address(WIDTH, HEIGHT, *_values(small, small.values))
    drawn = [
        svg.marks(_places(small.points[small.classes == at]), at, _colour(data, at))
        for at in range(len(data.labels))
    ]
    return svg.address(WIDTH, HEIGHT, *drawn)


def _colour(data: Dataset, of_class: int) -> str:
    return "yes" if data.task == "binary" and of_class == 1 else ""


def _places(points: Array) -> list[svg.Point]:
    x = MARGIN + points[:, 0] * (WIDTH - 2 * MARGIN)
    y = HEIGHT - MARGIN - points[:, 1] * (HEIGHT - 2 * MARGIN)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _values(small: Preview, values: Array) -> list[h.Node]:
    """Circles in the colour of their values, as few paths as there are shades."""
    shades = np.rint(values * _LEVELS)
    return [
        h.g(style=svg.value_style(shade / _LEVELS))[
            svg.marks(_places(small.points[shades == shade]), 0, "value")
        ]
        for shade in np.unique(shades).tolist()
    ]


def _pixels(pictures: Array) -> list[h.Node]:
    """Pictures side by side, a path of squares for each shade of ink."""
    count, rows, columns = pictures.shape
    size = min((WIDTH - _GAP * (count + 1)) / (count * columns), (HEIGHT - 2 * _GAP) / rows)
    left = (WIDTH - count * columns * size - (count - 1) * _GAP) / 2
    top = (HEIGHT - rows * size) / 2
    shades = np.rint(pictures * _LEVELS)
    return [
        h.g(opacity=f"{shade / _LEVELS:.2f}")[
            svg.bars(
                [
                    (left + k * (columns * size + _GAP) + i * size, top + j * size, size, size)
                    for k, j, i in np.argwhere(shades == shade).tolist()
                ],
                "bar",
            )
        ]
        for shade in range(1, _LEVELS + 1)
    ]
