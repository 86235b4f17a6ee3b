"""What a task asks for, and how near a scene comes to it: computed by the engine, never by text.

A check is a Struct of parameters, tagged by its name in a lesson's file. ``grade`` looks its
function up and returns a Result. Every check accepts whatever is correct, not one set of numbers.
To add one: a Struct, a function ``(check, work) -> Result``, a line in ``_GRADE``, its sentences
in ``feedback/*.toml``, and tests.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
import numpy as np
from msgspec.inspect import StructType, type_info

from playground import notation
from playground.activations import ACTIVATIONS, Array
from playground.analysis.neuron_states import SATURATED_BELOW, state_of
from playground.engine import forward
from playground.lessons.feedback import Message
from playground.network import NetworkError
from playground.quantities import quantity
from playground.scene import Scene


class Result(NamedTuple):
    """``score`` from 0 to 1, whether that is enough, and what to say about it."""

    score: float
    passed: bool
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Work:
    """What is graded: the scene, the scene that the step began with, and what was typed in."""

    scene: Scene
    start: Scene
    typed: Mapping[str, str] = field(default_factory=dict)


class _Base(msgspec.Struct, frozen=True, tag_field="name", forbid_unknown_fields=True):
    """What all checks share: they are tagged by ``name`` in a lesson's file."""


class TruthTable(_Base, frozen=True, tag="truth-table"):
    """Two inputs, one output cut at ``cut``; ``wanted`` at (0,0), (0,1), (1,0), (1,1).

    ``needs`` corners are enough (3 for what one unit can do about XOR).
    """

    wanted: list[int]
    cut: float = 0.5
    needs: int = 4


class FiresAbove(_Base, frozen=True, tag="fires-above"):
    """The output is at least ``cut`` for inputs above ``threshold`` and for no others.

    Input number ``input`` runs from ``low`` to ``high``; within ``margin`` of the threshold
    nothing is asked. ``below`` turns it round.
    """

    threshold: float
    input: int = 0
    low: float = -10.0
    high: float = 10.0
    margin: float = 0.05
    cut: float = 0.5
    below: bool = False


class Value(_Base, frozen=True, tag="value"):
    """The quantity ``of`` lies from ``low`` to ``high``."""

    of: str
    low: float | None = None
    high: float | None = None


class Changed(_Base, frozen=True, tag="changed"):
    """The quantity ``of`` has moved by ``at_least`` since the step began; +1 up, −1 down."""

    of: str
    at_least: float = 0.1
    direction: int = 0


class Equal(_Base, frozen=True, tag="equal"):
    """Two quantities of the scene agree within a tolerance."""

    of: list[str]
    within: float = 0.005


class Dead(_Base, frozen=True, tag="dead"):
    """The neuron's slope is 0 for every input of a grid from ``low`` to ``high`` a side."""

    layer: int = 0
    neuron: int = 0
    low: float = -3.0
    high: float = 3.0


class Alive(_Base, frozen=True, tag="alive"):
    """The neuron's slope is not 0 for at least ``share`` of the inputs of a grid."""

    layer: int = 0
    neuron: int = 0
    low: float = -3.0
    high: float = 3.0
    share: float = 0.5


class Saturated(_Base, frozen=True, tag="saturated"):
    """The neuron's slope is smaller than ``below``."""

    layer: int = 0
    neuron: int = 0
    below: float = SATURATED_BELOW


class SameFunction(_Base, frozen=True, tag="same-function"):
    """The outputs equal those of the step's first scene over a grid; the numbers need not.

    With ``different``, some weight or bias must differ by that much (or the shapes must);
    ``layers`` asks for so many layers.
    """

    within: float = 0.01
    low: float = -3.0
    high: float = 3.0
    different: float = 0.05
    layers: int | None = None


class MatchCurve(_Base, frozen=True, tag="match-curve"):
    """The output follows a named curve within a tolerance, for x from ``low`` to ``high``."""

    curve: str
    within: float = 0.1
    low: float = -2.0
    high: float = 2.0


class Straight(_Base, frozen=True, tag="straight"):
    """The output over the first input is a straight line; or, with ``bent``, it is not."""

    bent: bool = False
    low: float = -3.0
    high: float = 3.0
    within: float = 0.01


class Probabilities(_Base, frozen=True, tag="probabilities"):
    """The outputs are ``wanted``, each within a tolerance, and sum to 1."""

    wanted: list[float]
    within: float = 0.01


class Symmetric(_Base, frozen=True, tag="symmetric"):
    """Neurons of a layer have equal activations for every input; with ``broken``, they do not."""

    layer: int
    neurons: list[int]
    broken: bool = False
    within: float = 0.005


class Classifies(_Base, frozen=True, tag="classifies"):
    """The output, cut at the scene's threshold, gives ``labels`` at ``points``."""

    points: list[list[float]]
    labels: list[int]
    needs: int | None = None


class Flipped(_Base, frozen=True, tag="flipped"):
    """The class, by the scene's threshold, is another than when the step began."""


class Activation(_Base, frozen=True, tag="activation"):
    """The layer has one of the named activation functions."""

    layer: int
    names: list[str]


class Structure(_Base, frozen=True, tag="structure"):
    """The network has at least so many hidden layers, or exactly the sizes given."""

    hidden: int | None = None
    sizes: list[int] | None = None


class Convolution(_Base, frozen=True, tag="convolution"):
    """Row j of the layer's weights is one kernel of ``width`` at place j; the rest is 0."""

    layer: int = 0
    width: int = 3
    within: float = 0.005


class Typed(_Base, frozen=True, tag="typed"):
    """Numbers typed by the learner equal quantities of the scene."""

    answers: dict[str, str]
    within: float = 0.005


class Selected(_Base, frozen=True, tag="selected"):
    """The target is selected."""

    target: str


class All(_Base, frozen=True, tag="all"):
    """Several checks at once."""

    checks: list["Check"]


Check = (
    TruthTable
    | FiresAbove
    | Value
    | Changed
    | Equal
    | Dead
    | Alive
    | Saturated
    | SameFunction
    | MatchCurve
    | Straight
    | Probabilities
    | Symmetric
    | Classifies
    | Flipped
    | Activation
    | Structure
    | Convolution
    | Typed
    | Selected
    | All
)


def grade(check: Check, work: Work) -> Result:
    """How near the work comes to what the check asks.

    What the check cannot be asked of (the learner removed the neuron) is not passed, and says so.
    """
    try:
        return _GRADE[type(check)](check, work)
    except NetworkError:
        return _failed("other-network")


# The curves to match: x and y as arrays.
CURVES: dict[str, Callable[[Array], Array]] = {
    "abs": np.abs,
    "hat": lambda x: np.maximum(0.0, 1.0 - np.abs(x)),
    "ramp": lambda x: np.clip(x, 0.0, 1.0),
    "square": lambda x: x * x,
    "sine": np.sin,
    "valley": lambda x: np.maximum(0.0, np.abs(x) - 0.5),
}

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
_ONE_VALUE = 0.05  # limits closer than this mean the value between them
_GRID = 121  # points along a line
_MOST_POINTS = 4_000  # of a grid over several inputs; beyond, a fixed random sample


def _symbol(of: str) -> str:
    """How the page writes a quantity: ``theta:0/0`` is θ."""
    kind = of.partition(":")[0]
    return _SYMBOLS.get(kind, kind)


_SYMBOLS = {
    "theta": "θ",
    "slope": "f′(z)",
    "product": "w·x",
    "gradient": "∂y/∂z",
    "sum": "Σ",
    "cut": "θ",
    "W": "w",
    "B": "b",
}


def _failed(key: str, **values: float | str | tuple[float, ...]) -> Result:
    return Result(0.0, False, (Message(key, values),))


def _result(score: float, passed: bool, key: str, **values: Any) -> Result:
    if passed:
        return Result(1.0, True, (Message(f"{key}-passed", values),))
    return Result(min(max(score, 0.0), 0.99), False, (Message(key, values),))


def grid(n_inputs: int, low: float, high: float) -> Array:
    """Points of shape (count, n_inputs): all combinations, or a fixed sample if these are many."""
    side = _GRID if n_inputs == 1 else 21 if n_inputs == 2 else 9
    if side**n_inputs > _MOST_POINTS:
        return np.random.default_rng(0).uniform(low, high, (_MOST_POINTS, n_inputs))
    axis = np.linspace(low, high, side)
    return np.array(list(itertools.product(axis, repeat=n_inputs)))


def _outputs(scene: Scene, points: Array) -> Array:
    return forward(scene.active_network, points).output


def _line(scene: Scene, xs: Array, axis: int = 0) -> Array:
    """The first output along one input, the others as they are in the scene."""
    points = np.repeat(scene.x[None, :], len(xs), axis=0)
    if axis >= points.shape[1]:
        raise NetworkError(f"input: there is no number {axis + 1}")
    points[:, axis] = xs
    return np.asarray(_outputs(scene, points)[:, 0])


def _close(gap: float, allowed: float) -> float:
    """A score that falls with the gap: 1 at none, one half at three times the tolerance."""
    return 1.0 / (1.0 + max(gap - allowed, 0.0) / (2 * allowed)) if np.isfinite(gap) else 0.0


def _truth_table(check: TruthTable, work: Work) -> Result:
    if work.scene.network.n_inputs != 2:
        return _failed("other-network")
    outputs = _outputs(work.scene, np.array(CORNERS))[:, 0]
    given = (outputs >= check.cut).astype(int)
    wrong = [at for at in range(4) if given[at] != check.wanted[at]]
    right = 4 - len(wrong)
    values: dict[str, Any] = {"right": right, "needs": check.needs}
    if wrong:
        values |= {
            "corner": CORNERS[wrong[0]],
            "got": int(given[wrong[0]]),
            "wanted": check.wanted[wrong[0]],
        }
    if right < check.needs:
        return _result(right / check.needs, False, "truth-table", **values)
    return _result(1.0, True, "truth-table" if right == 4 else "truth-table-best", **values)


def _fires_above(check: FiresAbove, work: Work) -> Result:
    xs = np.linspace(check.low, check.high, 401)
    xs = xs[np.abs(xs - check.threshold) > check.margin]
    near = check.threshold + np.array([-1.02, 1.02]) * check.margin
    xs = np.sort(np.concatenate([xs, near]))
    fires = _line(work.scene, xs, check.input) >= check.cut
    wanted = (xs < check.threshold) if check.below else (xs > check.threshold)
    wrong = np.flatnonzero(fires != wanted)
    values: dict[str, Any] = {"threshold": check.threshold}
    key = "fires-below" if check.below else "fires-above"
    if not len(wrong):
        return _result(1.0, True, key, **values)
    at = wrong[len(wrong) // 2]  # the middle of what is wrong says most
    does = "fires-wrongly" if fires[at] else "fires-not"
    share = 1 - len(wrong) / len(xs)
    values["at"] = float(xs[at])
    return Result(min(share, 0.99), False, (Message(does, values),))


def _value(check: Value, work: Work) -> Result:
    value = quantity(work.scene, check.of)
    low = -np.inf if check.low is None else check.low
    high = np.inf if check.high is None else check.high
    gap = max(low - value, value - high, 0.0)
    limits = {"of": _symbol(check.of), "value": value}
    if high - low < _ONE_VALUE:
        key, limits = "value-near", {**limits, "wanted": (low + high) / 2}
    elif np.isfinite(low) and np.isfinite(high):
        key, limits = "value-between", {**limits, "low": low, "high": high}
    elif np.isfinite(low):
        key, limits = "value-low", {**limits, "low": low}
    else:
        key, limits = "value-high", {**limits, "high": high}
    return _result(_close(gap, 0.1), bool(low <= value <= high), key, **limits)


def _changed(check: Changed, work: Work) -> Result:
    change = quantity(work.scene, check.of) - quantity(work.start, check.of)
    signed = change * check.direction if check.direction else abs(change)
    key = {0: "changed", 1: "changed-up", -1: "changed-down"}[int(np.sign(check.direction))]
    values = {"of": _symbol(check.of), "change": change, "at_least": check.at_least}
    share = signed / check.at_least
    return _result(share, bool(signed >= check.at_least * (1 - 1e-9)), key, **values)


def _equal(check: Equal, work: Work) -> Result:
    first, second = (quantity(work.scene, name) for name in check.of)
    gap = abs(first - second)
    return _result(
        _close(gap, check.within), bool(gap <= check.within), "equal", first=first, second=second
    )


def _grid_slopes(work: Work, check: Dead | Alive) -> Array:
    """|f′(z)| of the neuron over the grid: (points,)."""
    network = work.scene.active_network
    if check.layer >= len(network.layers) or check.neuron >= network.layers[check.layer].n_out:
        raise NetworkError("neuron: it is gone")
    points = np.vstack([grid(network.n_inputs, check.low, check.high), work.scene.x])
    trace = forward(network, points)
    layer = network.layers[check.layer]
    z = trace.pre_activations[check.layer][:, check.neuron]
    return np.abs(ACTIVATIONS[layer.activation].derivative(z, layer.alpha or 0.0))


def _dead(check: Dead, work: Work) -> Result:
    alive = float(np.mean(_grid_slopes(work, check) > 0.0))
    values = {"share": 100 * alive, "low": check.low, "high": check.high}
    return _result(1 - alive, alive == 0.0, "dead", **values)


def _alive(check: Alive, work: Work) -> Result:
    alive = float(np.mean(_grid_slopes(work, check) > 0.0))
    values = {"share": 100 * alive, "needs": 100 * check.share}
    return _result(alive / check.share, alive >= check.share, "alive", **values)


def _saturated(check: Saturated, work: Work) -> Result:
    scene = work.scene
    slope = abs(quantity(scene, f"slope:{check.layer}/{check.neuron}"))
    activation = scene.network.layers[check.layer].activation
    if not ACTIVATIONS[activation].bounded:
        return _failed("saturated-unbounded")
    return _result(
        check.below / max(slope, 1e-12),
        state_of(activation, slope, check.below) == "saturated",
        "saturated",
        slope=slope,
        below=check.below,
    )


def _largest_difference(first: Scene, second: Scene) -> float:
    """Between the numbers of two networks; infinite if their shapes or functions differ."""
    a, b = first.active_network, second.active_network
    if a.sizes != b.sizes:
        return np.inf
    gaps = [0.0]
    for one, other in zip(a.layers, b.layers, strict=True):
        if one.activation != other.activation or one.alpha != other.alpha:
            return np.inf
        gaps.append(float(np.abs(one.weights - other.weights).max()))
        gaps.append(float(np.abs(one.biases - other.biases).max()))
    return max(gaps)


def _same_function(check: SameFunction, work: Work) -> Result:
    scene, start = work.scene, work.start
    network = scene.network
    if (network.n_inputs, network.n_outputs) != (start.network.n_inputs, start.network.n_outputs):
        return _failed("other-network")
    if check.layers is not None and len(network.layers) != check.layers:
        return _failed("same-layers", layers=len(network.layers), wanted=check.layers)
    points = grid(network.n_inputs, check.low, check.high)
    gaps = np.abs(_outputs(scene, points) - _outputs(start, points)).max(axis=1)
    worst = int(np.argmax(gaps))
    gap = float(gaps[worst])
    if _largest_difference(scene, start) < check.different:
        return _failed("same-numbers", different=check.different)
    values = {"gap": gap, "at": tuple(map(float, points[worst])), "within": check.within}
    return _result(_close(gap, check.within), bool(gap <= check.within), "same-function", **values)


def _match_curve(check: MatchCurve, work: Work) -> Result:
    if work.scene.network.n_inputs != 1:
        return _failed("other-network")
    xs = np.linspace(check.low, check.high, 2 * _GRID - 1)
    gaps = np.abs(_line(work.scene, xs) - CURVES[check.curve](xs))
    worst = int(np.argmax(gaps))
    values = {"gap": float(gaps[worst]), "at": float(xs[worst]), "within": check.within}
    passed = bool(gaps[worst] <= check.within * (1 + 1e-9))
    return _result(float(np.mean(gaps <= check.within)), passed, "match-curve", **values)


def _straight(check: Straight, work: Work) -> Result:
    xs = np.linspace(check.low, check.high, _GRID)
    ys = _line(work.scene, xs)
    chord = ys[0] + (ys[-1] - ys[0]) * (xs - xs[0]) / (xs[-1] - xs[0])
    bend = float(np.abs(ys - chord).max())
    if check.bent:
        return _result(bend / check.within, bend > check.within, "bent", bend=bend)
    return _result(_close(bend, check.within), bend <= check.within, "straight", bend=bend)


def _probabilities(check: Probabilities, work: Work) -> Result:
    output = work.scene.trace.output
    if len(output) != len(check.wanted):
        return _failed("other-network")
    if abs(float(output.sum()) - 1.0) > 1e-6 or output.min() < 0:
        return _failed("probabilities-sum", sum=float(output.sum()))
    gaps = np.abs(output - check.wanted)
    worst = int(np.argmax(gaps))
    values = {
        "name": work.scene.network.output_names[worst],
        "got": float(output[worst]),
        "wanted": check.wanted[worst],
        "right": int((gaps <= check.within).sum()),
        "count": len(gaps),
    }
    passed = bool(gaps[worst] <= check.within + 1e-9)
    return _result(_close(float(gaps[worst]), check.within), passed, "probabilities", **values)


def _symmetric(check: Symmetric, work: Work) -> Result:
    network = work.scene.active_network
    if check.layer >= len(network.layers) or max(check.neurons) >= network.sizes[check.layer + 1]:
        return _failed("other-network")
    points = grid(network.n_inputs, -3.0, 3.0)
    a = forward(network, points).activations[check.layer][:, check.neurons]
    gap = float((a.max(axis=1) - a.min(axis=1)).max())
    if check.broken:
        return _result(gap / check.within, gap > check.within, "asymmetric", gap=gap)
    return _result(_close(gap, check.within), gap <= check.within, "symmetric", gap=gap)


def _classifies(check: Classifies, work: Work) -> Result:
    points = np.array(check.points)
    if points.shape[1] != work.scene.network.n_inputs:
        return _failed("other-network")
    given = (_outputs(work.scene, points)[:, 0] >= work.scene.threshold).astype(int)
    wrong = [at for at in range(len(points)) if given[at] != check.labels[at]]
    right, needs = len(points) - len(wrong), check.needs or len(points)
    values: dict[str, Any] = {"right": right, "count": len(points), "needs": needs}
    if wrong:
        at = wrong[0]
        values |= {"point": tuple(check.points[at]), "got": int(given[at])}
        values["wanted"] = check.labels[at]
    return _result(right / needs, right >= needs, "classifies", **values)


def _flipped(check: Flipped, work: Work) -> Result:
    before = float(work.start.trace.output[0]) >= work.start.threshold
    value = float(work.scene.trace.output[0])
    after = value >= work.scene.threshold
    gap = abs(value - work.scene.threshold)
    values = {"value": value, "cut": work.scene.threshold}
    return _result(_close(gap, 0.1), before != after, "flipped", **values)


def _activation(check: Activation, work: Work) -> Result:
    layers = work.scene.network.layers
    if check.layer >= len(layers):
        return _failed("other-network")
    layer = layers[check.layer]
    wanted = " / ".join(ACTIVATIONS[name].label for name in check.names)
    values = {"got": ACTIVATIONS[layer.activation].label, "wanted": wanted}
    return _result(0.0, layer.activation in check.names, "activation", **values)


def _structure(check: Structure, work: Work) -> Result:
    network = work.scene.network
    sizes = " → ".join(map(str, network.sizes))
    if check.sizes is not None:
        wanted = " → ".join(map(str, check.sizes))
        same = list(network.sizes) == check.sizes
        return _result(0.0, same, "structure-sizes", got=sizes, wanted=wanted)
    needs = check.hidden or 1
    return _result(
        network.n_hidden / needs,
        network.n_hidden >= needs,
        "structure",
        got=network.n_hidden,
        needs=needs,
    )


def _convolution(check: Convolution, work: Work) -> Result:
    if check.layer >= len(work.scene.network.layers):
        return _failed("other-network")
    weights = work.scene.active_network.layers[check.layer].weights
    n_out, n_in = weights.shape
    if n_out != n_in - check.width + 1:
        return _failed("other-network")
    kernel = weights[0, : check.width]
    if np.abs(kernel).max() <= check.within:
        return _failed("convolution-empty")
    wanted = np.zeros_like(weights)
    for j in range(n_out):
        wanted[j, j : j + check.width] = kernel
    wrong = np.abs(weights - wanted) > check.within
    values: dict[str, Any] = {"right": int((~wrong).sum()), "count": weights.size}
    if wrong.any():
        j, i = map(int, np.argwhere(wrong)[0])
        values |= {"neuron": j + 1, "source": i + 1, "got": float(weights[j, i])}
        values["wanted"] = float(wanted[j, i])
    return _result(float(np.mean(~wrong)), not wrong.any(), "convolution", **values)


def _typed(check: Typed, work: Work) -> Result:
    right, messages = 0, []
    for field_name, of in check.answers.items():
        text = work.typed.get(field_name, "").strip()
        if not text:
            messages.append(Message("typed-missing", {"field": field_name}))
            continue
        try:
            value = notation.parse_number(text)
        except notation.AmbiguousNumberError as error:
            ways = {"decimal": error.decimal, "whole": error.whole}
            messages.append(Message("typed-ambiguous", {"field": field_name, **ways}))
            continue
        except NetworkError:
            messages.append(Message("typed-unreadable", {"field": field_name}))
            continue
        if abs(value - quantity(work.scene, of)) <= check.within * (1 + 1e-9):
            right += 1
        else:
            messages.append(Message("typed-wrong", {"field": field_name, "value": value}))
    if not messages:
        return Result(1.0, True, (Message("typed-passed"),))
    return Result(right / len(check.answers), False, tuple(messages[:1]))


def _selected(check: Selected, work: Work) -> Result:
    selected = str(work.scene.selected) if work.scene.selected else ""
    return _result(0.0, selected == check.target, "selected")


def _all(check: All, work: Work) -> Result:
    results = [grade(part, work) for part in check.checks]
    score = sum(result.score for result in results) / len(results)
    wrong = [result for result in results if not result.passed]
    if wrong:
        return Result(min(score, 0.99), False, wrong[0].messages)
    return Result(1.0, True, results[-1].messages)


_GRADE: dict[type, Callable[..., Result]] = {
    TruthTable: _truth_table,
    FiresAbove: _fires_above,
    Value: _value,
    Changed: _changed,
    Equal: _equal,
    Dead: _dead,
    Alive: _alive,
    Saturated: _saturated,
    SameFunction: _same_function,
    MatchCurve: _match_curve,
    Straight: _straight,
    Probabilities: _probabilities,
    Symmetric: _symmetric,
    Classifies: _classifies,
    Flipped: _flipped,
    Activation: _activation,
    Structure: _structure,
    Convolution: _convolution,
    Typed: _typed,
    Selected: _selected,
    All: _all,
}

#: Every check by the name that a lesson's file gives it.
CHECKS: dict[str, type] = {
    str(info.tag): info.cls for kind in _GRADE if isinstance(info := type_info(kind), StructType)
}
