"""What layers, neurons, sources and classes are called on the page."""

from playground.network import Network

DEFAULT_NAMES = ("y", "y1", "ŷ")  # of a single output that nobody has given a name


def layer_name(network: Network, k: int) -> str:
    """``Hidden 1`` … ``Output``."""
    return "Output" if k == len(network.layers) - 1 else f"Hidden {k + 1}"


def layer_names(network: Network) -> tuple[str, ...]:
    """The names of all layers."""
    return tuple(layer_name(network, k) for k in range(len(network.layers)))


def neuron_name(network: Network, k: int, j: int) -> str:
    """``neuron 2``, or an output's own name."""
    return network.output_names[j] if k == len(network.layers) - 1 else f"neuron {j + 1}"


def full_name(network: Network, k: int, j: int) -> str:
    """``Hidden 1 · neuron 2``: a neuron with its layer."""
    return f"{layer_name(network, k)} · {neuron_name(network, k, j)}"


def source_name(network: Network, k: int, i: int) -> str:
    """What layer k reads at place i: an input's name or a neuron of the layer before."""
    return network.input_names[i] if k == 0 else f"neuron {i + 1}"


def source_target(k: int, i: int) -> str:
    """The target of what layer k reads at place i."""
    return f"input/{i}" if k == 0 else f"neuron/{k - 1}/{i}"


def class_names(network: Network) -> tuple[str, str]:
    """What to call a single output above and below the threshold."""
    name = network.output_names[0]
    default = name in DEFAULT_NAMES or name == "class 1"
    return ("class 1", "class 0") if default else (name, f"not {name}")
