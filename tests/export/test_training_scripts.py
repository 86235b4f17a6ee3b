"""The scripts that train again print the losses of the page, in NumPy, PyTorch and Keras."""

import ast
import importlib.util
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from playground.data import load_set
from playground.export.training import rows
from playground.export.training.numpy_training import numpy_training
from playground.export.training.stretch import Stretch, stretch_of_epochs
from playground.network import Layer, Network
from playground.training import LOSSES, OPTIMISERS, Recipe, advance, start
from tests.export.training_runs import CASES, FILE, WRITERS, digest, losses, read, run

KNOWN = json.loads(FILE.read_text("utf-8"))
LIBRARIES = {"pytorch": ("torch",), "keras": ("keras", "torch")}
NASTY = ('x"""\\', "'; import os #", "coding: utf-7", "Größe 🦊 {a}", "a\nimport os", "b\u2028c\r")


def same(found, expected, tolerance):
    assert found.keys() == expected.keys()
    assert found
    for step, values in expected.items():
        np.testing.assert_allclose(found[step], values, rtol=tolerance, atol=tolerance)


def test_the_cases_have_everything_that_trains():
    cases = CASES.values()
    assert {layer for case in cases for layer in (case.hidden, case.output)} == set(ACTIVATIONS)
    assert {case.recipe.loss for case in cases} == set(LOSSES)
    assert {case.recipe.optimiser for case in cases} == set(OPTIMISERS)


@pytest.mark.parametrize("name", CASES)
def test_numpy_prints_the_losses_of_the_page(name):
    stretch = CASES[name].stretch()
    same(run(numpy_training(stretch)), losses(stretch), 1e-10)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", CASES)
def test_the_frameworks_print_the_losses_of_the_page(name, library, monkeypatch):
    stretch = CASES[name].stretch()
    script, known = WRITERS[library](stretch), KNOWN[f"{library}: {name}"]
    assert known["script"] == digest(script), "renew it: python -m tests.export.training_runs"
    kept = {int(step): values for step, values in known["losses"].items()}
    same(kept, losses(stretch), 1e-9)
    if all(map(importlib.util.find_spec, LIBRARIES[library])):
        monkeypatch.setenv("KERAS_BACKEND", "torch")
        same(run(script), kept, 1e-9)


def test_a_script_that_is_not_faithful_is_found():
    stretch = CASES["by adam"].stretch()
    for right, wrong in (("0.999 * s", "0.998 * s"), ("[seed, epoch]", "[seed, epoch + 1]")):
        script = numpy_training(stretch)
        assert right in script
        found = run(script.replace(right, wrong))
        assert abs(found[11][0] - losses(stretch)[11][0]) > 1e-6


@pytest.mark.parametrize("library", WRITERS)
@pytest.mark.parametrize("title", NASTY)
def test_a_visitors_words_are_never_code(library, title):
    names = [NASTY[0], NASTY[1]]
    data = load_set("corners-xor")
    layers = [Layer(np.ones((1, 2)), [0.0], "sigmoid")]
    runs = [start(Network(layers, given), Recipe()) for given in (names, None)]
    code = WRITERS[library](Stretch(runs[0], data, 2, title))
    plain = WRITERS[library](Stretch(runs[1], data, 2))
    trees = [ast.parse(text.encode()) for text in (code, plain)]
    for tree in trees:
        assert isinstance(tree.body.pop(0), ast.Expr)  # the docstring
    assert ast.dump(trees[0]) == ast.dump(trees[1])
    assert len(code.splitlines()) == len(plain.splitlines())


def test_rows_that_bury_a_script_lie_beside_it(tmp_path):
    data = load_set("digits")
    assert rows.beside(data)
    network = Network.create([64, 4, 10], output="softmax", seed=1)
    stretch = stretch_of_epochs(network, data, Recipe("cross-entropy", batch=500), 2)
    (tmp_path / rows.FILE_NAME).write_text(rows.rows_csv(data), "utf-8", newline="")
    for library, needed in (("numpy", "numpy"), ("pytorch", "torch")):
        script = WRITERS[library](stretch)
        assert len(script) < 20_000
        if importlib.util.find_spec(needed):
            (tmp_path / "script.py").write_text(script, "utf-8")
            done = subprocess.run(
                [sys.executable, "script.py"],
                cwd=tmp_path,
                capture_output=True,
                check=True,
                timeout=60,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
            same(read(done.stdout.decode()), losses(stretch), 1e-10)


def test_of_many_epochs_some_are_printed_and_the_last_one():
    network = Network.create([2, 2, 1], output="sigmoid", seed=1)
    stretch = stretch_of_epochs(network, load_set("corners-xor"), Recipe(), 1003)
    found = run(numpy_training(stretch))
    assert len(found) <= 200
    ours = losses(stretch)
    same(found, {step: ours[step] for step in found}, 1e-9)
    assert max(found) == 1003


def test_a_run_whose_data_have_become_fewer_goes_on_as_ours():
    """The batches of its epoch are over: the next one is another epoch's."""
    network = Network.create([2, 3, 1], output="sigmoid", seed=1)
    recipe = Recipe("binary-cross-entropy", batch=2)
    begun = advance(start(network, recipe), load_set("blobs", n=30), 9)
    stretch = Stretch(begun, load_set("corners-xor"), 5)
    same(run(numpy_training(stretch)), losses(stretch), 1e-10)
