"""Documents, tokens and links are exact both ways, and what nobody could read is not written."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document
from playground.limits import MAX_DOCUMENT_BYTES, MAX_PARAMETERS
from playground.network import Layer, Network
from playground.scene import FIELDS, Scene, replace_scene
from tests import strategies
from tests.document.documents import (
    URL_SAFE,
    bits,
    message_of,
    scene_bits,
    small_network,
    small_scene,
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


def as_usual():
    """The fields that no link holds, as they are by default."""
    return {name: field.default for name, field in FIELDS.items() if not field.link}


@given(strategies.scenes(playing=False))
def test_scene_to_link_and_back(scene):
    back = document.scene_from_link(document.link(scene))
    assert scene_bits(back) == scene_bits(replace_scene(scene, **as_usual()))


@given(strategies.scenes(playing=False), st.data())
def test_scene_to_link_on_top_of_another_scene_and_back(base, data):
    network = data.draw(st.sampled_from([base.network, small_network()]))
    scene = data.draw(strategies.scenes(network, playing=False))
    scene = replace_scene(scene, **{name: getattr(base, name) for name in as_usual()})
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
    assert scene_bits(document.scene_from_token(document.scene_to_token(scene))) == scene_bits(
        scene
    )


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
