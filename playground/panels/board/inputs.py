"""The inputs: a line each with name, symbol, slider and field; parts are ``input-i``.

Where there are data that fit, which of their rows is at the inputs, and all rows at a glance.
"""

import htpy
from markupsafe import Markup

from playground.cache import cached
from playground.data import Dataset
from playground.data.picture import Picture
from playground.language import _
from playground.notation import exact
from playground.panels.board import rows
from playground.panels.kit import card, controls, equation, pad
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.names import input_name
from playground.panels.kit.piece import piece
from playground.panels.kit.template import Template
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene, SetInput

_MOST_LINES = 64  # more inputs than this are too many to set by hand
_SHORT_NAME = 7  # characters of a name that fit beside its slider, in a low window
_LINE = Template(
    '<div class="input-row{}" data-key="{}"><div class="row-head">'
    '<span class="naming">{}{}</span>{}{}</div>{}{}</div>'
)
_SYMBOL = Template('<span class="math symbol">{}</span>')
_OFF = Template('<span class="off-word">{}</span>{}')
_NOTHING = Markup("")


def render(scene: Scene, view: View) -> Panel:
    """The inputs panel."""
    shown = min(scene.network.n_inputs, _MOST_LINES)
    names = tuple(f"input-{i}" for i in range(shown))
    data = scene.fitting
    key, n_inputs = scene_key(scene), scene.network.n_inputs
    parts = {name: _line(scene, key, data, i) for i, name in enumerate(names)}
    size = pad.size_of(scene)
    if size is not None:
        parts |= pad.parts(scene, view, size)
    if data is None:
        return Panel(_frame(key, view.theme, names, n_inputs, size), parts)
    parts["row-picker"] = rows.picker(scene, data)
    if rows.has_strip(data):
        parts["row-strip"] = rows.strip(scene, data)
    return Panel(_frame_with_rows(key, view.theme, tuple(parts), data, size), parts)


def _line(scene: Scene, key: SceneKey, data: Dataset | None, i: int) -> Markup:
    """The line of an input; while others are dragged it stays as it is."""
    value = exact(float(scene.x[i]))
    rows_of = None if data is None else (data.digest, scene.row)
    name, off = scene.network.input_names[i], scene.is_off("input", i)
    return piece(("input", i, value, name, off, key, rows_of), lambda: _drawn(scene, data, i))


def _drawn(scene: Scene, data: Dataset | None, i: int) -> Markup:
    name, value = input_name(scene.network, i), float(scene.x[i])
    off = scene.is_off("input", i)
    setting = controls.Setting(
        key=f"input/{i}",
        label=name,
        value=value,
        decimals=scene.decimals,
        locked=controls.is_fixed(scene, SetInput(i, value)),
    )
    switch = controls.switch(scene, setting.key, off, _("Use {name}", name=name))
    return _LINE.format(
        (" is-off" if off else "") + (" is-long" if len(name) > _SHORT_NAME else ""),
        f"input-{i}",
        controls.name_field(scene, "input", i),
        _symbol(i, name),
        _OFF.format(_("off"), switch) if off else switch,
        _NOTHING if data is None else rows.unscaled(scene, data, i),
        controls.slider_and_field(setting),
        _NOTHING if data is None else rows.rug(scene, data, i),
    )


def _symbol(i: int, name: str) -> Markup:
    if name in ("x", f"x{i + 1}"):  # the name says it already
        return Markup("")
    return _SYMBOL.format(equation.variable("x", i + 1))


def _picture(size: Picture | None) -> list[htpy.Node] | None:
    """The inputs as a picture that one draws on, where they are one."""
    return None if size is None else [pad.place(size), slot("pad-tools")]


@cached(256)
def _frame(
    key: SceneKey, theme: str, names: tuple[str, ...], n_inputs: int, size: Picture | None
) -> Markup:
    rest = n_inputs - len(names)
    aside = htpy.span(".aside")[f"{n_inputs}" if rest else ""]
    return _card(key, theme, aside, _picture(size), _lines(names, n_inputs))


@cached(256, key=lambda key, theme, names, data, size: (key, theme, names, data.digest, size))
def _frame_with_rows(
    key: SceneKey, theme: str, names: tuple[str, ...], data: Dataset, size: Picture | None
) -> Markup:
    inputs = tuple(name for name in names if name.startswith("input-"))
    return _card(
        key,
        theme,
        htpy.span(".aside")[rows.heading(data)],
        slot("row-picker"),
        _picture(size),
        _lines(inputs, data.n_inputs),
        rows.legend(data),
        slot("row-strip") if "row-strip" in names else None,
    )


def _card(key: SceneKey, theme: str, aside: htpy.Element, *content: htpy.Node) -> Markup:
    header = htpy.header[htpy.h2[_("Inputs")], aside]
    return card.root("inputs", _("Inputs"), key, theme, header, *content)


def _lines(names: tuple[str, ...], n_inputs: int) -> htpy.Node:
    rest = n_inputs - len(names)
    return [
        htpy.div(class_="rows scrolls" if n_inputs > 8 else "rows")[[slot(name) for name in names]],
        htpy.p(".aside")[_("and {count} more: change them in the document", count=rest)]
        if rest
        else None,
    ]
