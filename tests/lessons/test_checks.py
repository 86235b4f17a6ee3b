"""Each check accepts its model solution and other correct ones, and rejects near misses."""

import itertools
import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.analysis.input_space import classes
from playground.analysis.input_space.classes import CORNERS
from playground.analysis.input_space.sweep import grid
from playground.analysis.layers.collapse import equivalent_layer
from playground.language import LANGUAGES
from playground.lessons.checks import CHECKS, Attempt, grade
from playground.lessons.checks.classes import FiresAbove, TruthTable
from playground.lessons.checks.functions import SameFunction
from playground.lessons.checks.neurons import Dead
from playground.lessons.checks.numbers import Value
from playground.lessons.checks.typed import Typed
from playground.lessons.feedback import Remark, say, sentences
from playground.limits import MAX_DRAWN_NEURONS
from playground.network import Layer, Network, NetworkError
from playground.quantities import quantity
from playground.scene import (
    AddNeuron,
    Edit,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Scene,
    SetBias,
    SetInput,
    Switch,
)
from tests.lessons.check_cases import CASES
from tests.lessons.check_scenes import GATES, LINEAR, TANH, XOR, edited, unit


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
    full = case.start.network.sizes[1] >= MAX_DRAWN_NEURONS
    other = edited(case.start, RemoveNeuron(0) if full else AddNeuron(0))
    for scene in [*case.accepts, *case.rejects, other]:
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
    assert result.score == 0.5  # of the way from the two that were right at first


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


def test_three_of_four_can_be_enough_and_is_said_so() -> None:
    check = TruthTable(GATES["xor"], needs=3)
    result = grade(check, Attempt(unit([1, 1], -0.5), unit([0, 0], 0)))
    assert result.passed
    assert "enough here" in say(result.remarks[0], "en")
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
