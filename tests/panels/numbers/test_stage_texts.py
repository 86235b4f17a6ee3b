"""Whatever the stage and the curve say of a number, drawn, hinted at or read out, is the number."""

import pytest
from hypothesis import given, settings

from playground import presets
from playground.activations import ACTIVATIONS
from playground.network import Layer, Network
from playground.panels.panel import View
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import plan_of
from playground.scene import Scene, Select, apply, n_steps, replace_scene
from tests.panels.numbers.curve_texts import misread_curves
from tests.panels.numbers.stage_texts import misread
from tests.panels.numbers.test_numbers_agree import STEPS, TRAINED, WIDE, walked
from tests.panels.stage.overlay import VIEWS
from tests.strategies import networks, scenes, tame_numbers

LIGHT = View()


def check_stage(scene: Scene, views: list[View]) -> None:
    """Assert that all is right, and that each number that can be set was read twice or more."""
    network = scene.network
    for view in views:
        wrong, count = misread(scene, view)
        assert wrong == []
        least = network.n_inputs + network.n_parameters
        assert count >= (2 * least if network.drawable else 100)


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_stage_of_an_example_says_its_numbers(name: str) -> None:
    for scene in walked(presets.load(name)):
        check_stage(scene, VIEWS[::2])


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_stage_of_a_step_of_the_pass_says_what_is_computed(name: str) -> None:
    scene = presets.load(name)
    for step in range(n_steps(scene.network)):
        check_stage(replace_scene(scene, step=step), [LIGHT])


@pytest.mark.parametrize("name", WIDE)
def test_the_stage_of_a_wide_layer_says_its_numbers(name: str) -> None:
    check_stage(WIDE[name], [LIGHT])
    check_stage(apply(WIDE[name], Select("neuron/0/0")), VIEWS)


def test_the_stage_of_every_step_of_a_lesson_says_its_numbers() -> None:
    assert len(STEPS) >= 50
    for step in STEPS.values():
        check_stage(step.begins, [LIGHT])


def test_the_stage_of_the_way_back_says_its_numbers() -> None:
    for scene in TRAINED:
        check_stage(scene, VIEWS[::2])


def test_products_say_their_numbers_in_every_form() -> None:
    """Apart near the sources, in one label, and alone; where labels are small and where not."""
    forms = set()
    deep = Network.create([2, *[3] * 8, 1], "tanh", "sigmoid", seed=1)
    for network in (Network.create([8, 8, 2], "tanh", "sigmoid", seed=0), deep):
        scene = Scene(network, [0.8, -0.6] * (network.n_inputs // 2))
        for view in (LIGHT, View(widths={"stage": 762})):
            for k, layer in enumerate(network.layers[:3]):
                chosen = apply(scene, Select(f"neuron/{k}/{layer.n_out - 1}"))
                forms.add(lettering(plan_of(chosen, view)).products.form)
                check_stage(chosen, [view])
    assert forms >= {"apart", "joined", "product"}


@pytest.mark.parametrize("size", [1e-5, 1e3, 1e5, 1e7, 1e10, 1e300])
def test_numbers_of_any_size_are_said_as_they_fit(size: float) -> None:
    example = presets.load("first-mlp")
    weights = [Layer(layer.weights * size, layer.biases) for layer in example.network.layers]
    scene = replace_scene(example, network=Network(weights), x=example.x * size)
    for decimals in (0, 2, 6):
        check_stage(replace_scene(scene, decimals=decimals), VIEWS)


_TAME = networks(values=tame_numbers).flatmap(lambda network: scenes(network, values=tame_numbers))


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(scenes() | _TAME)
def test_the_stage_and_the_curves_of_any_scene_say_their_numbers(scene: Scene) -> None:
    check_stage(scene, VIEWS)
    assert misread_curves(scene)[0] == []


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_curves_of_an_example_say_what_is_computed(name: str) -> None:
    scene = presets.load(name)
    n_neurons = sum(layer.n_out for layer in scene.network.layers)
    assert misread_curves(scene) == ([], 3 * n_neurons)
    counts = []
    for step in range(min(n_steps(scene.network), 7)):
        wrong, count = misread_curves(replace_scene(scene, step=step))
        assert wrong == []
        counts.append(count)
    assert counts[:4] == [0, 0, 1, 3]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_curve_of_every_activation_says_its_numbers(activation: str) -> None:
    hidden = "tanh" if ACTIVATIONS[activation].output_only else activation
    network = Network.create([3, 4, 2], hidden, activation, "normal", seed=5)
    for decimals in (0, 2, 6):
        wrong, count = misread_curves(Scene(network, [0.85, -0.475, 2.0], decimals=decimals))
        assert (wrong, count) == ([], 18)
