"""Hypothesis strategies: numbers, names, networks, scenes, edits and documents.

What they draw is valid and small, but not tame: both zeros, denormals, the largest numbers allowed,
names in any script.
"""

import unicodedata

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from msgspec import inspect

from playground import document, presets
from playground.activations import ACTIVATIONS
from playground.data import Column, Table
from playground.limits import MAX_MAGNITUDE, MAX_NAME
from playground.network import Layer, Network
from playground.scene import FIELDS, Scene, Target, edit_classes, n_steps
from playground.scene.data_fields import Data, Row
from playground.scene.fields import Choice, Controls, Field, Number, Text, Whole, Word
from playground.scene.network_fields import Inputs, KeptNetwork, Selection, Step, SwitchedOff
from playground.scene.training_fields import Numbers, Runs, Trained
from playground.training import LOSSES, OPTIMISERS, Recipe, Stop
from playground.training.kept import KeptRun
from playground.training.timeline import begin, going_on, moved

numbers = st.one_of(
    st.floats(-MAX_MAGNITUDE, MAX_MAGNITUDE),
    st.sampled_from([0.0, -0.0, 5e-324, -2.2e-308, 0.1, 1e300, -1e300, 0.1 + 0.2, 1 / 3]),
)
shares = st.floats(0, 1) | st.sampled_from([0.0, -0.0, 1.0, 0.1 + 0.2])
tame_numbers = st.floats(-3, 3)  # a network of these stays far from overflow

#: The examples whose neurons and connections are drawn one by one.
DRAWABLE = [name for name in presets.NAMES if presets.load(name).network.drawable]

_people = Table(
    "people.csv",
    [
        Column("height (cm)", "number", [181, 167, np.nan, 169, 163, 180]),
        Column("mass", "number", [79, 72, 61, 69, 50, 77]),
        Column("lives in", "category", ["a; b, c=d", "~x", "@", "~x", None, "@"]),
        Column("class", "number", [1, 1, 0, 1, 0, 1]),
    ],
)
#: Small tables, read in several ways: of one, two and more inputs and outputs.
DATASETS = [
    _people.dataset(["mass"], "class", scaling="z-score", test_share=0.0),
    _people.dataset(["height (cm)", "mass"], "lives in", scaling=("min-max", "none"), seed=3),
    _people.dataset(["lives in", "mass"], "height (cm)", missing="drop", target_as="number"),
]


def _trainings():
    """A training of one stretch, one of two, and one that stands before its end."""
    data = DATASETS[0]
    network = Network.create([1, 2, 1], hidden="prelu", output="sigmoid", seed=0)
    one = moved(begin(network, Recipe(batch=2), data, None), data, 5)
    recipe = Recipe("binary-cross-entropy", "sgd", 0.1, l2=0.01)
    two = moved(going_on(one, one.run.network, recipe, data), data, 9)
    off = np.arange(len(one.run.vector)) == 1
    back = moved(two, data, 7)
    branch = going_on(back, back.run.network, Recipe(rate=0.5), data)
    return [one, two, back, branch, begin(network, recipe, data, off)]


TRAININGS = _trainings()
recipes = st.builds(
    Recipe,
    loss=st.sampled_from(list(LOSSES)),
    optimiser=st.sampled_from(list(OPTIMISERS)),
    rate=st.floats(1e-9, 1000.0),
    batch=st.none() | st.integers(1, 100),
    l1=st.floats(0, 10),
    l2=st.floats(0, 10),
    momentum=st.floats(0, 0.99),
    seed=st.integers(0, 2**31),
)
stops = st.builds(
    Stop,
    epochs=st.none() | st.integers(1, 1000),
    loss=st.none() | st.floats(0, 10),
    patience=st.none() | st.integers(1, 1000),
)

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


def field_values(field: Field, network, values=numbers):
    """What a field of a scene may hold, by its kind."""
    match field:
        case Inputs():
            return inputs(network, values)
        case Selection():
            return st.none() | st.sampled_from(targets(network))
        case SwitchedOff():
            return st.frozensets(st.sampled_from(can_be_off(network)), max_size=4)
        case Step():
            return st.none() | st.integers(0, n_steps(network) - 1)
        case KeptNetwork():
            return st.none() | networks(values)
    return plain_values(field)


def plain_values(field: Field):
    """What a field may hold that knows nothing of the network, by its kind."""
    match field:
        case Choice(choices=choices):
            return st.sampled_from(choices)
        case Controls(choices=choices):
            return st.frozensets(st.sampled_from(choices), max_size=2)
        case Data():
            return st.none() | st.sampled_from(DATASETS)
        case Row():
            return st.none()  # which ones there are depends on the data
        case Whole(low=low, high=high):
            return st.integers(low, high)
        case Number(low=low, high=high, default=usual):
            odd = [value for value in (0.0, -0.0, 0.1 + 0.2, 1 / 3) if low <= value <= high]
            return st.floats(low, high) | st.sampled_from([usual, low, high, *odd])
        case Text():
            return printable
        case Word(examples=examples):
            return st.sampled_from(examples)
    return training_values(field)


def training_values(field: Field):
    """What a field may hold that speaks of training."""
    match field:
        case Numbers(kind=kind):
            return st.none() | (recipes if kind is Recipe else stops)
        case Trained():
            return st.none() | st.sampled_from(TRAININGS)
        case Runs():
            runs = st.builds(KeptRun, names, st.sampled_from(TRAININGS))
            return st.lists(runs, max_size=3).map(tuple)
    raise TypeError(f"no strategy for a field of the kind {type(field).__name__}")


@st.composite
def scenes(draw, network=None, values=numbers, playing=True):
    network = draw(networks(values=values)) if network is None else network
    fields = {
        name: draw(field_values(field, network, values))
        for name, field in FIELDS.items()
        if playing or not isinstance(field, Step)
    }
    if fields["data"] is not None:
        fields["row"] = draw(st.none() | st.integers(0, fields["data"].n_rows - 1))
    return Scene(network, **fields)


@st.composite
def free_scenes(draw):
    """Scenes in which nothing is locked, so that every edit may be tried."""
    network = draw(networks())
    drawn = ("x", "selected", "off")
    return Scene(network, **{name: draw(field_values(FIELDS[name], network)) for name in drawn})


_SMALL = 2  # indices and seeds up to it: the networks here have no more than three of anything


def typed(kind):
    """Values of a type as msgspec describes it; of a text with examples, the examples."""
    match kind:
        case inspect.Metadata(extra_json_schema={"examples": examples}):
            return st.sampled_from(examples)
        case inspect.Metadata(type=inner):
            return typed(inner)
        case inspect.UnionType(types=types):
            return st.one_of(*map(typed, types))
        case inspect.ListType(item_type=inspect.ListType(item_type=item)):
            return st.integers(1, 2).flatmap(lambda n: _filled(_filled(typed(item), n), n))
        case inspect.ListType(item_type=item):
            return st.integers(1, 2).flatmap(lambda n: _filled(typed(item), n))
        case inspect.LiteralType(values=values):
            return st.sampled_from(values)
    return _SCALARS[type(kind)]


def _filled(item, size):
    return st.lists(item, min_size=size, max_size=size)


_SCALARS = {
    inspect.IntType: st.just(0) | st.integers(0, _SMALL),
    inspect.FloatType: numbers | shares,
    inspect.StrType: names,
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
}


def edits_of(edit):
    """Edits of one class that are well formed; a scene may have reasons to refuse them."""
    fields = inspect.type_info(edit).fields
    given = {field.name: typed(field.type) for field in fields if field.required}
    others = {field.name: typed(field.type) for field in fields if not field.required}
    return st.builds(edit, **given) | st.builds(edit, **given, **others)


def edits():
    """Edits of every class there is."""
    return st.sampled_from(edit_classes()).flatmap(edits_of)


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
