"""The cells of one layer's way back, each with its name, its look, and the target it belongs to.

A δ or a gradient has the look of its state, f′(z) is grey, and weights, inputs and outputs keep the
colours of the value scale. What has not been played is blank.
"""

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from playground.analysis import so_far
from playground.analysis.learning import backward
from playground.notation import compact, exact, read_printed
from playground.panels.kit.cells import Index
from playground.panels.kit.names import source_target
from playground.panels.kit.numbers import gradient_state, gradient_text, size_class
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, ink, value_colour
from playground.relation import Value, exactly, plus, times
from playground.scene import Scene

_CELL = Template('<span class="cell{}" data-quantity="{}" data-value="{}"{}>{}</span>')
# What a number belongs to is around it: its value is another one than its target's.
_ABOUT = Template('<span class="about" data-target="{}">{}</span>')
_STYLE = Template(' style="background:{};color:{}"')
_GAP = Template('<span class="gap" aria-hidden="true">{}</span>')
_COLUMN = Template('<div class="column" data-key="{}">{}</div>')
_ROWS = Template('<div class="rows" data-key="{}">{}</div>')
_ROW = Template('<div class="row{}">{}</div>')
_NONE = Markup("")


class Cells:
    """The numbers of layer k's way back; ``rows`` and ``columns`` are the drawn indices."""

    def __init__(self, scene: Scene, palette: Palette, k: int) -> None:
        self.scene, self.palette, self.k = scene, palette, k
        self.decimals = scene.decimals
        self.layer = scene.network.layers[k]
        selected = scene.selected
        inside = selected is not None and selected.kind in ("neuron", "bias", "weight")
        self.path = selected.path if selected is not None and inside else ()
        self.deltas = backward.deltas(scene, k)
        self.gradients = backward.gradients(scene, k)

    def delta_column(self, key: str, rows: list[Index], k: int | None = None) -> Markup:
        """δ of this layer, or of layer k."""
        at = self.k if k is None else k
        found = self.deltas if k is None else backward.deltas(self.scene, at)
        return self._column(
            key, rows, lambda j: self._gradient(found[j], f"delta/{at}/{j}", f"neuron/{at}/{j}")
        )

    def pulled_weights(self, rows: list[Index], columns: list[Index]) -> Markup:
        """Wᵀ of the layer behind: a row for each neuron of this one."""
        weights = self.scene.active_network.layers[self.k + 1].weights

        def cell(j: int, m: int) -> Markup:
            path = f"{self.k + 1}/{m}/{j}"
            value = float(weights[m, j])
            return self._value(value, f"running-weight/{path}", f"weight/{path}")

        return self._rows("pulled", rows, columns, cell)

    def slope_column(self, rows: list[Index]) -> Markup:
        """f′(z) of this layer."""

        def cell(j: int) -> Markup:
            value = so_far.slope(self.scene, self.k, j)
            text = "" if value is None else compact(value, self.decimals)
            css = " slope" + ("" if value is None else size_class(text, self.decimals))
            known = "" if value is None else exact(value)
            return _CELL.format(css, f"slope/{self.k}/{j}", known, _NONE, text)

        return self._column("slopes", rows, cell)

    def pull_column(self, rows: list[Index]) -> Markup:
        """∂L/∂ŷ of the outputs."""
        return self._column(
            "pulls",
            rows,
            lambda j: self._gradient(
                backward.pull(self.scene, self.k, j), f"pull/{self.k}/{j}", f"neuron/{self.k}/{j}"
            ),
        )

    def output_column(self, rows: list[Index]) -> Markup:
        """ŷ."""
        return self._column(
            "outputs",
            rows,
            lambda j: self._value(
                so_far.activation(self.scene, self.k, j), f"a/{self.k}/{j}", f"neuron/{self.k}/{j}"
            ),
        )

    def target_column(self, rows: list[Index]) -> Markup:
        """y."""
        wanted = backward.target_at_input(self.scene)
        values = [] if wanted is None else wanted.tolist()
        return self._column("targets", rows, lambda j: self._value(values[j], f"target/{j}"))

    def gradient_rows(self, rows: list[Index], columns: list[Index]) -> Markup:
        """∇W."""

        def cell(j: int, i: int) -> Markup:
            path, found = f"{self.k}/{j}/{i}", self.gradients[j]
            value = None if found is None else found[i]
            css = " is-selected" if self.path == (self.k, j, i) else ""
            return self._gradient(value, f"gradient/{path}", f"weight/{path}", css)

        return self._rows("gradients", rows, columns, cell)

    def source_row(self, columns: list[Index]) -> Markup:
        """What the layer reads, as a row."""

        def cell(_row: int, i: int) -> Markup:
            value = so_far.source(self.scene, self.k, i)
            name = f"a/{self.k - 1}/{i}" if self.k else f"input/{i}"
            return self._value(value, name, source_target(self.k, i))

        return self._rows("sources", [0], columns, cell)

    def deltas_hold(self) -> bool:
        """Whether each printed δ is what the printed numbers beside it give."""
        behind = self.scene.active_network.layers[self.k + 1]
        next_deltas = [self._read(d) for d in backward.deltas(self.scene, self.k + 1)]
        return all(
            exactly(
                times(
                    [
                        plus(
                            times([self._read(w, tiny=True), d])
                            for w, d in zip(behind.weights[:, j].tolist(), next_deltas, strict=True)
                        ),
                        self._read(so_far.slope(self.scene, self.k, j)),
                    ]
                ),
                self._read_gradient(delta),
            )
            for j, delta in enumerate(self.deltas)
            if delta is not None
        )

    def differences_hold(self) -> bool:
        """Whether each printed δ of an output is ŷ − y as printed."""
        wanted = backward.target_at_input(self.scene)
        targets = [] if wanted is None else wanted.tolist()
        return all(
            exactly(plus([self._read(output), self._read(-target)]), self._read_gradient(delta))
            for output, target, delta in zip(
                self.scene.trace.output.tolist(), targets, self.deltas, strict=True
            )
            if delta is not None
        )

    def products_hold(self) -> bool:
        """Whether each printed pull times its slope is the printed δ."""
        return all(
            exactly(
                times(
                    [
                        self._read_gradient(backward.pull(self.scene, self.k, j)),
                        self._read(so_far.slope(self.scene, self.k, j)),
                    ]
                ),
                self._read_gradient(delta),
            )
            for j, delta in enumerate(self.deltas)
            if delta is not None
        )

    def gradients_hold(self) -> bool:
        """Whether each printed gradient is the printed δ times what its weight reads."""
        sources = [self._read(a) for a in self.scene.trace.sources(self.k).tolist()]
        return all(
            exactly(times([self._read_gradient(delta), a]), self._read_gradient(value))
            for delta, row in zip(self.deltas, self.gradients, strict=True)
            for a, value in zip(sources, row or [], strict=False)
        )

    def _read(self, value: float | None, tiny: bool = False) -> Value:
        """What a reader takes a value's cell for."""
        return None if value is None else read_printed(compact(value, self.decimals, tiny=tiny))

    def _read_gradient(self, value: float | None) -> Value:
        """What a reader takes a gradient for; "near 0" is no number."""
        if value is None:
            return None
        text = gradient_text(value, self.decimals).removeprefix("+")
        return Decimal("NaN") if "≈" in text or text == "NaN" else read_printed(text)

    def _gradient(self, value: float | None, name: str, target: str, css: str = "") -> Markup:
        text = gradient_text(value, self.decimals)
        css += f" gradient {gradient_state(value)}{size_class(text, self.decimals + 1)}"
        known = "" if value is None else exact(value)
        return _ABOUT.format(target, _CELL.format(css, name, known, _NONE, text))

    def _value(self, value: float | None, name: str, target: str | None = None) -> Markup:
        if value is None:
            cell = _CELL.format(" unknown", name, "", _NONE, "")
            return cell if target is None else _ABOUT.format(target, cell)
        text = compact(value, self.decimals, tiny=True)
        fill = value_colour(value, self.palette)
        style = _STYLE.format(fill, ink(fill))
        css = size_class(text, self.decimals)
        cell = _CELL.format(css, name, exact(value), style, text)
        return cell if target is None else _ABOUT.format(target, cell)

    def _column(self, key: str, rows: list[Index], cell: Callable[[int], Markup]) -> Markup:
        return _COLUMN.format(key, join(_GAP.format("⋮") if j is None else cell(j) for j in rows))

    def _rows(
        self,
        key: str,
        rows: list[Index],
        columns: list[Index],
        cell: Callable[[int, int], Markup],
    ) -> Markup:
        lines = []
        for j in rows:
            if j is None:
                lines.append(_GAP.format("⋮"))
                continue
            cells = (_GAP.format("⋯") if i is None else cell(j, i) for i in columns)
            lines.append(_ROW.format("", join(cells)))
        return _ROWS.format(key, join(lines))
