"""The products of the selected neuron: in the fullest form that has room, and equal as printed."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.network import Network
from playground.panels.panel import View
from playground.panels.stage.lettering.boxes import touch, touches_disc
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import plan_of
from playground.scene import (
    Scene,
    Select,
    SetWeight,
    apply,
)
from tests.panels.stage.overlay import VIEWS
from tests.strategies import DRAWABLE, networks, scenes, tame_numbers

WIDTHS = {"1440": 1022, "1280": 862, "820": 762}  # of the stage in a window as wide as that


def forms(scene: Scene, width: int) -> set[str]:
    """The forms in which the products of all its neurons are written on a stage that wide."""
    found = set()
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            at = plan_of(apply(scene, Select(f"neuron/{k}/{j}")), View(widths={"stage": width}))
            found.add(lettering(at).products.form)
    return found


@pytest.mark.parametrize("window", WIDTHS)
@pytest.mark.parametrize("name", DRAWABLE)
def test_every_example_shows_factors_and_product_of_each_edge(name: str, window: str) -> None:
    assert forms(presets.load(name), WIDTHS[window]) == {"apart"}


@pytest.mark.parametrize("name", [name for name in DRAWABLE if name != "salary"])
def test_on_a_phone_an_example_shows_both_of_the_neuron_it_selects(name: str) -> None:
    view = View(widths={"stage": 366}, phone=True)
    assert lettering(plan_of(presets.load(name), view)).products.form == "apart"


@pytest.mark.parametrize(
    ("sizes", "window", "expected"),
    [
        ((4, 4, 2), "1280", {"apart"}),
        ((6, 3, 1), "820", {"apart"}),
        ((8, 8, 2), "1440", {"apart"}),
        ((8, 8, 2), "1280", {"apart"}),
        ((8, 8, 2), "820", {"apart", "joined"}),
        ((9, 3, 1), "1440", {"product", "apart"}),
        ((2, 3, 3, 3, 3, 3, 3, 3, 3, 1), "1440", {"product"}),
    ],
)
def test_products_take_the_fullest_form_that_has_room(
    sizes: tuple[int, ...], window: str, expected: set[str]
) -> None:
    network = Network.create(list(sizes), "tanh", "sigmoid", "glorot_uniform", 0)
    scene = Scene(network, np.linspace(-1, 1, sizes[0]))
    assert forms(scene, WIDTHS[window]) == expected


@given(
    networks(tame_numbers, max_hidden=3, max_neurons=9).flatmap(
        lambda network: scenes(network, tame_numbers)
    ),
    st.sampled_from(VIEWS),
)
def test_products_touch_no_disc_no_live_handle_and_no_other_label(scene: Scene, view: View) -> None:
    at = plan_of(scene, view)
    written = lettering(at)
    own = [label.box for label in written.products.labels]
    for n, box in enumerate(own):
        assert not any(touch(box, other) for other in (*written.fixed, *own[:n]))
        for column in at.columns:
            for x, y in zip(column.xs, column.ys, strict=True):
                assert not touches_disc(box, (x, y, column.radius))
        if at.focus is not None and at.focus.kind in ("neuron", "weight"):
            k = at.focus.path[0]
            for edge in at.edges(k):
                live = at.is_live(*edge)
                assert not live or not touches_disc(box, (*at.along(edge, at.bead_at(k)), 6.0))


def test_factors_and_product_in_one_label_are_equal_only_if_they_are_as_printed() -> None:
    network = Network.create([8, 8, 2], "tanh", "sigmoid", "glorot_uniform", 0)
    scene = apply(Scene(network, np.full(8, 0.5)), Select("neuron/0/3"))
    for i, weight in enumerate([0.5, 0.25, -0.33]):
        scene = apply(scene, SetWeight(0, 3, i, weight))
    labels = lettering(plan_of(scene, View(widths={"stage": 762}))).products.labels
    texts = [re.sub(r"<[^>]*>", "", label.text) for label in labels]
    assert texts[:3] == ["0.50 · 0.50 = 0.25", "0.50 · 0.25 ≈ 0.12", "0.50 · (−0.33) ≈ −0.17"]
