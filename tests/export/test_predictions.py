"""The table of predictions says of each row what a forward pass of that row alone says."""

import csv
import io
import math

import pytest
from hypothesis import given

from playground.data import Column, Table, load_set
from playground.engine import forward
from playground.export.formats import ROWS
from playground.export.predictions import predictions_csv
from playground.limits import DataError
from playground.network import Layer, Network
from playground.scene import Scene
from playground.training import LOSSES
from playground.training.losses import usual_loss
from tests.analysis.rows.strategies import fitted_scenes


def lines(scene: Scene) -> list[dict[str, str]]:
    text = predictions_csv(scene)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(set(header)) == len(header)
    return [dict(zip(header, row, strict=True)) for row in rows]


def close(text: str, value: float) -> bool:
    """Whether a cell is a number, to what a batch and a single row may differ by."""
    return math.isclose(float(text), value, rel_tol=1e-9, abs_tol=1e-9)


@given(fitted_scenes())
def test_each_line_is_a_forward_pass_of_its_row(scene: Scene) -> None:
    data = scene.data
    found = lines(scene)
    assert len(found) == data.n_rows
    for row, line in enumerate(found):
        assert line["row"] == str(row + 1)
        assert line["split"] == ("test" if row in data.test else "train")
        for name in data.plan.inputs:
            assert float(line[name]) == data.raw(row)[name]
        trace = forward(scene.active_network, data.x[row])
        output = trace.output.tolist()
        for name, value in zip(scene.network.output_names, output, strict=True):
            assert close(line[f"output {name}"], value)
        if data.task == "regression":
            assert float(line["wanted"]) == data.raw(row)["out"]
            assert close(line["error"], output[0] - float(line["wanted"]))
            continue
        assert line["wanted"] == data.raw(row)["out"]
        several = len(output) > 1
        if not several or output.count(max(output)) == 1:  # else a last digit decides
            said = output.index(max(output)) if several else int(output[0] >= scene.threshold)
            assert line["says"] == data.labels[said]
        activation = scene.network.layers[-1].activation
        loss = usual_loss(data.task, activation)
        z = trace.pre_activations[-1]
        (value,) = LOSSES[loss].of_rows(activation, z[None], trace.output[None], data.y[row][None])
        assert close(line[f"loss ({loss})"], float(value))


def test_a_scaled_target_stands_there_before_scaling_too() -> None:
    table = Table("t", [Column("x", "number", [1, 2, 4]), Column("y (kg)", "number", [10, 20, 40])])
    data = table.dataset(["x"], "y (kg)", target_scaling="min-max", scaling="z-score", test_share=0)
    scene = Scene(Network.create([1, 1], output="linear", seed=1), data=data)
    for row, line in enumerate(lines(scene)):
        output = float(forward(scene.network, data.x[row]).output[0])
        assert float(line["x"]) == [1, 2, 4][row]
        assert close(line["wanted"], [0, 1 / 3, 1][row])
        assert close(line["error"], output - float(line["wanted"]))
        assert float(line["wanted y (kg)"]) == [10, 20, 40][row]
        assert close(line["says y (kg)"], 10 + 30 * output)


def test_columns_of_texts_are_harmless_and_keep_their_names_apart() -> None:
    columns = [
        Column("row", "number", [3, 1, 2, 5]),
        Column("=cmd()", "category", ["=cmd()", "b", "=cmd()", "b"]),
        Column("says", "category", ["+yes", "no", "no", "+yes"]),
    ]
    data = Table("t", columns).dataset(["row", "=cmd()"], "says", test_share=0)
    found = lines(Scene(Network.create([3, 1], output="sigmoid", seed=1), data=data))
    assert [line["row"] for line in found] == ["1", "2", "3", "4"]
    assert [line["row 2"] for line in found] == ["3", "1", "2", "5"]
    assert [line["'=cmd()"] for line in found] == ["'=cmd()", "b", "'=cmd()", "b"]
    assert [line["wanted"] for line in found] == ["'+yes", "no", "no", "'+yes"]
    assert {line["says"] for line in found} <= {"'+yes", "no"}


def test_what_left_float64_is_an_empty_cell() -> None:
    data = load_set("corners-xor")
    network = Network([Layer([[1e308, 1e308]], [0], "linear")])
    first, *_, last = lines(Scene(network, data=data))
    assert (first["output y"], first["loss (mse)"]) == ("0", "0")
    assert (last["output y"], last["loss (mse)"]) == ("", "")


def test_without_data_that_fit_there_is_nothing_to_tell() -> None:
    network = Network.create([2, 3], seed=1)
    for scene in (Scene(network), Scene(network, data=load_set("iris"))):
        with pytest.raises(DataError, match="expected data that fit"):
            predictions_csv(scene)


def test_it_is_a_row_of_the_formats() -> None:
    (row,) = ROWS
    assert (row.write, row.file_name, row.mime) == (predictions_csv, "predictions.csv", "text/csv")
