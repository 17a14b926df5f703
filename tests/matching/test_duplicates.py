"""Documents scanned twice: what tells them, and what tells them apart."""

from __future__ import annotations

from datetime import date

import pytest

from paperless_firefly.matching.model import DocumentFacts
from paperless_firefly.matching.propose import match

from .builders import make_document, make_invoice, make_transaction


def pairs(*documents: DocumentFacts) -> list[tuple[str, str]]:
    return [
        (d.document, d.of) for d in match(documents, [make_transaction("x", "1.00")]).duplicates
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (make_document("d1"), make_document("d2")),
        (make_document("d1"), make_document("d2", seller="MUSTER LADEN GMBH")),
        (make_invoice("d1"), make_invoice("d2", number="RE202604411")),
        (make_invoice("d1"), make_invoice("d2", issue_date=None)),
        (make_document("d1", digest="ab"), make_document("d2", seller=None, digest="ab")),
    ],
)
def test_the_same_purchase_is_found(first: DocumentFacts, second: DocumentFacts) -> None:
    assert pairs(first, second) == [("d2", "d1")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (make_document("d1"), make_document("d2", total="58.97")),
        (make_document("d1"), make_document("d2", seller="Bäckerei Huber")),
        (make_document("d1"), make_document("d2", seller=None)),
        (make_document("d1"), make_document("d2", issue_date=date(2026, 5, 5))),
        (make_document("d1"), make_document("d2", kind="credit_note")),
        (make_invoice("d1"), make_invoice("d2", number="RE-2026-04412")),
        (make_invoice("d1"), make_invoice("d2", issue_date=date(2026, 6, 4))),
        (make_document("d1", issue_date=None), make_document("d2", issue_date=None)),
    ],
)
def test_two_purchases_stay_two(first: DocumentFacts, second: DocumentFacts) -> None:
    assert pairs(first, second) == []


def test_three_scans_have_one_first() -> None:
    scans = [make_document(f"d{i}", digest="ab" if i > 1 else None) for i in range(1, 4)]

    assert pairs(*scans) == [("d2", "d1"), ("d3", "d1")]


def test_the_usual_spelling_is_the_first() -> None:
    others = [make_document(f"o{i}", f"{i}.00", issue_date=date(2026, 1, i)) for i in range(1, 4)]

    assert pairs(make_document("d1", seller="Mustcr Laden GmbH"), make_document("d2"), *others) == [
        ("d1", "d2")
    ]
