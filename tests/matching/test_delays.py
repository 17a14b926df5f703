"""Delays between paper and payment, by kind of document and way of paying."""

from __future__ import annotations

from datetime import date

import pytest

from paperless_firefly.matching.delays import DateFit, fit_date
from paperless_firefly.matching.model import BankFacts, DocumentFacts
from paperless_firefly.matching.prepare import prepare_document, prepare_payment

from .builders import make_document, make_invoice, make_transaction, make_transfer


def fit(document: DocumentFacts, transaction: BankFacts) -> DateFit:
    paper, payment = prepare_document(document), prepare_payment(transaction)
    assert paper is not None
    assert payment is not None
    return fit_date(paper, payment, 365)


def test_a_receipt_is_paid_within_days_and_an_invoice_within_weeks() -> None:
    assert fit(make_document(), make_transaction(after=1)).weight > 5
    assert fit(make_document(), make_transaction(after=25)).weight < 0
    assert fit(make_invoice(), make_transfer(after=25)).weight > 2


@pytest.mark.parametrize("after", [-2, 9])
def test_a_receipt_paid_before_or_long_after_is_never_sure(after: int) -> None:
    assert not fit(make_document(), make_transaction(after=after)).is_usual


@pytest.mark.parametrize(
    ("issued", "way"),
    [(date(2025, 5, 4), "another year"), (date(2026, 4, 5), "day and month swapped")],
)
def test_a_misread_date_is_possible_and_never_sure(issued: date, way: str) -> None:
    found = fit(make_document(issue_date=issued), make_transaction(after=1))

    assert way in found.detail
    assert not found.is_usual
    assert found.weight > -3


def test_without_a_date_the_due_date_helps() -> None:
    due = make_invoice(issue_date=None, due_date=date(2026, 5, 14))

    assert fit(due, make_transfer(after=10)).detail == "when due"
    assert fit(due, make_transfer(after=10)).is_usual
    assert not fit(make_document(issue_date=None), make_transaction()).is_usual


def test_words_say_which_way() -> None:
    assert fit(make_document(), make_transaction(after=0)).detail == "the same day"
    assert fit(make_document(), make_transaction(after=1)).detail == "1 day after the document"
    assert fit(make_document(), make_transaction(after=-2)).detail == "2 days before the document"
