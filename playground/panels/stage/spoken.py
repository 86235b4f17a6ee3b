"""What the stage calls its columns and nodes in words, and what it says of their state."""

from markupsafe import Markup, escape

from playground.analysis.neurons.neuron_states import WORDS
from playground.cache import cached, once
from playground.language import _, to_say
from playground.network import Network
from playground.notation import output_name
from playground.panels.kit.names import input_name, layer_name
from playground.panels.stage.plan import Plan

SWITCHED_OFF = to_say(", switched off")


def column_name(network: Network, column: int) -> str:
    """Inputs, Hidden 1, …, Output."""
    return layer_name(network, column - 1) if column else _("Inputs")


def node_name(plan: Plan, column: int, index: int) -> Markup:
    """What a node is called, escaped."""
    network = plan.scene.network
    if column == 0:
        return escape(input_name(network, index))
    if column == len(plan.columns) - 1:
        return escape(_("output {name}", name=output_name(network, index)))
    return escape(_("hidden {column} neuron {number}", column=column, number=index + 1))


@cached(128, key=lambda plan: plan.key)
def node_names(plan: Plan) -> list[dict[int, str]]:
    """What the nodes that are drawn are called, escaped, by column."""
    return [
        {i: str(node_name(plan, c, i)) for i in column.indices if i is not None}
        for c, column in enumerate(plan.columns)
    ]


@once
def remarks(plan: Plan, column: int, index: int) -> str:
    """What stands out about a node, each after a comma: ", off here, it reaches no output"."""
    state = plan.states[column - 1][index] if column else None
    found = [_(WORDS[state])] if state else []
    return "".join(f", {words}" for words in (*found, *plan.reach.told(plan.node(column, index))))


def switched(plan: Plan, column: int, index: int) -> str:
    """ ", switched off" where a node is."""
    return _(SWITCHED_OFF) if plan.switched_off(column, index) else ""
