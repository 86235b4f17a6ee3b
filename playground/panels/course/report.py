"""What a learner has done, as tables: on the page, and in the file that they keep."""

from collections.abc import Sequence

import htpy as h
from markupsafe import escape

from playground.panels.panel import Panel

Rows = Sequence[Sequence[str]]


def figures(of: Sequence[tuple[str, str]]) -> h.Element:
    """Some numbers in large print, each (number, what it counts)."""
    return h.dl(".report-figures")[(h.div[h.dt[what], h.dd[number]] for number, what in of)]


def table(caption: str, headings: Sequence[str], rows: Rows) -> h.Element:
    """Rows under headings; the first cell of a row says what it is about."""
    head = h.thead[h.tr[(h.th(scope="col")[heading] for heading in headings)]]
    body = (h.tr[h.th(scope="row")[first], (h.td[cell] for cell in rest)] for first, *rest in rows)
    return h.div(".report-scroll", tabindex="0", role="region", aria_label=caption)[
        h.table(".report-table")[h.caption[caption], head, h.tbody[body]]
    ]


def printing(label: str) -> Panel:
    """A button that prints the page as it is."""
    button = h.button(".plain", type="button", data_print=True)[label]
    return Panel(escape(h.section(".panel.panel-print")[button]))


def report(*parts: h.Element) -> Panel:
    """Such parts as a panel of the page."""
    return Panel(escape(h.section(".panel.panel-report")[parts]))
