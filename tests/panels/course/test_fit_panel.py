"""The fit panel: rows as points, the best straight line through them, and the network's curve."""

import numpy as np
import pytest

from playground import presets
from playground.analysis.input_space.fit import least_squares
from playground.data import Column, Table, load_set
from playground.network import Network
from playground.panels.course import fit
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.quantities import shown
from playground.scene import Scene, SetActivation, apply, replace_scene
from tests.lessons.lesson_scenes import VIEW, number, values

WAVE = presets.load("nonlinear")


def rmse(scene: Scene, y: np.ndarray, rows: np.ndarray) -> float:
    return float(np.sqrt(np.mean((y - scene.data.y[rows, 0]) ** 2)))


def test_the_line_is_the_best_for_the_training_rows() -> None:
    data, panel = WAVE.data, fit.render(WAVE, VIEW)
    x = data.x[data.train, 0]
    slope, intercept = (number(panel, f"row-line-{what}") for what in ("slope", "intercept"))
    assert (slope, intercept) == pytest.approx(tuple(np.polyfit(x, data.y[data.train, 0], 1)))
    best = number(panel, "row-line-rmse/train")
    assert best == pytest.approx(rmse(WAVE, slope * x + intercept, data.train))
    assert number(panel, "row-line-rmse/test") == pytest.approx(
        rmse(WAVE, slope * data.x[data.test, 0] + intercept, data.test)
    )
    for dw, db in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)):
        assert rmse(WAVE, (slope + dw) * x + intercept + db, data.train) > best


def test_no_linear_network_is_better_than_the_line() -> None:
    """The curve's error is a fifth of the line's; made linear, the same weights lose to it."""
    panel = fit.render(WAVE, VIEW)
    assert 5 * number(panel, "rmse/train") > number(panel, "row-line-rmse/train")
    assert number(panel, "rmse/train") == pytest.approx(0.105, abs=0.001)
    flat = fit.render(apply(WAVE, SetActivation(0, "linear")), VIEW)
    assert number(flat, "rmse/train") > number(flat, "row-line-rmse/train")


def test_it_draws_the_line_the_curve_and_every_row() -> None:
    line, curve, rows, *_ = fit.render(WAVE, VIEW).figures["fit"]["data"]
    assert len(rows["x"]) == WAVE.data.n_rows
    assert line["line"]["dash"] == "dash"
    assert np.diff(line["y"]) == pytest.approx(np.diff(line["y"])[0], abs=1e-9)
    assert len(set(np.diff([y for y in curve["y"] if y is not None]).round(6))) > 10
    (low, high), x = fit.render(WAVE, VIEW).figures["fit"]["layout"]["xaxis"]["range"], WAVE.data.x
    assert low < x.min()
    assert high > x.max()


def test_without_test_rows_there_is_one_error() -> None:
    data = load_set("sine", test_share=0.0)
    panel = fit.render(replace_scene(WAVE, data=data), VIEW)
    assert "rmse/train" in values(panel)
    assert not {"rmse/test", "row-line-rmse/test"} & set(values(panel))


@pytest.mark.parametrize(
    "scene",
    [presets.load("xor"), presets.load("blank"), replace_scene(WAVE, data=load_set("iris"))],
    ids=["classes", "no rows", "rows that do not fit"],
)
def test_what_is_no_curve_is_said(scene: Scene) -> None:
    panel = fit.render(scene, VIEW)
    assert "there is no curve to fit" in panel.html
    assert not panel.figures
    assert shown(scene, "row-line-slope") == "–"


def test_one_place_has_a_level_line() -> None:
    assert least_squares(np.array([2.0, 2.0]), np.array([1.0, 3.0])) == (0.0, 2.0)
    columns = [Column("x", "number", [0.0, 0.0]), Column("y", "number", [1.0, 3.0])]
    data = Table("", columns).dataset(["x"], "y", target_as="number", test_share=0.0)
    panel = fit.render(Scene(Network.create([1, 1], output="linear"), data=data), View())
    assert number(panel, "row-line-rmse/train") == 1.0


def test_what_is_wanted_is_a_cross_of_ink_for_orange_is_a_sign() -> None:
    for theme, palette in THEMES.items():
        panel = fit.render(WAVE, View(theme=theme))
        marker = panel.figures["fit"]["data"][2]["marker"]
        assert set(marker["symbol"]) == {"x"}
        assert {*marker["color"], *marker["line"]["color"]} <= {palette.text1, palette.card}
        assert 'class="mark cross"' in panel.frame
