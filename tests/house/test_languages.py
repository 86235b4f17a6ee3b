"""What the page says, it says in every language."""

import re

import pytest

from playground.language import (
    LANGUAGES,
    SOURCE,
    decimal_mark,
    gettext,
    language,
    ngettext,
    own_name,
    speaking,
)
from playground.notation import format_number, parse_number, read_printed
from tests.house.catalogues import kept, said, sources, unnoted

OTHERS = pytest.mark.parametrize("code", [code for code in LANGUAGES if code != SOURCE])
_GAP = re.compile(r"\{[^{}]*\}")


def _texts(catalogue: object) -> dict[str, object]:
    return {message.id: message.string for message in catalogue if message.id}  # type: ignore[attr-defined]


@OTHERS
def test_the_catalogues_hold_what_is_said_and_no_more(code: str) -> None:
    rooms, translated = said(), kept(code)
    assert {name: set(_texts(each)) for name, each in translated.items()} == {
        name: set(_texts(each)) for name, each in rooms.items()
    }, "make words"


@OTHERS
def test_nothing_is_left_untranslated(code: str) -> None:
    for name, room in kept(code).items():
        for message in filter(lambda each: each.id, room):
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(strings), f"{name}.po: {message.id!r} is not translated"
            assert not message.fuzzy, f"{name}.po: {message.id!r} is a guess"


@OTHERS
def test_a_translation_has_the_same_gaps(code: str) -> None:
    for name, room in kept(code).items():
        for message in filter(lambda each: each.id, room):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            said = [sorted(set(_GAP.findall(text))) for text in ids]  # one row needs no number
            for text in strings:
                assert sorted(set(_GAP.findall(text))) in said, f"{name}.po: {message.id!r}"


def test_what_is_said_can_be_noted() -> None:
    assert {path.name: unnoted(path) for path in sources() if unnoted(path)} == {}


def test_a_language_is_spoken_inside_a_block_alone() -> None:
    with speaking("es"):
        assert language() == "es"
        with speaking("xx"):
            assert language() == SOURCE
        assert language() == "es"
    assert language() == SOURCE


def test_what_has_no_translation_is_said_as_it_stands() -> None:
    with speaking("es"):
        assert gettext("{count} of a thing that nobody names", count=2).startswith("2 of")
        assert ngettext("{count} qzx", "{count} qzxs", 1) == "1 qzx"


def test_numbers_have_the_languages_decimal_mark() -> None:
    assert (decimal_mark("en"), decimal_mark("es")) == (".", ",")
    with speaking("es"):
        assert format_number(-1.5) == "−1,50"
        assert format_number(2.5e12) == "2,50·10¹²"
        assert float(read_printed("−1,50") or 0) == -1.5
        assert parse_number("−1,5") == -1.5
        assert parse_number("1,250") == 1.25  # as the page prints it


def test_a_language_is_called_as_its_speakers_do() -> None:
    assert [own_name(code) for code in ("en", "es")] == ["English", "Español"]
