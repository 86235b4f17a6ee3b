"""Hypothesis strategies: numbers, names, networks, scenes, edits and documents.

What they draw is valid and small, but not tame: both zeros, denormals, the largest numbers allowed,
names in any script.
"""

import unicodedata

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from playground import document
from playground.activations import ACTIVATIONS
from playground.initialisers import INITIALISERS
from playground.limits import MAX_DECIMALS, MAX_MAGNITUDE, MAX_NAME
from playground.network import Layer, Network
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    AddInput,
    AddLayer,
    AddNeuron,
    Randomise,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Rename,
    Scene,
    Select,
    SetActivation,
    SetAlpha,
    SetBias,
    SetControls,
    SetDecimals,
    SetInput,
    SetInputs,
    SetStep,
    SetThreshold,
    SetWeight,
    SetWeights,
    Switch,
    Target,
    n_steps,
)

numbers = st.one_of(
    st.floats(-MAX_MAGNITUDE, MAX_MAGNITUDE),
    st.sampled_from([0.0, -0.0, 5e-324, -2.2e-308, 0.1, 1e300, -1e300, 0.1 + 0.2, 1 / 3]),
)
shares = st.floats(0, 1) | st.sampled_from([0.0, -0.0, 1.0, 0.1 + 0.2])
tame_numbers = st.floats(-3, 3)  # a network of these stays far from overflow

_characters = st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="<>")
printable = st.text(_characters, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text.strip())
)
names = printable.filter(lambda name: 0 < len(name) <= MAX_NAME)

hidden_activations = st.sampled_from([n for n, a in ACTIVATIONS.items() if not a.output_only])
activations = st.sampled_from(list(ACTIVATIONS))


@st.composite
def layers(draw, n_in, n_out, activation=activations, values=numbers):
    name = draw(activation)
    takes_alpha = ACTIVATIONS[name].alpha is not None
    return Layer(
        draw(hnp.arrays(np.float64, (n_out, n_in), elements=values)),
        draw(hnp.arrays(np.float64, n_out, elements=values)),
        name,
        draw(st.none() | values) if takes_alpha else None,
    )


@st.composite
def networks(draw, values=numbers, max_hidden=2, max_neurons=3, output=activations):
    sizes = draw(st.lists(st.integers(1, max_neurons), min_size=2, max_size=max_hidden + 2))
    last = len(sizes) - 2
    made = [
        draw(layers(sizes[k], sizes[k + 1], output if k == last else hidden_activations, values))
        for k in range(last + 1)
    ]
    return Network(made, draw(_some_names(sizes[0])), draw(_some_names(sizes[-1])))


def _some_names(count):
    return st.none() | st.lists(names, min_size=count, max_size=count, unique=True)


tame_networks = networks(values=tame_numbers)


def inputs(network, values=numbers):
    return hnp.arrays(np.float64, network.n_inputs, elements=values)


def targets(network, kinds=("input", "weight", "bias", "neuron", "layer")):
    """Every target of these kinds that the network has."""
    found = [Target("input", (i,)) for i in range(network.n_inputs)]
    for k, layer in enumerate(network.layers):
        found.append(Target("layer", (k,)))
        for j in range(layer.n_out):
            found += [Target("bias", (k, j)), Target("neuron", (k, j))]
            found += [Target("weight", (k, j, i)) for i in range(layer.n_in)]
    return [target for target in found if target.kind in kinds]


def can_be_off(network):
    last = len(network.layers) - 1
    every = targets(network, ("input", "weight", "neuron"))
    return [target for target in every if target.kind != "neuron" or target.path[0] < last]


@st.composite
def scenes(draw, network=None, values=numbers, playing=True):
    network = draw(networks(values=values)) if network is None else network
    return Scene(
        network,
        draw(inputs(network, values)),
        draw(st.none() | st.sampled_from(targets(network))),
        draw(st.sets(st.sampled_from(can_be_off(network)), max_size=4)),
        draw(shares),
        draw(st.integers(0, MAX_DECIMALS)),
        draw(st.none() | st.integers(0, n_steps(network) - 1)) if playing else None,
        draw(st.sets(st.sampled_from(HIDEABLE), max_size=2)),
        draw(st.sets(st.sampled_from(LOCKABLE), max_size=2)),
        draw(printable),
        draw(printable),
        draw(st.sampled_from([1.0, 0.01, 0.1, 1 / 3, 100.0])),
    )


@st.composite
def free_scenes(draw):
    """Scenes in which nothing is locked, so that every edit may be tried."""
    network = draw(networks())
    return Scene(
        network,
        draw(inputs(network)),
        draw(st.none() | st.sampled_from(targets(network))),
        draw(st.sets(st.sampled_from(can_be_off(network)), max_size=3)),
    )


@st.composite
def edits(draw, scene):
    """An edit that is well formed; the scene may still have reasons to refuse it."""
    network = scene.network
    k = draw(st.integers(0, len(network.layers) - 1))
    layer = network.layers[k]
    j, i = draw(st.integers(0, layer.n_out - 1)), draw(st.integers(0, layer.n_in - 1))
    seed = draw(st.integers(0, 9))
    value = draw(numbers)
    target = str(draw(st.sampled_from(targets(network))))
    return draw(
        st.sampled_from(
            [
                SetWeight(k, j, i, value),
                SetBias(k, j, value),
                SetInput(draw(st.integers(0, network.n_inputs - 1)), value),
                SetInputs([0, network.n_inputs - 1], [value, draw(numbers)]),
                SetActivation(k, draw(activations)),
                SetAlpha(k, value),
                SetWeights(k, [[value]], j, i),
                AddLayer(k, seed),
                RemoveLayer(k, seed),
                AddNeuron(k, seed),
                RemoveNeuron(k, j),
                AddInput(seed),
                RemoveInput(),
                Rename("input", 0, draw(names)),
                Randomise(draw(st.sampled_from(list(INITIALISERS))), seed, k),
                Switch(target, draw(st.booleans())),
                Select(target),
                SetThreshold(draw(shares)),
                SetDecimals(draw(st.integers(0, MAX_DECIMALS))),
                SetStep(draw(st.integers(0, n_steps(network) - 1))),
                SetControls(["output"], ["weights"]),
            ]
        )
    )


documents = scenes(playing=False).map(document.scene_to_json)


@st.composite
def damaged(draw, valid):
    """A valid text with some of its characters changed, cut out, or put in twice."""
    text = draw(valid)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + draw(st.text(max_size=6)) + text[end:]
    return text
