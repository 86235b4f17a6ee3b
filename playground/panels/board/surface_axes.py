"""Which two inputs a surface is drawn over, and the pickers that choose them."""

import htpy
from markupsafe import Markup, escape

from playground.cache import cached
from playground.panels.panel import View
from playground.scene import Scene

_MOST_CHOICES = 64  # inputs offered for an axis


def axes_of(scene: Scene, view: View) -> tuple[int, int]:
    """The two inputs to sweep, across and up: what was chosen, or else what is selected."""
    n = scene.network.n_inputs
    across, up = (int(text) if text and int(text) < n else None for text in (view.across, view.up))
    if across is None and up is None:
        return _selected_axes(scene)
    if across is None:
        return (0 if up != 0 else 1), up or 0
    return across, up if up not in (None, across) else (0 if across != 0 else 1)


def _selected_axes(scene: Scene) -> tuple[int, int]:
    selected = scene.selected
    chosen = None
    if selected is not None and selected.kind == "input":
        chosen = selected.path[0]
    elif selected is not None and selected.kind == "weight" and selected.path[0] == 0:
        chosen = selected.path[2]
    if chosen is None or chosen < 2:
        return 0, 1
    return 0, chosen


@cached(64)
def axis_pickers(names: tuple[str, ...], free: tuple[int, int]) -> Markup:
    """Which of the inputs of these names to sweep, where there is a choice."""
    if len(names) <= 2:
        return Markup("")
    offered = [i for i in range(len(names)) if i < _MOST_CHOICES or i in free]
    return escape(
        htpy.div(".axes")[
            (
                htpy.label[
                    label,
                    htpy.select(data_edit=edit, aria_label=f"input {label}")[
                        (htpy.option(value=str(i), selected=i == now)[names[i]] for i in offered)
                    ],
                ]
                for edit, label, now in (("across", "across", free[0]), ("up", "upwards", free[1]))
            )
        ]
    )
