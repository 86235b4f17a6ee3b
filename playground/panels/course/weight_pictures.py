"""A neuron that looks at a picture: its weights as a picture of the same squares, and what it adds.

Three pictures stand in a row, the inputs, the weights and their products; below them the sum, and
below that the weights of all neurons of the layer, each a button that selects one.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis import so_far
from playground.analysis.neurons.contributions import products, weighted_sum
from playground.data.picture import Picture
from playground.language import _, to_say
from playground.network import Layer
from playground.panels.kit import card, pad
from playground.panels.kit.image import enlarged, png, shades
from playground.panels.kit.numbers import computed, printed, sign_class
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_MOST = 16  # neurons whose weights are shown
_NO_PICTURE = to_say("The inputs of this network are no picture to draw on.")
_PICTURE = Template(
    '<figure data-key="{}"><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'
)
_SIGN = Markup('<span class="sign" aria-hidden="true">{}</span>')
_NEURON = Template(
    '<button type="button" data-edit="select/neuron/0/{}" aria-pressed="{}" aria-label="{}">'
    '<img src="{}" alt="">{}</button>'
)
_NEURONS = Template('<div class="neurons" data-key="neurons" role="group" aria-label="{}">{}</div>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The weights of the first layer as pictures."""
    size = pad.size_of(scene)
    title = _("What a neuron looks for")
    if size is None:
        note = card.note("none", _(_NO_PICTURE))
        return Panel(
            card.frame("weight-pictures", title, scene, view, slot("none")), {"none": note}
        )
    palette, layer = palette_of(view), scene.active_network.layers[0]
    j = _neuron(scene)
    limit = _limit(layer)
    parts = {
        "of-inputs": _figure(scene.x, size, 1.0, palette, "of-inputs", _("the picture")),
        "of-weights": _figure(
            layer.weights[j],
            size,
            limit,
            palette,
            "of-weights",
            _("its 64 weights") if layer.n_in == 64 else _("its weights"),
        ),
        "of-products": _figure(
            products(scene, 0, j), size, limit, palette, "of-products", _("square by square")
        ),
        "sum": _sum(scene, j),
        "neurons": _neurons(scene, size, limit, palette, j),
    }
    frame = card.frame(
        "weight-pictures",
        title,
        scene,
        view,
        htpy.div(".pictures")[
            slot("of-inputs"),
            _SIGN.format("×"),
            slot("of-weights"),
            _SIGN.format("="),
            slot("of-products"),
        ],
        slot("sum"),
        slot("neurons"),
    )
    return Panel(frame, parts)


def _neuron(scene: Scene) -> int:
    """The neuron of the first layer that is selected, or its first."""
    selected = scene.selected
    known = selected is not None and selected.kind in ("neuron", "bias", "weight")
    return selected.path[1] if known and selected and selected.path[0] == 0 else 0


def _limit(layer: Layer) -> float:
    """What the strongest colour stands for: the largest weight of the layer."""
    return float(np.abs(layer.weights).max()) or 1.0


def _figure(
    values: Array, size: Picture, limit: float, palette: Palette, key: str, caption: str
) -> Markup:
    return _PICTURE.format(key, _address(values, size, limit, palette), caption, caption)


def _address(values: Array, size: Picture, limit: float, palette: Palette) -> str:
    return png(enlarged(shades(values.reshape(size)[::-1], limit)), palette)


def _sum(scene: Scene, j: int) -> Markup:
    """What the products add up to, the bias, and what comes out."""
    decimals, known = scene.decimals, so_far.activation(scene, 0, j) is not None
    total = weighted_sum(scene, 0, j) if known else None
    bias = float(scene.network.layers[0].biases[j])
    return card.line(
        "sum",
        [
            card.named(_("all squares together"), computed(total, decimals, f"weighted-sum/0/{j}")),
            card.named(
                _("its own number b"),
                printed(
                    bias,
                    decimals,
                    target=f"bias/0/{j}",
                    css=sign_class(bias),
                ),
            ),
            card.named(
                _("its answer"), computed(so_far.activation(scene, 0, j), decimals, f"a/0/{j}")
            ),
        ],
    )


def _neurons(scene: Scene, size: Picture, limit: float, palette: Palette, chosen: int) -> Markup:
    layer = scene.active_network.layers[0]
    buttons = join(
        _NEURON.format(
            j,
            str(j == chosen).lower(),
            _("neuron {number}", number=j + 1),
            _address(layer.weights[j], size, limit, palette),
            computed(so_far.activation(scene, 0, j), scene.decimals, f"a/0/{j}"),
        )
        for j in range(min(layer.n_out, _MOST))
    )
    return _NEURONS.format(_("The neurons of the first layer"), buttons)
