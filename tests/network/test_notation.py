"""Numbers as people type and read them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.limits import MAX_MAGNITUDE
from playground.network import NetworkError
from playground.notation import (
    AmbiguousNumberError,
    exact,
    format_number,
    parse_number,
    power_of_ten,
    read_printed,
    rough,
    significant,
    subscript,
    without_exponent,
)
from tests import strategies


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.3", 0.3),
        ("−0,3", -0.3),
        ("1/3", 1 / 3),
        ("-1/2", -0.5),
        (" 2e-3 ", 0.002),
        (".5", 0.5),
        ("5.", 5.0),
        ("+1E3", 1000.0),
        ("1 000", 1000.0),
        ("–4", -4.0),
        ("1,5/2,5", 0.6),
        ("1e-400", 0.0),
        ("0,125", 0.125),
        (",125", 0.125),
        ("012,345", 12.345),
        ("1234,567", 1234.567),
        ("1,00", 1.0),
        ("1,0000", 1.0),
        ("1.000", 1.0),
        ("12.345", 12.345),
    ],
)
def test_numbers_as_people_type_them(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "x", "1/", "/2", "1/0", "1/2/3", "--1", "1.2.3", "1,2,3", "1e", "0x10", "1_0"),
        *("nan", "inf", "∞", "1e301", "1e999", "-1e308", "1e300/1e-300", "1e9999/1e9999"),
        *("True", "1+1", "__import__('os')", "1\x1c/0\x07", "9" * 61, "\ud800"),
        *("1,000.5", "9..5", "1.000,5", "1,000,000"),
    ],
)
def test_anything_else_is_refused_in_one_printable_sentence(text):
    with pytest.raises(NetworkError) as caught:
        parse_number(text)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 160


@pytest.mark.parametrize(
    ("text", "decimal", "whole"),
    [
        ("1,000", "1.000", "1000"),
        (" -12,345 ", "−12.345", "−12345"),
        ("999,999e-3", "999.999", "999999"),
        ("1,000/3", "1.000", "1000"),
        ("1/1,000", "1.000", "1000"),
    ],
)
def test_a_comma_that_can_mean_either_is_refused_with_both_ways_to_write_it(text, decimal, whole):
    with pytest.raises(AmbiguousNumberError) as caught:
        parse_number(text)
    assert f"write {decimal} for the decimal or {whole} for the thousands" in str(caught.value)


@given(strategies.numbers)
def test_exact_text_reads_back_as_the_same_float(value):
    again = parse_number(exact(value))
    assert again == value
    assert math.copysign(1, again) == math.copysign(1, value)
    assert float(exact(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.3, 2, "0.30"),
        (-0.3, 2, "−0.30"),
        (-0.001, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (1.8008, 4, "1.8008"),
        (2.0, 0, "2"),
        (-1.5e12, 2, "−1.50·10¹²"),
        (math.inf, 2, "∞"),
        (-math.inf, 2, "−∞"),
        (math.nan, 2, "not a number"),
    ],
)
def test_numbers_as_people_read_them(value, decimals, text):
    assert format_number(value, decimals) == text


@given(st.floats(), st.integers(0, 6))
def test_every_float_has_a_text_without_a_hyphen(value, decimals):
    text = format_number(value, decimals)
    assert text
    assert "-" not in text
    if math.isfinite(value) and abs(value) < 1e9:
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=0.51 * 10**-decimals)


def test_a_plus_sign_on_request():
    assert format_number(1.12, plus=True) == "+1.12"
    assert format_number(-0.54, plus=True) == "−0.54"
    assert format_number(0.0, plus=True) == "0.00"
    assert format_number(math.inf, plus=True) == "+∞"


def test_the_limit_itself_may_be_typed():
    assert parse_number("1e300") == MAX_MAGNITUDE


def test_subscripts():
    assert subscript(120) == "₁₂₀"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.00001, "0.00001"), (-3.0, "-3"), (0.1, "0.1"), (1e16, "10000000000000000"), (0.0, "0")],
)
def test_aria_gets_numbers_without_an_exponent(value, text):
    assert without_exponent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.25, "−0.25"),
        (0.0012345, "0.0012"),
        (99.4, "99"),
        (-512.3, "−512"),
        (1000.0, "1.0·10³"),
        (-0.00099, "−9.9·10⁻⁴"),
        (math.inf, "∞"),
        (math.nan, "not a number"),
    ],
)
def test_two_significant_digits(value, text):
    assert significant(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.14159, "3.14"), (-42.5, "−42.5"), (-1.23e6, "−1.2M"), (2.5e11, "250G"), (-3e12, "−3e12")],
)
def test_about_three_digits(value, text):
    assert rough(value) == text


@given(st.floats(-1e300, 1e300))
def test_short_forms_are_read_back_to_about_the_same(value):
    for text in (rough(value), significant(value)):
        assert "-" not in text
        assert float(read_printed(text)) == pytest.approx(value, rel=0.34, abs=0.005)


def test_powers_of_ten():
    assert power_of_ten(-12) == "10⁻¹²"
