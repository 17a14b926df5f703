"""The overview: what waits, how the connections are, what happened last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from ..models import AuditEntry, Connection, LedgerSplit, Posting, PostingState, Run
from . import queue, shell

_TOLD = ("posted", "linked", "decided-rejected", "decided-none", "held", "left-queue")


@dataclass(frozen=True, slots=True)
class Month:
    """Money out in one month and currency, with and without a document, in minor units."""

    currency: str
    with_document: int
    without: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.with_document + self.without


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the overview shows."""

    counts: queue.Counts
    on_the_way: int
    connections: list[Connection]
    last_run: Run | None
    month: Month | None
    latest: list[AuditEntry]

    @property
    def waiting(self) -> int:
        """How many things wait for the person."""
        return self.counts.all + self.counts.stuck

    @property
    def is_empty(self) -> bool:
        """Whether the installation is to be set up first."""
        return len([c for c in self.connections if c.token]) < 2


def overview(owner_id: int, today: date) -> Overview:
    """Seven queries, whatever the number of rows."""
    ahead = (PostingState.DUE, PostingState.SENDING)
    told = AuditEntry.objects.filter(owner_id=owner_id, action__in=_TOLD)
    return Overview(
        counts=queue.counts(owner_id),
        on_the_way=Posting.objects.filter(owner_id=owner_id, state__in=ahead).count(),
        connections=list(Connection.objects.filter(owner_id=owner_id).order_by("-kind")),
        last_run=shell.last_run(owner_id),
        month=_month(owner_id, today),
        latest=list(told.select_related("document", "actor").order_by("-at")[:6]),
    )


def _month(owner_id: int, today: date) -> Month | None:
    spent = LedgerSplit.objects.filter(
        owner_id=owner_id, type="withdrawal", gone_at=None, date__gte=today.replace(day=1),
        date__lte=today,
    )  # fmt: skip
    rows = spent.values("currency").annotate(
        with_document=Sum("amount_minor", filter=Q(linked=True)),
        without=Sum("amount_minor", filter=Q(linked=False)),
    )
    months = [
        Month(r["currency"], r["with_document"] or 0, r["without"] or 0) for r in rows.order_by()
    ]
    return max(months, key=lambda m: m.total, default=None)
