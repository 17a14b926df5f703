"""Merging: a provisional transaction of ours gives way to the bank's own, and is made again by undo.

A merge is a posting of its own that links the document to the bank's transaction. What ours holds
goes over where the bank's has nothing, its attachments are hung there, and only then is ours
deleted, if it is still as we made it. The provisional posting is `merged` meanwhile: nobody else
works it. Each step looks before it writes, so any of them may be killed and repeated.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...domain.errors import Missing
from ...domain.transaction import TransactionGroup
from ...posting.frozen import thaw
from ...posting.images import differences, image_of
from ...posting.merging import Carried, carried
from ..models import (
    Connection,
    ConnectionKind,
    DecisionKind,
    Document,
    LedgerSplit,
    Link,
    Posting,
    PostingState,
    WorkState,
    WriteBack,
)
from ..selectors import merging as selector
from . import attachments, decisions, lease, linking, making, sync
from .audit import record
from .errors import NotAllowed, TooLate
from .hold import Hold
from .preferences import preferences_of

_SENDING = Q(state=PostingState.SENDING)
_UNDOING = Q(state=PostingState.UNDOING)
_UNSENT = (PostingState.DUE, PostingState.FAILED, PostingState.HELD)


@transaction.atomic
def merge(
    *, document: Document, by: AbstractBaseUser | None, version: int, split: LedgerSplit
) -> Posting:
    """Decides that a provisional document's transaction gives way to one of the bank's.

    NotAllowed unless the two agree in account, amount and direction within the window of days.
    """
    ours = selector.provisional(document)
    if ours is None:
        raise NotAllowed("This document has no provisional transaction.")
    if split.pk not in {found.split_id for found in selector.candidates(document, ours)}:
        raise NotAllowed("These two are not the same payment: account, amount or day differ.")
    shared = Link.objects.filter(owner_id=document.owner_id, journal_id__in=ours.journal_ids)
    if shared.exclude(document=document).exists():
        raise NotAllowed("Another document is linked to this transaction: take that back first.")
    # one conditional update: an undo at the same moment finds it merged, or this finds it undoing
    if not _done(ours).update(state=PostingState.MERGED):
        raise NotAllowed("This posting is no longer as it was shown.")
    return decisions.link(document=document, by=by, version=version, split=split, merging=ours)


def of(posting: Posting) -> Posting | None:
    """The provisional posting that gives way to this one; None if it is no merge."""
    pk = posting.payload.get("merge") if posting.payload else None
    return Posting.objects.get(pk=pk) if pk else None


@transaction.atomic
def cancel(*, posting: Posting, by: AbstractBaseUser) -> Posting | None:
    """Takes an open merge back; TooLate while its worker is at it.

    One of which nothing was sent is over at once; one that is held half way is undone by a worker,
    and given back.
    """
    standing = Posting.objects.filter(pk=posting.pk)
    if standing.filter(state__in=_UNSENT, maybe_sent=False).update(state=PostingState.UNDONE):
        _provisional_again(posting, by)
        return None
    if not standing.filter(state=PostingState.HELD).update(
        state=PostingState.UNDOING, undo={"by": by.pk}, hold={}, error="", attempts=0,
        due_at=timezone.now(), lease_until=None,
    ):  # fmt: skip
        raise TooLate
    record("undo-asked", document=posting.document, actor=by, group=posting.group_id)
    posting.refresh_from_db()
    return posting


@transaction.atomic
def leave(*, posting: Posting, by: AbstractBaseUser) -> None:
    """A person's answer: the bank's is linked, and ours, which was changed, is left where it is."""
    held = Posting.objects.filter(pk=posting.pk, state=PostingState.HELD)
    payload = {**posting.payload, "leave": True}
    if not posting.payload.get("merge") or not held.update(
        state=PostingState.DUE, payload=payload, hold={}, error="", attempts=0,
        due_at=timezone.now(),
    ):  # fmt: skip
        raise NotAllowed("This posting is no longer held.")
    record("hold-answered", document=posting.document, actor=by, answer="leave")


def deliver(posting: Posting, firefly: FireflyClient) -> TransactionGroup:
    """The bank's group with all that went over; ours is gone, unless a person left it there.

    Hold if ours was changed since it was made, or the bank's is not as it was shown.
    """
    ours = of(posting)
    if ours is None:
        raise ValueError("this posting is no merge")
    _wait_for_others(ours)
    standing = _standing(posting, ours, firefly)
    found = _carried(posting, ours, standing)
    theirs = linking.link(posting, firefly, found)
    if any(split.reconciled for split in theirs.splits):
        raise Hold(
            "refused", "A reconciled transaction is left as it is: nothing is merged into it."
        )
    if standing is not None and not posting.payload.get("leave"):
        _give_way(posting, ours, firefly)
        theirs = firefly.transaction(theirs.id)
    return theirs


def settle(posting: Posting) -> None:
    """Moves the document's links: with the posting's own settling, in one transaction."""
    ours = of(posting)
    if ours is not None:
        Link.objects.filter(document=posting.document, journal_id__in=ours.journal_ids).delete()
        sync.unlink_marks(_connection(posting), ours.journal_ids)
        record("merged", document=posting.document, group=posting.group_id, was=ours.group_id)


def make_again(posting: Posting, firefly: FireflyClient) -> TransactionGroup:
    """Our transaction as it was accepted, after its merge is undone: the one that stands, or a new.

    One that an earlier try made is found by its external id. The hash of the deleted one still
    blocks, so that it is sent without the flag.
    """
    ours = of(posting)
    if ours is None:
        raise ValueError("this posting is no merge")
    group = _again(posting, ours, firefly)
    with suppress(Missing):  # the bank's transaction is gone meanwhile, and its files with it
        _move_back(posting, firefly, group)
        attachments.take_back(posting, firefly)
    return firefly.transaction(group.id)


def _again(posting: Posting, ours: Posting, firefly: FireflyClient) -> TransactionGroup:
    with suppress(Missing):
        return firefly.transaction(ours.group_id)
    for group in firefly.find_by_external_id(ours.external_id):
        return firefly.transaction(group.id)
    lease.keep(posting, mine=_UNDOING)
    options = making.options(posting.owner_id)
    return firefly.create(thaw(ours.payload), refuse_duplicates=False, **options)


def _move_back(posting: Posting, firefly: FireflyClient, group: TransactionGroup) -> None:
    """Hangs on ours again what was moved from it, whoever had attached it."""
    there = {each.id for each in firefly.attachments(posting.group_id)}
    for ident in posting.payload.get("files", ()):
        if ident in there:
            lease.keep(posting, mine=_UNDOING)
            with suppress(Missing):
                firefly.move_attachment(ident, group.splits[0].journal_id)


@transaction.atomic
def stand_again(posting: Posting, group: TransactionGroup, by: AbstractBaseUser) -> None:
    """The rows after an undo: the document is provisional, and its posting as if just done."""
    ours = of(posting)
    if ours is None:
        raise ValueError("this posting is no merge")
    journals = [split.journal_id for split in group.splits]
    same = group.id == ours.group_id
    Posting.objects.filter(pk=ours.pk, state=PostingState.MERGED).update(
        group_id=group.id, journal_ids=journals, after=ours.after if same else image_of(group)
    )
    for journal in journals:
        Link.objects.update_or_create(
            document=posting.document,
            journal_id=journal,
            defaults={
                "owner_id": posting.owner_id, "posting": ours, "group_id": group.id, "made": True,
            },
        )  # fmt: skip
    # its note and address in Paperless lead to the new one
    WriteBack.objects.filter(posting=ours).update(
        state=WorkState.DUE, due_at=timezone.now(), attempts=0, error=""
    )
    sync.store_group(_connection(posting), group)
    _provisional_again(posting, by)


def _provisional_again(posting: Posting, by: AbstractBaseUser) -> None:
    ours = of(posting)
    document = posting.document
    if ours is None:
        raise ValueError("this posting is no merge")
    back = Posting.objects.filter(pk=ours.pk, state=PostingState.MERGED)
    moved = Document.objects.filter(pk=document.pk, decision=DecisionKind.LINK)
    if back.update(state=PostingState.DONE) and moved.update(
        decision=DecisionKind.PROVISIONAL, match_due=True
    ):
        decisions.become(ours.decision, DecisionKind.PROVISIONAL, by)
        record("provisional-again", document=document, actor=by, group=ours.group_id)


def _wait_for_others(ours: Posting) -> None:
    """A worker that is writing back or attaching for ours must be through, or dead."""
    row = getattr(ours, "write_back", None)
    writing = row is not None and row.lease_until is not None and row.lease_until > timezone.now()
    if writing or attachments.under_way(ours):
        raise lease.Later("The provisional transaction is just being worked on.")


def _standing(posting: Posting, ours: Posting, firefly: FireflyClient) -> TransactionGroup | None:
    """Our transaction, untouched; None if it is gone, or was left by a person's answer."""
    try:
        group = firefly.transaction(ours.group_id)
    except Missing:
        return None
    changed = differences(ours.after, image_of(group))
    if changed and not posting.payload.get("leave"):
        raise Hold(
            "merge-touched",
            "This transaction was changed in Firefly III since SparkLink made it.",
            [group],
            differences=changed,
            seen="merge",
        )
    return group


def _carried(posting: Posting, ours: Posting, standing: TransactionGroup | None) -> Carried:
    """What goes over, kept before anything is written: a later try finds ours gone."""
    kept = posting.payload.get("carried")
    if kept is None:
        mark = preferences_of(posting.owner_id).provisional_tag
        found = carried(standing.splits, mark) if standing else selector.from_rows(ours, mark)
        kept = {**asdict(found), "tags": list(found.tags), "left": list(found.left)}
        lease.keep(posting, mine=_SENDING, payload={**posting.payload, "carried": kept})
    return Carried(**{**kept, "tags": tuple(kept["tags"]), "left": tuple(kept["left"])})


def _give_way(posting: Posting, ours: Posting, firefly: FireflyClient) -> None:
    """Ours is deleted, after its files hang on the bank's; Hold if it was changed just now."""
    journal = str(posting.journal_ids[0])
    files = [each.id for each in firefly.attachments(ours.group_id)]
    known = posting.payload.get("files", [])
    if new := [ident for ident in files if ident not in known]:
        payload = {**posting.payload, "files": [*known, *new]}
        lease.keep(posting, mine=_SENDING, maybe_sent=True, payload=payload)
    for ident in files:
        lease.keep(posting, mine=_SENDING)
        with suppress(Missing):
            firefly.move_attachment(ident, journal)
    if _standing(posting, ours, firefly) is None:
        return
    lease.keep(posting, mine=_SENDING, maybe_sent=True)
    with suppress(Missing):  # an earlier try's deletion was done after all
        firefly.delete(ours.group_id)
    sync.forget_group(_connection(posting), ours.group_id)


def _done(posting: Posting) -> QuerySet[Posting]:
    return Posting.objects.filter(pk=posting.pk, state=PostingState.DONE)


def _connection(posting: Posting) -> Connection:
    return Connection.objects.get(owner_id=posting.owner_id, kind=ConnectionKind.FIREFLY)
