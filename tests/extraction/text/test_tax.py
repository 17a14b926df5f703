"""Net and tax are held to the total; rates have their rows."""

from __future__ import annotations

from decimal import Decimal

from paperless_firefly.extraction.text.amounts import prints
from paperless_firefly.extraction.text.tax import breakdown, net_and_tax, payable, untaxed

from .builders import make_lines


def test_net_and_tax_add_up_to_the_total() -> None:
    lines = make_lines("Nettobetrag 300,00\nzzgl. 19% MwSt. 57,00\nRechnungsbetrag 357,00")

    pair = net_and_tax(prints(lines), Decimal("357.00"))

    assert pair is not None
    assert (pair.net.value, pair.tax.value) == (Decimal("300.00"), Decimal("57.00"))
    assert pair.confidence > 0.95


def test_cash_and_change_are_no_net_and_tax() -> None:
    lines = make_lines("Cash 5.00\nChange 1.00\nTotal 6.00")

    assert net_and_tax(prints(lines), Decimal("6.00")) is None


def test_each_rate_has_its_base_and_tax() -> None:
    lines = make_lines("7% 160,00 11,20\n19% 336,00 63,84")

    rows = breakdown(lines, prints(lines))

    assert [(str(r.rate), str(r.base), str(r.tax)) for r in rows] == [
        ("7", "160.00", "11.20"),
        ("19", "336.00", "63.84"),
    ]


def test_what_is_still_due_is_told_from_the_total() -> None:
    lines = make_lines("Gesamtbetrag 100,00\nAnzahlung 40,00\nZahlbetrag 60,00")

    due = payable(prints(lines), Decimal("100.00"))

    assert due is not None
    assert due.value == Decimal("60.00")


def test_without_tax_the_net_is_the_total() -> None:
    lines = make_lines("Nettobetrag 50,00\nSteuerbetrag 0,00\nGesamtbetrag 50,00")

    net = untaxed(prints(lines), Decimal("50.00"))

    assert net is not None
    assert net.value == Decimal("50.00")
