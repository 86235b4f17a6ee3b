"""The numbers that the Results tab begins with: a tile each, with what it says in words below.

Under them stands what the kept network has, where one is kept.
"""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from playground.analysis.comparison import kept_on_rows
from playground.analysis.rows.measured import measured
from playground.analysis.rows.metrics import defined
from playground.analysis.rows.unscaled import target_scale, unscaled_error
from playground.data import Dataset
from playground.language import _, called, to_say
from playground.panels.board.results.both import Value, of_both
from playground.panels.kit.kept import kept_number
from playground.panels.kit.marks import class_label
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template, join
from playground.panels.kit.units import with_unit
from playground.scene import Scene, shows_loss

_TILES = Template('<div class="tiles" data-key="tiles">{}</div>')
_TILE = Template('<p class="tile"><b>{}</b><span>{}</span>{}</p>')
_OF = Template("{}/{}")
_TABLE = Template(
    '<table class="measures" data-key="measures" aria-label="{}"><thead><tr><td></td>{}</tr>'
    "</thead><tbody>{}</tbody></table>"
)
_HEAD = Template('<th scope="col">{}</th>')
_MEASURE = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}{}</td>")


def tiles(scene: Scene, data: Dataset) -> Markup:
    """How many are right of either part, and of the measured one the loss; of two classes more."""
    found = [
        _right(scene, part)
        for part, rows in (("train", data.train), ("test", data.test))
        if len(rows)
    ]
    part = scene.measured
    if shows_loss(scene):
        loss = partial(_error, "loss", part)
        found.append(_tile(scene, f"loss/{part}", loss, _("mean loss")))
    if data.task == "binary":
        found += _of_two(scene, data)
    return _TILES.format(join(found))


def _tile(scene: Scene, name: str, value: Value, words: str) -> Markup:
    number, kept = of_both(scene, name, value)
    return _TILE.format(number, words, kept)


def _right(scene: Scene, part: str) -> Markup:
    kept, (right, share) = kept_on_rows(scene), _counted(scene, part, "")
    before = kept_number(*_counted(kept, part, "kept-")) if kept else ""
    words = Template(_("train right, {share}") if part == "train" else _("test right, {share}"))
    return _TILE.format(_OF.format(right, _n_rows(scene, part)), words.format(share=share), before)


def _n_rows(scene: Scene, part: str) -> Markup:
    found = measured(scene, part)
    return printed(found.n_rows if found else None, 0, quantity=f"rows/{part}")


def _counted(scene: Scene, part: str, kept: str) -> tuple[Markup, Markup]:
    """How many rows are right, and which share that is."""
    found = measured(scene, part)
    confusion = found.confusion if found else None
    n_right, accuracy = (confusion.n_right, confusion.accuracy) if confusion else (None, None)
    return (
        printed(n_right, 0, quantity=f"{kept}right/{part}"),
        computed(accuracy, scene.decimals, f"{kept}accuracy/{part}"),
    )


def _of_two(scene: Scene, data: Dataset) -> Iterator[Markup]:
    """Precision, recall and F1 of the class that is 1, in words."""
    label = called(data.labels[1])
    for which, words in (
        ("precision", _("of “says {label}” are {label}", label=label)),
        ("recall", _("of {label} found", label=class_label(data, 1))),
        ("f1", "F1"),
    ):
        share = partial(class_share, which, scene.measured, 1)
        yield _tile(scene, f"{which}/{scene.measured}/1", share, words)


def class_share(which: str, part: str, c: int, scene: Scene) -> float | None:
    """Recall, precision or f1 of class c over a part of the rows."""
    found = measured(scene, part)
    if found is None or found.confusion is None:
        return None
    return defined(getattr(found.confusion, which)[c])


_MEASURES = {
    "rmse": "RMSE",
    "mae": "MAE",
    "r2": "R²",
    "loss": to_say("mean loss"),
    "rows": to_say("rows"),
}
_PARTS = {"all": to_say("all"), "train": to_say("train"), "test": to_say("test")}


def errors(scene: Scene, data: Dataset) -> Markup:
    """The errors of a regression, for training and test side by side."""
    parts = [
        part
        for part, n in (("train", len(data.train)), ("test", len(data.test)), ("all", data.n_rows))
        if n
    ]
    rows = [
        _MEASURE.format(
            _(name), join(_CELL.format(*_measure(scene, which, part)) for part in parts)
        )
        for which, name in _MEASURES.items()
        if which != "loss" or shows_loss(scene)
    ]
    if target_scale(data) is not None:
        rows += [_before_scaling(scene, data, which, parts) for which in ("rmse", "mae")]
    return _TABLE.format(
        _("Errors"), join(_HEAD.format(_(_PARTS[part])) for part in parts), join(rows)
    )


def _before_scaling(scene: Scene, data: Dataset, which: str, parts: list[str]) -> Markup:
    """An error in units of the table."""
    column = data.table.column(data.plan.target)
    found = ((unscaled_error(scene, f"mean_{which}", part), part) for part in parts)
    cells = (
        _CELL.format("" if value is None else with_unit(value, "", f"unscaled-{which}/{part}"), "")
        for value, part in found
    )
    return _MEASURE.format(
        _(
            "{measure} in {unit}",
            measure=_MEASURES[which],
            unit=column.unit or called(column.label),
        ),
        join(cells),
    )


def _measure(scene: Scene, which: str, part: str) -> tuple[Markup, Markup]:
    if which == "rows":
        return _n_rows(scene, part), Markup("")
    return of_both(scene, f"{which}/{part}", partial(_error, which, part))


def _error(which: str, part: str, scene: Scene) -> float | None:
    found = measured(scene, part)
    if found is None or which == "loss":
        return found.loss if found else None
    value: float | None = getattr(found.regression, f"mean_{which}")
    return value
