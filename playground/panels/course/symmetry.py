"""Symmetry: neurons of a layer that compute the same and receive the same gradient."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis import so_far
from playground.analysis.focus import focused_layer, focused_output
from playground.analysis.layers.symmetry import Group, groups_of
from playground.analysis.neurons.derivative import derivatives
from playground.engine import Gradients
from playground.language import _, ngettext
from playground.notation import blank, compact, exact, output_name
from playground.panels.kit import card, controls
from playground.panels.kit.equation import variable
from playground.panels.kit.names import layer_names, neuron_name
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
_MORE = Template('<tr><th scope="row">{}</th></tr>')
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
    slopes = derivatives(scene, output)
    groups = groups_of(scene, k)
    palette = palette_of(view)
    parts = {
        "verdict": _verdict(scene, k, groups),
        "neurons": _table(scene, k, slopes, groups, palette),
    }
    name = output_name(scene.network, output)
    frame = card.frame(
        "symmetry",
        _("Symmetry"),
        scene,
        view,
        _header(scene, k),
        slot("verdict"),
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("neurons"))[
            htpy.table(".numbers")[_head(name), slot("neurons")]
        ],
    )
    return Panel(frame, parts)


def _header(scene: Scene, k: int) -> htpy.Element:
    return htpy.header[
        htpy.span(".title")[_("Equal neurons")],
        controls.layer_picker(layer_names(scene.network), k),
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
        return card.note("verdict", ngettext("one neuron", "{count} different neurons", n_out))
    lines = []
    for letter, group in zip(_LETTERS, groups, strict=False):
        lines.append(_TAG.format(letter) + " " + _told(group))
    return card.note("verdict", Markup("<br>").join(lines))


def _numbers(neurons: tuple[int, ...]) -> str:
    return ", ".join(str(j + 1) for j in neurons)


def _told(group: Group) -> str:
    """Which neurons compute the same, and what training makes of them."""
    names = _numbers(group.neurons)
    if group.stay == (group.neurons,):
        return _(
            "neurons {names} compute the same and receive the same gradient: they stay equal",
            names=names,
        )
    if not group.stay:
        return _(
            "neurons {names} compute the same but receive different gradients: training parts them",
            names=names,
        )
    return _(
        "neurons {names} compute the same but receive different gradients: "
        "training parts them, all but {groups}",
        names=names,
        groups=_(" and ").join(map(_numbers, group.stay)),
    )


def _table(
    scene: Scene, k: int, slopes: Gradients, groups: list[Group], palette: Palette
) -> Markup:
    """Twins first, by their groups; then all others."""
    letters = {
        j: letter for letter, group in zip(_LETTERS, groups, strict=False) for j in group.neurons
    }
    order = [*letters, *(j for j in range(scene.network.layers[k].n_out) if j not in letters)]
    rows = [_row(scene, k, j, letters.get(j, ""), slopes, palette) for j in order[:_MOST_ROWS]]
    if rest := len(order) - len(rows):
        rows.append(_MORE.format(_("… {count} more", count=rest)))
    return _BODY.format(join(rows))


def _row(scene: Scene, k: int, j: int, letter: str, slopes: Gradients, palette: Palette) -> Markup:
    """A neuron: its weights and bias, its activation, and the gradient that it receives."""
    layer, output = scene.active_network.layers[k], focused_output(scene)
    own = _swatches(
        (f"running-weight/{k}/{j}", layer.weights[j]),
        (f"bias/{k}/{j}", float(layer.biases[j])),
        scene,
        palette,
    )
    received = _swatches(
        (f"derivative/{output}/weight/{k}/{j}", slopes.weights[k][j]),
        (f"derivative/{output}/bias/{k}/{j}", float(slopes.biases[k][j])),
        scene,
        palette,
        so_far.pass_done(scene),
    )
    a = computed(so_far.activation(scene, k, j), scene.decimals, f"a/{k}/{j}")
    name = neuron_name(scene.network, k, j)
    css = "in-group" if letter else ""
    return _ROW.format(css, _TAG.format(letter), k, j, name, own, a, received)


def _swatches(
    of_each: tuple[str, Array],
    of_bias: tuple[str, float],
    scene: Scene,
    palette: Palette,
    known: bool = True,
) -> Markup:
    """The first weights and the bias, small and in colour; each with what its numbers are of."""
    (name, values), (bias_name, bias) = of_each, of_bias
    pieces = [
        _swatch(f"{name}/{i}", float(value) if known else None, scene.decimals, palette)
        for i, value in enumerate(values[:_MOST_COLUMNS])
    ]
    if len(values) > _MOST_COLUMNS:
        pieces.append('<span class="swatch gap">⋯</span>')
    pieces.append(_swatch(bias_name, bias if known else None, scene.decimals, palette))
    return Markup("".join(pieces))  # noqa: S704 - see _SWATCH


def _swatch(key: str, value: float | None, decimals: int, palette: Palette) -> str:
    if value is None:
        return _SWATCH.format(key, "", "transparent", "inherit", blank(decimals))
    fill = value_colour(value, palette)
    text = compact(value, decimals, tiny=True)
    return _SWATCH.format(key, exact(value), fill, ink(fill), text)
