"""Fresh weights: for a whole network or layer, and for a neuron, input or layer that is added."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from playground.activations import ACTIVATIONS, Array
from playground.initialisers import DEFAULT, INITIALISERS, initial_weights
from playground.language import _
from playground.limits import MAX_SEED
from playground.network import NetworkError
from playground.scene.command import Command, whole
from playground.scene.edit import EditBase, Index, Seed, apply, layer_at
from playground.scene.scene import Scene, replace_scene

NEW_NEURON_SCALE = 0.5  # a new neuron joins with small weights: half of Glorot's
NEW_LAYER_SCALE = 0.1  # a new layer passes on what it reads, give or take a tenth of Glorot's
_TRIES = 32  # seeds among which one is looked for that lets something through
_SIGN_CHOICES = 4  # choices of neurons whose sign is turned round, for the same


class _Dice(msgspec.Struct, frozen=True):
    init: Annotated[str, Meta(max_length=40)]
    seed: Annotated[str, Meta(max_length=40)] = "0"


class Randomise(EditBase, frozen=True):
    """Fresh weights for ``layer``, or for all with None; biases become 0."""

    locks = ("weights", "biases")
    control = "randomise"
    verbs = ("randomise",)

    init: Annotated[str, Meta(examples=list(INITIALISERS))]
    seed: Seed = 0
    layer: Index | None = None

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "Randomise":
        try:
            dice = msgspec.json.decode(command.text(), type=_Dice)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise NetworkError(_("randomise: expected an initialiser and a seed")) from error
        layer = command.index("layer") if command.rest else None
        return cls(dice.init, whole(dice.seed, "seed"), layer)

    def apply_to(self, scene: Scene) -> Scene:
        if self.layer is not None:
            layer_at(scene, self.layer)
        rng = np.random.default_rng(checked_seed(self.seed))
        layers = tuple(
            replace(
                layer,
                weights=initial_weights(self.init, layer.n_out, layer.n_in, rng),
                biases=np.zeros(layer.n_out),
            )
            if self.layer in (None, k)
            else layer
            for k, layer in enumerate(scene.network.layers)
        )
        network = replace(scene.network, layers=layers)
        if self.layer is not None:
            return replace_scene(scene, network=network)
        dice = f"{self.init},{self.seed}"
        return replace_scene(scene, network=network, training=None, dice=dice)  # another start


def checked_seed(seed: int) -> int:
    """The seed if it is within the limit, else NetworkError."""
    if not 0 <= seed <= MAX_SEED:
        raise NetworkError(_("seed: expected 0 to {most}, got {seed}", most=MAX_SEED, seed=seed))
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


def small_weights(n_out: int, n_in: int, seed: int) -> Array:
    """Weights (n_out, n_in) with which something new joins: it is there, and changes little."""
    rng = np.random.default_rng([checked_seed(seed), n_out, n_in])
    return NEW_NEURON_SCALE * initial_weights(DEFAULT, n_out, n_in, rng)


def passing_weights(n: int, seed: int) -> Iterator[Array]:
    """Ways to pass n values on: as they are, all turned round, and some of them turned round.

    Turned round, because a ReLU lets no negative value through.
    """
    rng = np.random.default_rng([checked_seed(seed), n])
    weights = np.eye(n) + NEW_LAYER_SCALE * initial_weights(DEFAULT, n, n, rng)
    yield weights
    yield -weights
    for _turn in range(_SIGN_CHOICES):
        yield weights * rng.choice([-1.0, 1.0], (n, 1))
