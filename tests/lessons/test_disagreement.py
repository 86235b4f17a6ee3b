"""A panel that says something else than the check beside it is noticed: each is broken once."""

import numpy as np
import pytest

from playground import presets
from playground.analysis.learning.starts import Starts
from playground.analysis.learning.weight_curve import WeightCurve
from playground.analysis.rows.measured import Measured
from playground.analysis.rows.metrics import Confusion
from playground.lessons.checks.classes import Classifies, FiresAbove, Probabilities, TruthTable
from playground.lessons.checks.functions import MatchCurve
from playground.lessons.checks.learning import Flat, StartsFound
from playground.lessons.checks.neurons import Saturated, Symmetric
from playground.lessons.checks.rows import FitsRows, RowsRight
from playground.lessons.checks.structure import Convolution
from playground.network import Layer, Network
from playground.panels.board import output
from playground.panels.board.data import panel as data_panel
from playground.panels.course import (
    collapse,
    convolution,
    curve,
    fit,
    probabilities,
    starts,
    symmetry,
    threshold,
    weight_curve,
)
from playground.panels.inspector import neuron
from playground.scene import Scene, replace_scene
from tests.lessons import agreement
from tests.lessons.check_scenes import LINE, xor_net

SUM = Layer([[1.0, -2.0, 1.0]], [0.0], "linear")
HAT = Scene(Network([Layer([[1.0]] * 3, [1.0, 0.0, -1.0], "relu"), SUM]))
UNEVEN = Scene(Network([Layer([[1.0, 2.0, 0.0], [0.0, 1.0, 2.0]], [0.0, 1.0], "relu")]))
PAIR = Layer([[1.0], [1.0]], [0.5, 0.5], "tanh")
TWINS = Scene(Network([PAIR, Layer([[1.0, 1.0]], [0.0], "linear")]), [1.0])
SOFT = Scene(Network([Layer([[0.0], [0.0]], [0.0, 0.0], "softmax")]))
GATE = replace_scene(Scene(Network([Layer([[1.0, 1.0]], [0.0], "sigmoid")])), threshold=0.6)
STEP = Scene(Network([Layer([[1.0]], [-2.0], "step")]), [0.0])
TWO = Scene(Network([Layer([[2.0]], [0.0], "linear"), Layer([[3.0]], [0.0], "linear")]))


def _half_right(scene: Scene, part: str) -> Measured:
    """Two rows of four, whatever the network says."""
    return Measured(4, 0.0, None, Confusion(np.array([[1, 1], [1, 1]])))


def _none_right(scene: Scene, part: str) -> Measured:
    """No row of four."""
    return Measured(4, 0.0, None, Confusion(np.array([[0, 2], [2, 0]])))


@pytest.mark.parametrize(
    ("place", "name", "wrong", "agrees"),
    [
        (convolution.Band, "is_convolution", property(lambda band: band.is_shared),
         lambda: agreement.holds(Convolution(width=2), UNEVEN)),
        (symmetry, "groups_of", lambda *_: [],
         lambda: agreement.holds(Symmetric(0, [0, 1]), TWINS)),
        (collapse, "_verdict", lambda *_: "not linear", lambda: agreement.collapses(TWO)),
        (curve, "_verdict", lambda _: "aside",
         lambda: agreement.holds(MatchCurve("hat"), HAT)),
        (probabilities, "at_temperature", lambda scene, t: scene.trace.pre_activations[-1],
         lambda: agreement.holds(Probabilities([0.5, 0.5]), SOFT)),
        (output, "class_at_input", lambda *_: 1,
         lambda: agreement.holds(Classifies([[0.0, 0.0]], [0]), GATE)),
        (threshold, "_relation", lambda sign: threshold.Markup('<span class="fact math no">'),
         lambda: agreement.holds(FiresAbove(3.0), STEP)),
        (data_panel, "measured", _half_right,
         lambda: agreement.holds(TruthTable(agreement.XOR), GATE)),
        (data_panel, "measured", _none_right,
         lambda: agreement.holds(RowsRight(), presets.load("xor"))),
        (fit, "line_rmse", lambda *_: 1.0,
         lambda: agreement.holds(FitsRows(0.2), presets.load("nonlinear"))),
        (weight_curve, "weight_curve", lambda _: WeightCurve(np.zeros(2), np.zeros(2), 1.0, 0, 0),
         lambda: agreement.holds(Flat(), LINE)),
        (starts, "starts", lambda _: Starts(np.ones(2), np.ones((20, 2)), np.ones(20, dtype=bool)),
         lambda: agreement.holds(StartsFound(18), xor_net(2))),
        (neuron, "state_of", lambda *_: None,
         lambda: agreement.holds(
             Saturated(), replace_scene(GATE, x=np.array([9.0, 9.0])))),
    ],
)  # fmt: skip
def test_a_panel_that_says_otherwise_is_noticed(place, name, wrong, agrees, monkeypatch) -> None:
    agrees()
    monkeypatch.setattr(place, name, wrong)
    with pytest.raises(AssertionError):
        agrees()
