"""A year of documents: how many were finished in each week."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..models import DecisionKind, Document

WEEKS = 53
_FINISHED = (
    DecisionKind.NEW, DecisionKind.LINK, DecisionKind.REJECTED, DecisionKind.NONE_NEEDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Week:
    """How many documents were finished in the week that begins on a Monday."""

    first: date
    finished: int


def weeks(owner_id: int, today: date, zone: ZoneInfo) -> list[Week]:
    """The 53 weeks to today's, in the user's zone; one query."""
    last = today - timedelta(days=today.weekday())
    first = last - timedelta(weeks=WEEKS - 1)
    instants = Document.objects.filter(
        owner_id=owner_id,
        decided_at__gte=datetime.combine(first, time(), zone),
        decision__in=_FINISHED,
    ).values_list("decided_at", flat=True)
    counts: Counter[date] = Counter()
    for instant in instants:
        if instant is not None:
            day = instant.astimezone(zone).date()
            counts[day - timedelta(days=day.weekday())] += 1
    mondays = (first + timedelta(weeks=n) for n in range(WEEKS))
    return [Week(monday, counts[monday]) for monday in mondays]
