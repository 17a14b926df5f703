"""Reading facts from JSON objects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from paperless_firefly.matching.flat import document_from, transaction_from


def test_a_flat_document_is_read() -> None:
    facts = document_from(
        {"id": "d1", "seller": "A", "total": "1.50", "currency": "EUR", "issue_date": "2026-01-02",
         "due_date": None, "invoice_number": "R1", "kind": "receipt", "discount_terms": "2 %"}
    )  # fmt: skip

    assert (facts.id, facts.total, facts.number) == ("d1", Decimal("1.50"), "R1")
    assert (facts.issue_date, facts.due_date, facts.terms) == (date(2026, 1, 2), None, "2 %")


def test_what_the_reader_prints_is_a_document_too() -> None:
    facts = document_from(
        {"file": "a.pdf", "kind": "credit_note", "direction": "in",
         "fields": {"total": {"value": "2.00"}, "number": {"value": "R2"}, "seller": None}}
    )  # fmt: skip

    assert (facts.id, facts.kind, facts.direction) == ("a.pdf", "credit_note", "in")
    assert (facts.total, facts.number, facts.seller) == (Decimal(2), "R2", None)


def test_a_transaction_is_read_and_its_amount_needed() -> None:
    row = {"id": 7, "date": "2026-01-02", "amount": "3.10", "type": "withdrawal", "currency": "EUR"}

    assert transaction_from(row).id == "7"
    assert transaction_from({**row, "foreign_amount": "2.00"}).foreign_amount == Decimal(2)
    with pytest.raises(ValueError, match="no amount"):
        transaction_from({**row, "amount": "x"})
