"""The output: what the last layer says, on the scale that its activation gives.

An output that is cut is a class by the threshold, which stands on its bar where that has fixed
ends, else on a scale of its own; several outputs are a row each, and softmax's are probabilities.
``inf`` and ``nan`` are shown as what they are.
"""

import math

import htpy
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.comparison import counterpart_so_far
from playground.analysis.input_space.classes import are_cut, class_at_input
from playground.analysis.layers.probabilities import most_probable
from playground.cache import cached
from playground.language import _, called, decimal_mark, language, to_say
from playground.notation import COMPACT_FROM, compact, format_number, is_unnamed_output, readable
from playground.panels.board import wanted
from playground.panels.board.output_bar import (
    WHOLE,
    filled,
    has_fixed_ends,
    kept_end,
    scale,
    threshold,
)
from playground.panels.kit import card, controls, equation
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.glossary import explained
from playground.panels.kit.kept import kept_output
from playground.panels.kit.names import CLASS_1, class_names
from playground.panels.kit.numbers import printed, size_class
from playground.panels.kit.template import Template
from playground.panels.panel import Panel, View, slot
from playground.relation import SPOKEN, adds_up, compared, relation
from playground.scene import Scene

_MOST_ROWS = 32
_VALUE = Template(
    '<div class="value-line" data-key="value">{}<span class="relation">{}{}</span>'
    '<span class="spring"></span>{}</div>'
)
_PILL = Template('<span class="pill {}">{}</span>')
_BAR = Template('<div class="bar" data-key="{}">{}</div>')
_ENDS = Template('<div class="ends" data-key="ends"><span>{}</span>{}<span>{}</span></div>')
_TIGHT, _TIGHTER, _SCROLLING = 6, 12, 16  # rows above which they stand closer, and scroll
_ROW = Template(
    '<div class="out-row{}" data-key="{}">{}<span class="bar">{}</span>{}'
    '<span class="mark">{}</span></div>'
)
_SUM = Template('<p class="sum" data-key="sum" role="math" aria-label="{}">{} {}{}</p>')
_TWO = Template("{} · {}")
_OF_CLASS = Template('{}<span class="caption">{}</span>')
_OF_NAME = Template('<span class="caption">{}({})</span>')
_BEST = to_say("most probable")
_NONE = Markup("")


def render(scene: Scene, view: View) -> Panel:
    """The output panel."""
    network = scene.network
    activation = network.layers[-1].activation
    key = scene_key(scene)
    asked = {} if scene.fitting is None else wanted.parts(scene, scene.fitting)
    if network.n_outputs == 1:
        names = network.output_names
        field = controls.name_field(scene, "output", 0)
        cut = are_cut(scene)
        title = _title(scene, names[0], field)
        frame = _single_frame(key, view.theme, activation, title, cut, bool(asked))
        return Panel(frame, {**_single_parts(scene), **asked})
    parts = {**_row_parts(scene), **asked}
    return Panel(_rows_frame(key, view.theme, tuple(parts), network.n_outputs), parts)


def _value(scene: Scene, j: int) -> float | None:
    return so_far.activation(scene, len(scene.network.layers) - 1, j)


def _single_parts(scene: Scene) -> dict[str, Markup]:
    activation, cut = scene.network.layers[-1].activation, are_cut(scene)
    value = _value(scene, 0)
    ends = scale(activation, [] if value is None else [value])
    on_bar = cut and has_fixed_ends(activation)
    parts = {
        "value": _value_line(scene, value, cut),
        "bar": _BAR.format("bar", filled(value, ends) + _kept_mark(scene, 0, ends)),
    }
    if cut:
        parts["threshold"] = threshold(scene, ends if on_bar else WHOLE)
    if not on_bar or ends != WHOLE:
        # The zero has no room beside the threshold's label: there it is the bar's mark alone.
        middle = Markup("<span>0</span>") if ends[0] < 0 and not on_bar else _NONE
        parts["ends"] = _ENDS.format(_end(ends[0]), middle, _end(ends[1]))
    return parts


def _end(value: float) -> str:
    return format_number(value, 0) if abs(value) < COMPACT_FROM else compact(value, 0)


def _value_line(scene: Scene, value: float | None, decision: bool) -> Markup:
    text = None if value is None else compact(value, scene.decimals)
    cut, pill = "", _NONE
    if decision and value is not None and not math.isnan(value):
        text, sign, known = _cut(scene, value)
        cut = f"{sign} {known}"
        fires = class_at_input(scene, 0) == 1
        name = class_names(scene)[0 if fires else 1]
        pill = _PILL.format("yes" if fires else "no", name)
    css = " big" + ("" if text is None else size_class(text, scene.decimals))
    last = len(scene.network.layers) - 1
    shown = printed(value, scene.decimals, f"neuron/{last}/0", css=css, text=text)
    return _VALUE.format(shown, kept_output(scene, last, 0), cut, pill)


def _cut(scene: Scene, value: float) -> tuple[str, str, str]:
    """A value, "≥" or "<", and the threshold, with decimals enough to tell them apart."""
    known = readable(scene.threshold, scene.decimals)
    decimals = len(known.partition(decimal_mark(language()))[2])
    return compared(value, scene.threshold, scene.decimals, decimals)


def _row_parts(scene: Scene) -> dict[str, Markup]:
    activation = scene.network.layers[-1].activation
    values = [_value(scene, j) for j in range(min(scene.network.n_outputs, _MOST_ROWS))]
    known = [value for value in values if value is not None]
    ends = scale(activation, known)
    shared, cut = ACTIVATIONS[activation].whole_layer, are_cut(scene)
    best = most_probable(scene) if so_far.pass_done(scene) else None
    parts = {}
    for j, value in enumerate(values):
        mark = _(_BEST) if j == best else ""
        if cut and value is not None:
            mark = str(class_at_input(scene, j))
        parts[f"output-{j}"] = _row(scene, j, value, ends, mark)
    if shared:
        parts["sum"] = _sum(scene)
    elif cut:
        parts["threshold"] = threshold(scene, WHOLE)
    return parts


def _row(scene: Scene, j: int, value: float | None, ends: tuple[float, float], mark: str) -> Markup:
    target = f"neuron/{len(scene.network.layers) - 1}/{j}"
    text = None if value is None else compact(value, scene.decimals)
    kept = kept_output(scene, len(scene.network.layers) - 1, j)
    if mark in ("0", "1") and value is not None and not math.isnan(value):
        text = _cut(scene, value)[0]
    return _ROW.format(
        " is-best" if mark == _(_BEST) else "",
        f"output-{j}",
        controls.name_field(scene, "output", j),
        filled(value, ends) + _kept_mark(scene, j, ends),
        printed(value, scene.decimals, target, text=text),
        mark if not kept else kept if not mark else _TWO.format(mark, kept),
    )


def _kept_mark(scene: Scene, j: int, ends: tuple[float, float]) -> Markup:
    """Where the bar of the kept network's output would end."""
    found = counterpart_so_far(scene, len(scene.network.layers) - 1, j)
    return _NONE if found is None else kept_end(found.a, ends)


def _sum(scene: Scene) -> Markup:
    """The sum of the shares; of more than are shown nobody can check that it is exact."""
    last = len(scene.network.layers) - 1
    decimals, output = scene.decimals, scene.trace.output
    total = float(output.sum()) if so_far.pass_done(scene) else None
    holds = True
    if total is not None:
        texts = [compact(value, decimals) for value in output[:_MOST_ROWS].tolist()]
        holds = len(output) == len(texts) and adds_up(texts, format_number(total, decimals))
    spoken = _("not computed yet") if total is None else format_number(total, decimals)
    shown = printed(total, decimals, quantity=f"sum/{last}")
    return _SUM.format(
        _("the sum {relation} {number}", relation=_(SPOKEN[relation(holds)]), number=spoken),
        _("sum"),
        equation.about(holds),
        shown,
    )


def _title(scene: Scene, name: str, field: Markup) -> Markup:
    """The output's name, and whether its value may be read as a probability.

    A value between 0 and 1 is no probability yet: a price or a temperature has none. A name that
    somebody gave is taken for a class's where the rows ask for classes, or where it says so itself.
    """
    row = ACTIVATIONS[scene.network.layers[-1].activation]
    asks = None if scene.fitting is None else scene.fitting.task
    if row.whole_layer or not row.probability or asks == "regression":
        return field
    if is_unnamed_output(name, 0):
        return _OF_CLASS.format(field, explained("P", f"P({called('class 1')})"))
    if asks is None and name != CLASS_1:
        return field
    return _OF_NAME.format(explained("P", "P"), field)


@cached(256)
def _single_frame(
    key: SceneKey, theme: str, activation: str, title: Markup, cut: bool, asked: bool
) -> Markup:
    on_bar = cut and has_fixed_ends(activation)
    whole = on_bar and ACTIVATIONS[activation].range == WHOLE
    return card.root(
        "output",
        _("Output"),
        key,
        theme,
        htpy.header[htpy.h2[_("Output")], title, slot("wanted") if asked else None],
        slot("value"),
        htpy.div(".gauge")[slot("bar"), slot("threshold")] if on_bar else slot("bar"),
        _ends() if whole else slot("ends"),
        _alone() if cut and not on_bar else None,
        slot("loss") if asked else None,
    )


def _alone() -> list[htpy.Element]:
    """The threshold on a scale of its own, from 0 to 1."""
    return [htpy.div(".gauge.alone")[htpy.div(".bar"), slot("threshold")], _ends()]


def _ends() -> htpy.Element:
    return htpy.div(".ends")[htpy.span["0"], htpy.span["1"]]


@cached(256)
def _rows_frame(key: SceneKey, theme: str, names: tuple[str, ...], n_outputs: int) -> Markup:
    rows = [slot(name) for name in names if name.startswith("output-")]
    rest = n_outputs - len(rows)
    scrolls = len(rows) > _SCROLLING
    return card.root(
        "output",
        _("Outputs"),
        key,
        theme,
        htpy.header[
            htpy.h2[_("Output")],
            slot("sum") if "sum" in names else None,
            slot("wanted") if "wanted" in names else None,
        ],
        htpy.div(
            class_=_rows_class(len(rows)),
            role="group",
            aria_label=_("Outputs"),
            tabindex="0" if scrolls else None,
        )[rows],
        htpy.p(".aside")[_("{count} outputs: scroll for more", count=n_outputs)]
        if scrolls
        else None,
        htpy.p(".aside")[_("and {count} more", count=rest)] if rest else None,
        _alone() if "threshold" in names else None,
        slot("loss") if "loss" in names else None,
    )


def _rows_class(count: int) -> str:
    """How close the rows stand: sixteen take as much room as eight would with all their air."""
    tight = " tighter" if count > _TIGHTER else " tight" if count > _TIGHT else ""
    return f"rows{tight}{' scrolls' if count > _SCROLLING else ''}"
