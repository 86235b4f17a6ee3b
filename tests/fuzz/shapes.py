"""What breaks decoders: pieces, and bytes, texts and trees of plain data with some of them in."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as hs

DEEP = 20_000  # levels: above what any stack holds


class Raw:
    """JSON that no value of Python stands for, as ``1e999999999`` or a field that comes twice."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return f"Raw({self.text[:40]!r})"


def nested(depth: int) -> Any:
    """Lists within lists."""
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


WHOLE = [0, -1, 1, 2, 2**31, 2**53, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**400, 10**4299]
LONG = [10**4300, 10**5000, -(10**5000)]  # more digits than Python writes
FLOATS = [
    *(0.0, -0.0, 5e-324, -5e-324, 1e-320, 0.1, 1e15, 1e300, -1e300, 1.1e300, 1e308, -1e308),
    *(float("nan"), float("inf"), float("-inf")),
]
TEXTS = [
    *("", " ", "\n", "\r\n", "a\x00b", "\x1b[31m", "\x85", "\u2028", "\ufffe", "\ufdd0"),
    *(
        "\ud800",
        "\udfff\ud800",
        "x\udcff",
        "\u202eevil",
        "\u2067x\u2069",
        "שלום",
        "مرحبا",
        "\ufeff",
    ),
    *("a\u200bb\u200cc\u200dd", "\u00ad", "\u2060", "x" + "\u0301" * 30, "ﷺ" * 40, "ß" * 40, "İ"),
    *("nan", "inf", "-Infinity", "1e999999999", "-1e999999999", "1e-999999999", "-0", "1/0", "1/3"),
    *("0x10", "1_0", "٣", "½", "²", "−1", "1,5", "1e", "9" * 4300, "9" * 4400, "9" * 400),
    *("🧠" * 9000, "a" * 100_000, "[" * DEEP, "{" * DEEP, "(" * 300, "1\t" * 30_000, "\n" * 30_000),
    *("<script>", "%00", "%ff", "%", "../..", "__proto__", "null", "true", ",", ";", "=", "~", "@"),
]
CONTAINERS = [[], {}, [[]], [{}], {"": {}}, [None], [1] * 5000, [[1.0] * 40] * 40, nested(200)]
PLAIN = [*WHOLE, *FLOATS, *TEXTS, *CONTAINERS, True, False, None]
RAW = [
    *(Raw("9" * 4301), Raw("-" + "9" * 5000), Raw("0." + "9" * 5000), Raw("1e999999999")),
    *(Raw("-1e999999999"), Raw("1e-999999999"), Raw("-0"), Raw("NaN"), Raw("-Infinity")),
    *(Raw('"\\ud800"'), Raw('"\\udc00\\ud800"'), Raw('"\\u0000"'), Raw("[" * DEEP), Raw("01")),
    *(Raw('{"a":' * DEEP), Raw("1."), Raw("0x1F"), Raw(""), Raw("[,]"), Raw('{"a":1,"a":2}')),
]


def any_of(values: Sequence[Any]) -> hs.SearchStrategy[Any]:
    """One of these, of which Hypothesis shall not write down what they look like."""
    return hs.integers(0, len(values) - 1).map(lambda number: values[number])


leaves = any_of([*PLAIN, *LONG])
json_leaves = any_of([*PLAIN, *RAW])
texts = any_of(TEXTS) | hs.text(max_size=12)
_few = hs.integers(1, 3)
_at = hs.integers(0, 2**20)
_ways = hs.sampled_from(["replace", "replace", "drop", "twice", "swap", "add", "wrap"])


@hs.composite
def trees(draw: hs.DrawFn, tree: Any, others: hs.SearchStrategy[Any] | None = None) -> Any:
    """Plain data with one to three things in it changed: lists, dictionaries and what is in them.

    Something else stands in a place, or nothing, or the same twice; there is a field more; what
    follows one another is turned; a list is around it.
    """
    for _ in range(draw(_few)):
        tree = _changed(draw, tree, leaves if others is None else others)
    return tree


def _changed(draw: hs.DrawFn, tree: Any, others: hs.SearchStrategy[Any]) -> Any:
    if not isinstance(tree, (dict, list, tuple)) or not tree:
        return draw(others)
    keys = list(tree) if isinstance(tree, dict) else range(len(tree))
    number = draw(_at) % (len(keys) + 1)
    copy: Any = dict(tree) if isinstance(tree, dict) else list(tree)
    if number < len(keys) and isinstance(copy[keys[number]], (dict, list, tuple)):
        copy[keys[number]] = _changed(draw, copy[keys[number]], others)
        return copy
    key = keys[min(number, len(keys) - 1)]
    match draw(_ways):
        case "replace":
            copy[key] = draw(others)
        case "drop":
            del copy[key]
        case "swap":
            last = keys[-1]
            copy[key], copy[last] = copy[last], copy[key]
        case "wrap":
            copy[key] = [copy[key]]
        case "twice" if isinstance(copy, dict):
            copy[str(key) + "2"] = copy[key]
        case "twice":
            copy[key:key] = [copy[key]]
        case _ if isinstance(copy, dict):
            copy[draw(texts)] = draw(others)
        case _:
            copy.append(draw(others))
    return copy


def as_json(tree: Any) -> str:
    """JSON as a hostile client writes it: halves of surrogate pairs, NaN, and what is ``Raw``."""
    held: list[str] = []

    def hold(value: Any) -> str:
        held.append(value.text)
        return f"\x00{len(held) - 1}\x00"

    text = json.dumps(tree, default=hold)
    for number, raw in enumerate(held):
        text = text.replace(f'"\\u0000{number}\\u0000"', raw)
    return text


def _pieces(text: str) -> list[str]:
    return [piece for piece in TEXTS if len(piece) < 500] + [
        *(text[:1], text[-1:], text[: len(text) // 2], "A" * 4, "AAAA====", '"', "\\", "\\u", "\t"),
        *("[", "]", "{", "}", ":", "1e400", "-", ".", "0", "|", "'", '""', "\r", "=?", "&", "#"),
    ]


@hs.composite
def damaged(draw: hs.DrawFn, text: str) -> str:
    """A text with one to three changes: something put in, cut out, doubled or turned round."""
    for _ in range(draw(_few)):
        start = draw(_at) % (len(text) + 1)
        end = start + draw(hs.integers(0, 12))
        text = text[:start] + _instead(draw, text, start, end) + text[end:]
    return text


def _instead(draw: hs.DrawFn, text: str, start: int, end: int) -> str:
    match draw(hs.integers(0, 5)):
        case 0:
            return draw(any_of(_pieces(text)))
        case 1:
            return draw(any_of(_pieces(text))) + text[start:end]
        case 2:
            return text[start:end][::-1]
        case 3:
            return text[start:end] * 2
        case 4:
            return draw(hs.text(max_size=2))
    return ""


_BYTES = [
    *(piece.encode("utf-8", "surrogatepass") for piece in TEXTS if len(piece) < 500),
    *(b"\xff", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\x1a", b"\x00" * 8),
    *(b"\xca\x7f\x80\x00\x00", b"\xcb\x7f\xf8" + b"\x00" * 6, b"\xcf" + b"\xff" * 8, b"\xc1"),
    *(b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff", b"\x91" * 5000),
    *(b"PK\x03\x04", b"," * 70, b"9" * 400, b"x" * 300, b"1\n" * 50, b'"' * 99, b'""', b"\r\n"),
]


@hs.composite
def damaged_bytes(draw: hs.DrawFn, data: bytes) -> bytes:
    """Bytes with one to four changes: others, a piece put in, cut out, doubled or turned round."""
    for _ in range(draw(hs.integers(1, 4))):
        start = draw(_at) % (len(data) + 1)
        end = start + draw(hs.integers(0, 12))
        match draw(hs.integers(0, 5)):
            case 0:
                new = draw(hs.binary(min_size=1, max_size=2))
            case 1:
                new = draw(any_of(_BYTES)) + data[start:end]
            case 2:
                new = b""
            case 3:
                new = data[start:end] * 2
            case 4:
                new = data[start:end][::-1]
            case _:
                new = draw(any_of(_BYTES))
        data = data[:start] + new + data[end:]
    return data
