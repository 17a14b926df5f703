"""FatturaPA: sums of its summary, kinds of document, several bodies, what the buyer keeps back."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Kind

from .builders import codes, read, sample, value

TOTAL = "<ImportoTotaleDocumento>131.88</ImportoTotaleDocumento>"


def test_net_and_tax_are_the_sums_of_the_summary_and_say_so() -> None:
    found = read(sample("fatturapa"))
    assert (value(found, "net"), value(found, "tax")) == ("109.00", "22.88")
    evidence = found.fields["net"].evidence
    assert evidence is not None
    path = "/*/FatturaElettronicaBody[1]/DatiBeniServizi/DatiRiepilogo/ImponibileImporto"
    assert evidence.xpath == f"sum({path})"


def test_instalments_and_withheld_tax_add_up_to_the_total() -> None:
    found = read(sample("fatturapa"))
    assert (value(found, "total"), value(found, "payable")) == ("131.88", "111.88")
    assert codes(found) == []


def test_vat_that_a_public_buyer_pays_itself_is_not_payable() -> None:
    split = ("<EsigibilitaIVA>I<", "<EsigibilitaIVA>S<")
    found = read(sample("fatturapa", split, (">61.88<", ">39.00<")))
    assert (value(found, "payable"), codes(found)) == ("89.00", [])


def test_a_missing_total_is_worked_out_and_said() -> None:
    found = read(sample("fatturapa", (TOTAL, "")))
    assert value(found, "total") == "131.88"
    assert codes(found) == ["total-worked-out"]


@pytest.mark.parametrize(
    ("code", "kind", "kind_of"),
    [
        ("TD02", Kind.INVOICE, "prepayment"),
        ("TD04", Kind.CREDIT_NOTE, None),
        ("TD05", Kind.INVOICE, "debit note"),
        ("TD17", Kind.INVOICE, "self-billing"),
        ("TD24", Kind.INVOICE, None),
    ],
)
def test_the_kind_of_document_tells_kind_and_type(code: str, kind: Kind, kind_of: str) -> None:
    found = read(sample("fatturapa", (">TD01<", f">{code}<")))
    assert (found.kind, found.type) == (kind, kind_of)


def test_an_unknown_kind_of_document_is_told() -> None:
    assert codes(read(sample("fatturapa", (">TD01<", ">TD99<")))) == ["unknown-code"]


def test_an_invoice_that_the_buyer_issues_is_self_billed() -> None:
    issuer = "<SoggettoEmittente>CC</SoggettoEmittente></FatturaElettronicaHeader>"
    found = read(sample("fatturapa", ("</FatturaElettronicaHeader>", issuer)))
    assert (found.type, codes(found)) == ("self-billing", ["self-billed"])


def test_of_several_bodies_the_first_is_read_and_the_others_are_named() -> None:
    end = "</FatturaElettronicaBody>"
    text = sample("fatturapa").decode()
    body = text[text.index("<FatturaElettronicaBody>") : text.index(end) + len(end)]
    other = body.replace("7/A", "8/A").replace("131.88", "999.00")
    found = read(text.replace(body, body + other).encode())
    assert (value(found, "number"), value(found, "total")) == ("7/A", "131.88")
    assert len(found.lines) == 2
    (finding,) = found.findings
    assert finding.code == "several-invoices"
    assert "8/A" in finding.message


def test_lines_that_do_not_make_the_net_total_are_told() -> None:
    found = read(sample("fatturapa", ("<PrezzoTotale>100.00<", "<PrezzoTotale>90.00<")))
    assert codes(found) == ["totals-disagree"]
