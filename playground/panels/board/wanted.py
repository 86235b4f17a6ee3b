"""What the row at the inputs wanted of the output, and what it costs: parts of the Output panel.

Parts are ``wanted`` (beside the panel's name) and ``loss``. Both are blank where an input was moved
away from the row, and until playback has reached the output: then nothing is known of it.
"""

import math
from decimal import Decimal

from markupsafe import Markup

from playground.analysis import so_far
from playground.analysis.rows.losses import row_loss_name
from playground.analysis.rows.measured import measured
from playground.analysis.rows.predictions import loss_at_input, predictions
from playground.data import Dataset
from playground.notation import compact, format_number, read_printed
from playground.panels.kit.marks import wanted_label
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template
from playground.relation import relation, rounded
from playground.scene import Scene

_WANTED = Template('<span class="wanted{}" data-key="wanted">{}</span>')
_LOSS = Template(
    '<div class="row-loss" data-key="loss"><p><span>{}</span><span class="spring"></span>{}</p>'
    '<p><span>{}</span><span class="spring"></span>{}</p></div>'
)
_NEGATIVE_LOG = Template('<span class="math">−ln</span> {} {} ')
_SQUARED = Template("({} − {})² {} ")
_NOTHING = Markup("")
_RIGHT = Markup(
    '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6.5 4.8 9.3 10.2 3"/></svg>'
)
_WRONG = Markup(
    '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 2.5l7 7m0-7l-7 7"/></svg>'
)


def parts(scene: Scene, data: Dataset) -> dict[str, Markup]:
    """Both parts."""
    return {"wanted": _wanted(scene, data), "loss": _loss(scene, data)}


def _known_row(scene: Scene) -> int | None:
    """The row that the output is about, if it is known."""
    return scene.row if scene.is_at_row and so_far.pass_done(scene) else None


def _wanted(scene: Scene, data: Dataset) -> Markup:
    row = _known_row(scene)
    found = predictions(scene)
    if row is None or found is None:
        return _WANTED.format("", "")
    if found.said is None:
        return _WANTED.format("", _missed_by(scene, data, row))
    if found.said[row] == data.target[row]:
        return _WANTED.format(" right", _RIGHT + Markup("matches row {}").format(row + 1))
    label = wanted_label(data, row).removeprefix("class ")
    return _WANTED.format(" wrong", _WRONG + Markup("wanted {}").format(label))


def _missed_by(scene: Scene, data: Dataset, row: int) -> Markup:
    wanted, output = float(data.y[row, 0]), float(scene.trace.output[0])
    if data.n_outputs > 1:
        return _NOTHING
    off = compact(output - wanted, scene.decimals)
    return Markup("wanted {}, off by {}").format(compact(wanted, scene.decimals), off)


def _loss(scene: Scene, data: Dataset) -> Markup:
    return _LOSS.format(
        "Loss of this row", _of_row(scene, data), _means_of(data), _means(scene, data)
    )


def _of_row(scene: Scene, data: Dataset) -> Markup:
    row, loss = _known_row(scene), loss_at_input(scene)
    if row is None or loss is None:
        return printed(None, scene.decimals, quantity="loss")
    shown = computed(loss, scene.decimals, "loss", css=" strong")
    return _formula(scene, data, row, loss) + shown


def _formula(scene: Scene, data: Dataset, row: int, loss: float) -> Markup:
    """How the loss follows from the output, with "=" if that holds as printed."""
    activation, decimals = scene.network.layers[-1].activation, scene.decimals
    name = row_loss_name(data.task, activation)
    result = read_printed(compact(loss, decimals, tiny=True))
    if name == "mse":
        if data.n_outputs > 1:
            return Markup('<span class="aside">mean of (ŷ − y)²</span> = ')
        output = compact(float(scene.trace.output[0]), decimals)
        wanted = compact(float(data.y[row, 0]), decimals)
        holds = rounded((_read(output) - _read(wanted)) ** 2, result)
        return _SQUARED.format(output, wanted, relation(holds))
    at = 0 if name == "binary-cross-entropy" else int(data.target[row])
    text = format_number(float(scene.trace.output[at]), decimals)
    share = _read(text)
    if name == "binary-cross-entropy" and data.target[row] == 0:
        text, share = f"(1 − {text})", 1 - share
    holds = share > 0 and rounded(-math.log(share), result)
    return _NEGATIVE_LOG.format(text, relation(holds))


def _means_of(data: Dataset) -> str:
    """Of how many rows the means are."""
    test = f" · {len(data.test)} test" if len(data.test) else ""
    return f"Mean over {len(data.train)} training{test} rows"


def _means(scene: Scene, data: Dataset) -> Markup:
    """The mean loss of the training rows, and of the test rows if there are any."""
    shown = _mean(scene, "train", " strong")
    return shown + Markup(" · ") + _mean(scene, "test", "") if len(data.test) else shown


def _mean(scene: Scene, part: str, css: str) -> Markup:
    found = measured(scene, part)
    loss = None if found is None else found.loss
    return computed(loss, scene.decimals, f"loss/{part}", css=css)


def _read(text: str) -> float:
    """The number that a printed text says, which may be rounded."""
    return float(read_printed(text) or Decimal(0))
