"""The way back on the stage: δ where the bias stood, the four states, triangles, loss, update."""

import re

import pytest

from playground.data import load_set
from playground.network import Layer, Network
from playground.notation import exact
from playground.panels.kit.theme import THEMES
from playground.panels.panel import Panel, View
from playground.panels.stage import stage
from playground.panels.stage.backward.way import way_of
from playground.panels.stage.lettering.boxes import touch
from playground.panels.stage.lettering.labels import bias_spot, lettering
from playground.panels.stage.plan import plan_of
from playground.quantities import quantity
from playground.scene import (
    Scene,
    Select,
    SetMode,
    SetStep,
    Switch,
    apply,
    back_index,
    n_training_steps,
    replace_scene,
)
from tests.analysis.learning.test_backward import NETWORK, ROW

LIGHT, PHONE = View(), View(phone=True, widths={"stage": 360})
DATA = load_set("body-size")
SCENE = apply(Scene(NETWORK, data=DATA, row=ROW), SetMode("train"))


def at(phase: str, k: int = 0, j: int = 0, scene: Scene = SCENE) -> Scene:
    return apply(scene, SetStep(back_index(scene.network, phase, k, j)))


def drawn(scene: Scene, view: View = LIGHT) -> Panel:
    return stage.render(scene, view)


def tags(panel: Panel) -> dict[str, tuple[str, str]]:
    """State and text of each tag over the figure, by its number's name."""
    found = re.findall(
        r'class="tag ([a-z-]+)[^"]*" data-key="tag-([^"]*)".*?(?:data-value="[^"]*">([^<]*)<|</i>)',
        panel.parts["way-back"],
    )
    return {name: (state, text) for state, name, text in found}


def triangles(panel: Panel, filled: bool) -> int:
    palette = THEMES["light"]
    fill = palette.gradient_line if filled else palette.card
    return sum(
        trace["x"].count(None)
        for trace in panel.figures["stage"]["data"]
        if trace["mode"] == "lines"
        and trace["line"]["color"] == palette.gradient_line
        and trace.get("fillcolor") == fill
    )


def test_the_four_states_look_different() -> None:
    found = tags(drawn(at("gradients", 0, 1)))
    assert found["delta/0/0"] == ("plus", "+0.22")
    assert found["delta/0/1"] == ("minus", "−0.25")
    assert found["delta/1/1"] == ("zero", "0")
    assert found["delta/0/2"] == ("not-yet", "")
    assert found["gradient/0/1/0"] == ("minus", "−0.20")
    assert found["gradient/2/0/1"] == ("zero", "0")
    assert "gradient/0/0/0" not in found  # triangles alone: its step is over


def test_a_delta_stands_in_the_biases_place() -> None:
    plan = plan_of(at("gradients", 0, 1), LIGHT)
    placed = {tag.quantity: (tag.x, tag.y) for tag in way_of(plan, ()).tags}
    for k, layer in enumerate(NETWORK.layers):
        for j in range(layer.n_out):
            assert placed[f"delta/{k}/{j}"] == pytest.approx(bias_spot(plan, k + 1, j)[:2], abs=0.1)
    assert lettering(plan).tags == []


def test_triangles_are_filled_above_zero_and_open_below() -> None:
    at_loss = drawn(at("loss"))
    assert triangles(at_loss, True) == triangles(at_loss, False) == 0
    output = drawn(at("gradients", 2, 0))  # −0.51 and 0
    assert triangles(output, False) >= 1  # its labels take most of the way
    assert triangles(output, True) == 0
    first = drawn(at("gradients", 0, 0))
    assert triangles(first, True) > 10
    assert triangles(first, False) > 5  # of the output, whose step is over


def test_the_step_of_a_delta_shows_what_pulls() -> None:
    found = tags(drawn(at("delta", 0, 1)))
    assert found["pull-of/1/0/1"] == ("minus", "−0.44")
    assert found["pull-of/1/1/1"] == ("zero", "0")
    assert "gradient/0/1/0" not in found


def test_the_loss_is_told_with_its_numbers() -> None:
    markup = drawn(at("loss")).parts["way-back"]
    text = re.sub(r"<[^>]*>", " ", markup)
    assert re.sub(r"\s+", " ", text).startswith(" loss of row 7 · wanted 1 L = −ln 0.63 = 0.46")
    several = apply(
        Scene(Network.create([4, 4, 3], output="softmax", seed=1), data=load_set("iris"), row=0),
        SetMode("train"),
    )
    beside = drawn(at("loss", scene=several)).parts["way-back"]
    assert "loss-beside" in beside
    assert exact(quantity(at("loss", scene=several), "loss")) in beside


@pytest.mark.parametrize("view", [LIGHT, PHONE], ids=["wide", "phone"])
def test_labels_of_a_step_touch_nothing(view: View) -> None:
    for phase in ("delta", "gradients"):
        for j in range(3):
            plan = plan_of(at(phase, 0, j), view)
            way = way_of(plan, lettering(plan).fixed)
            boxes = [tag.box for tag in way.tags]
            for number, box in enumerate(way.now.boxes):
                others = boxes + [b for n, b in enumerate(way.now.boxes) if n != number]
                assert not any(touch(box, other) for other in others)


def test_in_a_dense_layer_delta_is_a_flag_but_for_the_selected() -> None:
    network = Network.create([2, 16, 8, 1], "tanh", "sigmoid", seed=3)
    scene = apply(Scene(network, data=DATA, row=ROW), SetMode("train"))
    plan = plan_of(at("gradients", 0, 5, scene), LIGHT)
    found = {tag.quantity: tag for tag in way_of(plan, ()).tags}
    assert found["delta/0/3"].is_flag
    assert not found["delta/0/5"].is_flag
    assert found["delta/0/5"].letter
    assert not found["delta/1/3"].is_flag
    assert not found["delta/1/3"].letter
    sizes = sorted(
        (abs(found[f"delta/0/{j}"].value), found[f"delta/0/{j}"].width) for j in range(5)
    )
    assert [width for _, width in sizes] == sorted(width for _, width in sizes)


def test_the_update_tells_each_bias_before_and_after() -> None:
    scene = apply(at("update"), Select("neuron/0/1"))
    markup = drawn(scene).parts["way-back"]
    for name in ("updated-bias/0/1", "updated-bias/2/0", "updated-weight/0/1/0"):
        assert f'data-quantity="{name}" data-value="{exact(quantity(scene, name))}"' in markup
    assert "tag-delta" not in markup


def test_without_a_row_or_a_step_nothing_of_it_is_drawn() -> None:
    moved = replace_scene(at("gradients", 0, 1), x=SCENE.x + 1)
    for scene in (SCENE, moved, replace_scene(SCENE, row=None, step=None)):
        panel = drawn(scene)
        assert panel.parts["way-back"] == '<div data-key="way-back"></div>'
        assert "of-gradients" not in panel.parts["legend"]


def test_what_is_switched_off_has_no_delta() -> None:
    scene = at("update", scene=apply(SCENE, Switch("neuron/0/1", off=True)))
    before = replace_scene(scene, step=n_training_steps(NETWORK) - 2)
    assert "delta/0/1" not in tags(drawn(before))
    assert "delta/0/0" in tags(drawn(before))
    assert "updated-bias/0/1" not in drawn(scene).parts["way-back"]


def test_motion_is_left_out_for_who_wants_none() -> None:
    scene = at("gradients", 0, 1)
    moving = drawn(scene, View(size="operation")).parts["flow"]
    assert moving.count('class="runner minus"') == 2
    for view in (View(size="operation", calm=True), View(size="epoch")):
        assert "runner" not in drawn(scene, view).parts["flow"]


def test_a_saved_picture_has_the_labels_too() -> None:
    """On the page they are markup over the figure, which is no part of a saved one."""
    meta = drawn(at("gradients", 0, 1)).figures["stage"]["layout"]["meta"]
    texts = [text for trace in meta["traces"] for text in trace.get("text", ())]
    assert {"<i>δ</i> −0.25", "<b>−0.20</b>", "<i>δ</i> …"} <= set(texts)
    assert "loss of row 7 · wanted 1<br>L = −ln 0.63 = 0.46" in texts
    assert drawn(SCENE).figures["stage"]["layout"]["meta"]["traces"] == []


def test_the_list_goes_on_with_the_way_back() -> None:
    items = re.findall(r"<li>(.*?)</li>", drawn(at("gradients", 0, 1)).parts["list"])
    back = items[items.index("loss of the row: 0.46") :]
    assert back[1] == "output ŷ: δ = −0.37, gradients −0.51, 0"
    assert back[-1] == "hidden 1 neuron 2: δ = −0.25, gradients −0.20, −0.15"


def test_a_number_that_left_float64_is_told() -> None:
    network = Network([Layer([[1e200, 1e200]], [0.0], "linear"), Layer([[1e200]], [0.0], "linear")])
    scene = apply(Scene(network, data=DATA, row=ROW), SetMode("train"))
    panel = drawn(at("gradients", 0, 0, scene))
    assert "NaN" in panel.parts["way-back"] or "∞" in panel.parts["way-back"]
