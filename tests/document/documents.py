"""What the tests of documents, tokens and links share: scenes, exact comparison, refusals."""

import base64
import string
import zlib

import msgspec
import pytest
from hypothesis import strategies as st

from playground import document
from playground.limits import PlaygroundError
from playground.network import Layer, Network, NetworkError
from playground.scene import Scene, Target

URL_SAFE = set(string.ascii_letters + string.digits + "-_")
READERS = (
    document.from_json,
    document.scene_from_json,
    document.from_token,
    document.scene_from_token,
    lambda text: document.scene_from_link({"n": text, "x": text, "off": text, "s": text}),
)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
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
        except PlaygroundError as error:
            message = str(error)
        else:
            assert isinstance(made, (Network, Scene))
            continue
        assert message.isprintable()
        assert 10 < len(message) < 400


def sealed(kind, body):
    """A token around any body, with a right checksum."""
    deflate = zlib.compressobj(9, wbits=-15)
    data = b"\x01" + kind + zlib.crc32(body).to_bytes(4, "big")
    data += deflate.compress(body) + deflate.flush()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def packed(value):
    return msgspec.msgpack.encode(value)
