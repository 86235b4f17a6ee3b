"""Numbers by name: those of the worked example, and whatever a browser may ask for."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.limits import MAX_TEXT_NUMBERS
from playground.network import NetworkError
from playground.panels.page import text_numbers
from playground.panels.panel import View
from playground.quantities import QUANTITIES, parse, quantity, shown, table
from playground.scene import SetActivation, apply

OBESITY = presets.load("obesity")
SIGMA = 1 / (1 + math.exp(-1.8008))  # 0.8582…
SUBJECTS = (
    "FORWARD_PASS",
    "DERIVATIVES",
    "WHOLE_LAYERS",
    "CURVES",
    "CHOSEN_ROW",
    "OVER_ROWS",
    "TRAINED",
)
WORKED = {
    "input/1": 80.0,
    "weight/0/0/0": 0.2,
    "bias/0/0": 1.0,
    "theta/0/0": -1.0,
    "product/0/0/0": 0.8,
    "product/0/0/1": 0.0008,
    "z/0/0": 1.8008,
    "a/0/0": SIGMA,
    "output/0": SIGMA,
    "sum/0": SIGMA,
    "slope/0/0": SIGMA * (1 - SIGMA),
    "derivative/0/z/0/0": SIGMA * (1 - SIGMA),
    "derivative/0/input/0": 0.2 * SIGMA * (1 - SIGMA),
    "derivative/0/weight/0/0/0": 4.0 * SIGMA * (1 - SIGMA),
    "threshold": 0.5,
    "temperature": 1.0,
    "parameters": 3.0,
}


def test_no_quantity_stands_in_two_subjects() -> None:
    subjects = [value for name, value in vars(table).items() if name in SUBJECTS]
    assert len(subjects) == len(SUBJECTS)
    assert sum(map(len, subjects)) == len(QUANTITIES)


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_example(name: str) -> None:
    assert quantity(OBESITY, name) == pytest.approx(WORKED[name], abs=1e-6)


def test_a_linear_model_is_its_own_equivalent() -> None:
    salary = presets.load("salary")
    for i, weight in enumerate(salary.network.layers[0].weights[0]):
        assert quantity(salary, f"equivalent-weight/0/{i}") == weight


def test_the_one_layer_is_there_as_long_as_no_hidden_layer_bends() -> None:
    name = "equivalent-weight/0/0"
    assert shown(OBESITY, name) == shown(OBESITY, "weight/0/0/0")  # the output keeps its sigmoid
    curved = presets.load("first-mlp")
    assert shown(curved, name) == "–"
    assert shown(apply(curved, SetActivation(0, "linear")), name) != "–"


@pytest.mark.parametrize(
    "name", ["", "z", "z/0", "z/0/0/0", "q/0", "z/-1/0", "threshold/0", "z/0/٣"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NetworkError):
        parse(name)


@pytest.mark.parametrize(
    "name",
    ["z/0/1", "z/1/0", "input/2", "weight/0/0/2", "output/1", "equivalent-weight/1/0", "a/999/999"],
)
def test_what_a_scene_lacks_is_a_dash(name: str) -> None:
    assert shown(OBESITY, name) == "–"


@given(
    st.text(max_size=40) | st.from_regex(r"[a-zA-Z]{1,9}/[0-9/]{0,12}(\|.{0,3})?", fullmatch=True)
)
def test_a_browser_may_ask_for_anything(name: str) -> None:
    assert shown(OBESITY, name)
    assert text_numbers.render(OBESITY, View(numbers=(name,) * 2)).html


def test_decimals_are_the_scenes_or_named() -> None:
    assert shown(OBESITY, "z/0/0") == "1.80080"
    assert shown(OBESITY, "z/0/0|2") == "1.80"
    assert MAX_TEXT_NUMBERS >= 40
