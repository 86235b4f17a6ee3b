"""What is on the page, as a value, and the edits that lead from one such value to the next.

``apply(scene, edit)`` is pure: it returns a new Scene, or raises NetworkError and changes nothing.
Every number that can stay stays: an edit touches what it names and nothing else. Indices count
from 0, as in the arrays; layer k has weights ``network.layers[k].weights``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import ArrayLike

from playground.activations import ACTIVATIONS, Array
from playground.engine import Trace, forward
from playground.network import (
    MAX_DRAWN_HIDDEN,
    MAX_DRAWN_NEURONS,
    MAX_LAYERS,
    MAX_MAGNITUDE,
    MAX_NEURONS,
    MAX_NOTE,
    MAX_TITLE,
    Layer,
    Network,
    NetworkError,
    check_text,
    initial_weights,
    quoted,
)
from playground.notation import MAX_DECIMALS

# How many indices each kind of target has.
TARGET_KINDS = {"input": 1, "weight": 3, "bias": 2, "neuron": 2, "layer": 1}
_TARGET = re.compile(r"(input|weight|bias|neuron|layer)((?:/\d{1,4}){1,3})")

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

NEW_NEURON_SCALE = 0.5  # a new neuron joins with small weights: half of Glorot's
NEW_LAYER_SCALE = 0.1  # a new layer passes on what it reads, give or take a tenth of Glorot's
MAX_SEED = 2**31
_TRIES = 32  # seeds among which one is looked for that lets something through
_TURNS = 4  # ways to turn a new layer's neurons round, for the same


@dataclass(frozen=True, order=True)
class Target:
    """Something on the page that can be grabbed or selected: ``weight/0/1/0`` as text.

    ``path`` is (i,) for an input, (k, j, i) for a weight from source i into neuron j of layer k,
    (k, j) for a bias or a neuron, (k,) for a layer.
    """

    kind: str
    path: tuple[int, ...]

    def __str__(self) -> str:
        return "/".join((self.kind, *map(str, self.path)))

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The target that ``text`` names. Raises NetworkError."""
        match = _TARGET.fullmatch(text)
        path = tuple(map(int, match[2].split("/")[1:])) if match else ()
        if match is None or len(path) != TARGET_KINDS[match[1]]:
            raise NetworkError(f"target: expected something like weight/0/1/0, got {quoted(text)}")
        return cls(match[1], path)

    def within(self, network: Network) -> bool:
        """Whether the network has it."""
        if self.kind == "input":
            return self.path[0] < network.n_inputs
        k = self.path[0]
        if k >= len(network.layers):
            return False
        layer = network.layers[k]
        limits = (len(network.layers), layer.n_out, layer.n_in)
        return all(index < limit for index, limit in zip(self.path, limits, strict=False))


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
            _check_can_be_off(network, target)
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
        return _with_layers(
            self.network,
            [
                Layer(w, layer.biases, layer.activation, layer.alpha)
                for w, layer in zip(weights, self.network.layers, strict=True)
            ],
        )

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


def _check_can_be_off(network: Network, target: Target) -> None:
    if not target.within(network):
        raise NetworkError(f"switched off: this network has no {target}")
    if target.kind not in ("input", "weight", "neuron"):
        raise NetworkError(f"switched off: a {target.kind} cannot be")
    if target.kind == "neuron" and target.path[0] == len(network.layers) - 1:
        raise NetworkError("switched off: an output neuron cannot be; remove it instead")


# The forward pass as steps: one for reading the input, then three a neuron.
PHASES = ("multiply", "bias", "activate")


def n_steps(network: Network) -> int:
    """How many steps the forward pass has: 1 + 3 for each neuron."""
    return 1 + len(PHASES) * sum(network.sizes[1:])


def step_at(network: Network, step: int) -> tuple[int, int, str] | None:
    """(layer, neuron, phase) of a step, ``None`` for step 0, which reads the input."""
    if step == 0:
        return None
    count, phase = divmod(step - 1, len(PHASES))
    for k, n in enumerate(network.sizes[1:]):
        if count < n:
            return k, count, PHASES[phase]
        count -= n
    raise NetworkError(f"step: expected less than {n_steps(network)}, got {step}")


def step_index(network: Network, k: int, j: int, phase: str) -> int:
    """The number of the step that does ``phase`` for neuron j of layer k."""
    before = sum(network.sizes[1 : k + 1]) + j
    return 1 + len(PHASES) * before + PHASES.index(phase)


def reached(scene: Scene, k: int, j: int, phase: str = "activate") -> bool:
    """Whether the pass, as far as it has been played, has done this phase of neuron j, layer k."""
    return scene.step is None or step_index(scene.network, k, j, phase) <= scene.step


#: What an edit may hold when it travels; whether the scene has it is for ``apply`` to say.
_Index = Annotated[int, Meta(ge=0, lt=MAX_NEURONS)]
_Step = Annotated[int, Meta(ge=0, lt=1 + 3 * MAX_LAYERS * MAX_NEURONS)]
_Seed = Annotated[int, Meta(ge=0, le=1_000_000_000)]
_Number = Annotated[float, Meta(ge=-MAX_MAGNITUDE, le=MAX_MAGNITUDE)]


class _EditBase(msgspec.Struct, frozen=True, tag_field="edit", forbid_unknown_fields=True):
    """What all edits share: they are tagged by ``edit`` when they travel as JSON."""


class SetWeight(_EditBase, frozen=True, tag="set-weight"):
    """Set the weight from ``source`` into ``neuron`` of ``layer``."""

    layer: _Index
    neuron: _Index
    source: _Index
    value: _Number


class SetBias(_EditBase, frozen=True, tag="set-bias"):
    """Set the bias of ``neuron`` of ``layer``."""

    layer: _Index
    neuron: _Index
    value: _Number


class SetInput(_EditBase, frozen=True, tag="set-input"):
    """Set input number ``index``."""

    index: _Index
    value: _Number


class SetInputs(_EditBase, frozen=True, tag="set-inputs"):
    """Set several inputs at once: number ``indices[n]`` to ``values[n]``."""

    indices: list[_Index]
    values: list[_Number]


class SetActivation(_EditBase, frozen=True, tag="set-activation"):
    """Give ``layer`` another activation function; ``alpha`` None takes the default."""

    layer: _Index
    activation: str
    alpha: _Number | None = None


class SetAlpha(_EditBase, frozen=True, tag="set-alpha"):
    """Set the parameter α of ``layer``'s activation function."""

    layer: _Index
    value: _Number


class SetWeights(_EditBase, frozen=True, tag="set-weights"):
    """Write a block of weights into ``layer``, its corner at (``neuron``, ``source``)."""

    layer: _Index
    rows: list[list[_Number]]
    neuron: _Index = 0
    source: _Index = 0


class AddLayer(_EditBase, frozen=True, tag="add-layer"):
    """Insert a hidden layer before ``layer``, as wide as what it reads and passing it on."""

    layer: _Index
    seed: _Seed = 0


class RemoveLayer(_EditBase, frozen=True, tag="remove-layer"):
    """Remove a hidden layer."""

    layer: _Index
    seed: _Seed = 0


class AddNeuron(_EditBase, frozen=True, tag="add-neuron"):
    """Append a neuron to ``layer``; on the last layer that is an output."""

    layer: _Index
    seed: _Seed = 0


class RemoveNeuron(_EditBase, frozen=True, tag="remove-neuron"):
    """Remove a neuron of ``layer``, the last one unless ``neuron`` says which."""

    layer: _Index
    neuron: _Index | None = None


class AddInput(_EditBase, frozen=True, tag="add-input"):
    """Append an input of value 0."""

    seed: _Seed = 0


class RemoveInput(_EditBase, frozen=True, tag="remove-input"):
    """Remove an input, the last one unless ``index`` says which."""

    index: _Index | None = None


class Rename(_EditBase, frozen=True, tag="rename"):
    """Rename input or output number ``index``."""

    what: Literal["input", "output"]
    index: _Index
    name: str


class Randomise(_EditBase, frozen=True, tag="randomise"):
    """Fresh weights for ``layer``, or for all with None; biases become 0."""

    init: str
    seed: _Seed = 0
    layer: _Index | None = None


class Switch(_EditBase, frozen=True, tag="switch"):
    """Switch an input, a hidden neuron or a weight off or on again."""

    target: str
    off: bool


class Select(_EditBase, frozen=True, tag="select"):
    """Select a target, or nothing with None."""

    target: str | None = None


class SetThreshold(_EditBase, frozen=True, tag="set-threshold"):
    """Move the cut between the two classes, within 0 to 1."""

    value: _Number


class SetTemperature(_EditBase, frozen=True, tag="set-temperature"):
    """Divide the logits by another T where softmax(z/T) is shown; the network stays as it is."""

    value: _Number


class SetDecimals(_EditBase, frozen=True, tag="set-decimals"):
    """Show numbers with this many decimals."""

    value: Annotated[int, Meta(ge=0, le=MAX_DECIMALS)]


class SetStep(_EditBase, frozen=True, tag="set-step"):
    """Show the forward pass as it stands after ``step``; None shows all of it.

    The neuron that the step is about is selected, unless the visitor has selected something else
    and the selection shall not ``follow``.
    """

    step: _Step | None = None
    follow: bool = True


class SetControls(_EditBase, frozen=True, tag="set-controls"):
    """A teacher's choice: which controls are hidden and which values are fixed."""

    hidden: list[str] = []
    locked: list[str] = []


Edit = (
    SetWeight
    | SetBias
    | SetInput
    | SetInputs
    | SetActivation
    | SetAlpha
    | SetWeights
    | AddLayer
    | RemoveLayer
    | AddNeuron
    | RemoveNeuron
    | AddInput
    | RemoveInput
    | Rename
    | Randomise
    | Switch
    | Select
    | SetThreshold
    | SetTemperature
    | SetDecimals
    | SetStep
    | SetControls
)


def apply(scene: Scene, edit: Edit) -> Scene:
    """The scene after ``edit``. Raises NetworkError, with one sentence, if it cannot be made."""
    for group in _locks(edit):
        if group in scene.locked:
            raise NetworkError(f"{group}: this page's link keeps them fixed")
    changed = _APPLY[type(edit)](scene, edit)
    if changed.step is not None and changed.network.sizes != scene.network.sizes:
        changed = replace_scene(changed, step=None)
    return changed


def replace_scene(scene: Scene, **changes: object) -> Scene:
    """A copy of the scene with some fields replaced, checked like any new one."""
    return replace(scene, **changes)  # type: ignore[arg-type]


def _with_layers(network: Network, layers: list[Layer]) -> Network:
    return Network(layers, network.input_names, network.output_names)


def _layer(scene: Scene, k: int) -> Layer:
    if not 0 <= k < len(scene.network.layers):
        raise NetworkError(
            f"layer: this network has {len(scene.network.layers)}, there is no number {k + 1}"
        )
    return scene.network.layers[k]


def _index(i: int, count: int, what: str) -> int:
    if not 0 <= i < count:
        raise NetworkError(f"{what}: there are {count}, there is no number {i + 1}")
    return i


def _number(value: float, what: str) -> float:
    if not np.isfinite(value) or abs(value) > MAX_MAGNITUDE:
        raise NetworkError(
            f"{what}: expected a finite number of at most {MAX_MAGNITUDE:g} in size, got {value:g}"
        )
    return float(value)


def _put_layer(scene: Scene, k: int, **changes: object) -> Scene:
    old = scene.network.layers[k]
    arguments = {
        "weights": old.weights,
        "biases": old.biases,
        "activation": old.activation,
        "alpha": old.alpha,
        **changes,
    }
    layers = list(scene.network.layers)
    layers[k] = Layer(**arguments)  # type: ignore[arg-type]
    return replace_scene(scene, network=_with_layers(scene.network, layers))


def _set_weight(scene: Scene, edit: SetWeight) -> Scene:
    layer = _layer(scene, edit.layer)
    j = _index(edit.neuron, layer.n_out, "neuron")
    i = _index(edit.source, layer.n_in, "source")
    weights = np.array(layer.weights)
    weights[j, i] = _number(edit.value, "weight")
    return _put_layer(scene, edit.layer, weights=weights)


def _set_bias(scene: Scene, edit: SetBias) -> Scene:
    layer = _layer(scene, edit.layer)
    biases = np.array(layer.biases)
    biases[_index(edit.neuron, layer.n_out, "neuron")] = _number(edit.value, "bias")
    return _put_layer(scene, edit.layer, biases=biases)


def _set_input(scene: Scene, edit: SetInput) -> Scene:
    x = np.array(scene.x)
    x[_index(edit.index, scene.network.n_inputs, "input")] = _number(edit.value, "input")
    return replace_scene(scene, x=x)


def _set_inputs(scene: Scene, edit: SetInputs) -> Scene:
    if len(edit.indices) != len(edit.values):
        raise NetworkError(f"input: expected {len(edit.indices)} values, got {len(edit.values)}")
    for index, value in zip(edit.indices, edit.values, strict=True):
        scene = _set_input(scene, SetInput(index, value))
    return scene


def _set_activation(scene: Scene, edit: SetActivation) -> Scene:
    _layer(scene, edit.layer)
    alpha = None if edit.alpha is None else _number(edit.alpha, "alpha")
    return _put_layer(scene, edit.layer, activation=edit.activation, alpha=alpha)


def _set_alpha(scene: Scene, edit: SetAlpha) -> Scene:
    _layer(scene, edit.layer)
    return _put_layer(scene, edit.layer, alpha=_number(edit.value, "alpha"))


def _set_weights(scene: Scene, edit: SetWeights) -> Scene:
    layer = _layer(scene, edit.layer)
    widths = {len(row) for row in edit.rows}
    if not edit.rows or widths == {0}:
        raise NetworkError("block: expected rows of numbers, got none")
    if len(widths) != 1:
        raise NetworkError("block: expected rows of one length, got different ones")
    height, width = len(edit.rows), widths.pop()
    room = (layer.n_out - edit.neuron, layer.n_in - edit.source)
    if edit.neuron < 0 or edit.source < 0 or height > room[0] or width > room[1]:
        raise NetworkError(
            f"block: expected at most {max(room[0], 0)}×{max(room[1], 0)} numbers here, "
            f"got {height}×{width}"
        )
    weights = np.array(layer.weights)
    rows = [[_number(value, "block") for value in row] for row in edit.rows]
    weights[edit.neuron : edit.neuron + height, edit.source : edit.source + width] = rows
    return _put_layer(scene, edit.layer, weights=weights)


def _seed(seed: int) -> int:
    if seed < 0:
        raise NetworkError(f"seed: expected 0 or more, got {seed}")
    return seed


def silent_layers(scene: Scene) -> int:
    """How many hidden layers pass nothing on: all their ReLUs are off at this input."""
    hidden = zip(scene.network.layers[:-1], scene.trace.activations, strict=False)
    return sum(ACTIVATIONS[layer.activation].rectifier and not a.any() for layer, a in hidden)


def next_seed(scene: Scene, init: str, seed: int = 0) -> int:
    """The first seed from ``seed`` on whose fresh weights change the scene and do not silence it.

    ``seed`` itself where there is none nearby. Raises NetworkError.
    """
    for tried in range(seed, min(seed + _TRIES, MAX_SEED + 1)):
        fresh = apply(scene, Randomise(init, tried))
        if not (fresh.same_content(scene) or silent_layers(fresh)):
            return tried
    return seed if seed <= MAX_SEED else 0


def _small_weights(n_out: int, n_in: int, seed: int) -> Array:
    rng = np.random.default_rng([_seed(seed), n_out, n_in])
    return NEW_NEURON_SCALE * initial_weights("glorot_uniform", n_out, n_in, rng)


def _remapped(scene: Scene, move: Callable[[Target], Target | None]) -> dict[str, object]:
    """Selection and switched-off targets after a change of topology."""
    moved = {move(target) for target in scene.off}
    return {
        "selected": move(scene.selected) if scene.selected else None,
        "off": frozenset(target for target in moved if target is not None),
    }


def _add_layer(scene: Scene, edit: AddLayer) -> Scene:
    k = edit.layer
    if not 0 <= k < len(scene.network.layers):
        raise NetworkError(f"layer: a hidden layer cannot be inserted before number {k + 1}")
    if scene.network.n_hidden >= MAX_DRAWN_HIDDEN:
        raise NetworkError(f"layer: the page draws at most {MAX_DRAWN_HIDDEN} hidden layers")
    hidden = scene.network.layers[:-1]
    like = hidden[min(k, len(hidden) - 1)] if hidden else None

    def move(target: Target) -> Target:
        if target.kind == "input" or target.path[0] < k:
            return target
        return Target(target.kind, (target.path[0] + 1, *target.path[1:]))

    def insert(weights: Array) -> Scene:
        biases = np.zeros(len(weights))
        fresh = (
            Layer(weights, biases, like.activation, like.alpha)
            if like
            else Layer(weights, biases, "tanh")
        )
        layers = [*scene.network.layers[:k], fresh, *scene.network.layers[k:]]
        network = _with_layers(scene.network, layers)
        return replace_scene(scene, network=network, step=None, **_remapped(scene, move))

    candidates = map(insert, _passing_weights(scene.network.sizes[k], edit.seed))
    first = next(candidates)
    if silent_layers(first) <= silent_layers(scene):
        return first
    return min((first, *candidates), key=silent_layers)


def _passing_weights(n: int, seed: int) -> Iterator[Array]:
    """Ways to pass n values on: as they are, all turned round (a ReLU lets no negative one
    through), and some of them turned round."""
    rng = np.random.default_rng([_seed(seed), n])
    weights = np.eye(n) + NEW_LAYER_SCALE * initial_weights("glorot_uniform", n, n, rng)
    yield weights
    yield -weights
    for _ in range(_TURNS):
        yield weights * rng.choice([-1.0, 1.0], (n, 1))


def _remove_layer(scene: Scene, edit: RemoveLayer) -> Scene:
    k = edit.layer
    _layer(scene, k)
    if k == len(scene.network.layers) - 1:
        raise NetworkError("layer: the output layer cannot be removed")
    layers = list(scene.network.layers)
    gone = layers.pop(k)
    after = layers[k]
    weights = _small_weights(after.n_out, gone.n_in, edit.seed)
    kept = min(gone.n_in, gone.n_out)
    weights[:, :kept] = after.weights[:, :kept]
    layers[k] = Layer(weights, after.biases, after.activation, after.alpha)

    def move(target: Target) -> Target | None:
        if target.kind == "input" or target.path[0] < k:
            return target
        if target.path[0] == k or (
            target.kind == "weight" and target.path[0] == k + 1 and target.path[2] >= kept
        ):
            return None
        return Target(target.kind, (target.path[0] - 1, *target.path[1:]))

    network = _with_layers(scene.network, layers)
    return replace_scene(scene, network=network, step=None, **_remapped(scene, move))


def _new_name(names: tuple[str, ...], letter: str) -> tuple[str, ...]:
    if names == (letter,):  # the default of a single one has no number yet
        names = (f"{letter}1",)
    taken = {*names}
    number = len(names) + 1
    while f"{letter}{number}" in taken:
        number += 1
    return (*names, f"{letter}{number}")


def _room(count: int, what: str) -> None:
    if count >= MAX_DRAWN_NEURONS:
        raise NetworkError(f"{what}: the page draws at most {MAX_DRAWN_NEURONS} in a layer")


def _add_neuron(scene: Scene, edit: AddNeuron) -> Scene:
    k = edit.layer
    layer = _layer(scene, k)
    _room(layer.n_out, "neuron")
    layers = list(scene.network.layers)
    row = _small_weights(layer.n_out + 1, layer.n_in, edit.seed)[-1:]
    layers[k] = Layer(
        np.vstack([layer.weights, row]),
        np.append(layer.biases, 0.0),
        layer.activation,
        layer.alpha,
    )
    outputs = scene.network.output_names
    if k + 1 < len(layers):
        after = layers[k + 1]
        column = _small_weights(after.n_out, after.n_in + 1, edit.seed)[:, -1:]
        layers[k + 1] = Layer(
            np.hstack([after.weights, column]), after.biases, after.activation, after.alpha
        )
    else:
        outputs = _new_name(outputs, "y")
    return replace_scene(
        scene, network=Network(layers, scene.network.input_names, outputs), step=None
    )


def _without(target: Target, position: int, index: int) -> Target | None:
    """The target after number ``index`` left the axis at ``position`` of its path."""
    if target.path[position] == index:
        return None
    if target.path[position] < index:
        return target
    path = list(target.path)
    path[position] -= 1
    return Target(target.kind, tuple(path))


def _remove_neuron(scene: Scene, edit: RemoveNeuron) -> Scene:
    k = edit.layer
    layer = _layer(scene, k)
    j = _index(layer.n_out - 1 if edit.neuron is None else edit.neuron, layer.n_out, "neuron")
    if layer.n_out == 1:
        raise NetworkError("neuron: the last one of a layer cannot be removed")
    layers = list(scene.network.layers)
    layers[k] = Layer(
        np.delete(layer.weights, j, axis=0),
        np.delete(layer.biases, j),
        layer.activation,
        layer.alpha,
    )
    outputs = scene.network.output_names
    if k + 1 < len(layers):
        after = layers[k + 1]
        layers[k + 1] = Layer(
            np.delete(after.weights, j, axis=1), after.biases, after.activation, after.alpha
        )
    else:
        outputs = outputs[:j] + outputs[j + 1 :]

    def move(target: Target) -> Target | None:
        if target.kind in ("weight", "bias", "neuron") and target.path[0] == k:
            return _without(target, 1, j)
        if target.kind == "weight" and target.path[0] == k + 1:
            return _without(target, 2, j)
        return target

    network = Network(layers, scene.network.input_names, outputs)
    return replace_scene(scene, network=network, step=None, **_remapped(scene, move))


def _add_input(scene: Scene, edit: AddInput) -> Scene:
    network = scene.network
    _room(network.n_inputs, "input")
    first = network.layers[0]
    column = _small_weights(first.n_out, first.n_in + 1, edit.seed)[:, -1:]
    layers = [
        Layer(np.hstack([first.weights, column]), first.biases, first.activation, first.alpha),
        *network.layers[1:],
    ]
    names = _new_name(network.input_names, "x")
    return replace_scene(
        scene,
        network=Network(layers, names, network.output_names),
        x=np.append(scene.x, 0.0),
        step=None,
    )


def _remove_input(scene: Scene, edit: RemoveInput) -> Scene:
    network = scene.network
    i = _index(
        network.n_inputs - 1 if edit.index is None else edit.index, network.n_inputs, "input"
    )
    if network.n_inputs == 1:
        raise NetworkError("input: the last one cannot be removed")
    first = network.layers[0]
    layers = [
        Layer(np.delete(first.weights, i, axis=1), first.biases, first.activation, first.alpha),
        *network.layers[1:],
    ]

    def move(target: Target) -> Target | None:
        if target.kind == "input":
            return _without(target, 0, i)
        if target.kind == "weight" and target.path[0] == 0:
            return _without(target, 2, i)
        return target

    names = network.input_names[:i] + network.input_names[i + 1 :]
    return replace_scene(
        scene,
        network=Network(layers, names, network.output_names),
        x=np.delete(scene.x, i),
        step=None,
        **_remapped(scene, move),
    )


def _rename(scene: Scene, edit: Rename) -> Scene:
    network = scene.network
    inputs, outputs = list(network.input_names), list(network.output_names)
    names = inputs if edit.what == "input" else outputs
    names[_index(edit.index, len(names), edit.what)] = edit.name
    return replace_scene(scene, network=Network(network.layers, inputs, outputs))


def _randomise(scene: Scene, edit: Randomise) -> Scene:
    if edit.layer is not None:
        _layer(scene, edit.layer)
    rng = np.random.default_rng(_seed(edit.seed))
    layers = [
        Layer(
            initial_weights(edit.init, layer.n_out, layer.n_in, rng),
            np.zeros(layer.n_out),
            layer.activation,
            layer.alpha,
        )
        if edit.layer in (None, k)
        else layer
        for k, layer in enumerate(scene.network.layers)
    ]
    return replace_scene(scene, network=_with_layers(scene.network, layers))


def _switch(scene: Scene, edit: Switch) -> Scene:
    target = Target.parse(edit.target)
    _check_can_be_off(scene.network, target)
    return replace_scene(scene, off=scene.off | {target} if edit.off else scene.off - {target})


def _select(scene: Scene, edit: Select) -> Scene:
    target = None if edit.target is None else Target.parse(edit.target)
    return replace_scene(scene, selected=target)


def _set_threshold(scene: Scene, edit: SetThreshold) -> Scene:
    return replace_scene(scene, threshold=edit.value)


def _set_temperature(scene: Scene, edit: SetTemperature) -> Scene:
    return replace_scene(scene, temperature=edit.value)


def _set_decimals(scene: Scene, edit: SetDecimals) -> Scene:
    return replace_scene(scene, decimals=edit.value)


def _set_step(scene: Scene, edit: SetStep) -> Scene:
    at = step_at(scene.network, edit.step) if edit.step is not None and edit.follow else None
    selected = scene.selected if at is None else Target("neuron", at[:2])
    return replace_scene(scene, step=edit.step, selected=selected)


def _set_controls(scene: Scene, edit: SetControls) -> Scene:
    return replace_scene(scene, hidden=frozenset(edit.hidden), locked=frozenset(edit.locked))


_APPLY: dict[type, Callable[..., Scene]] = {
    SetWeight: _set_weight,
    SetBias: _set_bias,
    SetInput: _set_input,
    SetInputs: _set_inputs,
    SetActivation: _set_activation,
    SetAlpha: _set_alpha,
    SetWeights: _set_weights,
    AddLayer: _add_layer,
    RemoveLayer: _remove_layer,
    AddNeuron: _add_neuron,
    RemoveNeuron: _remove_neuron,
    AddInput: _add_input,
    RemoveInput: _remove_input,
    Rename: _rename,
    Randomise: _randomise,
    Switch: _switch,
    Select: _select,
    SetThreshold: _set_threshold,
    SetTemperature: _set_temperature,
    SetDecimals: _set_decimals,
    SetStep: _set_step,
    SetControls: _set_controls,
}

#: What fixes a switch: a neuron that is off leaves weights out.
_SWITCH_LOCKED_BY = {"input": ("inputs",), "weight": ("weights",), "neuron": ("weights",)}


def _locks(edit: Edit) -> tuple[str, ...]:
    """The groups of values that an edit touches, each of which a link may fix."""
    if isinstance(edit, Switch):
        return _SWITCH_LOCKED_BY.get(edit.target.partition("/")[0], ())
    return _LOCKED_BY.get(type(edit), ())


_LOCKED_BY: dict[type, tuple[str, ...]] = {
    SetWeight: ("weights",),
    SetWeights: ("weights",),
    Randomise: ("weights", "biases"),
    SetBias: ("biases",),
    SetInput: ("inputs",),
    SetInputs: ("inputs",),
    SetActivation: ("activations",),
    SetAlpha: ("activations",),
    AddLayer: ("topology",),
    RemoveLayer: ("topology",),
    AddNeuron: ("topology",),
    RemoveNeuron: ("topology",),
    AddInput: ("topology",),
    RemoveInput: ("topology",),
    Rename: ("topology",),
}


def value_of(scene: Scene, target: Target) -> float:
    """The number that a target stands for: an input, weight, bias or a neuron's activation."""
    if not target.within(scene.network):
        raise NetworkError(f"target: this network has no {target}")
    if target.kind == "input":
        return float(scene.x[target.path[0]])
    if target.kind == "layer":
        raise NetworkError("target: a layer has no single value")
    layer = scene.network.layers[target.path[0]]
    if target.kind == "weight":
        return float(layer.weights[target.path[1], target.path[2]])
    if target.kind == "bias":
        return float(layer.biases[target.path[1]])
    return float(scene.trace.activations[target.path[0]][target.path[1]])


def set_value(target: Target, value: float) -> Edit:
    """The edit that gives an input, weight or bias a value. Raises NetworkError for others."""
    if target.kind == "input":
        return SetInput(target.path[0], value)
    if target.kind == "weight":
        k, j, i = target.path
        return SetWeight(k, j, i, value)
    if target.kind == "bias":
        k, j = target.path
        return SetBias(k, j, value)
    raise NetworkError(f"target: a {target.kind} has no value to set")


def alpha_of(layer: Layer) -> float | None:
    """α of the layer's activation, ``None`` where it has none."""
    return layer.alpha if ACTIVATIONS[layer.activation].alpha is not None else None
