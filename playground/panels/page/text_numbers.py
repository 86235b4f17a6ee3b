"""Numbers that stand in a text of the page: drawn here, unseen, and copied there by the browser.

The view says which (``View.numbers``), by the names of ``quantities``; parts are ``number-i``.
"""

from markupsafe import Markup

from playground.panels.kit.template import Template
from playground.panels.panel import Panel, View, slot
from playground.quantities import shown
from playground.scene import Scene

_FRAME = Template('<div class="panel-numbers" hidden>{}</div>')
_NUMBER = Template('<data data-key="{}" value="{}">{}</data>')


def render(scene: Scene, view: View) -> Panel:
    """The numbers that the view asks for, in its order."""
    parts = {
        f"number-{at}": _NUMBER.format(f"number-{at}", name, shown(scene, name))
        for at, name in enumerate(view.numbers)
    }
    return Panel(_FRAME.format(Markup("").join(map(slot, parts))), parts)
