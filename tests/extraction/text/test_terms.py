"""The due day from terms of payment."""

from __future__ import annotations

from datetime import date

import pytest

from paperless_firefly.extraction.text.terms import due_by_terms

from .builders import make_lines, read, values


@pytest.mark.parametrize(
    "terms",
    [
        "Zahlbar innerhalb von 14 Tagen ohne Abzug.", "Payment terms: 14 days net", "Net 14",
        "Règlement à 14 jours", "Bonifico bancario 14 gg data fattura", "Pago a 14 días",
        "Prazo de pagamento: 14 dias", "Betaling binnen 14 dagen", "Termin płatności 14 dni",
        "Splatnost 14 dní",
    ],
)  # fmt: skip
def test_terms_in_every_language_give_the_due_day(terms: str) -> None:
    ((_, day),) = due_by_terms(make_lines(terms), date(2026, 3, 1))

    assert day.options == (date(2026, 3, 15),)


def test_the_time_without_discount_counts() -> None:
    lines = make_lines("Zahlbar in 10 Tagen mit 2 % Skonto, 30 Tage netto")

    assert [p.options for _, p in due_by_terms(lines, date(2026, 3, 1))] == [(date(2026, 3, 31),)]


def test_how_long_an_offer_holds_is_no_term_of_payment() -> None:
    assert due_by_terms(make_lines("Angebot gültig 30 Tage"), date(2026, 3, 1)) == []


def test_a_printed_due_day_outranks_the_terms() -> None:
    found = read(
        "Invoice No. 17\nInvoice date: 1 March 2026\nDue date: 8 March 2026\n30 days net\nTotal 5.00"
    )

    assert values(found)["due_date"] == "2026-03-08"


def test_a_due_day_by_the_terms_is_less_sure_than_a_printed_one() -> None:
    printed = read("Rechnung 17\nDatum: 01.03.2026\nFällig am: 31.03.2026\nGesamtbetrag 119,00 EUR")
    by_terms = read("Rechnung 17\nDatum: 01.03.2026\n30 Tage netto\nGesamtbetrag 119,00 EUR")

    assert values(printed)["due_date"] == values(by_terms)["due_date"] == "2026-03-31"
    assert by_terms.fields["due_date"].confidence < printed.fields["due_date"].confidence
