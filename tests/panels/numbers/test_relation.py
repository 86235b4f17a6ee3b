"""Whatever is printed between numbers is true of them as they are printed."""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import presets
from playground.activations import ACTIVATIONS
from playground.lessons.load import course
from playground.lessons.texts import filled
from playground.limits import MAX_DECIMALS
from playground.network import Layer, Network, NetworkError
from playground.panels import PANELS
from playground.quantities import quantity, shown
from playground.scene import Scene, SetDecimals, apply, replace_scene
from tests import strategies
from tests.panels.numbers.printed_relations import check_all, check_line

ALL = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
DECIMALS = range(MAX_DECIMALS + 1)
handy = st.one_of(
    strategies.tame_numbers,
    st.floats(-3, 3).map(lambda value: round(value, 1)),
    st.integers(-9, 9).map(float),
    st.sampled_from([1e-5, 123456.0, 2.5e9]),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    scene = draw(strategies.scenes(draw(strategies.networks(values=handy)), handy, playing=False))
    names = [f"y{j}" for j in range(scene.network.n_outputs)]
    plain = Network(scene.network.layers, None, names)
    return replace_scene(scene, network=plain, hidden=(), locked=(), title="", temperature=1.0)


@ALL
@given(scenes())
def test_every_printed_equation_holds_or_says_about(scene: Scene) -> None:
    check_all(scene)


@pytest.mark.parametrize("decimals", DECIMALS)
@pytest.mark.parametrize("name", presets.NAMES)
def test_the_examples_hold_at_any_number_of_decimals(name: str, decimals: int) -> None:
    check_all(apply(presets.load(name), SetDecimals(decimals)))


@pytest.mark.parametrize("decimals", DECIMALS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_holds(activation: str, decimals: int) -> None:
    hidden = "tanh" if ACTIVATIONS[activation].output_only else activation
    network = Network.create([3, 4, 2], hidden, activation, "normal", seed=5)
    check_all(Scene(network, [0.85, -0.475, 2.0], decimals=decimals))


_ONE = r"\(?−?\d+(?:\.\d+)?\)?"
SUM = re.compile(rf"(?<![\w(=.])({_ONE}(?:\s*[·+−]\s*{_ONE})+)\s*([=≈])\s*(−?\d+(?:\.\d+)?)")


def sums_of_lessons(decimals: int) -> Iterator[tuple[str, str, str]]:
    """Every sum of numbers in every text of the course, as its step shows it."""
    for lesson in course(frozenset(PANELS)):
        for step in lesson.steps:
            for language in lesson.texts.values():
                words = language.steps[step.id]
                own = {name: said for name, said in words.parts.items() if "further" not in name}
                yield from _sums((words.body, *own.values()), step.begins, decimals)
                if step.further is not None:
                    parts = words.further.parts.values()
                    yield from _sums(parts, step.further.begins, decimals)


def _sums(parts: Iterable[str], begins: Scene, decimals: int) -> Iterator[tuple[str, str, str]]:
    scene = replace_scene(begins, decimals=decimals, step=None)
    for part in parts:
        yield from SUM.findall(re.sub(r"(\d),(\d)", r"\1.\2", filled(part, scene)))


@pytest.mark.parametrize("decimals", DECIMALS)
def test_the_sums_of_the_lessons_hold(decimals: int) -> None:
    found = list(sums_of_lessons(decimals))
    assert len(found) >= 10
    for equation in found:
        check_line(*equation)


def test_a_live_sum_says_about_where_it_does_not_hold() -> None:
    network = Network([Layer([[1.5, 1.0]], [-0.25], "tanh")])
    scene = Scene(network, [1.0, -2.0], decimals=0)
    assert [shown(scene, "sums/0/0"), shown(scene, "sums/0/0|2")] == ["≈", "="]
    assert shown(replace_scene(scene, step=0), "sums/0/0") == "="
    assert shown(scene, "sums/4/0") == "–"
    with pytest.raises(NetworkError, match="relation"):
        quantity(scene, "sums/0/0")
