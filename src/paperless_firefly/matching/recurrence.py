"""Recurrence: each mandate has its usual day of the month, which tells equal contracts apart."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from statistics import median

from ..domain.link import Reason
from .memory import Memory
from .prepare import Paper, Payment

_MONTH = 30.44
_NEAREST = 4
_FEWEST = 2
# Weight by how many days a document is off its mandate's usual day.
_STEPS = ((1.5, 3.0), (3.0, 1.5), (5.0, -1.0))
_OFF = -4.0


class Rhythm:
    """Days of the documents that are surely linked to each mandate of each seller."""

    def __init__(self, pairs: Iterable[tuple[Paper, Payment]], memory: Memory) -> None:
        self._memory = memory
        self._days: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for paper, payment in pairs:
            if payment.mandate and paper.day is not None:
                insort(self._days[self._key(paper, payment)], (paper.day, paper.id))

    def judge(self, paper: Paper, payment: Payment) -> Reason | None:
        """Whether a document comes on the usual day of the payment's mandate, itself left out."""
        if not payment.mandate or paper.day is None:
            return None
        known = self._days.get(self._key(paper, payment), [])
        others = [day for day, ident in known if ident != paper.id]
        off = _off_the_usual_day(paper.day, others)
        if off is None:
            return None
        weight = next((w for most, w in _STEPS if abs(off) <= most), _OFF)
        usual = "on" if weight > 0 else f"{abs(off):.0f} days off"
        return Reason("recurrence", weight, f"{usual} the usual day of mandate {payment.mandate}")

    def _key(self, paper: Paper, payment: Payment) -> tuple[str, str]:
        return self._memory.seller_of(paper), payment.mandate


def _off_the_usual_day(day: int, others: list[int]) -> float | None:
    """Days between a document and the whole months before or after the others nearest to it."""
    nearest = sorted(others, key=lambda other: (abs(other - day), other))
    gaps = [day - other for other in nearest if round((day - other) / _MONTH) != 0]
    if len(gaps) < _FEWEST:
        return None
    return median(gap - round(gap / _MONTH) * _MONTH for gap in gaps[:_NEAREST])
