"""The exported code: it runs, and says what the engine says."""

import ast
import os
import subprocess
import sys
import types
from collections.abc import Callable

import numpy as np
import pytest

from playground import presets
from playground.activations import ACTIVATIONS
from playground.export.keras_source import keras_code
from playground.export.numpy_source import numpy_script
from playground.export.pytorch_source import pytorch_code
from playground.network import Layer, Network
from playground.scene import Scene, Target
from tests.export.framework_stubs import fake_keras, fake_torch, run

HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.output_only]
NASTY = ('x"""\\', "'; import os #", "coding: utf-7", "Größe 🦊 {a}")


def network(activation: str, alpha: float | None = None, seed: int = 1) -> Network:
    """4 inputs, one hidden layer of the activation (tanh if it cannot be hidden), 3 outputs."""
    rng = np.random.default_rng(seed)
    hidden = activation if activation in HIDDEN else "tanh"
    sizes = ((5, 4, hidden), (3, 5, activation))
    layers = [
        Layer(
            rng.normal(0, 1.7, (n_out, n_in)),
            rng.normal(0, 1, n_out),
            name,
            alpha if name == activation else None,
        )
        for n_out, n_in, name in sizes
    ]
    return Network(layers, NASTY, ("a", "b\\", "c'"))


def scene(activation: str, alpha: float | None = None) -> Scene:
    off = [Target("input", (1,)), Target("neuron", (0, 2)), Target("weight", (1, 0, 0))]
    return Scene(network(activation, alpha), [0.3, -1.1, 1e-3, 7.0], off=off, title=NASTY[0])


ALPHAS = [
    (name, alpha)
    for name, entry in ACTIVATIONS.items()
    for alpha in ((None,) if entry.alpha is None else (None, -0.37))
]


def printed(script: str) -> str:
    """What a script prints on its own. Raises if it fails or warns."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-P", "-"],
        input=script,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONUTF8": "1"},  # with this process's choice of BLAS kernels
    )
    assert done.stderr == ""
    return done.stdout


def test_numpy_scripts_print_the_engines_output_to_the_last_bit() -> None:
    scenes = [scene(name, alpha) for name, alpha in ALPHAS]
    scenes += [presets.load(name) for name in presets.NAMES]
    huge = [Layer([[1e300, -1e300]], [0.0], "linear"), Layer([[1e300], [-1e300]], [0, 0], "silu")]
    scenes.append(Scene(Network(huge), [1e300, 1e-3]))
    # One process for all of them: each script in a namespace of its own.
    scripts = [numpy_script(each) for each in scenes]
    runner = "\n".join(f"exec(compile({script!r}, 'script', 'exec'), {{}})" for script in scripts)
    lines = printed(runner).splitlines()
    assert lines == [str(each.trace.output.tolist()) for each in scenes]
    assert "inf" in lines[-1] or "nan" in lines[-1]


def test_a_script_runs_on_its_own() -> None:
    each = scene("gelu")
    assert printed(numpy_script(each)) == f"{each.trace.output.tolist()}\n"


def test_a_changed_weight_changes_what_is_printed() -> None:
    each = presets.load("body-size")
    script = numpy_script(each)
    assert "1.4" in script
    assert printed(script.replace("1.4", "1.41", 1)) != f"{each.trace.output.tolist()}\n"


def test_the_script_of_a_small_network_has_about_ten_lines() -> None:
    script = numpy_script(presets.load("body-size"))
    code = [line for line in script.splitlines() if line and not line.startswith('"""')]
    assert len(code) <= 11


def test_switched_off_parts_weigh_nothing() -> None:
    each = scene("tanh")
    off = Scene(each.active_network, each.x)
    for write in (numpy_script, pytorch_code, keras_code):
        assert write(each).split("\n", 1)[1] == write(off).split("\n", 1)[1]


@pytest.mark.parametrize(("name", "alpha"), ALPHAS)
@pytest.mark.parametrize(("write", "fake"), [(pytorch_code, fake_torch), (keras_code, fake_keras)])
def test_frameworks_get_the_same_numbers(
    write: Callable[[Scene], str],
    fake: Callable[[], dict[str, types.ModuleType]],
    name: str,
    alpha: float | None,
) -> None:
    each = scene(name, alpha)
    values = ast.literal_eval(run(write(each), fake()))
    np.testing.assert_allclose(values, each.trace.output, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("name", presets.NAMES)
def test_examples_run_in_the_frameworks(name: str) -> None:
    each = presets.load(name)
    for code, fake in (
        (pytorch_code(each), fake_torch()),
        (keras_code(each), fake_keras()),
    ):
        values = ast.literal_eval(run(code, fake))
        np.testing.assert_allclose(values, each.trace.output, rtol=1e-13, atol=1e-15)


def test_a_weight_matrix_that_is_not_transposed_is_noticed() -> None:
    each = presets.load("first-mlp")
    with pytest.raises((AssertionError, ValueError)):
        run(keras_code(each).replace(".T,", ","), fake_keras())


@pytest.mark.parametrize("write", [numpy_script, pytorch_code, keras_code])
@pytest.mark.parametrize("title", NASTY)
def test_a_visitors_words_are_never_code(write: Callable[[Scene], str], title: str) -> None:
    code = write(Scene(network("relu"), title=title))
    plain = write(Scene(Network(network("relu").layers)))
    tree = ast.parse(code.encode())  # bytes: a "coding:" in the first line would count

    def without_docstring(tree: ast.Module) -> str:
        return ast.dump(ast.Module(tree.body[1:], []))

    assert without_docstring(tree) == without_docstring(ast.parse(plain))
    assert ast.get_docstring(tree) == f"{title}: 4 → 5 → 3"
