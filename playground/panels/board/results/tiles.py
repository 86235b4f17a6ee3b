"""The numbers that the Results tab begins with: a tile each, with what it says in words below."""

from collections.abc import Iterator

from markupsafe import Markup

from playground.analysis.rows.measured import Measured, measured
from playground.analysis.rows.metrics import defined
from playground.data import Dataset
from playground.panels.kit.marks import class_label
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template, join
from playground.scene import Scene

_TILES = Template('<div class="tiles" data-key="tiles">{}</div>')
_TILE = Template('<p class="tile"><b>{}</b><span>{}</span></p>')
_OF = Template("{}/{}")
_TABLE = Template(
    '<table class="measures" data-key="measures" aria-label="Errors"><thead><tr><td></td>{}</tr>'
    "</thead><tbody>{}</tbody></table>"
)
_HEAD = Template('<th scope="col">{}</th>')
_MEASURE = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}</td>")


def tiles(scene: Scene, data: Dataset) -> Markup:
    """How many are right of either part, and of the measured one the loss; of two classes more."""
    found = [
        _right(scene, part)
        for part, rows in (("train", data.train), ("test", data.test))
        if len(rows)
    ]
    part = scene.measured
    now = measured(scene, part)
    if now is not None:
        found.append(_TILE.format(computed(now.loss, scene.decimals, f"loss/{part}"), "mean loss"))
        if data.task == "binary":
            found += _of_two(scene, now, data)
    return _TILES.format(join(found))


def _right(scene: Scene, part: str) -> Markup:
    of = measured(scene, part)
    if of is None or of.confusion is None:
        return Markup("")
    right = printed(of.confusion.n_right, 0, quantity=f"right/{part}")
    share = computed(of.confusion.accuracy, scene.decimals, f"accuracy/{part}")
    return _TILE.format(
        _OF.format(right, printed(of.n_rows, 0, quantity=f"rows/{part}")),
        Markup("{} right, {}").format(part, share),
    )


def _of_two(scene: Scene, found: Measured, data: Dataset) -> Iterator[Markup]:
    """Precision, recall and F1 of the class that is 1, in words."""
    part, confusion = scene.measured, found.confusion
    if confusion is None:
        return
    for which, words in (
        ("precision", f"of “says {data.labels[1]}” are {data.labels[1]}"),
        ("recall", f"of {class_label(data, 1)} found"),
        ("f1", "F1"),
    ):
        share = defined(getattr(confusion, which)[1])
        yield _TILE.format(computed(share, scene.decimals, f"{which}/{part}/1"), words)


_MEASURES = {"rmse": "RMSE", "mae": "MAE", "r2": "R²", "loss": "mean loss", "rows": "rows"}


def errors(scene: Scene, data: Dataset) -> Markup:
    """The errors of a regression, for training and test side by side."""
    parts = [
        part
        for part, n in (("train", len(data.train)), ("test", len(data.test)), ("all", data.n_rows))
        if n
    ]
    rows = [
        _MEASURE.format(name, join(_CELL.format(_measure(scene, which, part)) for part in parts))
        for which, name in _MEASURES.items()
    ]
    return _TABLE.format(join(map(_HEAD.format, parts)), join(rows))


def _measure(scene: Scene, which: str, part: str) -> Markup:
    found = measured(scene, part)
    if found is None or found.regression is None:
        return Markup("")
    if which == "rows":
        return printed(found.n_rows, 0, quantity=f"rows/{part}")
    value = found.loss if which == "loss" else getattr(found.regression, f"mean_{which}")
    return computed(value, scene.decimals, f"{which}/{part}")
