"""A link that opens the scene in the playground; the session tells it, for it knows the address."""

import htpy as h
from markupsafe import escape

from playground.panels.panel import Panel

_OUT = "M12 4H4v16h16v-8M14 4h6v6M20 4 9 15"


def onward(address: str, label: str) -> Panel:
    """The link to ``address``; nothing if there is none."""
    link = h.a(href=address, target="_blank", rel="noopener")[
        h.svg(viewBox="0 0 24 24", aria_hidden="true")[h.path(d=_OUT)], label
    ]
    return Panel(escape(h.section(".panel.panel-onward")[link if address else None]))
