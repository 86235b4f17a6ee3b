"""The cells of one layer's equation a = f(Wx + b), each with its target and colour."""

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.analysis import so_far
from playground.language import _
from playground.notation import blank, compact, exact, read_printed
from playground.panels.kit import controls
from playground.panels.kit.cells import WHOLE, Index
from playground.panels.kit.names import neuron_name, source_name, source_target
from playground.panels.kit.numbers import size_class
from playground.panels.kit.piece import piece
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, ink, value_colour
from playground.relation import (
    SPOKEN,
    Value,
    applied,
    plus,
    relation,
    shares,
    times,
)
from playground.scene import Scene, Target

_CELL = Template(
    '<span class="cell{}" data-target="{}" data-value="{}" style="background:{};color:{}">{}</span>'
)
_FIELD = Template(
    '<input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" '
    'class="cell{}" value="{}" data-target="{}" data-value="{}" aria-label="{}" '
    'style="background:{};color:{}"{}>'
)
GAP = Template('<span class="gap" aria-hidden="true">{}</span>')
_ROW = Template('<div class="row{}" data-key="w-{}">{}</div>')
_COLUMN = Template('<div class="column" data-key="{}">{}</div>')
_LABELS = Template('<div class="labels" data-key="labels">{}</div>')
_LABEL = Template(
    '<button type="button" class="label{}" data-edit="select/neuron/{}/{}">{}</button>'
)
_RELATION = Template(
    '<span class="between math" data-key="relation" role="img" aria-label="{}">{}</span>'
)


class Sheet:
    """The cells of one layer's equation."""

    def __init__(self, scene: Scene, palette: Palette, k: int) -> None:
        self.scene, self.palette, self.k = scene, palette, k
        self.layer = scene.network.layers[k]
        self.locked_w = "weights" in scene.locked or "weights" in scene.hidden
        self.locked_b = "biases" in scene.locked or "weights" in scene.hidden
        selected = scene.selected
        here = selected is not None and selected.kind in ("neuron", "weight", "bias")
        self.selected = selected if here else None
        self.row = selected.path[1] if selected is not None and here else None
        network = scene.network
        self._around = (  # all that a part is drawn from but its numbers
            (k, len(network.layers), network.input_names, network.output_names, palette),
            (scene.decimals, scene.selected, scene.off, self.locked_w, self.locked_b),
        )

    def _piece(self, name: str, numbers: Array | None, make: Callable[[], Markup]) -> Markup:
        known = None if numbers is None else numbers.tobytes()
        return piece(("matrices", name, known, self.layer.n_out, self._around), make)

    def _ring(self, j: int) -> str:
        whole = self.selected is not None and self.selected.kind in ("neuron", "bias")
        return " is-selected" if whole and j == self.row else ""

    def _shown(self, target: str, value: float | None, css: str) -> Markup:
        """A cell that only shows."""
        if value is None:
            text = blank(self.scene.decimals)
            return _CELL.format(css + " unknown", target, "", "transparent", "inherit", text)
        text = compact(value, self.scene.decimals)
        fill = value_colour(value, self.palette)
        css += size_class(text, self.scene.decimals)
        return _CELL.format(css, target, exact(value), fill, ink(fill), text)

    def labels(self, rows: list[Index]) -> Markup:
        """The names of the rows; a click selects the neuron."""
        names = (GAP.format("⋮") if j is None else self._label(j) for j in rows)
        return self._piece("labels", None, lambda: _LABELS.format(join(names)))

    def _label(self, j: int) -> Markup:
        css = " is-selected" if j == self.row else ""
        return _LABEL.format(css, self.k, j, neuron_name(self.scene.network, self.k, j))

    def activations(self, rows: list[Index]) -> Markup:
        """The column a."""

        def cell(j: int) -> Markup:
            css = self._ring(j) + (" is-off" if self.scene.is_off("neuron", self.k, j) else "")
            return self._shown(
                f"neuron/{self.k}/{j}", so_far.activation(self.scene, self.k, j), css
            )

        return self._column("a", rows, cell)

    def sources(self, columns: list[Index]) -> Markup:
        """The column x."""
        kind = "input" if self.k == 0 else "neuron"

        def cell(i: int) -> Markup:
            path = (i,) if self.k == 0 else (self.k - 1, i)
            off = " is-off" if self.scene.is_off(kind, *path) else ""
            target = source_target(self.k, i)
            return self._shown(target, so_far.source(self.scene, self.k, i), off)

        return self._column("x", columns, cell)

    def biases(self, rows: list[Index]) -> Markup:
        """The column b."""
        values = self.layer.biases.tolist()

        def cell(j: int) -> Markup:
            name = neuron_name(self.scene.network, self.k, j)
            label = _("bias of {neuron}", neuron=name)
            return self._field(f"bias/{self.k}/{j}", values[j], label, self._ring(j), self.locked_b)

        return self._piece("b", self.layer.biases, lambda: self._column("b", rows, cell))

    def _column(self, name: str, indices: list[Index], cell: Callable[[int], Markup]) -> Markup:
        cells = (GAP.format("⋮") if n is None else cell(n) for n in indices)
        return _COLUMN.format(name, join(cells))

    def weights(self, j: int, columns: list[Index]) -> Markup:
        """One row of W."""
        row = self.layer.weights[j]
        return self._piece(f"w-{j}", row, lambda: self._row(j, columns, row.tolist()))

    def _row(self, j: int, columns: list[Index], values: list[float]) -> Markup:
        cells = (GAP.format("⋯") if i is None else self._weight(j, i, values[i]) for i in columns)
        return _ROW.format(self._ring(j), j, join(cells))

    def _weight(self, j: int, i: int, value: float) -> Markup:
        chosen = self.selected == Target("weight", (self.k, j, i))
        css = " is-selected" if chosen else ""
        if self.scene.off and self.scene.is_cut(self.k, j, i):
            css += " is-off"
        label = _(
            "weight from {source} into {neuron}",
            source=source_name(self.scene.network, self.k, i),
            neuron=neuron_name(self.scene.network, self.k, j),
        )
        return self._field(f"weight/{self.k}/{j}/{i}", value, label, css, self.locked_w)

    def _field(self, target: str, value: float, label: str, css: str, locked: bool) -> Markup:
        """An editable cell."""
        text = compact(value, self.scene.decimals, tiny=True)
        fill = value_colour(value, self.palette)
        css += size_class(text, self.scene.decimals)
        off = controls.disabled(locked)
        return _FIELD.format(css, text, target, exact(value), label, fill, ink(fill), off)

    def relation(self) -> Markup:
        """Between a and f(Wx + b)."""
        sign = relation(self._holds())
        return _RELATION.format(_(SPOKEN[sign]), sign)

    def _holds(self) -> bool:
        """Whether every row holds as printed; of a condensed layer nobody can check that."""
        layer = self.layer
        if max(layer.n_out, layer.n_in) > WHOLE:
            return False
        known = [so_far.activation(self.scene, self.k, j) for j in range(layer.n_out)]
        if not ACTIVATIONS[layer.activation].whole_layer:
            return all(
                applied(layer.activation, self._sum(j), self._read(a), _number(layer.alpha))
                for j, a in enumerate(known)
                if a is not None
            )
        sums = [self._sum(j) for j in range(layer.n_out)]
        return all(shares(layer.activation, sums, j, self._read(a)) for j, a in enumerate(known))

    def _sum(self, j: int) -> Value:
        """Wx + b of a row as printed, without the weights that are off."""
        layer, scene = self.layer, self.scene
        products = [
            times([self._read(weight, tiny=True), self._read(so_far.source(scene, self.k, i))])
            for i, weight in enumerate(layer.weights[j].tolist())
            if not (scene.off and scene.is_cut(self.k, j, i))
        ]
        return plus([*products, self._read(float(layer.biases[j]), tiny=True)])

    def _read(self, value: float | None, tiny: bool = False) -> Value:
        """What a reader takes a cell for."""
        if value is None:
            return None
        return read_printed(compact(value, self.scene.decimals, tiny=tiny))


def _number(value: float | None) -> Value:
    """A parameter that is not printed, in full."""
    return None if value is None else Decimal(value)
