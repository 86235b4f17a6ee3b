"""Whatever a scene holds, its rows are predicted, measured, sorted and projected without a word.

pytest makes an error of each warning that NumPy gives.
"""

import numpy as np
import pytest
from hypothesis import given

from playground.analysis.input_space.maps import curves, maps
from playground.analysis.input_space.projection import (
    bent_grid,
    lead_over,
    of_neurons,
    principal_components,
)
from playground.analysis.input_space.surfaces import ends_of
from playground.analysis.rows.distributions import distributions
from playground.analysis.rows.measured import measured, roc
from playground.analysis.rows.ordering import ordered, shown
from playground.analysis.rows.predictions import loss_at_input, predictions
from playground.analysis.rows.signals import signals
from playground.scene import PARTS, Scene, replace_scene
from tests.analysis.rows.strategies import fitted_scenes
from tests.strategies import numbers


@given(fitted_scenes(values=numbers))
def test_the_largest_numbers_end_as_numbers_or_none(scene: Scene) -> None:
    found = predictions(scene)
    loss_at_input(replace_scene(scene, row=0))
    for part in PARTS:
        told = measured(scene, part)
        roc(scene, part)
        if told.confusion is not None:
            assert told.confusion.n == told.n_rows
    for column in ("loss", "output/0", "error/0"):
        assert sorted(ordered(found, shown(found), column)) == list(range(scene.data.n_rows))
    for layer in distributions(scene):
        assert (layer.counts.sum(axis=1) <= scene.data.n_rows).all()
    signals(scene)
    for activations in found.trace.activations:
        axes = principal_components(activations)
        assert (axes is None) == (not np.isfinite(activations).all())
        if axes is not None:
            axes.places(activations)


@given(fitted_scenes(values=numbers).filter(lambda scene: scene.network.n_inputs > 1))
def test_planes_of_the_largest_numbers_are_drawn_without_a_word(scene: Scene) -> None:
    ends = ends_of(scene, 0), ends_of(scene, 1)
    maps(scene, (0, 1), ends, finest=4)
    curves(scene, 0, ends[0], count=3)
    bent = bent_grid(scene, 0, (0, 1), ends, lines=2, count=3)
    width = bent.shape[-1]
    of_neurons(width, 0, width - 1).places(bent)
    if scene.network.n_hidden:
        lead_over(scene, 0, of_neurons(width, 0, width - 1), ends, side=3, output=0)


@given(fitted_scenes())
def test_a_ghost_is_read_as_the_live_network_is(scene: Scene) -> None:
    kept = replace_scene(scene, ghost=scene.network, off=frozenset())
    ghost, live = predictions(kept.ghost_scene), predictions(replace_scene(scene, off=frozenset()))
    assert ghost.output == pytest.approx(live.output)
    assert measured(kept.ghost_scene).loss == measured(replace_scene(scene, off=frozenset())).loss
