"""The scene as PyTorch code."""

from playground.export.source import (
    class_lines,
    code_of,
    filled,
    joined_lines,
    layer_entry,
    listed_names,
    numbers,
    title_of,
)
from playground.network import Layer
from playground.scene import Scene

DENSE = """\
def dense(W, b):  # row j of W leads into neuron j
    layer = nn.Linear(len(W[0]), len(W), dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(W, dtype=torch.float64))
        layer.bias.copy_(torch.tensor(b, dtype=torch.float64))
    return layer


"""


def pytorch_code(scene: Scene) -> str:
    """The scene's network as a ``torch.nn.Sequential`` in float64, and a run of it."""
    layers = scene.active_network.layers
    return joined_lines(
        title_of(scene),
        "import torch",
        "from torch import nn",
        *(class_lines(code_of(layer).torch_class for layer in layers) or ["", ""]),
        *DENSE.splitlines(),
        "model = nn.Sequential(",
        *(line for layer in layers for line in _modules(layer)),
        ")",
        f"x = torch.tensor({numbers(scene.x)}, dtype=torch.float64)"
        f"  # {listed_names(scene.network.input_names)}",
        "with torch.no_grad():",
        f"    print(model(x).tolist())  # {listed_names(scene.network.output_names)}",
    )


def _modules(layer: Layer) -> tuple[str, str]:
    """The lines of the dense module and of the activation that follows it."""
    activation = filled(code_of(layer).torch, layer)
    return layer_entry(layer, opening="dense("), f"    {activation},"
