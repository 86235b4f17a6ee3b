"""Products and weighted sums against a plain loop, over scenes with edges and neurons off."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.neurons.contributions import (
    other_products,
    products,
    theta,
    weighted_sum,
)
from playground.network import Layer, Network
from playground.scene import Scene
from tests.strategies import networks, scenes, tame_numbers

tame_scenes = networks(tame_numbers).flatmap(lambda network: scenes(network, tame_numbers))


def looped(scene: Scene, k: int, j: int) -> list[float]:
    """x·w of each source, one by one, 0 where anything on the way is switched off."""
    off = {str(target) for target in scene.off}
    found = []
    for i, weight in enumerate(scene.network.layers[k].weights[j]):
        source = f"input/{i}" if k == 0 else f"neuron/{k - 1}/{i}"
        x = scene.x[i] if k == 0 else scene.trace.activations[k - 1][i]
        found.append(0.0 if off & {source, f"weight/{k}/{j}/{i}"} else float(weight) * float(x))
    return found


@given(tame_scenes)
def test_products_and_sums_are_those_of_a_plain_loop(scene: Scene) -> None:
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            expected = looped(scene, k, j)
            assert products(scene, k, j).tolist() == expected
            assert weighted_sum(scene, k, j) == pytest.approx(math.fsum(expected), abs=1e-9)
            z = weighted_sum(scene, k, j) + layer.biases[j]
            assert scene.trace.pre_activations[k][j] == pytest.approx(z, abs=1e-9)


@given(tame_scenes, st.integers(0, 4))
def test_the_other_products_are_all_but_the_largest(scene: Scene, count: int) -> None:
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            rest = sorted(looped(scene, k, j), key=abs, reverse=True)[count:]
            assert other_products(scene, k, j, count) == pytest.approx(math.fsum(rest), abs=1e-9)


@pytest.mark.parametrize(
    ("weights", "x", "rest"),
    [
        ([1e17, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 1.0, 6.0),
        ([1e300, 1e290, 1e-9, 2e-9, 3e-9, 4e-9, 5e-9], 1e10, 60.0),
    ],
)
def test_a_small_product_is_not_lost_beside_a_large_one(
    weights: list[float], x: float, rest: float
) -> None:
    scene = Scene(Network([Layer([weights], [0.0])]), [x] * len(weights))
    assert other_products(scene, 0, 0, 4) == rest


@given(tame_scenes)
def test_theta_is_what_the_weighted_sum_has_to_reach(scene: Scene) -> None:
    for k, layer in enumerate(scene.network.layers):
        for j, bias in enumerate(layer.biases):
            assert theta(scene, k, j) + bias == 0.0
            assert str(theta(scene, k, j)) != "-0.0"
