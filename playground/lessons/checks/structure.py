"""Checks of what the network is built of, and of what is selected."""

from typing import Any

import numpy as np

from playground.activations import ACTIVATIONS
from playground.analysis.layers.convolution import band_of
from playground.lessons.checks.check import Attempt, Parameters, Result, check, failed, result
from playground.lessons.checks.names import source
from playground.scene import Target


@check
class Activation(Parameters, frozen=True, tag="activation"):
    """The layer has one of the named activation functions."""

    layer: int
    names: list[str]

    def grade(self, attempt: Attempt) -> Result:
        """It has, or has not."""
        layers = attempt.scene.network.layers
        if self.layer >= len(layers):
            return failed("other-network")
        layer = layers[self.layer]
        wanted = " / ".join(ACTIVATIONS[name].called for name in self.names)
        values = {"got": ACTIVATIONS[layer.activation].called, "wanted": wanted}
        return result(0.0, layer.activation in self.names, "activation", **values)


@check
class Structure(Parameters, frozen=True, tag="structure"):
    """The network has at least so many hidden layers (or just as many), or exactly the sizes."""

    hidden: int | None = None
    exactly: bool = False
    sizes: list[int] | None = None

    def grade(self, attempt: Attempt) -> Result:
        """The share of the hidden layers; sizes are right or wrong."""
        network = attempt.scene.network
        if self.sizes is not None:
            got, wanted = (" → ".join(map(str, sizes)) for sizes in (network.sizes, self.sizes))
            same = list(network.sizes) == self.sizes
            return result(0.0, same, "structure-sizes", got=got, wanted=wanted)
        needs, got_hidden = self.hidden or 1, network.n_hidden
        values = {"got": got_hidden, "needs": needs}
        if self.exactly:
            return result(0.0, got_hidden == needs, "structure-exactly", **values)
        return result(got_hidden / needs, got_hidden >= needs, "structure", **values)


@check
class Convolution(Parameters, frozen=True, tag="convolution"):
    """The layer is a convolution: neuron j has one kernel of ``width`` at place j, and one bias."""

    layer: int = 0
    width: int = 3

    def grade(self, attempt: Attempt) -> Result:
        """The share of weights that fit the pattern, and the first that does not."""
        if self.layer >= len(attempt.scene.network.layers):
            return failed("other-network")
        layer = attempt.scene.active_network.layers[self.layer]
        if layer.n_out == 1 or layer.n_out != layer.n_in - self.width + 1:
            return failed("other-network")
        band = band_of(layer, self.width)
        if not band.kernel:
            return failed("convolution-empty")
        if band.is_shared and not band.one_bias:
            return failed("convolution-biases")
        values: dict[str, Any] = {"right": int((~band.odd).sum()), "count": band.odd.size}
        if band.odd.any():
            j, i = map(int, np.argwhere(band.odd)[0])
            names = {"neuron": j + 1, "source": source(attempt.scene.network, self.layer, i)}
            values |= {**names, "got": float(layer.weights[j, i])}
            values["wanted"] = float(band.pattern[j, i])
        score = float(np.mean(~band.odd))
        return result(score, band.is_convolution, "convolution", **values)


@check
class Selected(Parameters, frozen=True, tag="selected"):
    """The target is selected."""

    target: str

    def grade(self, attempt: Attempt) -> Result:
        """It is, or is not; of another one that the learner has picked it is said which."""
        selected = attempt.scene.selected
        if selected is not None and selected != attempt.start.selected:
            wanted, network = Target.parse(self.target), attempt.scene.network
            if selected.kind == wanted.kind == "neuron" and selected != wanted:
                return failed("selected-neuron", number=selected.path[1] + 1)
            if selected.kind == wanted.kind == "weight" and selected != wanted:
                k, j, i = selected.path
                start = source(network, k, i)
                return failed("selected-weight", number=j + 1, source=start)
        return result(0.0, str(selected or "") == self.target, "selected")
