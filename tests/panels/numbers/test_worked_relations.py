"""Signs between printed numbers, in worked examples: sums, thresholds, slopes."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import relation
from playground.limits import MAX_DECIMALS
from playground.network import Layer, Network
from playground.notation import in_full, read_printed
from playground.panels.board import output
from playground.panels.inspector import inspector
from playground.scene import Scene, SetThreshold, Target, apply
from tests import strategies
from tests.panels.numbers.printed import number, text_of
from tests.panels.numbers.printed_relations import VIEW, check_cut, equation_of

DECIMALS = range(MAX_DECIMALS + 1)

WORKED = Network([Layer([[1.4, -0.9]], [0.3], "tanh")])


def lines(scene: Scene) -> list[str]:
    markup = equation_of(scene, "neuron/0/0")
    return [text_of("<div" + line) for line in markup.split('<div class="line')[1:]]


def test_an_equation_that_holds_keeps_its_equals_sign() -> None:
    shown_lines = lines(Scene(WORKED, [0.8, 0.6]))
    assert shown_lines[2].endswith("=1.12−0.54+0.30=0.88")
    assert shown_lines[3].endswith("=f(z)=tanh(0.88)=0.71")


def test_at_no_decimals_a_false_sum_says_about_and_is_read_out_so() -> None:
    scene = Scene(WORKED, [0.8, 0.6], decimals=0)
    assert lines(scene)[2].endswith("=1−1+0≈1")
    markup = equation_of(scene, "neuron/0/0")
    assert 'aria-label="z is about 1"' in markup
    assert "is about" not in equation_of(Scene(WORKED, [0.8, 0.6]), "neuron/0/0")


def test_a_sum_of_rounded_parts_says_about() -> None:
    """The parts make −0.97, the sum is −0.98: each has lost 0.004."""
    network = Network([Layer([[1.0]], [-0.944], "linear")])
    assert lines(Scene(network, [-0.034]))[2].endswith("−0.03−0.94≈−0.98")


@pytest.mark.parametrize("decimals", DECIMALS)
@pytest.mark.parametrize("gap", [1e-3, 1e-6, 1e-12])
def test_a_value_just_below_the_threshold_is_printed_below_it(decimals: int, gap: float) -> None:
    network = Network([Layer([[0.0]], [-6 * gap], "hard_sigmoid")])
    scene = Scene(network, [1.0], decimals=decimals)
    assert scene.trace.output[0] < 0.5
    check_cut(scene)
    assert "<" in text_of(output.render(scene, VIEW).parts["value"])


def test_the_threshold_is_printed_with_the_decimals_that_it_has() -> None:
    scene = Scene(Network.create([2, 1], output="sigmoid", seed=1), [1, 1], decimals=0)
    for value, text in ((0.5, "0.5"), (0.25, "0.25"), (1.0, "1"), (0.0, "0"), (1 / 3, "0.333333")):
        parts = output.render(apply(scene, SetThreshold(value)), VIEW).parts
        assert f">threshold {text}<" in str(parts["threshold"])


def test_a_saturated_neuron_is_not_said_to_have_a_slope_of_the_limit_itself() -> None:
    """σ′(2.9462) = 0.04996 would print as 0.050 < 0.05."""
    scene = Scene(Network([Layer([[1.0]], [0.0], "sigmoid")]), [2.9462], Target("neuron", (0, 0)))
    flags = text_of(str(inspector.render(scene, VIEW).parts["flags"]))
    found = re.search(r"slope (\S+) < (\S+)", flags)
    assert found is not None
    assert number(found[1]) < number(found[2])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("−0.90", "-0.9"),
        ("(−0.90)", "-0.9"),
        ("1.25·10⁵", "125000"),
        ("1·10⁻⁵", "0.00001"),
        ("3e12", "3E12"),
        ("−1.2M", "-1200000"),
        ("+∞", "Infinity"),
    ],
)
def test_whatever_is_printed_is_read(text: str, value: str) -> None:
    assert read_printed(text) == Decimal(value)
    assert read_printed("\u2002\u2002") is None


@given(strategies.numbers)
def test_every_digit_reads_back(value: float) -> None:
    assert float(read_printed(in_full(value)) or 0) == value


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 6))
def test_a_comparison_is_true_as_printed(left: float, right: float, decimals: int) -> None:
    a, sign, b = relation.compared(left, right, decimals)
    assert sign == ("≥" if left >= right else "<")
    assert (number(a) >= number(b)) == (left >= right)
