"""Amounts: every way from what a document says to what the bank booked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.matching.amounts import AmountFit, fit_amount
from paperless_firefly.matching.ledger import Ledger
from paperless_firefly.matching.model import BankFacts, DocumentFacts
from paperless_firefly.matching.prepare import prepare_document, prepare_payment

from .builders import make_document, make_invoice, make_noise, make_transaction


def fit(document: DocumentFacts, transaction: BankFacts, *others: BankFacts) -> AmountFit:
    paper = prepare_document(document)
    payments = [p for t in (transaction, *others) if (p := prepare_payment(t))]
    assert paper is not None
    return fit_amount(paper, payments[0], Ledger(payments))


@pytest.mark.parametrize(
    ("document", "paid", "form"),
    [
        (make_document(total="20.00"), "20.00", "exact"),
        (make_document(total="-20.00"), "20.00", "exact"),
        (make_invoice(total="100.00", payable=Decimal(40)), "40.00", "payable"),
        (make_invoice(total="1047.40"), "1026.45", "discount"),
        (make_invoice(total="1000.00", terms="2,5 % 10 Tage"), "975.00", "stated-discount"),
        (make_document(total="34.58", seller="Café Central"), "38.00", "tip"),
        (make_document(total="34.58"), "38.00", "perhaps-tip"),
        (make_document(total="211.10"), "21.11", "misread"),
        (make_document(total="55.48"), "46.62", "misread"),
        (make_document(total="20.00"), "33.33", "other"),
        (make_document(total="20.00", currency=None), "20.00", "exact"),
    ],
)
def test_amounts_agree_in_a_form(document: DocumentFacts, paid: str, form: str) -> None:
    assert fit(document, make_transaction(amount=paid)).form == form


@pytest.mark.parametrize(
    ("facts", "form"),
    [
        ({"foreign_amount": Decimal("99.00"), "foreign_currency": "USD"}, "foreign"),
        ({"foreign_amount": Decimal("98.00"), "foreign_currency": "USD"}, "other"),
        ({}, "rate"),
    ],
)
def test_another_currency_is_told_by_the_bank_or_by_the_rate(
    facts: dict[str, Any], form: str
) -> None:
    dollars = make_document(total="99.00", currency="USD")

    assert fit(dollars, make_transaction(amount="91.00", **facts)).form == form


def test_a_rate_that_never_was_is_another_amount() -> None:
    dollars = make_document(total="99.00", currency="USD")

    assert fit(dollars, make_transaction(amount="140.00")).form == "other"
    assert fit(make_document(total="5000", currency="JPY"), make_transaction(amount="33.00")).form == (
        "rate"
    )  # fmt: skip


def test_a_common_amount_says_less_than_a_rare_one() -> None:
    noise = make_noise()
    same = [make_transaction(f"s{i}", "20.00", i) for i in range(8)]
    document, payment = make_document(total="20.00"), make_transaction(amount="20.00")

    rare, common = fit(document, payment, *noise), fit(document, payment, *noise, *same)

    assert rare.weight - common.weight == pytest.approx(3.17, abs=0.01)
    assert "9 of" in common.detail
