"""What the stage calls its columns and nodes in words, and what it says of their state."""

from markupsafe import Markup, escape

from playground.analysis.neurons.neuron_states import WORDS
from playground.network import Network
from playground.panels.kit.names import layer_name
from playground.panels.stage.plan import Plan


def column_name(network: Network, column: int) -> str:
    """Inputs, Hidden 1, …, Output."""
    return layer_name(network, column - 1) if column else "Inputs"


def node_name(plan: Plan, column: int, index: int) -> Markup:
    """What a node is called, escaped."""
    network = plan.scene.network
    if column == 0:
        return escape(network.input_names[index])
    if column == len(plan.columns) - 1:
        return escape(f"output {network.output_names[index]}")
    return Markup(f"hidden {column} neuron {index + 1}")  # noqa: S704 - numbers and our own words


def remarks(plan: Plan, column: int, index: int) -> str:
    """What stands out about a node, each after a comma: ", off here, it reaches no output"."""
    state = plan.states[column - 1][index] if column else None
    found = [WORDS[state]] if state else []
    return "".join(f", {words}" for words in (*found, *plan.reach.told(plan.node(column, index))))


def switched(plan: Plan, column: int, index: int) -> str:
    """ ", switched off" where a node is."""
    return ", switched off" if plan.switched_off(column, index) else ""
