"""What a selected neuron sees, large in the inspector: which of both is drawn, and with what."""

import re

import plotly.graph_objects as go
import pytest

from playground import presets
from playground.data import load_set
from playground.gesture import Gesture, perform
from playground.network import Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import (
    KeepGhost,
    Scene,
    Select,
    SetInput,
    SetWeight,
    Target,
    UseData,
    apply,
    replace_scene,
)
from tests.panels.panel_scenes import SCENES

OUTPUTS = {"regression": "linear", "binary": "sigmoid", "classes": "softmax"}
BODY = apply(apply(presets.load("body-size"), UseData("body-size")), Select("neuron/0/1"))


def scene_of(name: str, **more: object) -> Scene:
    data = load_set(name)
    network = Network.create(
        [data.n_inputs, 4, 3, data.n_outputs], "tanh", OUTPUTS[data.task], seed=3
    )
    return Scene(network, data=data, row=2, sight="map", **more)  # type: ignore[arg-type]


def inspector(scene: Scene, **view: object):
    return PANELS["neuron"](scene, View(**view))


def pressed(scene: Scene) -> list[str]:
    html = inspector(scene).html
    return re.findall(r'data-edit="(sight/[a-z]+)" aria-pressed="true"', html)


def test_it_goes_with_the_diagram_until_one_is_chosen() -> None:
    maps = replace_scene(BODY, neurons="maps")
    assert (pressed(BODY), pressed(maps)) == (["sight/curve"], ["sight/map"])
    for scene in (BODY, maps):
        for word, figure in (("map", "seen"), ("curve", "curve")):
            chosen = perform(scene, Gesture(edit=f"sight/{word}"))
            assert pressed(chosen) == [f"sight/{word}"]
            assert list(inspector(chosen).figures) == [figure]


def test_one_input_without_rows_has_its_curve_alone() -> None:
    scene = replace_scene(SCENES["curves"], selected=Target("neuron", (0, 1)), sight="map")
    assert pressed(scene) == []
    assert list(inspector(scene).figures) == ["curve"]


@pytest.mark.parametrize("name", ["body-size", "iris", "sine", "auto-mpg", "digits"])
@pytest.mark.parametrize("width", [300, 366, 700])
def test_it_is_the_picture_of_the_diagrams_enlargement(name: str, width: int) -> None:
    scene = scene_of(name, neurons="maps")
    scene = apply(apply(scene, KeepGhost()), SetWeight(0, 1, 0, 2.0))
    for k, j in ((0, 1), (1, 2), (2, 0)):
        chosen = apply(scene, Select(f"neuron/{k}/{j}"))
        mine = inspector(chosen, widths={"neuron": width}).figures["seen"]
        stage = PANELS["stage"](chosen, View(pointed=f"neuron/{k}/{j}"))
        large = stage.figures["enlarged"]
        go.Figure(mine)
        assert mine["data"] == large["data"]
        assert mine["layout"].get("images") == large["layout"].get("images")
        assert mine["layout"]["width"] <= width - 34


def test_a_drag_changes_its_words_and_picture_and_no_frame() -> None:
    scene = replace_scene(BODY, sight="map")
    for edit in (SetWeight(0, 1, 0, 2.0), SetInput(0, 0.3)):
        now = apply(scene, edit)
        before, after = inspector(scene), inspector(now)
        assert before.frame == after.frame
        assert len(before.figures["seen"]["data"]) == len(after.figures["seen"]["data"])
    moved = inspector(apply(scene, SetInput(0, 0.3))).figures["seen"]["data"][-1]
    assert moved["x"] == [0.3]


def test_what_is_not_computed_yet_is_blank() -> None:
    scene = replace_scene(BODY, sight="map", step=0)
    image = inspector(scene).figures["seen"]["layout"]["images"][0]["source"]
    done = inspector(replace_scene(scene, step=None)).figures["seen"]
    assert image != done["layout"]["images"][0]["source"]
    assert len(inspector(scene).figures["seen"]["data"]) == len(done["data"]) - 1


def test_the_words_say_what_the_line_is_and_what_is_held() -> None:
    def words(scene: Scene, target: str) -> str:
        part = inspector(apply(scene, Select(target))).parts["seen"]
        return re.sub(r"<[^>]*>", "", str(part))

    body = replace_scene(BODY, sight="map")
    assert words(body, "neuron/0/1").startswith("Line: a = 0. Over 24 rows a runs from −")
    assert words(body, "neuron/2/0").startswith("Line: the threshold, 0.50. ")
    assert "largest other" in words(scene_of("iris"), "neuron/2/1")
    assert "fixed: x3" in words(scene_of("iris"), "neuron/0/1")
    assert words(scene_of("digits"), "neuron/0/1").startswith("Weights, colours end at ±")
    assert "what is wanted" in words(scene_of("sine"), "neuron/2/0")


def test_a_click_on_a_mark_finds_its_row() -> None:
    scene = replace_scene(BODY, sight="map")
    rows = re.findall(r'data-edit="(row/\d+)"', str(inspector(scene).parts["seen-rows"]))
    assert rows == [f"row/{row}" for row in range(24)]
    fixed = replace_scene(scene, locked=["inputs"])
    for other in (fixed, scene_of("sine"), scene_of("digits")):
        chosen = apply(other, Select("neuron/0/1"))
        assert "data-edit" not in str(inspector(chosen).parts["seen-rows"])
