"""The matrix equations of one layer's way back: δ = (Wᵀδ) ⊙ f′(z), and ∇W = δ aᵀ.

At the output δ is ŷ − y where the slope cancels with that of the loss, and else ∂L/∂ŷ ⊙ f′(z).
"""

import htpy
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.analysis.learning import backward
from playground.cache import cached
from playground.language import _
from playground.panels.board.backward.cells import Cells
from playground.panels.kit.cells import WHOLE, condensed
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette
from playground.panels.panel import slot
from playground.relation import SPOKEN, relation
from playground.scene import Scene

_SIGN = Template('<span class="between math" data-key="{}" role="img" aria-label="{}">{}</span>')
_NOTE = Template('<p class="note" data-key="back-note">{}</p>')
_LETTER = Template("<i>{}</i><sup>({})</sup>")
_TRANSPOSED = Template("<i>{}</i><sup>({})⊤</sup>")
_BY_OUTPUT = Markup("∂<i>L</i>/∂<i>ŷ</i>")

Kind = str  # how δ comes about: "hidden", "difference", "product" or "jacobian"


def kind_of(scene: Scene, k: int) -> Kind:
    """How δ of layer k comes about."""
    if k < len(scene.network.layers) - 1:
        return "hidden"
    if backward.fused_at(scene, k):
        return "difference"
    return "jacobian" if backward.depends_on_layer(scene, k) else "product"


def back_parts(scene: Scene, palette: Palette, k: int) -> dict[str, Markup]:
    """The numbers of both equations."""
    layer, kind = scene.network.layers[k], kind_of(scene, k)
    rows, columns = condensed(layer.n_out), condensed(layer.n_in)
    cells = Cells(scene, palette, k)
    parts = {"delta": cells.delta_column("delta", rows)}
    holds = False
    if kind == "hidden":
        behind = condensed(scene.network.layers[k + 1].n_out)
        parts["pulled"] = cells.pulled_weights(rows, behind)
        parts["behind"] = cells.delta_column("behind", behind, k + 1)
        parts["slopes"] = cells.slope_column(rows)
        holds = max(layer.n_out, len(behind)) <= WHOLE and cells.deltas_hold()
    elif kind == "difference":
        parts["outputs"] = cells.output_column(rows)
        parts["targets"] = cells.target_column(rows)
        n = 1 if ACTIVATIONS[layer.activation].whole_layer else layer.n_out
        holds = layer.n_out <= WHOLE and n == 1 and cells.differences_hold()
    else:
        parts["pulls"] = cells.pull_column(rows)
        if kind == "product":
            parts["slopes"] = cells.slope_column(rows)
            holds = layer.n_out <= WHOLE and cells.products_hold()
    fits = max(layer.n_out, layer.n_in) <= WHOLE
    return parts | {
        "delta-sign": _sign("delta-sign", holds),
        "gradients": cells.gradient_rows(rows, columns),
        "gradient-sign": _sign("gradient-sign", fits and cells.gradients_hold()),
        "again": cells.delta_column("again", rows),
        "sources": cells.source_row(columns),
        "back-note": _NOTE.format(_note(scene)),
    }


def _sign(key: str, holds: bool) -> Markup:
    sign = relation(holds)
    return _SIGN.format(key, _(SPOKEN[sign]), sign)


def _note(scene: Scene) -> str:
    said = _("Each row of ∇W is one δ times all that the layer reads.")
    if scene.row is None:
        return said
    return f"{said} {_('Row {row} adds to the mean of its batch.', row=scene.row + 1)}"


@cached(256)
def back_sheets(
    k: int, kind: Kind, shape: tuple[int, int], n_behind: int, n_mean: int, layers: int
) -> Markup:
    """Both equations, with slots for their numbers; ``n_behind`` neurons stand behind the layer."""
    n_out, n_in = shape
    dense = ".dense" if max(n_out, n_behind) > 8 or n_in > 6 else ""
    label = _("the way back of layer {k} of {count}", k=k + 1, count=layers)
    sheets = htpy.div(".way-back-sheets", role="group", aria_label=label)[
        htpy.p(".title.math")[_delta_title(k, kind, n_mean)],
        _sheet(dense, n_behind or 1, [
            htpy.div(".block.names")[htpy.span(".top"), slot("labels"), htpy.span(".shape")],
            _block(_LETTER.format("δ", k + 1), slot("delta"), f"{n_out}×1"),
            slot("delta-sign"),
            *_delta_side(k, kind, n_out, n_behind, n_mean),
        ]),
        htpy.p(".title.math")[_gradient_title(k)],
        _sheet(dense, n_in, [
            _block(_gradient_name(k), slot("gradients"), f"{n_out}×{n_in}"),
            slot("gradient-sign"),
            _block(_LETTER.format("δ", k + 1), slot("again"), f"{n_out}×1"),
            htpy.span(".between.math")["·"],
            _block(_source_name(k), slot("sources"), f"1×{n_in}"),
        ]),
        slot("back-note"),
    ]  # fmt: skip
    return escape(sheets)


def _sheet(css: str, columns: int, content: list[htpy.Node]) -> htpy.Element:
    return htpy.div(f".sheet{css}", style=f"--columns:{min(columns, WHOLE)}")[
        htpy.div(".side", tabindex="0", role="group", aria_label=_("part of the equation"))[content]
    ]


def _delta_side(k: int, kind: Kind, n_out: int, n_behind: int, n_mean: int) -> list[htpy.Node]:
    """What stands right of the "=" of δ."""
    slopes = _block(
        Markup("<i>f</i>′({})").format(_LETTER.format("z", k + 1)), slot("slopes"), f"{n_out}×1"
    )
    times = htpy.span(".between.math")["⊙"]
    if kind == "hidden":
        return [
            _round("("),
            _block(_TRANSPOSED.format("W", k + 2), slot("pulled"), f"{n_out}×{n_behind}"),
            _block(_LETTER.format("δ", k + 2), slot("behind"), f"{n_behind}×1"),
            _round(")"),
            times,
            slopes,
        ]
    if kind == "difference":
        mean = f") / {n_mean}" if n_mean > 1 else ""
        return [
            htpy.span(".between.math")["("] if mean else None,
            _block(Markup("<i>ŷ</i>"), slot("outputs"), f"{n_out}×1"),
            htpy.span(".between.math")["−"],
            _block(Markup("<i>y</i>"), slot("targets"), f"{n_out}×1"),
            htpy.span(".between.math")[mean] if mean else None,
        ]
    pulls = _block(_BY_OUTPUT, slot("pulls"), f"{n_out}×1")
    if kind == "product":
        return [pulls, times, slopes]
    return [htpy.span(".between.math")[Markup("<i>J</i><sup>⊤</sup>")], pulls]


def _delta_title(k: int, kind: Kind, n_mean: int) -> Markup:
    delta, z = _LETTER.format("δ", k + 1), _LETTER.format("z", k + 1)
    if kind == "hidden":
        return Markup("{} = ({} {}) ⊙ <i>f</i>′({})").format(
            delta, _TRANSPOSED.format("W", k + 2), _LETTER.format("δ", k + 2), z
        )
    if kind == "difference":
        form = "{} = (<i>ŷ</i> − <i>y</i>) / {}" if n_mean > 1 else "{} = <i>ŷ</i> − <i>y</i>"
        return Markup(form).format(delta, n_mean)  # noqa: S704 - our own words
    if kind == "product":
        return Markup("{} = {} ⊙ <i>f</i>′({})").format(delta, _BY_OUTPUT, z)
    return Markup("{} = <i>J</i><sup>⊤</sup> {}, <i>J</i> = ∂<i>ŷ</i>/∂<i>z</i>").format(
        delta, _BY_OUTPUT
    )


def _gradient_title(k: int) -> Markup:
    delta = _LETTER.format("δ", k + 1)
    return Markup("{} = {} {}").format(_gradient_name(k), delta, _source_name(k))


def _gradient_name(k: int) -> Markup:
    return Markup("∇") + _LETTER.format("W", k + 1)


def _source_name(k: int) -> Markup:
    return _TRANSPOSED.format("a", k) if k else Markup("<i>x</i><sup>⊤</sup>")


def _block(name: Markup, cells: htpy.Node, shape: str) -> htpy.Element:
    return htpy.div(".block")[
        htpy.span(".top.math")[name],
        htpy.div(".bracket")[cells],
        htpy.span(".shape.math")[shape],
    ]


def _round(side: str) -> htpy.Element:
    return htpy.span(".between.math.round", aria_hidden="true")[side]
