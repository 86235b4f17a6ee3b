"""The themes: text has contrast on every ground that it stands on."""

import numpy as np
import pytest

from playground.panels.kit.theme import THEMES, contrast, ink, mix, value_colour


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_contrast(theme: str) -> None:
    palette = THEMES[theme]
    for colour in (palette.text1, palette.text2, palette.text3, palette.accent_text):
        for ground in (palette.card, palette.sunk):
            assert contrast(colour, ground) >= 4.5
    for colour in (palette.number_negative, palette.number_positive):
        for ground in (palette.card, palette.sunk):
            assert contrast(colour, ground) >= 4.5
    soft = mix(palette.fill_positive, palette.card, 0.12)
    assert contrast(palette.number_positive, soft) >= 4.5
    assert contrast(palette.accent_text, palette.accent_soft) >= 4.5
    assert contrast(palette.card, palette.accent) >= 4.5
    for ground in (palette.card, palette.sunk, palette.gradient_soft, palette.gradient_hatch):
        assert contrast(palette.gradient_text, ground) >= 4.5
    for ground in (palette.card, palette.sunk, palette.gradient_soft):
        assert contrast(palette.gradient_line, ground) >= 3.0  # of shapes
    for value in np.linspace(-1, 1, 81):
        fill = value_colour(float(value), palette)
        assert contrast(ink(fill), fill) >= 4.25  # theme.ink is not quite black
