"""Documents, tokens and links: exact both ways, and nothing but NetworkError for anything else."""

import base64
import itertools
import json
import math
import string
import tracemalloc
import zlib

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground import document
from playground.limits import MAX_DOCUMENT_BYTES, MAX_LAYERS, MAX_PARAMETERS, MAX_TOKEN
from playground.network import Layer, Network, NetworkError
from playground.scene import Scene, Target, replace_scene
from tests import strategies

URL_SAFE = set(string.ascii_letters + string.digits + "-_")
READERS = (
    document.from_json,
    document.scene_from_json,
    document.from_token,
    document.scene_from_token,
    lambda text: document.scene_from_link({"n": text, "x": text, "off": text, "s": text}),
)

# Made by the first version: links that are out in the world must keep working.
OLD_TOKEN = (
    "AW73UBiqm8I0afKqnNTE7Mr4otSc0tP2J2eCwKwjBrPAjJ32DBDQwAhlzCll6LB5Yl4XCgZXYfIHJi8vzkzPzc9M"
    "OXBEAiL0ASbnAKUZJq3OSM1MzyhR0Egr0VzuXnR42-H5qRMXHd0OAA"
)
OLD_SCENE_TOKEN = (
    "AXP3OSOxmz2FadLkVTmpidmV8UWpOaWn7U_OBIFZRwxmgRk77RkgoIERyphTytBh88S8LhQMrsLkD0xeXpyZnpuf"
    "mXLgiARE6ANMzgFKM0xanZGamZ5RoqCRVqK53L3o8LbD81MnLjq6_YgAxLqXcOvWlINV6hvqG-gbTl6emVdQCuSs"
    "ykstLcrPA4oZwBQApfUNT9tfgOhjYZ20DKJmWX5pCVDPxOUQdcXLHRVKMktyUnc5KuTll6Ry5acplJTnK-Rk5qUW"
    "WykYKtgoGAEA"
)


def small_network():
    layers = [
        Layer([[0.1, -0.0], [5e-324, 1e300]], [1 / 3, -2.0], "leaky_relu", 0.2),
        Layer([[1.0, 2.0]], [0.0], "sigmoid"),
    ]
    return Network(layers, ["height (ft)", "Größe"], ["ŷ"])


def small_scene():
    return Scene(
        small_network(),
        [0.8, -0.0],
        Target.parse("weight/1/0/1"),
        map(Target.parse, ["input/1", "neuron/0/0", "weight/0/1/1"]),
        0.25,
        4,
        5,
        ["output", "neuron"],
        ["weights"],
        "A title",
        "A note\nof two lines: 1 < 2",
        1.0,
    )


def bits(network):
    layers = [
        (each.weights.tobytes(), each.biases.tobytes(), each.activation, str(each.alpha))
        for each in network.layers
    ]
    return layers, network.input_names, network.output_names


def scene_bits(scene):
    return bits(scene.network), scene.x.tobytes(), str(scene.threshold), scene


def message_of(read, given):
    """The message with which ``read`` refuses, checked to be one that can be shown to anybody."""
    with pytest.raises(NetworkError) as caught:
        read(given)
    message = str(caught.value)
    assert message.isprintable()
    assert 10 < len(message) < 400
    return message


def survives(given):
    """Whatever is given, every reader gives a scene or a network, or a message."""
    for read in READERS:
        try:
            made = read(given)
        except NetworkError as error:
            message = str(error)
        else:
            assert isinstance(made, (Network, Scene))
            continue
        assert message.isprintable()
        assert 10 < len(message) < 400


# Round trips.


@given(strategies.networks())
def test_network_to_document_and_back(network):
    text = document.to_json(network)
    assert bits(document.from_json(text)) == bits(network)
    assert bits(document.from_json(text.encode())) == bits(network)
    assert document.to_json(document.from_json(text)) == text


@given(strategies.networks())
def test_network_to_token_and_back(network):
    token = document.to_token(network)
    assert bits(document.from_token(token)) == bits(network)
    assert document.to_token(document.from_token(token)) == token
    assert set(token) <= URL_SAFE


@given(strategies.scenes(playing=False))
def test_scene_to_document_and_back(scene):
    text = document.scene_to_json(scene)
    assert scene_bits(document.scene_from_json(text)) == scene_bits(scene)
    assert document.scene_to_json(document.scene_from_json(text)) == text
    assert bits(document.from_json(text)) == bits(scene.network)


@given(strategies.scenes())
def test_scene_to_token_and_back(scene):
    token = document.scene_to_token(scene)
    assert scene_bits(document.scene_from_token(token)) == scene_bits(scene)
    assert document.scene_to_token(document.scene_from_token(token)) == token
    assert set(token) <= URL_SAFE


@given(strategies.scenes(playing=False))
def test_scene_to_link_and_back(scene):
    back = document.scene_from_link(document.link(scene))
    assert scene_bits(back) == scene_bits(replace_scene(scene, title="", note=""))


@given(strategies.scenes(playing=False), st.data())
def test_scene_to_link_on_top_of_another_scene_and_back(base, data):
    network = data.draw(st.sampled_from([base.network, small_network()]))
    scene = data.draw(strategies.scenes(network, playing=False))
    scene = replace_scene(scene, title=base.title, note=base.note)
    parameters = document.link(scene, base)
    assert ("n" in parameters) == (bits(network) != bits(base.network))
    assert scene_bits(document.scene_from_link(parameters, base)) == scene_bits(scene)


def test_a_network_with_one_bit_changed_has_another_token():
    zero, minus_zero = (Network([Layer([[zero]], [1.0])]) for zero in (0.0, -0.0))
    assert zero == minus_zero
    assert document.to_token(zero) != document.to_token(minus_zero)
    again = document.from_token(document.to_token(minus_zero))
    assert math.copysign(1, again.layers[0].weights[0, 0]) == -1


def test_the_largest_network_fits_each_form():
    rng = np.random.default_rng(0)
    layers = [
        Layer(rng.normal(size=(487, 500)), rng.normal(size=487)),
        Layer(rng.normal(size=(12, 487)), rng.normal(size=12)),
    ]
    network = Network(layers)
    assert MAX_PARAMETERS - 500 < network.n_parameters <= MAX_PARAMETERS
    text, token = document.to_json(network), document.to_token(network)
    assert len(text.encode()) <= MAX_DOCUMENT_BYTES
    assert bits(document.from_json(text)) == bits(network)
    assert bits(document.from_token(token)) == bits(network)
    rounded = Network([Layer(each.weights.round(3), each.biases.round(3)) for each in layers])
    text = document.to_json(rounded)
    assert json.loads(text)["layers"][0]["weights"] == rounded.layers[0].weights.tolist()
    assert bits(document.from_json(text)) == bits(rounded)
    scene = Scene(network, rng.normal(size=500))
    assert scene_bits(document.scene_from_token(document.scene_to_token(scene)))


def test_tokens_of_the_first_version_still_open():
    assert bits(document.from_token(OLD_TOKEN)) == bits(small_network())
    assert scene_bits(document.scene_from_token(OLD_SCENE_TOKEN)) == scene_bits(small_scene())


def test_a_document_is_readable():
    scene = replace_scene(small_scene(), step=None)
    text = document.scene_to_json(scene)
    fields = json.loads(text)
    assert list(fields)[:4] == ["format", "version", "title", "note"]
    assert fields["format"] == "mlp-playground"
    assert fields["layers"][0]["weights"] == [[0.1, -0.0], [5e-324, 1e300]]
    assert fields["layers"][0]["alpha"] == 0.2
    assert "alpha" not in fields["layers"][1]
    assert '"input_names": ["height (ft)", "Größe"]' in text
    assert "\n        [5e-324, 1e+300]\n" in text
    assert text.endswith("}\n")
    plain = json.loads(document.to_json(scene.network))
    assert list(plain) == ["format", "version", "input_names", "output_names", "layers"]


def test_a_document_may_come_with_a_byte_order_mark():
    data = b"\xef\xbb\xbf" + document.to_json(small_network()).encode()
    assert bits(document.from_json(data)) == bits(small_network())


def test_a_bare_network_s_document_is_a_scene():
    scene = document.scene_from_json(document.to_json(small_network()))
    assert scene == Scene(small_network())


def test_whole_numbers_may_be_written_without_a_point():
    text = document.to_json(Network([Layer([[2.0, 3.0]], [1.0])])).replace(".0", "")
    assert document.from_json(text).layers[0].weights.tolist() == [[2.0, 3.0]]


# Links.


def test_a_link_says_in_short_what_is_not_as_usual():
    scene = Scene(small_network(), [0.8, 0.6])
    assert document.link(scene) == {"n": document.to_token(small_network()), "x": "0.8,0.6"}
    assert set(document.link(Scene(small_network()))) == {"n"}
    parameters = document.link(small_scene())
    del parameters["n"]
    assert parameters == {
        "x": "0.8,-0",
        "off": "input/1,neuron/0/0,weight/0/1/1",
        "t": "0.25",
        "d": "4",
        "s": "weight/1/0/1",
        "hide": "neuron,output",
        "lock": "weights",
    }


def test_a_link_on_top_of_a_preset_says_only_what_changed():
    base = replace_scene(small_scene(), step=None)
    assert document.link(base, base) == {}
    assert document.link(replace_scene(base, x=[1e300, 0.1]), base) == {"x": "1e300,0.1"}
    assert document.link(replace_scene(base, selected=None, off=()), base) == {"off": "", "s": ""}
    assert document.scene_from_link({}, base) == base


def test_a_link_with_another_network_keeps_only_what_does_not_depend_on_it():
    other = Network([Layer([[1.0]], [0.0])])
    scene = document.scene_from_link({"n": document.to_token(other)}, small_scene())
    assert (scene.network, scene.x.tolist(), scene.selected, scene.off) == (
        other,
        [0.0],
        None,
        frozenset(),
    )
    assert (scene.title, scene.decimals) == (small_scene().title, 4)


def test_a_link_may_be_written_by_hand():
    token = document.to_token(small_network())
    scene = document.scene_from_link({"n": token, "x": " 1/2 , −3", "utm_source": "x"})
    assert scene.x.tolist() == [0.5, -3.0]


def test_a_link_that_is_too_long_offers_the_file():
    scene = Scene(Network.create([16, 16, 16, 16, 16]))
    message = message_of(document.link, scene)
    assert "expected at most 8,000 characters" in message
    assert "JSON file" in message
    token = document.to_token(scene.network)
    assert len(token) > MAX_TOKEN
    assert document.scene_from_link({"n": token}) == scene


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "link: expected a network"),
        ({"n": ""}, "token: expected a whole one"),
        ({"n": None}, "token: expected a text, got NoneType"),
        ({"x": "1"}, "input: expected 2 values, got 1"),
        ({"x": ""}, "input: expected 2 values, got 0"),
        ({"x": "1,nan"}, r"x \(.* got 'nan'"),
        ({"x": "1,1e308"}, r"x \(.* at most 1e.300"),
        ({"x": "1,,2"}, r"x \("),
        ({"x": "1," * 20_000}, r"x \(expected at most 32,000 characters, got 40,000"),
        ({"x": ["1", "2"]}, r"x \(expected a text, got list"),
        ({"off": "bias/0/0"}, "switched off: a bias cannot be"),
        ({"off": "weight/9/9/9"}, "switched off: this network has no weight/9/9/9"),
        ({"off": "<script>"}, r"off \(target: expected something like"),
        ({"t": "\x07"}, r"t \(number: expected something like"),
        ({"t": "5"}, "threshold: expected 0 to 1, got 5"),
        ({"t": "-1e5"}, "threshold: expected 0 to 1, got -100000"),
        ({"temp": "0"}, "temperature: expected 0.01 to 100, got 0"),
        ({"d": "7"}, "decimals: expected 0 to 6, got 7"),
        ({"d": "-1"}, r"d \(expected a whole number, got '-1'"),
        ({"d": "9" * 5000}, r"d \(expected a whole number"),
        ({"s": "neuron/5/5"}, "selection: this network has no neuron/5/5"),
        ({"hide": "everything"}, "controls: there is none called 'everything'"),
        ({"lock": "\ud800" * 99}, "controls: there is none called"),
    ],
)
def test_a_wrong_parameter_is_named(parameters, message):
    if parameters and "n" not in parameters:
        parameters = {"n": document.to_token(small_network()), **parameters}
    with pytest.raises(NetworkError, match=message) as caught:
        document.scene_from_link(parameters)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


def read_in_part(parameters, base=None):
    """The scene of a link, and what is said of the details that cannot be read."""
    refused = []
    scene = document.scene_from_link(parameters, base, refused.append)
    return scene, list(map(str, refused))


WRONG = {
    "x": "1",
    "off": "bias/0/0,x",
    "t": "-1e5",
    "d": "7",
    "temp": "0",
    "s": "neuron/9/9",
    "hide": "everything",
    "lock": "<b>",
}


@pytest.mark.parametrize("key", WRONG)
def test_a_detail_that_cannot_be_read_is_left_out_and_the_rest_kept(key):
    parameters = document.link(replace_scene(small_scene(), temperature=2.0))
    assert set(parameters) == {"n", *WRONG}
    wanted = document.scene_from_link({k: v for k, v in parameters.items() if k != key})
    scene, refused = read_in_part({**parameters, key: WRONG[key]})
    assert scene == wanted
    assert len(refused) == 1 + WRONG[key].count(",")
    assert all(message.startswith(f"{key} (") for message in refused)


def test_a_name_that_cannot_be_read_leaves_the_others():
    link = {"off": "input/0,input/7,weight/0/0/0,b", "hide": "output,all", "lock": ",weights"}
    scene, refused = read_in_part(link, small_scene())
    assert set(map(str, scene.off)) == {"input/0", "weight/0/0/0"}
    assert scene.hidden == {"output"}
    assert scene.locked == {"weights"}
    assert [message.partition(" ")[0] for message in refused] == ["off", "off", "hide", "lock"]


@given(st.dictionaries(st.sampled_from(list(WRONG)), st.text() | st.sampled_from(["1,2", "0"])))
def test_whatever_the_details_the_network_opens(parameters):
    parameters["n"] = document.to_token(small_network())
    scene, refused = read_in_part(parameters)
    assert scene.network == small_network()
    assert all(10 < len(message) < 400 and message.isprintable() for message in refused)


def test_without_its_network_nothing_of_a_link_is_read():
    with pytest.raises(NetworkError, match="token"):
        read_in_part({"n": "AAAA", "x": "1,2"})


# Bad documents.


def put(*path):
    """A change of a document: the last of ``path`` is put where the others lead."""
    *way, key, value = path

    def change(fields):
        for step in way:
            fields = fields[step]
        fields[key] = value

    return change


L1, L2 = ("layers", 0), ("layers", 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("format", "keras"), "format: expected 'mlp-playground', got 'keras'"),
        (put("format", None), "format: expected 'mlp-playground', got none"),
        (put("format", ["mlp"]), "format: expected 'mlp-playground', got something else"),
        (put("version", 2), "version: expected 1, got '2'"),
        (put("version", True), "version: expected 1, got 'True'"),
        (put(*L1, "weights", 0, 1, math.nan), "document: expected JSON, got 'NaN]"),
        (put(*L1, "weights", 0, 1, math.inf), "document: expected JSON, got 'Inf"),
        (put(*L1, "weights", 1, 0, 1e308), "layer 1, weights: .* at most 1e.300 .* got 1e.308"),
        (put(*L1, "biases", 1, -1.1e300), "layer 1, biases: .* at most 1e.300 .* got 1.1e.300"),
        (put(*L1, "alpha", 1e301), "layer 1, alpha: expected numbers of at most 1e.300"),
        (put(*L1, "weights", 1, 0, True), "layer 1, weights, row 2, number 1: .* got true or"),
        (put(*L1, "weights", 0, 1, "0.5"), "layer 1, weights, row 1, number 2: .* got a text"),
        (put(*L1, "weights", 0, 1, None), "layer 1, weights, row 1, number 2: .* got nothing"),
        (put(*L1, "weights", 0, 1, [1]), "layer 1, weights, row 1, number 2: .* got a list"),
        (put(*L1, "weights", 0, 1, 10**400), "layer 1, weights, row 1, number 2: number out"),
        (put(*L1, "weights", 1, [1]), "layer 1, weights, row 2: expected 2 numbers, .* got 1"),
        (put(*L1, "weights", 1, 7), "layer 1, weights, row 2: expected a list, got a whole"),
        (put(*L1, "weights", []), "layer 1, weights: expected 1 to 1024 rows, got 0"),
        (put(*L1, "weights", [[], []]), "layer 1, weights: expected at least one number"),
        (put(*L1, "weights", [[1]] * 2000), "layer 1, weights: expected 1 to 1024 rows, got 2000"),
        (put(*L1, "weights", {}), "layer 1, weights: expected a list, got an object"),
        (put(*L1, "biases", [1]), "layer 1, biases: expected 2, one for each row"),
        (put(*L1, "biases", 0, "x"), "layer 1, biases, number 1: expected a number, got a text"),
        (put(*L2, "weights", 0, [1, 2, 3]), "layer 2: expected weights from 2 neurons"),
        (put(*L2, "activation", "swoosh"), "layer 2, activation: expected one of .* got 'swoosh'"),
        (put(*L2, "activation", "s\n\u202e" * 999), "layer 2, activation: expected one of"),
        (put(*L2, "activation", 3), "layer 2, activation: expected a text, got a whole number"),
        (put(*L2, "alpha", 0.1), "layer 2, alpha: sigmoid has no such parameter"),
        (put(*L1, "alpha", False), "layer 1, alpha: expected a number or nothing, got true"),
        (put(*L1, "wieghts", []), "layer 1: expected no field called 'wieghts'"),
        (put(*L1, {}), "layer 1: expected a field called weights, got none"),
        (put("layers", 0, "activation", "softmax"), "layer 1, alpha: softmax has no such"),
        (put("layers", []), "layers: expected 1 to 16, got 0"),
        (put("layers", None), "^layers: expected 1 to 16, got 0$"),
        (put("layers", [7]), "layer 1: expected an object, got a whole number"),
        (put("layers", "x"), "layers: expected a list or nothing, got a text"),
        (put("network", "x"), "expected layers or a network's token, got both"),
        (put("input_names", ["a"]), "input names: expected 2, got 1"),
        (put("input_names", ["a", "a"]), "expected different names, got 'a' twice"),
        (put("input_names", ["a", "<b>x</b>"]), "input 2's name: expected a plain name"),
        (put("input_names", ["a", "x\u202e"]), r"input 2's name: .* got U\+202E"),
        (put("input_names", ["a", "x\u200f"]), r"input 2's name: .* got U\+200F"),
        (put("input_names", ["a", "\ud800"]), "document: expected JSON, got"),
        (put("input_names", ["a", "x" * 10_000]), "input 2's name: .* got 10000"),
        (put("output_names", ["\x07"]), r"output 1's name: .* got U\+0007"),
        (put("output_names", [3]), "output_names, number 1: expected a text"),
        (put("input", [1]), "input: expected 2 values, got 1"),
        (put("input", [1, 1e301]), "input: expected numbers of at most 1e.300"),
        (put("input", 1, "a"), "input, number 2: expected a number, got a text"),
        (put("threshold", 1.5), "threshold: expected 0 to 1, got 1.5"),
        (put("decimals", 2.5), "decimals: expected a whole number, got a number"),
        (put("decimals", 99), "decimals: expected 0 to 6, got 99"),
        (put("temperature", 0), "temperature: expected 0.01 to 100, got 0"),
        (put("selected", "neuron/7/7"), "selection: this network has no neuron/7/7"),
        (put("selected", "x"), "target: expected something like weight/0/1/0, got 'x'"),
        (put("off", ["input/0"] * 12), "switched off: expected at most 11, got 12"),
        (put("off", ["layer/0"]), "switched off: a layer cannot be"),
        (put("hidden", ["all"]), "controls: there is none called 'all'"),
        (put("title", "x" * 61), "title: expected at most 60 characters, got 61"),
        (put("note", "x" * 5000), "note: expected at most 1000 characters, got 5000"),
        (put("note", "a\x00b"), r"note: expected printable characters, got U\+0000"),
        (put("step", 3), "document: expected no field called 'step'"),
        (put("\x1b[31m\u202e" * 99, 1), "document: expected no field called"),
    ],
)  # fmt: skip
def test_a_bad_document_gets_a_sentence_that_names_the_place(change, message):
    fields = json.loads(document.scene_to_json(replace_scene(small_scene(), step=None)))
    change(fields)
    with pytest.raises(NetworkError, match=message):
        document.from_json(json.dumps(fields))
    survives(json.dumps(fields))


def test_softmax_on_a_hidden_layer_is_refused():
    fields = json.loads(document.to_json(Network.create([2, 2, 2])))
    fields["layers"][0]["activation"] = "softmax"
    message = message_of(document.from_json, json.dumps(fields))
    assert message.startswith("layer 1: softmax works on the output layer only")


@pytest.mark.parametrize("count", [MAX_LAYERS + 1, 1000, 50_000])
def test_a_thousand_layers_are_refused(count):
    layer = {"weights": [[1.0]], "biases": [0.0], "activation": "relu"}
    fields = {"format": "mlp-playground", "version": 1, "layers": [layer] * count}
    message = message_of(document.from_json, json.dumps(fields))
    assert message == f"layers: expected 1 to 16, got {count}"


HEAD = '{"format": "mlp-playground", "version": 1, '


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "document: expected a whole one, got one that is damaged or cut off"),
        ("null", "document: expected an object, got nothing"),
        ("[]", "document: expected an object, got a list"),
        ('"mlp-playground"', "document: expected an object, got a text"),
        ("{}", "format: expected 'mlp-playground', got none"),
        ('{"a": 1', "cut off"),
        ("{]", "document: expected JSON, got ']' at byte 2"),
        ("<html>", "document: expected JSON, got '<html>' at byte 1"),
        (HEAD + '"layers": 1e999}', "layers: number out of range|layers: expected a list"),
        (HEAD + '"title": "\\ud800"}', "document: expected"),
        ("[" * 200_000, "document: expected an object, got a list"),
        ('{"format":' + "[" * 200_000, "document: expected a few levels of brackets"),
        ('{"a":' * 200_000, "document: expected a few levels of brackets"),
        (HEAD + '"layers":' + "[" * 200_000, "document: expected a few levels of brackets"),
        (b"\xff\xfe{\x00}\x00", "document: expected"),
        (b'{"format": "\xff"}', "document: expected UTF-8, got other bytes"),
        ("\ud800", "document: expected Unicode text, got a lone surrogate"),
        (
            " " * (MAX_DOCUMENT_BYTES + 1),
            "document: expected at most 4,000,000 bytes, got 4,000,00",
        ),
        ("é" * (MAX_DOCUMENT_BYTES // 2 + 1), "document: expected at most 4,000,000 bytes"),
        (None, "document: expected a text, got NoneType"),
        (7, "document: expected a text, got int"),
        (bytearray(b"{}"), "document: expected a text, got bytearray"),
    ],
    ids=map(str, itertools.count()),
)
def test_what_is_no_document_gets_a_sentence(text, message):
    with pytest.raises(NetworkError, match=message):
        document.from_json(text)
    message_of(document.from_json, text)


@given(st.binary() | st.text())
def test_arbitrary_bytes_get_nothing_but_messages(data):
    survives(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@given(strategies.documents, json_values, st.data())
def test_documents_with_a_foreign_value_get_nothing_but_messages(text, foreign, data):
    fields = json.loads(text)
    here = fields
    while True:
        key = data.draw(st.sampled_from(list(here) if isinstance(here, dict) else range(len(here))))
        deeper = here[key]
        if not deeper or not isinstance(deeper, (dict, list)) or data.draw(st.booleans()):
            break
        here = deeper
    here[key] = foreign
    survives(json.dumps(fields))


@given(strategies.damaged(strategies.documents))
def test_damaged_documents_get_nothing_but_messages(text):
    survives(text)


# Bad tokens.


def sealed(kind, body):
    """A token around any body, with a right checksum."""
    deflate = zlib.compressobj(9, wbits=-15)
    data = b"\x01" + kind + zlib.crc32(body).to_bytes(4, "big")
    data += deflate.compress(body) + deflate.flush()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def packed(value):
    return msgspec.msgpack.encode(value)


def test_every_cut_of_a_token_is_told():
    for token, read in (
        (document.to_token(small_network()), document.from_token),
        (document.scene_to_token(small_scene()), document.scene_from_token),
    ):
        for length in range(len(token)):
            assert "token: " in message_of(read, token[:length])
        assert "token: " in message_of(read, token + "A")
        assert "token: " in message_of(read, token + token)


@given(strategies.networks(), st.data())
def test_a_changed_character_is_told_or_changes_nothing(network, data):
    token = document.to_token(network)
    place = data.draw(st.integers(0, len(token) - 1))
    character = data.draw(st.sampled_from(sorted(URL_SAFE)) | st.characters())
    changed = token[:place] + character + token[place + 1 :]
    try:
        read = document.from_token(changed)
    except NetworkError:
        survives(changed)
    else:  # the bits after the end of the deflated body are nobody's
        assert bits(read) == bits(network)


@pytest.mark.parametrize(
    ("token", "message"),
    [
        (None, "token: expected a text, got NoneType"),
        (b"abc", "token: expected a text, got bytes"),
        ("", "token: expected a whole one"),
        ("A", "token: expected a whole one"),
        ("AQ", "token: expected a whole one"),
        ("é" * 9, "token: expected a whole one"),
        ("\ud800" * 9, "token: expected a whole one"),
        ("A" * 6_000_000, "token: expected at most 5,333,333 characters, got 6,000,000"),
        ("A" * 99, "token: expected version 1, got 0"),
        (sealed(b"s", b""), "token: expected that of a network, got that of scene"),
        (sealed(b"?", b""), "token: expected that of a network, got that of something else"),
        (sealed(b"n", b""), "token: expected a whole one"),
        (sealed(b"n", b"\xc1"), "token: "),
        (sealed(b"n", b"\x94" * 100_000), "token: "),
        (sealed(b"n", b"\xdd\xff\xff\xff\xff"), "token: "),
        (sealed(b"n", packed([2, [], None, None])), "layers: expected 1 to 16, got 0"),
        (sealed(b"n", b"\x94\x02\xdd\x7f\xff\xff\xff"), "token: expected a whole one"),
        (sealed(b"n", packed([1, [["relu", None, b""]] * 17, None, None])), "got 17"),
        (sealed(b"n", packed([0, [["relu", None, b""]], None, None])), "got 0"),
        (sealed(b"n", packed([-3, [["relu", None, b""]], None, None])), "got -3"),
        (sealed(b"n", packed([2**62, [["relu", None, b""]], None, None])), "1024 sources"),
        (sealed(b"n", packed([1, [["relu", None, b"1234567"]], None, None])), "8 bytes a number"),
        (sealed(b"n", packed([1, [["relu", None, bytes(8)]], None, None])), "rows of 1 and a bias"),
        (sealed(b"n", packed([1, [["relu", None, b"\xff" * 16]], None, None])), "finite numbers"),
        (
            sealed(b"n", packed([1, [["relu", None, np.array([1e308, 0]).tobytes()]], None, None])),
            r"layer 1, weights: .* at most 1e.300 .* got 1e.308",
        ),
        (sealed(b"n", packed([1, [["elu", math.nan, bytes(16)]], None, None])), "alpha"),
        (sealed(b"n", packed([1, [["relu", None, bytes(16)]], ["<i>"], None])), "input 1's name"),
        (sealed(b"n", packed([1, [["relu", None, bytes(16)]], [7], None])), "expected a text"),
        (sealed(b"n", packed([1, [["relu", None, bytes(16)]], None, None, 1])), "token: "),
    ],
    ids=map(str, itertools.count()),
)
def test_a_bad_token_gets_a_sentence(token, message):
    with pytest.raises(NetworkError, match=message):
        document.from_token(token)
    message_of(document.from_token, token)


@given(st.sampled_from([b"n", b"s"]), st.binary())
@example(b"n", b"\x94\x01\xdd\xff\xff\xff\xff")
@example(b"s", b"\x9b" * 5000)
def test_well_sealed_nonsense_gets_nothing_but_messages(kind, body):
    survives(sealed(kind, body))


@given(strategies.scenes(), json_values, st.data())
def test_well_sealed_scenes_with_a_foreign_value_get_nothing_but_messages(scene, foreign, data):
    token = document.scene_to_token(scene)
    data_of = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    fields = msgspec.msgpack.decode(zlib.decompress(data_of[6:], wbits=-15))
    try:
        foreign_bytes = packed(foreign)
    except (OverflowError, UnicodeEncodeError):
        return  # MessagePack has no such integer, or text
    here = fields if data.draw(st.booleans()) else fields[0]
    here[data.draw(st.integers(0, len(here) - 1))] = msgspec.Raw(foreign_bytes)
    survives(sealed(b"s", packed(fields)))


@pytest.mark.parametrize("kind", [b"n", b"s"])
def test_a_decompression_bomb_stays_small(kind):
    bomb = sealed(kind, bytes(200_000_000))
    assert len(bomb) < 300_000
    read = document.from_token if kind == b"n" else document.scene_from_token
    tracemalloc.start()
    try:
        message = message_of(read, bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert message == "token: expected at most 4,000,000 bytes, got more"
    assert peak < 20_000_000


# What cannot be read again is not written.


@pytest.mark.parametrize(
    "write", [document.to_json, document.to_token, lambda net: document.link(Scene(net))]
)
def test_numbers_that_no_reader_takes_are_not_written(write):
    network = Network([Layer([[1e308]], [0.0])])
    assert message_of(write, network).startswith("layer 1, weights: expected numbers of at most")


@pytest.mark.parametrize("write", [document.scene_to_json, document.scene_to_token, document.link])
def test_nor_are_such_inputs(write):
    scene = Scene(Network([Layer([[1.0]], [0.0])]), [1e301])
    assert "expected numbers of at most 1e+300" in message_of(write, scene)
