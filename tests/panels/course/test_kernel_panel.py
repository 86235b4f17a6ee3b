"""The kernel over a picture and pooling: what they show of the layer."""

import re

from playground import presets
from playground.lessons.load import scene_of
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import PlaceWindow, Scene, SetStep, apply, replace_scene

SEVEN = scene_of(
    {
        "kernel": {"row": 86, "cells": [-1, -1, -1, 2, 2, 2, -1, -1, -1]},
        "selected": "neuron/0/20",
    }
)


def drawn(scene: Scene, panel: str = "kernel") -> str:
    return PANELS[panel](scene, View()).html


def test_the_window_says_where_it_is_and_how_it_moves() -> None:
    html = drawn(SEVEN)
    assert 'data-move="window" data-at="0.2 0.2"' in html
    assert 'aria-valuetext="row 4, column 3"' in html
    assert 'aria-valuenow="21"' in html
    assert 'data-at="0 0.5"' in drawn(apply(SEVEN, PlaceWindow([0, 0])))


def test_while_the_pass_is_played_the_map_grows_as_the_window_is_moved() -> None:
    def blank(scene: Scene) -> int:
        return drawn(scene).count('<i style="--row')

    assert blank(SEVEN) == 0
    begun = apply(SEVEN, SetStep(0))
    assert blank(begun) == 36
    third = apply(begun, PlaceWindow([2, 1]))
    assert blank(third) == 36 - 9
    assert blank(apply(third, PlaceWindow([0, 0]))) == 36 - 9  # what was seen stays
    assert blank(apply(third, PlaceWindow([5, 5]))) == 0


def test_nine_products_add_up_to_the_sum_and_the_answer() -> None:
    html = drawn(SEVEN)
    products = re.findall(r'data-quantity="product/0/20/\d+" data-value="([^"]+)"', html)
    (total,) = re.findall(r'data-quantity="weighted-sum/0/20" data-value="([^"]+)"', html)
    assert len(products) == 9
    assert abs(sum(map(float, products)) - float(total)) < 1e-12
    assert 'data-quantity="a/0/20"' in html


def test_the_cells_are_fields_unless_a_link_keeps_the_weights() -> None:
    assert len(re.findall(r'data-edit="kernel-cell/\d"', drawn(SEVEN))) == 9
    assert 'data-edit="kernel/blur"' in drawn(SEVEN)
    fixed = drawn(replace_scene(SEVEN, locked={"weights"}))
    assert 'data-edit="kernel/blur"' not in fixed
    assert fixed.count("disabled") == 9


def test_pooling_shows_nine_of_thirty_six() -> None:
    html = drawn(SEVEN, "pooling")
    assert len(re.findall(r'data-quantity="a/0/\d+"', html)) == 36
    pooled = re.findall(r'data-quantity="pooled-square/(\d)" data-value="([^"]+)"', html)
    assert [int(n) for n, _ in pooled] == list(range(9))
    answers = SEVEN.trace.activations[0].reshape(6, 6)
    assert [float(v) for _, v in pooled] == [
        answers[r : r + 2, c : c + 2].max() for r in (0, 2, 4) for c in (0, 2, 4)
    ]


def test_other_networks_are_told_that_there_is_no_kernel() -> None:
    for panel in ("kernel", "pooling"):
        assert "no kernel" in drawn(presets.load("digit"), panel)
