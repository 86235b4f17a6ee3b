"""The two lanes of a row's pass: forward to the right, and back beneath it to the left."""

import htpy as h

from playground.analysis.learning.moments import Moment
from playground.network import Network
from playground.scene import (
    BACK_PHASES,
    PHASES,
    Scene,
    back_index,
    n_steps,
    n_training_steps,
    step_index,
)

_MOST = 40  # neurons above which a layer is one segment


def lanes(scene: Scene, moment: Moment) -> h.Element:
    """A segment for each neuron, in a group for each layer; above where the row is."""
    network, step = scene.network, moment.step
    at = -1 if moment.row is None or step is None else step
    return h.div(".lanes", aria_hidden="true")[
        h.span["forward →"],
        _lane(network, at, "there", PHASES, step_index_of),
        h.span[" ← backward"],
        _lane(network, at, "back", BACK_PHASES, back_index_of),
    ]


def step_index_of(network: Network, k: int, j: int, phase: str) -> int:
    """The step of a phase on the way there."""
    return step_index(network, k, j, phase)


def back_index_of(network: Network, k: int, j: int, phase: str) -> int:
    """The step of a phase on the way back."""
    return back_index(network, phase, k, j)


def _lane(network: Network, at: int, css: str, phases: tuple[str, ...], index) -> h.Element:  # type: ignore[no-untyped-def]
    many = sum(network.sizes[1:]) > _MOST
    groups = []
    for k, n in enumerate(network.sizes[1:]):
        ends = [
            (index(network, k, j, phases[0]), index(network, k, j, phases[-1]))
            for j in ([n - 1] if many else range(n))
        ]
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


def is_over(network: Network, step: int) -> bool:
    """Whether a row's pass has come to its update."""
    return n_steps(network) <= step == n_training_steps(network) - 1
