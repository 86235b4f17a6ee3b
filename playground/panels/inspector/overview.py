"""What the inspector says when nothing is selected: the network and its layers."""

import htpy
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.cache import cached
from playground.language import _, ngettext
from playground.network import Network
from playground.panels.kit import card
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.names import layer_name
from playground.panels.panel import Panel, View
from playground.scene import Scene


def render(scene: Scene, view: View) -> Panel:
    """What the inspector says when nothing is selected."""
    network = scene.network
    layers = tuple(
        (layer_name(network, k), layer.n_out, ACTIVATIONS[layer.activation].called)
        for k, layer in enumerate(network.layers)
    )
    key = scene_key(scene)
    return Panel(_overview(key, view.theme, layers, _kind(network)))


def _kind(network: Network) -> str:
    """What this network may be called."""
    if network.is_mlp:
        return _("This network is a multilayer perceptron.")
    if network.n_outputs == 1:
        return _("This network is a single neuron: no hidden layer, so not an MLP.")
    return _("This network is one layer of neurons: no hidden layer, so not an MLP.")


@cached(64)
def _overview(
    key: SceneKey, theme: str, layers: tuple[tuple[str, int, str], ...], kind: str
) -> Markup:
    return card.root(
        "neuron",
        _("Neuron"),
        key,
        theme,
        htpy.div(".head")[htpy.h2[_("Nothing selected")]],
        htpy.p[_("Select a neuron, a connection or a layer to see how its value comes about.")],
        htpy.p(".aside")[kind],
        htpy.h3[_("Layers")],
        htpy.div(".choices")[
            [
                htpy.button(type="button", data_edit=f"select/layer/{k}")[
                    htpy.span[name],
                    htpy.span(".aside")[
                        ngettext("{count} neuron", "{count} neurons", count), f" · {activation}"
                    ],
                ]
                for k, (name, count, activation) in enumerate(layers)
            ]
        ],
    )
