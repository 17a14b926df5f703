"""Splitting by tax rate: the parts add up to what is paid, to the cent."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from paperless_firefly.domain.extraction import TaxLine
from paperless_firefly.posting.splits import Share, by_tax_rate, spread


def row(rate: str, base: str, tax: str) -> TaxLine:
    return TaxLine("S", rate, base, tax)


def test_two_rates_make_two_gross_parts() -> None:
    rows = [row("19", "100.00", "19.00"), row("7", "10.00", "0.70")]

    assert by_tax_rate(rows, Decimal("129.70"), "EUR") == (
        Share(Decimal(19), Decimal("119.00")),
        Share(Decimal(7), Decimal("10.70")),
    )


def test_one_rate_an_unreadable_or_a_negative_row_give_no_reason_to_split() -> None:
    one = row("19", "100.00", "19.00")

    assert by_tax_rate([one, row("19.00", "1.00", "0.19")], Decimal("120.19"), "EUR") == ()
    assert by_tax_rate([one, row("7", "?", "0")], Decimal("119.00"), "EUR") == ()
    assert by_tax_rate([one, row("7", "-10.00", "-0.70")], Decimal("108.30"), "EUR") == ()
    assert by_tax_rate([], Decimal("108.30"), "EUR") == ()


sizes = st.lists(st.decimals("0.01", "99999.99", places=2), min_size=1, max_size=6)


@given(st.integers(0, 10**9), sizes)
def test_parts_add_up_and_stay_within_one_unit_of_their_share(
    total: int, sizes: list[Decimal]
) -> None:
    parts = spread(total, sizes)

    assert sum(parts) == total
    whole = sum(sizes)
    assert all(
        abs(part - total * size / whole) <= 1 for part, size in zip(parts, sizes, strict=True)
    )


@given(sizes, st.decimals("1.00", "99999.99", places=2), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_splits_add_up_in_every_currency(
    bases: list[Decimal], paid: Decimal, currency: str
) -> None:
    assume(len(bases) > 1)
    paid = paid.quantize(Decimal(1)) if currency == "JPY" else paid
    rows = [row(str(i), str(base), "0") for i, base in enumerate(bases)]

    shares = by_tax_rate(rows, paid, currency)

    assert not shares or sum(s.amount for s in shares) == paid
    assert all(s.amount > 0 for s in shares)
