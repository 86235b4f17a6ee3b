"""Each check accepts its model solution and other correct ones, and rejects near misses."""

import itertools
import math
import string
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.analysis import classes
from playground.analysis.classes import CORNERS
from playground.analysis.collapse import equivalent_layer
from playground.analysis.sweep import grid
from playground.lessons.checks import CHECKS, Attempt, grade
from playground.lessons.checks.classes import (
    Classifies,
    FiresAbove,
    Flipped,
    Probabilities,
    TruthTable,
)
from playground.lessons.checks.functions import MatchCurve, SameFunction, Straight
from playground.lessons.checks.neurons import Alive, Dead, Saturated, Symmetric
from playground.lessons.checks.numbers import Changed, Equal, Value
from playground.lessons.checks.several import All
from playground.lessons.checks.structure import Activation, Convolution, Selected, Structure
from playground.lessons.checks.typed import Typed
from playground.lessons.feedback import LANGUAGES, Remark, say, sentences
from playground.network import Layer, Network, NetworkError
from playground.quantities import quantity
from playground.scene import (
    AddNeuron,
    Edit,
    RemoveInput,
    RemoveLayer,
    Scene,
    Select,
    SetBias,
    SetInput,
    SetThreshold,
    SetWeight,
    SetWeights,
    Switch,
    apply,
)

GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}


def unit(w: list[float], b: float, f: str = "step", x: list[float] | None = None) -> Scene:
    """One neuron."""
    return Scene(Network([Layer([w], [b], f)]), x or [0.0] * len(w))


def deep(*layers: tuple[list[list[float]], list[float], str], x: list[float]) -> Scene:
    """Layers as (weights, biases, activation)."""
    return Scene(Network([Layer(w, b, f) for w, b, f in layers]), x)


def edited(scene: Scene, *edits: Edit) -> Scene:
    for edit in edits:
        scene = apply(scene, edit)
    return scene


@dataclass
class Case:
    """A check with what it accepts and what it rejects; all start from ``start``."""

    check: object
    start: Scene
    accepts: list[Scene]
    rejects: list[Scene]
    typed: list[dict[str, str]] = field(default_factory=list)
    mistyped: list[dict[str, str]] = field(default_factory=list)


PLAIN = unit([1.0], 0.0, x=[2.0])
SIGMOID = unit([1.0], 0.0, "sigmoid", x=[1.0])
TANH = deep(
    ([[1.0, -0.5], [0.3, 0.8]], [0.1, -0.2], "tanh"), ([[1.5, -0.7]], [0.4], "linear"), x=[0.5, 1.0]
)
LINEAR = deep(([[2.0], [1.0]], [0.0, 1.0], "linear"), ([[1.0, 3.0]], [-2.0], "linear"), x=[0.5])
THREE = deep(
    ([[1.0], [1.0], [1.0]], [0.0, 0.0, 0.0], "relu"), ([[0.1, 0.1, 0.1]], [0.0], "linear"), x=[0.0]
)
HAT = edited(
    THREE,
    *(SetBias(0, j, b) for j, b in enumerate((1.0, 0.0, -1.0))),
    SetWeights(1, [[1.0, -2.0, 1.0]]),
)
SOFT = deep(([[0.0], [0.0], [0.0]], [0.0, 0.0, 0.0], "softmax"), x=[1.0])
LOGS = [math.log(p) for p in (0.2, 0.3, 0.5)]
TWINS = deep(
    ([[0.5, 0.5], [0.5, 0.5]], [0.1, 0.1], "tanh"), ([[1.0, 1.0]], [0.0], "tanh"), x=[1, 2]
)
CONV = deep(([[1.0, 0, 0, 0], [0, 0, 0, 0]], [0.0, 0.0], "linear"), x=[1, 2, 3, 4])


def _conv(*kernel: float) -> Scene:
    return edited(CONV, SetWeights(0, [[*kernel, 0], [0, *kernel]]))


def _hidden_permuted() -> Scene:
    return edited(
        TANH,
        SetWeights(0, [[0.3, 0.8], [1.0, -0.5]]),
        SetBias(0, 0, -0.2),
        SetBias(0, 1, 0.1),
        SetWeights(1, [[-0.7, 1.5]]),
    )


def _sign_flipped() -> Scene:
    return edited(TANH, SetWeights(0, [[-1.0, 0.5]]), SetBias(0, 0, -0.1), SetWeight(1, 0, 0, -1.5))


XOR = presets.load("xor")

CASES = {
    "truth-table": Case(
        TruthTable(GATES["nand"]),
        unit([0, 0], 0),
        [
            unit([-1, -1], 1.5),
            unit([-2, -2], 3),
            unit([-0.3, -0.4], 0.5),
            unit([-9, -9], 9, "sigmoid"),
        ],
        [unit([-1, -1], 0.9), unit([1, 1], -1.5), unit([-1, -1], 2.1), unit([0, 0], 0)],
    ),
    "fires-above": Case(
        FiresAbove(3.0),
        PLAIN,
        [unit([1], -3), unit([2], -6), unit([0.1], -0.3), unit([50], -150, "sigmoid")],
        [PLAIN, unit([1], 3), unit([-1], 3), unit([1], -3.1), unit([1], -2.9), unit([1], -9)],
    ),
    "value": Case(
        Value("a/0/0", low=0.8, high=0.9),
        SIGMOID,
        [edited(SIGMOID, SetBias(0, 0, 0.8)), edited(SIGMOID, SetInput(0, 1.8))],
        [SIGMOID, edited(SIGMOID, SetBias(0, 0, 5.0)), edited(SIGMOID, SetBias(0, 0, 0.38))],
    ),
    "changed": Case(
        Changed("z/0/0", at_least=1.0, direction=-1),
        SIGMOID,
        [edited(SIGMOID, SetBias(0, 0, -1.0)), edited(SIGMOID, SetInput(0, -3.0))],
        [SIGMOID, edited(SIGMOID, SetBias(0, 0, 1.0)), edited(SIGMOID, SetBias(0, 0, -0.9))],
    ),
    "equal": Case(
        Equal(["product/0/0/0", "product/0/0/1"]),
        unit([1, 2], 0, x=[1, 1]),
        [unit([2, 2], 0, x=[1, 1]), unit([1, 2], 0, x=[2, 1]), unit([0, 0], 0, x=[1, 1])],
        [unit([1, 2], 0, x=[1, 1]), unit([1, 1.1], 0, x=[1, 1])],
    ),
    "dead": Case(
        Dead(),
        unit([1, 1], 0, "relu", x=[1, 1]),
        [unit([1, 1], -6, "relu", x=[1, 1]), unit([0, 0], -1, "relu"), unit([-1, 2], -9.1, "relu")],
        [
            unit([1, 1], -5.9, "relu", x=[1, 1]),
            unit([1, 1], -9, "leaky_relu", x=[1, 1]),
            unit([0, 0], 0.1, "relu"),
            unit([1, 1], -9, "sigmoid"),
        ],
    ),
    "alive": Case(
        Alive(),
        unit([1], -9, "relu", x=[1]),
        [unit([1], 0.5, "relu"), unit([1], -9, "leaky_relu"), unit([-4], 2, "relu")],
        [unit([1], -9, "relu", x=[1]), unit([1], -1.5, "relu")],
    ),
    "saturated": Case(
        Saturated(),
        SIGMOID,
        [edited(SIGMOID, SetBias(0, 0, 3.0)), edited(SIGMOID, SetInput(0, -4.0))],
        [SIGMOID, edited(SIGMOID, SetBias(0, 0, 1.0)), unit([1], -9, "relu")],
    ),
    "same-function": Case(
        SameFunction(),
        TANH,
        [_hidden_permuted(), _sign_flipped()],
        [
            TANH,
            edited(TANH, SetWeight(0, 0, 0, 1.1)),
            edited(TANH, SetWeight(0, 0, 0, 1.04)),
            edited(_sign_flipped(), SetWeight(1, 0, 0, 1.5)),
        ],
    ),
    "match-curve": Case(
        MatchCurve("hat"),
        THREE,
        [
            HAT,
            edited(HAT, SetBias(1, 0, 0.05)),
            edited(HAT, SetWeight(0, 0, 0, 2.0), SetBias(0, 0, 2.0), SetWeight(1, 0, 0, 0.5)),
        ],
        [THREE, edited(HAT, SetBias(1, 0, 0.11)), edited(HAT, SetWeight(1, 0, 1, -1.8))],
    ),
    "straight": Case(
        Straight(bent=True),
        LINEAR,
        [TANH, HAT, unit([1.0], 0.0, "sigmoid")],
        [LINEAR, unit([5.0], 1.0, "linear"), edited(LINEAR, SetWeight(0, 0, 0, -3.0))],
    ),
    "probabilities": Case(
        Probabilities([0.2, 0.3, 0.5]),
        SOFT,
        [
            edited(SOFT, *(SetBias(0, j, z) for j, z in enumerate(LOGS))),
            edited(SOFT, *(SetBias(0, j, z + 4) for j, z in enumerate(LOGS))),
            edited(SOFT, *(SetWeight(0, j, 0, z - 1) for j, z in enumerate(LOGS))),
        ],
        [
            SOFT,
            edited(SOFT, *(SetBias(0, j, z) for j, z in enumerate(LOGS[::-1]))),
            edited(SOFT, *(SetBias(0, j, 1.2 * z) for j, z in enumerate(LOGS))),
            deep(([[0.2], [0.3], [0.6]], [0.0] * 3, "linear"), x=[1.0]),
        ],
    ),
    "symmetric": Case(
        Symmetric(0, [0, 1]),
        TANH,
        [TWINS, edited(TWINS, SetWeight(1, 0, 0, 5.0)), edited(TWINS, SetInput(0, -1.0))],
        [TANH, edited(TWINS, SetWeight(0, 0, 1, 0.45)), edited(TWINS, SetBias(0, 1, 0.2))],
    ),
    "classifies": Case(
        Classifies([[0.0], [1.0], [2.0]], [0, 0, 1]),
        SIGMOID,
        [
            edited(SIGMOID, SetThreshold(0.8)),
            edited(SIGMOID, SetBias(0, 0, -1.5)),
            edited(SIGMOID, SetThreshold(0.88)),
        ],
        [SIGMOID, edited(SIGMOID, SetThreshold(0.9)), edited(SIGMOID, SetThreshold(0.7))],
    ),
    "flipped": Case(
        Flipped(),
        SIGMOID,
        [edited(SIGMOID, SetThreshold(0.8)), edited(SIGMOID, SetWeight(0, 0, 0, -0.1))],
        [SIGMOID, edited(SIGMOID, SetWeight(0, 0, 0, 0.0)), edited(SIGMOID, SetThreshold(0.7))],
    ),
    "activation": Case(
        Activation(0, ["leaky_relu", "prelu"]),
        SIGMOID,
        [unit([1], 0, "leaky_relu"), unit([1], 0, "prelu")],
        [SIGMOID, unit([1], 0, "relu")],
    ),
    "structure": Case(
        Structure(hidden=2),
        TANH,
        [presets.load("body-size")],
        [TANH, SIGMOID],
    ),
    "convolution": Case(
        Convolution(),
        CONV,
        [_conv(1, 0, -1), _conv(0.5, 0.5, 0.5), _conv(0, 2, 0)],
        [CONV, edited(_conv(1, 0, -1), SetWeight(0, 1, 0, 0.1)), _conv(0, 0, 0)],
    ),
    "typed": Case(
        Typed({"w": "equivalent-weight/0/0", "b": "equivalent-bias/0"}),
        LINEAR,
        [],
        [],
        typed=[{"w": "5", "b": "1"}, {"w": "5,00", "b": " 1.003"}, {"w": "10/2", "b": "+1"}],
        mistyped=[
            {},
            {"w": "5,000", "b": "1"},
            {"w": "5"},
            {"w": "5", "b": "2"},
            {"w": "1", "b": "5"},
            {"w": "x", "b": "1"},
        ],
    ),
    "selected": Case(
        Selected("neuron/0/0"),
        SIGMOID,
        [edited(SIGMOID, Select("neuron/0/0"))],
        [SIGMOID, edited(SIGMOID, Select("input/0"))],
    ),
    "all": Case(
        All([Value("z/0/0", low=1.0), Value("bias/0/0", high=0.0)]),
        SIGMOID,
        [SIGMOID, edited(SIGMOID, SetInput(0, 3.0), SetBias(0, 0, -1.0))],
        [edited(SIGMOID, SetBias(0, 0, 1.0)), edited(SIGMOID, SetInput(0, 0.5))],
    ),
}


def test_every_check_is_tried() -> None:
    assert CASES.keys() == CHECKS.keys()
    for name, case in CASES.items():
        assert isinstance(case.check, CHECKS[name])
        assert case.accepts or case.typed
        assert case.rejects or case.mistyped


@pytest.mark.parametrize("name", CASES)
def test_what_is_correct_is_accepted(name: str) -> None:
    case = CASES[name]
    works = [Attempt(scene, case.start) for scene in case.accepts]
    for work in [*works, *(Attempt(case.start, case.start, typed) for typed in case.typed)]:
        result = grade(case.check, work)
        assert result.passed, result.remarks
        assert result.score == 1.0


@pytest.mark.parametrize("name", CASES)
def test_near_misses_are_rejected(name: str) -> None:
    case = CASES[name]
    works = [Attempt(scene, case.start) for scene in case.rejects]
    for work in [*works, *(Attempt(case.start, case.start, typed) for typed in case.mistyped)]:
        result = grade(case.check, work)
        assert not result.passed
        assert 0.0 <= result.score < 1.0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_all_feedback_has_words(name: str, language: str) -> None:
    case = CASES[name]
    for scene in [*case.accepts, *case.rejects, edited(case.start, AddNeuron(0))]:
        for typed in [{}, *case.typed, *case.mistyped]:
            for remark in grade(case.check, Attempt(scene, case.start, typed)).remarks:
                sentence = say(remark, language)
                assert sentence
                assert "{" not in sentence


@pytest.mark.parametrize(
    ("edits", "check"),
    [
        ([RemoveInput(1)], TruthTable(GATES["and"])),
        ([RemoveLayer(0)], Dead(layer=1)),
        ([RemoveInput()], FiresAbove(3.0, input=1)),
        ([], Value("z/7/0")),
        ([], Typed({"w": "equivalent-weight/0/0"})),
    ],
)
def test_a_network_that_is_gone_is_told(edits: list[Edit], check: object) -> None:
    scene = edited(TANH, *edits)
    result = grade(check, Attempt(scene, TANH, {"w": "1"}))
    assert result == (0.0, False, (Remark("other-network"),))


def test_an_answer_that_can_be_read_in_two_ways_is_neither_right_nor_wrong() -> None:
    case = CASES["typed"]
    result = grade(case.check, Attempt(case.start, case.start, {"w": "5,000", "b": "1"}))
    assert [remark.key for remark in result.remarks] == ["typed-ambiguous"]
    assert "5.000" in say(result.remarks[0], "es")
    assert "5000" in say(result.remarks[0], "es")


def test_feedback_says_how_many_corners_are_right() -> None:
    result = grade(TruthTable(GATES["xor"]), Attempt(unit([1, 1], -0.5), unit([0, 0], 0)))
    assert say(result.remarks[0], "en") == "3 of 4 corners right: (1, 1) gives 1, wanted 0."
    assert result.score == 0.75


def test_worked_gates() -> None:
    for name, wanted in GATES.items():
        scene = presets.load(name)
        assert grade(TruthTable(wanted), Attempt(scene, scene)).passed


@given(
    st.lists(st.floats(-100, 100), min_size=3, max_size=3),
    st.sampled_from(["step", "sigmoid", "tanh", "relu"]),
)
def test_one_unit_never_does_xor(numbers: list[float], activation: str) -> None:
    # z(0,0) + z(1,1) = z(0,1) + z(1,0): the sides of a line cannot alternate round the square.
    w, v, b = numbers
    scene = unit([w, v], b, activation)
    assert not grade(TruthTable(GATES["xor"]), Attempt(scene, scene)).passed
    z = [quantity(edited(scene, SetInput(0, p), SetInput(1, q)), "z/0/0") for p, q in CORNERS]
    assert z[0] + z[3] == pytest.approx(z[1] + z[2], abs=1e-9)


def test_one_unit_reaches_all_but_xor_and_its_opposite() -> None:
    found: dict[tuple[int, ...], int] = {}
    for w, v, b in itertools.product(np.arange(-2, 2.5, 0.5), repeat=3):
        corners = tuple(int(w * p + v * q + b >= 0) for p, q in CORNERS)
        found[corners] = found.get(corners, 0) + 1
    assert len(found) == 14
    assert (0, 1, 1, 0) not in found
    assert (1, 0, 0, 1) not in found
    best = max(sum(c == t for c, t in zip(f, (0, 1, 1, 0), strict=True)) for f in found)
    assert best == 3


def test_three_of_four_is_the_best_for_one_unit_and_is_said_so() -> None:
    check = TruthTable(GATES["xor"], needs=3)
    result = grade(check, Attempt(unit([1, 1], -0.5), unit([0, 0], 0)))
    assert result.passed
    assert "best that one unit can do" in say(result.remarks[0], "en")
    assert not grade(check, Attempt(unit([0, 0], 0), unit([0, 0], 0))).passed


def test_same_function_can_ask_for_one_layer() -> None:
    check = SameFunction(layers=1)
    weights, biases = equivalent_layer(LINEAR.network)
    one = Scene(Network([Layer(weights, biases, "linear")]), LINEAR.x)
    assert grade(check, Attempt(one, LINEAR)).passed
    assert not grade(check, Attempt(LINEAR, LINEAR)).passed
    assert not grade(check, Attempt(edited(one, SetBias(0, 0, 0.9)), LINEAR)).passed


def test_what_is_switched_off_does_not_count() -> None:
    scene = edited(unit([1, 1], -0.5), Switch("input/0", off=True))
    result = grade(TruthTable([0, 1, 0, 1]), Attempt(scene, scene))
    assert result.passed


def test_an_equivalent_layer_needs_linear_ones() -> None:
    with pytest.raises(NetworkError):
        equivalent_layer(TANH.network)
    weights, biases = equivalent_layer(LINEAR.network)
    assert (weights.tolist(), biases.tolist()) == ([[5.0]], [1.0])


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6])
def test_grids_reach_the_ends(n: int) -> None:
    points = grid(n, -3.0, 3.0)
    assert points.shape[1] == n
    assert len(points) <= 6_600
    assert np.abs(points).max() <= 3.0


@pytest.mark.parametrize("of", ["feedback", "page"])
def test_languages_say_the_same_things(of: str) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english = sentences("en", of)
    for language in LANGUAGES:
        other = sentences(language, of)
        assert other.keys() == english.keys()
        for key, text in english.items():
            assert gaps(other[key]) == gaps(text), key


def test_a_broken_check_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above can fail: a truth table that looks at three corners lets XOR pass as OR."""
    work = Attempt(XOR, XOR)
    assert not grade(TruthTable(GATES["or"]), work).passed
    monkeypatch.setattr(classes, "CORNERS", (*CORNERS[:3], CORNERS[2]))
    assert grade(TruthTable(GATES["or"]), work).passed
