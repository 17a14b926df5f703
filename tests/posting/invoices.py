"""Invoices of every kind that EN 16931 allows, made by hypothesis, right to the last digit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from paperless_firefly.domain.details import Adjustment, Details
from paperless_firefly.domain.extraction import Direction, Extraction, Kind, LineItem, TaxLine
from paperless_firefly.domain.money import exponent

from .builders import make_extraction

CURRENCIES = ("EUR", "EUR", "JPY", "KWD")
RATES = ("20", "10", "19.0", "7", "0", "2.5")
names = st.sampled_from(["Paper", "Ink", "Return of a crate", "Work", "Lunch", "Deposit"])
whole = st.integers(2, 99).map(Decimal)
quantities = st.decimals("-5", "20", places=1)
prices = st.decimals("0", "400", places=3)
small = st.decimals("0", "60", places=3)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """To the currency's digits."""
    return amount.quantize(Decimal(1).scaleb(-exponent(currency)), ROUND_HALF_UP)


@st.composite
def _lines(draw: st.DrawFn, currency: str, plain: bool) -> tuple[LineItem, ...]:
    found = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        quantity = draw(whole if plain else quantities)
        price = draw(whole if plain else prices)
        total = rounded(quantity * price, currency)
        rate = draw(st.sampled_from(RATES))
        found.append(
            LineItem(
                draw(names), str(quantity), str(price), f"{total:f}", rate, "S", number=str(number)
            )
        )
    return tuple(found)


@st.composite
def _adjustments(draw: st.DrawFn, currency: str) -> tuple[Adjustment, ...]:
    made = st.builds(
        Adjustment,
        is_charge=st.booleans(),
        amount=small.map(lambda amount: f"{rounded(amount, currency):f}"),
        reason=st.sampled_from(["Shipping", "Discount", None]),
        rate=st.sampled_from(RATES),
    )
    return tuple(draw(st.lists(made, max_size=3)))


def _signed(adjustment: Adjustment) -> Decimal:
    return Decimal(adjustment.amount or "0") * (1 if adjustment.is_charge else -1)


@st.composite
def invoices(draw: st.DrawFn, *, plain: bool = False) -> Extraction:
    """An invoice or credit note whose sums are right; what is to be paid may be negative.

    `plain` ones have positive lines alone, and nothing that is not on a line.
    """
    currency = draw(st.sampled_from(CURRENCIES))
    lines = draw(_lines(currency, plain))
    adjustments = () if plain else draw(_adjustments(currency))
    bases: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line in lines:
        bases[Decimal(line.tax_rate or "0")] += Decimal(line.total or "0")
    for each in adjustments:
        bases[Decimal(each.rate or "0")] += _signed(each)
    taxes = {rate: rounded(base * rate / 100, currency) for rate, base in bases.items()}
    net, tax = sum(bases.values(), Decimal(0)), sum(taxes.values(), Decimal(0))
    rounding = draw(st.sampled_from([Decimal(0), Decimal("0.02"), Decimal("-0.03")]))
    prepaid = rounded(draw(small), currency) if not plain and draw(st.booleans()) else Decimal(0)
    return replace(
        make_extraction(
            draw(st.sampled_from([Kind.INVOICE, Kind.CREDIT_NOTE])),
            draw(st.sampled_from([Direction.OUT, Direction.IN])),
            total=f"{net + tax:f}", net=f"{net:f}", tax=f"{tax:f}", currency=currency, buyer="Kunde",
            payable=f"{net + tax - prepaid + rounded(rounding, currency):f}",
        ),
        lines=lines,
        tax_breakdown=tuple(
            TaxLine("S", f"{rate:f}", f"{base:f}", f"{taxes[rate]:f}") for rate, base in bases.items()
        ),
        details=Details(
            line_total=f"{sum(Decimal(line.total or '0') for line in lines):f}",
            allowance_total=f"{-sum(s for s in map(_signed, adjustments) if s < 0):f}",
            charge_total=f"{sum(s for s in map(_signed, adjustments) if s > 0):f}",
            prepaid=f"{prepaid:f}",
            rounding=f"{rounding:f}",
            adjustments=adjustments,
        ),
    )  # fmt: skip
