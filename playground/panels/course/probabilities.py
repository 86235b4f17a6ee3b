"""From logits to probabilities: softmax(z/T) at several temperatures T, and at the scene's own.

One output stands for two classes: σ(z/T), the softmax over the logits z and 0.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.analysis.layers.probabilities import at_temperature, logits, own_function
from playground.analysis.so_far import pass_done
from playground.language import _
from playground.notation import brief, compact, readable
from playground.panels.kit import card, controls, equation, plot
from playground.panels.kit.names import class_names, output_names
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.relation import adds_up
from playground.scene import Scene

TEMPERATURES = (0.25, 0.5, 1.0, 2.0, 4.0)
MOST_CLASSES = 16
LOW, HIGH = 0.1, 10.0  # of the slider
_HEIGHT = 170
_ROW = Template('<tr><th scope="row">{}</th><td>{}</td>{}</tr>')
_CELL = Template('<td class="{}">{}</td>')
_BODY = Template('<tbody data-key="classes">{}</tbody>')
_SIGMOID = Markup("<i>p</i> = σ(<i>z</i>/<i>T</i>)")
_SOFTMAX = Markup("<i>p</i> = softmax(<i>z</i>/<i>T</i>)")
_CAPTION = Template(
    '<span class="caption"><span class="math symbol"><i>T</i></span>'
    '<span class="what">{}</span></span>'
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The probabilities panel."""
    palette = palette_of(view)
    z = logits(scene)
    columns = {t: at_temperature(scene, t) for t in (*map("{:g}".format, TEMPERATURES), "own")}
    known = pass_done(scene)
    box = plot.Box(card.inner_width(view, "probabilities"), _HEIGHT, right=40, bottom=28)
    parts = {
        "temperature": controls.control_row(
            "temperature", _CAPTION.format(_("temperature")), _setting(scene)
        ),
        "classes": _table(scene, z, columns, known),
    }
    frame = card.frame(
        "probabilities",
        _("Probabilities"),
        scene,
        view,
        _header(scene),
        slot("temperature"),
        card.figure_place(
            "probabilities",
            "probabilities",
            box.width,
            box.height,
            _("probabilities by temperature"),
        ),
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("probabilities"))[
            htpy.table(".numbers")[_head(), slot("classes")]
        ],
    )
    shown = columns if known else dict.fromkeys(columns, np.full(len(z), np.nan))
    return Panel(frame, parts, {"probabilities": _figure(scene, shown, box, palette)})


def names_of(scene: Scene) -> tuple[str, ...]:
    """What the classes are called."""
    network = scene.network
    return class_names(scene) if network.n_outputs == 1 else output_names(network)


def _setting(scene: Scene) -> controls.Setting:
    return controls.Setting(
        key="temperature",
        label=_("temperature"),
        value=scene.temperature,
        decimals=max(scene.decimals, 2),
        bind="edit",
        low=LOW,
        high=HIGH,
    )


def _header(scene: Scene) -> htpy.Element:
    title = _SIGMOID if scene.network.n_outputs == 1 else _SOFTMAX
    row = ACTIVATIONS[scene.network.layers[-1].activation]
    aside = (
        _("this layer: {function}", function=row.called)
        if row is not own_function(scene.network)
        else None
    )
    return htpy.header[htpy.span(".math.title")[title], htpy.span(".aside")[aside]]


def _head() -> htpy.Element:
    columns = [htpy.th(scope="col")[Markup("<i>T</i> = {}").format(brief(t))] for t in TEMPERATURES]
    return htpy.thead(".math")[
        htpy.tr[
            htpy.td,
            htpy.th(scope="col")[Markup("<i>z</i>")],
            columns,
            htpy.th(".is-current", scope="col")[Markup("<i>T</i>")],
        ]
    ]


def _table(scene: Scene, z: Array, columns: dict[str, Array], known: bool) -> Markup:
    decimals = scene.decimals
    rows = []
    for c, name in enumerate(names_of(scene)[:MOST_CLASSES]):
        cells = join(
            _CELL.format(
                "is-current" if t == "own" else "",
                computed(float(p[c]) if known else None, decimals, f"probability/{t}/{c}"),
            )
            for t, p in columns.items()
        )
        logit = computed(float(z[c]) if known else None, decimals, f"logit/{c}")
        rows.append(_ROW.format(name, logit, cells))
    if rest := len(z) - len(rows):
        rows.append(_ROW.format(_("… {count} more", count=rest), "", ""))
    sums = join(
        _CELL.format("is-current" if t == "own" else "", _sum(p if known else None, decimals, t))
        for t, p in columns.items()
    )
    rows.append(_ROW.format(_("sum"), "", sums))
    return _BODY.format(join(rows))


def _sum(p: Array | None, decimals: int, name: str) -> Markup:
    """The sum of a column; of more classes than are shown nobody can check that it is exact."""
    total = None if p is None else float(p.sum())
    shown = computed(total, decimals, f"probability-sum/{name}")
    holds = True
    if p is not None:
        texts = [compact(value, decimals, tiny=True) for value in p.tolist()]
        holds = len(p) <= MOST_CLASSES and adds_up(texts, shown.striptags())
    return equation.about(holds) + shown


def _figure(scene: Scene, columns: dict[str, Array], box: plot.Box, palette: Palette) -> Figure:
    """A group of bars a temperature, the scene's own at the right; the cut where there is one."""
    count = min(len(next(iter(columns.values()))), MOST_CLASSES)
    step = count + 1.0
    data: list[plot.PlotTrace] = []
    ticks = []
    for group, (name, p) in enumerate(columns.items()):
        own = name == "own"
        start = group * step + (0.6 if own else 0.0)
        rim = {"color": palette.accent, "width": 2 if own else 0}
        marker = {"color": palette.fill_positive, "line": rim}
        x = [start + c for c in range(count)]
        data.append(plot.bars(x, plot.finite(p[:count]), palette.fill_positive, marker=marker))
        text = brief(float(f"{scene.temperature:.3g}" if own else name))
        ticks.append((start + (count - 1) / 2, f"<b><i>T</i> = {text}</b>" if own else text))
    right = len(columns) * step + 0.6 - 1.2
    if scene.network.n_outputs == 1:
        cut = [scene.threshold] * 2
        data.append(plot.line([-0.8, right], cut, palette.text1, 1.5, "dot"))
        label = readable(scene.threshold, scene.decimals)
        data.append(plot.labels([right], cut[:1], [" " + label], palette.text1, "middle right"))
    horizontal = plot.Axis(-0.8, right, ticks=tuple(ticks), zero=False)
    return {
        "data": data,
        "layout": plot.layout(box, horizontal, plot.Axis(0.0, 1.08), palette),
    }
