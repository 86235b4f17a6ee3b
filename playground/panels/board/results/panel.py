"""The Results tab: numbers, the confusion matrix and the ROC curve, or errors and residuals.

All of it is of the rows of the data; what is not of a part by its name is of the one that is
measured: all rows, those for training, or those for the test.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.rows.measured import measured
from playground.analysis.rows.predictions import Predictions, predictions
from playground.language import _, to_say
from playground.notation import readable
from playground.panels.board.results import confusion, residuals, roc, tiles
from playground.panels.kit import card, controls
from playground.panels.kit.template import Template
from playground.panels.kit.theme import palette_of
from playground.panels.kit.unfit import unfit
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import PARTS, Scene

_PARTS = {"all": to_say("all"), "train": to_say("train"), "test": to_say("test")}
_CUT = Template('<span data-key="cut">{}</span>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The Results panel."""
    found = predictions(scene)
    if found is None:
        return Panel(card.frame("results", _("Results"), scene, view, unfit(scene)))
    if found.data.task == "regression":
        return _regression(scene, view, found)
    return _classification(scene, view, found)


def _regression(scene: Scene, view: View, found: Predictions) -> Panel:
    content = htpy.div(".beside")[slot("measures"), residuals.place(scene)]
    return Panel(
        card.frame("results", _("Results"), scene, view, content),
        {"measures": tiles.errors(scene, found.data), "hits": residuals.hits(scene, found)},
        {"residuals": residuals.figure(scene, found, palette_of(view))},
    )


def _classification(scene: Scene, view: View, found: Predictions) -> Panel:
    data, of = found.data, measured(scene, scene.measured)
    parts = {"tiles": tiles.tiles(scene, data), "part": _part(scene, found)}
    figures: dict[str, Figure] = {}
    beside: list[htpy.Node] = []
    if of is not None and of.confusion is not None:
        parts["confusion"] = confusion.matrix(scene, found, of.confusion)
        parts["cut"] = _cut(scene, found, confusion.told(found, of.confusion))
        parts["selected"] = confusion.selected(scene, found)
        beside.append(_matrix_place())
        if data.task == "binary":
            own, figures["roc"] = roc.parts(scene, data, palette_of(view))
            parts |= own
            beside.append(roc.place())
        else:
            parts["classes"] = confusion.classes(scene, found, of.confusion)
            beside.append(slot("classes"))
    frame = card.frame(
        "results",
        _("Results"),
        scene,
        view,
        htpy.header[slot("tiles"), slot("part")],
        htpy.div(".beside")[beside],
    )
    return Panel(frame, parts, figures)


def _matrix_place() -> htpy.Element:
    return htpy.div(".wanted")[
        htpy.h3[_("Wanted and said"), slot("cut")],
        slot("confusion"),
        slot("selected"),
    ]


def _cut(scene: Scene, found: Predictions, classes: str) -> Markup:
    """By which threshold it is said, where there is one; of many classes, which ones."""
    text = " " + _("at threshold {t}", t=readable(scene.threshold, scene.decimals))
    return _CUT.format(text if found.data.task == "binary" else classes)


def _part(scene: Scene, found: Predictions) -> Markup:
    """Which rows are measured; a part without rows is not offered."""
    rows = {"all": found.data.n_rows, "train": len(found.data.train), "test": len(found.data.test)}
    choices = [(f"select-part/{part}", _(_PARTS[part])) for part in PARTS if rows[part]]
    chosen = controls.segmented(choices, f"select-part/{scene.measured}", _("Rows"))
    return Markup('<div data-key="part">{}</div>').format(chosen)
