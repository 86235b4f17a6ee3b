"""Loss and gradients once more, number by number in plain loops: slow, and easy to believe."""

import math

import numpy as np

from playground.activations import ACTIVATIONS


def _f(layer, z):
    return ACTIVATIONS[layer.activation].function(np.array(z), layer.alpha or 0.0).tolist()


def _slope(layer, z):
    """∂a_i/∂z_j as a list of lists."""
    found = ACTIVATIONS[layer.activation].derivative(np.array(z), layer.alpha or 0.0).tolist()
    if ACTIVATIONS[layer.activation].whole_layer:
        return found
    return [[found[i] if i == j else 0.0 for j in range(len(z))] for i in range(len(z))]


def _by_output(loss, a, y):
    """The loss of one row, and its slopes by the outputs, from the textbook."""
    m = len(a)
    pairs = list(zip(a, y, strict=True))
    if loss == "mse":
        return sum((p - t) ** 2 for p, t in pairs) / m, [2 * (p - t) / m for p, t in pairs]
    if loss == "mae":
        sign = [(p > t) - (p < t) for p, t in pairs]
        return sum(abs(p - t) for p, t in pairs) / m, [s / m for s in sign]
    if loss == "huber":
        size = [0.5 * (p - t) ** 2 if abs(p - t) <= 1 else abs(p - t) - 0.5 for p, t in pairs]
        return sum(size) / m, [max(-1.0, min(1.0, p - t)) / m for p, t in pairs]
    if loss == "cross-entropy":
        return -sum(t * math.log(p) for p, t in pairs), [-t / p for p, t in pairs]
    rows = [-t * math.log(p) - (1 - t) * math.log(1 - p) for p, t in pairs]
    return sum(rows) / m, [((1 - t) / (1 - p) - t / p) / m for p, t in pairs]


def loss_and_gradients(network, x, y, loss):
    """The mean loss, and lists of weights, biases, α and δ (a list a row) of each layer."""
    layers, n = network.layers, len(x)
    weights = [[[0.0] * layer.n_in for _ in range(layer.n_out)] for layer in layers]
    biases = [[0.0] * layer.n_out for layer in layers]
    alphas = [0.0] * len(layers)
    deltas = [[] for _ in layers]
    total = 0.0
    for values, wanted in zip(x.tolist(), y.tolist(), strict=True):
        a, zs = [values], []
        for layer in layers:
            z = []
            for j in range(layer.n_out):
                z.append(float(layer.biases[j]))
                for i in range(layer.n_in):
                    z[j] += float(layer.weights[j, i]) * a[-1][i]
            zs.append(z)
            a.append(_f(layer, z))
        value, by_a = _by_output(loss, a[-1], wanted)
        total += value / n
        by_a = [each / n for each in by_a]
        for k in reversed(range(len(layers))):
            layer, slope = layers[k], _slope(layers[k], zs[k])
            alphas[k] += sum(b * min(z, 0.0) for b, z in zip(by_a, zs[k], strict=True))
            delta = [
                sum(by_a[i] * slope[i][j] for i in range(layer.n_out)) for j in range(layer.n_out)
            ]
            deltas[k].append(delta)
            for j in range(layer.n_out):
                biases[k][j] += delta[j]
                for i in range(layer.n_in):
                    weights[k][j][i] += delta[j] * a[k][i]
            by_a = [
                sum(float(layer.weights[j, i]) * delta[j] for j in range(layer.n_out))
                for i in range(layer.n_in)
            ]
    return total, weights, biases, alphas, deltas
