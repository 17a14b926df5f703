"""The whole reading of small papers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.domain.document import DocumentMetadata
from paperless_firefly.domain.extraction import Kind
from paperless_firefly.extraction.text.reader import TextReader

from .builders import INVOICE, make_document, make_page, read, values


def test_a_receipt_is_read() -> None:
    found = read(make_document().text)

    assert found.kind == Kind.RECEIPT
    assert values(found) == {
        "total": "6.00",
        "issue_date": "2024-03-14",
        "seller": "Corner Bakery Ltd",
        "number": "R-2041",
        "seller_vat_id": "GB123456789",
        "currency": "GBP",
        "payment_method": "cash",
    }
    assert [item.description for item in found.lines] == ["Croissant", "Coffee"]


def test_an_invoice_is_read() -> None:
    found = read(INVOICE)

    assert found.kind == Kind.INVOICE
    assert values(found) | {"payment_reference": ""} == {
        "total": "357.00",
        "net": "300.00",
        "tax": "57.00",
        "currency": "EUR",
        "issue_date": "2024-05-02",
        "due_date": "2024-05-16",
        "number": "RE-2024-0815",
        "seller": "Tischlerei Holzmann GmbH",
        "seller_vat_id": "DE136695976",
        "iban": "DE02120300000000202051",
        "payment_reference": "",
        "customer_number": "4711",
    }


@pytest.mark.parametrize(
    ("text", "total", "day"),
    [
        ("FACTURE N° F17\nDate : 03/04/2024\nTotal HT 100,00 €\nTVA 20% 20,00 €\nTotal TTC 120,00 €", "120.00", "2024-04-03"),
        ("FATTURA n. 17\nData: 03/04/2024\nImponibile 100,00 €\nIVA 22% 22,00 €\nTotale fattura 122,00 €", "122.00", "2024-04-03"),
        ("FACTURA Nº 17\nFecha: 03/04/2024\nBase imponible 100,00 €\nIVA 21% 21,00 €\nTotal factura 121,00 €", "121.00", "2024-04-03"),
        ("FATURA n.º 17\nData: 03/04/2024\nTotal sem IVA 100,00 €\nIVA 23% 23,00 €\nTotal a pagar 123,00 €", "123.00", "2024-04-03"),
        ("FACTUUR\nFactuurdatum: 03-04-2024\nSubtotaal 100,00\nBTW 21% 21,00\nTe betalen € 121,00", "121.00", "2024-04-03"),
        ("FAKTURA VAT nr 17\nData wystawienia: 03.04.2024\nRazem netto 100,00\nVAT 23% 23,00\nDo zapłaty 123,00 zł", "123.00", "2024-04-03"),
        ("FAKTURA č. 17\nDatum vystavení: 03.04.2024\nZáklad daně 100,00\nDPH 21% 21,00\nCelkem k úhradě 121,00 Kč", "121.00", "2024-04-03"),
    ],
)  # fmt: skip
def test_invoices_of_every_language_are_read(text: str, total: str, day: str) -> None:
    found = values(read(text))

    assert (found["total"], found["issue_date"]) == (total, day)
    assert found["net"] == "100.00"


def test_the_total_is_the_one_after_rounding() -> None:
    text = "Total 9.98\nRounding 0.02\nTotal after rounding 10.00\nCash 20.00\nChange 10.00"

    assert values(read(text))["total"] == "10.00"


def test_a_label_in_the_row_above_is_enough() -> None:
    assert values(read("Shop\n12.00\n3.00\nGrand total\n15.00"))["total"] == "15.00"


def test_evidence_points_to_the_words_on_the_page() -> None:
    found = TextReader().read(make_page("Sunny Cafe", "Coffee    2.40", "Total     2.40"))

    assert found is not None
    evidence = found.fields["total"].evidence
    assert evidence is not None
    assert (evidence.page, evidence.line, evidence.box) == (1, 3, (50, 30, 70, 40))


def test_other_values_are_kept_as_alternatives() -> None:
    total = read("Subtotal 9.00\nTotal 10.00").fields["total"]

    assert [a.value for a in total.alternatives] == ["9.00"]
    assert total.confidence > total.alternatives[0].confidence


def test_the_correspondent_confirms_a_name() -> None:
    metadata = DocumentMetadata(correspondent="Green Tea House")

    seller = read("Sunny Cafe\nGreen Tea House\nTotal 5.00", metadata=metadata).fields["seller"]

    assert (seller.value, seller.confidence) == ("Green Tea House", 0.97)


def test_a_date_that_paperless_holds_settles_day_and_month() -> None:
    metadata = DocumentMetadata(created=date(2024, 3, 4))

    assert (
        values(read("Date: 03/04/2024\nTotal 5.00", metadata=metadata))["issue_date"]
        == "2024-03-04"
    )


def test_a_receipt_is_surer_when_sums_confirm_it() -> None:
    bare = read("Shop\nTotal 6.00").fields["total"]
    confirmed = read("Shop\nTotal 6.00\nCash 10.00\nChange 4.00").fields["total"]

    assert confirmed.confidence > bare.confidence


def test_an_empty_document_says_nothing() -> None:
    assert TextReader().read(make_document("")) is None


def test_nothing_is_invented() -> None:
    assert values(read("hello")).keys() <= {"seller"}


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    TextReader().read(make_document(text))
