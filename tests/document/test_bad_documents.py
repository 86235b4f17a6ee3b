"""What is no document gets one sentence that names the place, and nothing but NetworkError."""

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document
from playground.limits import MAX_DOCUMENT_BYTES, MAX_LAYERS
from playground.network import Network, NetworkError
from playground.scene import replace_scene
from tests import strategies
from tests.document.documents import json_values, message_of, small_scene, survives


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
        (put(*L1, "weights", []), "layer 1, weights: expected a matrix"),
        (put(*L1, "weights", [[], []]), "layer 1, weights: expected at least one number"),
        (put(*L1, "weights", [[1]] * 2000), "layer 1, weights: .* 1024 entries, got more"),
        (put(*L1, "weights", {}), "layer 1, weights: expected a list, got an object"),
        (put(*L1, "biases", [1]), "layer 1, biases: expected 2, one for each row"),
        (put(*L1, "biases", 0, "x"), "layer 1, biases, number 1: expected a number, got a text"),
        (put(*L2, "weights", 0, [1, 2, 3]), "layer 2: expected weights from 2 neurons"),
        (put(*L2, "activation", "swoosh"), "layer 2, activation: expected one of .* got 'swoosh'"),
        (put(*L2, "activation", "s\n\u202e" * 999), "layer 2, activation: .* 40 characters"),
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
        (put("input_names", ["a", "x" * 10_000]), "input_names, number 2: .* 40 characters"),
        (put("output_names", ["\x07"]), r"output 1's name: .* got U\+0007"),
        (put("output_names", [3]), "output_names, number 1: expected a text"),
        (put("input", [1]), "input: expected 2 values, got 1"),
        (put("input", [1, 1e301]), "input: expected numbers of at most 1e.300"),
        (put("input", 1, "a"), "input, number 2: expected a number, got a text"),
        (put("threshold", 1.5), "threshold: expected at most 1.0, got more"),
        (put("decimals", 2.5), "decimals: expected a whole number, got a number"),
        (put("decimals", 99), "decimals: expected at most 6, got more"),
        (put("temperature", 0), "temperature: expected at least 0.01, got less"),
        (put("selected", "neuron/7/7"), "selection: this network has no neuron/7/7"),
        (put("selected", "x"), "target: expected something like weight/0/1/0, got 'x'"),
        (put("off", ["input/0"] * 12), "switched off: expected at most 11, got 12"),
        (put("off", ["layer/0"]), "switched off: a layer cannot be"),
        (put("hidden", ["all"]), "controls: there is none called 'all'"),
        (put("title", "x" * 61), "title: expected at most 60 characters, got more"),
        (put("note", "x" * 5000), "note: expected at most 1000 characters, got more"),
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
    assert message == "layers: expected at most 16 entries, got more"


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
