"""The currency is read, or worked out from the country, and never a default."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paperless_firefly.extraction.text.amounts import prints
from paperless_firefly.extraction.text.country import country
from paperless_firefly.extraction.text.currency import Currency, currency

from .builders import make_lines


def found(text: str, total: str = "5.00") -> Currency | None:
    """The currency of a text."""
    lines = make_lines(text)
    return currency(lines, prints(lines), Decimal(total), country(lines, text)[0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Total RM 5.00", "MYR"),
        ("Amount (EUR)\nTotal 5.00", "EUR"),
        ("Währung: CHF\nTotal 5.00", "CHF"),
        ("Acme Pte Ltd Singapore\nTotal $5.00", "SGD"),
        ("Springfield, IL 62704 USA\nTotal $5.00", "USD"),
        ("SIRET 123 456 789 00014\nTotal 5,00", "EUR"),
    ],
)
def test_the_currency_is_said_or_follows_from_the_country(text: str, code: str) -> None:
    currency_found = found(text)

    assert currency_found is not None
    assert currency_found.code == code


@pytest.mark.parametrize("text", ["Total 5.00", "Total $5.00"])
def test_there_is_no_default_currency(text: str) -> None:
    assert found(text) is None


def test_a_code_beside_the_total_is_surer_than_the_country() -> None:
    beside, by_country = found("Total 5.00 EUR"), found("SIRET 12345678900014\nTotal 5,00")

    assert beside
    assert by_country
    assert beside.confidence > by_country.confidence
