"""Arithmetic among the printed amounts: what is confirmed by a sum is worth more than any label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, pairwise

from .amounts import Print

CENT = Decimal("0.01")
_HALF_DIME = Decimal("0.05")
_CHAIN = 6  # rows that a total may be the sum of
_TOTALS = frozenset({"total", "sum", "payable", "rounded"})
_STARTS = frozenset({"subtotal", "sum", "net", "total"})
_ADDED = frozenset({"tax", "service", "rounding", "discount", "tip", "deposit", "tax_included"})
_MOST = 60  # values of a role that take part in sums: a longer list is a statement
ROUNDING_LIMIT = Decimal("0.05")
# Tax rates in percent of the countries that SparkLink reads, and of Malaysia, Singapore, Australia.
RATES = tuple(
    Decimal(r)
    for r in (
        "2.1 2.5 2.6 3.8 4 5 5.5 6 7 7.7 8 8.1 9 10 12 13 14 15 16 17 18 19 20 21 22 23 24 25 27"
    ).split()
)

# Sums that hardly hold by chance.
SURE_SUMS = (
    "cash-change", "three-in-a-row", "chain", "less discount", "net+tax", "rate", "rounded",
    "before prepaid", "paid-exactly", "less arrears", "columns", "taxed",
)  # fmt: skip


@dataclass(slots=True)
class Sums:
    """Values that sums confirm, by the kind of sum; `derived` are values that are not printed."""

    by: dict[str, set[Decimal]] = field(default_factory=dict)
    derived: set[Decimal] = field(default_factory=set)

    def add(self, kind: str, value: Decimal) -> None:
        """Notes that a sum of this kind confirms a value."""
        self.by.setdefault(kind, set()).add(value)

    def kinds(self, value: Decimal) -> list[str]:
        """The sums that confirm a value."""
        return [kind for kind, values in self.by.items() if value in values]


def sums(prints: Sequence[Print]) -> Sums:
    """All sums that hold among a document's amounts."""
    found = Sums()
    values = {p.value for p in prints}
    _cash_and_change(prints, values, found)
    _three_in_a_row(prints, found)
    _rounding(prints, values, found)
    _rounded_off(prints, found)
    _net_and_tax(prints, values, found)
    _items(prints, found)
    _chains(prints, found)
    _discounts(prints, values, found)
    _prepaid(prints, values, found)
    _arrears(prints, values, found)
    _columns(prints, found)
    return found


def with_role(prints: Sequence[Print], role: str) -> set[Decimal]:
    """The last values whose nearest label, or the row they are paired with, has a role."""
    found = (
        p.value for p in reversed(prints) if role in p.near or (not p.left and role in p.above)
    )
    return set(islice(found, _MOST))


def _cash_and_change(prints: Sequence[Print], values: set[Decimal], found: Sums) -> None:
    changes = with_role(prints, "change")
    for cash in {abs(c) for c in with_role(prints, "cash")}:
        for change in {abs(c) for c in changes}:
            if change < cash:
                found.add("cash-change" if change else "exact-cash", cash - change)
                if cash - change not in values:
                    found.derived.add(cash - change)


def _three_in_a_row(prints: Sequence[Print], found: Sums) -> None:
    """Total, cash, change one after the other, whatever the labels say."""
    last = [p for p in prints if p.last and not p.summary]
    for index, first in enumerate(last[:-2]):
        if first.value <= 0:
            continue
        following = [p.value for p in last[index + 1 : index + 5]]
        for cash, change in pairwise(following):
            if cash - change == first.value and change > 0 and cash > first.value:
                found.add("three-in-a-row", first.value)
        if following[0] == first.value and following[1] == 0:
            found.add("paid-exactly", first.value)


def _rounding(prints: Sequence[Print], values: set[Decimal], found: Sums) -> None:
    roundings = {
        v for v in with_role(prints, "rounding") | with_role(prints, "rounded")
        if 0 < abs(v) <= ROUNDING_LIMIT
    }  # fmt: skip
    starts = with_role(prints, "sum") | with_role(prints, "subtotal")
    for rounding in roundings:
        for before in values:
            if before <= ROUNDING_LIMIT:
                continue
            for after in {before + rounding, before - rounding} & values:
                found.add("rounded" if after % _HALF_DIME == 0 else "before-rounding", after)
            after = before + rounding
            if after not in values and before in starts and after % _HALF_DIME == 0:
                found.derived.add(after)
                found.add("rounded", after)


def _rounded_off(prints: Sequence[Print], found: Sums) -> None:
    """A later amount a few cents off a total, where the rounding between cannot be read."""
    if not any("rounding" in p.beside for p in prints):
        return
    totals = [p for p in prints if p.beside & _TOTALS and p.value % _HALF_DIME]
    for before in totals:
        for after in prints:
            if "cash" in after.beside:
                continue
            away = abs(after.value - before.value)
            if after.row > before.row and away < _HALF_DIME and after.value % _HALF_DIME == 0:
                found.add("rounded off", after.value)


def _net_and_tax(prints: Sequence[Print], values: set[Decimal], found: Sums) -> None:
    nets, taxes = with_role(prints, "net") | with_role(prints, "subtotal"), with_role(prints, "tax")
    for net in nets:
        for tax in taxes:
            if abs(net) <= abs(tax) or (net > 0) != (tax > 0) or not tax:
                continue
            if net + tax in values:
                found.add("net+tax", net + tax)
            elif is_rate(abs(tax), abs(net)):
                found.add("net+tax", net + tax)
                found.derived.add(net + tax)
    for one, other in _neighbours(prints):
        for total in (one + other, one + other + CENT, one + other - CENT):
            if total in values and is_rate(other, one):
                found.add("rate", total)


def _neighbours(prints: Sequence[Print]) -> Iterable[tuple[Decimal, Decimal]]:
    """(base, tax) pairs: two amounts of one row or of rows that follow each other."""
    for one, other in pairwise(prints):
        if other.row - one.row <= 2 and 0 < other.value < one.value:
            yield one.value, other.value
        if other.row - one.row <= 2 and 0 < one.value < other.value:
            yield other.value, one.value


def is_rate(tax: Decimal, base: Decimal) -> bool:
    """Whether a tax is a usual rate of a base, to the cent's rounding."""
    if base <= 0 or tax <= 0:
        return False
    return any(abs(base * rate / 100 - tax) <= CENT for rate in RATES)


def _items(prints: Sequence[Print], found: Sums) -> None:
    """A value that the last amounts of the rows before it add up to."""
    running: list[Decimal] = []
    seen = Decimal(0)
    for p in prints:
        if not p.last:
            continue
        if len(running) >= 2 and p.value == seen:
            found.add("items", p.value)
        if p.left & {"sum", "total", "subtotal", "cash", "net", "rounding", "change"}:
            continue
        running.append(p.value)
        seen += p.value


def _chains(prints: Sequence[Print], found: Sums) -> None:
    """A total that follows what it is made of: a subtotal, then service, tax, rounding, discount."""
    last = [p for p in prints if p.last and not p.summary]
    for end, total in enumerate(last):
        if not total.value or not total.left & _TOTALS:
            if "net" in total.left and total.last:
                _taxed(last[max(end - _CHAIN, 0) : end], total.value, found)
            continue
        added: list[Decimal] = []
        for before in reversed(last[max(end - _CHAIN, 0) : end]):
            if added and before.beside & _STARTS and total.value - before.value in _any_of(added):
                found.add("chain", total.value)
            if before.beside & _ADDED and before.value:
                taken = "discount" in before.beside and before.value > 0
                added.append(-before.value if taken else before.value)
            elif before.beside & _STARTS and before.value + sum(added) != total.value:
                added.append(before.value)


def _taxed(before: Sequence[Print], net: Decimal, found: Sums) -> None:
    """A "net amount" that taxes are in already: more than the total before it by just them."""
    for start, total in enumerate(before):
        taxes = [p.value for p in before[start + 1 :] if "tax" in p.beside]
        if "total" in total.beside and taxes and net > total.value:
            away = abs(total.value + sum(taxes) - net)
            if away == 0 or (away < _HALF_DIME and net % _HALF_DIME == 0):
                found.add("taxed", net)
                found.add("before taxes", total.value)


def _any_of(added: Sequence[Decimal]) -> set[Decimal]:
    """The sums of every choice of one or more of a few values (the last six)."""
    sums: set[Decimal] = set()
    for value in added[-6:]:
        sums |= {value} | {value + s for s in sums}
    return sums


def _discounts(prints: Sequence[Print], values: set[Decimal], found: Sums) -> None:
    """What is left of a subtotal or total after a discount."""
    starts = with_role(prints, "subtotal") | with_role(prints, "sum") | with_role(prints, "total")
    for discount in {abs(v) for v in with_role(prints, "discount")}:
        for start in starts:
            if 0 < discount < start and start - discount in values:
                found.add("less discount", start - discount)


def _prepaid(prints: Sequence[Print], values: set[Decimal], found: Sums) -> None:
    """A total from which what was paid before is taken to give what is still due."""
    dues = with_role(prints, "payable")
    for paid in {abs(v) for v in with_role(prints, "prepaid") if v}:
        for due in dues:
            if due + paid in values and due >= 0:
                found.add("before prepaid", due + paid)
                if due != due + paid:
                    found.add("after prepaid", due)


def _arrears(prints: Sequence[Print], values: set[Decimal], found: Sums) -> None:
    """A total to which what is open from earlier papers is added to give what is to be paid."""
    dues = with_role(prints, "payable") | with_role(prints, "total") | with_role(prints, "sum")
    for open_yet in {abs(v) for v in with_role(prints, "arrears") if v}:
        for due in dues:
            if due - open_yet in values and due > open_yet:
                found.add("less arrears", due - open_yet)
                found.add("with arrears", due)


def _columns(prints: Sequence[Print], found: Sums) -> None:
    """The end of a row whose columns, first and last at least, add up those of the rows before."""
    rows: dict[int, list[Decimal]] = {}
    for p in prints:
        rows.setdefault(p.row, []).append(p.value)
    table: list[tuple[int, list[Decimal]]] = []
    for row, values in rows.items():
        if len(values) < 3 or (table and row - table[-1][0] > 2):
            table.clear()
        if len(values) < 3:
            continue
        largest = max(values, key=abs)
        if len(table) > 1 and values[-1] == largest and _adds_up([v for _, v in table], values):
            found.add("columns", values[-1])
        table.append((row, values))
        del table[:-_CHAIN]


def _adds_up(above: Sequence[Sequence[Decimal]], values: Sequence[Decimal]) -> bool:
    """Whether the first and the last value are the sums of those of some rows right above."""
    first = last = Decimal(0)
    for number, row in enumerate(reversed(above), start=1):
        first, last = first + row[0], last + row[-1]
        if number > 1 and (first, last) == (values[0], values[-1]) and first != last:
            return True
    return False
