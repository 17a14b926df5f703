"""Decisions: what a person (or a switch that a person set) says about a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from ...domain.posting import Booking
from ...domain.transaction import group_fingerprint
from ...posting.frozen import freeze
from ..models import (
    Decision,
    DecisionKind,
    Document,
    LedgerSplit,
    Posting,
    PostingAction,
    PostingState,
    Proposal,
    Source,
)
from ..models.states import UNDECIDED
from ..selectors.readings import draft_of
from . import sellers
from .audit import record
from .errors import CannotPost, NotAllowed, StaleVersion, TooLate

_UNDOABLE = (PostingState.DUE, PostingState.FAILED, PostingState.HELD)


@transaction.atomic
def accept_new(
    *, document: Document, by: AbstractBaseUser | None, version: int, booking: Booking
) -> Posting:
    """Decides that a document becomes a new transaction; due after POSTING_DELAY seconds."""
    if not document.sha256:
        raise NotAllowed("This document was not fetched yet. Run Extract & Sync, then accept it.")
    draft = draft_of(document, booking)
    if draft.transaction is None:
        raise CannotPost(draft.problems)
    decision = _decide(document, DecisionKind.NEW, by, version, booking=asdict(booking))
    return Posting.objects.create(
        owner_id=document.owner_id,
        document=document,
        decision=decision,
        action=PostingAction.CREATE,
        external_id=draft.transaction.external_id,
        payload=freeze(draft.transaction),
        due_at=_due(),
    )


@transaction.atomic
def link(
    *,
    document: Document,
    by: AbstractBaseUser | None,
    version: int,
    split: LedgerSplit,
    also: Sequence[LedgerSplit] = (),
) -> Posting:
    """Decides that a document belongs to a transaction that exists; changes nothing of it yet.

    `also` are its other instalments: they are linked, and nothing is written to them.
    """
    if split.owner_id != document.owner_id:
        raise NotAllowed("This transaction belongs to somebody else.")
    if split.gone_at is not None:
        raise NotAllowed("This transaction is no longer in Firefly III.")
    decision = _decide(
        document,
        DecisionKind.LINK,
        by,
        version,
        group_id=split.group_id,
        journal_id=split.journal_id,
        shown=shown_group(split),
    )
    return Posting.objects.create(
        owner_id=document.owner_id,
        document=document,
        decision=decision,
        action=PostingAction.LINK,
        group_id=split.group_id,
        journal_ids=[split.journal_id],
        payload={"also": [[s.group_id, s.journal_id] for s in also]} if also else {},
        due_at=_due(),
    )


def reject(*, document: Document, by: AbstractBaseUser, version: int, reason: str = "") -> Decision:
    """Decides that nothing is booked for a document."""
    return _decide(document, DecisionKind.REJECTED, by, version, reason=reason[:255])


def later(*, document: Document, by: AbstractBaseUser, version: int) -> Decision:
    """Puts a document aside; it stays undecided."""
    return _decide(document, DecisionKind.LATER, by, version)


def none_needed(
    *, document: Document, by: AbstractBaseUser, version: int, reason: str = ""
) -> Decision:
    """Decides that a document needs no transaction (no claim for money; "cash": not by the bank)."""
    return _decide(document, DecisionKind.NONE_NEEDED, by, version, reason=reason[:255])


@transaction.atomic
def reopen(*, document: Document, by: AbstractBaseUser) -> None:
    """Takes a decision back: TooLate once its posting was claimed or is done."""
    standing = Posting.objects.filter(document=document).exclude(state=PostingState.UNDONE)
    if standing.exists():
        # `maybe_sent`: a call went out and its outcome is unknown, so the transaction may exist
        undone = standing.filter(state__in=_UNDOABLE, maybe_sent=False).update(
            state=PostingState.UNDONE
        )
        if not undone:
            raise TooLate
    _reopen(document, by)


@transaction.atomic
def dismiss(*, document: Document, by: AbstractBaseUser, split: LedgerSplit) -> None:
    """Says that a document and a bank transaction are no pair: never proposed again."""
    Proposal.objects.update_or_create(
        document=document,
        split=split,
        defaults={"dismissed": True},
        create_defaults={"dismissed": True, "confidence": 0.0, "state": "propose"},
    )
    Document.objects.filter(pk=document.pk).update(
        proposals=Proposal.objects.filter(document=document, dismissed=False).count()
    )
    record("pair-dismissed", document=document, actor=by, journal=split.journal_id)


def shown_group(split: LedgerSplit) -> str:
    """The fingerprint of a split's whole group as the rows hold it."""
    rows = LedgerSplit.objects.filter(
        connection_id=split.connection_id, group_id=split.group_id, gone_at=None
    )
    return group_fingerprint(rows.values_list("fingerprint", flat=True))


@transaction.atomic
def _decide(
    document: Document,
    kind: DecisionKind,
    by: AbstractBaseUser | None,
    version: int,
    **details: object,
) -> Decision:
    taken = Document.objects.filter(
        pk=document.pk, version=version, decision__in=UNDECIDED, source=Source.PRESENT
    ).update(decision=kind, decided_at=timezone.now())
    if not taken:
        raise _refusal(document, version)
    Decision.objects.filter(document=document, current=True).update(current=False)
    decision = Decision.objects.create(
        document=document, kind=kind, by_id=by.pk if by else None, **details
    )
    record(f"decided-{kind}", document=document, actor=by, was=document.decision, version=version)
    document.refresh_from_db(fields=["decision", "decided_at"])
    if by is not None and kind in (DecisionKind.NEW, DecisionKind.LINK):
        sellers.learn(document)
    return decision


def _refusal(document: Document, version: int) -> NotAllowed | StaleVersion:
    document.refresh_from_db()
    if document.source == Source.GONE:
        return NotAllowed("This document left the queue: it is gone from Paperless, or untagged.")
    if document.decision not in UNDECIDED:
        return NotAllowed("This document is already decided. Undo that first.")
    return StaleVersion()


def _reopen(document: Document, by: AbstractBaseUser) -> None:
    moved = (
        Document.objects.filter(pk=document.pk)
        .exclude(decision=DecisionKind.OPEN)
        .update(decision=DecisionKind.OPEN, decided_at=None, match_due=True)
    )
    if moved:
        Decision.objects.filter(document=document, current=True).update(current=False)
        record("reopened", document=document, actor=by, was=document.decision)
        document.refresh_from_db(fields=["decision", "decided_at"])


def _due() -> datetime:
    return timezone.now() + timedelta(seconds=settings.POSTING_DELAY)
