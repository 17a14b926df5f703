"""Amounts in their place: which labels stand beside each, before it, or above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...domain.grammar import Amount
from .lines import Hit, Line

# Roles that say what an amount is; the others say what it is not about.
MONEY_ROLES = frozenset(
    "total sum payable subtotal net tax tax_included rounding rounded discount cash card change tip "
    "deposit service prepaid arrears quantity saving points unit tax_summary incl excl".split()
)
_TOTALS = frozenset({"total", "sum", "payable", "rounded", "subtotal"})
_AFTER_SUMMARY = frozenset({"cash", "card", "change", "payable", "rounded", "subtotal"})
SUMMARY_REACH = 8  # rows after the head of a tax summary that may belong to it


@dataclass(frozen=True, slots=True)
class Print:
    """One printed amount: its row (index), the roles left of it, of the nearest label, and around.

    `above` are the roles of the label row this amount is paired with where its own row has none;
    `below` those of the row after it. `last` says that no amount follows in its row, `alone` that
    the row holds no other; `summary` that it stands in a tax summary, `rated`
    that a rate in percent stands before it.
    """

    value: Decimal
    amount: Amount
    row: int
    left: frozenset[str]
    near: frozenset[str]
    above: frozenset[str]
    below: frozenset[str]
    last: bool
    alone: bool
    summary: bool
    rated: bool

    @property
    def beside(self) -> frozenset[str]:
        """The roles of its own row, or of the row it is paired with where its own says nothing."""
        return self.left or self.above


def prints(lines: Sequence[Line]) -> list[Print]:
    """Every amount that could be money, in reading order."""
    above = _paired(lines)
    summary = _summaries(lines)
    found: list[Print] = []
    for index, line in enumerate(lines):
        money = [a for a in line.amounts if is_money(a)]
        if not money:
            continue
        below = _label_roles(lines[index + 1]) if index + 1 < len(lines) else frozenset()
        for amount in money:
            left, near = _left(line, amount)
            found.append(
                Print(
                    amount.value, amount, index, left, near,
                    above.get(index, frozenset()) if not left else frozenset(),
                    below if not left else frozenset(),
                    amount is money[-1], len(money) == 1, summary[index],
                    any("percent" in a.marks and a.end <= amount.start for a in line.amounts),
                )
            )  # fmt: skip
    return found


def is_money(amount: Amount) -> bool:
    """Whether a number could be an amount of money: decimals of a coin, or a currency beside it."""
    if "percent" in amount.marks or abs(amount.value) >= 10**8:
        return False
    return amount.decimals == 2 or (amount.currency is not None and amount.decimals < 3)


def _left(line: Line, amount: Amount) -> tuple[frozenset[str], frozenset[str]]:
    """The money roles of all labels left of an amount, and of the nearest."""
    before = [h for h in line.hits if h.start < amount.start and h.roles & MONEY_ROLES]
    if not before:
        return frozenset(), frozenset()
    roles: frozenset[str] = frozenset().union(*(h.roles for h in before))
    return roles & MONEY_ROLES, _nearest(before, line, amount)


def _nearest(before: list[Hit], line: Line, amount: Amount) -> frozenset[str]:
    """The nearest label's roles, unless another amount stands between."""
    hit = before[-1]
    between = any(hit.end <= a.start < amount.start and is_money(a) for a in line.amounts)
    roles = hit.roles & MONEY_ROLES
    return roles | {"between"} if between else roles


def _label_roles(line: Line) -> frozenset[str]:
    """The money roles of a row that has labels and no amount of money."""
    if any(is_money(a) for a in line.amounts):
        return frozenset()
    return line.roles & MONEY_ROLES


def _paired(lines: Sequence[Line]) -> dict[int, frozenset[str]]:
    """Row of amounts -> roles of the label row it belongs to, for runs of labels before amounts."""
    found: dict[int, frozenset[str]] = {}
    labels: list[frozenset[str]] = []
    index = 0
    while index < len(lines):
        if roles := _label_roles(lines[index]):
            labels.append(roles)
            index += 1
            continue
        run = _bare_run(lines, index)
        if labels and run:
            paired = labels[-run:] if len(labels) >= run else labels
            for offset, roles in enumerate(paired):
                found[index + offset] = roles
        labels = []
        index += max(run, 1)
    return found


def _bare_run(lines: Sequence[Line], start: int) -> int:
    """How many rows from here hold amounts and nearly nothing else."""
    index = start
    while index < len(lines) and _is_bare(lines[index]):
        index += 1
    return index - start


def _is_bare(line: Line) -> bool:
    return any(is_money(a) for a in line.amounts) and line.letters <= 4


def _summaries(lines: Sequence[Line]) -> list[bool]:
    """For each row, whether it stands in a tax summary (a head, then rows of rates and amounts)."""
    inside: list[bool] = []
    left = 0
    for line in lines:
        if "tax_summary" in line.roles and not any(is_money(a) for a in line.amounts):
            left = SUMMARY_REACH
            inside.append(True)
            continue
        inside.append(left > 0)
        left = max(left - 1, 0)
        if line.roles & _AFTER_SUMMARY or _is_total_alone(line):
            left = 0
            inside[-1] = False
    return inside


def _is_total_alone(line: Line) -> bool:
    """Whether a row is a total with one amount: a summary's own totals have a base and a tax."""
    one = sum(is_money(a) for a in line.amounts) == 1
    return one and "total" in line.roles and not line.roles & {"tax", "tax_included", "net"}
