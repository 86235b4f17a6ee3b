"""The network beside the one that was kept: where a neuron of one stands in the other.

Outputs are compared whatever lies before them; a hidden neuron only where the kept network has as
many layers, and as many neurons in this one. Layers k and neurons j count from 0.
"""

from typing import NamedTuple

from playground.notation import format_number
from playground.scene import Scene, reached


class Counterpart(NamedTuple):
    """What the kept network has at a neuron's place: the layer there, z and a for this input."""

    layer: int
    z: float
    a: float


def counterpart(scene: Scene, k: int, j: int) -> Counterpart | None:
    """What stood at the place of neuron j of layer k; ``None`` if nothing can be compared."""
    kept = scene.ghost_scene
    if kept is None:
        return None
    layers, kept_layers = scene.network.layers, kept.network.layers
    if k == len(layers) - 1:
        at, comparable = len(kept_layers) - 1, j < kept.network.n_outputs
    else:
        same_depth = len(layers) == len(kept_layers)
        at, comparable = k, same_depth and layers[k].n_out == kept_layers[k].n_out
    if not comparable:
        return None
    trace = kept.trace
    return Counterpart(at, float(trace.pre_activations[at][j]), float(trace.activations[at][j]))


def counterpart_so_far(scene: Scene, k: int, j: int) -> Counterpart | None:
    """The counterpart of a neuron that the pass has been played to; before, it would tell ahead."""
    return counterpart(scene, k, j) if scene.ghost is not None and reached(scene, k, j) else None


def kept_on_rows(scene: Scene) -> Scene | None:
    """The kept network in this one's place, if the rows of the data can go through it."""
    kept = scene.ghost_scene
    return kept if kept is not None and kept.fitting is not None else None


def told_otherwise(scene: Scene) -> dict[tuple[int, int], float]:
    """The kept a of each neuron (k, j) that the pass has come to, where it reads otherwise."""
    if scene.ghost_scene is None:
        return {}
    found: dict[tuple[int, int], float] = {}
    for k, values in enumerate(scene.trace.activations):
        for j, value in enumerate(values.tolist()):
            kept = counterpart_so_far(scene, k, j)
            if kept and _text(scene, kept.a) != _text(scene, value):
                found[k, j] = kept.a
    return found


def _text(scene: Scene, value: float) -> str:
    return format_number(value, scene.decimals)
