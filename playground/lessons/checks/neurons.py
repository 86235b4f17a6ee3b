"""Checks of neurons: dead, alive, saturated, twins."""

from playground.activations import ACTIVATIONS
from playground.analysis.layers import symmetry
from playground.analysis.neurons import dead_neurons
from playground.analysis.neurons.neuron_states import SATURATED_BELOW, layer_states
from playground.lessons.checks.check import (
    Attempt,
    Parameters,
    Result,
    check,
    closeness,
    failed,
    result,
)
from playground.network import NetworkError
from playground.notation import significant
from playground.quantities import quantity

_SEEN = 0.005  # two decimals show a gap from here on; a smaller one would be written as 0.00


@check
class Dead(Parameters, frozen=True, tag="dead"):
    """The neuron is off for every input of a grid from ``low`` to ``high`` a side."""

    layer: int = 0
    neuron: int = 0
    low: float = -3.0
    high: float = 3.0

    def grade(self, attempt: Attempt) -> Result:
        """The share of inputs for which it is off."""
        scene = attempt.scene
        sizes = dead_neurons.slopes_over(scene, self.layer, self.neuron, self.low, self.high)
        off = dead_neurons.off_share(scene.network.layers[self.layer].activation, sizes)
        values = {"share": 100 * (1 - off), "low": self.low, "high": self.high}
        return result(off, off == 1.0, "dead", **values)


@check
class Alive(Parameters, frozen=True, tag="alive"):
    """The neuron's slope is not 0 for at least ``share`` of the inputs of a grid."""

    layer: int = 0
    neuron: int = 0
    low: float = -3.0
    high: float = 3.0
    share: float = 0.5

    def grade(self, attempt: Attempt) -> Result:
        """The share of inputs for which it has a slope, of the share that is asked for."""
        sizes = dead_neurons.slopes_over(
            attempt.scene, self.layer, self.neuron, self.low, self.high
        )
        alive = dead_neurons.live_share(sizes)
        values = {"share": 100 * alive, "needs": 100 * self.share}
        return result(alive / self.share, alive >= self.share, "alive", **values)


@check
class Saturated(Parameters, frozen=True, tag="saturated"):
    """The neuron is saturated at the scene's input, as its badge says."""

    layer: int = 0
    neuron: int = 0

    def grade(self, attempt: Attempt) -> Result:
        """How small the slope is, of what counts as saturated."""
        scene, k, j = attempt.scene, self.layer, self.neuron
        slope = abs(quantity(scene, f"slope/{k}/{j}"))
        if not ACTIVATIONS[scene.network.layers[k].activation].bounded:
            return failed("saturated-unbounded")
        if scene.is_off("neuron", k, j):
            raise NetworkError("neuron: it is switched off")
        values = {"slope": slope, "below": SATURATED_BELOW}
        passed = layer_states(scene, k)[j] == "saturated"
        return result(SATURATED_BELOW / max(slope, 1e-12), passed, "saturated", **values)


@check
class Symmetric(Parameters, frozen=True, tag="symmetric"):
    """Neurons of a layer compute the same for every input; with ``broken``, training parts them.

    It does as soon as they differ in what they compute, or in the weights that lead out of them.
    """

    layer: int
    neurons: list[int]
    broken: bool = False

    def grade(self, attempt: Attempt) -> Result:
        """Whether they are in one group of twins, and how far they are apart if not."""
        scene = attempt.scene
        sizes = scene.network.sizes[1:]
        if self.layer >= len(sizes) or max(self.neurons) >= sizes[self.layer]:
            return failed("other-network")
        wanted = set(self.neurons)
        together = any(wanted <= set(group) for group in symmetry.twins(scene, self.layer))
        gap = symmetry.gap(scene, self.layer, self.neurons)
        shown = gap if gap >= _SEEN else significant(gap)
        if self.broken and together and not symmetry.stay_equal(scene, self.layer, self.neurons):
            return result(1.0, True, "asymmetric-outgoing")
        if self.broken:
            return result(gap / _SEEN, not together, "asymmetric", gap=shown)
        return result(closeness(gap, _SEEN), together, "symmetric", gap=shown)
