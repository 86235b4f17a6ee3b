"""The best straight line and the network's own curve on the same points, with both errors.

The points lie on a target curve, x from −3 to 3. A network with more inputs is read along its
first one, the others staying at x.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.focus import focused_output
from playground.engine import forward
from playground.network import Layer, Network
from playground.panels.kit import card, plot
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, mix, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

LOW, HIGH = -3.0, 3.0
POINTS = np.linspace(LOW, HIGH, 24)
BAND = 0.1  # how near a curve has to come to match the target
_GRID = np.linspace(LOW, HIGH, 121)
_HEIGHT = 250
_ROW = Template('<p class="facts" data-key="{}"><span class="key {}"></span><b>{}</b>{}</p>')


def _relu(x: Array) -> Array:
    return np.maximum(x, 0.0)


#: Curves to match. All but the sine are sums of three ReLUs or fewer.
TARGETS: dict[str, Callable[[Array], Array]] = {
    "sine": np.sin,
    "hat": lambda x: _relu(x + 1) - 2 * _relu(x) + _relu(x - 1),
    "ramp": lambda x: _relu(x + 1) - _relu(x - 1) - 1,
    "zigzag": lambda x: _relu(x + 3) - 2 * _relu(x + 1) + 2 * _relu(x - 1) - 1,
    "valley": lambda x: _relu(x) + _relu(-x) - 1,
}
DEFAULT = next(iter(TARGETS))


def render(scene: Scene, view: View) -> Panel:
    """The fit panel, with the first target."""
    return _render(scene, view, DEFAULT, "fit")


def render_target(name: str) -> Callable[[Scene, View], Panel]:
    """A renderer of the fit panel for the target ``name``; its own name is ``fit-`` and that."""
    if name not in TARGETS:
        raise KeyError(f"target: expected one of {', '.join(TARGETS)}, got {name!r}")
    return lambda scene, view: _render(scene, view, name, f"fit-{name}")


@lru_cache(maxsize=16)
def best_line(name: str) -> Network:
    """The least-squares line through the target's points, as a linear neuron."""
    x, y = POINTS, TARGETS[name](POINTS)
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    intercept = y.mean() - slope * x.mean()
    rounded = [round(float(value), 12) + 0.0 for value in (slope, intercept)]  # 4e-18 is 0
    return Network([Layer([rounded[:1]], rounded[1:], "linear")])


def along(scene: Scene, x: Array) -> Array:
    """The output (n,) at each x of the first input, the others staying where they are."""
    batch = np.tile(scene.x, (len(x), 1))
    batch[:, 0] = x
    return forward(scene.active_network, batch).output[:, focused_output(scene)]


@np.errstate(all="ignore")
def _render(scene: Scene, view: View, name: str, panel: str) -> Panel:
    palette = palette_of(view)
    box = plot.Box(card.inner_width(view, panel), _HEIGHT)
    target = TARGETS[name](POINTS)
    line = best_line(name)
    own = along(scene, POINTS)
    parts = {
        "line": _line_row(scene, line, target),
        "network": _network_row(scene, own, target),
        "fixed": card.note("fixed", card.fixed_inputs(scene, (0,))),
    }
    frame = card.frame(
        panel,
        "Fit",
        scene,
        view,
        card.figure_place("fit", box.width, box.height, "target, best line and network"),
        slot("line"),
        slot("network"),
        slot("fixed"),
    )
    return Panel(frame, parts, {"fit": _figure(scene, name, line, box, palette)})


def _error(values: Array, target: Array) -> float:
    """The mean squared error."""
    return float(((values - target) ** 2).mean())


def _line_row(scene: Scene, line: Network, target: Array) -> Markup:
    layer = line.layers[0]
    error = _error(forward(line, POINTS[:, None]).output[:, 0], target)
    decimals = scene.decimals
    slope = computed(float(layer.weights[0, 0]), decimals, "slope")
    intercept = computed(float(layer.biases[0]), decimals, "intercept")
    items = [
        _mean_squared(error, decimals, "mse/line"),
        card.equality(Markup("<i>w</i>"), slope),
        card.equality(Markup("<i>b</i>"), intercept),
    ]
    return _ROW.format("line", "dashed", "best line", join(items))


def _network_row(scene: Scene, own: Array, target: Array) -> Markup:
    decimals = scene.decimals
    gap = np.abs(own - target)
    worst = float(gap.max())
    within = int((gap <= BAND).sum())
    items = [
        _mean_squared(_error(own, target), decimals, "mse/network"),
        card.equality(Markup("max |Δ|"), computed(worst, decimals, "worst")),
        Markup(
            '<span class="{}"><span class="n" data-quantity="within" data-value="{}">{}</span>'
            " of {} within ±{}</span>"
        ).format("good" if within == len(POINTS) else "aside", within, within, len(POINTS), BAND),
    ]
    return _ROW.format("network", "accent", "network", join(items))


def _mean_squared(value: float, decimals: int, name: str) -> Markup:
    number = computed(value, max(decimals, 3), name)
    return card.equality(Markup('<span class="upright">MSE</span>'), number, " strong")


@lru_cache(maxsize=32)
def _target_traces(name: str, palette: Palette) -> list[plot.PlotTrace]:
    """The band, the target's points and the best line: they change with the target only."""
    target = TARGETS[name]
    grid = _GRID.round(4).tolist()
    curve = target(_GRID)
    line = forward(best_line(name), _GRID[:, None]).output[:, 0]
    band = mix(palette.text3, palette.card, 0.22)
    return [
        plot.line(grid, (curve - BAND).tolist(), band, 0),
        plot.line(grid, (curve + BAND).tolist(), band, 0, fill="tonexty", fillcolour=band),
        plot.line(grid, line.tolist(), palette.text2, 2.0, "dash"),
        plot.points(
            POINTS.tolist(), target(POINTS).tolist(), palette.text2, palette.card, 7, rim_width=1
        ),
    ]


def _figure(scene: Scene, name: str, line: Network, box: plot.Box, palette: Palette) -> Figure:
    target = TARGETS[name](_GRID)
    own = along(scene, _GRID)
    air = 0.35
    low, high = float(target.min()) - air, float(target.max()) + air
    own = np.where((own < low) | (own > high), np.nan, own)
    axes = (
        plot.Axis(LOW, HIGH, plot.escaped(scene.network.input_names[0])),
        plot.Axis(low, high),
    )
    curve = plot.line(_GRID.round(4).tolist(), plot.finite(own), palette.accent, 2.6)
    return {
        "data": [*_target_traces(name, palette), curve],
        "layout": plot.layout(box, *axes, palette),
    }
