"""The built-in sets are what they say: curves and truth tables, and tables with known numbers."""

import csv
import math
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_digits, load_iris, make_moons

from playground import presets
from playground.data import SETS, BuiltIn, DataError, load_set, parse_source, read_table
from playground.data.sets import CATALOGUE, as_pictures, preview
from playground.data.sets.builtin import FOLDER
from playground.data.sets.preview import POINTS
from playground.engine import forward
from playground.limits import MAX_NOISE, MAX_SEED, MAX_SET_ROWS

GENERATED = [name for name, row in CATALOGUE.items() if row.usual]
REAL = [name for name, row in CATALOGUE.items() if row.file]
TRUTH = {
    "corners-and": {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1},
    "corners-or": {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 1},
    "corners-nand": {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 0},
    "corners-xor": {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0},
}


def drawn(name, **how):
    """x and class or value of a set without noise, or with what is asked for."""
    data = load_set(name, **{"noise": 0.0, **how})
    return data.x, data.y[:, 0]


def test_each_set_has_a_line_and_is_of_one_kind():
    assert list(SETS) == [
        *("corners-and", "corners-or", "corners-nand", "corners-xor"),
        *("blobs", "circles", "moons", "spiral", "xor", "sine", "plane", "bumps"),
        *("body-size", "iris", "penguins", "auto-mpg", "digits"),
    ]
    assert len(SETS) == len(GENERATED) + len(REAL)
    assert not set(GENERATED) & set(REAL)
    assert len(set(SETS.values())) == len(SETS)
    for name, line in SETS.items():
        assert 20 < len(line) < 100, name
        assert load_set(name).title == CATALOGUE[name].title


@pytest.mark.parametrize("name", TRUTH)
def test_the_corners_are_a_truth_table(name):
    data = load_set(name)
    found = {tuple(x): y for x, y in zip(data.x.tolist(), data.y[:, 0], strict=True)}
    assert found == TRUTH[name]
    assert len(data.train) == 4
    assert data.output_names == (name.removeprefix("corners-").upper(),)


def test_circles_have_two_radii():
    x, y = drawn("circles", n=101)
    np.testing.assert_allclose(np.hypot(*x.T), np.where(y == 1, 1, 2))


def test_the_moons_are_those_of_scikit_learn():
    x, y = drawn("moons", n=400)
    theirs, label = make_moons(4000, noise=None)
    scale = 2 / 1.5
    for side in (0, 1):
        curve = (theirs[label == side] - [0.5, 0.25]) * scale
        to_curve = np.hypot(*(x[y == side][:, np.newaxis] - curve).T)
        assert to_curve.min(axis=0).max() < 0.002
        ends = curve[:, 0].min(), curve[:, 0].max()
        assert ends == pytest.approx((x[y == side, 0].min(), x[y == side, 0].max()), abs=0.02)


def test_the_arms_of_the_spiral_grow_with_their_angle():
    x, y = drawn("spiral", n=300)
    radius = np.hypot(*x.T)
    assert radius.max() <= 2
    assert np.median(radius) == pytest.approx(math.sqrt(2), abs=0.1)  # half of the disc's area
    along = 3 * np.pi * radius / 2 + np.pi * y  # one and a half turns to radius 2
    off = np.arctan2(x[:, 1], x[:, 0]) - along
    np.testing.assert_allclose(np.cos(off), 1, atol=1e-12)


def test_clouds_have_their_centres_and_their_size():
    x, y = drawn("blobs", n=10)
    assert {(*point, label) for point, label in zip(x.tolist(), y, strict=True)} == {
        (-1, -1, 0),
        (1, 1, 1),
    }
    x, y = drawn("xor", n=40)
    assert Counter(map(tuple, x.tolist())) == dict.fromkeys(
        [(-1, -1), (-1, 1), (1, -1), (1, 1)], 10
    )
    np.testing.assert_array_equal(y, x[:, 0] * x[:, 1] < 0)
    clouds, label = drawn("blobs", n=2000, noise=0.3)
    spread = (clouds - np.where(label == 1, 1, -1)[:, np.newaxis]).std(axis=0)
    np.testing.assert_allclose(spread, 0.3, rtol=0.05)


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("sine", math.sin),
        ("plane", lambda x1, x2: 0.5 * x1 - 0.8 * x2 + 0.3),
        ("bumps", lambda x1, x2: math.cos(2 * x1) * math.cos(2 * x2)),
    ],
)
def test_numbers_lie_on_their_curve_and_noise_beside_it(name, formula):
    x, y = drawn(name, n=2000)
    wanted = [formula(*point) for point in x.tolist()]
    np.testing.assert_allclose(y, wanted, atol=1e-15)
    noisy_x, noisy_y = drawn(name, n=2000, noise=0.5)
    np.testing.assert_array_equal(noisy_x, x)
    assert (noisy_y - wanted).std() == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("name", GENERATED)
def test_a_seed_gives_the_same_rows_always(name):
    source = BuiltIn(name, n=33, noise=0.1, seed=7)
    first = source.table()
    assert first == BuiltIn(name, n=33, noise=0.1, seed=7).table()
    assert first != BuiltIn(name, n=33, noise=0.1, seed=8).table()
    assert first.n_rows == 33
    data = load_set(name, n=33, noise=0.1, seed=7)
    assert np.abs(data.x).max() < 3.5
    if data.task == "binary" and not name.startswith("corners"):
        assert sorted(np.bincount(data.target)) == [16, 17]


@pytest.mark.parametrize("name", [name for name in GENERATED if not name.startswith("corners")])
def test_inputs_need_no_scaling(name):
    x = load_set(name).x
    assert np.abs(x.mean(axis=0)).max() < 0.5
    assert x.std() == pytest.approx(1, abs=0.9)


def test_iris_is_fishers():
    data = load_set("iris", scaling="none")
    theirs = load_iris()
    np.testing.assert_array_equal(data.x, theirs.data)
    np.testing.assert_array_equal(data.target, theirs.target)
    np.testing.assert_allclose(data.x.mean(axis=0), [5.8433, 3.0573, 3.7580, 1.1993], atol=5e-5)
    assert data.x[34].tolist() == [4.9, 3.1, 1.5, 0.2]  # UCI's file says 0.1
    assert data.x[37].tolist() == [4.9, 3.6, 1.4, 0.1]  # UCI's file says 3.1 and 1.5
    assert data.units["petal width"] == "cm"


def test_the_penguins_are_those_of_palmer_station():
    data = load_set("penguins", scaling="none")
    counts = Counter(data.labels[at] for at in data.target)
    assert counts == {"Adelie": 146, "Chinstrap": 68, "Gentoo": 119}
    means = [43.992793, 17.164865, 200.966967, 4207.057057]
    np.testing.assert_allclose(data.x.mean(axis=0), means, atol=1e-6)


def test_the_cars_are_those_of_1970_to_1982():
    data = load_set("auto-mpg", scaling="none")
    assert data.n_rows == 392
    assert data.target.mean() == pytest.approx(23.445918, abs=1e-6)
    assert data.raw(0) == {
        "cylinders": 8,
        "displacement (in³)": 307,
        "power (hp)": 130,
        "weight (lb)": 3504,
        "acceleration (s)": 12,
        "model year": 70,
        "origin": "USA",
        "mpg": 18,
    }
    assert Counter(data.table.column("origin").values) == {"USA": 245, "Japan": 79, "Europe": 68}
    years = Counter(data.table.column("model year").numbers)
    assert (years[81], years[82]) == (28, 30)
    assert data.table.column("weight (lb)").numbers.mean() == pytest.approx(2977.584184)


def test_the_digits_are_fifty_of_each():
    data = load_set("digits")
    theirs = load_digits()
    assert data.x.shape == (500, 64)
    assert np.bincount(data.target).tolist() == [50] * 10
    for digit in range(10):
        first = theirs.data[theirs.target == digit][:50] / 16
        np.testing.assert_array_equal(data.x[data.target == digit], first)
    np.testing.assert_array_equal(as_pictures(data)[0], theirs.images[0] / 16)


def test_body_size_is_classified_by_the_body_mass_index():
    data = load_set("body-size")
    index = [row["mass (kg)"] / (row["height (cm)"] / 100) ** 2 for row in map(data.raw, range(24))]
    np.testing.assert_array_equal(data.target, np.array(index) >= 30)
    assert data.target.sum() == 10
    assert 6 in data.train
    np.testing.assert_allclose(data.x[6], presets.load("body-size").x, atol=0.005)
    feet = data.table.column("height (ft)").numbers
    np.testing.assert_allclose(feet * 30.48, data.table.column("height (cm)").numbers, atol=0.2)


def test_the_obesity_neuron_calls_everybody_obese():
    data = load_set("body-size", inputs=("height (ft)", "mass (kg)"), scaling="none")
    said = forward(presets.load("obesity").network, data.x).output[:, 0] >= 0.5
    assert said.all()
    assert (said == data.target).sum() == 10


def test_each_file_has_its_row_in_the_readme():
    text = (FOLDER / "README.md").read_text("utf-8")
    rows = {name: [int(n), *rest] for name, n, *rest in re.findall(
        r"^\| `(\S+)` \| (\d+) \| (.+) \| (.+) \|$", text, re.MULTILINE)}  # fmt: skip
    assert set(rows) == {path.name for path in FOLDER.glob("*.csv")}
    assert set(rows) == {CATALOGUE[name].file for name in REAL}
    for name, (n, source, licence) in rows.items():
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) == n + 1, name
        assert len(source) > 20
        assert re.search(r"CC BY 4\.0|CC0 1\.0|MIT", licence)
        assert f"**{name}**" in text
        assert (FOLDER / name).stat().st_size < 80_000


def test_a_plan_can_be_changed_and_a_wrong_one_is_refused():
    data = load_set("iris", scaling="none", test_share=0.5)
    assert len(data.test) == 75
    assert data.plan.scaling == "none"
    assert load_set("iris") is load_set("iris")
    with pytest.raises(DataError, match=r"plan: expected one of inputs, .* got 'learning_rate'"):
        load_set("iris", learning_rate=1)
    with pytest.raises(DataError, match="'weight'"):
        load_set("iris", inputs=("weight",))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "mnist"}, "data: expected one of corners-and, .* got 'mnist'"),
        ({"name": "iris", "n": 10, "seed": 3}, "iris: it comes as it is, without n or seed"),
        ({"name": "moons", "n": 3}, "n: expected 4 to 2000, got '3'"),
        ({"name": "moons", "n": MAX_SET_ROWS + 1}, "n: expected 4 to 2000, got '2001'"),
        ({"name": "moons", "n": 10.5}, "n: expected a whole number, got '10.5'"),
        ({"name": "moons", "n": True}, "n: expected a whole number"),
        ({"name": "moons", "noise": -0.1}, "noise: expected 0 to 1, got '-0.1'"),
        ({"name": "moons", "noise": math.nan}, "noise: expected 0 to 1, got 'nan'"),
        ({"name": "moons", "noise": "much"}, "noise: expected a number, got 'much'"),
        ({"name": "moons", "seed": -1}, "seed: expected 0 to"),
        ({"name": "moons", "seed": MAX_SEED + 1}, "seed: expected 0 to"),
    ],
)
def test_what_no_set_is_drawn_with_is_refused(asked, said):
    with pytest.raises(DataError, match=said):
        load_set(**asked)


samplings = st.fixed_dictionaries(
    {},
    optional={
        "n": st.integers(4, MAX_SET_ROWS),
        "noise": st.floats(0, MAX_NOISE),
        "seed": st.integers(0, MAX_SEED),
    },
)


@given(st.sampled_from(GENERATED), samplings)
def test_the_text_of_a_set_is_read_as_it_is_written(name, how):
    source = BuiltIn(name, **how)
    assert parse_source(source.text) == source
    assert parse_source(source.text).digest == source.digest


def test_the_text_leaves_out_what_is_as_usual():
    assert [BuiltIn(name).text for name in SETS] == list(SETS)
    assert BuiltIn("moons", n=300, seed=5).text == "moons,n=300,seed=5"
    assert BuiltIn("moons", n=200) == BuiltIn("moons")
    assert len({BuiltIn(name).digest for name in SETS}) == len(SETS)
    assert BuiltIn("moons", seed=1).digest != BuiltIn("moons").digest


@pytest.mark.parametrize(
    "text",
    [
        *("", ",", "moons,n", "moons,n=", "moons,n=3", "moons,n=1e2", "moons,n=300,n=300"),
        *("moons,n=٣٠٠", "moons,size=4", "moons,noise=nan", "moons,noise=-1", "moons,seed=9" * 9),
        *("iris,", "iris,n=4", "Moons", " moons", "moons\n", "<b>moons</b>", "moons" * 9999),
    ],
)
def test_a_hostile_text_is_refused_in_one_sentence(text):
    with pytest.raises(DataError) as refused:
        parse_source(text)
    assert len(str(refused.value)) < 300
    assert "\n" not in str(refused.value)


@given(st.text() | st.from_regex(r"(moons|iris|formula)[,=:n0-9.a-z]{0,30}", fullmatch=True))
def test_any_text_is_read_or_refused(text):
    try:
        source = parse_source(text)
    except DataError:
        return
    assert parse_source(source.text) == source


@pytest.mark.parametrize("name", SETS)
def test_a_preview_is_a_few_points_in_a_square(name):
    data = load_set(name)
    seen = preview(data)
    assert seen.points.shape == (min(data.n_rows, POINTS), 2)
    assert seen.points.min() >= 0
    assert seen.points.max() <= 1
    if data.task == "regression":
        assert seen.classes is None
        assert -1 <= seen.values.min() < seen.values.max() <= 1
    else:
        assert seen.values is None
        assert set(seen.classes) == set(range(len(data.labels)))


def test_a_preview_shows_what_the_set_names():
    iris = load_set("iris")
    petals = preview(iris)
    setosa = petals.points[petals.classes == 0]
    assert setosa.max() < 0.25  # small in both, as nothing else is
    cars = preview(load_set("auto-mpg"))
    np.testing.assert_allclose(cars.values, 2 * cars.points[:, 1] - 1)
    sine = preview(load_set("sine", noise=0.0))
    np.testing.assert_allclose(sine.values, 2 * sine.points[:, 1] - 1)
    corners = preview(load_set("corners-xor"))
    assert corners.points.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_only_pixels_are_pictures():
    assert as_pictures(load_set("iris")) is None
    assert as_pictures(load_set("sine")) is None
    names = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
    upper = load_set("digits", inputs=tuple(names[:32]))
    assert as_pictures(upper).shape == (500, 4, 8)
    assert as_pictures(load_set("digits", inputs=tuple(names[1:]))) is None
    shown = preview(load_set("digits")).pictures
    assert shown.shape == (3, 8, 8)
    assert (shown.min(), shown.max()) == (0, 1)


@pytest.mark.parametrize("name", [name for name in REAL if name != "digits"])
def test_a_visitor_who_opens_the_file_gets_the_same_table(name):
    ours = load_set(name).table
    theirs = read_table((FOLDER / CATALOGUE[name].file).read_bytes(), name=ours.name)
    assert theirs == ours
