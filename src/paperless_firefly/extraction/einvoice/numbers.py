"""Amounts and dates as machines write them, brought to the one normal form of fields."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_DECIMAL = re.compile(r"[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})", re.ASCII)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=\D|$|\d{4,6}$)", re.ASCII)
_PRICE_DIGITS = Decimal("0.000001")


def decimal(text: str | None) -> Decimal | None:
    """A decimal of XML Schema ("12.34", "-5", ".5"), or None: no exponent, no grouping, no comma."""
    found = (text or "").strip()
    return Decimal(found) if _DECIMAL.fullmatch(found) else None


def plain_number(value: Decimal) -> str:
    """An amount as text: no exponent, no zeros beyond the second decimal ("5.00", "0.125")."""
    text = format(value, "f")
    whole, point, decimals = text.partition(".")
    if len(decimals) <= 2:
        return text
    return f"{whole}{point}{decimals[:2]}{decimals[2:].rstrip('0')}"


def number(text: str | None) -> str | None:
    """A decimal in normal form, or None where the text is none."""
    value = decimal(text)
    return None if value is None else plain_number(value)


def unit_price(price: str | None, per: str | None) -> str | None:
    """The price of one unit, where it is stated for `per` units; as stated where that is not clear."""
    amount, units = decimal(price), decimal(per)
    if amount is None or units is None or units in (0, 1):
        return price
    return plain_number((amount / units).quantize(_PRICE_DIGITS, ROUND_HALF_UP))


def iso_day(text: str) -> str | None:
    """The calendar day of "2026-11-24", "20261124", with or without a time; None if it is none."""
    found = _DAY.match(text.strip())
    if not found:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
