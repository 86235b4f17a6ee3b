"""Which two inputs are swept where a value is drawn over a plane: the same on all of the page."""

from playground.panels.panel import View
from playground.scene import Scene


def swept_inputs(scene: Scene, view: View) -> tuple[int, int]:
    """The two inputs to sweep, across and up: what was chosen, or else what is selected.

    A network of one input has no two: this is for those that have.
    """
    n = scene.network.n_inputs
    across, up = (int(text) if text and int(text) < n else None for text in (view.across, view.up))
    if across is None and up is None:
        return _selected(scene)
    if across is None:
        return (0 if up != 0 else 1), up or 0
    return across, up if up not in (None, across) else (0 if across != 0 else 1)


def _selected(scene: Scene) -> tuple[int, int]:
    selected = scene.selected
    chosen = None
    if selected is not None and selected.kind == "input":
        chosen = selected.path[0]
    elif selected is not None and selected.kind == "weight" and selected.path[0] == 0:
        chosen = selected.path[2]
    if chosen is None or chosen < 2:
        return 0, 1
    return 0, chosen
