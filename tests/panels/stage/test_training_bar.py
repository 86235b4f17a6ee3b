"""Below the diagram in training: where the buttons lead, what is said, and the curve."""

import re

import pytest
from markupsafe import Markup

from playground import presets
from playground.data import load_set
from playground.gesture import Gesture, perform
from playground.language import speaking
from playground.network import Network
from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.panels.stage.training.curve import BEYOND
from playground.quantities import quantity
from playground.scene import (
    KeepRun,
    RemoveData,
    Scene,
    SetMode,
    SetRecipe,
    SetStop,
    TrainTo,
    UseData,
    apply,
    recipe_of,
    replace_scene,
)
from playground.training import OPTIMISERS

SCENE = apply(apply(presets.load("body-size"), UseData("moons,n=24")), SetMode("train"))


def drawn(scene: Scene, **view: object) -> Panel:
    return PANELS["stage"](scene, View(**view))  # type: ignore[arg-type]


def button(panel: Panel, edit: str) -> tuple[str, bool]:
    """A button's value, and whether it can be pressed."""
    tag = re.search(rf'<button[^>]*data-edit="{edit}"[^>]*>', panel.parts["transport"])
    assert tag is not None, edit
    value = re.search(r'value="([^"]*)"', tag[0])
    return (value[1] if value else ""), "disabled" not in tag[0]


def text(part: Markup) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)).strip()


def test_the_buttons_lead_where_the_size_of_a_step_says() -> None:
    scene = apply(SCENE, TrainTo(3))
    for size, ahead, back in (
        ("batch", "4", "2"),
        ("epoch", "4", "2"),
        ("operation", "3/0/0", "2/9/32"),
        ("row", "3/0/31", "2/9/32"),
    ):
        panel = drawn(scene, size=size)
        assert button(panel, "train-step/forward") == (ahead, True), size
        assert button(panel, "train-step/back") == (back, True), size
        assert button(panel, "train-play") == (ahead, True)
    assert button(drawn(SCENE), "train-step/back") == ("", False)
    assert button(drawn(SCENE), "train-reset")[1] is False


def test_the_fastest_leads_further_and_does_not_wait() -> None:
    panel = drawn(apply(SCENE, TrainTo(3)), speed="all")
    assert int(button(panel, "train-play")[0]) > 20
    assert 'data-stay="0"' in panel.parts["transport"]
    assert 'data-stay="100.0"' in drawn(SCENE).parts["transport"]
    assert 'data-stay="1100.0"' in drawn(SCENE, size="operation").parts["transport"]


def test_without_data_the_reason_stands_in_the_bar() -> None:
    bare = apply(SCENE, RemoveData())
    panel = drawn(bare)
    assert 'data-edit="train-play"' not in panel.parts["transport"]
    assert "There is no data to learn from: choose some first." in text(panel.parts["transport"])
    assert "scrub" not in panel.parts
    offers = re.findall(r'data-edit="use-data" value="([^"]*)"', panel.parts["transport"])
    assert offers == ["body-size", "moons", "circles"]
    assert "train-play" in drawn(apply(bare, UseData(offers[0]))).parts["transport"]
    fixed = replace_scene(bare, locked=["inputs"])
    assert "use-data" not in drawn(fixed).parts["transport"]
    other = Scene(Network.create([3, 1]), data=load_set("moons", n=12), mode="train")
    assert "The data are for 2 inputs and 1 output, this network has 3" in text(
        drawn(other).parts["transport"]
    )


def test_rules_stop_it_and_say_so() -> None:
    for part, value, words in (
        ("epochs", "2", "after 2 epochs"),
        ("loss", "5", "the loss is 5 or less"),
    ):
        scene = apply(apply(SCENE, SetStop(part, value)), TrainTo(4))
        panel = drawn(scene)
        assert button(panel, "train-play") == ("", False)
        assert button(panel, "train-step/forward")[1]
        assert f"Stopped: {'it was to stop ' if part == 'epochs' else ''}{words}" in text(
            panel.parts["transport"]
        )


def test_what_leaves_every_range_is_told_with_a_way_back() -> None:
    linear = Scene(Network.create([2, 1], output="linear", seed=1), data=load_set("plane", n=24))
    wild = apply(apply(linear, SetRecipe("optimiser", "sgd")), SetRecipe("rate", "500"))
    ended = apply(wild, TrainTo(400))
    panel = drawn(ended)
    said = text(panel.parts["transport"])
    fault = ended.training.fault
    assert f"Stopped: in update {fault.step:,} the {fault.what} of Output left every range" in said
    assert button(panel, "train-play") == ("", False)
    assert perform(ended, Gesture(edit="train-to", value=button(panel, "train-to")[0])).step is None


def test_a_loss_that_grows_blames_the_rate() -> None:
    linear = Scene(Network.create([2, 1], output="linear", seed=1), data=load_set("plane", n=24))
    wild = apply(apply(linear, SetRecipe("optimiser", "sgd")), SetRecipe("rate", "5"))
    panel = drawn(apply(wild, TrainTo(12)))
    assert "the learning rate is probably too large" in text(panel.parts["transport"])
    assert int(button(panel, "train-to")[0]) < 12
    calm = drawn(apply(linear, TrainTo(12)))
    assert "too large" not in text(calm.parts["transport"])


def test_the_slider_reaches_all_that_was_trained_and_stands_where_the_scene_does() -> None:
    scene = apply(apply(SCENE, TrainTo(50)), TrainTo(20))
    slider = drawn(scene).parts["scrub"]
    assert 'min="0" max="50"' in slider
    assert 'value="20"' in slider
    assert "disabled" in drawn(SCENE).parts["scrub"]
    figure = drawn(scene).figures["progress"]
    passed, _, ahead, _, past, place = figure["data"]
    assert (past["x"][-1], ahead["x"][-1]) == (20.0, 50.0)
    assert (max(passed["x"]), place["x"]) == (20.0, [20.0, 20.0])
    assert past["y"][0] == pytest.approx(ahead_loss(SCENE))


def test_kept_runs_are_lines_under_the_curve() -> None:
    kept = apply(apply(SCENE, TrainTo(50)), KeepRun())
    other = apply(apply(apply(kept, SetRecipe("rate", "0.1")), TrainTo(60)), KeepRun())
    lines, alone = (drawn(scene).figures["progress"]["data"] for scene in (other, kept))
    assert len(lines) == len(alone) + 1
    assert lines[1]["x"][-1] == 50
    assert lines[2]["x"][-1] == 60
    assert "kept: A, B" in text(drawn(other).parts["scrub"])


def test_a_picture_leaves_the_curves_axes_as_they_are_so_that_it_is_moved_in_place() -> None:
    before, now = (
        drawn(apply(apply(SCENE, TrainTo(step - 10)), TrainTo(step))).figures["progress"]
        for step in (410, 440)
    )
    assert before["layout"] == now["layout"]
    assert [bool(trace["x"]) for trace in before["data"]] == [bool(t["x"]) for t in now["data"]]
    assert not any(trace["line"]["simplify"] for trace in now["data"])


def ahead_loss(scene: Scene) -> float:
    found = quantity(scene, "loss/train")
    assert found is not None
    return found


def test_a_curve_that_explodes_leaves_the_picture_and_the_rest_can_be_seen() -> None:
    linear = Scene(Network.create([2, 1], output="linear", seed=1), data=load_set("plane", n=24))
    wild = apply(apply(linear, SetRecipe("optimiser", "sgd")), SetRecipe("rate", "5"))
    figure = drawn(apply(wild, TrainTo(40))).figures["progress"]
    top = figure["layout"]["yaxis"]["range"][1]
    *_, test, train, _ = figure["data"]
    first = max(trace["y"][0] for trace in (test, train) if trace["y"])
    assert top <= 1.6 * BEYOND * first
    assert None in train["y"]
    assert [x is None for x in train["x"]] == [y is None for y in train["y"]]


def test_no_loss_at_all_is_a_line_on_the_ground_of_a_plain_scale() -> None:
    right = apply(apply(presets.load("xor"), SetMode("train")), SetRecipe("loss", "mse"))
    up = drawn(apply(right, TrainTo(1))).figures["progress"]["layout"]["yaxis"]
    assert up["ticktext"] == ["0", "0.5", "1"]


def test_the_recipe_stands_in_a_line_and_behind_it_in_fields() -> None:
    panel = drawn(apply(SCENE, SetRecipe("optimiser", "momentum")))
    assert "SGD with momentum 0.03 · batch 10 · cross-entropy" in text(panel.parts["transport"])
    fields = set(re.findall(r'data-edit="((?:recipe|stop|test)[^"]*)"', panel.parts["recipe"]))
    parts = ("optimiser", "rate", "momentum", "batch", "loss", "l1", "l2", "seed")
    rules = ("epochs", "loss", "patience")
    assert fields == {f"recipe/{n}" for n in parts} | {f"stop/{n}" for n in rules} | {"test-share"}
    assert "recipe/momentum" not in drawn(SCENE).parts["recipe"]
    for name in OPTIMISERS:
        assert f'value="{name}"' in panel.parts["recipe"]
    unfit = re.search(r'<option[^>]*value="cross-entropy"[^>]*>', panel.parts["recipe"])
    assert unfit is not None
    assert "disabled" in unfit[0]


def test_a_link_that_fixes_the_weights_lets_nothing_be_trained() -> None:
    fixed = replace_scene(SCENE, locked=["weights"])
    panel = drawn(fixed)
    for edit in ("train-play", "train-step/forward", "train-reset"):
        assert button(panel, edit)[1] is False
    hidden = drawn(replace_scene(SCENE, hidden=["flow"]))
    assert not {"transport", "scrub", "recipe"} & set(hidden.parts)


def test_the_fastest_draws_what_travels_too() -> None:
    for step in (3, 20, 26):
        for size in ("operation", "epoch"):
            panel = drawn(apply(SCENE, TrainTo(0, 0, step)), speed="all", size=size)
            assert panel.parts["flow"]
    played = replace_scene(SCENE, mode="forward", step=3)
    assert 'data-stay="550"' in drawn(played, speed="all").parts["transport"]


@pytest.mark.parametrize(("code", "shown"), [("en", "0.125"), ("es", "0,125")])
def test_the_recipes_fields_show_a_number_as_it_is_written_and_read_it_back(
    code: str, shown: str
) -> None:
    with speaking(code):
        for value in (shown, "0.125"):
            scene = apply(SCENE, SetRecipe("rate", value))
            assert recipe_of(scene, scene.fitting).rate == 0.125
            fields = drawn(scene, language=code).parts["recipe"]
            assert f'data-edit="recipe/rate" value="{shown}"' in fields
        tiny = apply(SCENE, SetRecipe("l2", "1e-05"))
        (written,) = re.findall(
            r'data-edit="recipe/l2" value="([^"]*)"', drawn(tiny).parts["recipe"]
        )
        assert apply(SCENE, SetRecipe("l2", written)) == tiny


def test_what_the_recipe_says_is_in_the_language_that_is_spoken() -> None:
    panel = drawn(SCENE, language="es")
    assert "m ← 0,9·m + 0,1·g;" in panel.parts["recipe"]
    assert not re.search(r"\d\.\d", text(panel.parts["recipe"]))
    heads = "".join(str(part) for part in panel.parts.values())
    assert ">sigmoide</option>" in heads
    assert 'value="sigmoid"' in heads  # its name in links and in code
