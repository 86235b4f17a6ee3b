"""The passes of one row as steps: one for reading the input, then three for each neuron.

Training goes on from there: one step for the loss, two for each neuron on the way back from the
output, layer by layer and in each from the first neuron, and a last one for the update.
"""

from playground.language import _
from playground.limits import MAX_LAYERS, MAX_NEURONS
from playground.network import Network, NetworkError

#: What is done for a neuron, one step after the other.
PHASES = ("multiply", "bias", "activate")
#: What is done for a neuron on the way back.
BACK_PHASES = ("delta", "gradients")
MOST_STEPS = 3 + (len(PHASES) + len(BACK_PHASES)) * MAX_LAYERS * MAX_NEURONS  # of any network


def n_steps(network: Network) -> int:
    """How many steps the forward pass has: 1 + 3 for each neuron."""
    return 1 + len(PHASES) * sum(network.sizes[1:])


def step_at(network: Network, step: int) -> tuple[int, int, str] | None:
    """(layer, neuron, phase) of a step, ``None`` for step 0, which reads the input."""
    if step == 0:
        return None
    count, phase = divmod(step - 1, len(PHASES))
    for k, n in enumerate(network.sizes[1:]):
        if count < n:
            return k, count, PHASES[phase]
        count -= n
    raise NetworkError(
        _("step: expected less than {network}, got {step}", network=n_steps(network), step=step)
    )


def step_index(network: Network, k: int, j: int, phase: str) -> int:
    """The number of the step that does ``phase`` for neuron j of layer k."""
    before = sum(network.sizes[1 : k + 1]) + j
    return 1 + len(PHASES) * before + PHASES.index(phase)


def n_training_steps(network: Network) -> int:
    """How many steps a row has in training: those of the forward pass, loss, way back, update."""
    return n_steps(network) + 2 + len(BACK_PHASES) * sum(network.sizes[1:])


def back_at(network: Network, step: int) -> tuple[str, tuple[int, int] | None] | None:
    """What a step beyond the forward pass does, and of which neuron (k, j).

    ``("loss", None)``, a phase of BACK_PHASES with its neuron, or ``("update", None)``; ``None``
    for a step of the forward pass. Raises NetworkError beyond the last.
    """
    beyond = step - n_steps(network)
    if beyond < 0:
        return None
    if beyond == 0:
        return "loss", None
    count, phase = divmod(beyond - 1, len(BACK_PHASES))
    for k in reversed(range(len(network.layers))):
        n = network.sizes[k + 1]
        if count < n:
            return BACK_PHASES[phase], (k, count)
        count -= n
    if step == n_training_steps(network) - 1:
        return "update", None
    raise NetworkError(
        _(
            "step: expected less than {network}, got {step}",
            network=n_training_steps(network),
            step=step,
        )
    )


def back_index(network: Network, phase: str, k: int = 0, j: int = 0) -> int:
    """The number of the step that does ``phase`` on the way back, of neuron j of layer k."""
    first = n_steps(network)
    if phase == "loss":
        return first
    if phase == "update":
        return n_training_steps(network) - 1
    before = sum(network.sizes[k + 2 :]) + j
    return first + 1 + len(BACK_PHASES) * before + BACK_PHASES.index(phase)


def neuron_at(network: Network, step: int) -> tuple[int, int] | None:
    """The neuron (k, j) that a step of either pass is about; ``None`` if it is about none."""
    if step < n_steps(network):
        at = step_at(network, step)
        return None if at is None else at[:2]
    back = back_at(network, step)
    return None if back is None else back[1]


def last_step(network: Network, mode: str) -> int:
    """The number of the last step that there is in a mode of the scene."""
    return (n_training_steps(network) if mode == "train" else n_steps(network)) - 1
