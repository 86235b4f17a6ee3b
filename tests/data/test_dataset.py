"""What a network reads of a table, by worked numbers, by properties, and beside scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from playground.data import Column, DataError, Dataset, Plan, Table
from playground.data.scaling import SCALINGS
from playground.limits import MAX_MAGNITUDE
from playground.network import Network
from tests.data.strategies import datasets

nan = np.nan
PEOPLE = Table(
    "people.csv",
    [
        Column("height (cm)", "number", [181, 165, 172, nan, 190, 158]),
        Column("mass (kg)", "number", [80, 60, nan, 70, 95, 50]),
        Column("sex", "category", ["m", "f", "f", "m", "m", None]),
        Column("kind", "category", ["b", "a", "c", "a", "b", "a"]),
        Column("obese", "number", [1, 0, 0, 1, 1, 0]),
    ],
)


def column(name: str, *values: object) -> Column:
    kind = "category" if any(isinstance(value, str) for value in values) else "number"
    return Column(name, kind, values)


def test_a_row_is_read_as_it_was_planned() -> None:
    data = PEOPLE.dataset(inputs=["height (cm)", "sex"], target="kind", test_share=0.0)
    assert data.rows.tolist() == [0, 1, 2, 4]
    assert (data.n_rows, data.n_inputs, data.n_outputs, data.dropped) == (4, 3, 3, 2)
    assert data.input_names == ("height", "sex=f", "sex=m")
    assert data.output_names == data.labels == ("a", "b", "c")
    assert data.units == {"height": "cm"}
    assert data.task == "classes"
    assert data.x.tolist() == [[181, 0, 1], [165, 1, 0], [172, 1, 0], [190, 0, 1]]
    assert data.target.tolist() == [1, 0, 2, 1]
    assert data.y.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert data.train.tolist() == [0, 1, 2, 3]
    assert data.test.tolist() == []
    assert data.raw(1) == {"height (cm)": 165.0, "sex": "f", "kind": "a"}
    assert data.unscaled(0, 165.0) == 165.0
    assert data.unscaled(1, 1.0) is None
    assert data.title == "people"


@pytest.mark.parametrize(
    ("target", "target_as", "task", "labels", "names", "y"),
    [
        (column("t", "no", "yes", "no"), None, "binary", ("no", "yes"), ("yes",), [0, 1, 0]),
        (column("t (1)", 0, 1, 0), None, "binary", ("0", "1"), ("t",), [0, 1, 0]),
        (column("t", 1, 1, 1), None, "binary", ("0", "1"), ("t",), [1, 1, 1]),
        (column("t", 0, 1, 0), "class", "binary", ("0", "1"), ("t",), [0, 1, 0]),
        (column("t", 10, -2, 10), "class", "binary", ("−2", "10"), ("10",), [1, 0, 1]),
        (column("t", 0, 1, 0), "number", "regression", (), ("t",), [0, 1, 0]),
        (column("t (cm)", 0, 2, 0), None, "regression", (), ("t",), [0, 2, 0]),
    ],
)
def test_the_target_decides_the_task(target, target_as, task, labels, names, y) -> None:  # type: ignore[no-untyped-def]
    table = Table("", [column("a", 1, 2, 3), target])
    data = table.dataset(["a"], target.name, target_as=target_as)
    assert (data.task, data.labels, data.output_names) == (task, labels, names)
    assert data.y.tolist() == [[each] for each in y]


@pytest.mark.parametrize(
    ("scaling", "peer"), [("z-score", StandardScaler()), ("min-max", MinMaxScaler())]
)
def test_scaling_is_that_of_scikit_learn(scaling: str, peer: object) -> None:
    values = np.random.default_rng(0).normal(170, 9, (50, 3))
    table = Table("", [Column(f"c{i}", "number", values[:, i]) for i in range(3)])
    data = table.dataset(
        ["c0", "c1"], "c2", scaling=scaling, target_scaling=scaling, test_share=0.3
    )
    assert len(data.test) == 15
    scaled = peer.fit(values[data.train]).transform(values)  # type: ignore[attr-defined]
    np.testing.assert_allclose(np.hstack([data.x, data.y]), scaled, rtol=0, atol=1e-12)
    assert data.unscaled(1, data.x[7, 1]) == pytest.approx(values[7, 1], rel=1e-14)
    assert data.raw(7) == {f"c{i}": values[7, i] for i in range(3)}


def test_each_column_has_a_scaling_of_its_own() -> None:
    table = Table("", [column("a", 1, 3), column("s", "x", "y"), column("b", 1, 3)])
    data = table.dataset(["a", "s", "b"], "a", scaling=["min-max", "none", "z-score"], test_share=0)
    assert data.x.tolist() == [[0, 1, 0, -1], [1, 0, 1, 1]]


def test_a_missing_number_is_the_mean_of_the_training_rows() -> None:
    table = Table(
        "", [column("a", 1, nan, 3, 100), column("b", 1, 2, 3, 4),
             column("Split", "Train", "train", " TRAIN", "test")]
    )  # fmt: skip
    data = table.dataset(["a"], "b", missing="mean")
    assert data.train.tolist() == [0, 1, 2]
    assert data.test.tolist() == [3]
    assert data.x[:, 0].tolist() == [1, 2, 3, 100]
    assert data.raw(1) == {"a": 2.0, "b": 2.0}
    assert data.dropped == 0


def test_a_missing_text_target_or_split_leaves_its_row_out() -> None:
    table = Table(
        "", [column("a", "x", None, "x", "x"), column("b", 1, 2, nan, 4),
             column("split", "train", "train", "train", None), column("c", nan, nan, nan, nan)]
    )  # fmt: skip
    assert table.dataset(["a"], "b", missing="mean").rows.tolist() == [0]


def test_a_constant_column_becomes_zero_and_says_so() -> None:
    table = Table("", [column("a", *[0.1] * 30), column("b", *range(30))])
    for scaling in ("z-score", "min-max"):
        data = table.dataset(["a"], "b", scaling=scaling)
        assert not data.x.any()
        assert data.unscaled(0, 0.0) == 0.1
        assert data.warnings == (
            "'a' is the same in all training rows, so after scaling it is 0: it tells nothing.",
        )
    assert table.dataset(["a"], "b").x[0, 0] == 0.1


def test_the_largest_and_smallest_numbers_are_scaled_without_overflow() -> None:
    for numbers in ([-1e300, 1e300, 0], [5e-324, 0, 5e-324], [1e-320, 2e-320, 1e300]):
        table = Table("", [column("a", *numbers), column("split", "train", "train", "test")])
        for scaling in ("z-score", "min-max", "none"):
            x = table.dataset(["a"], "a", scaling=scaling).x
            assert np.isfinite(x).all()
            assert np.abs(x).max() <= MAX_MAGNITUDE


def test_a_stratified_split_keeps_the_shares_of_the_classes() -> None:
    kinds = ["a"] * 40 + ["b"] * 16 + ["c"] * 3 + ["d"]
    table = Table("", [column("k", *kinds), column("n", *range(60))])
    for seed in range(5):
        data = table.dataset(["n"], "k", stratified=True, test_share=0.25, seed=seed)
        assert len(data.test) == 15
        assert np.bincount(data.target[data.test], minlength=4).tolist() == [10, 4, 1, 0]
    others = {tuple(table.dataset(["n"], "k", seed=seed).test.tolist()) for seed in range(5)}
    assert len(others) == 5


def test_what_a_learner_should_know_is_said() -> None:
    data = PEOPLE.dataset(["height (cm)", "obese"], "obese", test_share=0)
    assert data.warnings == (
        "1 of 6 rows left out: a value is missing there, first in row 4, 'height (cm)'.",
        "No row is for the test: how well the network does on new rows stays unknown.",
        "'obese' is the target and an input: the answer is given away.",
    )
    one = Table("", [column("a", 1), column("b", 2)]).dataset(["a"], "b")
    assert (one.train.tolist(), one.test.tolist()) == ([0], [])
    assert one.warnings == (
        "There is one row alone: a network cannot learn from it what makes a difference.",
    )
    many = Table("", [column("a", *range(30)), column("b", *range(30))])
    warnings = many.dataset(["a"], "b", target_as="class").warnings
    assert warnings[0].startswith("The target has 30 classes")
    assert warnings[1].startswith("No training row is of class '")
    assert warnings[1].endswith(" and 7 more.")


def test_a_copy_of_the_target_is_told_and_a_line_to_it_is_not() -> None:
    kinds, numbers = ["a", "b", "c"] * 4, [7.0, 2.0, 3.0] * 4
    free = column("free", *range(12))
    table = Table("", [column("kind", *kinds), column("number", *numbers), free])
    given = "{} says the same as the target in other words: the answer is given away."
    assert table.dataset(["number", "free"], "kind").warnings == (given.format("'number'"),)
    assert table.dataset(["kind", "free"], "number", target_as="class").warnings == (
        given.format("'kind'"),
    )
    other = Table("", [free, column("copy", *range(12)), column("double", *range(0, 24, 2))])
    assert other.dataset(["copy", "double"], "free").warnings == (given.format("'copy'"),)
    few = Table("", [column("kind", *kinds[:6]), column("number", *numbers[:6])])
    assert not any("in other words" in each for each in few.dataset(["number"], "kind").warnings)


def test_a_split_that_says_something_else_is_told_with_its_row() -> None:
    split = column("Split", *["train"] * 10, "Test", "tset")
    table = Table("", [column("a", *range(12)), split, column("y", *[0, 1, 1] * 4)])
    said = "'Split': row 12 says 'tset', neither train nor test, so it is a column like any other."
    assert table.dataset(["a"], "y").warnings == (said,)
    plain = Table(
        "", [column("a", *range(12)), column("split", *"ab" * 6), column("y", *[0, 1] * 6)]
    )
    assert plain.dataset(["a"], "y").warnings == ()


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"inputs": ["age"]},
         "column 'age': expected one of height (cm), mass (kg), sex, kind, obese"),
        ({"inputs": []}, "inputs: expected at least one column, got none"),
        ({"inputs": ["sex", "sex"]}, "inputs: expected different columns, got 'sex' twice"),
        ({"inputs": "sex"}, "inputs: expected a list of names, got 'sex'"),
        ({"inputs": [1]}, "inputs: expected a name, got '1'"),
        ({"target": ["a"]}, "target: expected a name, got \"['a']\""),
        ({"scaling": 1}, "scaling: expected a list of names, got '1'"),
        ({"scaling": [[]]}, "scaling: expected a name, got '[]'"),
        ({"target_scaling": []},
         "target_scaling: expected one of none, min-max, z-score, got '[]'"),
        ({"target_as": "number"}, "column 'kind': expected numbers, got texts"),
        ({"target": "obese", "target_as": "number", "stratified": True},
         "stratified: expected a target of classes, got numbers"),
        ({"scaling": "log"}, "scaling: expected one of none, min-max, z-score, got 'log'"),
        ({"scaling": ["none", "none"]},
         "scaling: expected one, or one for each of 1 columns, got 2"),
        ({"target_scaling": "log"},
         "target_scaling: expected one of none, min-max, z-score, got 'log'"),
        ({"missing": "zero"}, "missing: expected one of drop, mean, got 'zero'"),
        ({"test_share": 1.0}, "test_share: expected 0 to less than 1, got '1.0'"),
        ({"test_share": nan}, "test_share: expected a number, got 'nan'"),
        ({"seed": -1}, "seed: expected 0 to 2147483648, got '-1'"),
        ({"seed": 1.5}, "seed: expected a whole number, got '1.5'"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(choices: dict[str, object], sentence: str) -> None:
    with pytest.raises(DataError) as refused:
        PEOPLE.dataset(**{"inputs": ["height (cm)"], "target": "kind", **choices})
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("columns", "choices", "sentence"),
    [
        ([column("a", nan), column("b", 1)], {},
         "rows: expected one without a missing value, got none"),
        ([column("a"), column("b")], {}, "rows: expected one without a missing value, got none"),
        ([column("a", nan, 1), column("b", 1, 2), column("split", "train", "test")],
         {"missing": "mean"},
         "column 'a': expected a number in a training row to take the mean of, got none"),
        ([column("a", 1), column("b", 1), column("split", "test")], {},
         "rows: expected at least one for training, got none"),
        ([column("a", 1, 2), column("b", "x", "x")], {},
         "column 'b': expected at least two classes, got 'x' alone"),
        ([column("a", *range(1000)), column("b", *map(str, range(1000)))], {},
         "column 'b': expected at most 100 different classes, got 1,000"),
        ([column("b", *range(1000)), column("a", *map(str, range(1000)))], {},
         "column 'a': expected at most 100 different classes, got 1,000"),
        ([column("a", 1), column("b", 1), column("SPLIT", "test")], {"inputs": ["SPLIT"]},
         ("column 'SPLIT': it says which rows are for training, so it is neither an input "
          "nor the target")),
    ],
)  # fmt: skip
def test_a_table_that_a_plan_cannot_read_is_refused(columns, choices, sentence) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError) as refused:
        Table("", columns).dataset(**{"inputs": ["a"], "target": "b", **choices})
    assert str(refused.value) == sentence


def test_inputs_of_texts_are_not_without_end() -> None:
    texts = [str(i) for i in range(65)]
    table = Table("", [column("a", *texts), column("b", *texts), column("c", *range(65))])
    with pytest.raises(DataError, match="inputs: expected at most 128, got 130"):
        table.dataset(["a", "b"], "c")


def test_a_column_called_split_with_other_texts_is_a_column() -> None:
    table = Table("", [column("split", "banana", "pea"), column("b", 1, 5)])
    assert table.dataset(["split"], "b").input_names == ("split=banana", "split=pea")


def test_names_that_a_network_refuses_or_that_meet_become_others() -> None:
    headers = ["<b>a</b>", "height (cm)", "height (in)"]
    table = Table("", [column(header, 1, 2) for header in headers])
    data = table.dataset(headers, "height (cm)")
    assert data.input_names == ("‹b›a‹/b›", "height (cm)", "height (in)")
    assert data.output_names == ("height",)
    assert data.raw(0).keys() == {"<b>a</b>", "height (cm)", "height (in)"}


def test_datasets_compare_by_source_and_plan() -> None:
    again = Table.from_bytes(PEOPLE.to_bytes())
    choices = {"inputs": ["height (cm)"], "target": "kind"}
    data = PEOPLE.dataset(**choices)
    assert data == again.dataset(**choices, test_share=0.25)
    assert hash(data) == hash(again.dataset(**choices))
    assert data.digest == again.dataset(**choices).digest
    other = again.dataset(**choices, seed=1)
    assert data != other
    assert data.digest != other.digest
    assert (
        PEOPLE.dataset(**choices, test_share=0).digest
        == PEOPLE.dataset(**choices, test_share=0.0).digest
    )


@given(datasets())
def test_a_dataset_holds_what_it_promises(data: Dataset | None) -> None:
    if data is None:
        return
    n = data.n_rows
    assert sorted([*data.train, *data.test]) == list(range(n))
    assert (np.diff(data.train) > 0).all()
    assert (np.diff(data.test) > 0).all()
    assert len(data.train)
    assert data.x.shape == (n, data.n_inputs)
    assert data.y.shape == (n, data.n_outputs)
    for array in (data.x, data.y, data.train, data.test, data.rows, data.target):
        assert not array.flags.writeable
        assert np.isfinite(array).all()
        assert np.abs(array).max(initial=0) <= MAX_MAGNITUDE
    Network.create([data.n_inputs, data.n_outputs], input_names=data.input_names)
    assert len(set(data.output_names)) == data.n_outputs
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in data.warnings)
    assert set(data.units) <= set(data.input_names)
    for row in range(n):
        raw = data.raw(row)
        assert set(raw) == {*data.plan.inputs, data.plan.target}
        if data.labels and isinstance(raw[data.plan.target], str):
            assert data.labels[data.target[row]] == raw[data.plan.target]


def test_a_plan_is_plain_values() -> None:
    plan = Plan(["a", "b"], "c", scaling=["none", "z-score"])  # type: ignore[arg-type]
    assert plan == Plan(("a", "b"), "c", scaling=("none", "z-score"))
    assert hash(plan) == hash(Plan(("a", "b"), "c", scaling=("none", "z-score")))


def test_a_scaling_is_added_by_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="scaling: expected one of none, min-max, z-score"):
        PEOPLE.dataset(["height (cm)"], "kind", scaling="half")
    monkeypatch.setitem(SCALINGS, "half", lambda training: (0.0, 2.0))
    assert PEOPLE.dataset(["height (cm)"], "kind", scaling="half").x[0, 0] == 90.5
