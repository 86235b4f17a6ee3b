"""How a softmax makes shares: every z becomes eᶻ, and the pieces, end to end, are the whole.

The bars of eᶻ are drawn against the largest of them; below they stand end to end, and each one's
part of the whole is its probability, at T = 1.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.layers.probabilities import exponentials, logits, probabilities
from playground.analysis.so_far import pass_done
from playground.language import _
from playground.panels.course.probabilities import names_of
from playground.panels.kit import card
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

MOST_CLASSES = 10  # more could not be told apart in one bar
_ROOM = 0.08  # of the whole, for a name
_ROW = Template(
    '<tr><th scope="row">{}</th><td>{}</td>'
    '<td class="bar"><span style="width:{}%"></span></td><td>{}</td><td><b>{}</b></td></tr>'
)
_SUM = Template('<tr><th scope="row">{}</th><td></td><td></td><td>{}</td><td>{}</td></tr>')
_BODY = Template('<tbody data-key="classes">{}</tbody>')
_WHOLE = Template('<div class="whole" data-key="whole" role="img" aria-label="{}">{}</div>')
_PIECE = Template('<span style="flex-grow:{}" title="{}">{}</span>')
_E_TO_Z = Markup("<i>e</i><sup><i>z</i></sup>")


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The softmax panel; what the pass has not reached yet is blank."""
    z = logits(scene)
    known = pass_done(scene)
    names = names_of(scene)[:MOST_CLASSES]
    powers, shares = exponentials(z), probabilities(z)
    frame = card.frame(
        "softmax",
        _("Softmax"),
        scene,
        view,
        htpy.header[htpy.span(".title")[_("From z to a share of the whole")]],
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("Softmax, class by class"))[
            htpy.table(".numbers")[_head(), slot("classes")]
        ],
        slot("whole"),
        htpy.p(".note")[_("Here the bars stand end to end. The whole is 1.")],
    )
    parts = {
        "classes": _table(scene, names, z, powers, shares) if known else _table(scene, names),
        "whole": _whole(names, shares if known else np.zeros(len(z))),
    }
    return Panel(frame, parts)


def _head() -> htpy.Element:
    heads = (Markup("<i>z</i>"), "", _E_TO_Z, Markup("<i>p</i>"))
    return htpy.thead(".math")[htpy.tr[htpy.td, (htpy.th(scope="col")[head] for head in heads)]]


def _table(
    scene: Scene,
    names: tuple[str, ...],
    z: Array | None = None,
    powers: Array | None = None,
    shares: Array | None = None,
) -> Markup:
    """A row a class, and the sums; numbers that are not known leave blanks."""
    decimals = scene.decimals

    def number(values: Array | None, c: int, quantity: str) -> Markup:
        return computed(None if values is None else float(values[c]), decimals, f"{quantity}/{c}")

    rows = [
        _ROW.format(
            name,
            number(z, c, "logit"),
            _width(powers, c),
            number(powers, c, "exponential"),
            number(shares, c, "probability/1"),
        )
        for c, name in enumerate(names)
    ]
    total = None if powers is None else float(powers.sum())
    whole = None if shares is None else float(shares.sum())
    sums = (
        computed(total, decimals, "exponential-sum"),
        computed(whole, decimals, "probability-sum/1"),
    )
    return _BODY.format(join([*rows, _SUM.format(_("sum"), *sums)]))


def _width(powers: Array | None, c: int) -> str:
    """How long the bar of a class is, in percent of the largest."""
    if powers is None or not np.isfinite(powers).all() or not powers.max():
        return "0"
    return f"{100 * powers[c] / powers.max():.1f}"


def _whole(names: tuple[str, ...], shares: Array) -> Markup:
    """The pieces end to end, each with its class's name where it has room."""
    known = np.isfinite(shares).all() and shares.any()
    pieces = [
        _PIECE.format(f"{share:.4f}", name, name if share > _ROOM else "")
        for share, name in zip(shares.tolist(), [*names, *["…"] * len(shares)], strict=False)
    ]
    return _WHOLE.format(_("the shares of all classes"), join(pieces) if known else "")
