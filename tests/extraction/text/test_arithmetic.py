"""Sums among the amounts confirm a total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paperless_firefly.extraction.text.amounts import prints
from paperless_firefly.extraction.text.arithmetic import is_rate, sums

from .builders import make_lines


def kinds(text: str, value: str) -> set[str]:
    """The sums that confirm a value in a text."""
    return set(sums(prints(make_lines(text))).kinds(Decimal(value)))


def test_cash_less_change_is_the_total() -> None:
    assert "cash-change" in kinds("Total 6.00\nCash 10.00\nChange 4.00", "6.00")


def test_a_total_that_cannot_be_read_is_worked_out() -> None:
    found = sums(prints(make_lines("Tot@l b.OO\nCash 10.00\nChange 4.00")))

    assert found.derived == {Decimal("6.00")}


def test_three_amounts_in_a_row_need_no_labels() -> None:
    assert "three-in-a-row" in kinds("xx 6.00\nyy 10.00\nzz 4.00", "6.00")


def test_net_and_tax_are_the_total() -> None:
    assert "net+tax" in kinds("Netto 100,00\nMwSt 19,00\nGesamtbetrag 119,00", "119.00")


def test_a_subtotal_with_what_is_added_is_the_total() -> None:
    text = "Subtotal 50.00\nService charge 5.00\nGST 3.30\nTotal 58.30"

    assert "chain" in kinds(text, "58.30")


def test_a_discount_is_taken_off() -> None:
    assert "less discount" in kinds("Subtotal 15.60\nDiscount 8.40\nTotal 7.20", "7.20")


def test_rounding_gives_the_total_after_it() -> None:
    text = "Total 9.98\nRounding 0.02\nTotal after rounding 10.00"

    assert "rounded" in kinds(text, "10.00")


def test_what_was_paid_before_is_part_of_the_total() -> None:
    text = "Bruttosumme 23.800,00\nAnzahlung 11.900,00\nZahlbetrag 11.900,00"

    assert "before prepaid" in kinds(text, "23800.00")
    assert "after prepaid" in kinds(text, "11900.00")


@pytest.mark.parametrize(("tax", "base", "holds"), [("19", "100", True), ("11", "100", False)])
def test_a_tax_is_a_usual_rate_of_its_base(tax: str, base: str, holds: bool) -> None:
    assert is_rate(Decimal(tax), Decimal(base)) is holds


def test_what_is_open_from_earlier_papers_is_no_part_of_the_total() -> None:
    text = "Beitrag 220,00\nAusstehende Forderung 180,00\nZu zahlender Betrag 400,00"

    assert "less arrears" in kinds(text, "220.00")
    assert "with arrears" in kinds(text, "400.00")


@pytest.mark.parametrize("sign", ["", "-"])
def test_the_last_row_of_a_table_adds_up_its_columns(sign: str) -> None:
    rows = ["100,00 19,00 119,00", "50,00 3,50 53,50", "150,00 22,50 172,50"]
    text = "\n".join(sign + row.replace(" ", f" {sign}") for row in rows)

    assert "columns" in kinds(text, f"{sign}172.50")
    assert "columns" not in kinds(text, f"{sign}53.50")


def test_a_sum_of_taxes_is_no_total() -> None:
    text = "19,00 100,00 19,00\n7,00 50,00 3,50\n26,00 150,00 22,50"

    assert "columns" not in kinds(text, "22.50")


def test_a_net_amount_above_the_gross_has_its_taxes_in() -> None:
    text = "Gross amt 47.80\nService tax 2.87\nGST 2.86\nNet amt 53.55"

    assert "taxed" in kinds(text, "53.55")
    assert "before taxes" in kinds(text, "47.80")


def test_a_rounding_that_is_misread_still_rounds() -> None:
    text = "Total 37.44\nRounding 0.07\nAmount after rounding 37.45\nCash 40.00"

    assert "rounded off" in kinds(text, "37.45")
