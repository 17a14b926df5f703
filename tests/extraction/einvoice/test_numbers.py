"""Amounts and dates as machines write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paperless_firefly.extraction.einvoice.numbers import decimal, iso_day, plain_number, unit_price


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("235.62", "235.62"), ("-5", "-5"), ("+5.1", "5.1"), (".5", "0.5"), ("5.", "5"),
        (" 7.00 ", "7.00"), ("571.0400", "571.04"), ("1.2345", "1.2345"), ("100.000", "100.00"),
        ("0.0000", "0.00"),
    ],
)  # fmt: skip
def test_amounts_have_one_normal_form(text: str, normal: str) -> None:
    value = decimal(text)
    assert value is not None
    assert plain_number(value) == normal


@pytest.mark.parametrize(
    "text", ["", None, "1,5", "1E5", "NaN", "INF", "1_000", "١٢", "0x10", "1" * 30]
)
def test_what_is_no_decimal_is_none(text: str | None) -> None:
    assert decimal(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", "2026-11-24"), ("20261124", "2026-11-24"), ("2026-11-24Z", "2026-11-24"),
        ("2026-11-24T10:00:00+01:00", "2026-11-24"), ("202611241230", "2026-11-24"),
        ("20261124123059", "2026-11-24"), ("2024-02-29", "2024-02-29"),
        ("2026-02-29", None), ("20261301", None), ("24.11.2026", None), ("202611", None),
        ("0000-01-01", None), ("2026112", None), ("", None),
    ],
)  # fmt: skip
def test_dates_are_calendar_days_or_none(text: str, day: str | None) -> None:
    assert iso_day(text) == day


def test_a_price_for_a_hundred_is_told_for_one() -> None:
    assert unit_price("1250.00", "100") == "12.50"
    assert unit_price("1250.00", "1") == "1250.00"
    assert unit_price("1250.00", "0") == "1250.00"
    assert unit_price("1", "3") == "0.333333"
    assert unit_price(None, "3") is None
    assert plain_number(Decimal("12.5")) == "12.5"
