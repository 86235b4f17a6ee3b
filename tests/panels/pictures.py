"""Pictures as the page shows them: decoded, so that a test sees the colour of every square."""

import base64
import io
from typing import Any

import numpy as np
from PIL import Image

from playground.panels.kit.image import LEVELS
from playground.panels.kit.theme import Palette, value_colour


def pixels(address: str) -> np.ndarray:
    """Colours (rows, columns, 3) of a PNG's address, the first row at the bottom."""
    data = base64.b64decode(address.removeprefix("data:image/png;base64,"), validate=True)
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))[::-1]


def value_pixel(value: float, limit: float, palette: Palette) -> list[int]:
    """The colour that the value scale gives a value, to the picture's own steps."""
    level = round(min(max(value / limit, -1.0), 1.0) * LEVELS) / LEVELS
    return list(bytes.fromhex(value_colour(level, palette)[1:]))


def zero_points(trace: dict[str, Any]) -> list[tuple[float, float]]:
    """The points of a trace's lines."""
    return [(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if x is not None]
