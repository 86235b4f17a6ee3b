"""The numbers that worksheets ask for, by plain loops and small nudges."""

import itertools
import math

from playground.activations import ACTIVATIONS
from playground.network import Layer, Network
from playground.scene import Scene
from tests.lessons.lesson_scenes import loops

H = 1e-5


def plain(scene: Scene, name: str) -> float:
    """A number of a scene by its name."""
    kind, *path = name.split("/")
    at = [int(each) for each in path if each.isdigit()]
    return float(PLAIN[name if name in PLAIN else kind](scene, *at))


def _z(scene: Scene, k: int, j: int) -> float:
    return loops(scene.network, scene.x)[0][k][j]


def _a(scene: Scene, k: int, j: int) -> float:
    return loops(scene.network, scene.x)[1][k][j]


def _output(scene: Scene, o: int) -> float:
    return _a(scene, -1, o)


def _source(scene: Scene, k: int, i: int) -> float:
    return float(scene.x[i]) if k == 0 else _a(scene, k - 1, i)


def _nudged(network: Network, k: int, j: int, by: float, i: int | None = None) -> Network:
    """With another bias of a neuron (as good as another z), or another weight."""
    layers = []
    for at, layer in enumerate(network.layers):
        weights, biases = layer.weights.copy(), layer.biases.copy()
        if at == k and i is None:
            biases[j] += by
        elif at == k:
            weights[j, i] += by
        layers.append(Layer(weights, biases, layer.activation, layer.alpha))
    return Network(tuple(layers), network.input_names, network.output_names)


def _loss_of(network: Network, x, y) -> float:
    output = loops(network, x)[1][-1]
    if network.layers[-1].activation == "softmax":
        return -sum(float(t) * math.log(p) for t, p in zip(y, output, strict=True))
    return sum((p - float(t)) ** 2 for p, t in zip(output, y, strict=True)) / len(output)


def _loss(scene: Scene) -> float:
    return _loss_of(scene.network, scene.x, scene.data.y[scene.row])


def _mean_loss(scene: Scene, network: Network | None = None) -> float:
    pairs = list(zip(scene.data.x, scene.data.y, strict=True))
    return sum(_loss_of(network or scene.network, x, y) for x, y in pairs) / len(pairs)


def _delta(scene: Scene, k: int, j: int, i: int | None = None) -> float:
    y = scene.data.y[scene.row]
    up, down = (_loss_of(_nudged(scene.network, k, j, by, i), scene.x, y) for by in (H, -H))
    return (up - down) / (2 * H)


def _mean_gradient(scene: Scene, k: int, j: int, i: int) -> float:
    up, down = (_mean_loss(scene, _nudged(scene.network, k, j, by, i)) for by in (H, -H))
    return (up - down) / (2 * H)


def _derivative(scene: Scene, o: int, k: int, j: int) -> float:
    up, down = (loops(_nudged(scene.network, k, j, by), scene.x)[1][-1][o] for by in (H, -H))
    return (up - down) / (2 * H)


def _slope(scene: Scene, k: int, j: int) -> float:
    layer, z = scene.network.layers[k], _z(scene, k, j)
    function = ACTIVATIONS[layer.activation].function
    up, down = (float(function(z + by, layer.alpha or 0.0)) for by in (H, -H))
    return (up - down) / (2 * H)


def _right(scene: Scene) -> int:
    outputs = [loops(scene.network, x)[1][-1][0] for x in scene.data.x]
    return sum(
        (output >= scene.threshold) == (float(y[0]) == 1)
        for output, y in zip(outputs, scene.data.y, strict=True)
    )


def _parameters(scene: Scene) -> int:
    sizes = scene.network.sizes
    return sum(n * m + m for n, m in itertools.pairwise(sizes))


def _equivalent_bias(scene: Scene, o: int) -> float:
    return loops(scene.network, [0.0] * len(scene.x))[1][-1][o]


def _equivalent_weight(scene: Scene, o: int, i: int) -> float:
    one = [float(at == i) for at in range(len(scene.x))]
    return loops(scene.network, one)[1][-1][o] - _equivalent_bias(scene, o)


PLAIN = {
    "input": lambda s, i: s.x[i],
    "weight": lambda s, k, j, i: s.network.layers[k].weights[j][i],
    "bias": lambda s, k, j: s.network.layers[k].biases[j],
    "product": lambda s, k, j, i: s.network.layers[k].weights[j][i] * _source(s, k, i),
    "z": _z,
    "a": _a,
    "output": _output,
    "slope": _slope,
    "derivative": _derivative,
    "off-by": lambda s, o: _output(s, o) - s.data.y[s.row][o],
    "loss": _loss,
    "loss/train": _mean_loss,
    "delta": _delta,
    "gradient": _delta,
    "mean-gradient": _mean_gradient,
    "right/all": _right,
    "rows/train": lambda s: len(s.data.train),
    "parameters": _parameters,
    "equivalent-weight": _equivalent_weight,
    "equivalent-bias": _equivalent_bias,
}
