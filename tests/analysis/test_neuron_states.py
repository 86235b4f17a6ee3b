"""What is said of a neuron at one input: off here or saturated, in one word all over the page."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from playground import presets
from playground.activations import ACTIVATIONS
from playground.analysis.neurons.neuron_states import SATURATED_BELOW, WORDS, layer_states, state_of
from playground.analysis.rows.distributions import distributions
from playground.engine import slopes
from playground.export import worksheet
from playground.language import LANGUAGES
from playground.lessons.load import FOLDER, course
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.page.announcement import announcement
from playground.panels.panel import View
from playground.scene import Scene, Select, Target, apply, replace_scene
from tests.strategies import scenes


@given(scenes())
def test_a_state_is_what_the_slope_says_of_a_neuron_that_is_on(scene: Scene) -> None:
    for k, layer in enumerate(scene.network.layers):
        entry = ACTIVATIONS[layer.activation]
        found = layer_states(scene, k)
        for j, slope in enumerate(slopes(scene.network, scene.trace, k)):
            on = Target("neuron", (k, j)) not in scene.off
            assert (found[j] == "off-here") == (on and entry.rectifier and slope == 0)
            assert (found[j] == "saturated") == (on and entry.bounded and abs(slope) < 0.05)


def test_only_a_flat_side_is_off_here_and_only_a_bounded_end_saturates() -> None:
    assert [name for name in ACTIVATIONS if state_of(name, 0.0) == "off-here"] == ["relu"]
    assert state_of("elu", SATURATED_BELOW / 2) is None
    assert state_of("tanh", SATURATED_BELOW) is None
    assert state_of("tanh", -SATURATED_BELOW / 2) == "saturated"
    assert state_of("tanh", float("nan")) is None


def all_off(scene: Scene) -> Scene:
    """The same with every hidden neuron a ReLU that is off at this input."""
    network = scene.network
    layers = [Layer(layer.weights, layer.biases - 1e6, "relu") for layer in network.layers[:-1]]
    layers.append(network.layers[-1])
    return replace_scene(scene, network=Network(layers, network.input_names, network.output_names))


def every_scene() -> Iterator[tuple[str, Scene]]:
    """Examples and the scenes of all lessons, as they are and with every hidden neuron off."""
    found = [(name, presets.load(name)) for name in presets.NAMES]
    for lesson in course(frozenset(PANELS)):
        found += [(f"{lesson.slug}/{step.id}", step.begins) for step in lesson.steps]
    for name, scene in found:
        yield name, scene
        yield f"{name}, all off", all_off(scene)


def selections(scene: Scene) -> Iterator[Scene]:
    """The scene with each neuron and each layer selected, and with nothing."""
    yield apply(scene, Select(None))
    for k, layer in enumerate(scene.network.layers):
        yield apply(scene, Select(f"layer/{k}"))
        for j in range(layer.n_out):
            yield apply(scene, Select(f"neuron/{k}/{j}"))


def dead_on_rows(scene: Scene) -> int:
    """How many neurons have a strip of the rows beside them, and are off for all of these."""
    found = distributions(scene) if scene.neurons == "maps" else None
    return sum(layer.n_dead for layer in found or ())


SCENES = dict(every_scene())
JUDGING = ("stage", "neuron", "activations")  # whose words depend on what is selected


@pytest.mark.parametrize("name", SCENES)
def test_no_panel_says_dead_where_one_input_was_judged(name: str) -> None:
    scene = SCENES[name]
    for selected in selections(scene):
        for panel in PANELS if selected.selected is None else JUDGING:
            drawn = PANELS[panel](selected, View())
            told = [drawn.frame, *drawn.parts.values(), json.dumps(drawn.figures)]
            said = re.findall(r"\bdead\b", " ".join(told), re.IGNORECASE)
            assert len(said) == (dead_on_rows(selected) if panel == "stage" else 0), panel
    assert "dead" not in worksheet.render(scene, key=True) + announcement(scene)


def test_stage_inspector_and_tiles_say_the_same_of_a_neuron() -> None:
    scene = apply(all_off(presets.load("nonlinear")), Select("neuron/0/0"))
    told = {
        name: " ".join(PANELS[name](scene, View()).parts.values())
        for name in ("stage", "neuron", "activations")
    }
    assert all(WORDS["off-here"] in text for text in told.values())
    layer = PANELS["neuron"](apply(scene, Select("layer/0")), View()).parts["share"]
    n = scene.network.layers[0].n_out
    assert f"{n} of {n} off here (100 %)" in layer


def test_a_neuron_that_is_switched_off_is_not_counted() -> None:
    network = Network(
        [Layer([[1.0], [1.0]], [9.0, 0.0], "tanh"), Layer([[1.0, 1.0]], [0.0], "linear")]
    )
    scene = Scene(network, [1.0], Target("layer", (0,)), off=[Target("neuron", (0, 0))])
    assert "0 of 1 saturated (0 %)" in PANELS["neuron"](scene, View()).parts["share"]
    assert "saturated" not in PANELS["stage"](scene, View()).parts["nodes/1"]


def test_a_lesson_that_says_dead_states_its_range() -> None:
    words = {
        "en": (r"\bdead\b", r"from −3 to 3|every\*\* input"),
        "es": (r"\bmuert[ao]s?\b", r"entre −3 y 3|toda\*\* entrada"),
    }
    for language in LANGUAGES:
        word, stated = words[language]
        texts = {
            path.stem: path.read_text()
            for path in FOLDER.glob(f"languages/{language}/lessons/*.md")
        }
        said = [slug for slug, text in texts.items() if re.search(word, text, re.IGNORECASE)]
        assert said
        assert all(re.search(stated, texts[slug]) for slug in said), said
