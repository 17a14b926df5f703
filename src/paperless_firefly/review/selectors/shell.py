"""What stands around every page: how much waits, and the run that is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from ..models import (
    Connection,
    ConnectionKind,
    Document,
    Preferences,
    Run,
    Source,
)
from ..models.states import OPEN_RUNS, DecisionKind

# what a pace can be told from: things done, and seconds
_ENOUGH, _SETTLED = 3, 3.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Counts for the navigation, the open run, and how the user wants pages to look."""

    review: int
    proposals: int
    run: Run | None
    theme: str
    single_keys: bool
    notify: bool = False


def frame_of(owner_id: int, preferences: Preferences | None) -> Frame:
    """Two queries, whatever the number of rows."""
    waiting = Document.objects.filter(
        owner_id=owner_id,
        decision__in=(DecisionKind.OPEN, DecisionKind.WAIT),
        source=Source.PRESENT,
    )
    counts = waiting.aggregate(
        review=Count("pk", filter=Q(decision=DecisionKind.OPEN)),
        proposals=Count("pk", filter=Q(proposals__gt=0)),
    )
    return Frame(
        review=counts["review"],
        proposals=counts["proposals"],
        run=open_run(owner_id),
        theme=preferences.theme if preferences else "",
        single_keys=preferences.single_keys if preferences else True,
        notify=preferences.notify if preferences else False,
    )


def open_run(owner_id: int) -> Run | None:
    """The run that is going, if one is."""
    return Run.objects.filter(owner_id=owner_id, state__in=OPEN_RUNS).first()


def last_run(owner_id: int) -> Run | None:
    """The newest run, going or ended."""
    return Run.objects.filter(owner_id=owner_id).order_by("-requested_at").first()


def seconds_left(run: Run, now: datetime) -> float | None:
    """How long the step at hand will take, as fast as it went so far; None where that says little."""
    done, total = run.progress
    if run.step_at is None or done < _ENOUGH or total <= done:
        return None
    passed = (now - run.step_at).total_seconds()
    return passed / done * (total - done) if passed >= _SETTLED else None


def transaction_page(owner_id: int, group_id: str) -> str:
    """The address of a transaction in the user's Firefly III; empty without a connection."""
    found = Connection.objects.filter(owner_id=owner_id, kind=ConnectionKind.FIREFLY).first()
    return f"{found.public_url}/transactions/show/{group_id}" if found else ""
