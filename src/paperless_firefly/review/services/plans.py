"""What accepting a document as it stands would do, and doing it: for switches and for many at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q

from ...domain.errors import SparkLinkError
from ...domain.posting import Booking
from ..models import Decision, DecisionKind, Document, LedgerSplit, Posting, Proposal
from ..selectors.proposed import proposed
from ..selectors.readings import draft_of, extraction_of
from . import accepting, decisions
from .errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Plan:
    """A document with the split it would be linked to, or the booking it would become.

    Neither where a person has to look; `reason` is then an English sentence that says why.
    """

    document: Document
    split: LedgerSplit | None = None
    booking: Booking | None = None
    confidence: float = 0.0
    reason: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be carried out without another look."""
        return not self.reason


def plan_of(document: Document, account: str, *, only_certain: bool = True) -> Plan:
    """What accepting would do; `account` is the owner's default (id or name).

    `only_certain` leaves every pair to a person that matching does not call certain; without it the
    best pair counts, as on the document's own page.
    """
    rows = Proposal.objects.filter(document=document, dismissed=False, split__gone_at=None)
    best = rows.select_related("split").first()
    if best is None:
        return _as_new(document, account)
    if only_certain and best.state != "auto":
        return Plan(document, reason="It is not certain which transaction this belongs to.")
    if best.split.linked or _is_contested(best):
        return Plan(document, reason="Another document claims the same transaction.")
    return Plan(document, split=best.split, confidence=best.confidence)


def carry_out(plan: Plan, *, by: AbstractBaseUser | None, version: int) -> Posting | Decision:
    """Decides as planned; raises what `decisions` raises, and NotAllowed for what is not ready."""
    if plan.split is not None:
        return decisions.link(document=plan.document, by=by, version=version, split=plan.split)
    if plan.booking is None:
        raise NotAllowed(plan.reason)
    return accepting.accept(document=plan.document, by=by, version=version, booking=plan.booking)


def _as_new(document: Document, account: str) -> Plan:
    extraction = extraction_of(document)
    if extraction is None:
        return Plan(document, reason="This document was not read yet.")
    if _has_twin(document):
        return Plan(document, reason="Another document looks like the same purchase.")
    offered = proposed(document, extraction, account)
    booking = offered.booking
    try:
        # what a rule names and Firefly III has no more is for a person to look at
        problems = (*offered.rules.findings, *draft_of(document, booking).problems)
    except SparkLinkError as error:
        return Plan(document, reason=str(error))
    return Plan(document, booking=booking, reason=" ".join(p.message for p in problems))


def _is_contested(proposal: Proposal) -> bool:
    """Whether matching calls the same transaction certain for another document, too."""
    others = Proposal.objects.filter(split=proposal.split, dismissed=False, state="auto")
    return others.exclude(document=proposal.document).exists()


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
