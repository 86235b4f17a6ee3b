"""The headers over the diagram's columns: name, activation and size of each, and "+" between."""

import htpy as h
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.cache import cached
from playground.language import _, ngettext
from playground.limits import MAX_DRAWN_HIDDEN, MAX_DRAWN_NEURONS
from playground.panels.stage.plan import Plan
from playground.panels.stage.room import heads
from playground.panels.stage.spoken import column_name


@cached(256, key=lambda plan: plan.key)
def head(plan: Plan) -> Markup:
    """A header over each column: name, activation, − n +; and "+" between columns."""
    columns = plan.layout.columns
    css = "head-phone" if plan.layout.phone else heads(plan.layout)
    items: list[h.Element] = []
    for c in range(len(columns)):
        items.append(_header(plan, c))
        if c + 1 < len(columns) and "topology" not in plan.scene.hidden:
            items.append(_insert(plan, c))
    return escape(h.div(f".{css.replace(' ', '.')}", data_key="head")[items])


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
        text += f" · {ACTIVATIONS[plan.scene.network.layers[column - 1].activation].called}"
    if not any(controls):
        return h.span(".folded-text")[text]
    # Of the same name: to open one closes the others.
    return h.details(".folded", data_key=f"folded-{column}", name="layer-controls")[
        h.summary(aria_label=_("{name}: {text}, change", name=name, text=text))[text],
        h.div(".layer-controls")[controls],
    ]


def _picker(k: int, name: str, current: str, last: bool, locked: bool) -> Markup:
    select = h.select(
        ".activation",
        data_edit=f"activation/{k}",
        aria_label=_("activation of {name}", name=name),
        disabled=locked,
    )[
        (
            h.option(value=entry.name, selected=entry.name == current)[entry.called]
            for entry in ACTIVATIONS.values()
            if last or not entry.output_only
        )
    ]
    return escape(select)


def _stepper(plan: Plan, column: int, name: str) -> h.Element:
    """− n + of a column, and × where the whole layer can go."""
    n = plan.scene.network.sizes[column]
    locked = "topology" in plan.scene.locked
    if column == 0:
        what, less = "input", _("remove the last input")
        one_more, count = _("add an input"), ngettext("{count} input", "{count} inputs", n)
    else:
        what, less = f"neuron/{column - 1}", _("remove the last neuron of {name}", name=name)
        one_more = _("add a neuron of {name}", name=name)
        count = ngettext("{count} neuron", "{count} neurons", n)
    return h.div(".stepper", role="group", aria_label=_("size of {name}", name=name))[
        _change(f"remove-{what}", less, locked or n == 1, "−"),
        h.span(".count", aria_label=count)[str(n)],
        _change(f"add-{what}", one_more, locked or n >= MAX_DRAWN_NEURONS, "+"),
        _remove(column, name, locked) if 0 < column < len(plan.layout.columns) - 1 else None,
    ]


def _change(edit: str, label: str, disabled: bool, text: str) -> h.Element:
    return h.button(type="button", data_edit=edit, aria_label=label, disabled=disabled)[text]


def _remove(column: int, name: str, locked: bool) -> h.Element:
    return h.button(
        ".remove-layer",
        type="button",
        data_edit=f"remove-layer/{column - 1}",
        aria_label=_("remove layer {name}", name=name),
        title=_("remove {name}", name=name),
        disabled=locked,
    )["×"]


def _insert(plan: Plan, column: int) -> h.Element:
    full = plan.scene.network.n_hidden >= MAX_DRAWN_HIDDEN
    at_most = _("at most {count} hidden layers are drawn", count=MAX_DRAWN_HIDDEN)
    name = column_name(plan.scene.network, column + 1)
    return h.button(
        ".insert",
        type="button",
        style=_place(plan, column, 0.5),
        data_edit=f"add-layer/{column}",
        aria_label=_("insert a hidden layer before {name}", name=name),
        title=at_most if full else _("insert a layer"),
        disabled=full or "topology" in plan.scene.locked,
    )["+"]
