"""Machine values in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils import formats

from ....domain.money import parse_decimal


def shown_amount(value: str) -> str:
    """ "1234.5" as "1,234.50"; what is no amount stays as it is."""
    found = parse_decimal(value)
    if found is None:
        return value
    digits = max(-int(found.as_tuple().exponent), 2)
    return formats.number_format(found, digits, use_l10n=True, force_grouping=True)


def shown_day(value: str) -> str:
    """ "2026-11-24" as the language writes it, short."""
    try:
        return formats.date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    except ValueError:
        return value
