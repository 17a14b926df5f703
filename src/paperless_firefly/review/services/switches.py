"""The two switches: accepting and linking without a person, each off until its owner sets it."""

from __future__ import annotations

from django.db.models import QuerySet

from ...domain.errors import SparkLinkError
from ..models import AuditEntry, DecisionKind, Document, ReadingState, Source
from ..selectors.merging import candidates, provisional
from . import merging, plans
from .audit import record
from .preferences import preferences_of

_MOST = 500


def work(owner_id: int) -> int:
    """Decides what the owner's switches allow; how many documents."""
    preferences = preferences_of(owner_id)
    rows, account = _certain(owner_id), preferences.default_account
    done = 0
    if preferences.accept_links:
        seeking = (*rows.exclude(proposals=0)[:_MOST], *_waiting(owner_id)[:_MOST])
        done += sum(_decide(document, account) for document in seeking)
        done += sum(_merge(document) for document in _provisional(owner_id)[:_MOST])
    if preferences.accept_new:
        done += sum(_decide(document, account) for document in rows.filter(proposals=0)[:_MOST])
    return done


def _certain(owner_id: int) -> QuerySet[Document]:
    return Document.objects.filter(
        owner_id=owner_id,
        decision=DecisionKind.OPEN,
        source=Source.PRESENT,
        reading=ReadingState.AUTO,
        match_due=False,
        read_due_at=None,
    ).select_related("connection")


def _waiting(owner_id: int) -> QuerySet[Document]:
    """Accepted already, by a person or the other switch: whatever was read, a certain pair counts."""
    rows = Document.objects.filter(owner_id=owner_id, decision=DecisionKind.WAIT, match_due=False)
    return rows.exclude(proposals=0).select_related("connection")


def _provisional(owner_id: int) -> QuerySet[Document]:
    rows = Document.objects.filter(owner_id=owner_id, decision=DecisionKind.PROVISIONAL)
    return rows.filter(match_due=False).exclude(proposals=0).select_related("connection")


def _merge(document: Document) -> bool:
    """Merges with the only transaction of the bank's that may be the same payment, if it is certain."""
    ours = provisional(document)
    found = candidates(document, ours) if ours else []
    if len(found) != 1 or found[0].state != "auto":
        return False
    try:
        merging.merge(document=document, by=None, version=document.version, split=found[0].split)
    except SparkLinkError as error:
        _leave(document, str(error))
        return False
    return True


def _decide(document: Document, account: str) -> bool:
    linkable = document.proposals > 0
    plan = plans.plan_of(document, account)
    if not plan.ready or linkable != (plan.split is not None):
        # a pair that is not certain waits in the queue: only what would be booked is explained
        if not linkable:
            _leave(document, plan.reason)
        return False
    try:
        plans.carry_out(plan, by=None, version=document.version)
    except SparkLinkError as error:
        _leave(document, str(error))
        return False
    return True


def _leave(document: Document, reason: str) -> None:
    """Says once why a person has to look."""
    told = AuditEntry.objects.filter(document=document, action="left-to-a-person")
    if not told.filter(details={"reason": reason}).exists():
        record("left-to-a-person", document=document, reason=reason)
