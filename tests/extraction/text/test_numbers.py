"""Identifiers are found beside their labels, and checked."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.numbers import (
    document_numbers,
    ibans,
    is_creditor_reference,
    is_iban,
    payment_references,
    vat_ids,
)

from .builders import make_lines


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rechnung Nr. RE-2024-0815", "RE-2024-0815"),
        ("Invoice No.: INV/2024/17", "INV/2024/17"),
        ("Facture n° F2024-17", "F2024-17"),
        ("Handelsrechnung (380) Nr. 4711 vom 05.04.2024", "4711"),
        ("Rechnungsnummer\n2024-17", "2024-17"),
        ("Faktura č. 2024017", "2024017"),
        ("Receipt #0042", "0042"),
    ],
)
def test_a_document_number_stands_beside_or_under_its_label(text: str, number: str) -> None:
    assert document_numbers(make_lines(text))[0].value == number


def test_an_order_number_is_no_document_number() -> None:
    lines = make_lines("Invoice number: 17-A4\nOrder number: 99-B5")

    assert document_numbers(lines)[0].value == "17-A4"


def test_an_order_named_in_a_sentence_of_the_invoice_is_not_its_number() -> None:
    found = document_numbers(make_lines("Rechnung gemäß Bestellung Nr. 2024-99\nBeleg Nr. 17"))

    assert [f.value for f in found] == ["17"]


def test_a_date_is_no_document_number() -> None:
    assert document_numbers(make_lines("Invoice 05.04.2024"))[0].score < 0


def test_ibans_are_checked() -> None:
    lines = make_lines("IBAN: DE02 1203 0000 0000 2020 51\nIBAN DE03 1203 0000 0000 2020 51")

    assert [i.value for i in ibans(lines)] == ["DE02120300000000202051"]
    assert not is_iban("XX02120300000000202051")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("USt-IdNr. DE 136 695 976", "DE136695976"),
        ("TVA: FR 32 123 456 789", "FR32123456789"),
        ("GST ID NO: 000123456789", "000123456789"),
        ("NIP: 525-000-56-78", "PL5250005678"),
        ("P.IVA 01234567890", "IT01234567890"),
    ],
)
def test_vat_ids_of_many_countries_are_read(text: str, value: str) -> None:
    assert [i.value for i in vat_ids(make_lines(text))] == [value]


def test_an_iban_is_no_vat_id() -> None:
    assert vat_ids(make_lines("IBAN DE02 1203 0000 0000 2020 51")) == []


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Verwendungszweck: RE-2024-0815", "RE-2024-0815"),
        ("Variabilní symbol: 2024017", "2024017"),
        ("Please quote RF18 5390 0754 7034", "RF18539007547034"),
        ("Mededeling +++123/4567/89012+++", "123/4567/89012"),
    ],
)
def test_payment_references_are_found(text: str, reference: str) -> None:
    assert payment_references(make_lines(text))[0].value == reference


def test_creditor_references_are_checked() -> None:
    assert is_creditor_reference("RF18539007547034")
    assert not is_creditor_reference("RF19539007547034")


def test_a_bare_word_for_number_counts_only_where_no_label_tells_more() -> None:
    with_label = "Lieferant Nummer: 549910\nRechnung Nr. RK-21"

    assert document_numbers(make_lines(with_label))[0].value == "RK-21"
    assert [f.value for f in document_numbers(make_lines("Nummer: 2024-17"))] == ["2024-17"]


def test_a_house_number_under_a_label_is_no_document_number() -> None:
    rows = "Invoice Number\n40 King Street\n2025/5572"

    assert document_numbers(make_lines(rows))[0].value == "2025/5572"
