"""The reader of e-invoices: which XML it takes, and what it says of the rest."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Direction, Kind, Severity
from paperless_firefly.extraction.einvoice.reader import EInvoiceReader

from .builders import codes, make_document, read, sample, value

PDF = "application/pdf"
CII_TYPE = "<ram:TypeCode>380</ram:TypeCode>"


def test_a_document_without_xml_is_none_of_its_business() -> None:
    assert EInvoiceReader().read(make_document()) is None


@pytest.mark.parametrize(
    ("code", "kind", "kind_of"),
    [
        ("380", Kind.INVOICE, None),
        ("384", Kind.INVOICE, "correction"),
        ("386", Kind.INVOICE, "prepayment"),
        ("389", Kind.INVOICE, "self-billing"),
        ("326", Kind.INVOICE, "partial invoice"),
        ("381", Kind.CREDIT_NOTE, None),
        ("261", Kind.CREDIT_NOTE, "self-billed credit note"),
        ("396", Kind.CREDIT_NOTE, "factored credit note"),
        ("81", Kind.CREDIT_NOTE, "credit note for goods or services"),
    ],
)
def test_the_type_code_tells_kind_and_type(code: str, kind: Kind, kind_of: str | None) -> None:
    found = read(sample("cii_comfort", (CII_TYPE, f"<ram:TypeCode>{code}</ram:TypeCode>")))
    assert (found.kind, found.type) == (kind, kind_of)


def test_a_credit_note_by_its_root_is_one_whatever_its_code() -> None:
    found = read(sample("ubl_credit_note", (">381<", ">380<")))
    assert found.kind == Kind.CREDIT_NOTE


def test_a_document_without_a_code_is_what_its_root_says() -> None:
    found = read(sample("ubl_credit_note", ("<CreditNoteTypeCode>381</CreditNoteTypeCode>", "")))
    assert found.kind == Kind.CREDIT_NOTE
    assert codes(found) == []


def test_every_field_has_the_path_it_was_found_at() -> None:
    found = read(sample("ubl_invoice"))
    evidence = found.fields["tax"].evidence
    assert evidence is not None
    assert evidence.xpath == "/*/cac:TaxTotal/cbc:TaxAmount[@currencyID='SEK']"
    assert evidence.quote == "250.00"


def test_an_order_is_no_invoice_and_says_what_it_is() -> None:
    found = read(sample("order"), mime_type=PDF)
    assert (found.kind, found.type, found.direction) == (
        Kind.OTHER,
        "order response",
        Direction.NONE,
    )


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (b"<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "order"),
        (b"<a:DespatchAdvice xmlns:a='urn:x'/>", "delivery note"),
        (b"<Potwierdzenie xmlns='http://upo.schematy.mf.gov.pl/KSeF/v4-3'/>", "acknowledgement"),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>", "bank statement"),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'/>", "payment order"),
    ],
)
def test_other_business_documents_are_known_by_their_root(xml: bytes, what: str) -> None:
    found = read(xml)
    assert (found.kind, found.type) == (Kind.OTHER, what)


def test_an_unknown_xml_names_its_namespace() -> None:
    found = read(b"<Quux xmlns='urn:example:quux'/>")
    assert found.kind == Kind.OTHER
    (finding,) = found.findings
    assert finding.code == "unknown-xml"
    assert "urn:example:quux" in finding.message


def test_an_unknown_xml_inside_a_pdf_leaves_the_pdf_to_other_readers() -> None:
    found = read(b"<Quux/>", mime_type=PDF)
    assert found.kind is None
    assert [finding.severity for finding in found.findings] == [Severity.INFO]


def test_the_invoice_among_several_attachments_is_found() -> None:
    found = read(b"<Quux/>", sample("order"), sample("cii_comfort"), mime_type=PDF)
    assert (found.reader, value(found, "total")) == ("cii", "241.52")


def test_of_two_syntaxes_the_newer_one_is_read_and_another_total_is_told() -> None:
    found = read(sample("zugferd1"), sample("cii_comfort"), mime_type=PDF)
    assert found.reader == "cii"
    assert codes(found) == ["attachments-disagree"]


def test_the_same_invoice_in_two_versions_is_no_contradiction() -> None:
    assert codes(read(sample("cii_comfort"), sample("cii_comfort"), mime_type=PDF)) == []


def test_an_invoice_in_an_envelope_is_found() -> None:
    inner = sample("ubl_invoice").partition(b"?>")[2]
    found = read(
        b"<e:StandardBusinessDocument xmlns:e='urn:e'><e:H/>"
        + inner
        + b"</e:StandardBusinessDocument>"
    )
    assert value(found, "number") == "INV-44"


def test_a_self_billed_invoice_by_its_root_is_one() -> None:
    found = read(
        sample(
            "ubl_invoice",
            ("Invoice-2", "SelfBilledInvoice-2"),
            ("<Invoice ", "<SelfBilledInvoice "),
            ("</Invoice>", "</SelfBilledInvoice>"),
            (">386<", "><"),
        )
    )
    assert (found.kind, found.type) == (Kind.INVOICE, "self-billing")


def test_a_vat_number_under_a_wrong_scheme_is_known_by_its_form() -> None:
    found = read(
        sample(
            "ubl_invoice",
            (
                "<cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>",
                "<cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>",
            ),
        )
    )
    assert value(found, "seller_vat_id") == "SE556677889901"
