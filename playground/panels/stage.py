"""The stage: the diagram, what can be grabbed on it, and the controls around it."""

import htpy as h
from markupsafe import Markup, escape

from playground.notation import format_number
from playground.panels.panel import Panel, View, slot
from playground.panels.stage_figure import stage_figure
from playground.panels.stage_flow import flow
from playground.panels.stage_head import head, legend, transport
from playground.panels.stage_look import Look, look
from playground.panels.stage_targets import layer_name, node_name, target_parts
from playground.scene import Scene, reached


def render(scene: Scene, view: View) -> Panel:
    """The stage of a scene."""
    drawn = look(scene, view)
    targets = target_parts(drawn)
    parts = {
        "head": head(drawn),
        **targets,
        "flow": flow(drawn),
        "legend": legend(drawn),
        "list": as_list(drawn),
    }
    if "flow" not in scene.hidden:
        parts["transport"] = transport(drawn)
    return Panel(_frame(drawn, list(targets), list(parts)), parts, {"stage": stage_figure(drawn)})


def _frame(drawn: Look, targets: list[str], parts: list[str]) -> Markup:
    size = f"width:{drawn.layout.width}px;height:{drawn.layout.height}px"
    return escape(
        h.section(
            ".panel.panel-stage" + (".phone" if drawn.layout.phone else ""),
            style=drawn.palette.css(),
            data_theme=drawn.view.theme,
            aria_label="network diagram",
        )[
            h.div(".stage-scroll")[
                h.div(".stage-body", style=f"width:{drawn.layout.width}px")[
                    slot("head"),
                    h.div(".stage-figure", style=size)[
                        h.div(data_figure="stage", style=size, aria_hidden="true"),
                        h.div(".overlay", role="group", aria_label="neurons and weights")[
                            [slot(name) for name in targets]
                        ],
                        slot("flow"),
                    ],
                ]
            ],
            slot("legend"),
            slot("transport") if "transport" in parts else None,
            slot("list"),
        ]
    )


def as_list(drawn: Look) -> Markup:
    """The forward pass as a readable list, for those who do not see the diagram."""
    scene, decimals = drawn.scene, drawn.scene.decimals
    items = [
        h.li[f"input {name}: {format_number(float(value), decimals)}"]
        for name, value in zip(scene.network.input_names, scene.x, strict=True)
    ]
    if scene.network.n_parameters <= _MOST_LISTED:
        for k, a in enumerate(scene.trace.activations):
            z = scene.trace.pre_activations[k]
            items += [
                h.li[
                    str(node_name(drawn, k + 1, j)),
                    f": z = {format_number(float(z[j]), decimals)}",
                    f", a = {format_number(float(a[j]), decimals)}",
                ]
                for j in range(len(a))
                if reached(scene, k, j)
            ]
    else:
        items += [
            h.li[f"{layer_name(drawn, k + 1)}: {len(a)} neurons"]
            for k, a in enumerate(scene.trace.activations)
        ]
    return escape(h.ol(".sr-only", data_key="list", aria_label="the forward pass")[items])


_MOST_LISTED = 2_000  # parameters above which only the layers are read out
