"""Splits an amount by tax rate: gross parts that add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..domain.extraction import TaxLine
from ..domain.money import Money, parse_decimal, to_minor


@dataclass(frozen=True, slots=True)
class Share:
    """The part of an amount at one tax rate, in percent; `amount` is gross and positive."""

    rate: Decimal
    amount: Decimal


def by_tax_rate(rows: Sequence[TaxLine], amount: Decimal, currency: str) -> tuple[Share, ...]:
    """The gross amount of each rate, in the order of the breakdown; empty where there is one part.

    `amount` is what is paid, positive. Rows are base plus tax (BG-23); rounding and prepaid
    amounts are spread over the rates by their size. Empty too where a row is not readable, or a
    rate's part would be zero or negative: then the document gives no reason to split.
    """
    gross = _gross_by_rate(rows)
    if gross is None or len(gross) < 2 or any(part <= 0 for part in gross.values()):
        return ()
    parts = spread(to_minor(amount, currency), list(gross.values()))
    if any(part <= 0 for part in parts):
        return ()
    return tuple(
        Share(rate, Money.of_minor(part, currency).amount)
        for rate, part in zip(gross, parts, strict=True)
    )


def spread(total: int, sizes: Sequence[Decimal]) -> list[int]:
    """A whole number in parts as large as `sizes` are to each other, by largest remainder.

    `sizes` are positive. The parts add up to `total`; of equal remainders the earlier one wins.
    """
    whole = sum(sizes, Decimal(0))
    exact = [total * size / whole for size in sizes]
    parts = [int(share) for share in exact]
    order = sorted(range(len(sizes)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def _gross_by_rate(rows: Sequence[TaxLine]) -> dict[Decimal, Decimal] | None:
    gross: dict[Decimal, Decimal] = {}
    for row in rows:
        rate, base, tax = (parse_decimal(v) for v in (row.rate or "0", row.base, row.tax or "0"))
        if rate is None or base is None or tax is None:
            return None
        gross[rate] = gross.get(rate, Decimal(0)) + base + tax
    return gross
