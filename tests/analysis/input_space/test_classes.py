"""The boundary that is drawn parts the rows as they are classed, whatever the output can be."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.input_space.surfaces import lead
from playground.analysis.rows.predictions import predictions
from playground.scene import Scene
from tests.analysis.rows.strategies import fitted_scenes


@given(fitted_scenes("binary"))
def test_two_classes_lie_on_two_sides(scene: Scene) -> None:
    found = predictions(scene)
    assert ((lead(scene, found.output, 0) >= 0) == (found.said == 1)).all()


@given(fitted_scenes("classes", output=st.just("softmax")))
def test_each_class_lies_on_its_own_side_of_shares(scene: Scene) -> None:
    found = predictions(scene)
    for c in range(scene.network.n_outputs):
        ahead = lead(scene, found.output, c)
        assert (np.sign(ahead[found.said == c]) >= 0).all()
        assert (ahead[found.said != c] <= 0).all()
