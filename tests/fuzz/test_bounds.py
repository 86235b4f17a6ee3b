"""Whatever a visitor or a browser sends has its bounds in the type that is decoded."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import inspect

from playground.answers.message import Ask, Heading
from playground.data.table import _Table
from playground.document.documents import _Document
from playground.document.tokens import _Scene
from playground.lessons.progress import Progress
from playground.packed.networks import PackedNetwork
from playground.report import Report
from playground.training.packed_runs import PackedTraining

DECODED = [Ask, Heading, Report, Progress, PackedNetwork, PackedTraining, _Scene, _Document, _Table]
#: What may come again without an end in the form of a text; a form without it says how long it is.
ENDLESS = re.compile(r"[*+]|\{\d*,\}")


def unbounded(kind: inspect.Type, place: str = "") -> Iterator[str]:
    """Every place of a type that may hold a number, a text or a list of any size."""
    match kind:
        case inspect.IntType(ge=None, gt=None) | inspect.IntType(le=None, lt=None):
            yield f"{place}: a whole number"
        case inspect.StrType(max_length=None, pattern=None):
            yield f"{place}: a text"
        case inspect.StrType(max_length=None, pattern=str(form)) if ENDLESS.search(form):
            yield f"{place}: a text"
        case inspect.AnyType():
            yield f"{place}: anything"
    if not getattr(kind, "max_length", 0) and type(kind) in SIZED:
        yield f"{place}: {SIZED[type(kind)]}"
    for name, inner in within(kind):
        yield from unbounded(inner, place + name)


#: What has a length, and no other bound.
SIZED = {
    inspect.BytesType: "bytes",
    inspect.ListType: "a list",
    inspect.VarTupleType: "a list",
    inspect.DictType: "a dictionary",
}


def within(kind: inspect.Type) -> list[tuple[str, inspect.Type]]:
    """The types that a type is made of, by their places in it."""
    match kind:
        case inspect.StructType(fields=fields):
            return [(f".{field.name}", field.type) for field in fields]
        case inspect.Metadata(type=inner):
            return [("", inner)]
        case inspect.UnionType(types=types):
            return [("", each) for each in types]
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return [("[]", item)]
        case inspect.TupleType(item_types=items):
            return [(f"[{at}]", each) for at, each in enumerate(items)]
        case inspect.DictType(key_type=key, value_type=value):
            return [(".keys", key), (".values", value)]
    return []


@pytest.mark.parametrize("kind", DECODED, ids=lambda kind: kind.__name__)
def test_every_bound_stands_in_the_decoder(kind: Any) -> None:
    assert list(unbounded(inspect.type_info(kind))) == []


def test_what_has_no_bound_is_found() -> None:
    kind = inspect.type_info(dict[str, list[int] | bytes])
    said = {each.split(": ")[1] for each in unbounded(kind)}
    assert said == {"a text", "a list", "a whole number", "bytes", "a dictionary"}
