"""The two lanes of a row's pass: forward to the right, and back beneath it to the left."""

from collections.abc import Callable

import htpy as h

from playground.analysis.learning.moments import Moment
from playground.language import _
from playground.network import Network
from playground.scene import (
    BACK_PHASES,
    PHASES,
    Scene,
    back_index,
    step_index,
)

_MOST = 40  # neurons above which a layer is one segment


def lanes(scene: Scene, moment: Moment) -> h.Element:
    """A segment for each neuron, in a group for each layer; above where the row is."""
    network, step = scene.network, moment.step
    at = -1 if moment.row is None or step is None else step
    return h.div(".lanes", aria_hidden="true")[
        h.span[_("forward →")],
        _lane(network, at, "there", lambda k, j: _ends(network, k, j)),
        h.span[_(" ← backward")],
        _lane(network, at, "back", lambda k, j: _ends_back(network, k, j)),
    ]


def _ends(network: Network, k: int, j: int) -> tuple[int, int]:
    """A neuron's first and last step on the way there."""
    return step_index(network, k, j, PHASES[0]), step_index(network, k, j, PHASES[-1])


def _ends_back(network: Network, k: int, j: int) -> tuple[int, int]:
    """The same on the way back."""
    first, last = BACK_PHASES[0], BACK_PHASES[-1]
    return back_index(network, first, k, j), back_index(network, last, k, j)


def _lane(
    network: Network, at: int, css: str, ends_of: Callable[[int, int], tuple[int, int]]
) -> h.Element:
    many = sum(network.sizes[1:]) > _MOST
    groups = []
    for k, n in enumerate(network.sizes[1:]):
        ends = [ends_of(k, j) for j in ([n - 1] if many else range(n))]
        groups.append(
            h.span(".group", style=f"flex-grow:{n}")[
                (h.i(class_=_state(at, first, last)) for first, last in ends)
            ]
        )
    return h.span(f".lane.{css}")[groups]


def _state(at: int, first: int, last: int) -> str:
    if at > last:
        return "done"
    return "now" if at >= first else ""
