"""Edits of the network's structure: layers, neurons and inputs come and go.

Whatever can stay stays: the other weights, what is off, and the selection, which move along.
"""

from dataclasses import replace

import numpy as np

from playground.activations import Array
from playground.language import _
from playground.limits import MAX_DRAWN_HIDDEN
from playground.network import Layer, Network, NetworkError
from playground.scene.command import Command
from playground.scene.edit import EditBase, Index, Seed, checked_index, layer_at
from playground.scene.fresh import passing_weights, silent_layers, small_weights
from playground.scene.scene import Scene
from playground.scene.structure import (
    after_loss,
    check_room,
    rebuilt,
    stay,
    with_new_name,
    with_source,
    without_source,
)
from playground.scene.target import Target


class AddLayer(EditBase, frozen=True):
    """Insert a hidden layer before ``layer``, as wide as what it reads and passing it on."""

    locks = ("topology",)
    control = "topology"
    verbs = ("add-layer",)

    layer: Index
    seed: Seed = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "AddLayer":
        return cls(command.index("layer"))

    def apply_to(self, scene: Scene) -> Scene:
        k = self.layer
        if not 0 <= k < len(scene.network.layers):
            raise NetworkError(
                _("layer: a hidden layer cannot be inserted before number {k}", k=k + 1)
            )
        if scene.network.n_hidden >= MAX_DRAWN_HIDDEN:
            raise NetworkError(
                _("layer: the page draws at most {most} hidden layers", most=MAX_DRAWN_HIDDEN)
            )
        ways = passing_weights(scene.network.sizes[k], self.seed)
        candidates = (_with_layer_before(scene, k, weights) for weights in ways)
        first = next(candidates)
        if silent_layers(first) <= silent_layers(scene):
            return first
        return min((first, *candidates), key=silent_layers)


def _with_layer_before(scene: Scene, k: int, weights: Array) -> Scene:
    """The scene with a hidden layer of these weights before layer k, of the kind beside it."""
    hidden = scene.network.layers[:-1]
    biases = np.zeros(len(weights))
    if hidden:
        beside = hidden[min(k, len(hidden) - 1)]
        fresh = replace(beside, weights=weights, biases=biases)
    else:
        fresh = Layer(weights, biases, "tanh")

    def move(target: Target) -> Target:
        if target.kind == "input" or target.path[0] < k:
            return target
        return Target(target.kind, (target.path[0] + 1, *target.path[1:]))

    layers = (*scene.network.layers[:k], fresh, *scene.network.layers[k:])
    return rebuilt(scene, replace(scene.network, layers=layers), move)


class RemoveLayer(EditBase, frozen=True):
    """Remove a hidden layer."""

    locks = ("topology",)
    control = "topology"
    verbs = ("remove-layer",)

    layer: Index
    seed: Seed = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "RemoveLayer":
        return cls(command.index("layer"))

    def apply_to(self, scene: Scene) -> Scene:
        k = self.layer
        layer_at(scene, k)
        if k == len(scene.network.layers) - 1:
            raise NetworkError(_("layer: the output layer cannot be removed"))
        layers = list(scene.network.layers)
        gone = layers.pop(k)
        weights = small_weights(layers[k].n_out, gone.n_in, self.seed)
        kept = min(gone.n_in, gone.n_out)
        weights[:, :kept] = layers[k].weights[:, :kept]
        layers[k] = replace(layers[k], weights=weights)

        def move(target: Target) -> Target | None:
            if target.kind == "input" or target.path[0] < k:
                return target
            if target.path[0] == k or (
                target.kind == "weight" and target.path[0] == k + 1 and target.path[2] >= kept
            ):
                return None
            return Target(target.kind, (target.path[0] - 1, *target.path[1:]))

        return rebuilt(scene, replace(scene.network, layers=tuple(layers)), move)


class AddNeuron(EditBase, frozen=True):
    """Append a neuron to ``layer``; on the last layer that is an output."""

    locks = ("topology",)
    control = "topology"
    verbs = ("add-neuron",)

    layer: Index
    seed: Seed = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "AddNeuron":
        return cls(command.index("layer"))

    def apply_to(self, scene: Scene) -> Scene:
        k = self.layer
        layer = layer_at(scene, k)
        check_room(layer.n_out, "neuron")
        layers = list(scene.network.layers)
        row = small_weights(layer.n_out + 1, layer.n_in, self.seed)[-1:]
        layers[k] = replace(
            layer, weights=np.vstack([layer.weights, row]), biases=np.append(layer.biases, 0.0)
        )
        outputs = scene.network.output_names
        if k + 1 < len(layers):
            layers[k + 1] = with_source(layers[k + 1], self.seed)
        else:
            outputs = with_new_name(outputs, "y")
        network = Network(layers, scene.network.input_names, outputs)
        return rebuilt(scene, network, stay)


class RemoveNeuron(EditBase, frozen=True):
    """Remove a neuron of ``layer``, the last one unless ``neuron`` says which."""

    locks = ("topology",)
    control = "topology"
    verbs = ("remove-neuron",)

    layer: Index
    neuron: Index | None = None

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "RemoveNeuron":
        return cls(command.index("layer"))

    def apply_to(self, scene: Scene) -> Scene:
        k = self.layer
        layer = layer_at(scene, k)
        wanted = layer.n_out - 1 if self.neuron is None else self.neuron
        j = checked_index(wanted, layer.n_out, "neuron")
        if layer.n_out == 1:
            raise NetworkError(_("neuron: the last one of a layer cannot be removed"))
        layers = list(scene.network.layers)
        layers[k] = replace(
            layer, weights=np.delete(layer.weights, j, axis=0), biases=np.delete(layer.biases, j)
        )
        outputs = scene.network.output_names
        if k + 1 < len(layers):
            layers[k + 1] = without_source(layers[k + 1], j)
        else:
            outputs = outputs[:j] + outputs[j + 1 :]

        def move(target: Target) -> Target | None:
            if target.kind in ("weight", "bias", "neuron") and target.path[0] == k:
                return after_loss(target, 1, j)
            if target.kind == "weight" and target.path[0] == k + 1:
                return after_loss(target, 2, j)
            return target

        return rebuilt(scene, Network(layers, scene.network.input_names, outputs), move)


class AddInput(EditBase, frozen=True):
    """Append an input of value 0."""

    locks = ("topology",)
    control = "topology"
    verbs = ("add-input",)

    seed: Seed = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "AddInput":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        network = scene.network
        check_room(network.n_inputs, "input")
        layers = (with_source(network.layers[0], self.seed), *network.layers[1:])
        names = with_new_name(network.input_names, "x")
        network = Network(layers, names, network.output_names)
        return rebuilt(scene, network, stay, x=np.append(scene.x, 0.0))


class RemoveInput(EditBase, frozen=True):
    """Remove an input, the last one unless ``index`` says which."""

    locks = ("topology",)
    control = "topology"
    verbs = ("remove-input",)

    index: Index | None = None

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "RemoveInput":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        network = scene.network
        wanted = network.n_inputs - 1 if self.index is None else self.index
        i = checked_index(wanted, network.n_inputs, "input")
        if network.n_inputs == 1:
            raise NetworkError(_("input: the last one cannot be removed"))
        layers = (without_source(network.layers[0], i), *network.layers[1:])
        names = network.input_names[:i] + network.input_names[i + 1 :]

        def move(target: Target) -> Target | None:
            if target.kind == "input":
                return after_loss(target, 0, i)
            if target.kind == "weight" and target.path[0] == 0:
                return after_loss(target, 2, i)
            return target

        network = Network(layers, names, network.output_names)
        return rebuilt(scene, network, move, x=np.delete(scene.x, i))
