"""Every number on every panel is the one that ``quantities`` has by that name, to the last digit.

The scenes are those of all lessons, as their steps begin and as they are solved, the examples, and
random ones: with parts switched off, with the pass played half way, and with very large values.
What the pass has not come to is blank.
"""

import itertools
import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import presets
from playground.analysis import so_far
from playground.data import Column, Dataset, Plan, Table
from playground.engine import forward
from playground.lessons.load import course
from playground.network import Layer, Network, NetworkError
from playground.notation import exact
from playground.panels import PANELS
from playground.panels.panel import View
from playground.quantities import QUANTITIES, is_computed, parse, quantity
from playground.scene import (
    PARTS,
    KeepGhost,
    Scene,
    Select,
    SetActivation,
    SetWeight,
    TrainTo,
    UseData,
    apply,
    n_steps,
    n_training_steps,
    replace_scene,
)
from tests.analysis.rows.strategies import fitted_scenes
from tests.panels.training_scenes import SECTION_VIEWS, TOLD
from tests.strategies import networks, scenes, tame_numbers

LIGHT, PHONE = View(), View(phone=True)
_TAG = re.compile(r"<[a-z][^<>]*?\sdata-value[=\s][^<>]*>")
_ATTRIBUTE = re.compile(r'\s(data-(?:value|quantity|target|edit))=("[^"]*"|[^\s>]*)')


def printed(html: str) -> Iterator[tuple[str, str]]:
    """(name, exact text) of every number in a panel's markup."""
    for tag in _TAG.findall(html):
        found = {key: value.strip('"') for key, value in _ATTRIBUTE.findall(tag)}
        name = found.get("data-quantity") or found.get("data-target") or found.get("data-edit")
        assert name, tag
        yield name, found["data-value"]


def wrong(scene: Scene, view: View = LIGHT, panels: tuple[str, ...] = tuple(PANELS)) -> list[str]:
    """What panels print of a scene that is not what its name says."""
    known: dict[str, str] = {}
    found = []
    for panel in panels:
        for name, text in printed(PANELS[panel](scene, view).html):
            if name not in known:
                known[name] = exact(quantity(scene, name)) if is_computed(scene, name) else ""
            if text != known[name]:
                found.append(f"{panel}: {name} is {known[name] or 'blank'}, printed {text}")
    return found


_CONVOLUTION = Scene(
    Network([Layer([[1, 2, 0, 0], [0, 1, 2, 0], [0, 0, 1, 2]], [0, 0, 0], "relu")])
)
KEPT = apply(apply(presets.load("body-size"), KeepGhost()), SetWeight(0, 1, 0, 2.5))
LESSONS = course(frozenset(PANELS))
STEPS = {f"{lesson.slug}/{step.id}": step for lesson in LESSONS for step in lesson.steps}
WIDE = {
    "wide": Scene(Network.create([16, 16, 16], "elu", "tanh", seed=1), np.linspace(-2, 2, 16)),
    "condensed": Scene(Network.create([40, 30, 35], "mish", seed=1), np.linspace(-2, 2, 40)),
    "classes": Scene(Network.create([9, 7], output="softmax", seed=1), np.linspace(-1, 1, 9)),
}


def walked(scene: Scene) -> Iterator[Scene]:
    """A scene as it is and half played, with each kind of thing selected."""
    kinds = ("input/0", "weight/0/0/0", "layer/0", f"neuron/{len(scene.network.layers) - 1}/0")
    yield scene
    yield replace_scene(scene, step=n_steps(scene.network) // 2)
    yield from (apply(scene, Select(kind)) for kind in kinds)


@pytest.mark.parametrize("name", STEPS)
def test_the_panels_of_a_step_agree(name: str) -> None:
    step = STEPS[name]
    for scene in (step.begins, step.solved):
        assert wrong(scene) == []
    assert wrong(step.begins, PHONE, ("stage",)) == []


@pytest.mark.parametrize("name", presets.NAMES)
def test_the_panels_of_an_example_agree(name: str) -> None:
    for scene in walked(presets.load(name)):
        assert wrong(scene) == []
        assert wrong(scene, PHONE, ("stage",)) == []


@pytest.mark.parametrize("name", WIDE)
def test_the_panels_of_a_wide_layer_agree(name: str) -> None:
    for scene in walked(WIDE[name]):
        assert wrong(scene) == []


_TAME = networks(values=tame_numbers, max_neurons=8).flatmap(
    lambda network: scenes(network, values=tame_numbers)
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(scenes() | _TAME)
def test_the_panels_of_any_scene_agree(scene: Scene) -> None:
    assert wrong(scene) == []
    assert wrong(scene, PHONE, ("stage",)) == []


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(fitted_scenes(), st.integers(0, 2), st.booleans(), st.booleans())
def test_the_panels_of_rows_agree(scene: Scene, row: int, moved: bool, playing: bool) -> None:
    x = scene.fitting.x[row] + 1 if moved and scene.fitting else None
    there = Scene(scene.network, x, data=scene.data, row=row, step=0 if playing else None)
    assert wrong(there) == []


def test_a_number_that_is_not_its_names_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A panel that computes for itself, were it by a last digit, does not pass the walk."""
    scene = presets.load("first-mlp")
    real = so_far.pre_activation

    def nearly(scene: Scene, k: int, j: int) -> float | None:
        z = real(scene, k, j)
        return None if z is None else float(np.nextafter(z, np.inf))

    monkeypatch.setattr(so_far, "pre_activation", nearly)
    assert any("threshold: z/" in found for found in wrong(scene))


def test_a_number_that_is_shown_too_early_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = replace_scene(presets.load("first-mlp"), step=0)
    real = so_far.activation
    monkeypatch.setattr(
        so_far, "activation", lambda s, k, j: real(replace_scene(s, step=None), k, j)
    )
    assert any("is blank, printed" in found for found in wrong(scene))


def test_a_name_that_quantities_does_not_know_is_refused() -> None:
    with pytest.raises(NetworkError, match="got 'z-score/0'"):
        quantity(presets.load("xor"), "z-score/0")


#: A network on the rows of a set: two classes, numbers, several classes.
WITH_DATA = [
    apply(presets.load(name), UseData(data))
    for name, data in (("body-size", "body-size"), ("nonlinear", "sine"), ("first-mlp", "iris"))
]


def trained(scene: Scene) -> Iterator[Scene]:
    """A scene in training, at the loss, half way back, with the update, and played by batches."""
    first, last = n_steps(scene.network), n_training_steps(scene.network) - 1
    for step in (first, (first + last) // 2, (first + last) // 2 + 1, last, None):
        yield replace_scene(scene, mode="train", step=step)


TRAINED = [each for scene in WITH_DATA for each in trained(scene)]
TRAINED += [
    apply(scene, TrainTo(3, 1, n_training_steps(scene.network) - back))
    for scene in WITH_DATA[:2]
    for back in (3, 1)
]
TRAINED += trained(apply(WITH_DATA[0], SetActivation(0, "prelu")))


@pytest.mark.parametrize("number", range(len(TRAINED)))
def test_the_panels_of_the_way_back_agree(number: int) -> None:
    scene = TRAINED[number]
    for kind in ("input/0", "weight/0/0/0", "layer/0", "neuron/0/0", "neuron/1/0"):
        assert wrong(apply(scene, Select(kind))) == []
    assert wrong(scene) == []
    assert wrong(scene, PHONE, ("stage",)) == []


_KINDS = Column("kind", "category", [f"kind {row % 20}" for row in range(40)])
_TWENTY_CLASSES = Scene(
    Network.create([1, 20], output="softmax", seed=1),
    data=Dataset(
        Table("kinds", [Column("size", "number", np.arange(40.0)), _KINDS]), Plan(("size",), "kind")
    ),
    row=3,
)
_HEIGHTS = Column("height (cm)", "number", np.arange(150.0, 190.0))
_SCALED = Scene(
    Network.create([1, 2, 1], output="linear", seed=1),
    data=Dataset(
        Table("people", [Column("size", "number", np.arange(40.0)), _HEIGHTS]),
        Plan(("size",), "height (cm)", scaling="z-score", target_scaling="z-score"),
    ),
    row=3,
)


def test_a_target_that_is_scaled_is_told_in_its_own_unit_too() -> None:
    data = _SCALED.fitting
    assert data is not None
    found = dict(
        each
        for name in ("output", "results", "data")
        for each in printed(PANELS[name](_SCALED, LIGHT).html)
    )
    said = forward(_SCALED.network, data.x).output[:, 0] * data.target_scale.spread
    said += data.target_scale.offset
    assert float(found["unscaled-target"]) == pytest.approx(153.0)
    assert float(found["unscaled-row-target/7"]) == pytest.approx(157.0)
    assert float(found["unscaled-row-output/7"]) == pytest.approx(said[7])
    assert float(found["unscaled-row-error/7"]) == pytest.approx(said[7] - 157.0)
    assert float(found["unscaled-output"]) == pytest.approx(said[3])
    assert float(found["unscaled-off-by"]) == pytest.approx(said[3] - 153.0)
    off = said - np.arange(150.0, 190.0)
    assert float(found["unscaled-mae/all"]) == pytest.approx(np.abs(off).mean())
    assert float(found["unscaled-rmse/all"]) == pytest.approx(np.sqrt((off**2).mean()))
    assert wrong(_SCALED) == []


#: The same beside what was kept of them, before a weight was moved.
KEPT_WITH_DATA = [apply(apply(scene, KeepGhost()), SetWeight(0, 0, 0, 0.1)) for scene in WITH_DATA]


@pytest.mark.parametrize("part", PARTS)
def test_the_panels_beside_a_kept_network_agree(part: str) -> None:
    for scene in KEPT_WITH_DATA:
        assert wrong(replace_scene(scene, measured=part)) == []


#: The same with what a selected neuron sees, large.
SEEN = [
    replace_scene(scene, sight="map") for scene in (*WITH_DATA, *KEPT_WITH_DATA, WIDE["classes"])
]


@pytest.mark.parametrize("number", range(len(SEEN)))
def test_the_panels_of_what_a_neuron_sees_agree(number: int) -> None:
    for scene in walked(SEEN[number]):
        assert wrong(scene, panels=("neuron",)) == []


@pytest.mark.parametrize("number", range(len(TOLD)))
def test_the_sections_of_a_training_agree(number: int) -> None:
    for view in SECTION_VIEWS:
        assert wrong(TOLD[number], view, ("training",)) == []


#: Lessons whose panels no other scene fills.
ON_PICTURES = ("convolution", "pooling")


def test_every_number_of_the_table_is_printed_by_a_panel_or_quoted_by_a_text() -> None:
    """A row that nobody reads is no part of the page."""
    quoted = ("parameters", "equivalent-weight/0/0", "equivalent-bias/0", "slope/0/0")
    in_words = ("rows-in-state/0/0",)  # "off in 11 of 24 rows", beside a neuron's map
    used = {parse(name)[0] for name in (*quoted, *in_words, "derivative/0/z/0/0")}
    samples = itertools.chain(
        [KEPT, _TWENTY_CLASSES, _SCALED, *KEPT_WITH_DATA, *SEEN],
        (each.begins for one in LESSONS if one.slug in ON_PICTURES for each in one.steps),
        reversed(TRAINED),
        [*WITH_DATA, *WIDE.values(), *map(presets.load, presets.NAMES), _CONVOLUTION],
    )
    walks = itertools.chain.from_iterable(map(walked, samples))
    drawn = itertools.chain(
        (PANELS["training"](*each) for each in itertools.product(TOLD, SECTION_VIEWS)),
        (panel(scene, LIGHT) for scene in walks for panel in PANELS.values()),
    )
    missing = set(QUANTITIES.values()) - used
    while missing and (panel := next(drawn, None)):  # few scenes have them all
        missing -= {parse(name)[0] for name, _ in printed(panel.html)}
    assert [form for form, found in QUANTITIES.items() if found in missing] == []
