"""The stage: the diagram, what can be grabbed on it, and the controls around it."""

import htpy as h
import numpy as np
from markupsafe import Markup, escape

from playground.cache import cached
from playground.language import _, ngettext
from playground.notation import format_number
from playground.panels.kit import saving
from playground.panels.kit.names import input_names
from playground.panels.kit.template import Template, join
from playground.panels.panel import Figure, Panel, View, slot
from playground.panels.stage import training
from playground.panels.stage.around.enlarged import enlarged
from playground.panels.stage.around.head import head
from playground.panels.stage.around.legend import legend
from playground.panels.stage.around.transport import transport
from playground.panels.stage.backward.flow import back_flow
from playground.panels.stage.backward.spoken import told_back
from playground.panels.stage.backward.way import way_of
from playground.panels.stage.drawing.figure import stage_figure
from playground.panels.stage.flow import flow
from playground.panels.stage.lettering.kept_values import spoken_kept
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import Plan, plan_of
from playground.panels.stage.spoken import column_name, node_name, node_names, remarks
from playground.panels.stage.targets.targets import target_parts
from playground.scene import Scene, reached


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The stage of a scene."""
    plan = plan_of(scene, view)
    written = lettering(plan)
    way = way_of(plan, written.fixed)
    targets = target_parts(plan, [*written.boxes, *way.boxes])
    large, figure = enlarged(plan)
    parts = {
        "head": head(plan),
        **targets,
        "flow": back_flow(plan, way.now) if plan.goes_back else flow(plan, written.fixed),
        "way-back": way.markup(),
        "enlarged": large,
        "legend": legend(plan),
        "list": as_list(plan),
    }
    figures = {"stage": stage_figure(plan, written, way), "enlarged": figure}
    if "flow" not in scene.hidden:
        below, below_figures = training.below(plan) if scene.mode == "train" else _played(plan)
        parts |= below
        figures |= below_figures
    frame = _frame(plan, list(targets), list(parts))
    return Panel(frame, parts, figures)


def _played(plan: Plan) -> tuple[dict[str, Markup], dict[str, Figure]]:
    return {"transport": transport(plan)}, {}


@cached(256, key=lambda plan, targets, parts: (plan.key, tuple(parts)))
def _frame(plan: Plan, targets: list[str], parts: list[str]) -> Markup:
    size = f"width:{plan.layout.width}px;height:{plan.layout.height}px"
    return escape(
        h.section(
            ".panel.panel-stage" + (".phone" if plan.layout.phone else ""),
            style=plan.palette.css(),
            data_theme=plan.view.theme,
            data_file=saving.file_stem(plan.scene.title),
            aria_label=_("network diagram"),
        )[
            h.div(".stage-scroll")[
                h.div(".stage-body", style=f"width:{plan.layout.width}px")[
                    slot("head"),
                    h.div(".stage-figure", style=size)[
                        h.div(data_figure="stage", aria_hidden="true"),
                        h.div(
                            ".overlay",
                            role="group",
                            aria_label=_("neurons and weights"),
                            data_blank="select" if plan.focus is not None else None,
                        )[[slot(name) for name in targets]],
                        slot("flow"),
                        slot("way-back"),
                        slot("enlarged"),
                        saving.menu("stage", "stage", _("the diagram")),
                    ],
                ]
            ],
            slot("legend"),
            slot("transport") if "transport" in parts else None,
            training.place(plan) if "scrub" in parts else None,
            slot("list"),
        ]
    )


_ITEM = Template("<li>{}: {}</li>")


def as_list(plan: Plan) -> Markup:
    """The pass, and a row's way back, as a readable list, for those who do not see the diagram."""
    scene, decimals = plan.scene, plan.scene.decimals
    items = [
        _ITEM.format(
            _("input {name}", name=name),
            format_number(float(value), decimals) + remarks(plan, 0, i),
        )
        for i, (name, value) in enumerate(zip(input_names(scene.network), scene.x, strict=True))
    ]
    names = node_names(plan)
    for k, a in enumerate(scene.trace.activations):
        if scene.network.n_parameters > _MOST_LISTED:
            neurons = ngettext("{count} neuron", "{count} neurons", len(a))
            items.append(_ITEM.format(column_name(scene.network, k + 1), neurons))
            continue
        for j, (z_j, a_j) in enumerate(zip(scene.trace.pre_activations[k], a, strict=True)):
            if reached(scene, k, j):
                numbers = format_number(float(z_j), decimals), format_number(float(a_j), decimals)
                told = "z = {}, a = {}".format(*numbers)
                told += spoken_kept(plan, k + 1, j) + remarks(plan, k + 1, j)
                name = names[k + 1].get(j)
                name = node_name(plan, k + 1, j) if name is None else Markup(name)  # noqa: S704
                items.append(_ITEM.format(name, told))
    items += [_ITEM.format(*told) for told in told_back(plan, _MOST_LISTED)]
    return _LIST.format(_("the forward pass"), join(items))


_LIST = Template('<ol class="sr-only" data-key="list" data-at-rest aria-label="{}">{}</ol>')
_MOST_LISTED = 2_000  # parameters above which only the layers are read out
