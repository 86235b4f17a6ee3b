"""A few inputs of each kind: nothing but a value or one sentence comes of them, and soon.

``make fuzz`` tries a million of the same table.
"""

import time
from typing import Any

import hypothesis
import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from playground.limits import PlaygroundError
from tests.fuzz import given, measured, samples
from tests.fuzz.chunk import run
from tests.fuzz.decoders import DECODERS, Decoder
from tests.fuzz.measured import MOST_BYTES, Case, Tally, tried

FEW = 40


@pytest.mark.parametrize("name", DECODERS)
def test_a_value_or_one_sentence_comes_of_anything(name: str) -> None:
    decoder = DECODERS[name]

    @settings(max_examples=FEW, derandomize=True, suppress_health_check=list(HealthCheck))
    @hypothesis.given(decoder.given.map(Case))
    def check(case: Case) -> None:
        tried(decoder.decode, case.value, Tally())

    check()


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("links", samples.LINKS[0]),
        ("network tokens", samples.NETWORKS[0]),
        ("scene tokens", samples.TOKENS[-1]),
        ("checkpoints", samples.CHECKPOINTS[0]),
        ("documents", samples.DOCUMENTS[-1].encode()),
        ("tables", (samples.FILES[0], "people.csv", {})),
        ("packed tables", samples.TABLE_TEXTS[0]),
        ("data", samples.DATA[0]),
    ],
)
def test_what_is_damaged_was_whole(name: str, valid: object) -> None:
    tally = Tally()
    tried(DECODERS[name].decode, valid, tally)
    assert tally.refused == 0


def _warns(given: str) -> None:
    np.log(np.zeros(1))


def _refuses(given: str) -> None:
    raise PlaygroundError("one line\nand another")


#: What a decoder could do that must not be, and how it is told.
BROKEN = [
    (lambda given: int("9" * 5000), ValueError, "Exceeds the limit"),
    (lambda given: given.encode(), UnicodeEncodeError, "surrogates not allowed"),
    (lambda given: 1 / 0, ZeroDivisionError, "division"),
    (_warns, RuntimeWarning, "divide by zero"),
    (_refuses, AssertionError, "no sentence"),
    (lambda given: b"x" * (MOST_BYTES + 10_000_000), AssertionError, "took .* MB"),
    (lambda given: time.sleep(0), AssertionError, "took .* s"),
]


@pytest.mark.parametrize(("decode", "error", "message"), BROKEN)
def test_a_decoder_that_is_broken_is_found(
    decode: Any, error: type[Exception], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if message == "took .* s":
        monkeypatch.setattr(measured, "MOST_SECONDS", -1.0)
    with pytest.raises(error, match=message):
        tried(decode, "\ud800", Tally())


def test_what_fails_is_told_and_can_be_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Decoder(lambda text: int("9" * 5000) if "\ud800" in text else None, given.numbers, 1)
    monkeypatch.setitem(DECODERS, "numbers", broken)
    tally, said = run("numbers", 3, size=200)
    assert "Exceeds the limit" in said
    assert "python -m tests.fuzz --chunk 3 numbers" in said
    assert 0 < tally.cases < 200
    assert run("numbers", 3, size=200)[1].splitlines()[-3:] == said.splitlines()[-3:]
