"""The days between paper and payment: how usual each delay is, by kind of document and method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log2

from .prepare import Paper, Payment

# Shares of true pairs by delay in days: (last day of the step, share of each day in it).
_Steps = tuple[tuple[int, float], ...]
_RECEIPT: _Steps = (
    (-3, 0.0001), (-2, 0.0005), (-1, 0.003), (0, 0.30), (1, 0.26), (2, 0.20), (3, 0.11), (4, 0.08),
    (5, 0.02), (6, 0.01), (7, 0.005), (30, 0.0003),
)  # fmt: skip
_AT_ONCE: _Steps = (
    (-15, 0.00005), (-1, 0.002), (0, 0.13), (1, 0.16), (2, 0.14), (3, 0.15), (4, 0.12), (5, 0.08),
    (6, 0.05), (7, 0.03), (14, 0.010), (45, 0.002), (130, 0.0002),
)  # fmt: skip
_TRANSFER: _Steps = (
    (-15, 0.00005), (-1, 0.0015), (0, 0.015), (35, 0.024), (60, 0.004), (130, 0.0004),
)  # fmt: skip
_REFUND: _Steps = ((-10, 0.0001), (-1, 0.003), (14, 0.055), (30, 0.008), (120, 0.0006))
_NEVER = 0.000002
_UNKNOWN = 0.4  # a missing date leaves the usual window open, weakly
_MISREAD_DATE = 0.004

EARLIEST, LATEST = -14, 130
_LONGEST = {"receipt": 7, "card": 21, "debit": 21, "transfer": 75, "credit_note": 45}


@dataclass(frozen=True, slots=True)
class DateFit:
    """How usual a delay is: its weight, whether a machine may rely on it, and why."""

    weight: float
    is_usual: bool
    detail: str

    @property
    def outcome(self) -> str:
        """In a word, for weights that are learned."""
        return "usual" if self.is_usual else "unusual"


def fit_date(paper: Paper, payment: Payment, span: int) -> DateFit:
    """Weighs a payment's day against the document's; `span` is how many days the ledger covers."""
    if paper.day is None:
        return _fit_due(paper, payment, span)
    delay = payment.day - paper.day
    share = _share(_steps(paper, payment), delay)
    other, way = _misread_share(paper, paper.day, payment) if share < _MISREAD_DATE else (0.0, "")
    if other > share:
        return DateFit(log2(other * span), False, f"only if the date was misread: {way}")
    usual = 0 <= delay <= _LONGEST.get(paper.kind, _LONGEST[payment.method])
    return DateFit(log2(share * span), usual, _words(delay))


def other_days(day: int) -> list[tuple[int, str]]:
    """Days of which one may be a misreading: day and month swapped, a year off."""
    stated = date.fromordinal(day)
    found: list[tuple[int, str]] = []
    if stated.day <= 12 and stated.day != stated.month:
        swapped = stated.replace(day=stated.month, month=stated.day)
        found.append((swapped.toordinal(), "day and month swapped"))
    for years in (1, -1):
        if 1 < stated.year < 9998 and not (stated.month == 2 and stated.day == 29):
            other = stated.replace(year=stated.year + years)
            found.append((other.toordinal(), "another year"))
    return found


def _fit_due(paper: Paper, payment: Payment, span: int) -> DateFit:
    if paper.due is None:
        return DateFit(log2(_UNKNOWN), False, "the document has no date")
    late = payment.day - paper.due
    share = 0.02 if -30 <= late <= 21 else 0.0005 if -60 <= late <= 90 else _NEVER
    said = (
        f"{abs(late)} days {'after' if late > 0 else 'before'} it was due" if late else "when due"
    )
    return DateFit(log2(share * span), -30 <= late <= 21, said)


def _steps(paper: Paper, payment: Payment) -> _Steps:
    if paper.kind == "receipt":
        return _RECEIPT
    if not paper.out:
        return _REFUND
    return _TRANSFER if payment.method == "transfer" else _AT_ONCE


def _share(steps: _Steps, delay: int) -> float:
    if delay < -60:
        return _NEVER
    for last, share in steps:
        if delay <= last:
            return share
    return _NEVER


def _misread_share(paper: Paper, stated: int, payment: Payment) -> tuple[float, str]:
    best, said = 0.0, ""
    steps = _steps(paper, payment)
    for day, way in other_days(stated):
        share = _MISREAD_DATE * _share(steps, payment.day - day)
        if share > best:
            best, said = share, way
    return best, said


def _words(delay: int) -> str:
    if delay == 0:
        return "the same day"
    days = f"{abs(delay)} day{'' if abs(delay) == 1 else 's'}"
    return f"{days} after the document" if delay > 0 else f"{days} before the document"
