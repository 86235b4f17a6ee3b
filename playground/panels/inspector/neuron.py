"""The inspector of a neuron: equation with its real numbers, curve, flags, weights and bias."""

import math

import htpy
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.comparison import counterpart, counterpart_so_far
from playground.analysis.learning import backward
from playground.analysis.neurons.neuron_states import SATURATED_BELOW, WORDS, State, state_of
from playground.cache import cached
from playground.language import _, ngettext
from playground.network import Layer
from playground.panels.inspector import curve, neuron_equation, seen, way_back
from playground.panels.inspector.curve_map import Operating
from playground.panels.inspector.cut_off import cut_off
from playground.panels.kit import card, controls, saving
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.equation import ALPHA, EQUALS, variable
from playground.panels.kit.names import full_name, source_name
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import palette_of, value_colour
from playground.panels.panel import Figure, Panel, View, slot
from playground.relation import compared
from playground.scene import Scene

MOST_ROWS = 32
_HEAD = Template(
    '<div class="head" data-key="head"><span class="swatch{}" style="background:{}"></span>'
    '<h2>{}</h2><span class="aside">{}</span>{}</div>'
)
_SWITCH = Template('<span class="on-off" title="{}"><span aria-hidden="true">{}</span>{}</span>')
_FLAG = Template('<p class="flags" data-key="flags">{}</p>')
_BADGE = Template('<span class="flag {}">{}</span>')
_KEPT = Template(
    '<p class="kept" data-key="kept"><i class="kept-line"></i>{} '
    '<span class="math">{}</span> <span class="math">{}</span></p>'
)
_CAPTION = Template(
    '<span class="caption"><span class="math symbol">{}</span>'
    '<span class="what" title="{}">{}</span></span>'
)


def render(scene: Scene, view: View, k: int, j: int) -> Panel:
    """The inspector for neuron j of layer k."""
    layer = scene.network.layers[k]
    rows = [f"weight-{i}" for i in range(min(layer.n_in, MOST_ROWS))] + ["bias"]
    key = scene_key(scene)
    kept = counterpart(scene, k, j) is not None
    drawn = seen.choice(scene, view, k)
    back = backward.goes_back(scene)
    frame = _frame(key, view.theme, tuple(rows), layer.n_in, layer.activation, kept, drawn, back)
    parts = {
        "head": _head(scene, view, k, j),
        "equation": neuron_equation.render(scene, k, j),
        "flags": _flags(scene, k, j),
        "cut-off": cut_off(scene, ("neuron", k, j)),
    }
    if "weights" not in scene.hidden:
        parts |= {f"weight-{i}": weight_row(scene, k, j, i) for i in range(len(rows) - 1)}
        parts["bias"] = _bias_row(scene, k, j)
    if shows_alpha(layer.activation, key):
        parts["alpha"] = alpha_row(scene, k)
    if back:
        parts |= way_back.parts_of_neuron(scene, k, j)
    if kept:
        parts["kept"] = _kept(scene, k, j)
    if not drawn.is_map:
        return Panel(frame, parts, {"curve": _curve(scene, view, k, j)})
    of_sight, figure = seen.parts(scene, view, k, j, drawn)
    return Panel(frame, parts | of_sight, {"seen": figure})


@cached(256)
def _frame(
    key: SceneKey,
    theme: str,
    rows: tuple[str, ...],
    n_in: int,
    activation: str,
    kept: bool,
    drawn: seen.Choice,
    back: bool,
) -> Markup:
    rest, label = n_in - len(rows) + 1, ACTIVATIONS[activation].called
    weights = [
        htpy.h3[_("Weights and bias")],
        htpy.div(class_="rows scrolls" if len(rows) > 9 else "rows")[[slot(row) for row in rows]],
        htpy.p(".aside")[
            ngettext(
                "and {count} more weight: see the matrices",
                "and {count} more weights: see the matrices",
                rest,
            )
        ]
        if rest
        else None,
    ]
    return card.root(
        "neuron",
        _("Neuron"),
        key,
        theme,
        slot("head"),
        slot("equation"),
        slot("kept") if kept else None,
        way_back.sections(way_back.PARTS_OF_NEURON) if back else None,
        seen.heading(drawn),
        seen.place(drawn)
        if drawn.is_map
        else _figure_place(_("curve of {function} with the operating point", function=label)),
        htpy.div(".rows")[slot("alpha")] if shows_alpha(activation, key) else None,
        slot("flags"),
        weights if "weights" not in key.hidden else None,
        slot("cut-off"),
    )


def _figure_place(label: str) -> htpy.Element:
    """As wide as the panel, whatever its width."""
    return htpy.div(".figure-box")[
        htpy.div(
            ".figure", data_figure="curve", data_key="figure-curve", role="img", aria_label=label
        ),
        saving.menu("neuron", "curve", label),
    ]


def _head(scene: Scene, view: View, k: int, j: int) -> Markup:
    network = scene.network
    palette = palette_of(view)
    a = so_far.activation(scene, k, j)
    off = scene.is_off("neuron", k, j)
    name = full_name(network, k, j)
    switch: Markup | str = ""
    if k < len(network.layers) - 1:
        switch = _SWITCH.format(
            _("Switch this neuron on or off: when it is off, the next layer receives 0 from it"),
            _("off") if off else _("on"),
            controls.switch(scene, f"neuron/{k}/{j}", off, _("Use {name}", name=name)),
        )
    return _HEAD.format(
        " is-off" if off else "",
        palette.card if a is None else value_colour(a, palette),
        name,
        ACTIVATIONS[network.layers[k].activation].called,
        switch,
    )


def _kept(scene: Scene, k: int, j: int) -> Markup:
    """z and a of the kept network in this place."""
    found = counterpart_so_far(scene, k, j)
    z, a = (found.z, found.a) if found else (None, None)
    return _KEPT.format(
        _("kept"),
        variable("z") + EQUALS + computed(z, scene.decimals, f"kept-z/{k}/{j}"),
        variable("a") + EQUALS + computed(a, scene.decimals, f"kept-a/{k}/{j}"),
    )


def _flags(scene: Scene, k: int, j: int) -> Markup:
    entry = ACTIVATIONS[scene.network.layers[k].activation]
    slope = so_far.slope(scene, k, j)
    flags = []
    if scene.is_off("neuron", k, j):
        flags.append(_BADGE.format("off", _("off: the next layer receives 0 from it")))
    elif slope is not None and (state := state_of(entry.name, slope)):
        flags.append(
            _BADGE.format(state, f"{_(WORDS[state])}: {_why(state, slope, scene.decimals)}")
        )
    return _FLAG.format(join(flags))


def _why(state: State, slope: float, decimals: int) -> str:
    if state == "off-here":
        return _("slope 0 at this input")
    shown, sign, below = compared(abs(slope), SATURATED_BELOW, max(decimals, 3))
    return _("slope {shown} {sign} {below}", shown=shown, sign=sign, below=below)


def _curve(scene: Scene, view: View, k: int, j: int) -> Figure:
    width = card.inner_width(view, "neuron", 344)
    found, kept = counterpart_so_far(scene, k, j), None
    if found and scene.ghost_scene:
        kept = _operating(scene.ghost_scene, found.layer, j)
    return curve.figure(_operating(scene, k, j), scene.decimals, palette_of(view), width, kept)


def _operating(scene: Scene, k: int, j: int) -> Operating:
    layer = scene.network.layers[k]
    z = scene.trace.pre_activations[k]
    return Operating(
        activation=layer.activation,
        alpha=layer.alpha or 0.0,
        z=so_far.pre_activation(scene, k, j),
        a=so_far.activation(scene, k, j),
        slope=so_far.slope(scene, k, j),
        others=_others(layer, z.tolist(), j),
    )


def _others(layer: Layer, z: list[float], j: int) -> tuple[float, ...]:
    """What else of the layer the neuron's value depends on."""
    if not ACTIVATIONS[layer.activation].whole_layer:
        return ()
    return tuple(value for m, value in enumerate(z) if m != j and math.isfinite(value))


def weight_row(scene: Scene, k: int, j: int, i: int) -> Markup:
    """The slider row of one weight."""
    name = source_name(scene.network, k, i)
    off = scene.is_cut(k, j, i)
    setting = controls.Setting(
        key=f"weight/{k}/{j}/{i}",
        label=_("weight from {source}", source=name),
        value=float(scene.network.layers[k].weights[j, i]),
        decimals=scene.decimals,
        locked="weights" in scene.locked,
        coloured=True,
    )
    caption = _CAPTION.format(variable("w", i + 1), name, name)
    return controls.control_row(f"weight-{i}", caption, setting, " is-off" if off else "")


def shows_alpha(activation: str, key: SceneKey) -> bool:
    """Whether the function has an α, and the page lets one see it."""
    return ACTIVATIONS[activation].alpha is not None and "activations" not in key.hidden


def alpha_row(scene: Scene, k: int) -> Markup:
    """The slider row of α, which all neurons of a layer share."""
    layer = scene.network.layers[k]
    setting = controls.Setting(
        key=f"alpha/{k}",
        label=_("alpha"),
        value=layer.alpha or 0.0,
        decimals=max(scene.decimals, 2),
        bind="edit",
        locked="activations" in scene.locked,
        low=0.0,
        high=1.0,
    )
    caption = _CAPTION.format(ALPHA, _("of the whole layer"), _("of the layer"))
    return controls.control_row("alpha", caption, setting)


def _bias_row(scene: Scene, k: int, j: int) -> Markup:
    setting = controls.Setting(
        key=f"bias/{k}/{j}",
        label=_("bias"),
        value=float(scene.network.layers[k].biases[j]),
        decimals=scene.decimals,
        locked="biases" in scene.locked,
        coloured=True,
    )
    caption = _CAPTION.format(variable("b"), _("bias"), _("bias"))
    return controls.control_row("bias", caption, setting)
