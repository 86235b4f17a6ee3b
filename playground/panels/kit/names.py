"""What inputs, outputs, layers, neurons, sources and classes are called on the page.

The scene keeps names as they were given, in whatever language; here those that the product brings
are said in the visitor's.
"""

from playground.data.names import neuron_names
from playground.language import _, called
from playground.network import Network
from playground.notation import is_unnamed_output, output_name, subscript
from playground.panels.kit.plot import escaped
from playground.scene import Scene

CLASS_1 = "class 1"  # of one that is the class itself


def input_name(network: Network, i: int) -> str:
    """An input's name as it is said."""
    return called(network.input_names[i])


def input_axis(network: Network, i: int) -> str:
    """An axis of an input, in Plotly's markup: its name, or ``x₁`` if it has none."""
    if is_unnamed_input(network.input_names[i], i):
        return f"<i>x</i>{subscript(i + 1) if network.n_inputs > 1 else ''}"
    return escaped(input_name(network, i))


def is_unnamed_input(name: str, i: int) -> bool:
    """Whether nobody has given input i a name of its own."""
    return name in ("x", f"x{i + 1}")


def input_names(network: Network) -> tuple[str, ...]:
    """The names of all inputs as they are said."""
    return tuple(map(called, network.input_names))


def output_names(network: Network) -> tuple[str, ...]:
    """The names of all outputs as they are said."""
    return tuple(output_name(network, j) for j in range(network.n_outputs))


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
    if is_unnamed_output(given, 0) or given == CLASS_1:
        return called("class 1"), called("class 0")
    if data is not None and data.task == "binary":
        below, above = neuron_names(data.labels)
        if above == given:
            return called(above), called(below)
    return called(given), _("not {name}", name=called(given))
