"""Beside the live network's numbers stand those of the one that was kept, and nothing else does."""

import re

import numpy as np
import pytest

from playground import presets
from playground.analysis.input_space.sweep import curve
from playground.data import load_set
from playground.engine import forward
from playground.network import Network
from playground.notation import exact, format_number
from playground.panels import PANELS
from playground.panels.board import output, surface
from playground.panels.inspector import inspector
from playground.panels.page import toolbar
from playground.panels.panel import View
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import plan_of
from playground.quantities import quantity, shown
from playground.scene import (
    AddInput,
    AddLayer,
    DropGhost,
    KeepGhost,
    Scene,
    Select,
    SetActivation,
    SetInput,
    SetStep,
    SetWeight,
    apply,
    replace_scene,
)
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, SCENES

SCENE = presets.load("body-size")


def later(scene: Scene) -> Scene:
    """Kept, and then a weight and an input moved."""
    kept = apply(scene, KeepGhost())
    return apply(apply(kept, SetWeight(0, 1, 0, 2.5)), SetInput(0, 0.9))


def numbers(scene: Scene, panel: str) -> dict[str, str]:
    """What a panel prints of the kept network: the exact value by the quantity."""
    found = read(PANELS[panel](scene, LIGHT)).found
    return {
        each["data-quantity"]: each["data-value"]
        for _, each in found
        if each.get("data-quantity", "").startswith("kept-")
    }


@pytest.mark.parametrize("name", PANELS)
def test_without_one_nothing_is_shown(name: str) -> None:
    there_and_back = apply(later(SCENE), DropGhost())
    never = apply(apply(SCENE, SetWeight(0, 1, 0, 2.5)), SetInput(0, 0.9))
    panel = PANELS[name](there_and_back, LIGHT)
    assert panel == PANELS[name](never, LIGHT)
    words = re.sub(r"<[^>]*>", " ", panel.html)
    assert name == "guide" or "kept" not in words


def test_the_output_and_the_inspector_print_what_the_engine_gives() -> None:
    scene = apply(later(SCENE), Select("neuron/0/1"))
    trace = forward(SCENE.network, scene.x)
    assert numbers(scene, "output") == {"kept-a/2/0": exact(float(trace.output[0]))}
    assert numbers(scene, "neuron") == {
        "kept-z/0/1": exact(float(trace.pre_activations[0][1])),
        "kept-a/0/1": exact(float(trace.activations[0][1])),
    }
    assert quantity(scene, "kept-a/0/1") == trace.activations[0][1]
    assert shown(SCENE, "kept-a/0/1") == "–"


@pytest.mark.parametrize("name", ["softmax", "several sigmoids", "seven classes", "condensed"])
def test_each_of_several_outputs_has_its_own(name: str) -> None:
    scene = later(SCENES[name])
    expected = forward(SCENES[name].network, scene.x).output
    found = numbers(scene, "output")
    last = len(scene.network.layers) - 1
    assert found == {f"kept-a/{last}/{j}": exact(float(expected[j])) for j in range(len(found))}
    assert len(found) == min(len(expected), 32)


def test_the_stage_says_it_where_it_is_another_number() -> None:
    scene = later(SCENE)
    trace = forward(SCENE.network, scene.x)
    kept = {label.text for label in lettering(plan_of(scene, LIGHT)).kept}
    differing = [
        f"kept {format_number(float(was), scene.decimals)}"
        for a, now in zip(trace.activations, scene.trace.activations, strict=True)
        for was, now in zip(a, now, strict=True)
        if format_number(float(was), 2) != format_number(float(now), 2)
    ]
    assert kept == set(differing)
    assert len(differing) == 3
    unchanged = apply(SCENE, KeepGhost())
    assert lettering(plan_of(unchanged, LIGHT)).kept == []


def test_a_square_without_its_own_number_has_no_other_either() -> None:
    scene = Scene(Network.create([2, 8, 1], "tanh", "sigmoid", seed=2), [0.5, -0.5], neurons="maps")
    scene = apply(apply(scene, KeepGhost()), SetActivation(0, "relu"))
    assert len(lettering(plan_of(scene, LIGHT)).kept) == 1
    chosen = apply(scene, Select("neuron/0/2"))
    assert len(lettering(plan_of(chosen, LIGHT)).kept) == 2
    numbers = replace_scene(scene, neurons="numbers")
    assert len(lettering(plan_of(numbers, LIGHT)).kept) > 5


@pytest.mark.parametrize("view", [LIGHT, View(phone=True, widths={"stage": 374})])
@pytest.mark.parametrize("selected", ["neuron/0/2", "neuron/1/0", "input/0"])
@pytest.mark.parametrize("sizes", [(3, 8, 6, 2), (2, 3, 2, 1), (2, 12, 12, 1)])
def test_its_labels_stand_in_the_drawing_and_apart(
    view: View, selected: str, sizes: tuple[int, ...]
) -> None:
    network = Network.create(sizes, "tanh", "sigmoid", seed=2)
    scene = apply(Scene(network, [0.5] * sizes[0]), Select(selected))
    scene = apply(apply(scene, KeepGhost()), SetActivation(0, "relu"))
    plan = plan_of(scene, view)
    written = lettering(plan)
    boxes = [label.box for label in written.kept]
    for box in boxes:
        assert box[0] >= 0
        assert box[2] <= plan.layout.width
    others = [*boxes, *(name.box for name in written.names), *(tag.box for tag in written.tags)]
    for at, box in enumerate(boxes):
        for other in others[at + 1 :]:
            apart = (
                box[2] <= other[0] + 1
                or other[2] <= box[0] + 1
                or box[3] <= other[1] + 1
                or other[3] <= box[1] + 1
            )
            assert apart, (box, other)


def test_a_step_tells_nothing_ahead() -> None:
    stepped = apply(later(SCENE), SetStep(0))
    assert numbers(stepped, "output") == {}
    assert lettering(plan_of(stepped, LIGHT)).kept == []
    neuron = numbers(apply(stepped, Select("neuron/1/0")), "neuron")
    assert neuron == {"kept-z/1/0": "", "kept-a/1/0": ""}


def test_of_another_structure_the_outputs_alone_are_compared() -> None:
    deeper = apply(later(SCENE), AddLayer(1))
    last = len(deeper.network.layers) - 1
    assert set(numbers(deeper, "output")) == {f"kept-a/{last}/0"}
    assert numbers(apply(deeper, Select("neuron/0/1")), "neuron") == {}
    assert "kept 2 → 3 → 2 → 1" in toolbar.render(deeper, LIGHT).parts["structure"]


def test_with_other_inputs_nothing_is_compared_and_that_is_said() -> None:
    more = apply(later(SCENE), AddInput())
    assert numbers(more, "output") == {}
    assert surface.render(more, LIGHT).figures["surface"]["data"][1:] == []
    assert "other inputs, not compared" in toolbar.render(more, LIGHT).parts["structure"]


def test_the_surface_has_the_boundary_of_the_kept_network() -> None:
    scene = later(SCENE)
    live, kept = surface.render(scene, LIGHT).figures["surface"]["data"]
    assert scene.ghost_scene is not None
    (own,) = surface.render(scene.ghost_scene, LIGHT).figures["surface"]["data"]
    assert (kept["x"], kept["y"]) == (own["x"], own["y"])
    assert kept["x"] != live["x"]
    assert kept["line"]["dash"] != live["line"]["dash"]


def test_the_surface_over_one_input_has_the_kept_curve() -> None:
    one = Scene(Network.create([1, 3, 1], "tanh", "linear", seed=4), [0.5])
    scene = apply(apply(one, KeepGhost()), SetWeight(1, 0, 1, -1.0))
    drawn = surface.render(scene, LIGHT).figures["surface"]["data"]
    assert len(drawn) == len(surface.render(one, LIGHT).figures["surface"]["data"]) + 1
    assert np.array_equal(drawn[-1]["y"], curve(one.network, 3.0)[:, 0])


def test_the_inspectors_curve_has_the_kept_function_and_its_point() -> None:
    scene = apply(apply(later(SCENE), SetActivation(0, "relu")), Select("neuron/0/1"))
    drawn = inspector.render(scene, LIGHT).figures["curve"]["data"]
    line, point = drawn[5:]
    assert np.allclose(line["y"], np.tanh(line["x"]))
    trace = forward(SCENE.network, scene.x)
    assert (point["x"], point["y"]) == (
        [trace.pre_activations[0][1]],
        [trace.activations[0][1]],
    )
    without = apply(scene, DropGhost())
    assert len(inspector.render(without, LIGHT).figures["curve"]["data"]) == 5


def test_the_bar_of_the_output_has_a_mark_where_the_kept_value_ends() -> None:
    scene = later(SCENE)
    at = 100 * float(forward(SCENE.network, scene.x).output[0])
    assert f'class="kept-mark" style="left:{at:.2f}%"' in output.render(scene, LIGHT).parts["bar"]


def test_the_mean_loss_over_the_rows_stands_beside_the_live_one() -> None:
    data = load_set("xor", n=40)
    scene = later(Scene(Network.create([2, 3, 1], "tanh", "sigmoid", seed=1), data=data, row=7))
    found = read(PANELS["output"](scene, LIGHT)).found
    told = {
        each["data-quantity"]: each["data-value"] for _, each in found if "data-quantity" in each
    }
    share = forward(scene.ghost or scene.network, data.x).output[:, 0]
    loss = -np.log(np.where(data.target == 1, share, 1 - share))
    for part, rows in (("train", data.train), ("test", data.test)):
        assert float(told[f"kept-loss/{part}"]) == pytest.approx(loss[rows].mean(), rel=1e-12)
        assert told[f"kept-loss/{part}"] == exact(quantity(scene, f"kept-loss/{part}"))
        assert told[f"kept-loss/{part}"] != told[f"loss/{part}"]
    wider = replace_scene(scene, ghost=Network.create([2, 3, 2], "tanh", "softmax", seed=1))
    assert "kept-loss" not in PANELS["output"](wider, LIGHT).html


def test_the_button_offers_the_one_or_the_other() -> None:
    for scene, edit in ((SCENE, "keep-ghost"), (later(SCENE), "drop-ghost")):
        history = toolbar.render(scene, LIGHT).parts["history"]
        assert re.findall(r'data-edit="(\w+-ghost)"', history) == [edit]
        assert 'aria-keyshortcuts="C"' in history
