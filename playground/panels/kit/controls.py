"""The controls and numbers that panels share: slider rows, fields, switches, cards, names.

Everything returns markup that is escaped by construction. What is rendered on every pointer move
is a format template, not an element tree: it costs a few microseconds. Lengths are CSS pixels.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import htpy
from markupsafe import Markup, escape

from playground.network import MAX_MAGNITUDE, Network
from playground.notation import COMPACT_FROM, blank, brief, compact, exact, format_number
from playground.panels.kit.template import Template
from playground.panels.kit.theme import THEMES, Palette
from playground.panels.panel import View
from playground.scene import Scene

#: Panels that a link can hide; its other names are of controls within panels.
HIDDEN_WHOLE = frozenset({"inputs", "output", "neuron", "matrices"})
LOCKED_TITLE = "fixed by this link"

_NUMBER = Template('<span class="n{}"{} data-value="{}">{}</span>')
_TARGET = Template(' data-target="{}"')
_QUANTITY = Template(' data-quantity="{}"')
_BIND = {"target": Markup("data-target"), "edit": Markup("data-edit")}
_SLIDER = Template(
    '<span class="slider{}" style="--at:{}"><span class="scale" aria-hidden="true"><i>{}</i>'
    '<i>{}</i><i>{}</i></span><input type="range" min="{}" max="{}" step="{}" '
    'value="{}" {}="{}" data-value="{}" aria-label="{}" aria-valuetext="{}"{}></span>'
)
_FIELD = Template(
    '<input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" '
    'class="field{}" value="{}" {}="{}" data-value="{}" aria-label="{}, exact value"{}>'
)
_SWITCH = Template(
    '<button type="button" role="switch" class="switch" aria-checked="{}" data-edit="switch/{}" '
    'aria-label="{}"{}><span class="knob"></span></button>'
)
_NAME = Template(
    '<input type="text" class="name" value="{}" size="{}" maxlength="40" autocomplete="off" '
    'spellcheck="false" data-edit="rename-{}/{}" aria-label="Name of {} {}" title="Rename">'
)
_FIXED_NAME = Template('<span class="name">{}</span>')
_MOST_NAMED = 3  # hidden layers up to which a picker writes their names
DISABLED = Markup(' disabled title="{}"').format(LOCKED_TITLE)
_NOTHING = Markup("")


def palette_of(view: View) -> Palette:
    """The colours of the visitor's theme."""
    return THEMES[view.theme]


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces of markup, one after the other."""
    return _NOTHING.join(parts)


def sign(value: float | None) -> str:
    """The class that colours a printed number by its sign."""
    if value is None or value == 0 or math.isnan(value):
        return " zero"
    return " negative" if value < 0 else " positive"


def attributes(target: object = None, quantity: str | None = None) -> Markup:
    """What a number stands for: a target that can be set, or a quantity that follows."""
    if target is not None:
        return _TARGET.format(target)
    return _NOTHING if quantity is None else _QUANTITY.format(quantity)


def number(
    value: float | None,
    decimals: int,
    target: object = None,
    quantity: str | None = None,
    css: str = "",
    text: str | None = None,
) -> Markup:
    """A printed number; ``None`` is one that has not been computed yet and leaves a blank."""
    known = "" if value is None else exact(value)
    if text is None:
        text = blank(decimals) if value is None else format_number(value, decimals)
    return _number(css, None if target is None else str(target), quantity, known, text)


@lru_cache(maxsize=8192)
def _number(css: str, target: str | None, quantity: str | None, known: str, text: str) -> Markup:
    return _NUMBER.format(css, attributes(target, quantity), known, text)


def size_class(text: str, decimals: int) -> str:
    """The class that sets a number smaller that is longer than ``−0.00``."""
    longer = len(text) - (decimals + 3)
    return "" if longer <= 0 else " wide" if longer < 3 else " long"


def nice_above(value: float) -> float:
    """The smallest of 1, 2, 5 · 10ⁿ that is not below a positive ``value``."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= value * (1 - 1e-12))


def slider_limit(value: float) -> float:
    """The end of a slider that is symmetric about zero."""
    if not abs(value) >= 3:  # at the end itself there is room to go on
        return 3.0
    return min(nice_above(1.25 * abs(value)), MAX_MAGNITUDE)


def slider_step(low: float, high: float) -> float:
    """A power of ten near a six-hundredth of the range."""
    return float(10.0 ** math.floor(math.log10((high - low) / 600) + 1e-9))


@dataclass(frozen=True)
class Setting:
    """A number that a slider and a field set: ``bind`` is the attribute that names it."""

    key: str
    label: str
    value: float
    decimals: int = 2
    bind: str = "target"
    locked: bool = False
    low: float | None = None
    high: float | None = None
    coloured: bool = False


def slider(setting: Setting) -> Markup:
    """A native range input; the track's fill follows ``--at``, its share of the range."""
    value = setting.value
    limit = slider_limit(value)
    low = -limit if setting.low is None else min(setting.low, value)
    high = limit if setting.high is None else max(setting.high, value)
    return _SLIDER.format(
        " signed" if low == -high else "",
        f"{(value - low) / (high - low):.4f}",
        _end(low),
        "0" if low == -high else "",
        _end(high),
        exact(low),
        exact(high),
        exact(slider_step(low, high)),
        exact(value),
        _BIND[setting.bind],
        setting.key,
        exact(value),
        setting.label,
        format_number(value, setting.decimals),
        DISABLED if setting.locked else _NOTHING,
    )


def _end(value: float) -> str:
    """The number at the end of a slider's scale."""
    return compact(value, 0) if abs(value) >= COMPACT_FROM else brief(value)


def number_field(setting: Setting) -> Markup:
    """A text field for the exact value: shows ``decimals`` of them, remembers them all."""
    text = compact(setting.value, setting.decimals, tiny=True)
    css = (sign(setting.value) if setting.coloured else "") + size_class(text, setting.decimals)
    return _FIELD.format(
        css,
        text,
        _BIND[setting.bind],
        setting.key,
        exact(setting.value),
        setting.label,
        DISABLED if setting.locked else _NOTHING,
    )


_ROW = Template('<div class="control-row{}" data-key="{}">{}{}</div>')


def slider_and_field(setting: Setting) -> Markup:
    """Both ways to set a number, side by side."""
    return _slider_and_field(setting, exact(setting.value))


@lru_cache(maxsize=2048)
def _slider_and_field(setting: Setting, known: str) -> Markup:
    # known, a text, tells the two zeros apart, which compare equal in the setting
    return slider(setting) + number_field(setting)


def control_row(key: str, caption: Markup, setting: Setting, css: str = "") -> Markup:
    """A caption, its slider and its field: one part."""
    return _ROW.format(css, key, caption, slider_and_field(setting))


def switch(target: object, off: bool, label: str, locked: bool = False) -> Markup:
    """An on/off switch; ``aria-checked`` says which it is now."""
    return _SWITCH.format(
        "false" if off else "true", target, label, DISABLED if locked else _NOTHING
    )


def name_field(scene: Scene, what: str, index: int) -> Markup:
    """The name of an input or output, a text field that looks like text."""
    network = scene.network
    name = (network.input_names if what == "input" else network.output_names)[index]
    if "topology" in scene.locked or "topology" in scene.hidden:
        return _FIXED_NAME.format(name)
    return _NAME.format(name, max(len(name), 2), what, index, what, index + 1)


def segmented(choices: Sequence[tuple[str, str]], current: str | None, label: str) -> Markup:
    """A group of buttons, (edit, caption) each, of which one is pressed."""
    buttons = [_choice(edit, caption, edit == current) for edit, caption in choices]
    return escape(htpy.div(".segmented", role="group", aria_label=label)[buttons])


def _choice(edit: str, caption: str, pressed: bool, label: str | None = None) -> htpy.Element:
    return htpy.button(
        type="button", data_edit=edit, aria_pressed=str(pressed).lower(), aria_label=label
    )[caption]


def layer_picker(names: Sequence[str], k: int) -> Markup | None:
    """A group of buttons that select a layer; hidden ones by their numbers where there are many."""
    if len(names) < 2:
        return None
    last = len(names) - 1
    short = last > _MOST_NAMED
    captions = [str(n + 1) if short and n < last else name for n, name in enumerate(names)]
    buttons = [
        _choice(f"select/layer/{n}", caption, n == k, names[n] if short else None)
        for n, caption in enumerate(captions)
    ]
    css = ".segmented.short" if short else ".segmented"
    return escape(
        htpy.div(css, role="group", aria_label="Layer")[
            htpy.span(".of", aria_hidden="true")["Hidden"] if short else None, buttons
        ]
    )


@dataclass(frozen=True)
class SceneKey:
    """What a card's root shows of a scene; hashable, so that frames can be remembered."""

    decimals: int
    hidden: frozenset[str]
    locked: frozenset[str]


def scene_key(scene: Scene) -> SceneKey:
    """The scene's settings that shape frames."""
    return SceneKey(scene.decimals, scene.hidden, scene.locked)


def card(name: str, label: str, key: SceneKey, theme: str, *content: htpy.Node) -> Markup:
    """A panel's root: theme, decimals, and whether a link hides it."""
    return escape(
        htpy.section(
            class_=f"panel of-controls panel-{name}",
            data_theme=theme,
            style=f"{THEMES[theme].css()}--decimals:{key.decimals};",
            aria_label=label,
            hidden=name in HIDDEN_WHOLE and name in key.hidden,
        )[content]
    )


def layer_name(network: Network, k: int) -> str:
    """``Hidden 1`` … ``Output``."""
    return "Output" if k == len(network.layers) - 1 else f"Hidden {k + 1}"


def neuron_name(network: Network, k: int, j: int) -> str:
    """``neuron 2``, or an output's own name."""
    return network.output_names[j] if k == len(network.layers) - 1 else f"neuron {j + 1}"


def source_name(network: Network, k: int, i: int) -> str:
    """What layer k reads at place i: an input's name or a neuron of the layer before."""
    return network.input_names[i] if k == 0 else f"neuron {i + 1}"


def source_target(k: int, i: int) -> str:
    """The target of what layer k reads at place i."""
    return f"input/{i}" if k == 0 else f"neuron/{k - 1}/{i}"
