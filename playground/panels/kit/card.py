"""A panel's card: its root, the places of its figures, and lines of ``name = value`` in it."""

from collections.abc import Iterable
from dataclasses import dataclass

import htpy
from markupsafe import Markup, escape

from playground.language import _
from playground.panels.kit import saving
from playground.panels.kit.names import input_names
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import Scene

#: Panels that a link can hide; its other names are of controls within panels.
HIDDEN_WHOLE = frozenset({"inputs", "output", "neuron", "matrices"})
_PADDING = 34  # px between a card's outer and inner width
_EQUALITY = Template('<span class="fact{}"><span class="math">{}</span>{}</span>')
_NAMED = Template('<span class="fact{}">{}{}</span>')
_EMPTY = Template('<div data-key="{}"></div>')
_LINE = Template('<p class="facts" data-key="{}">{}</p>')
_NOTE = Template('<p class="note{}" data-key="{}">{}</p>')
_REST = Template('<span class="rest">{}</span>')
_EQUALS = Markup(' <span class="op">=</span> ')


def inner_width(view: View, panel: str, default: int = 690) -> int:
    """How wide a panel's content is; ``default`` is the panel's width where none is measured."""
    return view.width(panel, default) - _PADDING


@dataclass(frozen=True)
class SceneKey:
    """What a card's root shows of a scene; hashable, so that frames can be remembered."""

    decimals: int
    hidden: frozenset[str]
    locked: frozenset[str]
    title: str


def scene_key(scene: Scene) -> SceneKey:
    """The scene's settings that shape frames."""
    return SceneKey(scene.decimals, scene.hidden, scene.locked, scene.title)


def root(name: str, label: str, key: SceneKey, theme: str, *content: htpy.Node) -> Markup:
    """A panel's root: theme, decimals, and whether a link hides it."""
    return escape(
        htpy.section(
            class_=f"panel of-controls panel-{name}",
            data_theme=theme,
            data_file=saving.file_stem(key.title),
            style=f"{THEMES[theme].css()}--decimals:{key.decimals};",
            aria_label=label,
            hidden=name in HIDDEN_WHOLE and name in key.hidden,
        )[content]
    )


def frame(panel: str, label: str, scene: Scene, view: View, *content: htpy.Node) -> Markup:
    """The root of a panel that is drawn for one scene and theme at a time."""
    key = scene_key(scene)
    return root(panel, label, key, view.theme, htpy.div(".lesson")[content])


def figure_place(panel: str, name: str, width: int, height: int, label: str) -> htpy.Element:
    """The place of a figure and, in its lower left corner, where axes leave room, its menu."""
    return htpy.div(".figure-box")[
        bare_figure_place(name, width, height, label), saving.menu(panel, name, label)
    ]


def bare_figure_place(name: str, width: int, height: int, label: str) -> htpy.Element:
    """The place of a figure; its size is the frame's, for Plotly owns the element inside."""
    return htpy.div(
        ".figure", role="img", aria_label=label, style=f"width:{width}px;height:{height}px"
    )[htpy.div(data_figure=name, data_key=f"figure-{name}")]


def equality(symbol: Markup | str, value: Markup, css: str = "") -> Markup:
    """``symbol = value``, kept together when a line breaks."""
    return _EQUALITY.format(css, symbol, _EQUALS + value)


def named(name: str, value: Markup, css: str = "") -> Markup:
    """``name = value`` for a name that a visitor gave, which is not mathematics."""
    return _NAMED.format(css, name, _EQUALS + value)


def line(key: str, items: Iterable[Markup]) -> Markup:
    """A line of equalities: one part."""
    return _LINE.format(key, join(items))


def note(key: str, text: Markup | str, css: str = "") -> Markup:
    """A few words beside the numbers: one part."""
    return _NOTE.format(css, key, text)


def empty(key: str) -> Markup:
    """A part that shows nothing."""
    return _EMPTY.format(key)


def fixed_inputs(scene: Scene, free: Iterable[int]) -> Markup:
    """``x₃ = 0.50 …`` for the inputs that a picture holds fixed; nothing if there are none."""
    names = input_names(scene.network)
    free = set(free)
    rest = [i for i in range(len(names)) if i not in free]
    if not rest:
        return Markup("")
    shown = [
        named(names[i], computed(float(scene.x[i]), scene.decimals, f"input/{i}")) for i in rest[:4]
    ]
    more = _REST.format(_("… {count} more", count=len(rest) - 4)) if len(rest) > 4 else ""
    return _REST.format(_("fixed:")) + " " + join(shown) + (" " + more if more else more)
