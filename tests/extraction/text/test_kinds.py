"""The kind follows from the title and from what only tills or invoices print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paperless_firefly.domain.extraction import Direction, Kind
from paperless_firefly.extraction.text.kinds import KindFound, kind_of

from .builders import INVOICE, RECEIPT, make_lines


def kind(text: str) -> KindFound | None:
    """The kind of a text with a total."""
    return kind_of(make_lines(text.strip()), total=Decimal(10), due=False, iban=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RECEIPT, Kind.RECEIPT),
        (INVOICE, Kind.INVOICE),
        ("GUTSCHRIFT\nNr. 5\nGesamtbetrag 10,00", Kind.CREDIT_NOTE),
        ("Rechnungskorrektur Nr. 5\nGesamtbetrag 10,00", Kind.CREDIT_NOTE),
        (
            "Beleg-Nr. 5\nGutschrift zur Rechnung 57985 vom 21.01.2026\nBetrag 10,00",
            Kind.CREDIT_NOTE,
        ),
        ("Nummer 5\nCreditering van factuur 67 van 29/05/2025\nTotaal 10,00", Kind.CREDIT_NOTE),
        ("Avoir n° 12\nTotal TTC 10,00", Kind.CREDIT_NOTE),
        ("Faktura korygująca nr 5\nRazem 10,00", Kind.CREDIT_NOTE),
    ],
)
def test_claims_and_credits_are_told(text: str, expected: Kind) -> None:
    found = kind(text)

    assert found is not None
    assert found.kind == expected


@pytest.mark.parametrize(
    ("text", "word", "direction"),
    [
        ("Zahlungserinnerung\nRechnung 5 ist offen", "reminder", Direction.NONE),
        ("Auftragsbestätigung\nGesamtbetrag 10,00", "order", Direction.NONE),
        ("LIEFERSCHEIN\nMenge 5", "delivery note", Direction.NONE),
        ("Kontoauszug\nAlter Saldo 5,00", "bank statement", Direction.NONE),
        ("Mietvertrag\nzwischen", "contract", Direction.NONE),
        ("Gehaltsabrechnung\nMai 2024", "payslip", Direction.IN),
        ("Quotation\nTotal 5.00", "quote", Direction.NONE),
    ],
)
def test_what_is_no_claim_says_what_it_is(text: str, word: str, direction: Direction) -> None:
    found = kind(text)

    assert found is not None
    assert (found.kind, found.type, found.direction) == (Kind.OTHER, word, direction)


@pytest.mark.parametrize(
    "title", ["Rechnungskorrektur Nr. 5", "Faktura korygująca nr 5", "Opravný daňový doklad 5"]
)
def test_a_correction_with_a_negative_total_is_an_invoice_that_gives_back(title: str) -> None:
    found = kind_of(make_lines(title), total=Decimal("-10.00"), due=False, iban=False)

    assert found == KindFound(Kind.INVOICE, "correction", Direction.IN)


def test_the_number_of_a_delivery_note_makes_no_delivery_note() -> None:
    found = kind("Lieferschein: L-123\nRechnung Nr. 5\nGesamtbetrag 10,00")

    assert found is not None
    assert found.kind == Kind.INVOICE


def test_nothing_said_is_no_kind() -> None:
    assert kind("hello world") is None
