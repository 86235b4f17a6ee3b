"""A kernel over a picture: the layer that it makes, its window, and what it finds there."""

import numpy as np
import pytest

from playground import presets
from playground.analysis.layers.kernel import (
    feature_map,
    is_shared,
    pooled_map,
    products_in_window,
)
from playground.data import load_set
from playground.gesture import Gesture, perform
from playground.lessons.load import scene_of
from playground.network import NetworkError
from playground.scene import PlaceWindow, Scene, SetKernel, SetWeight, apply, replace_scene
from playground.scene.kernel import KERNELS, kernel_in, seen_in, windows

ACROSS = [-1.0, -1.0, -1.0, 2.0, 2.0, 2.0, -1.0, -1.0, -1.0]
SEVEN: Scene = scene_of({"kernel": {"row": 86, "cells": ACROSS}, "selected": "neuron/0/0"})


def by_hand(picture: np.ndarray, cells: list[float]) -> np.ndarray:
    """The map as the definition says it, window by window."""
    kernel = np.reshape(cells, (3, 3))
    sums = [[(picture[r : r + 3, c : c + 3] * kernel).sum() for c in range(6)] for r in range(6)]
    return np.maximum(sums, 0.0)


@pytest.mark.parametrize("name", KERNELS)
def test_the_dense_layer_computes_the_convolution(name: str) -> None:
    scene = perform(SEVEN, Gesture(edit=f"kernel/{name}"))
    picture = load_set("digits").x[86].reshape(8, 8)
    assert np.allclose(feature_map(scene), by_hand(picture, list(KERNELS[name])))
    assert is_shared(scene.network.layers[0], (8, 8))


def test_most_weights_are_zero_and_the_rest_are_nine() -> None:
    weights = SEVEN.network.layers[0].weights
    assert weights.shape == (36, 64)
    assert (weights != 0).sum() == 36 * 9
    assert windows((8, 8))[0].tolist() == [0, 1, 2, 8, 9, 10, 16, 17, 18]
    assert windows((8, 8))[35].tolist() == [45, 46, 47, 53, 54, 55, 61, 62, 63]


def test_one_cell_changes_everywhere() -> None:
    scene = perform(SEVEN, Gesture(edit="kernel-cell/4", value="0,5"))
    assert kernel_in(scene).tolist() == [*ACROSS[:4], 0.5, *ACROSS[5:]]
    assert is_shared(scene.network.layers[0], (8, 8))
    odd = apply(scene, SetWeight(0, 7, 0, 1.0))
    assert not is_shared(odd.network.layers[0], (8, 8))


@pytest.mark.parametrize(
    ("value", "neuron"),
    [("0 0.5", 0), ("0.2 0.2", 20), ("0.5 0", 35), ("0.24 0.16", 20), ("9 -9", 35)],
)
def test_the_window_lies_where_it_is_put(value: str, neuron: int) -> None:
    """A plane's unit is ten squares, and counts from below."""
    moved = perform(SEVEN, Gesture(edit="window", value=value))
    assert str(moved.selected) == f"neuron/0/{neuron}"


def test_the_nine_products_are_those_of_the_window() -> None:
    products = products_in_window(SEVEN, 20)
    assert products[3:6].tolist() == [2.0, 2.0, 2.0]
    assert np.isclose(max(products.sum(), 0.0), SEVEN.trace.activations[0][20])


def test_pooling_keeps_the_largest_of_each_square() -> None:
    assert pooled_map(np.arange(36.0).reshape(6, 6)).tolist() == [
        [7, 9, 11],
        [19, 21, 23],
        [31, 33, 35],
    ]
    assert pooled_map(np.arange(25.0).reshape(5, 5)).tolist() == [[6, 8], [16, 18]]


@pytest.mark.parametrize("edit", [SetKernel(ACROSS), PlaceWindow([0.0, 0.0])])
def test_other_networks_have_no_kernel(edit: object) -> None:
    for name in ("digit", "xor"):
        with pytest.raises(NetworkError, match="a neuron for each of its windows"):
            apply(presets.load(name), edit)
    with pytest.raises(NetworkError, match="kernel: expected one of spot"):
        perform(SEVEN, Gesture(edit="kernel/cross"))
    with pytest.raises(NetworkError, match="there is no number 10"):
        perform(SEVEN, Gesture(edit="kernel-cell/9", value="1"))


def test_a_link_can_keep_the_kernel() -> None:
    with pytest.raises(NetworkError, match="weights: this page's link keeps them fixed"):
        apply(replace_scene(SEVEN, locked={"weights"}), SetKernel(ACROSS))
    assert seen_in(SEVEN) == (8, 8)
