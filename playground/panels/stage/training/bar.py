"""The bar of training: play, pause, steps of every size in both directions, speed, reset."""

import htpy as h
from markupsafe import Markup, escape

from playground.analysis.learning.moments import (
    SIZES,
    WITHIN,
    Moment,
    following,
    preceding,
)
from playground.cache import cached
from playground.data import load_set
from playground.language import _, called, to_say
from playground.panels.kit.controls import is_fixed
from playground.panels.stage.around.transport import icon, mode_switch
from playground.panels.stage.plan import Plan
from playground.panels.stage.training import recipe, words
from playground.panels.stage.training.lanes import lanes
from playground.panels.stage.training.standing import Standing
from playground.scene import Scene, TrainTo, UseData
from playground.training.stopping import why_stopped

PACES = {"0.5": to_say("0.5×"), "1": "1×", "2": "2×", "all": to_say("fastest")}
_SIZES = {
    "operation": to_say("operation"),
    "neuron": to_say("neuron"),
    "layer": to_say("layer"),
    "row": to_say("row"),
    "batch": to_say("batch"),
    "epoch": to_say("epoch"),
}
#: Sets that are offered where there are no rows, if they fit.
OFFERED = ("body-size", "moons", "circles", "sine", "iris", "digits")
#: For how long a picture stays at 1×, in ms: a step of a row is read, epochs are watched.
STAYS = {"operation": 1100, "neuron": 1100, "layer": 1100, "row": 900, "batch": 200, "epoch": 100}


def bar(at: Standing) -> Markup:
    """The part below the legend, but for the curve."""
    scene, view, moment = at.plan.scene, at.plan.view, at.moment
    return escape(
        h.div(".training-bar", data_key="transport", data_epoch=str(at.training.run.epoch))[
            h.div(".training-controls")[
                mode_switch(scene),
                _buttons(at),
                _sizes(view.size),
                _speed(view.speed),
                recipe.button(scene, at.data),
            ],
            h.div(".training-words")[
                h.div(".told")[
                    h.p(".step-line")[words.where(scene, at.training, at.data, moment)],
                    h.p(".doing", role="status")[
                        words.trouble(scene, at.training, at.curve)
                        or words.doing(at.plan, moment, at.training)
                    ],
                ],
                lanes(scene, moment) if view.size == "operation" else None,
            ],
        ]
    )


def idle(plan: Plan, why: str) -> Markup:
    """The bar where nothing can be trained, with the reason."""
    return escape(
        h.div(".training-bar", data_key="transport")[
            h.div(".training-controls")[
                mode_switch(plan.scene),
                h.p(".doing", role="status")[why],
                [_offer(name) for name in offered(plan.scene)],
            ]
        ]
    )


def offered(scene: Scene) -> list[str]:
    """The built-in sets that the network could be trained on as it is, where it has no rows."""
    if scene.fitting is not None or is_fixed(scene, UseData(OFFERED[0])):
        return []
    sizes = scene.network.n_inputs, scene.network.n_outputs
    return [name for name in OFFERED if _sizes_of(name) == sizes]


@cached(32)
def _sizes_of(name: str) -> tuple[int, int]:
    data = load_set(name)
    return data.n_inputs, data.n_outputs


def _offer(name: str) -> h.Element:
    return h.button(".offer", type="button", data_edit="use-data", value=name)[
        _("Take {title}", title=called(load_set(name).title))
    ]


def _buttons(at: Standing) -> h.Element:
    scene, view, training = at.plan.scene, at.plan.view, at.training
    fixed = is_fixed(scene, TrainTo(0))
    back = None if fixed else preceding(scene, training, at.data, view.size)
    ahead = None if fixed or training.fault else following(scene, training, at.data, view.size)
    on = None if ahead is None else _next_page(at, ahead)
    most = "" if view.speed == "all" else STAYS[view.size] / view.times
    return h.div(".buttons")[
        h.button(
            ".reset",
            type="button",
            data_edit="train-reset",
            aria_label=_("reset: back to the network that training began with"),
            title=_("Back to the start"),
            disabled=fixed or scene.training is None,
        )[icon("reset")],
        _step("back", "back", _("step back"), back),
        h.button(
            ".play",
            type="button",
            data_edit="train-play",
            value="" if on is None else str(on),
            data_stay=str(most or (50 if view.size in WITHIN else 0)),
            disabled=on is None,
            aria_label=_("train or pause"),
        )[icon("play"), icon("pause")],
        _step("forward", "forward", _("step forward"), ahead),
    ]


def _next_page(at: Standing, ahead: Moment) -> Moment | None:
    """Where playing goes on to; ``None`` where a rule says that it stops."""
    scene, view, training = at.plan.scene, at.plan.view, at.training
    if scene.stop is not None and training.step > training.first:
        now = at.curve.upto(training.step)
        if why_stopped(scene.stop, now.epochs, now.train, now.test):
            return None
    if view.speed != "all" or view.size in WITHIN:
        return ahead
    return following(scene, training, at.data, view.size, most=True)


def _step(direction: str, picture: str, label: str, to: Moment | None) -> h.Element:
    return h.button(
        type="button",
        data_edit=f"train-step/{direction}",
        value="" if to is None else str(to),
        aria_label=label,
        disabled=to is None,
    )[icon(picture)]


def _sizes(current: str) -> h.Element:
    return h.div(".segmented.sizes", role="group", aria_label=_("size of a step"))[
        (
            h.button(
                type="button",
                data_edit="size",
                value=size,
                aria_pressed="true" if size == current else "false",
            )[_(_SIZES[size])]
            for size in SIZES
        )
    ]


def _speed(current: str) -> h.Element:
    return h.select(".speed", data_edit="speed", aria_label=_("speed"))[
        (
            h.option(value=value, selected=value == current)[_(label)]
            for value, label in PACES.items()
        )
    ]
