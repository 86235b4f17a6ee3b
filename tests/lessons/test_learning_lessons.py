"""What the lessons on learning say, held to plain arithmetic and to runs of the engine."""

import itertools
import math
import re

import numpy as np
import pytest

from playground.analysis.learning.starts import N_STARTS, starts
from playground.engine import forward
from playground.lessons.checks.several import All
from playground.lessons.checks.typed import wholly_played
from playground.lessons.load import course, right_choice
from playground.network import Network
from playground.notation import format_number
from playground.panels import PANELS
from playground.quantities import quantity
from playground.scene import Scene, SetActivation, TrainTo, apply
from playground.training import Recipe, advance, loss_and_gradients, start
from playground.training.record import point_of
from playground.training.timeline import curve_of

LESSONS = [each for each in course(frozenset(PANELS)) if each.chapter == "learning"]
STEPS = {f"{lesson.slug}/{step.id}": step for lesson in LESSONS for step in lesson.steps}


def begins(name: str) -> Scene:
    return STEPS[name].begins


@pytest.mark.parametrize(
    ("name", "of", "decimals"),
    [
        ("loss/sure", "output/0", 2),
        ("loss/sure", "loss", 2),
        ("slope/which-way", "loss/train", 2),
        ("slope/which-way", "weight/0/0/0", 0),
        ("learning-rate/too-small", "weight/0/0/0", 0),
        ("learning-rate/too-large", "loss/train", 2),
        ("overfitting/by-heart", "loss/train", 2),
        ("overfitting/by-heart", "loss/test", 2),
        ("deep-training/guess", "loss/train", 3),
    ],
)
def test_what_a_question_begins_with_is_said_as_it_was(name: str, of: str, decimals: int) -> None:
    """A guess speaks of the scene before the reveal, and goes on to once that has played."""
    number = format_number(quantity(begins(name), of), decimals)
    slug, _, step = name.partition("/")
    lesson = next(each for each in LESSONS if each.slug == slug)
    for language, point in (("en", "."), ("es", ",")):
        text = lesson.texts[language].steps[step]
        said = f"{text.body} {text.part('task')}"
        assert re.search(rf"(?<![\d.,]){re.escape(number.replace('.', point))}(?!\d)", said)


def test_the_losses_are_as_said() -> None:
    assert quantity(begins("loss/one-row"), "loss") == 4.0
    scene = begins("loss/mean")
    said = [quantity(scene, f"row-output/{n}/0") for n in range(4)]
    assert said == [1, 2, 3, 4]
    squares = [(y - wanted) ** 2 for y, wanted in zip(said, (1, 3, 4, 6), strict=True)]
    assert squares == [0, 1, 1, 4]
    assert quantity(scene, "loss/train") == np.mean(squares) == 1.5
    sure = STEPS["loss/sure"]
    assert quantity(sure.begins, "output/0") == pytest.approx(0.1)
    assert quantity(sure.solved, "output/0") == pytest.approx(0.01)
    grown = quantity(sure.solved, "loss") - quantity(sure.begins, "loss")
    assert grown == pytest.approx(math.log(10)) == pytest.approx(2.30, abs=0.005)


def test_the_slope_is_as_said() -> None:
    """The loss of the five rows is 2(w − 2)² + b² + 0.02."""
    scene = begins("slope/nudge")
    x, y = scene.data.x[:, 0], scene.data.y[:, 0]

    def loss(w: float, b: float = 0.0) -> float:
        return float(np.mean((w * x + b - y) ** 2))

    for w, b in itertools.product((-26.9, 1.0, 1.1, 1.4, 2.0), (0.0, 0.5)):
        assert loss(w, b) == pytest.approx(2 * (w - 2) ** 2 + b**2 + 0.02)
    assert (round(loss(1.0), 2), round(loss(1.1), 2)) == (2.02, 1.64)
    assert quantity(scene, "loss/train") == pytest.approx(loss(1.0))
    assert quantity(scene, "mean-gradient/0/0/0") == pytest.approx(-4.0)
    assert (loss(1.1) - loss(1.0)) / 0.1 == pytest.approx(-3.8)
    assert quantity(STEPS["slope/again"].solved, "loss/train") == pytest.approx(
        2 * 0.6**12 + 0.02, abs=1e-9
    )
    five = apply(begins("slope/again"), TrainTo(5))
    assert quantity(five, "loss/train") > 0.03 > quantity(apply(five, TrainTo(6)), "loss/train")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("chain-rule/output", {"delta/1/0": -4.0, "gradient/1/0/0": -2.0, "delta/0/0": -2.0}),
        ("chain-rule/hidden", {"delta/1/0": -9.0, "delta/0/0": 6.75, "gradient/0/0/0": 13.5}),
        ("blame/adds-up", {"delta/1/0": -0.8, "delta/1/1": 0.3, "delta/1/2": 0.5,
                           "delta/0/0": -0.4}),
        ("blame/none", {"delta/0/0": 0.0, "gradient/0/0/0": 0.0}),
    ],
)  # fmt: skip
def test_the_chain_rule_by_hand_is_the_engines(name: str, wanted: dict[str, float]) -> None:
    scene = wholly_played(begins(name))
    row = scene.data.y[scene.row]
    loss = "cross-entropy" if scene.data.task == "classes" else "mse"
    found = loss_and_gradients(scene.network, scene.x, row, loss)[1]
    for of, value in wanted.items():
        kind, k, j, *i = of.split("/")
        arrays = found.pre_activations if kind == "delta" else found.weights
        assert arrays[int(k)][(int(j), *map(int, i))] == pytest.approx(value, abs=1e-12)
        assert quantity(scene, of) == pytest.approx(value, abs=1e-12)


def test_who_is_to_blame() -> None:
    scene = begins("blame/who")
    slopes = [quantity(scene, f"slope/0/{j}") for j in range(2)]
    assert slopes == pytest.approx([1 - math.tanh(3) ** 2, 1 - math.tanh(0.2) ** 2])
    assert 3 * slopes[0] < slopes[1]
    assert right_choice(STEPS["blame/who"].content.question, scene) == "second"
    assert abs(quantity(STEPS["blame/wake"].solved, "delta/0/0")) == pytest.approx(15.0)


def test_the_rates_are_as_said() -> None:
    """The distance from 2 shrinks by 1 − 4η with each update."""
    for name, rate, updates in (("too-small", 0.005, 20), ("too-large", 0.6, 10)):
        scene = STEPS[f"learning-rate/{name}"].solved
        left = (1 - 4 * rate) ** updates
        assert quantity(scene, "weight/0/0/0") == pytest.approx(2 - left)
    begun = begins("learning-rate/right")
    for rate, settles in ((0.2, True), (0.25, True), (0.3, True), (0.49, True), (0.51, False)):
        run = start(begun.network, Recipe("mse", "sgd", rate))
        far = point_of(advance(run, begun.data, 60), begun.data).train
        assert (far < point_of(run, begun.data).train) == settles
    one = advance(start(begun.network, Recipe("mse", "sgd", 0.25)), begun.data, 1)
    assert point_of(one, begun.data).train <= 0.03


def test_a_batch_of_one_row_is_noisy_and_all_rows_are_not() -> None:
    step = STEPS["learning-rate/noise"]
    assert len(step.begins.data.train) == 18
    rises = []
    for scene in (apply(step.begins, TrainTo(120)), step.solved):
        losses = curve_of(scene.training, scene.data).train
        rises.append(np.count_nonzero(np.diff(losses) > 0))
        assert losses[-1] < losses[0]
    assert rises[0] == 0
    assert rises[1] > 40


def test_twins_stay_twins_and_seed_0_is_stuck() -> None:
    for name in ("starts/twins", "starts/guess"):
        scene = STEPS[name].solved
        found = loss_and_gradients(scene.network, scene.data.x, scene.data.y,
                                   "binary-cross-entropy")[1]  # fmt: skip
        assert max(np.abs(each).max() for each in found.weights) < 0.02
        assert quantity(scene, "right/all") == 3
    assert STEPS["starts/guess"].begins.network == Network.create(
        [2, 2, 1], "tanh", "sigmoid", seed=0
    )


def test_the_rate_of_starts_is_the_engines() -> None:
    """The panel's count, by plain runs; and its seed 0 is the network on the stage."""
    for name in ("starts/guess", "starts/more"):
        for scene in (begins(name), STEPS[name].solved):
            data = scene.data
            right = 0
            for seed in range(N_STARTS):
                sizes = scene.network.sizes
                run = start(Network.create(sizes, "tanh", "sigmoid", seed=seed), scene.recipe)
                output = forward(advance(run, data, 300).network, data.x).output
                right += bool(((output >= 0.5) == data.y).all())
            assert starts(scene).n_found == right == quantity(scene, "starts-found")
    assert quantity(begins("starts/more"), "starts-found") == 8


def test_overfitting_is_as_said() -> None:
    step = STEPS["overfitting/by-heart"]
    curve = curve_of(step.solved.training, step.begins.data)
    lowest = int(curve.steps[curve.test.argmin()])
    assert curve.test.min() < curve.test[0] < curve.test[-1]
    assert lowest == pytest.approx(12, abs=4)
    assert curve.test.min() < 0.22
    assert curve.train[-1] < 0.1 * curve.train[0] + 0.01
    l2 = STEPS["overfitting/l2"]
    assert quantity(l2.begins, "without-penalty/test") == pytest.approx(curve.test[-1])
    assert (
        quantity(l2.solved, "with-penalty/test") < 0.24 < quantity(l2.begins, "with-penalty/test")
    )
    assert quantity(l2.solved, "with-penalty/train") > quantity(l2.solved, "without-penalty/train")
    small = STEPS["overfitting/small"]
    assert (small.begins.network.n_parameters, small.solved.network.n_parameters) == (19, 10)


def test_the_deep_network_learns_how_many_rows_each_ring_has() -> None:
    step = STEPS["deep-training/guess"]
    data = step.begins.data
    share = float(data.target[data.train].mean())
    constant = -share * math.log(share) - (1 - share) * math.log(1 - share)
    assert quantity(step.solved, "loss/train") == pytest.approx(constant, abs=1e-3)
    shallow = start(Network.create([2, 6, 1], "relu", "sigmoid"), step.begins.recipe)
    assert point_of(advance(shallow, data, 300), data).train < 0.05
    relus = Network.create(step.begins.network.sizes, "relu", "sigmoid")
    hidden = forward(relus, data.x[data.train]).pre_activations[:-1]
    assert np.mean([np.mean(z <= 0) for z in hidden]) == pytest.approx(0.5, abs=0.1)
    mend = begins("deep-training/mend")
    sizes = {name: [quantity(mend, f"first-gradient/{name}/{k}") for k in range(7)]
             for name in ("sigmoid", "tanh", "ReLU")}  # fmt: skip
    assert sizes["tanh"][0] > sizes["ReLU"][0] > 100 * sizes["sigmoid"][0]
    assert quantity(mend, "depth-loss/sigmoid") == quantity(step.solved, "loss/train")
    assert max(quantity(mend, f"depth-loss/{name}") for name in ("tanh", "ReLU")) < 0.05


def test_a_check_of_several_is_none_of_these() -> None:
    """A task over rows is graded by one check, so that this says what is missing."""
    steps = [step for step in STEPS.values() if step.content.task and step.begins.data]
    checks = [step.content.task.check for step in steps]
    assert len(checks) >= 20
    assert not any(isinstance(check, All) for check in checks)


def test_what_the_second_levels_say_is_so() -> None:
    """Without a bias the loss is about ten times as large; where XOR is found depends on f."""
    rows = begins("loss/lower").data
    x, y = rows.x[:, 0], rows.y[:, 0]
    both = np.mean((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2)
    alone = np.mean((x * (x @ y) / (x @ x) - y) ** 2)
    assert alone <= 0.5
    assert 9 < alone / both < 11
    more = STEPS["starts/more"].further
    assert more is not None
    found = {
        name: quantity(apply(more.begins, SetActivation(0, name)), "starts-found")
        for name in ("elu", "relu")
    }
    assert found["elu"] >= 18
    assert found["relu"] < found["elu"] / 2
    nine = apply(STEPS["slope/again"].further.begins, TrainTo(9))
    assert quantity(nine, "loss/train") < 0.03 < quantity(apply(nine, TrainTo(8)), "loss/train")
