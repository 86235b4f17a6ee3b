"""Which layer, neuron and output of a scene is spoken of: the selected one, or else a default."""

from playground.scene import Scene


def focused_layer(scene: Scene) -> int:
    """The layer that the selection belongs to, or the last."""
    selected = scene.selected
    if selected is None:
        return len(scene.network.layers) - 1
    return 0 if selected.kind == "input" else selected.path[0]


def focused_neuron(scene: Scene) -> tuple[int, int]:
    """(layer, neuron): the selected one, or the first of the focused layer."""
    selected = scene.selected
    if selected is not None and selected.kind in ("neuron", "bias", "weight"):
        return selected.path[0], selected.path[1]
    return focused_layer(scene), 0


def focused_output(scene: Scene) -> int:
    """The selected output, or the first."""
    k, j = focused_neuron(scene)
    return j if k == len(scene.network.layers) - 1 else 0
