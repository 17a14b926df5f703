"""The overview: what waits, how the connections are, what happened last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from ..models import (
    AuditEntry,
    Connection,
    ConnectionKind,
    Run,
    UploadState,
)
from ..models.states import OPEN_RUNS
from . import queue, shell, watching
from .activity import Week, weeks
from .spending import Month, Share, spending

_TOLD = ("posted", "linked", "decided-rejected", "decided-none", "held", "left-queue")


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the overview shows."""

    counts: queue.Counts
    next_day: date | None
    on_the_way: int
    connections: list[Connection]
    last_run: Run | None
    months: list[Month]
    accounts: list[Share]
    weeks: list[Week]
    latest: list[AuditEntry]
    uploads_failed: int
    gone: int
    edited: int

    @property
    def waiting(self) -> int:
        """How many things wait for the person."""
        return self.counts.all + self.counts.stuck + self.uploads_failed

    @property
    def month(self) -> Month | None:
        """The month that is going."""
        return self.months[-1] if self.months else None

    @property
    def finished(self) -> int:
        """How many documents were finished in the year."""
        return sum(week.finished for week in self.weeks)

    @property
    def is_new(self) -> bool:
        """Whether set-up is shown: a connection is missing, or nothing was ever fetched."""
        without = {ConnectionKind.PAPERLESS, ConnectionKind.FIREFLY} - {
            each.kind for each in self.connections if each.token
        }
        ran = self.last_run is not None and self.last_run.state not in OPEN_RUNS
        here = self.waiting or self.counts.later or self.counts.waiting
        told = here or self.finished or self.latest or self.months
        return bool(without) or not (ran or told)


def overview(owner_id: int, today: date, zone: ZoneInfo) -> Overview:
    """Ten queries at most, whatever the number of rows."""
    counts, spent = queue.counts(owner_id), spending(owner_id, today)
    connections = list(_connections(owner_id))
    told = AuditEntry.objects.filter(owner_id=owner_id, action__in=_TOLD)
    return Overview(
        counts=counts,
        next_day=queue.next_day(owner_id) if counts.waiting else None,
        on_the_way=counts.ahead,
        connections=connections,
        last_run=shell.last_run(owner_id),
        months=spent.months,
        accounts=spent.accounts,
        weeks=weeks(owner_id, today, zone),
        uploads_failed=max((each.failed for each in connections), default=0),
        latest=list(told.select_related("document", "actor").order_by("-pk")[:6]),
        **watching.counts(owner_id),
    )


def _connections(owner_id: int) -> QuerySet[Any]:
    """The user's connections, each with how many of the user's uploads failed."""
    failed = Count("owner__uploads", filter=Q(owner__uploads__state=UploadState.FAILED))
    return Connection.objects.filter(owner_id=owner_id).annotate(failed=failed).order_by("-kind")
