"""The Data tab: what each row says against a plain loop, its order, and what little is drawn."""

import math
import re

import msgspec
import numpy as np
import pytest

from playground.data import Column, Table
from playground.data.sets import load_set
from playground.engine import forward
from playground.gesture import Gesture, perform
from playground.network import Network
from playground.panels import PANELS
from playground.panels.board.data.rows import ROW_HEIGHT
from playground.panels.panel import View
from playground.quantities import quantity
from playground.scene import Scene, SetThreshold, SetWeight, apply, replace_scene
from tests.panels.panel_markup import Attributes, read

OUTPUTS = {"regression": "linear", "binary": "sigmoid", "classes": "softmax"}


def scene_of(name: str, **more: object) -> Scene:
    data = load_set(name)
    sizes = [data.n_inputs, 4, data.n_outputs]
    network = Network.create(sizes, output=OUTPUTS[data.task], seed=3)
    return Scene(network, data=data, row=0, **more)  # type: ignore[arg-type]


def drawn(scene: Scene, first: int = 0) -> dict[int, str]:
    """The markup of each row that is drawn, by its number, in the order in which they stand."""
    html = PANELS["data"](scene, View(first=first)).parts["rows"]
    rows = re.findall(r"<tr class=\"[a-z -]*\" data-key=\"at-.*?</tr>", html)
    return {int(re.search(r'data-edit="row/(\d+)"', row)[1]): row for row in rows}  # type: ignore[index]


def number(markup: str, name: str) -> float:
    found = re.search(rf'data-quantity="{name}" data-value="([^"]*)"', markup)
    assert found, name
    return float(found[1])


def test_each_row_says_what_a_plain_loop_does() -> None:
    scene = scene_of("body-size", threshold=0.4)
    data, n_right, total = scene.data, 0, 0.0
    assert data is not None
    rows = drawn(scene)
    assert list(rows) == list(range(24))
    for row, markup in rows.items():
        y = float(forward(scene.network, data.x[row]).output[0])
        wanted, said = int(data.target[row]), int(y >= 0.4)
        loss = -math.log(y if wanted else 1 - y)
        assert number(markup, f"row-output/{row}/0") == pytest.approx(y, abs=1e-12)
        assert number(markup, f"row-loss/{row}") == pytest.approx(loss, abs=1e-9)
        assert f"<b>{'✓' if said == wanted else '✗'}</b> {said}" in markup
        height, mass = (data.raw(row)[name] for name in data.plan.inputs)
        assert f"<td>{height:g}</td><td>{mass:g}</td>" in markup
        assert ("hollow" in markup) == (row in data.test)
        assert ("mark circle" in markup, "mark square" in markup) == (wanted == 0, wanted == 1)
        n_right, total = n_right + (said == wanted), total + loss
    summary = PANELS["data"](scene, View()).parts["summary"]
    assert number(summary, "right/all") == n_right
    assert number(summary, "loss/all") == pytest.approx(total / 24, abs=1e-9)
    assert f"{n_right}</span> of 24 right" in summary


@pytest.mark.parametrize("name", ["body-size", "iris", "auto-mpg", "digits"])
def test_printed_numbers_are_the_quantities(name: str) -> None:
    scene = scene_of(name)
    found = read(PANELS["data"](scene, View(first=20))).found
    named = [(f["data-quantity"], f["data-value"]) for _, f in found if "data-quantity" in f]
    assert len(named) >= 50
    for quantity_name, value in named:
        assert quantity(scene, str(quantity_name)) == pytest.approx(float(str(value)), rel=1e-12)


def test_a_regression_has_errors_and_no_verdict() -> None:
    scene = scene_of("auto-mpg")
    data = scene.data
    assert data is not None
    rows, heads = drawn(scene), PANELS["data"](scene, View()).parts["heads"]
    assert "expected" in heads
    assert "actual" in heads
    assert "says" not in heads
    for row, markup in rows.items():
        error = float(forward(scene.network, data.x[row]).output[0] - data.y[row, 0])
        assert number(markup, f"row-error/{row}/0") == pytest.approx(error, abs=1e-9)
        assert "✓" not in markup
        assert "✗" not in markup
    assert "wrong" not in PANELS["data"](scene, View()).parts["filters"]
    assert '<td class="text">USA</td>' in rows[0]


@pytest.mark.parametrize("order", ["loss", "-loss", "column/2", "-output/1", "target", "-said"])
def test_rows_stand_in_the_order_that_is_chosen(order: str) -> None:
    scene = perform(scene_of("iris"), Gesture(edit=f"select-order/{order}"))
    data = scene.data
    assert data is not None
    output = forward(scene.network, data.x).output
    key = {
        "loss": -np.log(output[np.arange(150), data.target]),
        "column/2": data.table.column(data.plan.inputs[2]).numbers,
        "output/1": output[:, 1],
        "target": data.target,
        "said": output.argmax(axis=1),
    }[order.removeprefix("-")]
    sign = -1 if order.startswith("-") else 1
    wanted = sorted(range(150), key=lambda row: sign * key[row])
    assert list(drawn(scene, 60)) == wanted[50:90]
    pressed = re.findall(r'aria-sort="(\w+)"', PANELS["data"](scene, View()).parts["heads"])
    assert pressed == (["descending"] if sign < 0 else ["ascending"]) * (order != "-output/1")


def test_a_head_that_is_pressed_turns_the_order_round_and_losses_begin_with_the_largest() -> None:
    scene = scene_of("body-size")

    def edits(scene: Scene) -> list[str]:
        return re.findall(r'data-edit="([^"]*)"', PANELS["data"](scene, View()).parts["heads"])

    begin = ["-row", "column/0", "column/1", "target", "output/0", "said", "-loss"]
    assert edits(scene) == [f"select-order/{each}" for each in begin]
    assert edits(perform(scene, Gesture(edit="select-order/-loss")))[-1] == "select-order/loss"
    texts = scene_of("auto-mpg", order="column/6")
    assert "Europe" in next(iter(drawn(texts).values()))


def test_an_order_of_other_data_is_that_of_the_rows() -> None:
    assert list(drawn(scene_of("body-size", order="column/9")))[:3] == [0, 1, 2]
    assert list(drawn(scene_of("auto-mpg", order="-said")))[:3] == [0, 1, 2]


def test_filters_count_and_choose() -> None:
    scene = scene_of("iris")
    data = scene.data
    assert data is not None
    said = forward(scene.network, data.x).output.argmax(axis=1)
    wrong = [row for row in range(150) if said[row] != data.target[row]]
    filters = PANELS["data"](scene, View()).parts["filters"]
    counts = re.findall(r'select-rows/(\w+)" aria-pressed="(\w+)">\w+ (\d+)<', filters)
    assert counts == [
        ("all", "true", "150"),
        ("train", "false", "112"),
        ("test", "false", "38"),
        ("wrong", "false", str(len(wrong))),
    ]
    for which, rows in (("train", data.train), ("test", data.test), ("wrong", np.array(wrong))):
        chosen = perform(scene, Gesture(edit=f"select-rows/{which}"))
        assert list(drawn(chosen)) == rows[:40].tolist()
    assert list(drawn(scene_of("auto-mpg", listed="wrong")))[:2] == [0, 1]


def test_a_filter_that_leaves_no_row_says_so() -> None:
    table = Table("t", [Column("x", "number", [0, 1]), Column("y", "number", [0, 1])])
    data = table.dataset(["x"], "y", target_as="class", test_share=0.0)
    network = Network.create([1, 1], output="sigmoid", seed=0)
    network = apply(Scene(network, [0]), SetWeight(0, 0, 0, 5)).network
    scene = Scene(network, data=data, row=0, threshold=0.9, listed="wrong")
    assert drawn(scene) == {}
    panel = PANELS["data"](scene, View())
    assert "no row is wrong" in panel.parts["count"]
    assert "2</span> of 2 right" in panel.parts["summary"]


@pytest.mark.parametrize("first", [0, 9, 10, 163, 195, 19_999])
def test_only_rows_near_the_first_that_is_seen_are_drawn(first: int) -> None:
    panel = PANELS["data"](scene_of("moons"), View(first=first))
    body = panel.parts["rows"]
    above, below = map(int, re.findall(r"height:(\d+)px", body))
    at = [int(each) for each in re.findall(r'data-key="at-(\d+)"', body)]
    assert len(at) == 40
    assert at == list(range(at[0], at[0] + 40))
    assert above == ROW_HEIGHT * at[0]
    assert above + below + ROW_HEIGHT * 40 == ROW_HEIGHT * 200
    seen = min(first, 190)
    assert at[0] <= max(seen - 5, 0)
    assert at[-1] >= min(seen + 19, 199)
    assert f"rows {seen + 1}–{seen + 10} of 200" in panel.parts["count"]


def test_the_row_that_is_shown_is_marked_told_and_reached_by_the_tab_key() -> None:
    scene = perform(scene_of("iris", order="-loss"), Gesture(edit="row/77"))
    rows = drawn(scene)
    body = PANELS["data"](scene, View()).parts["rows"]
    place = re.search(r'data-row="77" data-at="(\d+)"', body)
    assert place
    near = drawn(scene, int(place[1]))
    assert [row for row, markup in near.items() if 'aria-current="true"' in markup] == [77]
    assert [row for row, markup in near.items() if 'tabindex="0"' in markup] == [77]
    assert "is-here" in near[77]
    if 77 not in rows:
        assert sum('tabindex="0"' in markup for markup in rows.values()) == 1
    elsewhere = replace_scene(scene, listed="test" if 77 in scene.data.train else "train")  # type: ignore[union-attr]
    assert 'data-row="77" data-at=""' in PANELS["data"](elsewhere, View()).parts["rows"]


def test_a_drag_of_a_weight_changes_few_rows_and_no_frame() -> None:
    scene = scene_of("moons")
    moved = apply(scene, SetWeight(0, 0, 0, 0.123))
    before, after = (PANELS["data"](each, View(first=50)) for each in (scene, moved))
    assert before.frame == after.frame
    assert before.parts["rows"].count('"') == after.parts["rows"].count('"')
    assert before.parts["rows"] != after.parts["rows"]
    cut = PANELS["data"](apply(scene, SetThreshold(0.9)), View(first=50))
    assert cut.parts["rows"].count('"') == before.parts["rows"].count('"')


def test_without_rows_one_sentence_says_what_to_do() -> None:
    panel = PANELS["data"](Scene(Network.create([2, 1]), [0, 0]), View())
    assert "No rows yet: add data above" in panel.html
    assert "button" not in panel.html


def test_rows_that_do_not_fit_are_told_and_one_click_makes_the_network_fit() -> None:
    scene = Scene(Network.create([3, 2, 2]), data=load_set("iris"))
    panel = PANELS["data"](scene, View())
    sentence = "Iris has 4 inputs, this network 3 and 3 outputs, this network 2."
    assert sentence in panel.html
    buttons: list[Attributes] = [found for tag, found in read(panel).found if tag == "button"]
    (button,) = buttons
    fitted = perform(scene, Gesture(edit=button["data-edit"], value=button["value"]))
    assert fitted.fitting == scene.data
    assert 'data-edit="row/0"' in PANELS["data"](fitted, View()).html


@pytest.mark.parametrize("locked", ["inputs", "topology", "activations"])
def test_a_network_that_a_link_keeps_has_no_button_to_make_it_fit(locked: str) -> None:
    scene = Scene(Network.create([3, 2, 2]), data=load_set("iris"), locked=[locked])
    assert "<button" not in PANELS["data"](scene, View()).html


def test_a_cell_is_text_and_never_markup() -> None:
    kinds = ["<b>x</b>", '"q"', "R&D"]
    table = Table("t", [Column("a", "category", kinds), Column("b <i>", "category", kinds)])
    data = table.dataset(["a"], "b <i>", test_share=0.0)
    scene = Scene(Network.create([3, 3], output="softmax", seed=0), data=data, row=0)
    html = PANELS["data"](scene, View()).html
    assert "<b>x" not in html
    assert "<i>" not in html.replace('<i aria-hidden="true">', "")
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert msgspec.json.encode(PANELS["data"](scene, View()).as_data())


def test_the_plane_stands_beside_the_table_where_both_have_room() -> None:
    scene = scene_of("body-size")
    wide = PANELS["data"](scene, View(widths={"data": 690}))
    assert list(wide.figures) == ["plane"]
    assert len(re.findall(r'<i data-edit="row/\d+" data-link="row/\d+" title', wide.html)) == 24
    assert wide.parts["rows"] == PANELS["data"](scene, View(widths={"data": 500})).parts["rows"]
    assert not PANELS["data"](scene, View(widths={"data": 500})).figures
    assert not PANELS["data"](scene_of("iris"), View(widths={"data": 690})).figures
    assert PANELS["data"](scene_of("iris"), View(widths={"data": 1100})).figures
    assert not PANELS["data"](scene_of("sine"), View(widths={"data": 1100})).figures


def test_the_plane_stands_below_a_short_table_that_leaves_it_no_room_beside() -> None:
    scene = scene_of("corners-xor")
    wide, narrow = (PANELS["data"](scene, View(widths={"data": width})) for width in (690, 340))
    assert list(wide.figures) == list(narrow.figures) == ["plane"]
    assert [" is-stacked" in panel.frame for panel in (wide, narrow)] == [False, True]
    assert wide.figures == narrow.figures
    assert not PANELS["data"](scene_of("body-size"), View(widths={"data": 340})).figures
