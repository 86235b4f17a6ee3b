"""What a slope says of a neuron at the one input that is shown: *off here* or *saturated*.

A rectifier whose slope is exactly 0 is off here; a bounded function whose slope is small is
saturated. Neither says anything of other inputs. A neuron that is off for every input of a range
is *dead*: that takes the range (see ``dead_neurons``).
"""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.cache import once
from playground.engine import slopes
from playground.language import to_say
from playground.scene import Mask, Scene

State = Literal["off-here", "saturated"]

SATURATED_BELOW = 0.05  # |f′(z)| below which a neuron of a bounded function is called saturated
#: The states in words.
WORDS: dict[State, str] = {
    "off-here": to_say("off here"),
    "saturated": to_say("saturated"),
}


_HOLDS: dict[State, Callable[[Any], Any]] = {
    "off-here": lambda slope: slope == 0.0,
    "saturated": lambda slope: abs(slope) < SATURATED_BELOW,
}


def possible_state(activation: str) -> State | None:
    """The state that a neuron of that activation can be in, if there is one."""
    entry = ACTIVATIONS[activation]
    return "off-here" if entry.rectifier else "saturated" if entry.bounded else None


def state_of(activation: str, slope: float) -> State | None:
    """The state of a neuron of that activation with that slope f′(z) at its input."""
    state = possible_state(activation)
    return state if state and _HOLDS[state](slope) else None


def are_in_state(activation: str, sizes: Array) -> Mask:
    """Which slopes, of any shape, put a neuron into the state that is possible."""
    state = possible_state(activation)
    if state is None:
        return np.zeros(sizes.shape, dtype=bool)
    return np.asarray(_HOLDS[state](sizes))


@once
def layer_slopes(scene: Scene, k: int) -> list[float]:
    """f′(z) of each neuron of layer k."""
    found: list[float] = slopes(scene.active_network, scene.trace, k).tolist()
    return found


def layer_states(scene: Scene, k: int) -> list[State | None]:
    """The state of each neuron of layer k; ``None`` for one that is switched off, too."""
    activation = scene.network.layers[k].activation
    return [
        None if scene.is_off("neuron", k, j) else state_of(activation, slope)
        for j, slope in enumerate(layer_slopes(scene, k))
    ]
