"""Edits of numbers: weights, biases, inputs, α, and which function they go through."""

from collections.abc import Callable

import numpy as np

from playground import notation
from playground.language import _
from playground.limits import checked_number
from playground.network import Layer, NetworkError
from playground.scene.command import Command, whole
from playground.scene.edit import (
    ActivationName,
    EditBase,
    Index,
    Number,
    checked_index,
    layer_at,
    put_layer,
)
from playground.scene.scene import Scene, replace_scene
from playground.scene.target import Target


class SetWeight(EditBase, frozen=True):
    """Set the weight from ``source`` into ``neuron`` of ``layer``."""

    locks = ("weights",)
    control = "weights"

    layer: Index
    neuron: Index
    source: Index
    value: Number

    def apply_to(self, scene: Scene) -> Scene:
        layer = layer_at(scene, self.layer)
        j = checked_index(self.neuron, layer.n_out, "neuron")
        i = checked_index(self.source, layer.n_in, "source")
        weights = np.array(layer.weights)
        weights[j, i] = checked_number(self.value, "weight")
        return put_layer(scene, self.layer, weights=weights)


class SetBias(EditBase, frozen=True):
    """Set the bias of ``neuron`` of ``layer``."""

    locks = ("biases",)
    control = "weights"

    layer: Index
    neuron: Index
    value: Number

    def apply_to(self, scene: Scene) -> Scene:
        layer = layer_at(scene, self.layer)
        biases = np.array(layer.biases)
        j = checked_index(self.neuron, layer.n_out, "neuron")
        biases[j] = checked_number(self.value, "bias")
        return put_layer(scene, self.layer, biases=biases)


class SetInput(EditBase, frozen=True):
    """Set input number ``index``."""

    locks = ("inputs",)
    control = "inputs"

    index: Index
    value: Number

    def apply_to(self, scene: Scene) -> Scene:
        x = np.array(scene.x)
        i = checked_index(self.index, scene.network.n_inputs, "input")
        x[i] = checked_number(self.value, "input")
        return replace_scene(scene, x=x)


class SetInputs(EditBase, frozen=True):
    """Set several inputs at once: number ``indices[n]`` to ``values[n]``.

    The gesture is a point moved over a plane: two inputs by number, their values in one text.
    """

    locks = ("inputs",)
    control = "inputs"
    verbs = ("place",)

    indices: list[Index]
    values: list[Number]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetInputs":
        indices, values = command.rest.split("/"), command.text().split()
        if len(indices) != 2 or len(values) != 2:
            raise NetworkError(_("place: expected two inputs and two numbers"))
        return cls(
            [whole(index, "input") for index in indices],
            [notation.parse_number(text) for text in values],
        )

    def apply_to(self, scene: Scene) -> Scene:
        if len(self.indices) != len(self.values):
            raise NetworkError(
                _(
                    "input: expected {count} values, got {given}",
                    count=len(self.indices),
                    given=len(self.values),
                )
            )
        for index, value in zip(self.indices, self.values, strict=True):
            scene = SetInput(index, value).apply_to(scene)
        return scene


class SetActivation(EditBase, frozen=True):
    """Give ``layer`` another activation function; ``alpha`` None takes the default."""

    locks = ("activations",)
    control = "activations"
    # The second is a tile's: with a name of its own, a layer has one picker.
    verbs = ("activation", "choose-activation")

    layer: Index
    activation: ActivationName
    alpha: Number | None = None

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetActivation":
        return cls(command.index("layer"), command.text())

    def apply_to(self, scene: Scene) -> Scene:
        layer_at(scene, self.layer)
        alpha = None if self.alpha is None else checked_number(self.alpha, "alpha")
        return put_layer(scene, self.layer, activation=self.activation, alpha=alpha)


class SetAlpha(EditBase, frozen=True):
    """Set the parameter α of ``layer``'s activation function."""

    locks = ("activations",)
    control = "activations"
    verbs = ("alpha",)

    layer: Index
    value: Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetAlpha":
        return cls(command.index("layer"), command.number())

    def apply_to(self, scene: Scene) -> Scene:
        layer_at(scene, self.layer)
        return put_layer(scene, self.layer, alpha=checked_number(self.value, "alpha"))


class SetWeights(EditBase, frozen=True):
    """Write a block of weights into ``layer``, its corner at (``neuron``, ``source``)."""

    locks = ("weights",)
    control = "weights"
    verbs = ("paste",)

    layer: Index
    rows: list[list[Number]]
    neuron: Index = 0
    source: Index = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetWeights":
        target = Target.parse(command.rest)
        if target.kind != "weight":
            raise NetworkError(_("block: it can be pasted into the weights W only"))
        lines = [line for line in command.text().splitlines() if line.strip()]
        rows = [[notation.parse_number(cell) for cell in line.split("\t")] for line in lines]
        k, j, i = target.path
        return cls(k, rows, j, i)

    def apply_to(self, scene: Scene) -> Scene:
        layer = layer_at(scene, self.layer)
        height, width = self._size(layer)
        weights = np.array(layer.weights)
        rows = [[checked_number(value, "block") for value in row] for row in self.rows]
        weights[self.neuron : self.neuron + height, self.source : self.source + width] = rows
        return put_layer(scene, self.layer, weights=weights)

    def _size(self, layer: Layer) -> tuple[int, int]:
        """Rows and columns of the block, or NetworkError if the layer has no room for it."""
        widths = {len(row) for row in self.rows}
        if not self.rows or widths == {0}:
            raise NetworkError(_("block: expected rows of numbers, got none"))
        if len(widths) != 1:
            raise NetworkError(_("block: expected rows of one length, got different ones"))
        height, width = len(self.rows), widths.pop()
        room = (layer.n_out - self.neuron, layer.n_in - self.source)
        if self.neuron < 0 or self.source < 0 or height > room[0] or width > room[1]:
            raise NetworkError(
                _(
                    "block: expected at most {rows}×{columns} numbers here, got {height}×{width}",
                    rows=max(room[0], 0),
                    columns=max(room[1], 0),
                    height=height,
                    width=width,
                )
            )
        return height, width


#: The edit that sets a target's number, by the target's kind; it begins with the target's path.
_SETTERS: dict[str, Callable[..., EditBase]] = {
    "input": SetInput,
    "weight": SetWeight,
    "bias": SetBias,
}


def set_value(target: Target, value: float) -> EditBase:
    """The edit that gives an input, weight or bias a value. Raises NetworkError for others."""
    if target.kind not in _SETTERS:
        raise NetworkError(_("target: a {kind} has no value to set", kind=target.kind))
    return _SETTERS[target.kind](*target.path, value)


def value_of(scene: Scene, target: Target) -> float:
    """The number that a target stands for: an input, weight, bias or a neuron's activation."""
    if not target.within(scene.network):
        raise NetworkError(_("target: this network has no {target}", target=target))
    if target.kind == "input":
        return float(scene.x[target.path[0]])
    if target.kind == "layer":
        raise NetworkError(_("target: a layer has no single value"))
    layer = scene.network.layers[target.path[0]]
    if target.kind == "weight":
        return float(layer.weights[target.path[1], target.path[2]])
    if target.kind == "bias":
        return float(layer.biases[target.path[1]])
    return float(scene.trace.activations[target.path[0]][target.path[1]])
