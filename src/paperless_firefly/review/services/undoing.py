"""Undoing: what a posting did is taken back, on both servers, and nothing that others did since.

A decision whose posting never began is simply reopened. Otherwise the posting goes from done to
undoing: the transaction it made is deleted if it is as it was made, what a link added is removed
where it is still ours, Paperless gets its tags, fields and notes back, and the document returns to
the queue. Each step looks before it writes, so any of them may be killed and repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...domain.calls import Answer
from ...domain.errors import Invalid, Missing, SparkLinkError
from ...domain.transaction import TransactionGroup
from ...posting.images import Difference, differences, digest, image_of
from ..models import (
    Connection,
    ConnectionKind,
    Document,
    LedgerSplit,
    Link,
    Posting,
    PostingAction,
    PostingState,
)
from ..selectors.merging import open_merge
from . import (
    attachments,
    breaker,
    decisions,
    lease,
    linking,
    merging,
    splitting,
    sync,
    turns,
    write_back,
)
from .audit import record
from .errors import NotAllowed, ServiceError
from .hold import Hold
from .upstreams import Upstreams

_log = logging.getLogger(__name__)
_MINE = Q(state=PostingState.UNDOING)
ANSWERS = ("remove", "leave", "keep")


def due() -> Q:
    """Undos that a worker may take."""
    return Q(state=PostingState.UNDOING, due_at__lte=timezone.now()) & lease.free()


@transaction.atomic
def take_back(*, document: Document, by: AbstractBaseUser) -> Posting | None:
    """Takes a decision back: None if the document is in the queue again at once.

    Else its posting, which a worker takes back: the document returns when that is done. TooLate
    while the outcome of a call is unknown. A merge alone is taken back first: the document is
    provisional again.
    """
    merge = open_merge(document)
    if merge is not None:
        return merging.cancel(posting=merge, by=by)
    done = Posting.objects.filter(document=document, state=PostingState.DONE).first()
    if done is None:
        decisions.reopen(document=document, by=by)
        return None
    _begin(done, {"by": by.pk})
    return done


@transaction.atomic
def move(*, document: Document, by: AbstractBaseUser, split: LedgerSplit) -> Posting:
    """Takes a posting back, and then links the document to another transaction."""
    if split.owner_id != document.owner_id:
        raise NotAllowed("This transaction belongs to somebody else.")
    if split.gone_at is not None:
        raise NotAllowed("This transaction is no longer in Firefly III.")
    done = Posting.objects.filter(document=document, state=PostingState.DONE).first()
    if done is None:
        raise NotAllowed("This document is not posted: link it as usual.")
    if done.payload.get("merge"):
        raise NotAllowed("This document was merged: take that back first.")
    if split.journal_id in done.journal_ids:
        raise NotAllowed("This document is linked to that transaction already.")
    _begin(done, {"by": by.pk, "split": split.pk})
    record(
        "move-asked", document=document, actor=by, was=f"#{done.group_id}", now=f"#{split.group_id}"
    )
    return done


@transaction.atomic
def answer(*, posting: Posting, by: AbstractBaseUser, answer: str) -> None:
    """What becomes of a transaction that changed since: `remove`, `leave` or `keep`.

    Remove it (or our additions) as it was shown; leave it as it is and take back the rest; or keep
    everything as it is, the posting included.
    """
    if answer not in ANSWERS or not posting.undo:
        raise NotAllowed("This is no answer to a posting that is being taken back.")
    held = Posting.objects.filter(pk=posting.pk, state=PostingState.HELD)
    if answer == "keep":
        moved = held.update(
            state=PostingState.DONE, undo={}, hold={}, error="", maybe_sent=False, attempts=0
        )
    else:
        undo = {**posting.undo, "answer": answer, "seen": posting.hold.get("seen", "")}
        moved = held.update(
            state=PostingState.UNDOING, undo=undo, hold={}, error="", attempts=0,
            due_at=timezone.now(), lease_until=None,
        )  # fmt: skip
    if not moved:
        raise NotAllowed("This posting is no longer held.")
    posting.refresh_from_db()
    record("undo-answered", document=posting.document, actor=by, answer=answer)


def work(posting: Posting, upstreams: Upstreams) -> bool:
    """Takes one posting back, if that is still due; never raises for what upstreams do."""
    if breaker.is_open(posting.owner_id, ConnectionKind.FIREFLY) or turns.is_taken(posting):
        return False
    attempts = posting.attempts + 1
    if not lease.claim(posting, due=due(), state=PostingState.UNDOING, attempts=attempts):
        return False
    answers: list[list[Answer]] = []
    try:
        turns.take(posting)
        _wait_for_others(posting)
        with upstreams.firefly(posting.owner_id) as firefly:
            answers.append(firefly.answers)
            again = _in_firefly(posting, firefly)
        if hasattr(posting, "write_back"):
            with upstreams.paperless(posting.owner_id) as paperless:
                answers.append(paperless.answers)
                write_back.take_back(posting.write_back, paperless)
        _undone(posting, again, list(chain(*answers)))
    except Hold as hold:
        _hold(posting, hold, list(chain(*answers)))
    except lease.LostLease as lost:
        _log.warning("%s", lost)
    except SparkLinkError as error:
        _failed(posting, error, list(chain(*answers)))
    return True


def _begin(posting: Posting, undo: dict[str, int]) -> None:
    # what would be deleted: all that we made, or all but the first of what we split
    ours = posting.journal_ids if _made(posting) else posting.journal_ids[1:]
    shared = Link.objects.filter(owner_id=posting.owner_id, journal_id__in=ours)
    if shared.exclude(document_id=posting.document_id).exists():
        raise NotAllowed("Another document is linked to this transaction: take that back first.")
    begun = Posting.objects.filter(pk=posting.pk, state=PostingState.DONE).update(
        state=PostingState.UNDOING, undo=undo, attempts=0, error="", due_at=timezone.now(),
        lease_until=None,
    )  # fmt: skip
    if not begun:
        raise NotAllowed("This posting is no longer as it was shown.")
    posting.refresh_from_db()
    by = get_user_model().objects.get(pk=undo["by"])
    record("undo-asked", document=posting.document, actor=by, group=posting.group_id)


def _made(posting: Posting) -> bool:
    return posting.action == PostingAction.CREATE and not posting.adopted


def _wait_for_others(posting: Posting) -> None:
    """A worker that is writing back or attaching must be through, or dead: it would write after us."""
    row = getattr(posting, "write_back", None)
    if row and row.lease_until and row.lease_until > timezone.now():
        raise lease.Later("It is just being written back to Paperless-ngx.")
    if attachments.under_way(posting):
        raise lease.Later("Its file is just being attached in Firefly III.")


def _in_firefly(posting: Posting, firefly: FireflyClient) -> TransactionGroup | None:
    """Takes back what was done; the provisional transaction that stands again, after a merge."""
    merged = posting.payload.get("merge") is not None
    if posting.undo.get("answer") != "leave":
        _take_back(posting, firefly)
    return merging.make_again(posting, firefly) if merged else None


def _take_back(posting: Posting, firefly: FireflyClient) -> None:
    try:
        group = firefly.transaction(posting.group_id)
    except Missing:
        group = None
    if group is None:
        sync.forget_group(_connection(posting), posting.group_id)
    elif _made(posting):
        _delete(posting, firefly, group)
    elif posting.payload.get("parts"):
        _put_together(posting, firefly, group)
    else:
        _remove_additions(posting, firefly, group)
        if not posting.payload.get("merge"):
            attachments.take_back(posting, firefly)


def _delete(posting: Posting, firefly: FireflyClient, group: TransactionGroup) -> None:
    changed = [*differences(posting.after, image_of(group)), *_foreign_files(posting, firefly)]
    _ask_if_changed(posting, group, changed, "touched")
    attachments.take_back(posting, firefly)
    lease.keep(posting, mine=_MINE)
    with suppress(Missing):  # an earlier try's deletion was done after all
        firefly.delete(group.id)
    sync.forget_group(_connection(posting), group.id)


def _put_together(posting: Posting, firefly: FireflyClient, group: TransactionGroup) -> None:
    files = [f for f in _foreign_files(posting, firefly) if f.journal_id != posting.journal_ids[0]]
    try:
        left = splitting.put_together(posting, firefly, group, files, _ask_if_changed)
    except Invalid as error:
        raise Hold("refused", str(error), [group], seen=digest(image_of(group))) from error
    sync.store_group(_connection(posting), left)
    attachments.take_back(posting, firefly)


def _foreign_files(posting: Posting, firefly: FireflyClient) -> list[Difference]:
    """Attachments that others put there: deleting the transaction would delete them."""
    found = firefly.attachments(posting.group_id)
    ours = attachments.ours(posting, found)
    return [
        Difference(each.journal_id, "attachment", "", each.filename)
        for each in found
        if each.id not in ours
    ]


def _remove_additions(posting: Posting, firefly: FireflyClient, group: TransactionGroup) -> None:
    added = posting.intended.get("added", {})
    journal = str(posting.journal_ids[0])
    split = next((s for s in group.splits if s.journal_id == journal), None)
    change = linking.removal(split, added) if split and added else None
    if change is None:
        return
    if any(s.reconciled for s in group.splits):
        now = Difference(journal, "reconciled", "no", "yes")
        _ask_if_changed(posting, group, [now], "reconciled")
    lease.keep(posting, mine=_MINE)
    try:
        left = firefly.update(group, {journal: change})
    except Invalid as error:
        raise Hold("refused", str(error), [group], seen=digest(image_of(group))) from error
    sync.store_group(_connection(posting), left)


_REASONS = {
    "touched": "This transaction was changed in Firefly III since SparkLink made it.",
    "reconciled": "This transaction was reconciled in Firefly III since it was linked.",
}


def _ask_if_changed(
    posting: Posting, group: TransactionGroup, changed: list[Difference], code: str
) -> None:
    """Hold, unless nothing changed, or a person saw just this and said to go on."""
    seen = digest({**image_of(group), "changed": [repr(d) for d in changed]})
    agreed = posting.undo.get("answer") == "remove" and posting.undo.get("seen") == seen
    if changed and not agreed:
        raise Hold(code, _REASONS[code], [group], differences=changed, seen=seen)


@transaction.atomic
def _undone(posting: Posting, again: TransactionGroup | None, answers: Sequence[Answer]) -> None:
    if not lease.settle(
        posting, mine=_MINE, state=PostingState.UNDONE, lease_until=None, error="", hold={}
    ):
        return
    # the other instalments of one document were linked with it
    journals = [*posting.journal_ids, *(j for _, j in posting.payload.get("also", ()))]
    Link.objects.filter(document=posting.document, journal_id__in=journals).delete()
    sync.unlink_marks(_connection(posting), journals)
    left = posting.undo.get("answer") == "leave"
    record(
        "undone", document=posting.document, answers=answers, was="undoing", now="undone",
        group=posting.group_id, left=left,
    )  # fmt: skip
    by = get_user_model().objects.filter(pk=posting.undo["by"]).first()
    document = Document.objects.get(pk=posting.document_id)
    if again is not None:
        merging.stand_again(posting, again, by or document.owner)
        return
    decisions.reopen(document=document, by=by or document.owner)
    if "split" in posting.undo and by:
        _link_next(document, by, posting.undo["split"])


def _link_next(document: Document, by: AbstractBaseUser, split_pk: int) -> None:
    """The other half of a move; where it cannot be, the document waits in the queue."""
    split = LedgerSplit.objects.filter(pk=split_pk).first()
    try:
        with transaction.atomic():
            if split is None:
                raise NotAllowed("This transaction is no longer in Firefly III.")
            decisions.link(document=document, by=by, version=document.version, split=split)
    except ServiceError as error:
        record("move-failed", document=document, reason=str(error))


@transaction.atomic
def _hold(posting: Posting, hold: Hold, answers: Sequence[Answer]) -> None:
    held = lease.settle(
        posting,
        mine=_MINE,
        state=PostingState.HELD,
        lease_until=None,
        error=str(hold),
        hold=hold.as_json(),
        maybe_sent=True,  # its transaction exists: nobody may take it for never sent
    )
    if held:
        record(
            "undo-held", document=posting.document, answers=answers, was="undoing", now="held",
            code=hold.code, reason=str(hold),
        )  # fmt: skip


@transaction.atomic
def _failed(posting: Posting, error: SparkLinkError, answers: Sequence[Answer]) -> None:
    until = lease.over_by(answers)
    failed = lease.settle(
        posting,
        mine=_MINE,
        lease_until=until,
        error=str(error),
        due_at=lease.again(posting.attempts, error),
    )
    if failed:
        record(
            "undo-failed", document=posting.document, answers=answers, reason=str(error),
            attempt=posting.attempts,
        )  # fmt: skip


def _connection(posting: Posting) -> Connection:
    return Connection.objects.get(owner_id=posting.owner_id, kind=ConnectionKind.FIREFLY)
