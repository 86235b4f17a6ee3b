"""The panels of the part on learning: what they train is what plain runs of the engine come to."""

import numpy as np
import pytest

from playground.analysis.learning import depths as copies
from playground.analysis.learning import penalised, starts, trials
from playground.analysis.learning.weight_curve import weight_curve
from playground.data import load_set
from playground.network import Network
from playground.panels import PANELS
from playground.panels.panel import Panel
from playground.quantities import is_computed
from playground.scene import (
    RemoveData,
    Scene,
    Select,
    SetActivation,
    SetBias,
    SetMode,
    SetRecipe,
    SetWeight,
    TrainTo,
    apply,
    replace_scene,
)
from playground.training import Recipe, advance, loss_and_gradients, start
from playground.training.record import point_of
from tests.lessons.check_scenes import LINE, edited, xor_net
from tests.lessons.lesson_scenes import VIEW, number, values

TRIED = ("starts", "penalty", "depths")
WAVE = Scene(
    Network.create([1, 4, 1], "tanh", "linear"),
    data=load_set("sine", n=24, noise=0.3, test_share=0.5),
    row=0,
    mode="train",
    recipe=Recipe("mse", "adam", 0.05),
)


def drawn(name: str, scene: Scene) -> Panel:
    return PANELS[name](scene, VIEW)


def test_the_curve_over_a_weight_is_the_loss_with_that_weight() -> None:
    scene = apply(WAVE, Select("weight/0/2/0"))
    found = weight_curve(scene)
    data = WAVE.data
    for w, loss in zip(found.values[::9], found.losses[::9], strict=True):
        there = apply(scene, SetWeight(0, 2, 0, float(w))).network
        x, y = data.x[data.train], data.y[data.train]
        assert loss == pytest.approx(loss_and_gradients(there, x, y, "mse")[0])
    slope = np.interp(found.value, found.values, np.gradient(found.losses, found.values))
    assert found.slope == pytest.approx(slope, rel=0.05)
    shown = drawn("weight-curve", scene)
    assert number(shown, "mean-gradient/0/2/0") == found.slope
    assert number(shown, "curve-loss/0/2/0") == found.loss


def test_at_the_bottom_the_tangent_is_level() -> None:
    for w in (-1.0, 1.0, 2.0, 3.0):
        _, tangent, point = drawn("weight-curve", edited(LINE, SetWeight(0, 0, 0, w))).figures[
            "curve"
        ]["data"]
        rise = tangent["y"][1] - tangent["y"][0]
        assert np.sign(round(rise, 9)) == np.sign(w - 2.0)
        assert point["x"] == [w]


def test_each_start_is_the_run_from_its_seed() -> None:
    found = starts.starts(xor_net(2))
    data = xor_net(2).data
    for seed in (0, 1, 19):
        begun = Network.create([2, 2, 1], "tanh", "sigmoid", seed=seed)
        run = start(begun, xor_net(2).recipe)
        assert found.losses[seed, 0] == point_of(run, data).train
        last = point_of(advance(run, data, int(found.updates[-1])), data)
        assert found.losses[seed, -1] == last.train
        assert found.found[seed] == (last.right_train == 4)
    shown = drawn("starts", xor_net(2))
    assert number(shown, "starts-found") == found.n_found
    texts = shown.figures["starts"]["data"][-1]["text"]
    assert sum(text.endswith("✓") for text in texts) == found.n_found
    assert len(texts) == starts.N_STARTS


def test_what_is_tried_does_not_hang_on_the_present_weights() -> None:
    """So nothing is trained anew while something is dragged, or while the stage trains."""
    for scene in (xor_net(2), replace_scene(WAVE, recipe=Recipe("mse", "sgd", 0.1, l2=0.1))):
        moved = edited(scene, SetWeight(0, 0, 0, 3.0), SetBias(0, 1, 1.0), TrainTo(5))
        assert starts.starts(scene) is starts.starts(moved)
        assert copies.depths(scene) is copies.depths(moved)
        assert penalised.penalised(scene) is penalised.penalised(moved)


def test_a_penalty_is_compared_with_none() -> None:
    for recipe, wanted in ((WAVE.recipe, penalised.USUAL), (Recipe("mse", rate=0.05, l2=0.1), 0.1)):
        scene = replace_scene(WAVE, recipe=recipe)
        shown = drawn("penalty", scene)
        assert number(shown, "penalty-l2") == wanted
        updates = int(penalised.penalised(scene).without.updates[-1])
        for name, l2 in (("without", 0.0), ("with", wanted)):
            run = start(trials.fresh(scene.network, 0), Recipe("mse", rate=0.05, l2=l2))
            last = point_of(advance(run, scene.data, updates), scene.data)
            assert number(shown, f"{name}-penalty/train") == last.train
            assert number(shown, f"{name}-penalty/test") == last.test
        assert len(shown.figures["penalty"]["data"]) == 4


def test_without_test_rows_a_penalty_has_one_loss() -> None:
    shown = drawn("penalty", xor_net(2))
    assert "with-penalty/train" in values(shown)
    assert "with-penalty/test" not in values(shown)
    assert not is_computed(xor_net(2), "with-penalty/test")


def test_the_copies_begin_alike_and_end_by_their_functions() -> None:
    shown = drawn("depths", WAVE)
    data = WAVE.data
    for name, function in copies.FUNCTIONS.items():
        begun = Network.create([1, 4, 1], function, "linear", seed=0)
        x, y = data.x[data.train], data.y[data.train]
        gradients = loss_and_gradients(begun, x, y, "mse")[1].weights
        for k, each in enumerate(gradients):
            assert number(shown, f"first-gradient/{name}/{k}") == np.abs(each).mean()
        run = advance(start(begun, WAVE.recipe), data, int(number(shown, "depth-updates")))
        assert number(shown, f"depth-loss/{name}") == point_of(run, data).train


@pytest.mark.parametrize("name", TRIED)
def test_nothing_is_trained_where_nothing_can_be(name: str) -> None:
    large = Network.create([1, *[200] * 6, 1], "tanh", "linear")
    for scene in (
        apply(WAVE, SetMode("forward")),
        apply(WAVE, RemoveData()),
        replace_scene(WAVE, network=large, training=None),
    ):
        shown = drawn(name, scene)
        assert "Nothing is trained here" in shown.html
        assert not shown.figures


def test_a_run_that_leaves_float64_is_drawn_as_far_as_it_goes() -> None:
    wild = edited(WAVE, SetActivation(0, "relu"), SetRecipe("optimiser", "sgd"),
                  SetRecipe("rate", "1000"))  # fmt: skip
    for name in ("penalty", "depths"):
        for figure in drawn(name, wild).figures.values():
            for trace in figure["data"]:
                assert all(y is None or np.isfinite(y) for y in trace["y"])
    wild = edited(xor_net(2), SetActivation(0, "relu"), SetRecipe("optimiser", "sgd"),
                  SetRecipe("rate", "1000"))  # fmt: skip
    assert drawn("starts", wild).figures


def test_updates_are_bounded_by_sizes_alone() -> None:
    scene = xor_net(2)
    least = trials.affordable(scene.network, scene.recipe, scene.data, 20, 300)
    assert least == 300
    large = Network.create([2, 64, 64, 1], "tanh", "sigmoid")
    assert trials.affordable(large, scene.recipe, scene.data, 20, 300) < 300
    assert trials.affordable(large, scene.recipe, load_set("moons", n=2000), 20, 300) == 0
