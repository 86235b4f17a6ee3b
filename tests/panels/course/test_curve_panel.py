"""The panel of a curve to match: the best line and the network's own errors."""

import math

import numpy as np
import pytest

from playground.analysis.input_space import fit as fits
from playground.network import Layer, Network
from playground.panels.course import (
    curve,
)
from playground.scene import (
    Scene,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number


@pytest.mark.parametrize("target", fits.CURVES)
def test_the_best_line_beats_its_neighbours(target: str) -> None:
    x = fits.dots(target).tolist()
    y = [float(fits.CURVES[target](np.array([v]))[0]) for v in x]
    panel = curve.render_curve(target)(SCENES["1-8-1"], VIEW)
    slope, intercept = (number(panel, f"line-{what}/{target}") for what in ("slope", "intercept"))

    def error(w: float, b: float) -> float:
        return sum((w * v + b - u) ** 2 for v, u in zip(x, y, strict=True)) / len(x)

    best = error(slope, intercept)
    assert number(panel, f"line-error/{target}") == pytest.approx(best)
    for dw, db in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)):
        assert error(slope + dw, intercept + db) > best


@pytest.mark.parametrize("name", ["1-8-1", "2-3-2-1", "regression"])
def test_it_measures_the_network(name: str) -> None:
    scene = SCENES[name]
    panel = curve.render_curve("sine")(scene, VIEW)

    def gap(x: float) -> float:
        return loops(scene.network, [x, *scene.x[1:]])[1][-1][0] - math.sin(x)

    gaps = [gap(x) for x in fits.dots("sine").tolist()]
    assert number(panel, "error/sine/0") == pytest.approx(sum(g * g for g in gaps) / len(gaps))
    between = [gap(-2 + 4 * n / 160) for n in range(161)]
    assert number(panel, "largest-gap/sine/0") == pytest.approx(max(map(abs, gaps + between)))
    assert number(panel, "within/sine/0") == sum(abs(g) <= 0.1 for g in gaps)


@pytest.mark.parametrize(
    ("target", "first", "second", "bias"),
    [
        ("hat", ([1, 1, 1], [1, 0, -1]), [1, -2, 1], 0),
        ("ramp", ([1, 1], [1, -1]), [1, -1], -1),
        ("zigzag", ([1, 1, 1], [3, 1, -1]), [1, -2, 2], -1),
        ("valley", ([1, -1], [0, 0]), [1, 1], -1),
    ],
)
def test_three_relus_match_every_target_but_the_sine(target, first, second, bias) -> None:
    weights, biases = first
    layers = [
        Layer([[w] for w in weights], biases, "relu"),
        Layer([second], [bias], "linear"),
    ]
    panel = curve.render_curve(target)(Scene(Network(layers)), VIEW)
    assert number(panel, f"within/{target}/0") == fits.N_DOTS
    assert number(panel, f"error/{target}/0") == pytest.approx(0, abs=1e-20)


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(KeyError, match="sine"):
        curve.render_curve("cosine")
