"""What Paperless' own metadata says."""

from __future__ import annotations

from typing import Any

import pytest

from paperless_firefly.domain.extraction import Kind
from paperless_firefly.extraction.metadata import PaperlessReader
from paperless_firefly.extraction.reader import Found

from .builders import make_metadata, make_source


def read(**custom_fields: Any) -> Found:
    found = PaperlessReader().read(make_source(metadata=make_metadata(**custom_fields)))
    assert found is not None
    return found


def test_a_document_from_elsewhere_has_none() -> None:
    assert PaperlessReader().read(make_source()) is None


def test_metadata_without_anything_of_use_is_nothing() -> None:
    metadata = make_metadata(correspondent=None, created=None)
    assert PaperlessReader().read(make_source(metadata=metadata)) is None


def test_the_correspondent_is_a_likely_seller_and_created_hardly_a_date() -> None:
    fields = read().fields
    assert (fields["seller"].value, fields["issue_date"].value) == ("ACME", "2026-11-20")
    assert fields["seller"].confidence > 0.6 > fields["issue_date"].confidence


@pytest.mark.parametrize(
    ("label", "value", "field", "normal"),
    [
        ("Amount", "EUR12.50", "total", "12.50"),
        ("Rechnungsbetrag", "1.234,56", "total", "1234.56"),
        ("total amount", "12", "total", "12"),
        ("Invoice_Number", "RE 17", "number", "RE 17"),
        ("Rechnungs-Nr.", "17", "number", "17"),
        ("Fällig am", "2026-12-01", "due_date", "2026-12-01"),
        ("due date", "01.12.2026", "due_date", "2026-12-01"),
        ("Rechnungsdatum", "2026-11-01", "issue_date", "2026-11-01"),
        ("IBAN", "de02 1203 0000 0000 2020 51", "iban", "DE02120300000000202051"),
    ],
)
def test_custom_fields_are_known_by_their_labels(
    label: str, value: str, field: str, normal: str
) -> None:
    found = read(**{label: value}).fields[field]
    assert found.value == normal
    assert found.evidence
    assert found.evidence.metadata == label.replace("_", " ")


def test_a_monetary_field_tells_its_currency() -> None:
    assert read(Amount="CHF12.50").fields["currency"].value == "CHF"
    assert "currency" not in read(Amount="12.50").fields


@pytest.mark.parametrize(
    ("label", "value"),
    [("Amount", "soon"), ("due date", "soon"), ("Amount", ""), ("Colour", "red")],
)
def test_a_custom_field_that_says_nothing_of_use_is_passed_over(label: str, value: str) -> None:
    assert set(read(**{label: value}).fields) == {"seller", "issue_date"}


@pytest.mark.parametrize(
    ("document_type", "kind"),
    [("Rechnung", Kind.INVOICE), ("Credit Note", Kind.CREDIT_NOTE), ("Reçu", Kind.RECEIPT), ("Vertrag", None)],
)  # fmt: skip
def test_the_document_type_tells_the_kind(document_type: str, kind: Kind | None) -> None:
    metadata = make_metadata(document_type=document_type)
    found = PaperlessReader().read(make_source(metadata=metadata))
    assert found
    assert found.kind == kind
