"""The inputs: a row each with name, symbol, slider and field; parts are ``input-i``."""

import htpy
from markupsafe import Markup

from playground.cache import cached
from playground.panels.kit import card, controls, equation
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.template import Template
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene, SetInput

_MOST_ROWS = 64  # more inputs than this are too many to set by hand
_SHORT_NAME = 7  # characters of a name that fit beside its slider, in a low window
_ROW = Template(
    '<div class="input-row{}" data-key="{}"><div class="row-head">'
    '<span class="naming">{}{}</span>{}</div>{}</div>'
)
_SYMBOL = Template('<span class="math symbol">{}</span>')
_OFF = Template('<span class="off-word">off</span>{}')


def render(scene: Scene, view: View) -> Panel:
    """The inputs panel."""
    shown = min(scene.network.n_inputs, _MOST_ROWS)
    names = tuple(f"input-{i}" for i in range(shown))
    frame = _frame(scene_key(scene), view.theme, names, scene.network.n_inputs)
    return Panel(frame, {name: _row(scene, i) for i, name in enumerate(names)})


def _row(scene: Scene, i: int) -> Markup:
    name, value = scene.network.input_names[i], float(scene.x[i])
    off = scene.is_off("input", i)
    setting = controls.Setting(
        key=f"input/{i}",
        label=name,
        value=value,
        decimals=scene.decimals,
        locked=controls.is_fixed(scene, SetInput(i, value)),
    )
    switch = controls.switch(scene, setting.key, off, f"Use {name}")
    return _ROW.format(
        (" is-off" if off else "") + (" is-long" if len(name) > _SHORT_NAME else ""),
        f"input-{i}",
        controls.name_field(scene, "input", i),
        _symbol(i, name),
        _OFF.format(switch) if off else switch,
        controls.slider_and_field(setting),
    )


def _symbol(i: int, name: str) -> Markup:
    if name in ("x", f"x{i + 1}"):  # the name says it already
        return Markup("")
    return _SYMBOL.format(equation.variable("x", i + 1))


@cached(256)
def _frame(key: SceneKey, theme: str, names: tuple[str, ...], n_inputs: int) -> Markup:
    rest = n_inputs - len(names)
    return card.root(
        "inputs",
        "Inputs",
        key,
        theme,
        htpy.header[htpy.h2["Inputs"], htpy.span(".aside")[f"{n_inputs}" if rest else ""]],
        htpy.div(class_="rows scrolls" if n_inputs > 8 else "rows")[[slot(name) for name in names]],
        htpy.p(".aside")[f"and {rest} more: change them in the document"] if rest else None,
    )
