"""Where rows lie in a layer's space: the same whether the pass of all rows is kept or not."""

import numpy as np
import pytest

from playground.analysis.rows import predictions as module
from playground.analysis.rows.hidden_places import (
    MOST_DRAWN,
    component_share,
    components,
    few_rows,
    hidden_rows,
)
from playground.cache import forget
from playground.data.sets import load_set
from playground.engine import forward
from playground.network import Network
from playground.scene import Scene
from tests.analysis.rows.test_predictions import scene_on

MOONS = Scene(Network.create([2, 4, 3, 1], "tanh", seed=1), data=load_set("moons", n=40))


def test_rows_go_as_far_as_the_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.array([3, 17, 20])
    wanted = forward(MOONS.network, MOONS.data.x[rows]).activations[1]
    assert hidden_rows(MOONS, MOONS.data, 1, rows) == pytest.approx(wanted, abs=1e-12)
    monkeypatch.setattr(module, "_MOST_BYTES", 100)
    forget()
    assert hidden_rows(MOONS, MOONS.data, 1, rows) == pytest.approx(wanted, abs=1e-12)
    forget()


@pytest.mark.parametrize("n", [7, MOST_DRAWN, MOST_DRAWN + 1, 1999])
def test_few_rows_are_spread_over_the_table(n: int) -> None:
    data = scene_on(np.arange(n, dtype=float), np.arange(n, dtype=float)).data
    rows = few_rows(data)
    assert len(set(rows.tolist())) == min(n, MOST_DRAWN)
    assert (rows[0], rows[-1]) == (0, n - 1)
    assert np.ptp(np.diff(rows)) <= 1


def test_the_shares_of_all_directions_of_a_plane_are_whole() -> None:
    pair = Scene(Network.create([2, 2, 1], "tanh", seed=1), data=MOONS.data)
    assert sum(component_share(pair, 0, n) or 0 for n in (0, 1)) == pytest.approx(1)
    assert components(Scene(pair.network), 0) is None
    assert component_share(Scene(pair.network), 0, 0) is None
