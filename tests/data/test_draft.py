"""A draft keeps whatever was typed, reads it once, and makes the edit that takes it."""

import numpy as np
import pytest

from playground import draft as module
from playground import presets
from playground.data import DataError, FormulaSource, Plan, Table, load_set, read_table
from playground.data.reading import read
from playground.data.sampling import Sampling
from playground.data.typed import as_text, is_typed
from playground.draft import Draft, File, edit_of
from playground.limits import MAX_TYPED
from playground.scene import Scene, apply

PEOPLE = 'height (cm),"a, b",class\n181,x,0\n166.5,"y ""z""",1\n,x,1\n'


def taken(draft: Draft, scene: Scene | None = None) -> Scene:
    source = draft.source()
    assert source is not None
    return apply(scene or presets.load("xor"), edit_of(draft.dataset(source)))


def test_each_origin_keeps_what_was_chosen_there() -> None:
    draft = Draft(text=PEOPLE, formula="x > 1", name="moons")
    draft.draw(Sampling(60, 0.2, 3))
    draft.origin = "formula"
    draft.draw(Sampling(90, 0.0, 4))
    assert draft.source() == FormulaSource("x > 1", 90, 0.0, 4)
    draft.origin = "table"
    assert draft.source() == read_table(PEOPLE)
    draft.origin = "sets"
    assert draft.source() == load_set("moons", n=60, noise=0.2, seed=3).source


@pytest.mark.parametrize("name", ["moons", "iris", "corners-xor"])
def test_it_begins_with_the_data_of_the_scene(name: str) -> None:
    data = load_set(name)
    scene = apply(presets.load("xor"), edit_of(data))
    assert taken(Draft.of(scene), scene).data == data


def test_a_table_of_the_scene_is_itself_until_its_text_is_changed() -> None:
    table = Table("codes.csv", read_table("a,b,y\n1,x,0\n2,z,1\n3,x,1\n").columns)
    scene = apply(presets.load("xor"), edit_of(table.dataset(["a", "b"], "y", test_share=0.5)))
    draft = Draft.of(scene)
    assert draft.is_scenes_own
    assert draft.source() is table
    draft.text += "4,z,0\n"
    source = draft.source()
    assert isinstance(source, Table)
    assert source.n_rows == 4
    assert source.name == "codes.csv"


def test_a_table_as_text_is_read_as_the_same_table() -> None:
    table = read_table(PEOPLE)
    assert read_table(as_text(table)) == table
    assert is_typed(table)
    large = read_table("a,b\n" + "1.5,2\n" * (MAX_TYPED // 5))
    assert not is_typed(large)


def test_a_file_goes_before_what_is_typed_and_comes_back_as_text() -> None:
    draft = Draft(origin="table", text="a,y\n1,0\n2,1\n")
    draft.upload(File("people.csv", PEOPLE.encode()))
    assert draft.source() == read(PEOPLE.encode(), "people.csv").table
    draft.edit_file()
    assert draft.file is None
    assert draft.source() == read(PEOPLE.encode(), "people.csv").table
    draft.upload(File("people.csv", b"\x00"))
    with pytest.raises(DataError):
        draft.source()
    draft.remove_file()
    assert draft.source() is not None


def test_a_file_is_read_once_and_refused_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def reading(content: bytes, name: str, **dialect: object) -> object:
        asked.append(name)
        return read(content, name, **dialect)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read", reading)
    for content in (b"a,y\n1,0\n7,1\n", b"a,y\n1\n"):
        draft = Draft(origin="table")
        draft.upload(File("once.csv", content))
        for _ in range(3):
            draft.attempt("table", lambda draft=draft: draft.source())
    assert asked == ["once.csv", "once.csv"]


def test_a_choice_that_cannot_be_changes_nothing_and_is_told_until_the_next() -> None:
    draft = Draft()

    def refuse() -> None:
        raise DataError("no")

    draft.attempt("columns", refuse)
    assert draft.refused == {"columns": "no"}
    draft.attempt("columns", lambda: draft.draw(Sampling(8, 0.0)))
    assert draft.refused == {}


def test_another_plan_is_kept_for_each_table() -> None:
    draft = Draft()
    source = draft.source()
    assert source is not None
    chosen = Plan(("mass (kg)",), "class")
    draft.choose(source, chosen)
    draft.name = "iris"
    assert draft.plan(draft.source()) != chosen  # type: ignore[arg-type]
    draft.name = "body-size"
    assert draft.plan(source) == chosen


def test_half_a_character_is_a_sentence() -> None:
    draft = Draft(origin="table", text="a,y\n1,\ud800\n")
    with pytest.raises(DataError, match="half of a character"):
        draft.source()


def test_the_edit_is_whole_wherever_the_table_goes() -> None:
    rng = np.random.default_rng(0)
    rows = "".join(f"{a},{b},{i % 2}\n" for i, (a, b) in enumerate(rng.normal(size=(900, 2))))
    scene = taken(Draft(origin="table", text=f"a,b,class\n{rows}"))
    assert scene.data is not None
    assert scene.data.n_rows == 900
    assert edit_of(scene.data).data.startswith("@")
