"""What a visitor did, as the browser tells it, and the Edit that it means.

A gesture names either a ``target`` and its new value (a number, or text that a visitor typed), or
an ``edit``: a verb and what it acts on, as ``add-neuron/1`` or ``select/weight/0/1/0``. The panels
write these names into ``data-target`` and ``data-edit``; this file is where they are read.
"""

from collections.abc import Callable
from typing import Annotated

import msgspec
from msgspec import Meta

from playground import notation
from playground.network import MAX_MAGNITUDE, NetworkError
from playground.scene import (
    PHASES,
    AddInput,
    AddLayer,
    AddNeuron,
    Edit,
    Randomise,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Rename,
    Scene,
    Select,
    SetActivation,
    SetAlpha,
    SetBias,
    SetDecimals,
    SetInput,
    SetInputs,
    SetStep,
    SetTemperature,
    SetThreshold,
    SetWeight,
    SetWeights,
    Switch,
    Target,
    apply,
    n_steps,
    set_value,
)

#: Verbs that need the history, which only the session has.
SESSION_ONLY = ("undo", "redo")
MAX_GESTURES = 256  # not yet acknowledged; more than this and the browser has lost its session
MAX_TYPED = 20_000  # characters of a value: a block of 16×16 numbers in full precision is 6,000

#: A whole number that a browser counts with: JavaScript has none beyond.
Count = Annotated[int, Meta(ge=0, lt=2**53)]
#: A text of a browser, which may hold half a surrogate pair, as UTF-8 may not.
Text = Annotated[str, Meta(max_length=MAX_TYPED, pattern=r"^[^\ud800-\udfff]*\Z")]
_Name = Annotated[str, Meta(max_length=64, pattern=r"^[a-z0-9/-]*\Z")]
_Number = Annotated[float, Meta(ge=-MAX_MAGNITUDE, le=MAX_MAGNITUDE)]
_Whole = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]


class Gesture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a visitor did."""

    target: _Name | None = None
    edit: _Name | None = None
    value: _Number | Text | None = None


class _Dice(msgspec.Struct, frozen=True):
    init: Annotated[str, Meta(max_length=40)]
    seed: Annotated[str, Meta(max_length=40)] = "0"


def reason(error: Exception) -> str:
    """Why a message was not understood: what msgspec says, in one line that can be printed."""
    return str(error).encode("unicode_escape").decode()[:120]


def edit_of(scene: Scene, gesture: Gesture) -> Edit:
    """The edit that a gesture means. Raises NetworkError if it means none."""
    if gesture.target is not None:
        return set_value(Target.parse(gesture.target), _number(gesture.value))
    verb, _, rest = (gesture.edit or "").partition("/")
    if verb not in _VERBS:
        raise NetworkError(f"edit: there is none called {verb[:40]!r}")
    return _VERBS[verb](scene, rest, gesture.value)


def perform(scene: Scene, gesture: Gesture) -> Scene:
    """The scene after a gesture. Raises NetworkError, too for one whose control a link hides."""
    edit = edit_of(scene, gesture)
    group = control_of(edit)
    if group in scene.hidden:
        raise NetworkError(f"{group}: this page's link hides these controls")
    return apply(scene, edit)


def control_of(edit: Edit) -> str | None:
    """The part of the page by whose controls an edit is made, where a link can hide it.

    Keys, drags and pasted blocks that do the same are hidden with them.
    """
    if isinstance(edit, Switch):
        return "inputs" if Target.parse(edit.target).kind == "input" else None
    return _CONTROL_OF.get(type(edit))


_CONTROL_OF: dict[type[Edit], str] = {
    AddLayer: "topology",
    RemoveLayer: "topology",
    AddNeuron: "topology",
    RemoveNeuron: "topology",
    AddInput: "topology",
    RemoveInput: "topology",
    Rename: "topology",
    SetActivation: "activations",
    SetAlpha: "activations",
    SetWeight: "weights",
    SetWeights: "weights",
    SetBias: "weights",
    SetInput: "inputs",
    SetInputs: "inputs",
    SetStep: "flow",
    Randomise: "randomise",
}


def _number(value: float | str | None) -> float:
    if value is None:
        raise NetworkError("value: expected a number, got none")
    return notation.parse_number(value) if isinstance(value, str) else value


def _text(value: float | str | None) -> str:
    if not isinstance(value, str):
        raise NetworkError("value: expected a text")
    return value


def _whole(text: str | float | None, what: str) -> int:
    try:
        return msgspec.convert(text, _Whole, strict=False)
    except (msgspec.ValidationError, UnicodeError) as error:
        raise NetworkError(f"{what}: expected a whole number, got {str(text)[:20]!r}") from error


def _select(scene: Scene, rest: str, value: object) -> Edit:
    if not rest:
        return Select(None)
    target = Target.parse(rest)
    if target.kind == "bias":  # a bias is a part of its neuron
        target = Target("neuron", target.path)
    return Select(str(target))


def _switch(scene: Scene, rest: str, value: object) -> Edit:
    return Switch(rest, Target.parse(rest) not in scene.off)


def _delete(scene: Scene, rest: str, value: object) -> Edit:
    target = Target.parse(rest)
    if target.kind == "input":
        return RemoveInput(*target.path)
    if target.kind == "layer":
        return RemoveLayer(*target.path)
    if target.kind == "weight":  # a connection stays, and can be switched on again
        return _switch(scene, rest, value)
    return RemoveNeuron(*target.path)


def _paste(scene: Scene, rest: str, value: float | str | None) -> Edit:
    target = Target.parse(rest)
    if target.kind != "weight":
        raise NetworkError("block: it can be pasted into the weights W only")
    lines = [line for line in _text(value).splitlines() if line.strip()]
    rows = [[notation.parse_number(cell) for cell in line.split("\t")] for line in lines]
    k, j, i = target.path
    return SetWeights(k, rows, j, i)


def _place(scene: Scene, rest: str, value: float | str | None) -> Edit:
    """A point moved over a plane: two inputs by number, and their values in one text."""
    indices, values = rest.split("/"), _text(value).split()
    if len(indices) != 2 or len(values) != 2:
        raise NetworkError("place: expected two inputs and two numbers")
    return SetInputs(
        [_whole(index, "input") for index in indices],
        [notation.parse_number(text) for text in values],
    )


def _randomise(scene: Scene, rest: str, value: float | str | None) -> Edit:
    try:
        dice = msgspec.json.decode(_text(value), type=_Dice)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise NetworkError("randomise: expected an initialiser and a seed") from error
    return Randomise(dice.init, _whole(dice.seed, "seed"), _whole(rest, "layer") if rest else None)


def _step(scene: Scene, rest: str, value: float | str | None) -> Edit:
    if value is None:
        return SetStep(None)
    last = n_steps(scene.network) - 1
    return SetStep(min(max(_whole(value, "step"), 0), last), follow=rest != "keep-selection")


def _step_by(change: int) -> Callable[[Scene, str, float | str | None], Edit]:
    def step(scene: Scene, rest: str, value: float | str | None) -> Edit:
        last = n_steps(scene.network) - 1
        size = len(PHASES) if rest == "neuron" else 1
        if scene.step is None:
            return SetStep(last - size if change < 0 else 0)
        return SetStep(min(max(scene.step + change * size, 0), last))

    return step


_VERBS: dict[str, Callable[[Scene, str, float | str | None], Edit]] = {
    "select": _select,
    "switch": _switch,
    "delete": _delete,
    "add-layer": lambda s, rest, v: AddLayer(_whole(rest, "layer")),
    "remove-layer": lambda s, rest, v: RemoveLayer(_whole(rest, "layer")),
    "add-neuron": lambda s, rest, v: AddNeuron(_whole(rest, "layer")),
    "remove-neuron": lambda s, rest, v: RemoveNeuron(_whole(rest, "layer")),
    "add-input": lambda s, rest, v: AddInput(),
    "remove-input": lambda s, rest, v: RemoveInput(),
    "activation": lambda s, rest, v: SetActivation(_whole(rest, "layer"), _text(v)),
    # The same from a tile: a name of its own, so that a layer has one picker.
    "choose-activation": lambda s, rest, v: SetActivation(_whole(rest, "layer"), _text(v)),
    "alpha": lambda s, rest, v: SetAlpha(_whole(rest, "layer"), _number(v)),
    "threshold": lambda s, rest, v: SetThreshold(_number(v)),
    "temperature": lambda s, rest, v: SetTemperature(_number(v)),
    "decimals": lambda s, rest, v: SetDecimals(_whole(v, "decimals")),
    "rename-input": lambda s, rest, v: Rename("input", _whole(rest, "input"), _text(v)),
    "rename-output": lambda s, rest, v: Rename("output", _whole(rest, "output"), _text(v)),
    "place": _place,
    "randomise": _randomise,
    "paste": _paste,
    "step": _step,
    "step-back": _step_by(-1),
    "step-forward": _step_by(+1),
}
