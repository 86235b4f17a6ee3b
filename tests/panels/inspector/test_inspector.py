"""The inspector: worked numbers, flags in words, what is off, and α."""

from playground.panels.inspector import inspector
from playground.scene import Select, SetActivation, SetAlpha, SetInput, apply
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, SCENES


def test_the_obesity_neuron_shows_its_worked_numbers() -> None:
    texts = "".join(read(inspector.render(SCENES["obesity"], LIGHT)).texts)
    assert "0.8000" in texts
    assert "1.8008" in texts
    assert "σ(1.8008)" in texts


def test_neurons_that_are_off_here_or_saturated_are_flagged_in_words() -> None:
    mock = SCENES["mock"]
    off_here = apply(apply(mock, Select("neuron/1/1")), SetInput(0, 0.8))
    assert "off here: slope 0 at this input" in inspector.render(off_here, LIGHT).parts["flags"]
    saturated = apply(mock, Select("neuron/0/2"))
    assert "saturated: slope 0.015 &lt; 0.05" in inspector.render(saturated, LIGHT).parts["flags"]
    assert "flag " not in inspector.render(mock, LIGHT).parts["flags"]


def test_what_is_off_contributes_nothing_and_remembers_its_weight() -> None:
    scene = apply(SCENES["off"], Select("neuron/0/1"))
    panel = inspector.render(scene, LIGHT)
    assert 'data-value="1.4"' in panel.parts["weight-0"]
    assert "is-off" in panel.parts["weight-0"]
    assert 'data-quantity="product/0/1/0" data-value="0"' in panel.parts["equation"]


def test_alpha_can_be_set_where_there_is_one() -> None:
    scene = apply(SCENES["mock"], SetActivation(0, "prelu"))
    scene = apply(apply(scene, SetAlpha(0, 0.3)), Select("layer/0"))
    panel = inspector.render(scene, LIGHT)
    assert 'data-edit="alpha/0" data-value="0.3"' in panel.parts["alpha"]
    assert "alpha" not in inspector.render(apply(SCENES["mock"], Select("layer/0")), LIGHT).parts
