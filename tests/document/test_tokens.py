"""What is no token gets one sentence, whatever the bytes, and takes little memory."""

import base64
import itertools
import math
import tracemalloc
import zlib

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground import document
from playground.network import NetworkError
from tests import strategies
from tests.document.documents import (
    URL_SAFE,
    bits,
    json_values,
    message_of,
    packed,
    sealed,
    small_network,
    small_scene,
    survives,
)

HEAD, END = 8, 3  # characters of a token's version, kind and checksum, and of its last block


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


@given(strategies.scenes())
def test_the_text_of_a_network_is_the_same_in_its_token_and_in_its_scenes(scene):
    network = document.to_token(scene.network)
    assert network[HEAD:-END] in document.scene_to_token(scene)


@given(strategies.scenes())
def test_a_token_that_is_deflated_in_one_go_is_read_too(scene):
    token = document.scene_to_token(scene)
    bytes_of = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    once = sealed(b"s", zlib.decompress(bytes_of[6:], wbits=-15))
    assert document.scene_to_token(document.scene_from_token(once)) == token


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
        (sealed(b"s", b""), "token: expected that of a network, got that of a scene"),
        (sealed(b"?", b""), "token: expected that of a network, got that of something else"),
        (sealed(b"n", b""), "token: expected a whole one"),
        (sealed(b"n", b"\xc1"), "token: "),
        (sealed(b"n", b"\x94" * 100_000), "token: "),
        (sealed(b"n", b"\xdd\xff\xff\xff\xff"), "token: "),
        (sealed(b"n", packed([2, [], None, None])), "layers: expected 1 to 16, got 0"),
        (sealed(b"n", b"\x94\x02\xdd\x7f\xff\xff\xff"), "token: expected at most 16 entries"),
        (sealed(b"n", packed([1, [["relu", None, b""]] * 17, None, None])), "at most 16 entries"),
        (sealed(b"n", packed([0, [["relu", None, b""]], None, None])), "at least 1, got less"),
        (sealed(b"n", packed([-3, [["relu", None, b""]], None, None])), "at least 1, got less"),
        (
            sealed(b"n", packed([2**62, [["relu", None, b""]], None, None])),
            "at most 1024, got more",
        ),
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
