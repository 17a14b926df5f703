"""Money: exact amounts and the digits of their currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paperless_firefly.domain.money import (
    Money,
    exponent,
    is_exact,
    parse_decimal,
    plain,
    to_minor,
)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("12.34", "EUR", 1234), ("12", "JPY", 12), ("1.234", "KWD", 1234), ("-0.05", "EUR", -5)],
)
def test_minor_units_follow_the_currency(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor
    assert Money(Decimal(amount), currency).minor == minor
    assert Money.of_minor(minor, currency).amount == Decimal(amount)


def test_what_is_finer_than_the_currency_is_rounded_half_up() -> None:
    assert to_minor(Decimal("0.125"), "EUR") == 13
    assert to_minor(Decimal("-0.125"), "EUR") == -13
    assert not is_exact(Decimal("0.125"), "EUR")
    assert is_exact(Decimal("0.1250"), "TND")


def test_sums_of_minor_units_are_exact() -> None:
    assert to_minor(Decimal("0.1"), "EUR") + to_minor(Decimal("0.2"), "EUR") == 30


def test_an_amount_is_written_as_firefly_wants_it() -> None:
    assert plain(Decimal("1234.5"), "EUR") == "1234.50"
    assert plain(Decimal("1E+3"), "JPY") == "1000"
    assert str(Money(Decimal(-3), "EUR")) == "-3.00 EUR"


def test_the_code_may_be_in_lower_case() -> None:
    assert (exponent("jpy"), exponent("kwd"), exponent("xyz")) == (0, 3, 2)


@pytest.mark.parametrize("text", [None, "", "1,5", "twelve", "NaN", "Infinity", "1e15", "-9e99999"])
def test_what_is_no_amount_is_none(text: str | None) -> None:
    assert parse_decimal(text) is None


def test_a_decimal_is_read_exactly() -> None:
    assert parse_decimal(" -12.340 ") == Decimal("-12.340")
