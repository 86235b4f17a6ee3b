"""The controls that panels share: slider rows, fields, switches, groups of buttons.

Everything returns markup that is escaped by construction. What is rendered on every pointer move
is a format template, not an element tree: it costs a few microseconds. Lengths are CSS pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy
from markupsafe import Markup, escape

from playground.language import _, to_say
from playground.network import Network
from playground.notation import COMPACT_FROM, brief, compact, exact, format_number, output_name
from playground.panels.kit.names import input_name, output_names
from playground.panels.kit.numbers import sign_class, size_class
from playground.panels.kit.piece import piece
from playground.panels.kit.scales import slider_limit, slider_step
from playground.panels.kit.template import Template, join
from playground.scene import Edit, Scene, Switch

LOCKED_TITLE = to_say("fixed by this link")

_BIND = {"target": Markup("data-target"), "edit": Markup("data-edit")}
_SLIDER = Template(
    '<span class="slider{}" style="--at:{}"><span class="scale" aria-hidden="true"><i>{}</i>'
    '<i>{}</i><i>{}</i></span><input type="range" min="{}" max="{}" step="{}" '
    'value="{}" {}="{}" data-value="{}" aria-label="{}" aria-valuetext="{}"{}></span>'
)
_FIELD = Template(
    '<input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" '
    'class="field{}" value="{}" {}="{}" data-value="{}" aria-label="{}"{}>'
)
_SWITCH = Template(
    '<button type="button" role="switch" class="switch" aria-checked="{}" data-edit="switch/{}" '
    'aria-label="{}"{}><span class="knob"></span></button>'
)
_NAME = Template(
    '<input type="text" class="name" value="{}" size="{}" maxlength="40" autocomplete="off" '
    'spellcheck="false" data-edit="rename-{}/{}" aria-label="{}" title="{}">'
)
_FIXED_NAME = Template('<span class="name">{}</span>')
_NAME_OF = {
    "input": to_say("Name of input {number}"),
    "output": to_say("Name of output {number}"),
}
_MOST_NAMED = 3  # hidden layers up to which a picker writes their names
_DISABLED = Template(' disabled title="{}"')
_NOTHING = Markup("")


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
        disabled(setting.locked),
    )


def disabled(locked: bool) -> Markup:
    """What a control has in its markup that a link fixes; nothing if none does."""
    return _DISABLED.format(_(LOCKED_TITLE)) if locked else _NOTHING


def _end(value: float) -> str:
    """The number at the end of a slider's scale."""
    return compact(value, 0) if abs(value) >= COMPACT_FROM else brief(value)


def number_field(setting: Setting) -> Markup:
    """A text field for the exact value: shows ``decimals`` of them, remembers them all."""
    text = compact(setting.value, setting.decimals, tiny=True)
    css = (sign_class(setting.value) if setting.coloured else "") + size_class(
        text, setting.decimals
    )
    return _FIELD.format(
        css,
        text,
        _BIND[setting.bind],
        setting.key,
        exact(setting.value),
        _("{label}, exact value", label=setting.label),
        disabled(setting.locked),
    )


_ROW = Template('<div class="control-row{}" data-key="{}">{}{}</div>')


def slider_and_field(setting: Setting) -> Markup:
    """Both ways to set a number, side by side."""
    return join([slider(setting), number_field(setting)])


def control_row(key: str, caption: Markup, setting: Setting, css: str = "") -> Markup:
    """A caption, its slider and its field: one part."""
    # the value's text tells the two zeros apart, which compare equal in the setting
    of = "control-row", css, key, caption, setting, exact(setting.value)
    return piece(of, lambda: _ROW.format(css, key, caption, slider_and_field(setting)))


def is_fixed(scene: Scene, edit: Edit) -> bool:
    """Whether the page's link refuses an edit: it locks what it touches, or hides its controls."""
    return not scene.locked.isdisjoint(edit.locked_by()) or edit.hidden_with() in scene.hidden


def switch(scene: Scene, target: str, off: bool, label: str) -> Markup:
    """An on/off switch; ``aria-checked`` says which it is now."""
    fixed = is_fixed(scene, Switch(target, not off))
    return _SWITCH.format("false" if off else "true", target, label, disabled(fixed))


def name_field(scene: Scene, what: str, index: int) -> Markup:
    """The name of an input or output, a text field that looks like text."""
    network = scene.network
    name = (input_name if what == "input" else output_name)(network, index)
    if "topology" in scene.locked or "topology" in scene.hidden:
        return _FIXED_NAME.format(name)
    label = _NAME_OF[what]
    return _NAME.format(
        name, max(len(name), 2), what, index, _(label, number=index + 1), _("Rename")
    )


def button(
    edit: str,
    caption: htpy.Node,
    *,
    pressed: bool | None = None,
    label: str | None = None,
    css: str | None = None,
) -> htpy.Element:
    """A button for an edit; ``pressed`` where it is one of a group, of which one may be."""
    return htpy.button(
        class_=css,
        type="button",
        data_edit=edit,
        aria_pressed=None if pressed is None else str(pressed).lower(),
        aria_label=label,
        title=label,
    )[caption]


def segmented(choices: Sequence[tuple[str, str]], current: str | None, label: str) -> Markup:
    """A group of buttons, (edit, caption) each, of which one is pressed."""
    buttons = [button(edit, caption, pressed=edit == current) for edit, caption in choices]
    return escape(htpy.div(".segmented", role="group", aria_label=label)[buttons])


def layer_picker(names: Sequence[str], k: int) -> Markup | None:
    """A group of buttons that select a layer; hidden ones by their numbers where there are many."""
    if len(names) < 2:
        return None
    last = len(names) - 1
    short = last > _MOST_NAMED
    captions = [str(n + 1) if short and n < last else name for n, name in enumerate(names)]
    buttons = [
        button(f"select/layer/{n}", caption, pressed=n == k, label=names[n] if short else None)
        for n, caption in enumerate(captions)
    ]
    css = ".segmented.short" if short else ".segmented"
    return escape(
        htpy.div(css, role="group", aria_label=_("Layer"))[
            htpy.span(".of", aria_hidden="true")[_("Hidden")] if short else None, buttons
        ]
    )


def output_picker(network: Network, chosen: int) -> Markup | None:
    """Buttons that select an output; nothing for a single one."""
    if network.n_outputs == 1:
        return None
    last = len(network.layers) - 1
    choices = [
        (f"select/neuron/{last}/{j}", name) for j, name in enumerate(output_names(network)[:16])
    ]
    return segmented(choices, f"select/neuron/{last}/{chosen}", _("Output"))
