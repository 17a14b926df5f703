"""Whatever kind of invoice a syntax can state comes out as that, with the way its money goes."""

from __future__ import annotations

import re

import pytest

from paperless_firefly.domain.extraction import Direction, Extraction, Kind
from paperless_firefly.extraction.direction import Myself
from paperless_firefly.extraction.pipeline import Options, extract

from .builders import make_document, sample

# Of each syntax: its sample, and the element in which it states what kind of document it is.
_TYPES = {
    "cii_comfort": ("<ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode>{}</ram:TypeCode>"),
    "ubl_invoice": (">386</cbc:InvoiceTypeCode>", ">{}</cbc:InvoiceTypeCode>"),
    "fatturapa": (">TD01<", ">{}<"),
    "ksef": (">VAT<", ">{}<"),
    "facturae": (">OO<", ">{}<"),
    "zugferd1": ("<ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode>{}</ram:TypeCode>"),
}
INVOICE, CREDIT = Kind.INVOICE, Kind.CREDIT_NOTE
OUT, IN = Direction.OUT, Direction.IN


def typed(name: str, code: str, *changes: tuple[str, str]) -> Extraction:
    """A sample read as a document of this type."""
    old, new = _TYPES[name]
    return extract(make_document(sample(name, (old, new.format(code)), *changes)))


@pytest.mark.parametrize(
    ("name", "code", "kind", "kind_of", "direction"),
    [
        ("cii_comfort", "380", INVOICE, None, OUT),
        ("cii_comfort", "381", CREDIT, None, IN),
        ("cii_comfort", "384", INVOICE, "correction", OUT),
        ("cii_comfort", "386", INVOICE, "prepayment", OUT),
        ("cii_comfort", "503", CREDIT, "prepayment credit note", IN),
        ("cii_comfort", "389", INVOICE, "self-billing", IN),
        ("cii_comfort", "261", CREDIT, "self-billed credit note", OUT),
        ("cii_comfort", "326", INVOICE, "partial invoice", OUT),
        ("ubl_invoice", "380", INVOICE, None, OUT),
        ("ubl_invoice", "381", CREDIT, None, IN),
        ("ubl_invoice", "384", INVOICE, "correction", OUT),
        ("ubl_invoice", "386", INVOICE, "prepayment", OUT),
        ("ubl_invoice", "389", INVOICE, "self-billing", IN),
        ("zugferd1", "381", CREDIT, None, IN),
        ("zugferd1", "84", INVOICE, "debit note", OUT),
        ("zugferd1", "389", INVOICE, "self-billing", IN),
        ("fatturapa", "TD01", INVOICE, None, OUT),
        ("fatturapa", "TD02", INVOICE, "prepayment", OUT),
        ("fatturapa", "TD04", CREDIT, None, IN),
        ("fatturapa", "TD05", INVOICE, "debit note", OUT),
        ("fatturapa", "TD08", CREDIT, None, IN),
        ("fatturapa", "TD16", INVOICE, "self-billing", OUT),
        ("fatturapa", "TD17", INVOICE, "self-billing", OUT),
        ("fatturapa", "TD20", INVOICE, "self-billing", OUT),
        ("fatturapa", "TD24", INVOICE, None, OUT),
        ("fatturapa", "TD28", INVOICE, "self-billing", OUT),
        ("ksef", "VAT", INVOICE, None, OUT),
        ("ksef", "ZAL", INVOICE, "prepayment", OUT),
        ("ksef", "ROZ", INVOICE, None, OUT),
        ("ksef", "KOR", INVOICE, "correction", OUT),
        ("ksef", "KOR_ZAL", INVOICE, "correction", OUT),
        ("facturae", "OR", INVOICE, "correction", OUT),
        ("facturae", "OC", INVOICE, "consolidated invoice", OUT),
    ],
)
def test_a_type_gives_kind_word_and_direction(
    name: str, code: str, kind: Kind, kind_of: str | None, direction: Direction
) -> None:
    extraction = typed(name, code)
    assert (extraction.kind, extraction.type) == (kind, kind_of)
    assert extraction.direction == direction


def test_a_ubl_credit_note_without_a_type_is_one_by_its_root() -> None:
    code = "<CreditNoteTypeCode>381</CreditNoteTypeCode>"
    extraction = extract(make_document(sample("ubl_credit_note", (code, ""))))
    assert (extraction.kind, extraction.direction) == (CREDIT, IN)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cii_comfort", "380"),
        ("cii_comfort", "384"),
        ("ubl_invoice", "380"),
        ("fatturapa", "TD01"),
        ("ksef", "KOR"),
        ("facturae", "OR"),
    ],
)
def test_a_negative_invoice_brings_money_back(name: str, code: str) -> None:
    old, new = _TYPES[name]
    text = sample(name, (old, new.format(code))).decode()
    extraction = extract(make_document(turned(text).encode()))
    total = extraction.amount("total")
    assert total is not None and total < 0
    assert (extraction.kind, extraction.direction) == (INVOICE, IN)


def turned(text: str) -> str:
    """A sample with the sign of its totals turned."""
    names = "GrandTotalAmount|TaxInclusiveAmount|ImportoTotaleDocumento|P_15|InvoiceTotal"
    return re.sub(rf"(<(?:\w+:)?(?:{names})\b[^>]*>)(?=\d)", r"\1-", text)


def test_a_negative_credit_note_leaves_its_direction_in_doubt() -> None:
    text = turned(sample("fatturapa", (">TD01<", ">TD04<")).decode())
    extraction = extract(make_document(text.encode()))
    assert "direction-doubtful" in [finding.code for finding in extraction.findings]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("cii_comfort", ("CategoryCode>S<", "CategoryCode>AE<")),
        ("ubl_invoice", ("<cbc:ID>S<", "<cbc:ID>AE<")),
        ("fatturapa", ("<Natura>N1<", "<Natura>N6.3<")),
        ("ksef", ("P_13_7", "P_13_10")),
    ],
)
def test_an_invoice_whose_buyer_owes_the_tax_is_one_of_reverse_charge(
    name: str, change: tuple[str, str]
) -> None:
    plain = {"ubl_invoice": "380", "fatturapa": "TD01", "ksef": "VAT"}.get(name, "380")
    assert typed(name, plain, change).type == "reverse charge"
    assert typed(name, plain).type is None


@pytest.mark.parametrize(
    ("name", "change", "kind_of"),
    [
        ("ksef", ("<P_17>2<", "<P_17>1<"), "self-billing"),
        ("facturae", (">EM<", ">RE<"), "self-billing"),
        (
            "fatturapa",
            (
                "</FatturaElettronicaHeader>",
                "<SoggettoEmittente>CC</SoggettoEmittente></FatturaElettronicaHeader>",
            ),
            "self-billing",
        ),
    ],
)
def test_what_the_buyer_wrote_in_the_sellers_name_is_the_sellers_income(
    name: str, change: tuple[str, str], kind_of: str
) -> None:
    extraction = extract(make_document(sample(name, change)))
    assert (extraction.type, extraction.direction) == (kind_of, IN)


def test_what_the_user_wrote_as_the_buyer_is_an_expense() -> None:
    me = Options(myself=Myself(names=("Household Ek",)))
    old, new = _TYPES["ubl_invoice"]
    extraction = extract(make_document(sample("ubl_invoice", (old, new.format("389")))), options=me)
    assert extraction.direction == OUT


def test_an_invoice_of_the_users_own_is_income_and_its_credit_note_is_not() -> None:
    me = Options(myself=Myself(names=("Fjord Energi AB",)))
    old, new = _TYPES["ubl_invoice"]
    for code, direction in (("380", IN), ("381", OUT)):
        document = make_document(sample("ubl_invoice", (old, new.format(code))))
        assert extract(document, options=me).direction == direction
