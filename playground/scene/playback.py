"""The forward pass as steps: one for reading the input, then three for each neuron."""

from playground.network import Network, NetworkError

#: What is done for a neuron, one step after the other.
PHASES = ("multiply", "bias", "activate")


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
    raise NetworkError(f"step: expected less than {n_steps(network)}, got {step}")


def step_index(network: Network, k: int, j: int, phase: str) -> int:
    """The number of the step that does ``phase`` for neuron j of layer k."""
    before = sum(network.sizes[1 : k + 1]) + j
    return 1 + len(PHASES) * before + PHASES.index(phase)
