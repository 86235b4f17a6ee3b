"""The data dialog: a set, a table or a formula is chosen, looked at, used, taken back, removed."""

import subprocess
import sys
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from playground import presets
from playground.data import BuiltIn, FormulaSource, Table, load_set
from playground.data.sets import CATALOGUE
from playground.draft import Draft, edit_of
from playground.scene import Scene, apply, replace_scene
from tests.hostile import TEXTS
from tests.pages.playground_page import address, opened, ran, scene, session

PEOPLE = (
    "height (cm);mass (kg);sex;class\n181;64,5;m;0\n166;88;f;1\n170;;f;1\n160;50;f;0\n182;95;m;1\n"
)


def dialog(link: dict[str, str] | None = None) -> AppTest:
    page = opened(link)
    page.button(key="dataset").click()
    return ran(page)


def origin(page: AppTest, name: str) -> AppTest:
    page.button_group(key="data_origin").set_value(name)
    return ran(page)


def pasted(text: str, page: AppTest | None = None) -> AppTest:
    page = origin(page or dialog(), "table")
    page.text_area(key="data_text").set_value(text)
    return ran(page)


def press(page: AppTest, name: str) -> AppTest:
    page.button(key=f"data_{name}").click()
    return ran(page)


def choose(page: AppTest, name: str, value: object) -> AppTest:
    page.selectbox(key=f"data_{name}").set_value(value)
    return ran(page)


def is_open(page: AppTest) -> bool:
    return any(button.key == "data_use" for button in page.button)


def sentences(page: AppTest) -> list[str]:
    return [error.value.replace("\u200c\\", "") for error in page.error]


def text(page: AppTest) -> str:
    written = [*page.markdown, *page.caption]
    return "\n".join(each.value.replace("\u200c\\", "") for each in written)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_built_in_set_is_taken_and_undone(name: str) -> None:
    page = dialog()
    before = scene(page)
    page.button_group(key="data_set").set_value(name)
    ran(page)
    assert page.button(key="data_use").label == f"Use these {load_set(name).n_rows:,} rows"
    press(page, "use")
    assert not is_open(page)
    assert scene(page).data == load_set(name)
    assert scene(page).fitting is not None
    assert scene(page).row == 0
    assert scene(page).x.tolist() == load_set(name).x[0].tolist()
    assert address(page)["data"] == name
    session(page).history = session(page).history.undo()
    assert scene(ran(page)) == before


def test_a_generated_set_is_drawn_as_chosen() -> None:
    page = dialog()
    page.button_group(key="data_set").set_value("moons")
    ran(page)
    page.number_input(key="data_n").set_value(80)
    ran(page)
    page.slider(key="data_noise").set_value(0.3)
    ran(page)
    press(press(page, "die"), "use")
    data = scene(page).data
    assert data is not None
    assert data.source == BuiltIn("moons", n=80, noise=0.3, seed=1)


def test_what_is_pasted_is_read_shown_and_used() -> None:
    page = pasted(PEOPLE)
    assert "5 rows · 4 columns · 1 empty cell" in text(page)
    assert [page.selectbox(key=f"data_use_{at}").value for at in range(4)] == [
        "input",
        "input",
        "input",
        "target",
    ]
    assert page.selectbox(key="data_delimiter").value == "detected"
    assert "values by class" in text(page)
    assert "1 of 5 rows left out: a value is missing there, first in row" in text(page)
    press(page, "use")
    data = scene(page).data
    assert data is not None
    assert scene(page).network.input_names == ("height", "mass", "sex=f", "sex=m")
    assert data.raw(0) == {"height (cm)": 181.0, "mass (kg)": 64.5, "sex": "m", "class": 0.0}
    assert page.button(key="dataset").label.replace("\u200c\\", "") == "**4** rows · label: class"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("1,2\n3", "expected 2 cells"),
        ("a,b\n1,\x002\n", "expected text, got the control character"),
        ("a\n1\n2\n", "expected one for the target and another for an input"),
        ("a,class\n1,x\n2,x\n", "columns: expected one for the target"),
        ("a,b,y\n,1,1\n1,,2\n", "expected one without a missing value, got none"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_and_stays_as_typed(
    given: str, said: str
) -> None:
    page = pasted(given)
    (sentence,) = sentences(page)
    assert said in sentence
    assert page.button(key="data_use").disabled
    assert page.text_area(key="data_text").value == given
    origin(origin(page, "sets"), "table")
    assert page.text_area(key="data_text").value == given
    assert scene(page).data is None
    pasted("a,y\n1,0\n2,1\n3,1\n", press(page, "cancel") and dialog_again(page))
    assert not page.error


def dialog_again(page: AppTest) -> AppTest:
    page.button(key="dataset").click()
    return ran(page)


def test_a_file_is_uploaded_and_its_dialect_can_be_chosen_instead() -> None:
    page = origin(dialog(), "table")
    file = ("people.csv", PEOPLE.encode(), "text/csv")
    page.file_uploader(key="data_file_0").set_value(file)
    ran(page)
    assert "5 rows" in text(page)
    choose(page, "delimiter", ",")
    assert sentences(page)  # one cell here, two there
    choose(page, "delimiter", "detected")
    assert not sentences(page)
    press(page, "edit")
    assert page.text_area(key="data_text").value.startswith("height (cm),mass (kg),sex,class\n181,")
    press(page, "use")
    source = scene(page).data.source  # type: ignore[union-attr]
    assert isinstance(source, Table)
    assert source.title == "people"


def test_columns_are_used_and_scaled_as_chosen() -> None:
    page = pasted(PEOPLE)
    choose(page, "use_2", "unused")
    choose(page, "scaling_1", "min-max")
    choose(page, "use_0", "target")
    assert page.selectbox(key="data_use_3").value == "input"
    press(page, "use")
    data = scene(page).data
    assert data is not None
    assert data.plan.inputs == ("mass (kg)", "class")
    assert data.plan.target == "height (cm)"
    assert data.task == "regression"
    assert data.x[:, 0].min() == 0.0


def test_of_many_columns_the_inputs_are_chosen_from_a_list() -> None:
    page = dialog()
    page.button_group(key="data_set").set_value("digits")
    ran(page)
    assert len(page.multiselect(key="data_inputs").value) == 64
    page.multiselect(key="data_inputs").set_value(["pixel_3_3", "pixel_3_4"])
    ran(page)
    choose(page, "scaling", "z-score")
    press(page, "use")
    data = scene(page).data
    assert data is not None
    assert data.input_names == ("pixel_3_3", "pixel_3_4")
    assert data.plan.scaling == "z-score"
    page = dialog_again(page)
    page.multiselect(key="data_inputs").set_value([])
    assert sentences(ran(page)) == ["inputs: expected at least one column, got none"]
    choose(page, "target", "pixel_3_3")
    assert page.multiselect(key="data_inputs").value == ["pixel_3_4", "digit"]


def test_without_an_input_a_choice_is_refused_beside_the_columns() -> None:
    page = pasted("a,class\n1,0\n2,1\n3,1\n")
    choose(page, "use_0", "unused")
    assert sentences(page) == ["inputs: expected at least one column, got none"]
    assert page.selectbox(key="data_use_0").value == "input"
    choose(page, "use_1", "unused")
    assert "choose another column first" in sentences(page)[0]
    choose(page, "scaling_0", "min-max")
    assert not page.error


def test_the_test_share_its_seed_and_its_classes_are_chosen() -> None:
    page = dialog()
    page.slider(key="data_share").set_value(50)
    ran(page)
    assert page.slider(key="data_share").label.startswith("Test share: 12 of 24 rows")
    page.toggle(key="data_stratified").set_value(True)
    ran(page)
    press(press(page, "shuffle_die"), "use")
    data = scene(page).data
    assert data is not None
    usual = BuiltIn("body-size").plan
    assert data.plan == replace(usual, test_share=0.5, stratified=True, seed=1)


def test_missing_numbers_are_filled_with_the_mean() -> None:
    page = pasted("a,y\n1,0\n,1\n3,1\n4,0\n")
    page.button_group(key="data_missing").set_value("mean")
    ran(page)
    assert page.button(key="data_use").label == "Use these 4 rows"


def test_a_column_called_split_says_which_rows_are_for_the_test() -> None:
    page = pasted("a,split,y\n1,train,0\n2,test,1\n3,train,1\n")
    assert not [slider for slider in page.slider if slider.key == "data_share"]
    press(page, "use")
    assert scene(page).data.test.tolist() == [1]  # type: ignore[union-attr]


def test_a_formula_is_checked_as_it_is_typed() -> None:
    page = origin(dialog(), "formula")
    page.text_input(key="data_formula").set_value("y > import(x)")
    ran(page)
    assert sentences(page)
    assert page.button(key="data_use").disabled
    page.text_input(key="data_formula").set_value("x^2 + y^2 < 4")
    press(ran(page), "use")
    assert scene(page).data.source == FormulaSource("x^2 + y^2 < 4")  # type: ignore[union-attr]


def test_painting_starts_on_an_empty_plane_or_goes_on_with_the_points_there_are() -> None:
    page = origin(dialog(), "paint")
    assert not page.radio
    assert "input leaves" in text(page) or "already fit" in text(page)
    assert page.button(key="data_use").label == "Start painting"
    press(page, "use")
    assert not is_open(page)
    assert (scene(page).data, scene(page).brush) == (None, "0")
    session(page).edit(edit_of(load_set("moons")))
    assert scene(page).brush == "off"
    page = origin(dialog_again(ran(page)), "paint")
    assert page.radio(key="data_goes_on").value is True
    press(page, "use")
    points = scene(page).data
    assert points is not None
    assert (points.n_rows, len(points.test)) == (200, 0)
    dialog_again(page)
    assert page.button_group(key="data_origin").value == "paint"
    page.radio(key="data_goes_on").set_value(False)
    press(ran(page), "use")
    assert scene(page).data is None


def test_a_lock_that_painting_needs_free_is_said_in_the_dialog() -> None:
    page = opened({"preset": "first-mlp", "lock": "topology"})
    page.button(key="dataset").click()
    press(origin(ran(page), "paint"), "use")
    assert is_open(page)
    assert "keeps the network's layers fixed" in sentences(page)[0]


def test_data_is_removed_and_the_network_stays() -> None:
    page = opened()
    session(page).edit(edit_of(load_set("iris")))
    network = scene(ran(page)).network
    page.button(key="dataset").click()
    press(ran(page), "remove")
    assert scene(page).data is None
    assert scene(page).network == network
    assert page.button(key="dataset").label == "Add data"


def test_the_dialog_begins_with_the_data_of_the_scene() -> None:
    page = press(pasted(PEOPLE), "use")
    choose(dialog_again(page), "use_2", "unused")
    assert not sentences(page)
    press(page, "use")
    assert scene(page).network.input_names == ("height", "mass")
    dialog_again(page)
    assert page.selectbox(key="data_use_2").value == "unused"
    assert page.text_area(key="data_text").value.startswith("height (cm),mass (kg),sex,class\n")


def test_what_a_lock_forbids_is_said_in_the_dialog_which_stays_open() -> None:
    page = opened()
    session(page).visit(replace_scene(scene(page), locked=frozenset({"topology"})))
    page.button(key="dataset").click()
    page = ran(page)
    page.button_group(key="data_set").set_value("iris")
    press(ran(page), "use")
    assert is_open(page)
    assert "keeps the network's layers fixed" in sentences(page)[0]


def test_a_link_may_hide_the_data() -> None:
    page = opened({"preset": "xor", "hide": "data"})
    assert not [button for button in page.button if button.key == "dataset"]


def test_headers_and_cells_are_no_markup() -> None:
    for given in TEXTS[::6]:
        cell = given.replace('"', '""')
        page = pasted(f'a,"{cell}",y\n1,"{cell}",0\n2,b,1\n3,b,1\n')
        written = "\n".join(each.value for each in [*page.markdown, *page.caption, *page.error])
        assert "](http" not in written.replace("](data:", "")
        assert "<script" not in written


def test_a_draft_begins_where_the_scene_stands() -> None:
    data = load_set("moons", n=50, seed=4, scaling="z-score")
    taken: Scene = apply(presets.load("xor"), edit_of(data))
    draft = Draft.of(taken)
    source = draft.source()
    assert source is not None
    assert draft.dataset(source) == data


def test_the_first_page_waits_for_no_reader_of_tables() -> None:
    check = (
        "import sys, app, playground.widgets.tools.row, playground.widgets.data.dialog;"
        "import playground.live.opening, playground.answers.answer;"
        "print(sorted({'pandas', 'pyarrow', 'contourpy'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", check], check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "[]", answer.stderr
