"""The whole of extraction: what comes out when several readers have something to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.domain.extraction import (
    Direction,
    Extraction,
    Finding,
    Kind,
    Severity,
    State,
)
from paperless_firefly.extraction.metadata import PaperlessReader
from paperless_firefly.extraction.pipeline import Myself, Options, extract
from paperless_firefly.extraction.reader import Found

from .builders import Says, make_found, make_metadata, make_source
from .einvoice.builders import make_document, sample

RECEIPT: dict[str, Any] = {
    "total": "12.00",
    "currency": "EUR",
    "issue_date": "2026-11-20",
    "seller": "ACME GmbH",
}


def read(document: SourceDocument, *found: Found, options: Options | None = None) -> Extraction:
    readers = [Says(each) for each in found]
    return extract(document, options=options or Options(), readers=readers)


def codes(extraction: Extraction) -> list[str]:
    return [finding.code for finding in extraction.findings]


def test_a_sound_invoice_is_certain_by_itself() -> None:
    extraction = extract(make_document(sample("cii_comfort")))
    assert (extraction.kind, extraction.direction) == (Kind.INVOICE, Direction.OUT)
    assert extraction.state == State.AUTO
    assert extraction.readers == ("cii",)
    assert len(extraction.lines) == len(extraction.tax_breakdown) == 2


def test_an_invoice_that_contradicts_itself_wants_a_look() -> None:
    wrong = ("<ram:GrandTotalAmount>241.52", "<ram:GrandTotalAmount>251.52")
    extraction = extract(make_document(sample("cii_comfort", wrong)))
    assert extraction.text("total") == "251.52"
    assert extraction.state == State.REVIEW


def test_an_invoice_without_a_total_is_work_by_hand() -> None:
    gone = ("<GrandTotalAmount>105.5</GrandTotalAmount>", "")
    extraction = extract(make_document(sample("cii_minimum", gone)))
    assert extraction.text("total") is None
    assert extraction.state == State.MANUAL


def test_an_order_is_no_claim() -> None:
    extraction = extract(make_document(sample("order"), mime_type="application/pdf"))
    assert (extraction.kind, extraction.state) == (Kind.OTHER, State.OTHER)
    assert (extraction.type, extraction.direction) == ("order response", Direction.NONE)


def test_the_text_of_an_order_does_not_make_it_an_invoice() -> None:
    order = make_found("xml", Kind.OTHER, type="order", direction=Direction.NONE)
    extraction = read(make_source(), order, make_found("text", Kind.INVOICE, **RECEIPT))
    assert extraction.kind == Kind.OTHER
    assert extraction.fields == {}


def test_an_unknown_xml_wants_a_person() -> None:
    extraction = extract(make_document(b"<Quux xmlns='urn:quux'/>"))
    assert (extraction.kind, extraction.state) == (Kind.OTHER, State.MANUAL)
    assert extraction.confidence == 0
    assert "unknown-xml" in codes(extraction)


def test_a_document_that_says_nothing_says_so() -> None:
    extraction = read(make_source("lorem ipsum"))
    assert (extraction.kind, extraction.state) == (Kind.OTHER, State.MANUAL)
    assert codes(extraction) == ["nothing-found"]
    assert extraction.fields == {}


def test_what_is_wrong_with_the_file_is_among_the_findings() -> None:
    broken = Finding("file-damaged", "The PDF is damaged.", Severity.ERROR)
    document = SourceDocument("a.pdf", "application/pdf", "0" * 64, problems=(broken,))
    extraction = read(document)
    assert codes(extraction) == ["file-damaged"]
    assert extraction.state == State.MANUAL


def test_xml_outranks_a_surer_text_and_keeps_it_as_alternative() -> None:
    text = make_found(confidence=0.999, total="999.00", number="2026-0815")
    cii = Found("cii", Kind.INVOICE, fields=make_found("cii", total="241.52").fields)
    extraction = read(make_source(), cii, text)
    assert extraction.text("total") == "241.52"
    assert [a.value for a in extraction.fields["total"].alternatives] == ["999.00"]


def test_text_fills_dates_but_never_sums_beside_xml() -> None:
    cii = Found("cii", Kind.INVOICE, fields=make_found("cii", total="241.52").fields)
    text = make_found(net="1.00", due_date="2026-12-24", currency="USD")
    extraction = read(make_source(), cii, text)
    assert extraction.text("due_date") == "2026-12-24"
    assert (extraction.text("net"), extraction.text("currency")) == (None, None)


def test_a_page_that_prints_another_total_than_its_xml_is_told() -> None:
    text = "Invoice 2026-0815\nNet 1.000,00\nTax 190,00\nTotal 1.190,00 EUR"
    document = make_document(sample("cii_comfort"), mime_type="application/pdf", text=text)
    extraction = extract(document)
    assert "text-disagrees" in codes(extraction)
    assert extraction.state == State.REVIEW


@pytest.mark.parametrize(
    "printed", ["241,52", "EUR 241.52", "1 241,52", "200,00", "200", "241,52-"]
)
def test_a_page_that_prints_the_total_or_the_payable_amount_agrees(printed: str) -> None:
    text = f"Invoice 2026-0815 of 24.11.2026\nPos 1 79,00 158,00\nTo pay: {printed}"
    document = make_document(sample("cii_comfort"), mime_type="application/pdf", text=text)
    assert "text-disagrees" not in codes(extract(document))


def test_a_scan_without_numbers_contradicts_nothing() -> None:
    document = make_document(sample("cii_comfort"), mime_type="application/pdf", text="Page 1")
    assert codes(extract(document)) == []


def test_a_total_on_a_page_that_was_not_read_is_no_contradiction() -> None:
    text = "Invoice of 24.11.2026\nPos 1 79,00 158,00"
    document = make_document(sample("cii_comfort"), mime_type="application/pdf", text=text)
    long = Finding("too-many-pages", "Only the first 50 pages were read.")
    assert "text-disagrees" not in codes(extract(replace(document, problems=(long,))))


def test_a_damaged_file_that_seems_to_claim_nothing_wants_a_person() -> None:
    broken = Finding("file-damaged", "The PDF is damaged.", Severity.ERROR)
    document = SourceDocument("a.pdf", "application/pdf", "0" * 64, problems=(broken,))
    letter = make_found(kind=Kind.OTHER, type="letter", direction=Direction.NONE)
    assert read(document, letter).state == State.MANUAL
    assert read(make_source(), letter).state == State.OTHER


def test_text_only_leaves_xml_and_metadata_out() -> None:
    document = make_document(sample("cii_comfort"))
    extraction = extract(document, options=Options(text_only=True))
    assert extraction.readers == ()
    assert extraction.text("total") is None


def test_thresholds_move_the_states() -> None:
    def state(auto: float, review: float) -> State:
        options = Options(auto_threshold=auto, review_threshold=review)
        return read(make_source(), make_found(kind=Kind.RECEIPT, **RECEIPT), options=options).state

    # three fields, each right in 90 of 100
    assert state(0.72, 0.60) == State.AUTO
    assert state(0.74, 0.60) == State.REVIEW
    assert state(0.95, 0.74) == State.MANUAL


def test_the_shop_that_paperless_knows_stands_beside_the_one_the_text_names() -> None:
    document = make_source(metadata=make_metadata(correspondent="Holding Ltd"))
    extraction = extract(
        document, readers=[PaperlessReader(), Says(make_found(kind=Kind.RECEIPT, **RECEIPT))]
    )
    assert extraction.text("seller") == "ACME GmbH"
    assert [a.value for a in extraction.fields["seller"].alternatives] == ["Holding Ltd"]


def test_paperless_and_text_that_agree_are_surer_together() -> None:
    document = make_source(metadata=make_metadata(correspondent="ACME"))
    extraction = extract(document, readers=[PaperlessReader(), Says(make_found(**RECEIPT))])
    assert extraction.text("seller") == "ACME GmbH"
    assert extraction.fields["seller"].confidence > 0.95


def test_a_date_that_only_paperless_knows_is_told_and_never_certain() -> None:
    document = make_source(metadata=make_metadata())
    text = make_found(kind=Kind.RECEIPT, total="12.00", currency="EUR", seller="ACME")
    extraction = extract(document, readers=[PaperlessReader(), Says(text)])
    assert extraction.text("issue_date") == "2026-11-20"
    assert "date-from-paperless" in codes(extraction)
    assert extraction.state == State.MANUAL


def test_a_missing_date_and_currency_stay_missing() -> None:
    extraction = read(make_source(), make_found(kind=Kind.RECEIPT, total="12.00", seller="ACME"))
    assert extraction.text("issue_date") is None
    assert extraction.text("currency") is None
    assert extraction.state == State.REVIEW


@pytest.mark.parametrize(
    ("told", "by_text", "kind"),
    [
        ("Rechnung", None, Kind.INVOICE),
        ("Kassenbon", None, Kind.RECEIPT),
        ("Rechnung", Kind.CREDIT_NOTE, Kind.CREDIT_NOTE),
        ("Rechnung", Kind.OTHER, Kind.INVOICE),
        ("Vertrag", Kind.OTHER, Kind.OTHER),
        (None, None, Kind.RECEIPT),
    ],
)
def test_the_kind_is_the_texts_or_what_paperless_says(
    told: str | None, by_text: Kind | None, kind: Kind
) -> None:
    document = make_source(metadata=make_metadata(document_type=told))
    text = Says(make_found(kind=by_text, **RECEIPT))
    assert extract(document, readers=[PaperlessReader(), text]).kind == kind


def test_a_document_of_unknown_kind_with_a_number_is_an_invoice() -> None:
    assert read(make_source(), make_found(number="1", **RECEIPT)).kind == Kind.INVOICE


def test_the_texts_own_direction_holds_for_what_it_alone_knows() -> None:
    payslip = make_found(kind=Kind.OTHER, type="payslip", direction=Direction.IN, total="2000.00")
    extraction = read(make_source(), payslip)
    assert (extraction.type, extraction.direction) == ("payslip", Direction.IN)


PAYSLIP: dict[str, Any] = {"kind": Kind.OTHER, "type": "payslip", "direction": Direction.IN}


def test_a_payslip_is_proposed_as_surely_as_what_is_booked_of_it() -> None:
    payslip = read(make_source(), make_found(**PAYSLIP, **RECEIPT))
    receipt = read(make_source(), make_found(kind=Kind.RECEIPT, **RECEIPT))
    assert (payslip.state, payslip.confidence) == (receipt.state, receipt.confidence)


def test_a_payslip_without_its_net_pay_is_for_a_person() -> None:
    extraction = read(make_source(), make_found(**PAYSLIP, issue_date="2026-05-31"))
    assert (extraction.state, extraction.confidence) == (State.MANUAL, 0.0)


@pytest.mark.parametrize(
    "word", ["reminder", "order", "quote", "delivery note", "bank statement", "contract"]
)
def test_what_claims_nothing_is_set_aside_though_it_shows_a_total(word: str) -> None:
    found = make_found(kind=Kind.OTHER, type=word, direction=Direction.NONE, **RECEIPT)
    extraction = read(make_source(), found)
    assert (extraction.state, extraction.direction) == (State.OTHER, Direction.NONE)


def test_an_invoice_of_ones_own_is_income() -> None:
    options = Options(myself=Myself(names=("rosterei nordlicht GMBH",)))
    extraction = extract(make_document(sample("cii_comfort")), options=options)
    assert extraction.direction == Direction.IN


def test_an_invoice_dated_long_after_it_arrived_is_doubted() -> None:
    metadata = make_metadata(created=None, added=date(2026, 1, 10))
    text = make_found(kind=Kind.RECEIPT, **RECEIPT)
    extraction = extract(make_source(metadata=metadata), readers=[Says(text)])
    assert "date-in-future" in codes(extraction)
