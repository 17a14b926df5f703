"""Waiting for the bank: what was accepted is booked on its day, unless its transaction comes first.

A document that waits is matched like an undecided one. On its day the bank is looked at once more
(a sync that ended on that day or later); a pair that matching calls certain is left to a person,
since booking it as new would double the expense. All else is one conditional update in
`decisions.stop_waiting`.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..models import (
    Decision,
    DecisionKind,
    Document,
    GroupProposal,
    Preferences,
    Proposal,
    Run,
)
from . import decisions, runs
from .errors import NotAllowed
from .preferences import preferences_of, today_of, zone_of

_AT_ONCE = 100
# a sync that fails is not asked for at every look
_ASK_EVERY = timedelta(minutes=15)


def work_due() -> int:
    """Books what waited to its end; how many documents."""
    soon = timezone.now().date() + timedelta(days=1)  # it may be tomorrow where the user is
    waits = Decision.objects.filter(current=True, kind=DecisionKind.WAIT, until__lte=soon)
    owners = waits.order_by().values_list("document__owner_id", flat=True).distinct()
    return sum(_work(owner_id) for owner_id in list(owners))


def due(owner_id: int, until: date) -> QuerySet[Document]:
    """What waits to that day at most, without a pair that is certain."""
    waited = Decision.objects.filter(
        document=OuterRef("pk"), current=True, kind=DecisionKind.WAIT, until__lte=until
    )
    return Document.objects.filter(
        ~Exists(_certain_pair()),
        ~Exists(_certain_group()),
        Exists(waited),
        owner_id=owner_id,
        decision=DecisionKind.WAIT,
    )


def _work(owner_id: int) -> int:
    preferences = preferences_of(owner_id)
    today = today_of(preferences)
    seen = _last_sync(owner_id, preferences)
    if seen < today and due(owner_id, today).exists():
        _ask_for_sync(owner_id)
    # what is to be matched first is worked by the same sweep
    rows = due(owner_id, min(seen, today)).filter(match_due=False).order_by("pk")
    return sum(_book(document) for document in rows[:_AT_ONCE])


def _book(document: Document) -> bool:
    try:
        decisions.stop_waiting(document=document, by=None)
    except NotAllowed:
        return False  # a person, or another worker, was faster
    return True


def _last_sync(owner_id: int, preferences: Preferences) -> date:
    """The user's day on which a sync ended well."""
    ended = Run.objects.filter(owner_id=owner_id, sync_ok=True, finished_at__isnull=False)
    last = ended.order_by("-finished_at").values_list("finished_at", flat=True).first()
    return timezone.localdate(last, zone_of(preferences)) if last else date.min


def _ask_for_sync(owner_id: int) -> None:
    recent = Run.objects.filter(owner_id=owner_id, requested_at__gt=timezone.now() - _ASK_EVERY)
    if not recent.exists():
        runs.request(owner_id=owner_id, by_schedule=True)


def _certain_pair() -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        document=OuterRef("pk"),
        state="auto",
        dismissed=False,
        split__linked=False,
        split__gone_at=None,
        split__needs_document=True,
    )


def _certain_group() -> QuerySet[GroupProposal]:
    free = Q(splits__linked=False, splits__gone_at=None)
    return GroupProposal.objects.filter(
        free, documents=OuterRef("pk"), state="auto", dismissed=False
    )
