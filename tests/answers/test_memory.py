"""What the caches count is what they take: as much as the interpreter says."""

import gc
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest

from playground import cache, document
from playground.analysis.input_space import maps
from playground.analysis.rows import predictions
from playground.answers import known
from playground.answers.answer import answer
from playground.answers.message import Ask
from playground.data import load_set
from playground.network import Network
from playground.panels.panel import View
from playground.scene import Scene

SEEN = ("stage", "inputs", "output", "neuron", "matrices")
VIEW = View(widths={"stage": 1024})


def _see(seed: int, *, maps: bool) -> None:
    """What a visitor with a network of their own is told at first."""
    if maps:
        data = load_set("moons", n=100)
        network = Network.create(
            [2, 8, 8, 1], hidden="tanh", output="sigmoid", seed=seed, input_names=data.input_names
        )
        scene = Scene(network, data.x[0], data=data, row=0, neurons="maps")
    else:
        scene = Scene(Network.create([2, 8, 8, 8, 2], hidden="tanh", seed=seed), np.zeros(2))
    token = document.scene_to_token(scene)
    answer(Ask(1, known.digest(token), dict.fromkeys(SEEN, ""), VIEW, token=token))


def _clear() -> None:
    cache.forget()
    for each in cache.IN_BYTES.values():
        if each is not cache.IN_BYTES["tables"]:
            each.clear()


@pytest.fixture
def traced() -> Iterator[None]:
    for has_maps in (False, True):
        _see(0, maps=has_maps)  # what is made once is made
    _clear()
    tracemalloc.start()
    yield
    tracemalloc.stop()
    _clear()


def _freed(name: str) -> float:
    """What clearing a cache frees, for each byte that it has counted."""
    gc.collect()
    before, counted = tracemalloc.get_traced_memory()[0], cache.IN_BYTES[name].weight
    cache.IN_BYTES[name].clear()
    gc.collect()
    assert counted > 0
    return (before - tracemalloc.get_traced_memory()[0]) / counted


@pytest.mark.usefixtures("traced")
@pytest.mark.parametrize("has_maps", [False, True])
def test_drawn_panels_and_scenes_count_what_they_take(has_maps: bool) -> None:
    for seed in range(1, 13):
        _see(seed, maps=has_maps)
    kept = {name: each.weight for name, each in cache.IN_BYTES.items()}
    shares = {}
    if has_maps:
        for name in (f"{maps.__name__}._maps", f"{predictions.__name__}._passed"):
            assert kept[name]
            shares[name] = _freed(name)
    # Parts of panels are in the caches of those that draw them, too.
    drawn = [name for name in kept if name.startswith("playground.panels.") and kept[name]]
    assert drawn
    for name in drawn:
        cache.IN_BYTES[name].clear()
    cache.forget()
    shares["panels"] = _freed("panels")
    shares["scenes"] = _freed("scenes")
    assert all(0.5 <= share <= 1.15 for share in shares.values()), shares
