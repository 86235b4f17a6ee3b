"""Graphs for other programs: read back they are the network, whatever the names say."""

import re

import networkx
import pytest
from hypothesis import given, settings

from playground import presets
from playground.export import graphs
from playground.network import Layer, Network
from playground.scene import Scene, Target
from tests import hostile, strategies

NASTY = ('"]; evil [x="', "back\\", '\\" -- "', "&amp; &", "]]", "\\N", "Größe 🦊")


def exported() -> Scene:
    layers = [
        Layer([[0.1, -1e-300], [1 / 3, 5e20], [0.0, 7.0]], [0.5, -1.5, 2.0], "leaky_relu", 0.2),
        Layer([[1.0, -2.0, 3.0]] * len(NASTY), range(len(NASTY)), "tanh"),
    ]
    network = Network(layers, NASTY[:2], NASTY)
    off = [Target("weight", (0, 1, 0)), Target("neuron", (0, 2))]
    return Scene(network, [0.25, -3.0], off=off)


def read_graphml(text: str) -> networkx.DiGraph:
    return networkx.parse_graphml(text)


_STRING = r'"((?:[^"\\]|\\.)*)"'
_ATTRIBUTES = re.compile(rf"(\w+)={_STRING}(?:, |$)")
_STATEMENT = re.compile(rf"  {_STRING}(?: -> {_STRING})? \[((?:\w+={_STRING}(?:, )?)+)\];")


def unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def read_dot(text: str) -> networkx.DiGraph:
    """The part of DOT that is written here, and nothing else: what does not fit fails."""
    first, second, *statements, last, end = text.split("\n")
    assert (first, second, last, end) == ("digraph {", "  rankdir=LR;", "}", "")
    graph = networkx.DiGraph()
    for line in statements:
        found = _STATEMENT.fullmatch(line)
        assert found, line
        attributes = {name: unquoted(value) for name, value in _ATTRIBUTES.findall(found[3])}
        if found[2] is None:
            graph.add_node(unquoted(found[1]), **attributes)
        else:
            weight = float(attributes.pop("label"))
            assert not attributes
            graph.add_edge(unquoted(found[1]), unquoted(found[2]), weight=weight)
    return graph


WRITERS = [(graphs.graphml, read_graphml), (graphs.dot, read_dot)]


def assert_is_network(scene: Scene, graph: networkx.DiGraph) -> None:
    network = scene.active_network
    assert graph.number_of_nodes() == sum(network.sizes)
    weights = {
        (f"neuron/{k - 1}/{i}" if k else f"input/{i}", f"neuron/{k}/{j}"): float(w)
        for k, layer in enumerate(network.layers)
        for (j, i), w in np_items(layer.weights)
    }
    assert {edge[:2]: edge[2] for edge in graph.edges(data="weight")} == weights
    for k, layer in enumerate(network.layers):
        for j, bias in enumerate(layer.biases.tolist()):
            node = graph.nodes[f"neuron/{k}/{j}"]
            assert (int(node["layer"]), int(node["index"])) == (k + 1, j)
            assert (float(node["bias"]), node["activation"]) == (bias, layer.activation)
            assert str(float(node["z"])) == str(float(scene.trace.pre_activations[k][j]))
            assert str(float(node["a"])) == str(float(scene.trace.activations[k][j]))
            assert str(node.get("alpha")) == str(layer.alpha)
    last = len(network.layers) - 1
    read = [graph.nodes[f"neuron/{last}/{j}"]["name"] for j in range(network.n_outputs)]
    assert read == list(network.output_names)
    read = [graph.nodes[f"input/{i}"]["name"] for i in range(network.n_inputs)]
    assert read == list(network.input_names)


def np_items(array):
    return [((j, i), w) for j, row in enumerate(array.tolist()) for i, w in enumerate(row)]


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_a_graph_read_back_is_the_network_to_the_last_bit(write, read):
    assert_is_network(exported(), read(write(exported())))
    example = presets.load("body-size")
    assert_is_network(example, read(write(example)))


@pytest.mark.parametrize(("write", "read"), WRITERS)
@given(scene=strategies.scenes())
@settings(max_examples=30)
def test_any_scene_reads_back(write, read, scene):
    assert_is_network(scene, read(write(scene)))


@pytest.mark.parametrize(("write", "read"), WRITERS)
@pytest.mark.parametrize("name", [text for text in hostile.MARKDOWN if not set(text) & set("<>")])
def test_hostile_names_are_names(write, read, name):
    network = Network([Layer([[1.0]], [0.0])], input_names=[name[:40]], output_names=["y"])
    assert_is_network(Scene(network, [1.0]), read(write(Scene(network, [1.0]))))


def test_what_is_switched_off_has_weight_0():
    graph = read_graphml(graphs.graphml(exported()))
    assert graph.edges["input/0", "neuron/0/1"]["weight"] == 0
    assert graph.edges["neuron/0/2", "neuron/1/0"]["weight"] == 0
    assert graph.edges["input/0", "neuron/0/0"]["weight"] == 0.1


def test_an_unquoted_name_would_be_seen(monkeypatch):
    monkeypatch.setattr(graphs, "_quoted", lambda value: f'"{value}"')
    with pytest.raises(AssertionError):
        assert_is_network(exported(), read_dot(graphs.dot(exported())))
