"""What speaks for and against a value being the total, as named features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .amounts import Print
from .arithmetic import Sums, sums, with_role

_HALF_DIME = Decimal("0.05")
_HANDED = frozenset({"cash", "change", "card", "tax"})
_PAIRS = (
    ("sum", "tax"), ("sum", "excl"), ("sum", "incl"), ("sum", "quantity"), ("sum", "tax_included"),
    ("sum", "rounding"), ("sum", "discount"), ("total", "tax_included"), ("total", "excl"),
    ("total", "quantity"), ("net", "sum"), ("net", "tax"), ("payable", "change"), ("sum", "saving"),
    ("cash", "card"), ("sum", "cash"), ("rounding", "cash"), ("total", "net"), ("sum", "payable"),
    ("total", "rounding"), ("subtotal", "tax_included"), ("subtotal", "excl"),
)  # fmt: skip

# Labels whose presence elsewhere weakens what a plain "total" says.
_TELLING = ("payable", "rounded", "rounding", "cash", "card", "change", "subtotal", "net", "tax")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that could be the total, where it is printed, and its features (name -> 0..1)."""

    value: Decimal
    prints: tuple[Print, ...]
    features: dict[str, float]


def candidates(prints: Sequence[Print], rows: int, *, dirty: bool = False) -> list[Candidate]:
    """Every distinct value with its features, printed ones first, then what sums derive.

    A `dirty` page may have lost its total, so that one worked out is worth more than on a clean one.
    """
    arithmetic = sums(prints)
    by_value: dict[Decimal, list[Print]] = {}
    for p in prints:
        by_value.setdefault(p.value, []).append(p)
    for value in arithmetic.derived:
        by_value.setdefault(value, [])
    document = _Document(prints, by_value, arithmetic, rows, dirty=dirty)
    return [
        Candidate(value, tuple(ps), document.features(value, ps))
        for value, ps in by_value.items()
        if value != 0
    ]


class _Document:
    """What all candidates of a document share."""

    def __init__(
        self, prints: Sequence[Print], by_value: dict[Decimal, list[Print]], found: Sums, rows: int,
        *, dirty: bool,
    ) -> None:  # fmt: skip
        self.sums, self.rows, self.dirty = found, max(rows, 1), dirty
        money = with_role(prints, "cash") | with_role(prints, "change")
        self.largest = max(by_value, default=Decimal(0))
        self.largest_unpaid = max((v for v in by_value if v not in money), default=Decimal(0))
        totals = [p for p in prints if p.beside & {"total", "sum", "payable", "rounded"}]
        totals = [p for p in totals if not p.summary and p.value > 0]
        self.first_total = totals[0].value if totals else None
        self.last_total = totals[-1].value if totals else None
        self.largest_total = max((p.value for p in totals), default=None)
        self.has_rounding = any("rounding" in p.beside for p in prints)
        self.paid = {abs(v) for v in with_role(prints, "card") | with_role(prints, "cash")}
        self.has_change = bool(with_role(prints, "change"))
        cash = with_role(prints, "cash")
        self.cash = max(cash) if cash and not with_role(prints, "card") else None
        self.labelled = {p.value for p in totals}
        self.last_chain = _last_in(prints, found.by.get("chain", set()))
        self.rounded_off = _after_rounding(prints)
        self.roles = [
            role for role in _TELLING if any(role in p.beside and p.value > 0 for p in prints)
        ]

    def features(self, value: Decimal, prints: list[Print]) -> dict[str, float]:
        found: dict[str, float] = {}
        for kind in self.sums.kinds(value):
            found[f"={kind}"] = 1.0
        for p in prints:
            _print_features(p, found)
            for role in self.roles:
                if p.left & {"sum", "total"} and role not in p.left:
                    found[f"total|{role}"] = 1.0
        self._value_features(value, prints, found)
        return found

    def _value_features(self, value: Decimal, prints: list[Print], found: dict[str, float]) -> None:
        flags = {
            "derived": not prints,
            "derived, dirty": not prints and self.dirty,
            "negative": value < 0,
            "negative total": value < 0
            and (value in self.sums.by.get("columns", ()) or _is_labelled(prints)),
            "largest": value == self.largest,
            "largest unpaid": value == self.largest_unpaid,
            "first total": value == self.first_total,
            "last total": value == self.last_total,
            "largest total": value == self.largest_total,
            "half dime": self.has_rounding and value % _HALF_DIME == 0,
            "not half dime": self.has_rounding and value % _HALF_DIME != 0,
            "paid": value in self.paid,
            "paid, no change": value in self.paid and not self.has_change,
            "more than cash": self.cash is not None
            and value > self.cash
            and value not in self.sums.by.get("three-in-a-row", ()),
            "twice": len(prints) == 2,
            "often": len(prints) > 2,
            "tiny": abs(value) < 1,
            "last chain": value == self.last_chain,
            "after rounding": value in self.rounded_off,
            "derived beside total": not prints
            and any(abs(value - v) <= _HALF_DIME for v in self.labelled),
            "only in summary": bool(prints) and all(p.summary for p in prints),
            "no print alone": bool(prints) and not any(p.alone for p in prints),
        }
        found.update((name, 1.0) for name, is_so in flags.items() if is_so)
        if prints:
            found["depth"] = max(p.row for p in prints) / self.rows
            found["first depth"] = min(p.row for p in prints) / self.rows


def _is_labelled(prints: Sequence[Print]) -> bool:
    return any(p.beside & {"total", "payable", "rounded"} for p in prints)


def _last_in(prints: Sequence[Print], values: set[Decimal]) -> Decimal | None:
    """The value of the last print that is one of some values."""
    return next((p.value for p in reversed(prints) if p.value in values), None)


def _after_rounding(prints: Sequence[Print]) -> set[Decimal]:
    """Values that stand right after a small rounding amount and are no money handed over."""
    found: set[Decimal] = set()
    for one, other in pairwise([p for p in prints if p.last]):
        if "rounding" in one.beside and abs(one.value) <= _HALF_DIME and not other.left & _HANDED:
            found.add(other.value)
    return found


def _print_features(p: Print, found: dict[str, float]) -> None:
    where = "s:" if p.summary else ""
    for role in p.left:
        found[f"{where}row {role}"] = 1.0
    if p.near != p.left:
        for role in p.near:
            found[f"{where}near {role}"] = 1.0
    if p.left:
        if len(p.left) > 1:
            found[f"{where}label {'+'.join(sorted(p.left))}"] = 1.0
        if p.rated:
            found[f"{where}rated"] = 1.0
    for one, other in _PAIRS:
        if one in p.left and other in p.left:
            found[f"{one}&{other}"] = 1.0
    if not p.left:
        for role in p.above:
            found[f"above {role}"] = 1.0
        for role in p.below:
            found[f"below {role}"] = 1.0
        if not p.above:
            found["some unlabelled"] = 1.0
    else:
        found["some labelled"] = 1.0
    if p.amount.currency:
        found["currency"] = 1.0
    if p.amount.decimals != 2:
        found["no decimals"] = 1.0
    for mark in p.amount.marks:
        found[f"mark {mark}"] = 1.0
    if not p.last:
        found["some not last"] = 1.0
