"""The way back in the inspector and in the matrices: what is printed holds as it is printed."""

import re

import pytest

from playground.data import load_set
from playground.network import Network
from playground.panels.board import matrices
from playground.panels.inspector import inspector
from playground.panels.panel import Panel, View
from playground.quantities import quantity
from playground.scene import (
    Scene,
    Select,
    SetActivation,
    SetMode,
    SetRecipe,
    SetStep,
    apply,
    back_index,
    n_training_steps,
    replace_scene,
)
from tests.analysis.learning.test_backward import NETWORK, ROW
from tests.panels.numbers.printed import number, same, text_of, total
from tests.panels.numbers.printed_relations import check_sums

SCENE = apply(Scene(NETWORK, data=load_set("body-size"), row=ROW), SetMode("train"))


def end(scene: Scene, target: str | None = None) -> Scene:
    scene = apply(scene, SetStep(n_training_steps(scene.network) - 2))
    return scene if target is None else apply(scene, Select(target))


def inspected(scene: Scene, target: str) -> Panel:
    return inspector.render(end(scene, target), View())


def lines(panel: Panel) -> list[str]:
    found = re.findall(r'class="right"[^>]*>(.*?)</span></div>', panel.parts["back"])
    return [re.sub(r"\s+", " ", text_of(line)).strip() for line in found]


def test_the_gradient_of_a_weight_is_worked_out() -> None:
    told = lines(inspected(SCENE, "weight/0/1/0"))
    assert told[1] == "=(−0.44)·0.58≈−0.25"
    assert told[3] == "=(−0.25)·0.80=−0.20"
    panel = inspected(SCENE, "weight/0/1/0")
    words = text_of(panel.parts["back-words"])
    assert words.startswith("Pull from Hidden 2: 1.19·(−0.37)+(−0.68)·0.00≈−0.44.")
    assert "Neuron 2 there is off here: it pulls with 0." in words
    assert "✓ agree" in panel.parts["check"]


@pytest.mark.parametrize("activation", ["tanh", "relu", "prelu", "step", "softplus"])
def test_every_sum_and_product_holds_as_printed(activation: str) -> None:
    scene = apply(SCENE, SetActivation(0, activation))
    for k, layer in enumerate(NETWORK.layers):
        for j in range(layer.n_out):
            for i in range(layer.n_in):
                parts = inspected(scene, f"weight/{k}/{j}/{i}").parts
                for line in lines(inspected(scene, f"weight/{k}/{j}/{i}")):
                    check_sums(line)
                words = text_of(parts["back-words"])
                if words.startswith("Pull"):
                    assert check_sums(words.partition(": ")[2].partition(". ")[0].rstrip("."))


def test_why_the_difference_comes_out() -> None:
    sigmoid = lines(inspected(SCENE, "neuron/2/0"))
    assert sigmoid[-1] == "=ŷ−y=0.63−1.00=−0.37"
    iris = Scene(Network.create([4, 3], output="softmax", seed=1), data=load_set("iris"), row=0)
    softmax = lines(inspected(apply(iris, SetMode("train")), "neuron/0/1"))
    assert softmax[-1].startswith("=ŷ−y=")
    squared = lines(inspected(apply(SCENE, SetRecipe("loss", "mse")), "neuron/2/0"))
    assert squared[0].startswith("=2(ŷ − y)=")
    assert "ŷ−y=" not in squared[-1]


def test_where_nothing_flows_back_it_says_so() -> None:
    off = inspected(SCENE, "neuron/1/1").parts["back-words"]
    assert "nothing flows back through it" in off
    saturated = inspected(SCENE, "neuron/0/2").parts["back-words"]
    assert "Saturated" in saturated
    step = inspected(apply(SCENE, SetActivation(0, "step")), "neuron/0/0").parts["back-words"]
    assert "slope 0 everywhere" in step


def test_a_layer_that_learns_its_alpha_has_its_gradient() -> None:
    learned = inspected(apply(SCENE, SetActivation(0, "prelu")), "neuron/0/0").parts["gradients"]
    assert 'data-quantity="alpha-gradient/0"' in learned
    assert "alpha-gradient" not in inspected(SCENE, "neuron/0/0").parts["gradients"]


def test_without_a_way_back_there_is_none_in_the_inspector() -> None:
    for scene in (SCENE, replace_scene(SCENE, mode="forward", step=None)):
        for target in ("weight/0/1/0", "neuron/0/1"):
            assert "back" not in inspector.render(apply(scene, Select(target)), View()).parts


def cells(panel: Panel, part: str) -> list[str]:
    return re.findall(r'data-value="[^"]*"[^>]*>([^<]*)<', panel.parts[part])


def test_the_matrices_hold_as_printed() -> None:
    scene = end(SCENE)
    panel = matrices.render(apply(scene, Select("layer/0")), View())
    delta, behind, slopes = (cells(panel, name) for name in ("delta", "behind", "slopes"))
    pulled = cells(panel, "pulled")
    assert len(pulled) == 6
    holds = all(
        same(
            number(delta[j].removeprefix("+")),
            total(f"({pulled[2 * j]}) · ({_bare(behind[0])}) · ({slopes[j]}) + "
                  f"({pulled[2 * j + 1]}) · ({_bare(behind[1])}) · ({slopes[j]})"),
        )
        for j in range(3)
    )  # fmt: skip
    assert text_of(panel.parts["delta-sign"]) == ("=" if holds else "≈")
    found, again, sources = (cells(panel, name) for name in ("gradients", "again", "sources"))
    holds = all(
        same(number(_bare(found[2 * j + i])), total(f"({_bare(again[j])}) · ({sources[i]})"))
        for j in range(3)
        for i in range(2)
    )
    assert text_of(panel.parts["gradient-sign"]) == ("=" if holds else "≈")


def _bare(text: str) -> str:
    return text.removeprefix("+")


def test_the_matrices_of_the_output_are_the_difference() -> None:
    panel = matrices.render(end(SCENE, "layer/2"), View())
    assert cells(panel, "delta") == ["−0.37"]
    assert cells(panel, "outputs") == ["0.63"]
    assert cells(panel, "targets") == ["1.00"]
    assert cells(panel, "gradients") == ["−0.51", "0"]
    assert text_of(panel.parts["delta-sign"]) == "="


def test_the_way_that_is_shown_is_the_one_that_is_played_or_chosen() -> None:
    before = apply(SCENE, SetStep(3))
    assert "gradients" not in matrices.render(before, View()).parts
    blank = matrices.render(before, View(way="backward"))
    assert set(cells(blank, "gradients")) == {""}
    played = apply(SCENE, SetStep(back_index(NETWORK, "loss")))
    assert "gradients" in matrices.render(played, View()).parts
    assert "gradients" not in matrices.render(played, View(way="forward")).parts
    forward = replace_scene(SCENE, mode="forward", step=None)
    assert 'data-edit="way"' not in matrices.render(forward, View(way="backward")).html


def test_numbers_of_a_large_layer_are_condensed() -> None:
    network = Network.create([2, 30, 20, 1], "tanh", "sigmoid", seed=1)
    scene = apply(Scene(network, data=load_set("moons", n=12), row=0), SetMode("train"))
    panel = matrices.render(end(scene, "layer/0"), View())
    assert "⋮" in panel.parts["gradients"]
    assert quantity(end(scene), "delta/0/29") is not None
