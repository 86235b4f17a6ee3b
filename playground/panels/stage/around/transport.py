"""Play, pause, step, scrub and speed of the forward pass."""

import htpy as h
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.cache import cached
from playground.language import _, ngettext, to_say
from playground.network import Network
from playground.notation import brief
from playground.panels.stage.plan import Plan
from playground.panels.stage.spoken import column_name
from playground.scene import MODES, PHASES, Scene, n_steps, shows_loss, step_at, step_index

MOST_SEGMENTS = 60  # steps up to which each has a segment of its own
PHONE_SEGMENTS = 24
SPEEDS = ("0.5", "1", "2")
STEP_MS = 1100  # for which a step stays at 1×: a product travels for 600, then it can be read
STRIDES = {"operation": to_say("step"), "neuron": to_say("neuron"), "layer": to_say("layer")}
_MODES = {"forward": to_say("Forward"), "train": to_say("Train")}
_LABELS = {"speed": to_say("speed"), "stride": to_say("stride")}


_ICONS = {
    "back": "M19 5v14l-9-7zM6 5h2v14H6z",
    "forward": "M5 5v14l9-7zM16 5h2v14h-2z",
    "play": "M7 4.5v15l12-7.5z",
    "pause": "M7 5h3.4v14H7zM13.6 5H17v14h-3.4z",
    "reset": "M12 5V1.8L7.2 6 12 10.2V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z",
}


def icon(name: str) -> h.Element:
    """One of the transport's icons."""
    return h.svg(f".icon.icon-{name}", viewBox="0 0 24 24", aria_hidden="true")[
        h.path(d=_ICONS[name])
    ]


def mode_switch(scene: Scene) -> h.Element | None:
    """Two buttons: what is played; none where there is only the forward pass to play."""
    fixed = {"weights", "biases"} & scene.locked or not shows_loss(scene)
    if fixed and scene.mode == "forward":
        return None
    return h.div(".segmented.mode", role="group", aria_label=_("what is played"))[
        (
            h.button(
                type="button",
                data_edit=f"mode/{mode}",
                aria_pressed="true" if mode == scene.mode else "false",
            )[_(_MODES[mode])]
            for mode in MODES
        )
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


def step_line(plan: Plan) -> str:
    """What the current step does, in words."""
    scene = plan.scene
    if scene.step is None:
        fixed = {"weights", "biases", "inputs"} & scene.locked
        free = _("Play the forward pass, or drag anything.")
        return _("Play the forward pass.") if fixed else free
    at = step_at(scene.network, scene.step) if scene.step < n_steps(scene.network) else None
    if at is None:
        return _("Read the inputs.")
    k, j, phase = at
    where = column_name(plan.scene.network, k + 1)
    if plan.view.stride == "layer":
        doing = _("every neuron multiplies, adds its bias and activates")
        return f"{where}: {doing}"
    if scene.network.sizes[k + 1] > 1:
        where = _("{layer}, neuron {number}", layer=where, number=j + 1)
    if plan.view.stride == "neuron":
        doing = _("multiply, add the bias, activate")
        return f"{where}: {doing}"
    label = ACTIVATIONS[scene.network.layers[k].activation].called
    return f"{where}: {done_in(phase, label)}"


def done_in(phase: str, activation: str) -> str:
    """What a step of the forward pass does with a neuron."""
    doing = {
        "multiply": _("multiply inputs by weights, add up"),
        "bias": _("add the bias: that is z"),
        "activate": _("apply {activation} to z: that is a", activation=activation),
    }
    return doing[phase]


@cached(256, key=lambda plan: (plan.key, plan.scene.step, plan.view.speed, plan.view.stride))
def transport(plan: Plan) -> Markup:
    """Play, pause, step, scrub and speed of the forward pass."""
    step, total, halts = plan.scene.step, n_steps(plan.scene.network), stops(plan)
    title = ngettext("{count} step", "{count} steps", total)
    if step is not None:
        title = _("Step {step} of {total}", step=step + 1, total=total)
    return escape(
        h.div(".transport", data_key="transport", data_step="" if step is None else str(step))[
            mode_switch(plan.scene),
            _buttons(step, halts, plan.view.times),
            h.div(".progress")[
                h.p(".step-line")[h.strong[title], " ", step_line(plan)],
                _scrubber(plan, halts),
            ],
            _pace(plan),
        ]
    )


def _shown(speed: str) -> str:
    """The speed of the forward pass: training has one more, at which nothing could be read."""
    return speed if speed in SPEEDS else SPEEDS[-1]


def _buttons(step: int | None, halts: list[int], times: float) -> h.Element:
    """Back, play and forward; when all has been played, back leads to the last halt but one."""
    before = halts[:-1] if step is None else [halt for halt in halts if halt < step]
    after = halts if step is None else [halt for halt in halts if halt > step]
    return h.div(".buttons")[
        _button("step-back", "back", _("step back"), before[-1] if before else None),
        h.button(
            ".play",
            type="button",
            data_edit="play",
            value=str(after[0]) if after else "0",
            data_stay=f"{STEP_MS / min(times, float(SPEEDS[-1])):.0f}",
            aria_label=_("play or pause the forward pass"),
        )[icon("play"), icon("pause")],
        _button("step-forward", "forward", _("step forward"), after[0] if after else None),
    ]


def _pace(plan: Plan) -> h.Element:
    return h.div(".pace")[
        _choices(
            "speed", SPEEDS, {s: f"{brief(float(s))}×" for s in SPEEDS}, _shown(plan.view.speed)
        ),
        _choices(
            "stride", tuple(STRIDES), {s: _(said) for s, said in STRIDES.items()}, plan.view.stride
        ),
        h.button(
            ".all",
            type="button",
            data_edit="scrub",
            value="",
            disabled=plan.scene.step is None,
            aria_label=_("all: show the whole pass"),
        )[_("all")],
    ]


def _button(edit: str, picture: str, label: str, value: int | None) -> h.Element:
    return h.button(
        type="button",
        data_edit=edit,
        value="" if value is None else str(value),
        aria_label=label,
        disabled=value is None,
    )[icon(picture)]


def _choices(edit: str, values: tuple[str, ...], labels: dict[str, str], current: str) -> h.Element:
    return h.div(".segmented", role="group", aria_label=_(_LABELS[edit]))[
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
    """A segment for each halt, or a slider where there are too many."""
    scene = plan.scene
    at = -1 if scene.step is None else scene.step
    if len(halts) <= (PHONE_SEGMENTS if plan.layout.phone else MOST_SEGMENTS):
        return _segments(scene.network, halts, at)
    return h.input(
        ".scrub",
        type="range",
        min="0",
        max=str(n_steps(scene.network) - 1),
        step="1",
        value=str(max(at, 0)),
        data_edit="scrub",
        aria_label=_("step of the forward pass"),
    )


def _segments(network: Network, halts: list[int], at: int) -> h.Element:
    """A button for each halt, in a group for each layer."""
    groups: dict[int, list[h.Element]] = {}
    for halt in halts:
        where = step_at(network, halt)
        state = ".now" if halt == at else ".done" if halt < at else ""
        groups.setdefault(-1 if where is None else where[0], []).append(
            h.button(
                f".segment{state}",
                type="button",
                data_edit="scrub",
                value=str(halt),
                tabindex="-1",
                aria_label=_("step {step}", step=halt + 1),
            )
        )
    return h.div(".segments")[
        (h.span(".segment-group", style=f"flex-grow:{len(g)}")[g] for g in groups.values())
    ]
