"""What stands around the diagram: column headers with their controls, the legend, the transport."""

from functools import lru_cache, partial

import htpy as h
import numpy as np
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.analysis.neuron_states import SATURATED_BELOW, State
from playground.limits import MAX_DRAWN_HIDDEN, MAX_DRAWN_NEURONS
from playground.panels.kit.memo import kept
from playground.panels.kit.theme import Palette, value_colour
from playground.panels.stage.nodes import SMALLEST_TEXT, fitted
from playground.panels.stage.plan import Plan, heads
from playground.panels.stage.spoken import column_name
from playground.scene import PHASES, n_steps, step_at, step_index

MOST_SEGMENTS = 60  # steps up to which each has a segment of its own
SPEEDS = ("0.5", "1", "2")
STRIDES = {"operation": "step", "neuron": "neuron", "layer": "layer"}


def head(plan: Plan) -> Markup:
    """A header over each column: name, activation, − n +; and "+" between columns."""
    columns = plan.layout.columns
    css = "head-phone" if plan.layout.phone else heads(plan.layout)
    items: list[h.Element] = []
    for c in range(len(columns)):
        items.append(_header(plan, c))
        if c + 1 < len(columns) and "topology" not in plan.scene.hidden:
            items.append(_insert(plan, c))
    return _markup(h.div(f".{css.replace(' ', '.')}", data_key="head")[items])


def _markup(element: h.Element) -> Markup:
    return escape(element)


def _place(plan: Plan, column: int, share: float = 0.0) -> str:
    """CSS left or, on a phone, top of a header, ``share`` of the way to the next column."""
    columns = plan.layout.columns
    along = [(c.ys if plan.layout.phone else c.xs)[0] for c in columns]
    at = along[column]
    if share:
        at += (along[column + 1] - at) * share
    return f"{'top' if plan.layout.phone else 'left'}:{at:.1f}px"


def _header(plan: Plan, column: int) -> h.Element:
    name = column_name(plan.scene.network, column)
    selected = plan.focus is not None and (
        (column == 0 and plan.focus.kind == "input")
        or (column > 0 and plan.focus.kind != "input" and plan.focus.path[0] == column - 1)
    )
    controls: list[h.Node] = []
    hidden = plan.scene.hidden
    if column and "activations" not in hidden:
        k, layers = column - 1, plan.scene.network.layers
        locked = "activations" in plan.scene.locked
        controls.append(_picker(k, name, layers[k].activation, column == len(layers), locked))
    if "topology" not in hidden:
        controls.append(_stepper(plan, column, name))
    title: h.Element = h.span(".layer-name")[name]
    if column:
        title = h.button(
            ".layer-name",
            type="button",
            data_edit=f"select/layer/{column - 1}",
            aria_pressed="true" if selected else "false",
        )[name]
    body = h.div(".layer-controls")[controls]
    if plan.layout.phone:
        body = _folded(plan, column, name, controls)
    return h.div(".layer-head.selected" if selected else ".layer-head", style=_place(plan, column))[
        title, body
    ]


def _folded(plan: Plan, column: int, name: str, controls: list[h.Node]) -> h.Element:
    """On a phone the controls fold into one button: "3 · tanh"."""
    n = plan.scene.network.sizes[column]
    text = f"{n}"
    if column:
        text += f" · {ACTIVATIONS[plan.scene.network.layers[column - 1].activation].label}"
    if not any(controls):
        return h.span(".folded-text")[text]
    # Of the same name: to open one closes the others.
    return h.details(".folded", data_key=f"folded-{column}", name="layer-controls")[
        h.summary(aria_label=f"{name}: {text}, change")[text], h.div(".layer-controls")[controls]
    ]


@lru_cache(maxsize=256)
def _picker(k: int, name: str, current: str, last: bool, locked: bool) -> Markup:
    select = h.select(
        ".activation",
        data_edit=f"activation/{k}",
        aria_label=f"activation of {name}",
        disabled=locked,
    )[
        (
            h.option(value=entry.name, selected=entry.name == current)[entry.label]
            for entry in ACTIVATIONS.values()
            if last or not entry.output_only
        )
    ]
    return _markup(select)


def _stepper(plan: Plan, column: int, name: str) -> h.Element:
    n = plan.scene.network.sizes[column]
    what = "input" if column == 0 else "neuron"
    verbs = ("remove-input", "add-input")
    if column:
        verbs = (f"remove-neuron/{column - 1}", f"add-neuron/{column - 1}")
    locked = "topology" in plan.scene.locked
    words = f"{what} of {name}" if column else "input"
    children: list[h.Element] = [
        h.button(
            type="button",
            data_edit=verbs[0],
            aria_label=f"remove the last {words}",
            disabled=locked or n == 1,
        )["−"],
        h.span(".count", aria_label=f"{n} {what}s")[str(n)],
        h.button(
            type="button",
            data_edit=verbs[1],
            aria_label=f"add an {words}" if column == 0 else f"add a {words}",
            disabled=locked or n >= MAX_DRAWN_NEURONS,
        )["+"],
    ]
    if 0 < column < len(plan.layout.columns) - 1:
        children.append(
            h.button(
                ".remove-layer",
                type="button",
                data_edit=f"remove-layer/{column - 1}",
                aria_label=f"remove layer {name}",
                title=f"remove {name}",
                disabled=locked,
            )["×"]
        )
    return h.div(".stepper", role="group", aria_label=f"size of {name}")[children]


def _insert(plan: Plan, column: int) -> h.Element:
    full = plan.scene.network.n_hidden >= MAX_DRAWN_HIDDEN
    return h.button(
        ".insert",
        type="button",
        style=_place(plan, column, 0.5),
        data_edit=f"add-layer/{column}",
        aria_label=f"insert a hidden layer before {column_name(plan.scene.network, column + 1)}",
        title=f"at most {MAX_DRAWN_HIDDEN} hidden layers are drawn" if full else "insert a layer",
        disabled=full or "topology" in plan.scene.locked,
    )["+"]


def legend(plan: Plan) -> Markup:
    """What colour, dash, width and badges mean; and the range when values leave the scale."""
    values = (plan.scene.x, *plan.scene.trace.activations)
    peak = max(float(np.abs(each).max()) for each in values)
    beyond = "" if peak <= 1 else fitted(peak, 2, _PEAK_ROOM, SMALLEST_TEXT)[0]
    cut = bool(plan.reach.unfed or plan.reach.unheard)
    key = ("legend", plan.view.theme, beyond, cut)
    return kept(key, partial(_legend, plan.palette, beyond, cut))


_PEAK_ROOM = 30  # px at the smallest type: 1.96, 40.0k, 3e12


def _legend(palette: Palette, beyond: str, cut: bool) -> Markup:
    wider = "values beyond ±1 keep the end's colour"
    ramp = ",".join(value_colour(v / 4, palette) for v in range(-4, 5))
    return _markup(
        h.ul(".legend", data_key="legend", aria_label="legend")[
            h.li[
                "−1",
                h.i(".ramp", style=f"background:linear-gradient(90deg,{ramp})"),
                "+1 value",
                h.small(title=wider)[f"(here up to {beyond})"] if beyond else None,
            ],
            h.li[h.i(".line.positive"), "w > 0"],
            h.li[h.i(".line.negative"), "w < 0"],
            # It gives way to what is there to be explained: a second row would move what is below.
            None if cut else h.li[h.i(".taper"), "thicker: larger |w|"],
            h.li(title=_HERE)[_badge("off-here"), "off here: slope 0"],
            h.li(title=_HERE)[_badge("saturated"), f"saturated: slope < {SATURATED_BELOW:g}"],
            h.li(title=_PATHS)[_cut_off(), "cut off"] if cut else None,
        ]
    )


_PATHS = "no input reaches it (dashed before it), or it reaches no output (dashed behind it)"
_HERE = "judged at the input that is shown; another input may tell otherwise"


def _cut_off() -> h.Element:
    return h.svg(".badge", viewBox="0 0 18 18", aria_hidden="true")[
        h.path(d="M12 3.2A7.6 7.6 0 0 0 12 14.8", stroke_dasharray="3 2.4"),
        h.circle(cx="12.5", cy="9", r="2.6"),
    ]


def _badge(kind: State) -> h.Element:
    path = (
        "M4.5 13.5 13.5 4.5M9 4.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6"
        if kind == "off-here"
        else "M4 12.6C8.6 12.6 8.2 9.6 9 8.4S9.4 5.4 14 5.4"
    )
    return h.svg(".badge", viewBox="0 0 18 18", aria_hidden="true")[
        h.circle(cx="9", cy="9", r="8.2"), h.path(d=path)
    ]


_ICONS = {
    "back": "M19 5v14l-9-7zM6 5h2v14H6z",
    "forward": "M5 5v14l9-7zM16 5h2v14h-2z",
    "play": "M7 4.5v15l12-7.5z",
    "pause": "M7 5h3.4v14H7zM13.6 5H17v14h-3.4z",
}


def icon(name: str) -> h.Element:
    """One of the transport's icons."""
    return h.svg(f".icon.icon-{name}", viewBox="0 0 24 24", aria_hidden="true")[
        h.path(d=_ICONS[name])
    ]


def stops(plan: Plan) -> list[int]:
    """The steps at which the playback halts, for the visitor's stride."""
    network = plan.scene.network
    every = list(range(n_steps(network)))
    if plan.view.stride == "operation":
        return every
    last = PHASES[-1]
    if plan.view.stride == "neuron":
        return [0] + [
            step_index(network, k, j, last)
            for k, n in enumerate(network.sizes[1:])
            for j in range(n)
        ]
    return [0] + [step_index(network, k, n - 1, last) for k, n in enumerate(network.sizes[1:])]


def words(plan: Plan) -> str:
    """What the current step does, in words."""
    scene = plan.scene
    if scene.step is None:
        fixed = {"weights", "biases", "inputs"} <= scene.locked
        return "Play the forward pass." if fixed else "Play the forward pass, or drag anything."
    at = step_at(scene.network, scene.step)
    if at is None:
        return "Read the inputs."
    k, j, phase = at
    where = column_name(plan.scene.network, k + 1)
    if plan.view.stride == "layer":
        return f"{where}: every neuron multiplies, adds its bias and activates"
    if scene.network.sizes[k + 1] > 1:
        where += f", neuron {j + 1}"
    if plan.view.stride == "neuron":
        return f"{where}: multiply, add the bias, activate"
    label = ACTIVATIONS[scene.network.layers[k].activation].label
    doing = {
        "multiply": "multiply inputs by weights, add up",
        "bias": "add the bias: that is z",
        "activate": f"apply {label} to z: that is a",
    }
    return f"{where}: {doing[phase]}"


def transport(plan: Plan) -> Markup:
    """Play, pause, step, scrub and speed of the forward pass."""
    scene, halts = plan.scene, stops(plan)
    step = scene.step
    before = [s for s in halts if step is not None and s < step] if step is not None else halts[:-1]
    after = [s for s in halts if s > step] if step is not None else halts
    total = n_steps(scene.network)
    title = f"Step {step + 1} of {total}" if step is not None else f"{total} steps"
    return _markup(
        h.div(".transport", data_key="transport", data_step="" if step is None else str(step))[
            h.div(".buttons")[
                _button("step-back", "back", "step back", before[-1] if before else None),
                h.button(
                    ".play",
                    type="button",
                    data_edit="play",
                    value=str(after[0]) if after else "0",
                    aria_label="play or pause the forward pass",
                )[icon("play"), icon("pause")],
                _button("step-forward", "forward", "step forward", after[0] if after else None),
            ],
            h.div(".progress")[
                h.p(".step-line")[h.strong[title], " ", words(plan)],
                _scrubber(plan, halts),
            ],
            h.div(".pace")[
                _choices("speed", SPEEDS, {s: f"{s}×" for s in SPEEDS}, plan.view.speed),
                _choices("stride", tuple(STRIDES), STRIDES, plan.view.stride),
                h.button(
                    ".all",
                    type="button",
                    data_edit="scrub",
                    value="",
                    disabled=step is None,
                    aria_label="all: show the whole pass",
                )["all"],
            ],
        ]
    )


def _button(edit: str, picture: str, label: str, value: int | None) -> h.Element:
    return h.button(
        type="button",
        data_edit=edit,
        value="" if value is None else str(value),
        aria_label=label,
        disabled=value is None,
    )[icon(picture)]


def _choices(edit: str, values: tuple[str, ...], labels: dict[str, str], current: str) -> h.Element:
    return h.div(".segmented", role="group", aria_label=edit)[
        (
            h.button(
                type="button",
                data_edit=edit,
                value=value,
                aria_pressed="true" if value == current else "false",
            )[labels[value]]
            for value in values
        )
    ]


def _scrubber(plan: Plan, halts: list[int]) -> h.Element | h.VoidElement:
    scene = plan.scene
    total = n_steps(scene.network)
    at = -1 if scene.step is None else scene.step
    if len(halts) > MOST_SEGMENTS or (plan.layout.phone and len(halts) > 24):
        return h.input(
            ".scrub",
            type="range",
            min="0",
            max=str(total - 1),
            step="1",
            value=str(max(at, 0)),
            data_edit="scrub",
            aria_label="step of the forward pass",
        )
    groups: list[list[h.Element]] = []
    for halt in halts:
        where = step_at(scene.network, halt)
        layer = -1 if where is None else where[0]
        while len(groups) < layer + 2:
            groups.append([])
        state = ".now" if halt == at else ".done" if halt < at else ""
        groups[layer + 1].append(
            h.button(
                f".segment{state}",
                type="button",
                data_edit="scrub",
                value=str(halt),
                tabindex="-1",
                aria_label=f"step {halt + 1}",
            )
        )
    return h.div(".segments")[
        (h.span(".segment-group", style=f"flex-grow:{len(g)}")[g] for g in groups if g)
    ]
