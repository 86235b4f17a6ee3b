"""A strategy for each kind of input: damaged samples, and plain noise."""

import base64
import zlib
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as hs

from playground import document
from playground.answers.known import digest
from playground.data.reading import DECIMALS, DELIMITERS, ENCODINGS, QUOTES
from playground.panels import MOST_PANELS, PANELS
from tests.document.documents import sealed
from tests.fuzz import samples, shapes
from tests.fuzz.shapes import any_of, as_json, damaged, damaged_bytes, trees
from tests.live.hostile_messages import asks, works
from tests.strategies import scenes

MANY = 40_000_000  # bytes: more than anything may hold
_HEAD = 6  # bytes of a token before its body


@cache
def _bombs(kind: bytes) -> list[str]:
    """Tokens that are small and hold very much: zeros, empty lists, lists in lists, texts."""
    most = 3_990_000
    bodies = [
        *(b"\x00" * MANY, b"\x90" * most, b"\x91" * most, b"\xdd\x00\x3c\x00\x00" + b"\xc0" * most),
        *(
            b"\x92\x01\xdd\x00\x3c\x00\x00" + b"\xa0" * most,
            b"\xdf\x00\x1f\x00\x00" + b"\x01" * most,
        ),
        b"\x94\x02\xdd\x00\x3c\xe0\x00" + b"\x93" * most,
    ]
    return [sealed(kind, body) for body in bodies]


def _body(token: str) -> bytes:
    data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    return zlib.decompressobj(wbits=-15).decompress(data[_HEAD:])


def _packable(value: Any) -> bool:
    try:
        msgspec.msgpack.encode(value)
    except (OverflowError, UnicodeEncodeError, RecursionError, ValueError):
        return False
    return True


_packable_leaves = any_of(
    [each for each in shapes.PLAIN if _packable(each)]
    + [b"", b"\x00" * 7, b"\x00" * 8, b"\xff" * 8]
)


@hs.composite
def tokens(draw: hs.DrawFn, kind: bytes, valid: hs.SearchStrategy[str]) -> str:
    """Tokens of a kind: with another head, body, checksum or end; of other kinds; far too large."""
    token = draw(valid)
    way = draw(hs.integers(0, 99))
    if way < 35:
        tree = msgspec.msgpack.decode(_body(token))
        return sealed(kind, msgspec.msgpack.encode(draw(trees(tree, _packable_leaves))))
    if way < 65:
        return sealed(kind, draw(damaged_bytes(_body(token))))
    if way < 75:
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return base64.urlsafe_b64encode(draw(damaged_bytes(data))).decode().rstrip("=")
    if way < 90:
        return draw(damaged(token))
    if way < 92:
        return draw(any_of(_bombs(kind)))
    return draw(any_of([*samples.NETWORKS, *samples.TOKENS, *samples.CHECKPOINTS]) | shapes.texts)


network_tokens = tokens(b"n", any_of(samples.NETWORKS))
scene_tokens = tokens(b"s", any_of(samples.TOKENS))
checkpoints = tokens(b"t", any_of(samples.CHECKPOINTS))
data_texts = any_of(samples.DATA).flatmap(damaged) | shapes.texts


@hs.composite
def table_texts(draw: hs.DrawFn) -> str:
    """Tables as the browser keeps them: deflated bytes in base64."""
    text = draw(any_of(samples.TABLE_TEXTS))
    way = draw(hs.integers(0, 99))
    if way < 20:
        return draw(damaged(text))
    if way < 22:
        body = draw(
            any_of([b"\x00" * MANY, b"\x92\xa1x\xdd\x01\xe0\x00\x00" + b"\xc0" * 31_000_000])
        )
    else:
        body = zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if way < 60:
            body = draw(damaged_bytes(body))
        else:
            tree = msgspec.msgpack.decode(body)
            body = msgspec.msgpack.encode(draw(trees(tree, _packable_leaves)))
    return base64.urlsafe_b64encode(zlib.compress(body, 1)).decode().rstrip("=")


_keys = any_of(sorted({key for link in samples.LINKS for key in link}))
_link_texts = hs.one_of(
    shapes.texts, network_tokens, checkpoints, data_texts, any_of(samples.NETWORKS)
)


@hs.composite
def links(draw: hs.DrawFn) -> dict[str, str]:
    """Parameters of links: of other scenes, damaged, with more and less than there should be."""
    link = dict(draw(any_of(samples.LINKS)))
    for _ in range(draw(hs.integers(1, 3))):
        key = draw(_keys | any_of(sorted(link) or ["x"]))
        match draw(hs.integers(0, 3)):
            case 0:
                link.pop(key, None)
            case 1:
                link[key] = draw(_link_texts)
            case 2:
                link[key] = draw(any_of(samples.LINKS)).get(key, "1")
            case _:
                link[key] = draw(damaged(link.get(key, "0")))
    if draw(hs.integers(0, 9)) == 0:
        link[draw(shapes.texts)] = draw(shapes.texts)
    return link


@hs.composite
def json_texts(draw: hs.DrawFn, valid: hs.SearchStrategy[Any]) -> str:
    """JSON with other values, fields and types than it should have, or that is none."""
    tree = draw(trees(draw(valid), shapes.json_leaves))
    text = as_json(tree)
    return draw(damaged(text)) if draw(hs.integers(0, 3)) == 0 else text


_read = any_of([msgspec.json.decode(text) for text in samples.DOCUMENTS])


@hs.composite
def documents(draw: hs.DrawFn) -> bytes:
    """Documents as they are uploaded."""
    text = draw(json_texts(_read) | any_of(samples.DOCUMENTS).flatmap(damaged))
    data = text.encode("utf-8", "surrogatepass")
    return draw(damaged_bytes(data)) if draw(hs.integers(0, 4)) == 0 else data


_choices = hs.fixed_dictionaries(
    {},
    optional={
        "delimiter": any_of(DELIMITERS),
        "decimal": any_of(DECIMALS),
        "header": hs.booleans(),
        "quote": any_of(QUOTES),
        "encoding": any_of(ENCODINGS),
    },
)


@hs.composite
def files(draw: hs.DrawFn) -> tuple[bytes | str, str, dict[str, Any]]:
    """Files of tables, what they are called, and the dialect where it is chosen."""
    data: bytes | str = draw(damaged_bytes(draw(any_of(samples.FILES))))
    if draw(hs.integers(0, 9)) == 0:
        data = draw(shapes.texts)
    dialect = draw(_choices) if draw(hs.integers(0, 3)) == 0 else {}
    return data, draw(hs.just("people.csv") | shapes.texts), dialect


_scene_texts = any_of(samples.TOKENS) | scenes().map(document.scene_to_token)
_gestures = hs.lists(any_of(samples.GESTURES), max_size=3)
_panels = hs.lists(hs.sampled_from(list(PANELS)), min_size=1, max_size=MOST_PANELS, unique=True)


@hs.composite
def asked(draw: hs.DrawFn) -> dict[str, Any]:
    """What the page asks, of any scene and any panels; one part of it may be damaged."""
    token = draw(_scene_texts)
    ask = {
        "id": 1,
        "scene": draw(any_of(["", digest(token)])),
        "token": token,
        "panels": dict.fromkeys(draw(_panels), ""),
        "view": samples.VIEW,
        "gestures": draw(_gestures),
        "draft": draw(_gestures),
    }
    part = draw(any_of(["", "", "", "view", "gestures", "draft", "panels", "token"]))
    return {**ask, part: draw(trees(ask[part]))} if part else ask


@hs.composite
def messages(draw: hs.DrawFn) -> str:
    """Messages of the wire."""
    way = draw(hs.integers(0, 9))
    tree = draw(asks() if way == 0 else asked())
    if way == 1:
        tree = draw(trees(tree, shapes.json_leaves))
    text = as_json(_written(tree))
    return draw(damaged(text)) if way == 2 else text


def _written(value: Any) -> Any:
    """The same, with numbers that Python does not write as JSON has them."""
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, list) and len(value) < 1000:
        return [_written(each) for each in value]
    if isinstance(value, int) and abs(value) > 10**4299:
        return shapes.Raw("9" * 5000)
    return value


@hs.composite
def states(draw: hs.DrawFn) -> Any:
    """The hub's state, as the browser sets it in the session state."""
    tokens_ = draw(hs.lists(any_of(samples.TOKENS), min_size=1, max_size=3))
    committed = [
        {**gesture, "seq": number} for number, gesture in enumerate(draw(_gestures), 1)
        if isinstance(gesture, dict)
    ]  # fmt: skip
    work = {
        "session": "ours",
        "gestures": committed,
        "ask": draw(hs.none() | asked()),
        "store": draw(hs.none() | progress),
        "memory": {"visit": "v", "session": "s", "ack": 3, "scenes": tokens_, "at": 0},
        "kept": {"digest": digest(tokens_[0]), "token": tokens_[0]},
        "table": {"digest": "0" * 24, "text": samples.TABLE_TEXTS[0]},
        "lacks": None,
        "noticed": "x",
    }
    if draw(hs.integers(0, 3)) == 0:
        return {"work": draw(works())}
    return draw(trees({"work": work}))


progress = json_texts(any_of([samples.PROGRESS]))
numbers = shapes.texts | any_of(["1/2", "−2,5", "1e-3", "3 1/2", "50 %"]).flatmap(damaged)
