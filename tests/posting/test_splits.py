"""Splitting what is paid: the parts add up to the cent, and none is negative."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from benchmarks.firefly_rules import Books, refusals
from hypothesis import assume, given
from hypothesis import strategies as st

from paperless_firefly.clients.firefly.payload import new_transaction
from paperless_firefly.domain.details import Adjustment, Details
from paperless_firefly.domain.extraction import Extraction, LineItem, TaxLine
from paperless_firefly.domain.money import exponent, is_exact
from paperless_firefly.domain.posting import SplitChoice
from paperless_firefly.posting.build import build
from paperless_firefly.posting.request import amount_due
from paperless_firefly.posting.shares import settle
from paperless_firefly.posting.splits import MOST, Share, by_line, by_tax_rate

from .builders import make_booking, make_extraction, make_request
from .invoices import invoices

DIGITS = {"EUR": 2, "JPY": 0, "KWD": 3, "USD": 2}


def row(rate: str, base: str, tax: str) -> TaxLine:
    return TaxLine("S", rate, base, tax)


def invoice(*rows: TaxLine, total: str, **more: Any) -> Extraction:
    lines, details = more.pop("lines", ()), more.pop("details", None)
    made = make_extraction(total=total, **more)
    return replace(made, tax_breakdown=rows, lines=lines, details=details)


def shown(shares: tuple[Share, ...]) -> list[tuple[str, str]]:
    return [(share.name, str(share.amount)) for share in shares]


def test_two_rates_make_two_gross_parts() -> None:
    paper = invoice(row("19", "100.00", "19.00"), row("7", "10.00", "0.70"), total="129.70")

    assert shown(by_tax_rate(paper, Decimal("129.70"), "EUR")) == [
        ("19 %", "119.00"), ("7 %", "10.70"),
    ]  # fmt: skip


def test_what_is_prepaid_and_rounded_is_spread_by_size() -> None:
    paper = invoice(row("19", "100.00", "19.00"), row("7", "10.00", "0.70"), total="129.70")

    assert shown(by_tax_rate(paper, Decimal("64.86"), "EUR")) == [
        ("19 %", "59.51"), ("7 %", "5.35"),
    ]  # fmt: skip


def test_a_rate_that_gives_back_joins_the_largest() -> None:
    rows = row("19", "100.00", "19.00"), row("7", "50.00", "3.50"), row("0", "-10.00", "0.00")

    assert shown(by_tax_rate(invoice(*rows, total="162.50"), Decimal("162.50"), "EUR")) == [
        ("19 %, 0 %", "109.00"), ("7 %", "53.50"),
    ]  # fmt: skip


def test_a_rate_that_gives_back_nearly_all_leaves_one_part() -> None:
    rows = row("19", "100.00", "19.00"), row("7", "-100.00", "-7.00")

    assert by_tax_rate(invoice(*rows, total="12.00"), Decimal("12.00"), "EUR") == ()


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([], "119.00"),
        ([row("19", "100.00", "19.00")], "119.00"),
        ([row("19", "100.00", "19.00"), row("19.00", "1.00", "0.19")], "120.19"),
        ([row("19", "100.00", "19.00"), row("7", "?", "0")], "119.00"),
        ([row("19", "100.00", "19.00"), row("7", "10.00", "0.70")], "139.70"),
    ],
)
def test_one_rate_or_rates_that_do_not_make_the_total_give_no_reason_to_split(
    rows: list[TaxLine], total: str
) -> None:
    assert by_tax_rate(invoice(*rows, total=total), Decimal(total), "EUR") == ()


LINES = (
    LineItem("Paper", "2", "50.00", "100.00", "20", number="1"),
    LineItem("Ink", total="10.00", tax_rate="20", number="2"),
    LineItem("Lunch", total="20.00", tax_rate="10", number="3"),
)
RATES = row("20", "99.00", "19.80"), row("10", "20.00", "2.00"), row("0", "5.00", "0.00")
SUMS = Details(
    allowance_total="11.00",
    charge_total="5.00",
    adjustments=(Adjustment(True, "5.00", reason="Shipping", rate="0"),),
)


def test_lines_take_the_tax_and_the_allowances_of_their_rate() -> None:
    paper = invoice(*RATES, total="145.80", net="124.00", lines=LINES, details=SUMS)

    assert shown(by_line(paper, Decimal("145.80"), "EUR")) == [
        ("Paper", "108.00"), ("Ink", "10.80"), ("Lunch", "22.00"), ("Shipping", "5.00"),
    ]  # fmt: skip


def test_lines_that_do_not_make_the_net_total_are_not_split() -> None:
    paper = invoice(*RATES, total="145.80", net="124.00", lines=LINES[:2], details=SUMS)

    assert by_line(paper, Decimal("145.80"), "EUR") == ()


def test_a_receipts_lines_are_gross_as_they_are_printed() -> None:
    lines = (
        LineItem("Milk", total="1.29"),
        LineItem("Bread", total="3.00"),
        LineItem("-", total="-0.29"),
    )
    paper = invoice(total="4.00", lines=lines)

    assert shown(by_line(paper, Decimal("4.00"), "EUR")) == [("Milk", "1.29"), ("Bread", "2.71")]


def test_of_very_many_lines_the_smallest_are_one() -> None:
    lines = tuple(LineItem(f"Item {n}", total=f"{n}.00") for n in range(1, 101))
    shares = by_line(invoice(total="5050.00", lines=lines), Decimal(5050), "EUR")

    assert len(shares) == MOST
    assert shares[0].name == "Item 62"
    assert shown(shares)[-1] == ("61 others", "1891.00")


sizes = st.lists(st.decimals("-99999.99", "99999.99", places=2), min_size=1, max_size=6)


@given(st.integers(-(10**9), 10**9), sizes)
def test_settled_parts_add_up(total: int, amounts: list[Decimal]) -> None:
    assert sum(settle(amounts, Decimal(total))) == total


@given(st.integers(0, 10**9), st.lists(st.decimals("0.01", "99999.99", places=2), min_size=1))
def test_positive_parts_stay_within_one_unit_of_their_share(
    total: int, amounts: list[Decimal]
) -> None:
    whole = sum(amounts)
    parts = settle(amounts, Decimal(total))

    assert all(
        abs(part - total * size / whole) <= 1 for part, size in zip(parts, amounts, strict=True)
    )


@given(invoices(), st.sampled_from([by_tax_rate, by_line]))
def test_the_splits_of_any_invoice_add_up_to_what_is_paid(paper: Extraction, offer: Any) -> None:
    paid, currency = amount_due(paper) or Decimal(0), paper.text("currency") or ""
    assume(paid > 0)
    shares = offer(paper, paid, currency)
    booking = make_booking(splits=tuple(SplitChoice(s.name, f"{s.amount:f}") for s in shares))
    draft = build(make_request(paper, booking, own_currency=currency))

    assert draft.transaction is not None, draft.problems
    assert sum(split.amount for split in draft.transaction.splits) == paid
    assert all(is_exact(split.amount, currency) for split in draft.transaction.splits)
    body = new_transaction(
        draft.transaction, refuse_duplicates=True, apply_rules=True, fire_webhooks=True
    )
    assert refusals(body, Books({"1": currency}, DIGITS)) == []


@given(invoices(), st.sampled_from([by_tax_rate, by_line]), st.decimals("5", "9999", places=2))
def test_in_another_currency_both_amounts_add_up(
    paper: Extraction, offer: Any, entered: Decimal
) -> None:
    paid, currency = amount_due(paper) or Decimal(0), paper.text("currency") or ""
    assume(paid > 0)
    shares = offer(paper, paid, currency)
    choices = tuple(SplitChoice(s.name, f"{s.amount:f}") for s in shares)
    booking = make_booking(splits=choices, amount=str(entered))
    draft = build(make_request(paper, booking, own_currency="USD"))

    if draft.transaction is None:
        assert [p.code for p in draft.problems] == ["split-too-small"]
        return
    splits = draft.transaction.splits
    assert sum(split.amount for split in splits) == entered
    assert sum(split.foreign_amount or 0 for split in splits) == paid
    assert exponent(currency) == DIGITS[currency]


@given(invoices(plain=True))
def test_each_line_that_costs_something_is_a_split_of_its_own(paper: Extraction) -> None:
    paid, currency = amount_due(paper) or Decimal(0), paper.text("currency") or ""
    shares = by_line(paper, paid, currency)

    assert len(shares) == (len(paper.lines) if paper.lines[1:] else 0)
