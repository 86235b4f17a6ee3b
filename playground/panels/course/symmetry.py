"""Symmetry: neurons of a layer that compute the same and receive the same gradient."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.focus import focused_layer, focused_output
from playground.analysis.symmetry import Group, groups_of
from playground.engine import Gradients, gradients
from playground.notation import compact, exact
from playground.panels.kit import card, controls
from playground.panels.kit.equation import variable
from playground.panels.kit.names import layer_name, neuron_name
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, ink, palette_of, value_colour
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_MOST_ROWS, _MOST_COLUMNS = 16, 8
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROW = Template(
    '<tr class="{}"><th scope="row">{}<button type="button" data-edit="select/neuron/{}/{}">{}'
    '</button></th><td class="cells">{}</td><td>{}</td><td class="cells">{}</td></tr>'
)
_TAG = Template('<span class="tag">{}</span>')
_BODY = Template('<tbody data-key="neurons">{}</tbody>')
# Plain text, filled with numbers and our own names only.
_SWATCH = (
    '<span class="swatch" data-quantity="{}" data-value="{}" style="background:{};color:{}"'
    ">{}</span>"
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The symmetry panel of the selected layer."""
    k = focused_layer(scene)
    output = focused_output(scene)
    slopes = gradients(scene.active_network, scene.trace, output)
    groups = groups_of(scene, slopes, k)
    palette = palette_of(view)
    parts = {
        "verdict": _verdict(scene, k, groups),
        "neurons": _table(scene, k, slopes, groups, palette),
    }
    name = scene.network.output_names[output]
    frame = card.frame(
        "symmetry",
        "Symmetry",
        scene,
        view,
        _header(scene, k),
        slot("verdict"),
        htpy.div(".scroll", tabindex="0", role="group", aria_label="neurons")[
            htpy.table(".numbers")[_head(name), slot("neurons")]
        ],
    )
    return Panel(frame, parts)


def _header(scene: Scene, k: int) -> htpy.Element:
    count = len(scene.network.layers)
    names = [layer_name(scene.network, n) for n in range(count)]
    return htpy.header[
        htpy.span(".title")["Equal neurons"],
        controls.layer_picker(names, k),
    ]


def _head(name: str) -> htpy.Element:
    return htpy.thead(".math")[
        htpy.tr[
            htpy.td,
            htpy.th(scope="col")[Markup("<i>w</i>, <i>b</i>")],
            htpy.th(scope="col")[variable("a")],
            htpy.th(scope="col")[
                Markup("∂<i>{}</i>/∂<i>w</i>, ∂<i>{}</i>/∂<i>b</i>").format(name, name)
            ],
        ]
    ]


def _verdict(scene: Scene, k: int, groups: list[Group]) -> Markup:
    """One sentence a group."""
    n_out = scene.network.layers[k].n_out
    if not groups:
        return card.note("verdict", f"{n_out} different neurons" if n_out > 1 else "one neuron")
    lines = []
    for letter, group in zip(_LETTERS, groups, strict=False):
        names = ", ".join(str(j + 1) for j in group.neurons)
        end = (
            "and receive the same gradient: they stay equal"
            if group.same_gradient
            else "but receive different gradients: training parts them"
        )
        lines.append(
            Markup("{} neurons {} compute the same {}").format(_TAG.format(letter), names, end)
        )
    return card.note("verdict", Markup("<br>").join(lines))


def _table(
    scene: Scene, k: int, slopes: Gradients, groups: list[Group], palette: Palette
) -> Markup:
    layer = scene.active_network.layers[k]
    letters = {
        j: letter for letter, group in zip(_LETTERS, groups, strict=False) for j in group.neurons
    }
    order = [*letters, *(j for j in range(layer.n_out) if j not in letters)]
    rows = []
    for j in order[:_MOST_ROWS]:
        a = computed(float(scene.trace.activations[k][j]), scene.decimals, f"a/{j}")
        rows.append(
            _ROW.format(
                "in-group" if j in letters else "",
                _TAG.format(letters.get(j, "")),
                k,
                j,
                neuron_name(scene.network, k, j),
                _swatches(layer.weights[j], float(layer.biases[j]), f"w/{j}", scene, palette),
                a,
                _swatches(
                    slopes.weights[k][j], float(slopes.biases[k][j]), f"dw/{j}", scene, palette
                ),
            )
        )
    if rest := len(order) - len(rows):
        rows.append(Markup('<tr><th scope="row">… {} more</th></tr>').format(rest))
    return _BODY.format(join(rows))


def _swatches(values: Array, last: float, name: str, scene: Scene, palette: Palette) -> Markup:
    """The first weights and the bias, small and in colour."""
    shown = [(f"{name}/{i}", float(v)) for i, v in enumerate(values[:_MOST_COLUMNS])]
    pieces = [_swatch(key, value, scene.decimals, palette) for key, value in shown]
    if len(values) > _MOST_COLUMNS:
        pieces.append('<span class="swatch gap">⋯</span>')
    pieces.append(_swatch(f"{name}/b", last, scene.decimals, palette))
    return Markup("".join(pieces))  # noqa: S704 - see _SWATCH


def _swatch(key: str, value: float, decimals: int, palette: Palette) -> str:
    fill = value_colour(value, palette)
    text = compact(value, decimals, tiny=True)
    return _SWATCH.format(key, exact(value), fill, ink(fill), text)
