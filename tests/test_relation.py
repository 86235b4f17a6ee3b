"""Whatever is printed between numbers is true of them as they are printed."""

import re
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import presets, relation
from playground.activations import ACTIVATIONS
from playground.export import worksheet
from playground.lessons.load import course
from playground.lessons.texts import filled
from playground.limits import MAX_DECIMALS
from playground.network import Layer, Network, NetworkError
from playground.notation import in_full, read_printed
from playground.panels import PANELS
from playground.panels.board import matrices, output
from playground.panels.course import gradient, probabilities, threshold
from playground.panels.inspector import inspector
from playground.panels.inspector import layer as inspector_layer
from playground.panels.panel import View
from playground.quantities import quantity, shown
from playground.scene import Scene, Select, SetDecimals, SetThreshold, Target, apply, replace_scene
from tests import strategies
from tests.printed import element, equations, is_rounded, is_true, number, same, text_of, total

VIEW = View()
CHOOSING = {"step", "linear", "relu", "leaky_relu", "prelu"}
ALL = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
DECIMALS = range(MAX_DECIMALS + 1)
handy = st.one_of(
    strategies.tame_numbers,
    st.floats(-3, 3).map(lambda value: round(value, 1)),
    st.integers(-9, 9).map(float),
    st.sampled_from([1e-5, 123456.0, 2.5e9]),
)


def equation_of(scene: Scene, target: str) -> str:
    return str(inspector.render(apply(scene, Select(target)), VIEW).parts["equation"])


def check_line(left: str, sign: str, right: str) -> None:
    holds = is_true(left, right)
    assert sign == ("=" if holds else "≈"), f"{left} {sign} {right}"


def check_sums(markup: str) -> int:
    """Assert of each line of sums and products that its sign is right; how many there were."""
    found = 0
    for left, sign, right in equations(text_of(markup)):
        check_line(left, sign, right)
        found += 1
    return found


def function_holds(layer: Layer, z: str, alpha: str, a: str) -> bool:
    """Whether a is f(z) as printed: exactly for what only chooses, to the last place else."""
    read, slope = number(z), number(alpha)
    with np.errstate(all="ignore"):
        value = float(
            ACTIVATIONS[layer.activation].function(np.array([float(read)]), float(slope))[0]
        )
    if layer.activation not in CHOOSING or read.is_nan():
        return is_rounded(value, a)
    exact = {
        "step": Decimal(int(read >= 0)),
        "linear": read,
        "relu": max(Decimal(0), read),
    }.get(layer.activation, read if read > 0 else total(f"{alpha} · ({z})"))
    return same(exact, number(a))


def check_value(scene: Scene, k: int, j: int, markup: str) -> None:
    """Assert that the sign before a is right."""
    layer = scene.network.layers[k]
    line = markup.split("result")[1]
    sign = re.findall("[=≈]", text_of("<div " + line))[-1]
    a = element(line, f'data-target="neuron/{k}/{j}"')[-1]
    if layer.activation == "softmax":
        logits = [number(shown(scene, f"z/{k}/{m}")) for m in range(layer.n_out)]
        with np.errstate(all="ignore"):
            share = ACTIVATIONS["softmax"].function(np.array([*map(float, logits)]), 0.0)[j]
        holds = is_rounded(float(share), a)
    else:
        z = element(line, f'data-quantity="z/{k}/{j}"')[0]
        alpha = (element(line, f'data-quantity="alpha/{k}"') or [in_full(layer.alpha or 0.0)])[0]
        holds = function_holds(layer, z, alpha, a)
    assert sign == ("=" if holds else "≈"), text_of("<div " + line)


def check_inspectors(scene: Scene) -> None:
    network = scene.network
    for k, layer in enumerate(network.layers):
        for j in range(layer.n_out):
            markup = equation_of(scene, f"neuron/{k}/{j}")
            sums, value = markup.split('<div class="line result"')
            whole = "more" in sums  # then the line of numbers is not complete
            assert check_sums(sums) == (1 if whole else 2), text_of(sums)
            check_value(scene, k, j, '<div class="line result"' + value)
            for i in range(layer.n_in):
                assert check_sums(equation_of(scene, f"weight/{k}/{j}/{i}")) == 1
    for i in range(network.n_inputs):
        markup = equation_of(scene, f"input/{i}")
        assert sum(map(check_sums, markup.split('<div class="line'))) >= 1


def matrix_holds(scene: Scene, k: int) -> tuple[str, bool]:
    """The sign that is printed, and whether a = f(Wx + b) holds of the cells."""
    layer = scene.network.layers[k]
    parts = matrices.render(apply(scene, Select(f"layer/{k}")), VIEW).parts
    cells = {
        name: re.findall(r'(?:value="([^"]*)" data-target|>([^<>]+)</span>)', str(parts[name]))
        for name in parts
    }
    read = {name: [first or second for first, second in found] for name, found in cells.items()}
    sums = [
        total(
            " + ".join(
                [
                    *(
                        f"({w}) · ({x})"
                        for i, (w, x) in enumerate(zip(read[f"w-{j}"], read["x"], strict=True))
                        if not scene.is_cut(k, j, i)
                    ),
                    f"({read['b'][j]})",
                ]
            )
        )
        for j in range(layer.n_out)
    ]
    sign = text_of(str(parts["relation"]))
    if layer.activation == "softmax":
        with np.errstate(all="ignore"):
            shares = ACTIVATIONS["softmax"].function(np.array([*map(float, sums)]), 0.0)
        return sign, all(map(is_rounded, map(float, shares), read["a"]))
    alpha = format(Decimal(layer.alpha or 0.0), "f").replace("-", "−")
    texts = [str(value).replace("-", "−") for value in sums]
    return sign, all(
        function_holds_of(layer, value, alpha, a) for value, a in zip(sums, read["a"], strict=True)
    ) and len(texts) == layer.n_out


def function_holds_of(layer: Layer, z: Decimal, alpha: str, a: str) -> bool:
    text = format(z, "f").replace("-", "−") if z.is_finite() else "not a number"
    return function_holds(layer, {"Infinity": "∞", "-Infinity": "−∞"}.get(str(z), text), alpha, a)


def check_matrices(scene: Scene) -> None:
    for k in range(len(scene.network.layers)):
        sign, holds = matrix_holds(scene, k)
        assert sign == ("=" if holds else "≈")


def check_cut(scene: Scene) -> None:
    """A comparison with the threshold is true as printed, and the sum of shares as well."""
    parts = {name: str(part) for name, part in output.render(scene, VIEW).parts.items()}
    if "value" in parts and (
        cut := re.search('class="relation">([≥<]) ([^<]*)<', parts["value"].replace("&lt;", "<"))
    ):
        value = element(parts["value"], "big")[0]
        assert (number(value) >= number(cut[2])) == (cut[1] == "≥"), (value, cut)
        assert (scene.trace.output[0] >= scene.threshold) == (cut[1] == "≥")
    if "threshold" in parts:
        told = re.search(">threshold ([^<]*)<", parts["threshold"])
        assert told is not None
        assert abs(float(number(told[1])) - scene.threshold) <= 0.5e-6
    if "sum" in parts:
        rows = [
            element(parts[name], "data-target")[-1] for name in parts if name.startswith("output-")
        ]
        found = re.search(r"sum\s*([=≈]?)\s*(.*)", text_of(parts["sum"]))
        assert found is not None
        holds = same(total(" + ".join(f"({row})" for row in rows)), number(found[2]))
        assert (found[1] or "=") == ("=" if holds else "≈"), (rows, found[2])


def check_lesson_panels(scene: Scene) -> None:
    path = text_of(str(gradient.render(scene, VIEW).parts["path"])).partition("=")[2]
    assert check_sums(path) == 1, path
    facts = text_of(str(threshold.render(scene, VIEW).parts["point"]))
    found = re.search(r"Σwx = (.*?)θ = (.*?)Σwx ([≥<]) θ", facts)
    if found and "not" not in facts:
        assert (number(found[1]) >= number(found[2])) == (found[3] == "≥"), facts
    rows = re.findall(r"<tr>.*?</tr>", str(probabilities.render(scene, VIEW).parts["classes"]))
    columns = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]
    for at, cell in enumerate(columns[-1][1:], 1):
        parts = [text_of(row[at]) for row in columns[:-1]]
        said = re.search("([=≈]?)(.*)", text_of(cell))
        assert said is not None
        holds = same(total(" + ".join(f"({part})" for part in parts)), number(said[2]))
        assert (said[1] or "=") == ("=" if holds else "≈"), (parts, said[0])


def check_flags(scene: Scene) -> None:
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            part = inspector.render(apply(scene, Select(f"neuron/{k}/{j}")), VIEW).parts["flags"]
            for left, right in re.findall(r"slope (\S+) < ([\d.]+)", text_of(str(part))):
                assert number(left) < number(right)


def check_worksheet(scene: Scene) -> None:
    page = worksheet.render(scene, key=True)
    for row in re.findall(r'<div class="row">(.*?)</div>', page):
        z, a = (text_of(line) for line in re.findall("<p>(.*?)</p>", row))
        check_sums(z)
        layer, index = next(
            (layer, j)
            for k, layer in enumerate(scene.network.layers)
            for j in range(layer.n_out)
            if name_on_sheet(scene, k, j) == text_of(re.findall("<h3>(.*?)</h3>", row)[0])
        )
        if layer.activation == "softmax":
            continue
        sums = re.split("[=≈]", z)[-1]
        sign = re.findall("[=≈]", a)[-1]
        alpha = format(Decimal(f"{layer.alpha or 0.0:g}"), "f").replace("-", "−")
        holds = function_holds(layer, sums.strip(), alpha, re.split("[=≈]", a)[-1].strip())
        assert sign == ("=" if holds else "≈"), (z, a, index)


def name_on_sheet(scene: Scene, k: int, j: int) -> str:
    network = scene.network
    last = k == len(network.layers) - 1
    return network.output_names[j] if last else f"Hidden {k + 1}, neuron {j + 1}"


def check_all(scene: Scene) -> None:
    check_inspectors(scene)
    check_matrices(scene)
    check_cut(scene)
    check_lesson_panels(scene)
    check_flags(scene)
    check_worksheet(scene)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    scene = draw(strategies.scenes(draw(strategies.networks(values=handy)), handy, playing=False))
    names = [f"y{j}" for j in range(scene.network.n_outputs)]
    plain = Network(scene.network.layers, None, names)
    return replace_scene(scene, network=plain, hidden=(), locked=(), title="", temperature=1.0)


@ALL
@given(scenes())
def test_every_printed_equation_holds_or_says_about(scene: Scene) -> None:
    check_all(scene)


@pytest.mark.parametrize("decimals", DECIMALS)
@pytest.mark.parametrize("name", presets.NAMES)
def test_the_examples_hold_at_any_number_of_decimals(name: str, decimals: int) -> None:
    check_all(apply(presets.load(name), SetDecimals(decimals)))


@pytest.mark.parametrize("decimals", DECIMALS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_holds(activation: str, decimals: int) -> None:
    hidden = "tanh" if ACTIVATIONS[activation].output_only else activation
    network = Network.create([3, 4, 2], hidden, activation, "normal", seed=5)
    check_all(Scene(network, [0.85, -0.475, 2.0], decimals=decimals))


_ONE = r"\(?−?\d+(?:\.\d+)?\)?"
SUM = re.compile(rf"(?<![\w(=.])({_ONE}(?:\s*[·+−]\s*{_ONE})+)\s*([=≈])\s*(−?\d+(?:\.\d+)?)")


def sums_of_lessons(decimals: int) -> Iterator[tuple[str, str, str]]:
    """Every sum of numbers in every text of the course, as its step shows it."""
    for lesson in course(frozenset(PANELS)):
        for step in lesson.steps:
            scene = replace_scene(step.begins, decimals=decimals, step=None)
            for language in lesson.texts.values():
                words = language.steps[step.id]
                for part in (words.body, *words.parts.values()):
                    text = re.sub(r"(\d),(\d)", r"\1.\2", filled(part, scene))
                    yield from SUM.findall(text)


@pytest.mark.parametrize("decimals", DECIMALS)
def test_the_sums_of_the_lessons_hold(decimals: int) -> None:
    found = list(sums_of_lessons(decimals))
    assert len(found) >= 10
    for equation in found:
        check_line(*equation)


def test_a_live_sum_says_about_where_it_does_not_hold() -> None:
    network = Network([Layer([[1.5, 1.0]], [-0.25], "tanh")])
    scene = Scene(network, [1.0, -2.0], decimals=0)
    assert [shown(scene, "sums/0/0"), shown(scene, "sums/0/0|2")] == ["≈", "="]
    assert shown(replace_scene(scene, step=0), "sums/0/0") == "="
    assert shown(scene, "sums/4/0") == "–"
    with pytest.raises(NetworkError, match="relation"):
        quantity(scene, "sums/0/0")


# ---- worked examples ----

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


# ---- what is switched off ----


def test_statistics_of_a_layer_leave_out_what_is_switched_off() -> None:
    hidden = Layer([[1.0, 2.0], [3.0, 4.0], [50.0, 60.0]], [0.0, 1.0, 70.0], "linear")
    network = Network([hidden, Layer([[1.0, 1.0, 1.0]], [0.0], "linear")])
    off = [Target("neuron", (0, 2)), Target("weight", (0, 1, 1))]
    parts = inspector_layer.render(Scene(network, [1.0, 1.0], off=off), VIEW, 0).parts
    table = re.findall(r'data-value="([^"]*)"', str(parts["statistics"]))
    assert table == ["1", "2", "3", "3", "3.5", "4", "3", "3.5", "4"]
    assert text_of(parts["left-out"]) == "without 1 neuron and 3 weights switched off"
    on = inspector_layer.render(Scene(network, [1.0, 1.0]), VIEW, 0).parts
    assert text_of(on["left-out"]) == ""


def test_a_layer_that_is_all_off_has_no_statistics() -> None:
    network = Network([Layer([[1.0]], [0.0]), Layer([[1.0]], [0.0])])
    scene = Scene(network, [1.0], off=[Target("neuron", (0, 0))])
    parts = inspector_layer.render(scene, VIEW, 0).parts
    assert set(re.findall(r'data-value="([^"]*)"', str(parts["statistics"]))) == {""}
