"""Decisions: what a person (or a switch that a person set) says about a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from ...domain.posting import Booking, SplitChoice
from ...domain.transaction import group_fingerprint
from ...posting.frozen import freeze
from ...posting.rulebook import sets_json
from ...posting.rules import reasons
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
from ..models.states import ACCEPTED, LINKABLE, UNDECIDED
from ..selectors.readings import draft_of
from . import rule_uses, sellers, splitting
from .audit import record
from .errors import CannotPost, NotAllowed, StaleVersion, TooLate

_TEACHING = (*ACCEPTED, DecisionKind.LINK)
_UNDOABLE = (PostingState.DUE, PostingState.FAILED, PostingState.HELD)


@transaction.atomic
def accept_new(
    *,
    document: Document,
    by: AbstractBaseUser | None,
    version: int,
    booking: Booking,
    mark: str | None = None,
) -> Posting:
    """Decides that a document becomes a new transaction; due after POSTING_DELAY seconds.

    With a `mark` it is provisional until the bank's own is there; its splits get the mark as a tag,
    unless it is empty.
    """
    origin = rule_uses.origin_of(document, booking)
    payload = _payload(document, booking, origin)
    kind = DecisionKind.NEW if mark is None else DecisionKind.PROVISIONAL
    decision = _accept(document, kind, by, version, booking, origin)
    return _to_be_made(document, decision, _marked(payload, mark) if mark else payload)


@transaction.atomic
def make_final(*, document: Document, by: AbstractBaseUser) -> None:
    """Says that a provisional transaction stays: no other is looked for any more."""
    taken = Document.objects.filter(pk=document.pk, decision=DecisionKind.PROVISIONAL).update(
        decision=DecisionKind.NEW, proposals=0
    )
    was = Decision.objects.filter(document=document, current=True).first()
    if not taken or was is None:
        raise NotAllowed("This document is not provisional any more.")
    Proposal.objects.filter(document=document, dismissed=False).delete()
    become(was, DecisionKind.NEW, by)
    record("decided-new", document=document, actor=by, was=DecisionKind.PROVISIONAL)
    document.refresh_from_db(fields=["decision", "proposals"])


def become(was: Decision, kind: DecisionKind, by: AbstractBaseUser | None) -> Decision:
    """The decision in force in place of another, with the booking of `was`."""
    Decision.objects.filter(document=was.document, current=True).update(current=False)
    now = Decision.objects.create(
        document=was.document,
        kind=kind,
        by_id=by.pk if by else None,
        booking=was.booking,
        chosen=was.chosen,
    )
    rule_uses.hand_on(was, now)
    return now


@transaction.atomic
def wait(
    *,
    document: Document,
    by: AbstractBaseUser | None,
    version: int,
    booking: Booking,
    until: date,
) -> Decision:
    """Decides that a document is booked as new on a day, unless its bank transaction comes first."""
    origin = rule_uses.origin_of(document, booking)
    return _accept(
        document,
        DecisionKind.WAIT,
        by,
        version,
        booking,
        origin,
        until=until,
        payload=_payload(document, booking, origin),
    )


@transaction.atomic
def stop_waiting(*, document: Document, by: AbstractBaseUser | None) -> Posting:
    """Books a document that waits as new; NotAllowed if it does not wait (any more).

    The one conditional update from waiting to due: of all who try, one posts.
    """
    taken = Document.objects.filter(pk=document.pk, decision=DecisionKind.WAIT).update(
        decision=DecisionKind.NEW, decided_at=timezone.now()
    )
    waited = Decision.objects.filter(document=document, current=True, kind=DecisionKind.WAIT)
    waited_for = waited.first() if taken else None
    if waited_for is None:
        raise NotAllowed("This document does not wait any more.")
    decision = become(waited_for, DecisionKind.NEW, by)
    record("decided-new", document=document, actor=by, was=DecisionKind.WAIT)
    document.refresh_from_db(fields=["decision", "decided_at"])
    return _to_be_made(document, decision, waited_for.payload)


@transaction.atomic
def link(
    *,
    document: Document,
    by: AbstractBaseUser | None,
    version: int,
    split: LedgerSplit,
    also: Sequence[LedgerSplit] = (),
    parts: Sequence[SplitChoice] = (),
    merging: Posting | None = None,
) -> Posting:
    """Decides that a document belongs to a transaction that exists; changes nothing of it yet.

    `also` are its other instalments: they are linked, and nothing is written to them. `parts`, where
    there are any, are what the transaction is to be split into. `merging` is the provisional posting
    that gives way (services.merging).
    """
    if split.owner_id != document.owner_id:
        raise NotAllowed("This transaction belongs to somebody else.")
    if split.gone_at is not None:
        raise NotAllowed("This transaction is no longer in Firefly III.")
    payload: dict[str, object] = {}
    if also:
        payload["also"] = [[s.group_id, s.journal_id] for s in also]
    if parts:
        payload["parts"] = splitting.frozen(document, split, parts)
    if merging:
        payload["merge"] = merging.pk
    decision = _decide(
        document,
        DecisionKind.LINK,
        by,
        version,
        allowed=(DecisionKind.PROVISIONAL,) if merging else LINKABLE,
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
        payload=payload,
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
    # a document that waits may become due at this moment: then its posting is seen below
    Document.objects.select_for_update().get(pk=document.pk)
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


def payload_of(document: Document, booking: Booking) -> dict[str, Any]:
    """The transaction that accepting would make of a document; CannotPost, as accepting raises it."""
    return _payload(document, booking, rule_uses.origin_of(document, booking))


def _payload(document: Document, booking: Booking, origin: rule_uses.Origin) -> dict[str, Any]:
    """The transaction of a document, frozen; CannotPost says what stands in the way."""
    if not document.sha256:
        raise NotAllowed("This document was not fetched yet. Run Extract & Sync, then accept it.")
    draft = draft_of(document, booking, reasons=reasons(origin.given))
    if draft.transaction is None:
        raise CannotPost(draft.problems)
    return freeze(draft.transaction)


def _marked(payload: dict[str, Any], mark: str) -> dict[str, Any]:
    splits = [
        {**s, "tags": [*(t for t in s["tags"] if t != mark), mark]} for s in payload["splits"]
    ]
    return {**payload, "splits": splits}


def _to_be_made(document: Document, decision: Decision, payload: dict[str, Any]) -> Posting:
    return Posting.objects.create(
        owner_id=document.owner_id,
        document=document,
        decision=decision,
        action=PostingAction.CREATE,
        external_id=payload["external_id"],
        payload=payload,
        due_at=_due(),
    )


def _accept(
    document: Document,
    kind: DecisionKind,
    by: AbstractBaseUser | None,
    version: int,
    booking: Booking,
    origin: rule_uses.Origin,
    *,
    until: date | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Decision:
    """Decides on a booking, and keeps what of it came by rules and what the person chose."""
    decision = _decide(
        document,
        kind,
        by,
        version,
        rules=rule_uses.audited(origin),
        booking=asdict(booking),
        chosen=sets_json(origin.chosen),
        until=until,
        payload=payload or {},
    )
    rule_uses.note(decision, origin)
    return decision


@transaction.atomic
def _decide(
    document: Document,
    kind: DecisionKind,
    by: AbstractBaseUser | None,
    version: int,
    *,
    allowed: Sequence[str] = UNDECIDED,
    rules: Sequence[Mapping[str, object]] = (),
    **details: object,
) -> Decision:
    taken = Document.objects.filter(
        pk=document.pk, version=version, decision__in=allowed, source=Source.PRESENT
    ).update(decision=kind, decided_at=timezone.now())
    if not taken:
        raise _refusal(document, allowed)
    Decision.objects.filter(document=document, current=True).update(current=False)
    decision = Decision.objects.create(
        document=document, kind=kind, by_id=by.pk if by else None, **details
    )
    record(
        f"decided-{kind}", document=document, actor=by, was=document.decision, now=kind,
        version=version, by="" if by else "switch", group=details.get("group_id", ""),
        reason=details.get("reason", ""), rules=list(rules),
    )  # fmt: skip
    document.refresh_from_db(fields=["decision", "decided_at"])
    if by is not None and kind in _TEACHING:
        sellers.learn(document)
    return decision


def _refusal(document: Document, allowed: Sequence[str]) -> NotAllowed | StaleVersion:
    document.refresh_from_db()
    if document.source == Source.GONE:
        return NotAllowed("This document left the queue: it is gone from Paperless, or untagged.")
    if document.decision not in allowed:
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
        record("reopened", document=document, actor=by, was=document.decision, now="open")
        document.refresh_from_db(fields=["decision", "decided_at"])


def _due() -> datetime:
    return timezone.now() + timedelta(seconds=settings.POSTING_DELAY)
