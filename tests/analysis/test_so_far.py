"""During playback all of the page agrees on what has been computed: stage, inspector, matrices,
texts and the list for screen readers show the same numbers, and the same blanks."""

import re
from collections import defaultdict

import pytest

from playground import presets
from playground.analysis import so_far
from playground.engine import forward
from playground.network import Network
from playground.notation import exact
from playground.panels import PANELS
from playground.panels.panel import View
from playground.quantities import shown
from playground.scene import Scene, Select, Target, apply, n_steps, replace_scene, step_at

_NUMBER = re.compile(r'data-(?:target|quantity)="([^"]+)"[^>]*? data-value="([^"]*)"')
DEEP = Scene(
    Network.create([2, 3, 2, 2], "tanh", "softmax", "glorot_uniform", 1),
    [0.8, -0.6],
    off=[Target("weight", (0, 1, 0)), Target("neuron", (1, 1))],
)
SCENES = {name: presets.load(name) for name in ("first-mlp", "xor", "salary")} | {"deep": DEEP}


def played(scene: Scene) -> dict[str, float]:
    """What the steps up to the scene's own have computed: step by step, from the start."""
    found: dict[str, float] = {}
    trace = forward(scene.active_network, scene.x)
    for step in range(scene.step + 1 if scene.step is not None else n_steps(scene.network)):
        at = step_at(scene.network, step)
        if at is None:
            continue
        k, j, phase = at
        if phase == "multiply":
            for i, weight in enumerate(scene.active_network.layers[k].weights[j]):
                found[f"product/{k}/{j}/{i}"] = float(weight * trace.sources(k)[i])
        elif phase == "bias":
            found[f"z/{k}/{j}"] = float(trace.pre_activations[k][j])
        else:
            found[f"neuron/{k}/{j}"] = float(trace.activations[k][j])
    return found


def printed(scene: Scene) -> dict[str, set[str]]:
    """Each number of the pass on stage, inspector and matrices, and all values it has there."""
    found = defaultdict(set)
    for panel in ("stage", "neuron", "matrices"):
        for name, value in _NUMBER.findall(PANELS[panel](scene, View()).html):
            if name.startswith(("product/", "z/", "neuron/")):
                found[name].add(value)
    return found


def steps(scene: Scene) -> list[Scene]:
    """The scene at every step and after all, with the neuron of the step and the first selected."""
    found = []
    for step in (*range(n_steps(scene.network)), None):
        at = None if step is None else step_at(scene.network, step)
        now = replace_scene(scene, step=step)
        found.append(apply(now, Select(f"neuron/{at[0]}/{at[1]}" if at else "neuron/0/0")))
    return found


@pytest.mark.parametrize("name", SCENES)
def test_what_is_not_computed_is_blank_everywhere_and_what_is_nowhere(name: str) -> None:
    compared = 0
    for scene in steps(SCENES[name]):
        done = played(scene)
        for number, values in printed(scene).items():
            assert values == {exact(done[number]) if number in done else ""}, (
                scene.step,
                number,
            )
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("name", SCENES)
def test_a_text_asks_only_for_what_the_stage_leaves_blank(name: str) -> None:
    for scene in steps(SCENES[name]):
        done, on_stage = played(scene), printed(scene)
        for k, layer in enumerate(scene.network.layers):
            for j in range(layer.n_out):
                blank = on_stage[f"neuron/{k}/{j}"] == {""}
                assert (shown(scene, f"a/{k}/{j}") == "?") == blank
                assert (shown(scene, f"slope/{k}/{j}") == "?") == blank
                assert (shown(scene, f"z/{k}/{j}") == "?") == (f"z/{k}/{j}" not in done)
                for i in range(layer.n_in):
                    unknown = f"product/{k}/{j}/{i}" not in done
                    assert (shown(scene, f"product/{k}/{j}/{i}") == "?") == unknown
            layer_done = all(f"neuron/{k}/{j}" in done for j in range(layer.n_out))
            assert (shown(scene, f"sum/{k}") == "?") == (not layer_done)


def test_a_slope_of_the_output_waits_for_the_end_of_the_pass() -> None:
    for scene in steps(DEEP):
        end = so_far.pass_done(scene)
        assert end == (scene.step in (None, n_steps(DEEP.network) - 1))
        assert (shown(scene, "derivative/0/z/0/0") == "?") != end
        assert shown(scene, "weight/0/0/0") != "?"
        assert shown(scene, "a/9/9") == "–"


def test_an_equation_in_a_text_is_judged_once_its_numbers_stand_there() -> None:
    scene = replace_scene(presets.load("obesity"), step=1)
    assert shown(scene, "sums/0/0") == "="
    after = replace_scene(scene, step=2)
    assert shown(after, "sums/0/0") == shown(replace_scene(scene, step=None), "sums/0/0")
