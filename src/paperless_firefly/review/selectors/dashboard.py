"""The overview: what waits, how the connections are, what happened last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from ..models import AuditEntry, Connection, LedgerSplit, Posting, PostingState, Run
from . import queue, shell, watching

_TOLD = ("posted", "linked", "decided-rejected", "decided-none", "held", "left-queue")


@dataclass(frozen=True, slots=True)
class Month:
    """Money out in one month (its first day), with and without a document, in minor units."""

    first: date
    currency: str
    with_document: int = 0
    without: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.with_document + self.without


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the overview shows."""

    counts: queue.Counts
    next_day: date | None
    on_the_way: int
    connections: list[Connection]
    last_run: Run | None
    months: list[Month]
    latest: list[AuditEntry]
    gone: int
    edited: int

    @property
    def waiting(self) -> int:
        """How many things wait for the person."""
        return self.counts.all + self.counts.stuck

    @property
    def month(self) -> Month | None:
        """The month that is going."""
        return self.months[-1] if self.months else None

    @property
    def is_empty(self) -> bool:
        """Whether the installation is to be set up first."""
        return len([c for c in self.connections if c.token]) < 2


def overview(owner_id: int, today: date) -> Overview:
    """Nine queries at most, whatever the number of rows."""
    counts = queue.counts(owner_id)
    ahead = (PostingState.DUE, PostingState.SENDING)
    told = AuditEntry.objects.filter(owner_id=owner_id, action__in=_TOLD)
    return Overview(
        counts=counts,
        next_day=queue.next_day(owner_id) if counts.waiting else None,
        on_the_way=Posting.objects.filter(owner_id=owner_id, state__in=ahead).count(),
        connections=list(Connection.objects.filter(owner_id=owner_id).order_by("-kind")),
        last_run=shell.last_run(owner_id),
        months=_months(owner_id, today),
        latest=list(told.select_related("document", "actor").order_by("-pk")[:6]),
        **watching.counts(owner_id),
    )


def _months(owner_id: int, today: date) -> list[Month]:
    """The twelve months to today in the currency that most was spent in; none without a payment."""
    firsts = _firsts(today)
    spent = LedgerSplit.objects.filter(
        owner_id=owner_id, type="withdrawal", gone_at=None, date__gte=firsts[0], date__lte=today
    )
    rows = spent.values("currency", first=TruncMonth("date")).annotate(
        with_document=Sum("amount_minor", filter=Q(linked=True), default=0),
        without=Sum("amount_minor", filter=Q(linked=False), default=0),
    )
    found = [Month(**row) for row in rows.order_by()]
    totals: Counter[str] = Counter()
    for month in found:
        totals[month.currency] += month.total
    if not totals:
        return []
    currency = totals.most_common(1)[0][0]
    known = {month.first: month for month in found if month.currency == currency}
    return [known.get(first, Month(first, currency)) for first in firsts]


def _firsts(today: date) -> list[date]:
    """The first days of the twelve months that end with today's."""
    last = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - 11, last + 1)]
