"""What inputs, outputs, layers, neurons, sources and classes are called on the page.

The scene keeps names as they were given, in whatever language; here those that the product brings
are said in the visitor's.
"""

from playground.data.names import neuron_names
from playground.language import _, called
from playground.network import Network
from playground.notation import subscript
from playground.panels.kit.plot import escaped
from playground.scene import Scene

DEFAULT_NAMES = ("y", "y1", "ŷ")  # of a single output that nobody has given a name
CLASS_1 = "class 1"  # of one that is the class itself


def input_name(network: Network, i: int) -> str:
    """An input's name as it is said."""
    return called(network.input_names[i])


def input_axis(network: Network, i: int) -> str:
    """An axis of an input, in Plotly's markup: its name, or ``x₁`` if it has none."""
    if has_default_name(network.input_names[i], "x", i):
        return f"<i>x</i>{subscript(i + 1) if network.n_inputs > 1 else ''}"
    return escaped(input_name(network, i))


def has_default_name(name: str, letter: str, i: int) -> bool:
    """Whether nobody has given an input or an output a name of its own."""
    return name in (letter, f"{letter}{i + 1}")


def input_names(network: Network) -> tuple[str, ...]:
    """The names of all inputs as they are said."""
    return tuple(map(called, network.input_names))


def output_name(network: Network, j: int) -> str:
    """An output's name as it is said."""
    return called(network.output_names[j])


def output_names(network: Network) -> tuple[str, ...]:
    """The names of all outputs as they are said."""
    return tuple(map(called, network.output_names))


def layer_name(network: Network, k: int) -> str:
    """``Hidden 1`` … ``Output``."""
    return _("Output") if k == len(network.layers) - 1 else _("Hidden {k}", k=k + 1)


def layer_names(network: Network) -> tuple[str, ...]:
    """The names of all layers."""
    return tuple(layer_name(network, k) for k in range(len(network.layers)))


def neuron_name(network: Network, k: int, j: int) -> str:
    """``neuron 2``, or an output's own name."""
    is_output = k == len(network.layers) - 1
    return output_name(network, j) if is_output else _("neuron {number}", number=j + 1)


def full_name(network: Network, k: int, j: int) -> str:
    """``Hidden 1 · neuron 2``: a neuron with its layer."""
    return f"{layer_name(network, k)} · {neuron_name(network, k, j)}"


def source_name(network: Network, k: int, i: int) -> str:
    """What layer k reads at place i: an input's name or a neuron of the layer before."""
    return input_name(network, i) if k == 0 else _("neuron {number}", number=i + 1)


def source_target(k: int, i: int) -> str:
    """The target of what layer k reads at place i."""
    return f"input/{i}" if k == 0 else f"neuron/{k - 1}/{i}"


def class_names(scene: Scene) -> tuple[str, str]:
    """What to call a single output above and below the threshold: as the rows do, if they fit."""
    given, data = scene.network.output_names[0], scene.fitting
    if given in DEFAULT_NAMES or given == CLASS_1:
        return called("class 1"), called("class 0")
    if data is not None and data.task == "binary":
        below, above = neuron_names(data.labels)
        if above == given:
            return called(above), called(below)
    return called(given), _("not {name}", name=called(given))
