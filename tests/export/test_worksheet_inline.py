"""Lines of a lesson as HTML without a script."""

import re

import htpy as h
import pytest

from playground.export.worksheet.inline import blocks, inline, is_inline


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("a **b** and *c*", "a <strong>b</strong> and <em>c</em>"),
        ("[[ReLU]] and [[pre-activations|pre-activation]]", "ReLU and pre-activations"),
        ("*[[ReLU]]*", "<em>ReLU</em>"),
        ("$w_1x_1$", '<i class="formula">w<sub>1</sub>x<sub>1</sub></i>'),
        (r"$w^{\top}x - 2{,}5$", '<i class="formula">w<sup>ᵀ</sup>x − 2,5</i>'),
        (r"$\hat y = 1\times2$", '<i class="formula">ŷ = 1×2</i>'),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("$<b>$", '<i class="formula">&lt;b&gt;</i>'),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert str(h.p[inline(text)]) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("so $w_1$ is *large*", True),
        (r"$\frac{1}{2}$", False),
        ("$$z = 1$$", False),
        ("| a | b |", False),
        ("- one\n- two", False),
    ],
)
def test_what_is_more_than_a_line_is_known(text: str, fits: bool) -> None:
    assert is_inline(text) == fits


def test_an_empty_cell_keeps_its_place() -> None:
    (table,) = blocks("| | range |\n| --- | --- |\n| step | 0 or 1 |")
    text = str(table)
    assert text.count("<td>") == 4
    assert re.search(r"<td>\s*</td><td>\s*range\s*</td>", text)
