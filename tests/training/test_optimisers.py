"""The optimisers against PyTorch's, over 500 steps; a broken one is told from a right one."""

import importlib.util
import json
from dataclasses import replace

import numpy as np
import pytest

from playground.training import OPTIMISERS, advance, start
from tests.training.pytorch_runs import CASES, FILE, STEPS, by_pytorch, case

KNOWN = json.loads(FILE.read_text("utf-8"))


def difference(name, optimiser):
    network, recipe, data = case(name, optimiser)
    run = advance(start(network, recipe), data, STEPS)
    assert run.step == STEPS
    return float(np.abs(run.vector - KNOWN[f"{name} {optimiser}"]).max())


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("name", CASES)
def test_as_pytorch_after_500_steps(name, optimiser):
    assert difference(name, optimiser) < 1e-9
    if importlib.util.find_spec("torch"):
        live = by_pytorch(*case(name, optimiser))
        np.testing.assert_allclose(KNOWN[f"{name} {optimiser}"], live, rtol=0, atol=1e-9)


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_broken_optimiser_is_found(optimiser, monkeypatch):
    """Its step is a thousandth too long."""
    right = OPTIMISERS[optimiser]

    def broken(w, g, memory, t, rate, momentum):
        right.step(w, g, memory, t, 1.001 * rate, momentum)

    monkeypatch.setitem(OPTIMISERS, optimiser, replace(right, step=broken))
    assert difference("moons", optimiser) > 1e-9
