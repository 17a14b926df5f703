"""Many links confirmed at once: rows first, then worked in steps that each stand or fall whole."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ...domain.errors import SparkLinkError
from ..models import Decision, DecisionKind, Document, LedgerSplit, LinkBatch, Proposal, WorkState
from . import decisions, lease, undoing
from .errors import NotAllowed

Pick = tuple[int, int, int]
MOST = 2_000
_STEP = 20
_MINE = Q(state=WorkState.WORKING)


def request(*, owner: AbstractBaseUser, picks: Sequence[Pick]) -> LinkBatch:
    """A row for the pairs (document, version as shown, split); MOST at most."""
    return LinkBatch.objects.create(
        owner_id=owner.pk, picks=[list(pick) for pick in picks[:MOST]], due_at=timezone.now()
    )


def undo(*, batch: LinkBatch) -> bool:
    """Asks for all of a batch's links to be taken back; whether it was done and not yet so."""
    rows = LinkBatch.objects.filter(pk=batch.pk, state=WorkState.DONE, undo=False)
    changes = {"undo": True, "state": WorkState.DUE, "place": 0, "left": []}
    return bool(rows.update(due_at=timezone.now(), **changes))


def due() -> Q:
    """Batches that a worker may take: waiting, or left by a dead worker."""
    now = timezone.now()
    waiting = Q(state=WorkState.DUE, due_at__lte=now)
    return waiting | Q(state=WorkState.WORKING, lease_until__lt=now)


def work(batch: LinkBatch, seconds: float | None = None) -> bool:
    """Works a batch, for so many seconds at most: what is left then is due again."""
    if not lease.claim(batch, due=due(), state=WorkState.WORKING, attempts=F("attempts") + 1):
        return False
    until = None if seconds is None else time.monotonic() + seconds
    try:
        while batch.place < batch.size:
            if until is not None and time.monotonic() > until:
                lease.settle(batch, mine=_MINE, state=WorkState.DUE, lease_until=None)
                return True
            _step(batch)
        lease.settle(batch, mine=_MINE, state=WorkState.DONE, lease_until=None)
    except lease.LostLease:
        return False
    return True


@transaction.atomic
def _step(batch: LinkBatch) -> None:
    """The next few, with the row that says so."""
    if batch.undo:
        _reopen(batch, batch.linked[batch.place : batch.place + _STEP])
    else:
        _link(batch, [tuple(p) for p in batch.picks[batch.place : batch.place + _STEP]])


def _link(batch: LinkBatch, picks: Sequence[Pick]) -> None:
    documents = _documents(batch, [p[0] for p in picks])
    splits = LedgerSplit.objects.filter(owner_id=batch.owner_id).in_bulk([p[2] for p in picks])
    linked, left = list(batch.linked), list(batch.left)
    for pk, version, split_pk in picks:
        document, split = documents.get(pk), splits.get(split_pk)
        if document is None or split is None:
            continue  # somebody else's, or no row at all
        try:
            _check(document, split)
            decisions.link(document=document, by=batch.owner, version=version, split=split)
            linked.append(pk)
        except SparkLinkError as error:
            left.append(_left(document, error))
    lease.keep(batch, mine=_MINE, place=batch.place + len(picks), linked=linked, left=left)


def _reopen(batch: LinkBatch, pks: Sequence[int]) -> None:
    documents, left = _documents(batch, pks), list(batch.left)
    for document in documents.values():
        try:
            undoing.take_back(document=document, by=batch.owner)
        except SparkLinkError as error:
            left.append(_left(document, error))
    lease.keep(batch, mine=_MINE, place=batch.place + len(pks), left=left)


def _check(document: Document, split: LedgerSplit) -> None:
    """NotAllowed for a pair that was free when it was shown, and is no more."""
    if split.linked or not split.needs_document or _is_promised(split):
        raise NotAllowed("Its transaction was linked meanwhile, or needs no document.")
    if not Proposal.objects.filter(document=document, split=split, dismissed=False).exists():
        raise NotAllowed("This pair is not proposed any more.")


def _is_promised(split: LedgerSplit) -> bool:
    """Whether another document's link to it is on its way."""
    return Decision.objects.filter(
        journal_id=split.journal_id,
        kind=DecisionKind.LINK,
        current=True,
        document__owner_id=split.owner_id,
    ).exists()


def _documents(batch: LinkBatch, pks: Sequence[int]) -> dict[int, Document]:
    return Document.objects.filter(owner_id=batch.owner_id).in_bulk(pks)


def _left(document: Document, error: SparkLinkError) -> dict[str, object]:
    name = document.seller or document.title
    return {"document": document.pk, "name": name, "reason": str(error)}
