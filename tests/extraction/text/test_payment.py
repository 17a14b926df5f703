"""How a document was paid is read from masked digits, tills' words and named methods."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.payment import paying_card, payment_method

from .builders import INVOICE, RECEIPT, make_lines, read, values


def card(text: str) -> str | None:
    """The last digits of the paying card of a text."""
    found = paying_card(make_lines(text))
    return found.value if found else None


def method(text: str) -> str | None:
    """The payment method of a text."""
    lines = make_lines(text)
    found = payment_method(lines, paying_card(lines))
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("VISA ************1234", "1234"),
        ("Kartenzahlung girocard\nPAN ###############5678 0", "5678"),
        ("CARTE BANCAIRE\n**** **** **** 4321", "4321"),
        ("Tarjeta XXXX-XXXX-XXXX-9876", "9876"),
        ("Visa card ending in 4242", "4242"),
        ("Kreditkarte endend auf 0815", "0815"),
        ("Karta platnicza 541333******1111", "1111"),
    ],
)
def test_the_last_digits_of_the_paying_card_are_read(text: str, digits: str) -> None:
    assert card(f"{text}\nTotal 10,00") == digits


@pytest.mark.parametrize(
    "text",
    [
        "Member card ****1234",
        "Payback Karte ****1234",
        "Gift card ****1234",
        "Refund to card ****1234",
        "IBAN DE** **** **** 1234, keine Karte",
        "Card accepted here\nTotal 12.34",
    ],
)
def test_a_members_a_gift_or_a_credited_card_has_not_paid(text: str) -> None:
    assert card(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RECEIPT, "cash"),
        ("Gesamt 10,00\nKartenzahlung 10,00", "card"),
        ("Total TTC 10,00\nCarte bancaire 10,00", "card"),
        ("Der Betrag wird abgebucht.", "direct debit"),
        ("Prélèvement SEPA le 05/05/2026", "direct debit"),
        ("Bitte überweisen Sie den Betrag", "transfer"),
        ("Pagamento: bonifico bancario", "transfer"),
        ("Forma de pago: transferencia", "transfer"),
        ("Płatność: przelew", "transfer"),
        ("Způsob platby: bankovním převodem", "transfer"),
        ("Zahlungsart: PayPal", "paypal"),
        ("We accept Visa and Mastercard", None),
    ],
)
def test_the_method_is_what_the_document_says(text: str, expected: str | None) -> None:
    assert method(text.strip()) == expected


def test_a_credit_note_names_no_paying_card() -> None:
    found = values(read("GUTSCHRIFT\nNr. 5\nVisa ****1234\nGesamtbetrag 10,00"))
    assert "card" not in found
    assert "payment_method" not in found


def test_the_customers_number_is_read_beside_the_documents() -> None:
    found = values(read(INVOICE))
    assert (found["customer_number"], found["number"]) == ("4711", "RE-2024-0815")
