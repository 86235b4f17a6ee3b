"""What a check says and what the panel beside it says, held against each other.

A function a pair: it grades an attempt and reads the panel's own words or numbers, and asserts that
both say the same. Nothing here computes: a disagreement is seen as a learner would see it.
"""

import re
from collections.abc import Callable

import numpy as np

from playground.analysis.input_space.fit import WITHIN
from playground.analysis.input_space.sweep import grid
from playground.data import load_set
from playground.lessons.checks import Attempt, Check, Result, grade
from playground.lessons.checks.classes import (
    Classifies,
    FiresAbove,
    Flipped,
    Probabilities,
    Regions,
    TruthTable,
)
from playground.lessons.checks.functions import MatchCurve, SameFunction, Straight
from playground.lessons.checks.learning import Flat, LossBelow, StartsFound
from playground.lessons.checks.neurons import Alive, Dead, Saturated, Symmetric
from playground.lessons.checks.rows import Finds, FitsRows, NoneDead, RowsRight
from playground.lessons.checks.structure import Convolution
from playground.panels.board import activations, output
from playground.panels.board.data import panel as data_panel
from playground.panels.board.results import panel as results
from playground.panels.course import (
    collapse,
    convolution,
    curve,
    fit,
    probabilities,
    starts,
    symmetry,
    threshold,
    weight_curve,
)
from playground.panels.inspector import neuron
from playground.panels.panel import Panel, View
from playground.panels.stage import stage
from playground.quantities import quantity, shown
from playground.scene import Scene, Target, replace_scene

VIEW = View()
XOR = [0, 1, 1, 0]


def numbers(panel: Panel) -> dict[str, str]:
    """``data-quantity`` → ``data-value`` of everything printed."""
    return dict(re.findall(r'data-quantity="([^"]+)" data-value="([^"]*)"', panel.html))


def verdict(panel: Panel) -> str:
    return str(panel.parts["verdict"])


def focused(scene: Scene, *path: int) -> Scene:
    """The scene with a layer or a neuron selected, played to its end."""
    kind = "layer" if len(path) == 1 else "neuron"
    return replace_scene(scene, selected=Target(kind, path), step=None)


def _convolves(check: Convolution, scene: Scene, result: Result) -> None:
    """The check passes where the panel has its tick, and the kernel stands where it is asked."""
    panel = convolution.render(focused(scene, check.layer), VIEW)
    cells = re.findall(
        r'data-quantity="running-weight/\d+/(\d+)/(\d+)" data-value="([^"]+)"', panel.html
    )
    least = 1e-9 * max(abs(float(value)) for _, _, value in cells)
    used = [int(i) - int(j) for j, i, value in cells if abs(float(value)) > least]
    there = all(0 <= place < check.width for place in used)
    assert result.passed == ("✓" in verdict(panel) and there)
    if result.remarks[0].key == "convolution-biases":
        assert "✗ no convolution: biases differ ·" in verdict(panel)


def _is_symmetric(check: Symmetric, scene: Scene, result: Result) -> None:
    """The check finds twins where the panel has one group of them, and parts them as it does."""
    said = verdict(symmetry.render(focused(scene, check.layer), VIEW))
    said = re.findall(r"neurons ([\d, ]+) compute the same (.*?)(?:<br>|</p>|$)", said)
    found = {True: [names for names, _ in said], False: []}
    for names, end in said:
        if "they stay equal" in end:
            found[False].append(names)
        elif "all but " in end:
            found[False] += re.findall(r"\d+(?:, \d+)*", end.split("all but ")[1])
    alike = any(
        set(check.neurons) <= {int(j) - 1 for j in names.split(", ")}
        for names in found[not check.broken]
    )
    assert result.passed == (alike != check.broken)


def collapses(scene: Scene) -> None:
    """One layer does the same: panel, live number, and checks of the function agree on it."""
    said = verdict(collapse.render(scene, VIEW))
    alone = "does the same for every input" in said
    assert ("not linear" in said) == (not alone)
    assert (shown(scene, "equivalent-weight/0/0") != "–") == alone
    if alone:
        values = numbers(collapse.render(scene, VIEW))
        first = next(value for name, value in values.items() if name.endswith("/0/0"))
        assert quantity(scene, "equivalent-weight/0/0") == float(first)


def _is_straight(check: Straight, scene: Scene, result: Result) -> None:
    """Where one linear layer does the same, the line is straight; where it bends, none does."""
    said = verdict(collapse.render(scene, VIEW))
    if "✓ one layer does the same for every input" in said:
        assert result.passed != check.bent
    if result.passed == check.bent:
        assert "not linear" in said or re.search("one .+ layer does the same", said)


def is_same_function(check: SameFunction, scene: Scene, flat: Scene) -> None:
    """The one layer of the panel is the same function for the check, too, and it has the layers."""
    said = verdict(collapse.render(scene, VIEW))
    result = grade(check, Attempt(flat, scene))
    if "✓" in said:
        assert result.passed, result.remarks


def _fits(check: MatchCurve, scene: Scene, result: Result) -> None:
    """The check passes where the panel calls the curve good; its gap is the panel's."""
    panel = curve.render_curve(check.curve)(replace_scene(scene, step=None, selected=None), VIEW)
    worst = float(numbers(panel)[f"largest-gap/{check.curve}/0"])
    gap = result.remarks[0].values["gap"]
    good = '<span class="good">' in panel.html
    assert gap == worst
    if check.within == WITHIN:
        assert result.passed == good


def _fires(check: FiresAbove, scene: Scene, result: Result) -> None:
    """Where the check says that a step fires, or does not, the panel says Σwx ≥ θ, or <."""
    remark = result.remarks[0]
    layers = scene.network.layers
    if len(layers) > 1 or layers[0].activation != "step" or not 0 < scene.threshold <= 1:
        return
    sides = [(float(check.low), check.below), (float(check.high), not check.below)]
    if remark.key in ("fires-wrongly", "fires-not"):
        sides = [(float(remark.values["at"]), remark.key == "fires-wrongly")]
    for at, does in sides:
        if abs(at - check.threshold) <= check.margin:
            continue
        x = np.array(scene.x)
        x[check.input] = at
        panel = threshold.render(focused(replace_scene(scene, x=x), 0, 0), VIEW)
        assert re.findall(r'class="fact math (yes|no)"', panel.html) == ["yes" if does else "no"]


def _pill(scene: Scene) -> int | None:
    """The class that the output panel shows, if it shows one."""
    panel = output.render(replace_scene(scene, step=None), VIEW)
    found = re.search(r'class="pill (yes|no)"', panel.html)
    return None if found is None else int(found[1] == "yes")


def _classifies(check: Classifies, scene: Scene, result: Result) -> None:
    """The classes of the points are those of the output panel."""
    pills = [_pill(replace_scene(scene, x=np.array(point))) for point in check.points]
    if None in pills:
        return
    right = sum(pill == label for pill, label in zip(pills, check.labels, strict=True))
    assert result.remarks[0].values["right"] == right


def _has_regions(check: Regions, scene: Scene, result: Result) -> None:
    """At the point that is wrong the output panel has the class that the check names."""
    values = result.remarks[0].values
    if not result.passed:
        pill = _pill(replace_scene(scene, x=np.array(values["point"])))
        assert pill in (None, values["got"])
        assert values["got"] != values["wanted"]


def flips(scene: Scene, start: Scene) -> None:
    """The class has flipped where the output panel's pill has."""
    result = grade(Flipped(), Attempt(scene, start))
    before, after = _pill(start), _pill(scene)
    if None not in (before, after) and result.remarks[0].key != "other-network":
        assert result.passed == (before != after)


def _has_table(check: TruthTable, scene: Scene, result: Result) -> None:
    """The corners of XOR that are right are as many as in the table of its rows."""
    if check.wanted != XOR:
        return
    rows = load_set("corners-xor")
    panel = data_panel.render(replace_scene(scene, data=rows, row=None, listed="all"), VIEW)
    right = int(numbers(panel)["right/all"])
    assert result.remarks[0].values["right"] == right
    assert result.passed == (right >= check.needs)


def _counts_rows(check: RowsRight, scene: Scene, result: Result) -> None:
    """As many rows are right as above the table, and the first that is not is marked there."""
    panel = data_panel.render(replace_scene(scene, listed="all", order="row"), VIEW)
    values = result.remarks[0].values
    assert int(numbers(panel)["right/all"]) == values["right"]
    assert f"of {values['count']:,} right" in panel.html
    assert ("row" in values) == (values["right"] < values["count"])


def _finds(check: Finds, scene: Scene, result: Result) -> None:
    """Recall and precision are those of the Results tab; where none is said, nothing is wrong."""
    found = numbers(results.render(replace_scene(scene, measured="all"), VIEW))
    recall, precision = (float(found[f"{of}/all/1"] or 1.0) for of in ("recall", "precision"))
    assert result.passed == (recall >= check.recall and precision >= check.precision)


def _fits_rows(check: FitsRows, scene: Scene, result: Result) -> None:
    """Both errors are those of the fit panel."""
    found, values = numbers(fit.render(scene, VIEW)), result.remarks[0].values
    assert float(found["rmse/train"]) == values["rmse"]
    assert float(found["row-line-rmse/train"]) == values["line"]
    assert result.passed == (values["rmse"] <= check.most)


def _none_dead(check: NoneDead, scene: Scene, result: Result) -> None:
    """Where the stage calls a neuron dead, the check does not pass."""
    panel = stage.render(replace_scene(scene, neurons="maps", step=None), View())
    assert not (result.passed and "dead" in repr(panel.figures))


def _is_flat(check: Flat, scene: Scene, result: Result) -> None:
    """The slope is the one below the curve of the loss, and so is the way down."""
    k, j, i = check.layer, check.neuron, check.source
    selected = replace_scene(scene, selected=Target("weight", (k, j, i)))
    slope = float(numbers(weight_curve.render(selected, VIEW))[f"mean-gradient/{k}/{j}/{i}"])
    assert result.remarks[0].values["slope"] == slope
    assert result.passed == (abs(slope) <= check.within)
    if not result.passed:
        assert result.remarks[0].key == ("flat-down" if slope > 0 else "flat-up")


def _finds_starts(check: StartsFound, scene: Scene, result: Result) -> None:
    """As many starts as the panel says, and as it ticks."""
    panel = starts.render(scene, VIEW)
    found = int(numbers(panel)["starts-found"])
    assert result.remarks[0].values["found"] == found
    assert repr(panel.figures).count("✓") == found
    assert result.passed == (found >= check.needs)


def _has_loss(check: LossBelow, scene: Scene, result: Result) -> None:
    """The loss is the one of the Results tab."""
    panel = results.render(replace_scene(scene, measured=check.part), VIEW)
    shown_loss = numbers(panel).get(f"loss/{check.part}")
    if shown_loss is not None:
        assert result.remarks[0].values["loss"] == float(shown_loss)


def _has_probabilities(check: Probabilities, scene: Scene, result: Result) -> None:
    """The column T = 1 has what the check asks for, and the panel names no other function."""
    panel = probabilities.render(replace_scene(scene, step=None), VIEW)
    column = [float(numbers(panel)[f"probability/1/{c}"]) for c in range(len(check.wanted))]
    near = np.abs(np.array(column) - check.wanted) <= check.within + 1e-9
    other = "this layer:" in panel.html
    assert result.passed == (bool(near.all()) and not other)
    if result.remarks[0].key.startswith("probabilities") and not other:
        assert result.remarks[0].values["right"] == near.sum()


def _flags(scene: Scene, k: int, j: int) -> str:
    return str(neuron.render(focused(scene, k, j), VIEW, k, j).parts["flags"])


def _is_dead(check: Dead | Alive, scene: Scene, result: Result) -> None:
    """A dead neuron has its badge at every input; one that is alive everywhere has it nowhere."""
    if not result.passed or (isinstance(check, Alive) and check.share < 1):
        return
    for x in grid(scene.network.n_inputs, check.low, check.high)[::97]:
        flags = _flags(replace_scene(scene, x=x), check.layer, check.neuron)
        assert ("off here" in flags) == isinstance(check, Dead)


def _is_saturated(check: Saturated, scene: Scene, result: Result) -> None:
    """The check passes where inspector and tile have the badge."""
    k, j = check.layer, check.neuron
    assert result.passed == ("saturated" in _flags(scene, k, j))
    name = scene.network.layers[k].activation
    tile = str(activations.render(focused(scene, k, j), VIEW).parts.get(f"tile-{name}", ""))
    if tile and not scene.is_off("neuron", k, j):
        assert result.passed == ("saturated" in tile)


_PAIRS: dict[type, Callable[..., None]] = {
    Convolution: _convolves,
    Symmetric: _is_symmetric,
    Straight: _is_straight,
    MatchCurve: _fits,
    FiresAbove: _fires,
    Classifies: _classifies,
    Regions: _has_regions,
    TruthTable: _has_table,
    RowsRight: _counts_rows,
    Finds: _finds,
    FitsRows: _fits_rows,
    NoneDead: _none_dead,
    Flat: _is_flat,
    StartsFound: _finds_starts,
    LossBelow: _has_loss,
    Probabilities: _has_probabilities,
    Dead: _is_dead,
    Alive: _is_dead,
    Saturated: _is_saturated,
}


def holds(check: Check, scene: Scene) -> None:
    """Hold a check against the panel beside it, if there is one and the network is one to ask."""
    result = grade(check, Attempt(scene, scene))
    if type(check) in _PAIRS and result.remarks[0].key != "other-network":
        _PAIRS[type(check)](check, scene, result)
