"""The Scene: network, input and how they are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from playground.activations import Array
from playground.engine import Trace, forward
from playground.limits import MAX_DECIMALS, MAX_NOTE, MAX_TITLE, check_text, quoted
from playground.network import Network, NetworkError
from playground.scene.playback import n_steps, step_index
from playground.scene.target import Target, check_can_be_off

#: Parts of the page that a link can hide, and groups of values that a link can fix.
HIDEABLE = (
    "topology",
    "activations",
    "weights",
    "inputs",
    "output",
    "neuron",
    "matrices",
    "flow",
    "randomise",
)
LOCKABLE = ("topology", "activations", "weights", "biases", "inputs")


@dataclass(frozen=True, eq=False)
class Scene:
    """Network, input and how they are looked at.

    ``x`` has shape (n_inputs,), finite and read-only. ``off`` holds the inputs, hidden neurons and
    weights that are switched off: they contribute nothing and remember their numbers. ``step`` is
    the last step of the forward pass that has been played, ``None`` for all of them. ``hidden``
    and ``locked`` are a teacher's choice of controls, from HIDEABLE and LOCKABLE. ``threshold``
    makes a class of an output with values in [0, 1], and lies there whatever the output is now.
    ``temperature`` is the T of the probabilities panel; nothing else depends on it.
    """

    network: Network
    x: Array
    selected: Target | None = None
    off: frozenset[Target] = frozenset()
    threshold: float = 0.5
    decimals: int = 2
    step: int | None = None
    hidden: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    title: str = ""
    note: str = field(default="", repr=False)
    temperature: float = 1.0

    def __init__(
        self,
        network: Network,
        x: ArrayLike | None = None,
        selected: Target | None = None,
        off: Iterable[Target] = (),
        threshold: float = 0.5,
        decimals: int = 2,
        step: int | None = None,
        hidden: Iterable[str] = (),
        locked: Iterable[str] = (),
        title: str = "",
        note: str = "",
        temperature: float = 1.0,
    ) -> None:
        values = _input(network, x)
        if not 0 <= threshold <= 1:  # where a value that it makes a class of can lie
            raise NetworkError(f"threshold: expected 0 to 1, got {threshold:g}")
        if not 0.01 <= temperature <= 100:  # beyond, softmax(z/T) is a step or flat
            raise NetworkError(f"temperature: expected 0.01 to 100, got {temperature:g}")
        if not 0 <= decimals <= MAX_DECIMALS:
            raise NetworkError(f"decimals: expected 0 to {MAX_DECIMALS}, got {decimals}")
        if selected is not None and not selected.within(network):
            raise NetworkError(f"selection: this network has no {selected}")
        for target in (off := frozenset(off)):
            check_can_be_off(network, target)
        hidden, locked = frozenset(hidden), frozenset(locked)
        if unknown := sorted((hidden - set(HIDEABLE)) | (locked - set(LOCKABLE))):
            raise NetworkError(f"controls: there is none called {quoted(unknown[0])}")
        if step is not None and not 0 <= step < n_steps(network):
            raise NetworkError(f"step: expected 0 to {n_steps(network) - 1}, got {step}")
        for name, value in (
            ("network", network),
            ("x", values),
            ("selected", selected),
            ("off", off),
            ("threshold", float(threshold)),
            ("temperature", float(temperature)),
            ("decimals", decimals),
            ("step", step),
            ("hidden", hidden),
            ("locked", locked),
            ("title", check_text(title, "title", MAX_TITLE)),
            ("note", check_text(note, "note", MAX_NOTE, lines=True)),
        ):
            object.__setattr__(self, name, value)

    @cached_property
    def active_network(self) -> Network:
        """The network that runs: what is switched off has weight 0 there."""
        if not self.off:
            return self.network
        weights = [np.array(layer.weights) for layer in self.network.layers]
        for target in self.off:
            if target.kind == "weight":
                k, j, i = target.path
                weights[k][j, i] = 0.0
            elif target.kind == "input":
                weights[0][:, target.path[0]] = 0.0
            else:
                k, j = target.path
                weights[k + 1][:, j] = 0.0
        pairs = zip(self.network.layers, weights, strict=True)
        layers = tuple(replace(layer, weights=each) for layer, each in pairs)
        return replace(self.network, layers=layers)

    @cached_property
    def trace(self) -> Trace:
        """The forward pass of the scene."""
        return forward(self.active_network, self.x)

    def is_off(self, kind: str, *path: int) -> bool:
        """Whether this input, neuron or weight is switched off."""
        return (kind, path) in self._off

    @cached_property
    def _off(self) -> frozenset[tuple[str, tuple[int, ...]]]:
        """What is off, in a form that is found quickly: a drawing asks thousands of times."""
        return frozenset((target.kind, target.path) for target in self.off)

    def is_cut(self, k: int, j: int, i: int) -> bool:
        """Whether nothing passes weight (k, j, i): it or what it reads is switched off."""
        source = self.is_off("neuron", k - 1, i) if k else self.is_off("input", i)
        return source or self.is_off("weight", k, j, i)

    @property
    def _content(self) -> tuple[object, ...]:
        settings = (self.threshold, self.temperature, self.decimals)
        return (self.network, self.x.tobytes(), self.off, *settings)

    def same_content(self, other: "Scene") -> bool:
        """Whether undo should see no difference: all but selection, playback and texts."""
        return self._content == other._content

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scene):
            return NotImplemented
        return (
            self.network == other.network
            and np.array_equal(self.x, other.x)
            and all(
                getattr(self, name) == getattr(other, name)
                for name in (
                    "selected",
                    "off",
                    "threshold",
                    "temperature",
                    "decimals",
                    "step",
                    "hidden",
                    "locked",
                    "title",
                    "note",
                )
            )
        )

    def __hash__(self) -> int:
        return hash((self.network, self.selected, self.off, self.step))


def _input(network: Network, x: ArrayLike | None) -> Array:
    """``x`` as a read-only array that fits the network, zeros for None. Raises NetworkError."""
    try:
        values = np.zeros(network.n_inputs) if x is None else np.array(x, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise NetworkError("input: expected a list of numbers, got something else") from error
    if values.shape != (network.n_inputs,):
        raise NetworkError(f"input: expected {network.n_inputs} values, got {values.size}")
    if not np.isfinite(values).all():
        raise NetworkError("input: expected finite numbers, got nan or infinity")
    values.flags.writeable = False
    return values


def replace_scene(scene: Scene, **changes: object) -> Scene:
    """A copy of the scene with some fields replaced, checked like any new one."""
    return replace(scene, **changes)  # type: ignore[arg-type]


def reached(scene: Scene, k: int, j: int, phase: str = "activate") -> bool:
    """Whether the pass, as far as it has been played, has done this phase of neuron j, layer k."""
    return scene.step is None or step_index(scene.network, k, j, phase) <= scene.step
