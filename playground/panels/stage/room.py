"""What room a view leaves for the diagram, and where its nodes stand in it."""

import math
from dataclasses import replace

from playground.graph import LOW, SHORTEST, TALLEST, Layout, layout
from playground.panels.panel import View
from playground.panels.stage.squares import gap, with_squares
from playground.scene import Scene
from playground.scene.playback import neuron_at

STAGE_WIDTH = 992  # the mock's, when the browser has not told
BORDER = 1  # px, the card's; within it the diagram fits, or the card would scroll
MOCK_WINDOW = 913  # px; in a window of this height the diagram has the mock's
DIAGRAMS_SHARE = 0.342  # of each pixel that a window has more or less
AROUND_PRESENTED = 264  # px of a window that presents: tools, headers, legend and transport
TRAINING_BELOW = 138  # px that the bar of training is higher than the one of the forward pass
FULL_HEADER = 178  # px of picker and stepper side by side
PHONE_LOSS = 46  # px under the outputs for the loss of a row, while training
#: The height of a diagram of so many rows where it is to be small, and that in a low window.
COMPACT = {1: (210, 176), 2: (276, 220), 3: (324, 268)}
LOW_WINDOW = 800  # px
HEADS_TWO_ROWS = 34  # px that headers are higher which have the stepper under the picker
# How the headers fit, and the px between columns that it takes: with the "+" beside them, with a
# smaller one, with the stepper under the picker, with names alone.
_HEADS = (
    ("head", FULL_HEADER + 46),
    ("head snug", FULL_HEADER + 28),
    ("head tight", 92),
    ("head bare", -math.inf),
)


def laid_out(scene: Scene, view: View) -> Layout:
    """Where the scene's nodes stand in a view."""
    width = view.width("stage", STAGE_WIDTH + 2 * BORDER) - 2 * BORDER
    height = diagram_height(view, scene.mode)
    # Back through hidden layers it takes more room.
    if view.compact and (scene.mode != "train" or len(scene.network.layers) == 1):
        height = _compact(scene, view.height, height)
    sizes, wanted = scene.network.sizes, _wanted(scene)
    planned = layout(sizes, width, view.phone, wanted, height)
    if view.height and view.present and not view.phone:  # all of it shall be in the window
        height -= max(planned.height - height, 0)
        height -= HEADS_TWO_ROWS if heads(planned) == "head tight" else 0
        planned = layout(sizes, width, view.phone, wanted, max(height, SHORTEST))
    if scene.neurons == "maps":
        planned = with_squares(planned)
    if view.phone and scene.mode == "train" and scene.row is not None:
        planned = replace(planned, height=planned.height + PHONE_LOSS)
    return planned


def heads(layout: Layout) -> str:
    """The CSS classes of the headers over the columns: the largest form that fits."""
    return next(css for css, least in _HEADS if gap(layout) >= least)


def diagram_height(view: View, mode: str) -> int:
    """What the window's height leaves for the diagram, so that what is below it can be seen."""
    height: float = LOW
    below = TRAINING_BELOW if mode == "train" else 0
    if view.height and view.present:
        height = view.height - AROUND_PRESENTED - below
    elif view.height:
        height = LOW + DIAGRAMS_SHARE * (view.height - MOCK_WINDOW - below)
    return round(min(max(height, SHORTEST), LOW if view.compact else TALLEST))


def _compact(scene: Scene, window: int, height: int) -> int:
    """What a network of few rows needs of the height."""
    needs = COMPACT.get(max(scene.network.sizes))
    if needs is None or scene.neurons == "maps":
        return height
    return needs[0 < window <= LOW_WINDOW]


def _wanted(scene: Scene) -> tuple[tuple[int, int], ...]:
    """Of a network too large to draw whole, the nodes that must be drawn: selected, or played."""
    if scene.network.drawable:
        return ()
    wanted = []
    selected = scene.selected
    if selected is not None and selected.kind == "input":
        wanted.append((0, selected.path[0]))
    elif selected is not None and selected.kind != "layer":
        k, j, *source = selected.path
        wanted += [(k + 1, j), *((k, i) for i in source)]
    at = neuron_at(scene.network, scene.step) if scene.step is not None else None
    if at is not None:
        wanted.append((at[0] + 1, at[1]))
    return tuple(wanted)
