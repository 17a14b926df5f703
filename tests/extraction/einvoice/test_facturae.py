"""Facturae: totals with and without the tax withheld, classes, batches and surcharges."""

from __future__ import annotations

import pytest

from .builders import codes, read, sample, value

ROOT = "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"


@pytest.mark.parametrize("stated", ["201.40", "229.90"])
def test_the_total_has_all_tax_wherever_the_program_took_off_what_is_withheld(stated: str) -> None:
    change = ("<InvoiceTotal>201.40<", f"<InvoiceTotal>{stated}<")
    found = read(sample("facturae", change))
    assert (value(found, "total"), value(found, "payable")) == ("229.90", "201.40")
    assert codes(found) == []


@pytest.mark.parametrize(
    "space",
    [
        "http://www.facturae.es/Facturae/2009/v3.2/Facturae",
        "http://www.facturae.es/Facturae/2014/v3.2.1/Facturae",
    ],
)
def test_every_edition_is_read(space: str) -> None:
    assert value(read(sample("facturae", (ROOT, space))), "number") == "F-12"


@pytest.mark.parametrize(
    ("code", "kind_of"), [("OR", "correction"), ("OC", "consolidated invoice")]
)
def test_the_class_tells_the_type(code: str, kind_of: str) -> None:
    assert read(sample("facturae", (">OO<", f">{code}<"))).type == kind_of


def test_a_person_is_named_with_both_surnames() -> None:
    assert value(read(sample("facturae")), "buyer") == "Eva Prueba Muestra"


def test_an_invoice_that_the_receiver_issues_is_self_billed() -> None:
    found = read(sample("facturae", (">EM<", ">RE<")))
    assert (found.type, codes(found)) == ("self-billing", ["self-billed"])


def test_a_surcharge_of_small_retailers_is_a_tax_of_its_own() -> None:
    surcharge = (
        "<EquivalenceSurcharge>5.20</EquivalenceSurcharge>"
        "<EquivalenceSurchargeAmount><TotalAmount>9.88</TotalAmount></EquivalenceSurchargeAmount>"
    )
    found = read(
        sample(
            "facturae",
            ("39.90</TotalAmount></TaxAmount>", f"39.90</TotalAmount></TaxAmount>{surcharge}"),
            ("<TotalTaxOutputs>39.90<", "<TotalTaxOutputs>49.78<"),
            (">201.40<", ">211.28<"),
        )
    )
    assert [(row.rate, row.tax) for row in found.tax_breakdown] == [
        ("21.00", "39.90"),
        ("5.20", "9.88"),
    ]
    assert codes(found) == []


def test_of_a_batch_the_first_is_read_and_the_others_are_named() -> None:
    text = sample("facturae").decode()
    invoice = text[text.index("<Invoice>") : text.index("</Invoices>")]
    found = read(text.replace(invoice, invoice + invoice.replace("F-12", "F-13")).encode())
    assert value(found, "number") == "F-12"
    assert len(found.lines) == 1
    assert [(f.code, "F-13" in f.message) for f in found.findings] == [("several-invoices", True)]
