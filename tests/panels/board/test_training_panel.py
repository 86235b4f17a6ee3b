"""The Training tab: its sections, what they draw, and what a visitor can do there."""

import re

import numpy as np
import pytest

from playground import presets
from playground.analysis.learning.story import story_of
from playground.analysis.learning.terrain import plane_through, terrain_of, usual_pair
from playground.cache import forget
from playground.data import load_set
from playground.gesture import VERBS, Gesture, perform
from playground.network import Network
from playground.panels import PANELS
from playground.panels.board.training.choices import SECTIONS, choice_of_plane, pair_of
from playground.panels.board.training.loss_plane import levels
from playground.panels.board.training.scales import scale_of
from playground.panels.board.training.weights import Grid, figure, limit_of
from playground.panels.changes import changed, panel_changes
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import (
    KeepRun,
    Rename,
    Scene,
    Select,
    SetRecipe,
    SetWeight,
    Target,
    TrainTo,
    UseData,
    apply,
    replace_scene,
)
from tests.panels.panel_markup import read
from tests.panels.training_scenes import SECTION_VIEWS, TOLD

BEGUN = apply(presets.load("body-size"), UseData("body-size"))
TRAINED = apply(BEGUN, TrainTo(40))
KEPT = apply(apply(TRAINED, KeepRun()), TrainTo(60))
DRAW = PANELS["training"]


def _edits(html, verb):
    return [edit for edit in re.findall(r'data-edit="?([^"\s>]+)', html) if edit.startswith(verb)]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_drawn_before_and_after_a_training(section):
    for scene in (BEGUN, *TOLD):
        panel = DRAW(scene, View(training=section))
        places = set(re.findall(r'data-figure="?([\w-]+)', panel.html))
        assert places == set(panel.figures)
        pressed = re.findall(
            r'data-edit="?training"? value="?(\w+)"? aria-pressed="?true', panel.html
        )
        assert pressed == [section]


def test_without_rows_there_is_a_sentence():
    assert "No rows yet" in DRAW(Scene(Network.create([2, 1])), View()).html
    other = Scene(Network.create([5, 1]), data=load_set("moons", n=20))
    assert "Make the network fit" in DRAW(other, View()).html
    large = Scene(Network.create([2, 300, 300, 1], output="sigmoid"), data=load_set("moons", n=20))
    assert "Training: expected at most" in DRAW(large, View()).html


def test_controls_have_labels_and_their_edits_are_known():
    for scene in (*TOLD, KEPT):
        for view in SECTION_VIEWS:
            for tag, found in read(DRAW(scene, view)).found:
                edit = found.get("data-edit", "").split("/")[0]
                if tag in ("input", "select"):
                    assert found["aria-label"]
                if edit and edit not in ("training", "scale", "knobs", "download-picture"):
                    assert edit in VERBS, edit


def test_names_are_escaped():
    scene = apply(apply(KEPT, Rename("input", 0, "R&D")), Rename("output", 0, 'a"b'))
    named = perform(scene, Gesture(edit="name-run/0", value="x & y"))
    for view in SECTION_VIEWS:
        panel = DRAW(named, view)
        assert "x & y" not in panel.html
        for each in panel.figures.values():
            texts = [text for trace in each["data"] for text in trace.get("text", [])]
            assert all("&" not in text.replace("&amp;", "") for text in texts)


def test_the_point_and_the_path_are_where_the_network_is():
    scene = apply(TRAINED, Select("neuron/0/1"))
    story = story_of(scene)
    found = terrain_of(story, plane_through(story, usual_pair(story, scene.selected)))
    data = DRAW(scene, View(training="plane")).figures["plane"]["data"]
    x, y = data[-1]["x"][0], data[-1]["y"][0]
    pair = usual_pair(story, scene.selected)
    numbers = [scene.network.layers[t.path[0]].weights[t.path[1], t.path[2]] for t in pair]
    assert [x, y] == numbers == found.here.tolist()


def test_the_plane_lives_while_a_third_weight_is_dragged():
    scene, view = apply(TRAINED, Select("neuron/0/1")), View(training="plane")
    third = apply(scene, SetWeight(1, 0, 0, 3.0))
    before, after = (
        DRAW(each, view).figures["plane"]["layout"]["images"] for each in (scene, third)
    )
    assert before[0]["source"] != after[0]["source"]
    one = usual_pair(story_of(scene), scene.selected)[0]
    weight = scene.network.layers[0].weights[one.path[1:]]
    moved = apply(scene, SetWeight(*one.path, float(weight) + 0.05))
    same = DRAW(moved, view).figures["plane"]["layout"]["images"]
    assert same[0]["source"] == before[0]["source"]


def test_two_parameters_are_chosen_by_pickers_with_labels():
    view = View(training="plane", knobs="weight/1/0/2 bias/0/1")
    story = story_of(TRAINED)
    assert pair_of(TRAINED, view, story) == (Target("weight", (1, 0, 2)), Target("bias", (0, 1)))
    html = choice_of_plane(story, pair_of(TRAINED, view, story))
    assert 'aria-label="parameter across"' in html
    assert 'aria-label="parameter upwards"' in html
    # to choose what the other axis has turns them round
    assert 'value="bias/0/1 weight/1/0/2"' in html
    for knobs in ("weight/9/0/0 bias/0/1", "bias/0/1 bias/0/1", ""):
        found = pair_of(TRAINED, View(knobs=knobs), story)
        assert found == usual_pair(story, TRAINED.selected)


def test_main_directions_are_offered_of_a_path():
    view = View(training="plane", knobs="main")
    html = DRAW(TRAINED, view).html
    assert "Loss over the main directions" in html
    assert 'data-quantity="path-share"' in html
    assert "main directions" not in DRAW(BEGUN, view).html


def test_a_large_network_has_no_plane_but_words():
    network = Network.create([2, 150, 150, 150, 1], output="sigmoid")
    large = Scene(network, data=load_set("moons", n=700))
    assert "plane" in DRAW(large, View()).figures  # of two weights of the last layer
    first = DRAW(apply(large, Select("neuron/0/0")), View())
    assert "too large for a plane" in first.html


@pytest.mark.parametrize(
    ("low", "high"), [(0.01, 0.9), (0.5, 0.53), (1e-6, 40.0), (0.0, 1.0), (3e-9, 4e-9)]
)
def test_levels_are_round_and_within(low, high):
    found = levels(low, high)
    assert 1 <= len(found) <= 6
    assert all(low < level < high for level in found)
    assert found == sorted(set(found))


def test_there_are_no_levels_of_a_flat_plane():
    assert levels(0.3, 0.3) == []
    assert levels(0.1, np.inf) == []


def test_a_logarithmic_scale_has_no_place_for_nothing():
    view = View(scale="log")
    scale = scale_of([np.array([0.0, 1e-3, 0.1])], view)
    assert scale.places(np.array([0.0, 0.01])) == [None, -2.0]
    assert scale.axis.ends == (-3, -1)
    assert scale_of([np.zeros(3)], view).axis.ends == (-1.0, 0.0)
    assert scale_of([np.array([0.0, 0.3])], View()).axis.ends == (0.0, 0.4)


def test_pictures_of_weights_hold_each_weight():
    scene = apply(TRAINED, Select("neuron/0/1"))
    story, grid = story_of(scene), Grid.of(3, 600, 60, 84)
    data = figure(story, scene, grid, 600, THEMES["light"])["data"]
    places = [value for trace in data[2:6] for value in trace["y"] if value is not None]
    n_weights = sum(layer.weights.size for layer in scene.network.layers)
    assert len(places) == n_weights * len(story.states)
    assert all(0 <= value <= grid.height for value in places)
    assert limit_of(story) >= max(np.abs(layer.weights).max() for layer in scene.network.layers)
    assert len(data[6]["x"]) == scene.network.layers[0].n_in  # of the selected neuron


def test_pictures_stand_below_each_other_where_they_must():
    assert Grid.of(3, 600, 60, 84).columns == 3
    narrow = Grid.of(5, 200, 60, 84)
    assert (narrow.columns, narrow.rows) == (2, 3)
    assert narrow.corner(4)[1] > narrow.corner(1)[1]


def test_the_suggested_rate_can_be_taken_over():
    html = DRAW(BEGUN, View(training="rates")).html
    (edit,) = _edits(html, "recipe")
    value = re.search(rf'data-edit="{edit}" value="([^"]+)"', html)[1]
    assert perform(BEGUN, Gesture(edit=edit, value=value)).recipe.rate == float(value)


def test_a_large_network_has_no_rate_test_but_words():
    network = Network.create([2, 200, 200, 1], output="sigmoid")
    large = apply(Scene(network, data=load_set("moons", n=2000)), SetRecipe("batch", ""))
    assert "take too long" in DRAW(large, View(training="rates")).html


def test_gradients_that_vanish_are_told():
    assert "Vanishing gradients" in DRAW(TOLD[2], View()).html
    assert "Vanishing" not in DRAW(TRAINED, View()).html


def test_a_run_can_be_kept_as_soon_as_something_is_trained():
    assert re.search(r'data-edit="keep-run" disabled', DRAW(BEGUN, View()).html)
    assert not re.search(r'data-edit="keep-run" disabled', DRAW(TRAINED, View()).html)
    html = DRAW(KEPT, View()).html
    for verb in ("show-run", "compare-run", "drop-run", "name-run"):
        assert _edits(html, verb) == [f"{verb}/0"]
    hidden = DRAW(replace_scene(KEPT, hidden=["flow"]), View()).html
    assert html.count("disabled") < hidden.count("disabled")


def test_of_other_rows_a_kept_run_has_no_results_and_no_way_back():
    html = DRAW(apply(KEPT, UseData("moons")), View()).html
    assert _edits(html, "show-run") == []
    assert _edits(html, "drop-run") == ["drop-run/0"]
    assert "kept-run-loss" not in html


def test_kept_runs_are_lines_among_the_losses():
    alone, beside = (
        DRAW(scene, View(training="curves")).figures["losses"]["data"] for scene in (TRAINED, KEPT)
    )
    assert len(beside) == len(alone) + 1
    assert beside[0]["line"]["color"] == THEMES["light"].text3
    assert " A" in beside[-1]["text"]


def test_an_epoch_more_changes_no_frame():
    view = View()
    here, there = (DRAW(apply(TRAINED, TrainTo(n)), view) for n in (40, 43))
    assert here.frame == there.frame
    change = panel_changes(there, here)
    assert change is not None
    assert changed(here, change).as_data() == there.as_data()


def test_what_is_remembered_changes_nothing():
    scene = apply(TRAINED, SetRecipe("rate", "0.2"))
    for view in SECTION_VIEWS:
        once = DRAW(scene, view).as_data()
        forget()
        assert DRAW(scene, view).as_data() == once
