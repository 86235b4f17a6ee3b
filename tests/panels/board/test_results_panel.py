"""The Results tab: numbers against a plain loop, marks in the cells, curve and residuals."""

import itertools
import re

import msgspec
import numpy as np
import pytest

from playground.data import Column, Dataset, Plan, Table
from playground.data.sets import load_set
from playground.engine import forward
from playground.gesture import Gesture, perform
from playground.limits import NetworkError, PlaygroundError
from playground.network import Network
from playground.notation import exact
from playground.panels import PANELS
from playground.panels.changes import panel_changes
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.quantities import is_computed, quantity
from playground.scene import (
    DropGhost,
    KeepGhost,
    Scene,
    SetThreshold,
    SetWeight,
    apply,
    replace_scene,
)
from tests.panels.panel_markup import read

OUTPUTS = {"regression": "linear", "binary": "sigmoid", "classes": "softmax"}


def scene_of(name: str, **more: object) -> Scene:
    data = load_set(name)
    sizes = [data.n_inputs, 4, data.n_outputs]
    network = Network.create(sizes, output=OUTPUTS[data.task], seed=3)
    return Scene(network, data=data, row=0, **more)  # type: ignore[arg-type]


def data_of(scene: Scene) -> Dataset:
    assert scene.data is not None
    return scene.data


def numbers(scene: Scene) -> dict[str, str]:
    found = read(PANELS["results"](scene, View())).found
    return {str(f["data-quantity"]): str(f["data-value"]) for _, f in found if "data-quantity" in f}


def test_counts_and_shares_of_two_classes_are_those_of_a_plain_loop() -> None:
    scene = scene_of("body-size", threshold=0.45)
    data = data_of(scene)
    counts = dict.fromkeys(itertools.product((0, 1), (0, 1)), 0)
    for row in range(24):
        said = int(forward(scene.network, data.x[row]).output[0] >= 0.45)
        counts[int(data.target[row]), said] += 1
    found = numbers(scene)
    for (wanted, said), count in counts.items():
        assert found[f"confusion/all/{wanted}/{said}"] == str(count)
    precision = counts[1, 1] / (counts[1, 1] + counts[0, 1])
    recall = counts[1, 1] / (counts[1, 1] + counts[1, 0])
    assert float(found["precision/all/1"]) == pytest.approx(precision)
    assert float(found["recall/all/1"]) == pytest.approx(recall)
    assert float(found["f1/all/1"]) == pytest.approx(2 * precision * recall / (precision + recall))
    assert int(found["rows/train"]) == len(data.train) == 18
    assert int(found["right/train"]) + int(found["right/test"]) == counts[0, 0] + counts[1, 1]


def test_errors_of_a_regression_stand_side_by_side() -> None:
    scene = scene_of("auto-mpg")
    data, found = data_of(scene), numbers(scene)
    for part, rows in (("train", data.train), ("test", data.test), ("all", np.arange(392))):
        errors = [
            float(forward(scene.network, data.x[row]).output[0] - data.y[row, 0]) for row in rows
        ]
        wanted = data.y[rows, 0]
        squares = sum(error**2 for error in errors)
        assert float(found[f"rmse/{part}"]) == pytest.approx((squares / len(rows)) ** 0.5)
        assert float(found[f"mae/{part}"]) == pytest.approx(sum(map(abs, errors)) / len(rows))
        share = 1 - squares / float(((wanted - wanted.mean()) ** 2).sum())
        assert float(found[f"r2/{part}"]) == pytest.approx(share)


@pytest.mark.parametrize("part", ["all", "train", "test"])
@pytest.mark.parametrize("name", ["body-size", "iris", "auto-mpg", "digits", "corners-xor"])
def test_printed_numbers_are_the_quantities(name: str, part: str) -> None:
    scene = scene_of(name, measured=part)
    found = numbers(scene)
    assert len(found) >= 4
    for quantity_name, value in found.items():
        if is_computed(scene, quantity_name):
            assert quantity(scene, quantity_name) == float(value), quantity_name
        else:
            assert value == ""


def test_the_marks_of_a_cell_are_those_of_its_rows() -> None:
    scene = scene_of("body-size")
    data = data_of(scene)
    cells = re.findall(
        r"wanted (\d), says (\d): .*?</button>", PANELS["results"](scene, View()).parts["confusion"]
    )
    assert len(cells) == 4
    for markup in re.findall(
        r"<button.*?</button>", PANELS["results"](scene, View()).parts["confusion"]
    ):
        wanted, said = map(int, re.search(r"wanted (\d), says (\d)", markup).groups())  # type: ignore[union-attr]
        rows = [
            row
            for row in range(24)
            if data.target[row] == wanted
            and int(forward(scene.network, data.x[row]).output[0] >= 0.5) == said
        ]
        marks = re.findall(r'class="mark ([^"]*)"', markup)
        assert len(marks) == len(rows)
        assert [("hollow" in mark) for mark in marks] == [row in data.test for row in rows]
        assert all(("square" in mark) == (wanted == 1) for mark in marks)
        assert all(("wrong" in mark) == (wanted != said) for mark in marks)


def test_many_rows_are_counted_and_many_classes_are_small() -> None:
    moons = PANELS["results"](scene_of("moons"), View()).parts["confusion"]
    assert "mark " not in moons
    digits = PANELS["results"](scene_of("digits"), View()).parts["confusion"]
    assert 'class="confusion dense"' in digits
    assert digits.count("<button") == 100


def test_a_cell_that_is_selected_names_its_rows_and_another_press_lets_go() -> None:
    scene = scene_of("body-size", threshold=0.0)
    chosen = perform(scene, Gesture(edit="select-cell/0/1"))
    panel = PANELS["results"](chosen, View())
    rows = np.flatnonzero(data_of(scene).target == 0)
    named = ", ".join(str(row + 1) for row in rows[:12])
    rest = f" and {len(rows) - 12} more" if len(rows) > 12 else ""
    assert f"rows {named}{rest} selected" in panel.parts["selected"]
    pressed = re.findall(r'data-edit="([^"]*)" aria-pressed="true"', panel.parts["confusion"])
    assert pressed == ["select-cell"]
    assert perform(chosen, Gesture(edit="select-cell")) == scene
    data = PANELS["data"](chosen, View()).parts["rows"]
    brought = [int(row) for row in re.findall(r'is-picked".*?data-edit="row/(\d+)"', data)]
    assert brought == rows.tolist()
    empty = perform(scene, Gesture(edit="select-cell/0/0"))
    assert "the cell is empty" in PANELS["results"](empty, View()).parts["selected"]


def test_the_handle_stands_on_the_curve_at_the_threshold() -> None:
    for threshold in (0.0, 0.3, 0.5, 0.62, 1.0):
        scene = scene_of("moons", threshold=threshold)
        panel = PANELS["results"](scene, View())
        data = data_of(scene)
        output = forward(scene.network, data.x).output[:, 0]
        said = output >= threshold
        false = said[data.target == 0].mean()
        true = said[data.target == 1].mean()
        left, top = map(float, re.findall(r"(?:left|top):([\d.]+)px", panel.parts["handle"]))
        assert left == pytest.approx(46 + 190 * false, abs=0.06)
        assert top == pytest.approx(10 + 190 * (1 - true), abs=0.06)
        curve = panel.figures["roc"]["data"][1]
        segments = itertools.pairwise(zip(curve["x"], curve["y"], strict=True))
        assert any(_is_between((false, true), *ends) for ends in segments)


def _is_between(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> bool:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    within = x0 - 1e-3 <= x <= x1 + 1e-3 and y0 - 1e-3 <= y <= y1 + 1e-3
    return within and abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) < 1e-3


def test_a_drag_along_the_curve_sets_the_pages_threshold() -> None:
    scene = scene_of("moons")
    moved = perform(scene, Gesture(edit="threshold-along", value=0.4))
    assert moved.threshold > scene.threshold
    assert moved == apply(scene, SetThreshold(moved.threshold))
    value = float(numbers(moved)["along-roc/all"])
    assert value == pytest.approx(0.4, abs=0.02)
    with pytest.raises(PlaygroundError, match="rows of both classes"):
        perform(Scene(Network.create([2, 1])), Gesture(edit="threshold-along", value=1.0))
    with pytest.raises(NetworkError, match="expected a number"):
        perform(scene, Gesture(edit="threshold-along"))


def test_residuals_are_marks_of_rows_over_what_is_expected() -> None:
    scene = scene_of("auto-mpg")
    data = data_of(scene)
    line, marks, rings, here = PANELS["results"](scene, View()).figures["residuals"]["data"]
    assert line["x"] == line["y"]
    output = forward(scene.network, data.x).output[:, 0]
    assert marks["x"] == pytest.approx(data.y[:, 0])
    assert marks["y"] == pytest.approx(output)
    card = THEMES["light"].card
    hollow = [row for row, fill in enumerate(marks["marker"]["color"]) if fill == card]
    assert hollow == data.test.tolist()
    assert set(marks["marker"]["symbol"]) == {"circle"}
    assert len(rings["x"]) == 1  # unseen: of a number none is right or wrong
    assert here["x"] == pytest.approx(data.y[:1, 0])


@pytest.mark.parametrize("name", ["body-size", "iris", "auto-mpg"])
def test_a_drag_changes_parts_and_points_and_no_frame(name: str) -> None:
    scene = scene_of(name)
    before = PANELS["results"](scene, View())
    assert msgspec.json.encode(before.as_data())
    for edit in (SetWeight(0, 0, 0, 0.2), SetThreshold(0.3)):
        change = panel_changes(PANELS["results"](apply(scene, edit), View()), before)
        assert change is not None
        for figure in change.get("figures", {}).values():
            assert figure.keys() <= {"traces", "layout"}


def test_without_rows_that_fit_the_tab_says_what_to_do() -> None:
    empty = Scene(Network.create([2, 1]))
    assert "No rows yet" in PANELS["results"](empty, View()).html
    unfit = Scene(Network.create([2, 1]), data=load_set("iris"))
    assert "Make the network fit" in PANELS["results"](unfit, View()).html


@pytest.mark.parametrize("name", ["body-size", "iris", "auto-mpg"])
def test_beside_each_number_stands_that_of_the_kept_network(name: str) -> None:
    scene = scene_of(name)
    before, now = numbers(scene), apply(apply(scene, KeepGhost()), SetWeight(0, 0, 0, 3.0))
    found = numbers(now)
    kept = {form: value for form, value in found.items() if form.startswith("kept-")}
    assert kept == {form: before[form.removeprefix("kept-")] for form in kept}
    alone = ("rows", "confusion", "along-roc")
    assert len(kept) == sum(form.split("/")[0] not in alone for form in before)
    assert any(found[form.removeprefix("kept-")] != value for form, value in kept.items())


def test_what_the_kept_network_gives_is_drawn_in_grey() -> None:
    now = apply(apply(scene_of("body-size"), KeepGhost()), SetWeight(0, 0, 0, -3.0))
    alone = PANELS["results"](apply(now, DropGhost()), View()).figures["roc"]["data"]
    with_kept = PANELS["results"](now, View()).figures["roc"]["data"]
    assert [with_kept[0], *with_kept[2:]] == alone
    assert with_kept[1]["line"]["dash"] == "5px,4px"
    first = PANELS["results"](scene_of("body-size"), View()).figures["roc"]["data"]
    assert (with_kept[1]["x"], with_kept[1]["y"]) == (first[1]["x"], first[1]["y"])


def test_residuals_of_the_kept_network_are_hollow_points() -> None:
    scene = scene_of("auto-mpg")
    now = apply(apply(scene, KeepGhost()), SetWeight(0, 0, 0, 3.0))
    points = PANELS["results"](now, View()).figures["residuals"]["data"][1]
    marks = PANELS["results"](scene, View()).figures["residuals"]["data"][1]
    assert (points["x"], points["y"]) == (marks["x"], marks["y"])
    assert "kept-point" in PANELS["results"](now, View()).html


def test_a_kept_network_that_no_row_goes_through_has_no_numbers() -> None:
    scene = apply(scene_of("iris"), KeepGhost())
    other = Network.create([4, 3], output="softmax", seed=1)
    smaller = replace_scene(scene, ghost=Network.create([4, 2], seed=1))
    assert any(form.startswith("kept-") for form in numbers(replace_scene(scene, ghost=other)))
    assert not any(form.startswith("kept-") for form in numbers(smaller))


def many_classes(n: int, rows: int = 240) -> Scene:
    """As many classes as asked for, of which an untrained network tells few apart."""
    rng = np.random.default_rng(5)
    columns = [Column(name, "number", rng.normal(size=rows)) for name in ("p", "q")]
    labels = [f"kind {each % n:03d}" for each in range(rows)]
    table = Table("kinds", [*columns, Column("kind", "category", labels)])
    data = Dataset(table, Plan(("p", "q"), "kind"))
    return Scene(Network.create([2, 8, n], output="softmax", seed=3), data=data, row=0)


@pytest.mark.parametrize("n", [16, 17, 100])
def test_of_many_classes_the_most_mistaken_have_places_and_the_others_one(n: int) -> None:
    scene = many_classes(n)
    found = numbers(scene)
    matrix = PANELS["results"](scene, View()).parts["confusion"]
    counts = [int(text) for name, text in found.items() if name.startswith("confusion")]
    assert len(counts) == 256
    assert sum(counts) == 240
    own = 16 if n == 16 else 15
    assert matrix.count("<button") == own**2
    assert ("others" in matrix) == (n > 16)
    said = forward(scene.network, data_of(scene).x).output.argmax(axis=1)
    wanted = data_of(scene).target
    mistakes = [
        sum((truth == c) != (given == c) for truth, given in zip(wanted, said, strict=True))
        for c in range(n)
    ]
    shown = [int(c) for c in re.findall(r'select-cell/(\d+)/\1"', matrix)]
    assert [mistakes[c] for c in shown] == (
        sorted(mistakes, reverse=True)[:own] if n > 16 else mistakes
    )
    for name, text in found.items():
        assert text == (exact(quantity(scene, name)) if is_computed(scene, name) else "")
    confused = next(name for name in found if name.startswith("confusion/") and int(found[name]))
    cell = confused.removeprefix("confusion/all/")
    chosen = perform(scene, Gesture(edit=f"select-cell/{cell}"))
    listed = perform(chosen, Gesture(edit="select-rows/selected"))
    table = PANELS["data"](listed, View()).parts
    assert table["filters"].count("<button") == 5
    assert f"of {found[confused]}" in table["count"]
    assert 'data-tab="Data"' in PANELS["results"](chosen, View()).parts["selected"]
    # Without the cell all rows are listed again, and the word is not offered.
    none = PANELS["data"](perform(listed, Gesture(edit="select-cell")), View()).parts
    assert none["filters"].count("<button") == 4
    assert "of 240" in none["count"]


def test_a_mark_of_the_residuals_leads_to_its_row_and_lights_up_with_it() -> None:
    scene = scene_of("auto-mpg")
    panel = PANELS["results"](scene, View())
    rows = re.findall(r'data-edit="row/(\d+)" data-link="row/(\d+)"', panel.parts["hits"])
    assert [int(edit) for edit, _ in rows] == list(range(392))
    assert all(edit == link for edit, link in rows)
    assert (
        "data-edit"
        not in PANELS["results"](replace_scene(scene, locked=["inputs"]), View()).parts["hits"]
    )
