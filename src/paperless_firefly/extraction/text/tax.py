"""Net, tax and their breakdown by rate, held to the total by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .amounts import Print
from .arithmetic import CENT, ROUNDING_LIMIT, is_rate
from .lines import Line

_SAME = 5  # prints of one value that are looked at
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?) ?%")


@dataclass(frozen=True, slots=True)
class RateRow:
    """A printed row of a tax summary: the rate in percent, its base and tax, and where it stands."""

    rate: Decimal
    base: Decimal
    tax: Decimal
    row: int


@dataclass(frozen=True, slots=True)
class NetAndTax:
    """A net amount and a tax that give the total, their prints, and how sure they are."""

    net: Print
    tax: Print
    confidence: float


def breakdown(lines: Sequence[Line], prints: Sequence[Print]) -> tuple[RateRow, ...]:
    """The rows with a rate whose tax is that rate of their base, each rate once."""
    by_row: dict[int, list[Print]] = {}
    for p in prints:
        by_row.setdefault(p.row, []).append(p)
    found: dict[Decimal, RateRow] = {}
    for index, amounts in by_row.items():
        for match in _RATE.finditer(lines[index].text):
            rate = Decimal(match[1].replace(",", "."))
            pair = _at_rate(rate, [p.value for p in amounts])
            if pair and rate not in found:
                found[rate] = RateRow(rate.normalize(), *pair, index)
    return tuple(found.values())


def _at_rate(rate: Decimal, values: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    for base in values:
        for tax in values:
            if base is tax or not base or abs(tax) > abs(base) or (rate and not tax):
                continue
            if abs(base * rate / 100 - tax) <= CENT:
                return base, tax
    return None


def net_and_tax(prints: Sequence[Print], total: Decimal) -> NetAndTax | None:
    """The net amount and the tax that add up to the total, the best labelled pair."""
    by_value: dict[Decimal, list[Print]] = {}
    for p in prints:
        by_value.setdefault(p.value, []).append(p)
    found = [pair for net in prints for pair in _with(net, by_value, total)]
    return max(found, key=lambda pair: pair.confidence, default=None)


def _with(net: Print, by_value: dict[Decimal, list[Print]], total: Decimal) -> Iterator[NetAndTax]:
    tax = total - net.value
    if tax == 0 or abs(tax) >= abs(net.value) or (tax > 0) != (net.value > 0):
        return
    for value in (tax, tax - CENT, tax + CENT):
        for other in by_value.get(value, ())[:_SAME]:
            if other is not net and (confidence := _confidence(net, other)):
                yield NetAndTax(net, other, confidence)


def _confidence(net: Print, tax: Print) -> float:
    labelled = bool(net.beside & {"net", "subtotal", "excl"}) + bool("tax" in tax.beside)
    rate = is_rate(abs(tax.value), abs(net.value))
    if tax.beside & {"change", "rounding", "cash", "discount", "service"}:
        return 0.0
    if labelled == 2:
        return 0.99 if rate else 0.96
    if labelled == 1:
        return 0.95 if rate else 0.7
    if rate and (net.summary or net.row == tax.row):
        return 0.9
    return 0.6 if rate else 0.0


def payable(prints: Sequence[Print], total: Decimal) -> Print | None:
    """The amount that is labelled as still due, the last one; an amount beyond the total is none."""
    found = [
        p for p in prints
        if p.beside & {"payable", "rounded"} and not p.beside & {"tax", "change", "prepaid"}
        and abs(p.value) <= abs(total) + ROUNDING_LIMIT
    ]  # fmt: skip
    return found[-1] if found else None


def untaxed(prints: Sequence[Print], total: Decimal) -> Print | None:
    """A net amount that is the total itself, where the tax is printed as zero."""
    nets = [p for p in prints if p.value == total and "net" in p.beside]
    zero = any(p.value == 0 and "tax" in p.beside for p in prints)
    return nets[-1] if nets and zero else None


def labelled_tax(prints: Sequence[Print]) -> Print | None:
    """The amount whose own row says tax and nothing else, where no pair adds up."""
    found = [
        p for p in prints
        if "tax" in p.near and not p.left & {"sum", "total", "excl", "incl", "net", "subtotal"}
    ]  # fmt: skip
    return found[-1] if found else None
