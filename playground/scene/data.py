"""Edits of data: which rows there are for the network, and which one is at its inputs."""

from dataclasses import replace
from typing import Annotated

import numpy as np
from msgspec import Meta

from playground.data import Dataset
from playground.data.written import dataset_of
from playground.language import _
from playground.limits import MAX_ROWS, MAX_WRITTEN_DATA
from playground.network import Layer, Network, NetworkError
from playground.notation import brief
from playground.scene.command import Command
from playground.scene.edit import EditBase, Number
from playground.scene.fresh import small_weights
from playground.scene.scene import FIELDS, NO_BRUSH, Scene, replace_scene
from playground.scene.structure import rebuilt
from playground.scene.target import Target

#: What an output layer may have for each task, the usual one first.
OUTPUTS = {
    "regression": (
        "linear",
        "tanh",
        "relu",
        "leaky_relu",
        "prelu",
        "elu",
        "selu",
        "gelu",
        "silu",
        "softplus",
        "softsign",
        "mish",
    ),
    "binary": ("sigmoid", "step", "hard_sigmoid"),
    "classes": ("softmax",),
}
_Written = Annotated[str, Meta(max_length=MAX_WRITTEN_DATA, examples=["corners-xor", "moons,n=8"])]


class UseData(EditBase, frozen=True):
    """Take rows, written as in a link, and go to the first; the network is made to fit them.

    Whatever fits already stays: layers, weights, and the output's activation.
    """

    locks = ("inputs",)
    control = "data"
    verbs = ("use-data",)

    data: _Written

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "UseData":
        return cls(command.text())

    def apply_to(self, scene: Scene) -> Scene:
        data = dataset_of(self.data)
        network = fitted(scene.network, data)
        return refitted(
            scene, network, x=data.x[0], data=data, row=0, brush=NO_BRUSH, **usual_look()
        )


class SplitRows(EditBase, frozen=True):
    """Have another share of the rows for the test; which ones, the plan's seed says."""

    control = "data"
    verbs = ("test-share",)

    share: Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SplitRows":
        share = command.number()
        if not 0 <= share < 1:
            raise NetworkError(
                _("test share: expected 0 to less than 1, got {share}", share=brief(share))
            )
        return cls(share)

    def apply_to(self, scene: Scene) -> Scene:
        data = scene.data
        if data is None:
            raise NetworkError(_("test share: there is no data"))
        if data.is_split_by_column:
            raise NetworkError(
                _("test share: a column of the data says which rows are for the test")
            )
        plan = replace(data.plan, test_share=self.share)
        return replace_scene(scene, data=Dataset(data.source, plan))


class RemoveData(EditBase, frozen=True):
    """Go on without rows; network and inputs stay as they are."""

    control = "data"
    verbs = ("remove-data",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "RemoveData":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, data=None, row=None, brush=NO_BRUSH)


class SetRow(EditBase, frozen=True):
    """Put row number ``row`` of the data, from 0, to the inputs.

    A row's name counts from 0 as well (``row/6``), a number that is typed or slid to counts as the
    page does, from 1. ``row-forward/round`` goes on from the last row with the first, by as many
    rows as its value says.
    """

    locks = ("inputs",)
    control = "inputs"
    verbs = ("row", "row-back", "row-forward")

    row: Annotated[int, Meta(ge=0, lt=MAX_ROWS)]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetRow":
        if command.verb == "row":
            row = command.index("row") if command.rest else command.whole("row") - 1
            if row < 0:
                raise NetworkError(_("row: expected a number from 1 on, got {row}", row=row + 1))
            return cls(row)
        n_rows = _fitting(scene).n_rows
        if command.verb == "row-back":
            return cls(n_rows - 1 if scene.row is None else max(scene.row - 1, 0))
        row = -1 if scene.row is None else scene.row
        if command.rest == "round":
            return cls((row + command.whole("rows")) % n_rows)
        return cls(min(row + 1, n_rows - 1))

    def apply_to(self, scene: Scene) -> Scene:
        data = _fitting(scene)
        if self.row >= data.n_rows:
            raise NetworkError(
                _(
                    "row: the data has {n_rows}, there is no number {row}",
                    n_rows=data.n_rows,
                    row=self.row + 1,
                )
            )
        return replace_scene(scene, x=data.x[self.row], row=self.row)


def usual_look() -> dict[str, object]:
    """How rows are looked at before anything else was chosen: it speaks of one data's columns."""
    return {name: FIELDS[name].default for name in ("listed", "order", "measured", "cell")}


def refitted(scene: Scene, network: Network, **changes: object) -> Scene:
    """The scene with the network that some data ask for. Raises NetworkError if it is locked."""
    _check_locks(scene, network)

    def move(target: Target) -> Target | None:
        return target if target.within(network) else None

    if network.sizes == scene.network.sizes:
        return replace_scene(scene, network=network, **changes)
    return rebuilt(scene, network, move, **changes)


def fitted(network: Network, data: Dataset) -> Network:
    """The network with the data's inputs and outputs by their names; whatever fits stays.

    New inputs and outputs join with small weights. The output layer gets the task's usual
    activation unless it has one with which its values can be read.
    """
    first, last = network.layers[0], network.layers[-1]
    if len(network.layers) == 1:
        layers = [_read_by(_read_from(first, data.n_inputs), data)]
    else:
        middle = network.layers[1:-1]
        layers = [_read_from(first, data.n_inputs), *middle, _read_by(last, data)]
    return Network(layers, data.input_names, data.output_names)


def _read_from(layer: Layer, n_in: int) -> Layer:
    """The layer with ``n_in`` sources."""
    kept = min(n_in, layer.n_in)
    weights = small_weights(layer.n_out, n_in, seed=0)
    weights[:, :kept] = layer.weights[:, :kept]
    return replace(layer, weights=weights)


def _read_by(layer: Layer, data: Dataset) -> Layer:
    """The layer with the data's outputs, and an activation that tells what they ask for."""
    known = OUTPUTS[data.task]
    activation = layer.activation if layer.activation in known else known[0]
    kept = min(data.n_outputs, layer.n_out)
    weights = small_weights(data.n_outputs, layer.n_in, seed=0)
    biases = np.zeros(data.n_outputs)
    weights[:kept], biases[:kept] = layer.weights[:kept], layer.biases[:kept]
    alpha = layer.alpha if activation == layer.activation else None
    return Layer(weights, biases, activation, alpha)


def _check_locks(scene: Scene, network: Network) -> None:
    """Raise NetworkError if the network may not become what the data asks for."""
    before = scene.network
    if "topology" in scene.locked and network.sizes != before.sizes:
        raise NetworkError(
            _(
                "data: it has {inputs} inputs and {outputs} outputs, "
                "and this page's link keeps the network's layers fixed",
                inputs=network.sizes[0],
                outputs=network.sizes[-1],
            )
        )
    changed = network.layers[-1].activation != before.layers[-1].activation
    if "activations" in scene.locked and changed:
        raise NetworkError(
            _(
                "data: its outputs need {activation}, "
                "and this page's link keeps the activations fixed",
                activation=network.layers[-1].activation,
            )
        )


def _fitting(scene: Scene) -> Dataset:
    data = scene.fitting
    if data is None:
        raise NetworkError(
            _("row: there is no data")
            if scene.data is None
            else _(
                "row: the data has {inputs} inputs and {outputs} outputs, "
                "this network {own_inputs} and {own_outputs}",
                inputs=scene.data.n_inputs,
                outputs=scene.data.n_outputs,
                own_inputs=scene.network.sizes[0],
                own_outputs=scene.network.sizes[-1],
            )
        )
    return data
