"""What contradicts what is told: page and e-invoice, document and Paperless."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperless_firefly.domain.extraction import Extraction, Severity, State
from paperless_firefly.extraction.contradictions import page_disagrees, paperless_disagrees
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.extraction.reader import Found

from .builders import make_extraction, make_field, make_found, make_metadata, make_source
from .einvoice.builders import make_document, sample

IBAN = "DE02120300000000202051"


def told(extraction: Extraction, text: str) -> list[str | None]:
    """The fields of an e-invoice that its page contradicts."""
    return [finding.field for finding in page_disagrees(extraction, make_source(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Datum 01.03.2026",
        "Lieferung 27.02.2026, Rechnung vom 1. März 2026",
        "2026-03-01",
        "",
        "12,00",
    ],
)
def test_a_page_that_prints_the_day_or_none_agrees(text: str) -> None:
    assert told(make_extraction(issue_date="2026-03-01"), text) == []


def test_a_page_that_prints_other_days_alone_contradicts() -> None:
    assert told(make_extraction(issue_date="2026-03-01"), "Datum 05.04.2026") == ["issue_date"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("IBAN DE02 1203 0000 0000 2020 51", []),
        ("IBAN DE89 3704 0044 0532 0130 00", ["iban"]),
        ("IBAN DE89 3704 0044 0532 0130 01", []),  # fails its check digits: misread
        ("DE89370400440532013000 oder DE02120300000000202051", []),
        ("no account", []),
    ],
)
def test_an_account_that_the_page_names_otherwise_is_told(text: str, fields: list[str]) -> None:
    assert told(make_extraction(iban=IBAN), text) == fields


def typed(name: str, value: str) -> Found:
    """What a person wrote into a custom field."""
    return Found("paperless", fields={name: make_field(value, 0.93, "paperless")})


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ([make_found(total="12.50")], []),
        ([make_found(total="13.50")], ["paperless-disagrees"]),
        ([make_found("ubl", total="20.00", payable="12.5")], []),
        ([make_found(total="13.50", confidence=0.3)], []),
        ([make_found(total="13.50"), make_found("code", total="12.50")], []),
        ([], []),
    ],
)
def test_a_custom_field_with_which_nobody_agrees_is_told(
    others: list[Found], codes: list[str]
) -> None:
    findings = paperless_disagrees([*others, typed("total", "12.50")])
    assert [finding.code for finding in findings] == codes


def test_the_day_that_paperless_made_up_contradicts_nothing() -> None:
    document = replace(make_document(sample("ubl_invoice")), metadata=make_metadata())
    assert "paperless-disagrees" not in [each.code for each in extract(document).findings]


def test_a_contradiction_keeps_both_values_and_is_never_certain() -> None:
    metadata = make_metadata(Amount="SEK99.00")
    extraction = extract(replace(make_document(sample("ubl_invoice")), metadata=metadata))
    total = extraction.fields["total"]
    assert (total.value, total.reader) == ("1250.00", "ubl")
    assert [(each.value, each.reader) for each in total.alternatives] == [("99.00", "paperless")]
    assert total.alternatives[0].evidence is not None
    assert [(f.severity, f.field) for f in extraction.findings if f.code == "paperless-disagrees"]
    assert extraction.state == State.REVIEW


def test_a_custom_field_that_agrees_makes_the_e_invoice_surer() -> None:
    alone = extract(make_document(sample("ubl_invoice"))).fields["total"]
    metadata = make_metadata(Amount="SEK1250.00")
    both = extract(replace(make_document(sample("ubl_invoice")), metadata=metadata)).fields["total"]
    assert both.confidence > alone.confidence
    assert both.alternatives == ()


def test_findings_of_contradictions_are_warnings_that_name_their_values() -> None:
    (finding,) = paperless_disagrees([make_found(iban=IBAN), typed("iban", "DE1")])
    assert (finding.severity, finding.field) == (Severity.WARNING, "iban")
    assert "DE1" in finding.message and IBAN in finding.message
