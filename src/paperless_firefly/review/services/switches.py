"""The two switches: accepting and linking without a person, each off until its owner sets it."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet

from ...domain.errors import SparkLinkError
from ..models import AuditEntry, DecisionKind, Document, Proposal, ReadingState, Source
from ..selectors.readings import extraction_of, suggested_booking
from . import decisions
from .audit import record
from .preferences import preferences_of

_MOST = 500


def work(owner_id: int) -> int:
    """Decides what the owner's switches allow; how many documents."""
    preferences = preferences_of(owner_id)
    done = 0
    if preferences.accept_links:
        done += sum(_link(document) for document in _certain(owner_id).exclude(proposals=0)[:_MOST])
    if preferences.accept_new:
        done += sum(
            _accept(document, preferences.default_account)
            for document in _certain(owner_id).filter(proposals=0)[:_MOST]
        )
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


def _link(document: Document) -> bool:
    """Links the one pair that matching calls certain, if its split is still free."""
    best = Proposal.objects.filter(document=document, dismissed=False).select_related("split")
    first = best.first()
    if first is None or first.state != "auto" or first.split.linked:
        return False
    contested = Proposal.objects.filter(split=first.split, dismissed=False, state="auto")
    if contested.exclude(document=document).exists():
        return False
    return _try(
        document,
        lambda: decisions.link(
            document=document, by=None, version=document.version, split=first.split
        ),
    )


def _accept(document: Document, account: str) -> bool:
    extraction = extraction_of(document)
    if extraction is None:
        return False
    if _has_twin(document):
        _leave(document, "Another document looks like the same purchase.")
        return False
    booking = suggested_booking(document, extraction, account)
    return _try(
        document,
        lambda: decisions.accept_new(
            document=document,
            by=None,
            version=document.version,
            booking=booking,
        ),
    )


def _try(document: Document, decide: Callable[[], object]) -> bool:
    try:
        decide()
    except SparkLinkError as reason:
        _leave(document, str(reason))
        return False
    return True


def _has_twin(document: Document) -> bool:
    """Whether this may be a second scan: the same file, or seller, sum, day and number again."""
    same = Q(
        total_minor=document.total_minor,
        currency=document.currency,
        issue_date=document.issue_date,
        seller=document.seller,
        number=document.number,
    )
    others = Document.objects.filter(owner_id=document.owner_id).exclude(pk=document.pk)
    others = others.exclude(decision__in=(DecisionKind.REJECTED, DecisionKind.NONE_NEEDED))
    return others.filter(same | Q(sha256=document.sha256)).exists()


def _leave(document: Document, reason: str) -> None:
    """Says once why a person has to look."""
    told = AuditEntry.objects.filter(document=document, action="left-to-a-person")
    if not told.filter(details={"reason": reason}).exists():
        record("left-to-a-person", document=document, reason=reason)
