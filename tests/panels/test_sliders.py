"""Sliders and their ranges, and numbers in narrow places."""

import pytest

from playground.gesture import Gesture, perform
from playground.notation import compact
from playground.panels import PANELS
from playground.panels.board import inputs
from playground.panels.kit.scales import slider_limit, slider_step
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, SCENES


def test_sliders_show_the_number_that_they_set() -> None:
    for _, found in read(inputs.render(SCENES["salary"], LIGHT)).found:
        if found.get("type") == "range":
            low, value, high = (float(found[key]) for key in ("min", "value", "max"))
            assert low < value < high
            assert float(found["step"]) > 0
            assert found["value"] == found["data-value"]


@pytest.mark.parametrize(
    ("value", "limit"), [(0, 3), (2.9, 3), (3, 5), (-3.1, 5), (4.1, 10), (8.1, 20), (40000, 50000)]
)
def test_a_sliders_range_follows_its_value(value: float, limit: float) -> None:
    assert slider_limit(value) == limit


@pytest.mark.parametrize("target", ["weight/0/1/0", "bias/0/1", "input/0"])
def test_a_range_that_went_on_beyond_its_end_is_as_before_once_the_value_is_back(
    target: str,
) -> None:
    def ends(value: float) -> set[tuple[str, str, str]]:
        """(panel, low, high) of all that sets the target, the scene's value being this."""
        scene = perform(SCENES["mock"], Gesture(target=target, value=value))
        scene = perform(scene, Gesture(edit="select/neuron/0/1"))
        return {
            (panel, str(low), str(high))
            for panel in ("stage", "neuron", "inputs")
            for _, found in read(PANELS[panel](scene, LIGHT)).found
            if found.get("data-target") == target
            and (low := found.get("min") or found.get("aria-valuemin"))
            and (high := found.get("max") or found.get("aria-valuemax"))
        }

    narrow, wide = ends(1.0), ends(3.5)
    assert {(low, high) for _, low, high in narrow} == {("-3", "3")}
    assert {(low, high) for _, low, high in wide} == {("-5", "5")}
    assert len({panel for panel, *_ in wide}) == 2
    scene = perform(SCENES["mock"], Gesture(target=target, value=3.5))
    back = perform(scene, Gesture(target=target, value=1.0))
    assert back == perform(SCENES["mock"], Gesture(target=target, value=1.0))  # nothing remembers


@pytest.mark.parametrize(("limit", "step"), [(3, 0.01), (5, 0.01), (50, 0.1), (50000, 100)])
def test_a_sliders_step_is_a_power_of_ten(limit: float, step: float) -> None:
    assert slider_step(-limit, limit) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.5, "0.50"),
        (-0.001, "0.00"),
        (1e-5, "1·10⁻⁵"),
        (-99999.0, "−99999.00"),
        (-1234567.891, "−1.23·10⁶"),
        (-1.5e300, "−1.50·10³⁰⁰"),
        (float("inf"), "∞"),
        (float("nan"), "not a number"),
    ],
)
def test_narrow_places_show_large_and_tiny_numbers_as_powers(value: float, shown: str) -> None:
    assert compact(value, 2, tiny=True) == shown
