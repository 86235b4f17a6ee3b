"""Every number in the panels is the trace's or the network's own, whatever the scene."""

from collections.abc import Callable

import numpy as np
import pytest

from playground.engine import gradients
from playground.notation import exact
from playground.panels.board import output
from playground.panels.inspector import inspector
from playground.panels.panel import Panel
from playground.scene import (
    PHASES,
    Scene,
    Target,
    n_steps,
    reached,
    replace_scene,
    step_at,
    value_of,
)
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, MOCK, SCENES, rendered


def same(text: str | None, value: float | None) -> bool:
    return text == ("" if value is None else exact(value))


def known(scene: Scene, target: Target) -> float | None:
    if target.kind == "neuron" and not reached(scene, *target.path):
        return None
    return value_of(scene, target)


def z_of(scene: Scene, k: int, j: int) -> float | None:
    return float(scene.trace.pre_activations[k][j]) if reached(scene, k, j, "bias") else None


def product_of(scene: Scene, k: int, j: int, i: int) -> float | None:
    if not reached(scene, k, j, "multiply"):
        return None
    with np.errstate(all="ignore"):
        weights = scene.active_network.layers[k].weights
        return float(weights[j, i] * scene.trace.sources(k)[i])


def others_of(scene: Scene, count: int, k: int, j: int) -> float | None:
    products = [product_of(scene, k, j, i) for i in range(scene.network.layers[k].n_in)]
    known = [product for product in products if product is not None]
    if not known:
        return None
    largest = sorted(known, key=lambda product: np.nan_to_num(-abs(product), nan=-np.inf))[:count]
    for product in largest:
        known.remove(product)
    return sum(known)


def derivative_of(scene: Scene, output_index: int, kind: str, *path: int) -> float | None:
    network = scene.network
    if not reached(scene, len(network.layers) - 1, network.n_outputs - 1):
        return None
    found = gradients(scene.active_network, scene.trace, output_index)
    if kind == "input":
        return 0.0 if scene.is_off("input", *path) else float(found.x[path[0]])
    k, j, i = path
    source = scene.is_off("neuron", k - 1, i) if k else scene.is_off("input", i)
    off = source or scene.is_off("weight", k, j, i)
    return 0.0 if off else float(found.weights[k][j, i])


def sum_of(scene: Scene, k: int) -> float | None:
    last = len(scene.network.layers) - 1
    done = reached(scene, last, scene.network.n_outputs - 1)
    return float(scene.trace.output.sum()) if done else None


def statistic(values: str, what: str) -> Callable[..., float | None]:
    def expected(scene: Scene, k: int) -> float | None:
        layer = scene.network.layers[k]
        if values != "weight" and not reached(scene, k, layer.n_out - 1):
            return None
        neurons = [j for j in range(layer.n_out) if not scene.is_off("neuron", k, j)]
        array = {
            "weight": np.array(
                [
                    layer.weights[j, i]
                    for j in neurons
                    for i in range(layer.n_in)
                    if not scene.is_cut(k, j, i)
                ]
            ),
            "z": scene.trace.pre_activations[k][neurons],
            "a": scene.trace.activations[k][neurons],
        }[values]
        with np.errstate(all="ignore"):
            return float(getattr(array, what)())

    return expected


QUANTITIES: dict[str, Callable[..., float | None]] = {
    "z": z_of,
    "product": product_of,
    "other-products": others_of,
    "input": lambda scene, i: float(scene.x[i]),
    "threshold": lambda scene: scene.threshold,
    "alpha": lambda scene, k: scene.network.layers[k].alpha or 0.0,
    "derivative": derivative_of,
    "sum": sum_of,
    **{
        f"{values}-{name}": statistic(values, what)
        for values in ("weight", "z", "a")
        for name, what in (("least", "min"), ("mean", "mean"), ("largest", "max"))
    },
}


def check_numbers(scene: Scene, panel: Panel) -> int:
    """Assert that every data-value is what its target or quantity says; how many there were."""
    count = 0
    for tag, found in read(panel).found:
        if "data-value" not in found:
            continue
        count += 1
        shown = found["data-value"]
        if target := found.get("data-target"):
            assert same(shown, known(scene, Target.parse(target))), (tag, found)
        elif quantity := found.get("data-quantity"):
            name, *path = quantity.split("/")
            places = [int(part) if part.isdecimal() else part for part in path]
            assert same(shown, QUANTITIES[name](scene, *places)), (tag, found)
        else:
            verb, *path = (found["data-edit"] or "").split("/")
            alpha = verb == "alpha" and scene.network.layers[int(path[0])].alpha
            assert same(shown, alpha or scene.threshold), (tag, found)
    return count


@pytest.mark.parametrize("name", SCENES)
def test_every_number_is_the_traces_or_the_networks_own(name: str) -> None:
    for scene, panel_name, panel in rendered(SCENES[name]):
        count = check_numbers(scene, panel)
        assert count or (panel_name == "neuron" and scene.selected is None)


@pytest.mark.parametrize("name", ["mock", "softmax", "obesity", "several sigmoids", "off"])
def test_a_step_shows_what_has_been_computed_and_nothing_else(name: str) -> None:
    scene = SCENES[name]
    for step in range(n_steps(scene.network)):
        for chosen, _, panel in rendered(replace_scene(scene, step=step)):
            check_numbers(chosen, panel)
            for figure in panel.figures.values():
                check_marks(chosen, figure)


def check_marks(scene: Scene, figure: dict) -> None:
    k, j = scene.selected.path[:2]
    marker = figure["data"][3]
    a = known(scene, Target("neuron", (k, j)))
    assert marker["y"] == ([] if a is None else [a])
    z = z_of(scene, k, j)
    assert (z is None) == (figure["data"][4]["text"] == [])


def test_the_steps_differ() -> None:
    scene = SCENES["mock"]
    before = inspector.render(replace_scene(scene, step=3), LIGHT).html
    seen = [before]
    for step in (4, 5, 6):
        assert step_at(MOCK, step) == (0, 1, PHASES[step - 4])
        seen.append(inspector.render(replace_scene(scene, step=step), LIGHT).html)
    assert len(set(seen)) == 4


def test_the_check_notices_a_wrong_number() -> None:
    panel = output.render(SCENES["mock"], LIGHT)
    value = exact(float(SCENES["mock"].trace.output[0]))
    parts = {n: type(p)(p.replace(value, value[:-1])) for n, p in panel.parts.items()}
    with pytest.raises(AssertionError):
        check_numbers(SCENES["mock"], Panel(panel.frame, parts))
