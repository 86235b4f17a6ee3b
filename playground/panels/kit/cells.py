"""Matrices of numbers on the colours of the value scale; large ones are condensed."""

from collections.abc import Callable

import numpy as np
from markupsafe import Markup

from playground.cache import cached
from playground.notation import compact, exact
from playground.panels.kit.numbers import size_class
from playground.panels.kit.theme import Palette, ink, value_colour

WHOLE = 16  # rows or columns up to which all are shown
_HEAD, _TAIL = 8, 4
Index = int | None

# Plain text, filled with numbers and our own names only: a matrix has hundreds of cells.
_CELL = (
    '<span class="cell{}" data-quantity="{}" data-value="{}" '
    'style="background:{};color:{}">{}</span>'
)
_GAP = '<span class="cell gap">{}</span>'


def condensed(count: int) -> list[Index]:
    """The indices to show; ``None`` stands for those left out."""
    if count <= WHOLE:
        return list(range(count))
    return [*range(_HEAD), None, *range(count - _TAIL, count)]


def cell(value: float, decimals: int, palette: Palette, name: str, css: str = "") -> Markup:
    """A number on its colour of the value scale."""
    return _cell(exact(value), decimals, palette, name, css)


@cached(2048)
def _cell(known: str, decimals: int, palette: Palette, name: str, css: str) -> Markup:
    # known, a text, tells the two zeros apart, which compare equal as numbers
    value = float(known)
    text = compact(value, decimals, tiny=True)
    fill = value_colour(value, palette)
    css += size_class(text, decimals)
    return Markup(  # noqa: S704 - see _CELL
        _CELL.format(css, name, known, fill, ink(fill), text)
    )


def rows_of(n_out: int, n_in: int, cell_at: Callable[[int, int], str]) -> str:
    """The rows of a matrix, a large one condensed; ``cell_at(j, i)`` writes a cell that stays."""
    columns = condensed(n_in)
    rows = []
    for j in condensed(n_out):
        cells = [
            _GAP.format("⋮" if j is None else "⋯") if i is None or j is None else cell_at(j, i)
            for i in columns
        ]
        rows.append(f'<div class="row">{"".join(cells)}</div>')
    return "".join(rows)


@cached(128)
def matrix(values: bytes, n_columns: int, decimals: int, palette: Palette, name: str) -> Markup:
    """A float64 matrix as rows of cells; a large one is condensed.

    ``name`` is the quantity of a cell, with places for ``{j}`` and ``{i}``.
    """
    array = np.frombuffer(values).reshape(-1, n_columns)
    rows = rows_of(
        len(array),
        n_columns,
        lambda j, i: cell(float(array[j, i]), decimals, palette, name.format(j=j, i=i)),
    )
    return Markup(  # noqa: S704 - see _CELL
        f'<div class="matrix{" dense" if n_columns > 8 else ""}">{rows}</div>'
    )
