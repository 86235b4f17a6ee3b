"""What a slope says of a neuron at the one input that is shown: *off here* or *saturated*.

A rectifier whose slope is exactly 0 is off here; a bounded function whose slope is small is
saturated. Neither says anything of other inputs. A neuron that is off for every input of a range
is *dead*: that takes the range (see ``dead_neurons``).
"""

from typing import Literal

from playground.activations import ACTIVATIONS
from playground.engine import slopes
from playground.scene import Scene

State = Literal["off-here", "saturated"]

SATURATED_BELOW = 0.05  # |f′(z)| below which a neuron of a bounded function is called saturated
#: The states in words.
WORDS: dict[State, str] = {"off-here": "off here", "saturated": "saturated"}


def state_of(activation: str, slope: float) -> State | None:
    """The state of a neuron of that activation with that slope f′(z) at its input."""
    entry = ACTIVATIONS[activation]
    if entry.rectifier and slope == 0.0:
        return "off-here"
    if entry.bounded and abs(slope) < SATURATED_BELOW:
        return "saturated"
    return None


def layer_states(scene: Scene, k: int) -> list[State | None]:
    """The state of each neuron of layer k; ``None`` for one that is switched off, too."""
    activation = scene.network.layers[k].activation
    return [
        None if scene.is_off("neuron", k, j) else state_of(activation, slope)
        for j, slope in enumerate(slopes(scene.active_network, scene.trace, k).tolist())
    ]
