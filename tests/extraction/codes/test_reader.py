"""Codes are found wherever a document shows them, and lead where the page says otherwise."""

from __future__ import annotations

from dataclasses import replace

from paperless_firefly.domain.document import Page, PrintedCode, SourceDocument, Word
from paperless_firefly.domain.extraction import Kind
from paperless_firefly.extraction.codes.reader import CodeReader
from paperless_firefly.extraction.pipeline import extract

from ..builders import make_source
from . import payloads

RECEIPT = payloads.rksv("12,00", "0,00", "0,00", "0,00", "0,00")
PRINTED = "Kaffee Wien\nDatum 04.03.2026\nSumme EUR {}\n"


BOX = (40.0, 50.0, 120.0, 130.0)


def decoded(*codes: str, text: str = "") -> SourceDocument:
    printed = tuple(PrintedCode(code, number, BOX) for number, code in enumerate(codes, 1))
    return replace(make_source(text), codes=printed)


def codes_of(document: SourceDocument) -> list[str]:
    return [finding.code for finding in extract(document).findings]


def test_a_document_without_a_code_is_none_of_its_business() -> None:
    assert CodeReader().read(make_source("Total EUR 12.00")) is None


def test_a_decoded_code_alone_makes_an_extraction() -> None:
    extraction = extract(decoded(RECEIPT))
    assert extraction.kind == Kind.RECEIPT
    assert extraction.text("total") == "12.00"
    assert extraction.readers == ("code",)


def test_a_decoded_code_tells_on_which_page_and_where_it_stands() -> None:
    evidence = extract(decoded("https://example.org/menu", RECEIPT)).fields["total"].evidence
    assert evidence is not None
    assert (evidence.page, evidence.box) == (2, BOX)


def test_two_codes_of_different_schemes_are_both_kept() -> None:
    extraction = extract(decoded(RECEIPT, payloads.epc("EUR12.00")))
    assert extraction.text("total") == "12.00"
    assert extraction.text("iban") == "DE89370400440532013000"
    assert "codes-disagree" not in {finding.code for finding in extraction.findings}


def test_what_another_code_says_stays_as_an_alternative() -> None:
    total = extract(decoded(RECEIPT, payloads.epc("EUR99.00"))).fields["total"]
    assert total.value == "12.00"
    assert [(other.value, other.reader) for other in total.alternatives] == [("99.00", "code")]


def test_a_code_that_no_scheme_knows_is_ignored() -> None:
    assert CodeReader().read(decoded("https://example.org/menu")) is None


def test_a_code_printed_among_text_is_found() -> None:
    found = CodeReader().read(make_source(f"{PRINTED}\r\n{payloads.epc()}\r\n"))
    assert found is not None
    assert found.fields["payable"].value == "48.20"


def test_a_code_among_the_words_of_a_page_is_found() -> None:
    words = tuple(Word(text, 0, 0, 1, 1) for text in payloads.atcud().split(" "))
    found = CodeReader().read(replace(make_source(), pages=(Page(1, 10, 10, words),)))
    assert found is not None
    assert found.fields["number"].value == "FR A/9"


def test_the_same_code_in_text_and_picture_is_one() -> None:
    assert "codes-disagree" not in codes_of(decoded(RECEIPT, text=RECEIPT))


def test_two_codes_of_different_sums_are_a_finding() -> None:
    other = payloads.rksv("99,00", "0,00", "0,00", "0,00", "0,00")
    assert "codes-disagree" in codes_of(decoded(RECEIPT, other))


def test_the_code_leads_where_the_page_says_otherwise() -> None:
    document = decoded(RECEIPT, text=PRINTED.format("72,00"))
    extraction = extract(document)
    assert extraction.text("total") == "12.00"
    assert "code-disagrees" in codes_of(document)
    assert "72.00" in {other.value for other in extraction.fields["total"].alternatives}


def test_agreement_is_no_finding() -> None:
    assert "code-disagrees" not in codes_of(decoded(RECEIPT, text=PRINTED.format("12,00")))


def test_nothing_to_pay_is_no_total() -> None:
    found = CodeReader().read(decoded(payloads.swiss("0.00")))
    assert found is not None
    assert "total" not in found.fields
