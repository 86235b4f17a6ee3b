"""A curve as the sum of what its hidden neurons add."""

import numpy as np

from playground.analysis.input_space.pieces import MOST_PIECES, pieces
from playground.analysis.input_space.sweep import line, outputs
from playground.network import Layer, Network
from playground.scene import Scene, Switch, apply

HAT = Scene(
    Network(
        [
            Layer([[1.0], [1.0], [1.0]], [1.0, 0.0, -1.0], "relu"),
            Layer([[1.0, -2.0, 1.0]], [0.25], "linear"),
        ]
    ),
    [0.5],
)
XS = np.linspace(-3, 3, 13)


def test_the_pieces_and_the_bias_are_the_curve() -> None:
    points = line(HAT, XS)
    found = pieces(HAT, points, 0)
    assert found is not None
    np.testing.assert_allclose(found.sum(axis=1) + 0.25, outputs(HAT, points)[:, 0])
    by_hand = [-2.0 * max(x, 0.0) for x in XS]
    np.testing.assert_allclose(found[:, 1], by_hand)


def test_what_is_off_adds_nothing() -> None:
    scene = apply(HAT, Switch("neuron/0/1", True))
    found = pieces(scene, line(scene, XS), 0)
    assert found is not None
    assert not found[:, 1].any()
    assert found[:, 0].any()


def test_what_bends_its_sum_or_has_too_many_has_no_pieces() -> None:
    for network in (
        Network.create([1, 3, 1], hidden="relu", output="sigmoid"),
        Network.create([1, MOST_PIECES + 1, 1], hidden="relu", output="linear"),
        Network.create([1, 1], output="linear"),
    ):
        scene = Scene(network, [0.0])
        assert pieces(scene, line(scene, XS), 0) is None
