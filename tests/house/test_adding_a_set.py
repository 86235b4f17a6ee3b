"""A built-in set is a row, with a generator or a file: nothing else knows it."""

import re
from pathlib import Path

import numpy as np
import pytest

from playground import document, presets
from playground.data import SETS, BuiltIn, DataError, Plan, load_set
from playground.data.sampling import Sampling
from playground.data.sets import CATALOGUE, BuiltInSet, builtin, preview
from playground.gesture import Gesture, perform

ROOT = Path(__file__).parents[2]


def stripes(n, noise, rng):
    """Class 1 on every second stripe."""
    x = rng.uniform(-2, 2, (n, 2))
    return x + noise * rng.standard_normal(x.shape), np.floor(x[:, 0]) % 2


STRIPES = BuiltInSet(
    name="stripes",
    title="Stripes",
    line="Four stripes of two classes",
    plan=Plan(("x1", "x2"), "class", target_as="class"),
    generator=stripes,
    usual=Sampling(n=80, noise=0.0),
)
TREES = BuiltInSet(
    name="trees",
    title="Trees",
    line="Height and kind of three trees",
    plan=Plan(("height (m)",), "kind", scaling="z-score", test_share=0.0),
    file="trees.csv",
    texts=("kind",),
)


@pytest.mark.usefixtures("empty_caches")
def test_a_generated_set_is_added_by_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="data: expected one of corners-and"):
        load_set("stripes")
    monkeypatch.setitem(CATALOGUE, "stripes", STRIPES)
    assert SETS["stripes"] == "Four stripes of two classes"
    assert list(SETS)[-1] == "stripes"
    data = load_set("stripes", n=100, seed=2)
    assert (data.title, data.n_rows, data.task) == ("Stripes", 100, "binary")
    np.testing.assert_array_equal(data.target, np.floor(data.x[:, 0]) % 2)
    assert BuiltIn.parse("stripes,n=100,seed=2") == data.source
    assert preview(data).points.shape == (100, 2)

    scene = perform(presets.load("xor"), Gesture(edit="use-data", value="stripes,n=100,seed=2"))
    assert scene.data == data
    np.testing.assert_array_equal(scene.x, data.x[0])
    assert document.scene_from_json(document.scene_to_json(scene)) == scene
    assert document.link(scene, presets.load("xor"))["data"] == "stripes,n=100,seed=2"


@pytest.mark.usefixtures("empty_caches")
def test_a_real_set_is_added_by_its_row_and_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "trees.csv").write_text("height (m),kind\n20,oak\n30,beech\n40,beech\n", "utf-8")
    monkeypatch.setattr(builtin, "FOLDER", tmp_path)
    monkeypatch.setitem(CATALOGUE, "trees", TREES)
    data = load_set("trees")
    assert data.raw(1) == {"height (m)": 30, "kind": "beech"}
    assert data.labels == ("beech", "oak")
    assert data.units == {"height": "m"}
    assert BuiltIn("trees").text == "trees"
    scene = perform(presets.load("xor"), Gesture(edit="use-data", value="trees"))
    assert scene.data == data


def test_the_guide_shows_what_is_there() -> None:
    guide = (ROOT / "docs" / "how-to" / "add-a-set.md").read_text("utf-8")
    files = [
        *(ROOT / "playground" / "data" / "sets").glob("*.py"),
        ROOT / "assets" / "sets" / "renew.py",
        ROOT / "tests" / "data" / "test_sets.py",
    ]
    texts = [path.read_text("utf-8") for path in files]
    diffs = re.findall(r"```diff\n(.*?)```", guide, re.DOTALL)
    assert len(diffs) == 5
    for diff in diffs:
        added = [line[1:] + "\n" for line in diff.splitlines() if line.startswith("+")]
        assert any("".join(added) in text for text in texts), diff
