"""Checks that whatever is printed between numbers is true of them as they are printed."""

import re
from decimal import Decimal

import numpy as np

from playground.activations import ACTIVATIONS
from playground.export import worksheet
from playground.export.worksheet.exercises import MOST_ROWS, MOST_TERMS
from playground.network import Layer
from playground.notation import in_full, output_name
from playground.panels.board import matrices, output
from playground.panels.course import gradient, probabilities, threshold
from playground.panels.inspector import inspector
from playground.panels.panel import View
from playground.quantities import shown
from playground.scene import Scene, Select, apply
from tests.panels.numbers.printed import (
    element,
    equations,
    is_rounded,
    is_true,
    number,
    same,
    text_of,
    total,
)

VIEW = View()
CHOOSING = {"step", "linear", "relu", "leaky_relu", "prelu"}


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
    return sign, all(
        function_holds_of(layer, value, alpha, a) for value, a in zip(sums, read["a"], strict=True)
    )


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
    """Assert of each neuron that is called saturated that its slope is below the limit."""
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            part = inspector.render(apply(scene, Select(f"neuron/{k}/{j}")), VIEW).parts["flags"]
            text = text_of(str(part))
            found = re.findall(r"slope (\S+) < ([\d.]+)", text)
            assert len(found) == text.count("saturated"), text
            for left, right in found:
                assert number(left) < number(right)


def check_worksheet(scene: Scene) -> None:
    rows = re.findall(r'<div class="row">(.*?)</div>', worksheet.render(scene, key=True))
    on = [
        not scene.is_off("neuron", k, j)
        for k, layer in enumerate(scene.network.layers)
        for j in range(layer.n_out)
    ]
    assert len(rows) == min(sum(on), MOST_ROWS)
    for row in rows:
        z, a = (text_of(line) for line in re.findall("<p>(.*?)</p>", row))
        layer, index = next(
            (layer, j)
            for k, layer in enumerate(scene.network.layers)
            for j in range(layer.n_out)
            if name_on_sheet(scene, k, j) == text_of(re.findall("<h3>(.*?)</h3>", row)[0])
        )
        assert check_sums(z) == (1 if layer.n_in <= MOST_TERMS else 0), z
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
    return output_name(network, j) if last else f"Hidden {k + 1}, neuron {j + 1}"


def check_all(scene: Scene) -> None:
    check_inspectors(scene)
    check_matrices(scene)
    check_cut(scene)
    check_lesson_panels(scene)
    check_flags(scene)
    check_worksheet(scene)
