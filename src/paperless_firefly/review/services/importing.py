"""Importing: decisions reach Firefly III exactly once, whatever is killed when.

Each posting is claimed (lease, fence), what Firefly already holds is asked for, and only then is
anything written. A repetition finds what an earlier try made by its external id; a late twin is
refused by Firefly's duplicate hash, because the payload is frozen.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...domain.calls import Answer
from ...domain.errors import SparkLinkError
from ...domain.transaction import TransactionGroup
from ...posting.images import image_of
from ..models import (
    Connection,
    ConnectionKind,
    LedgerSplit,
    Link,
    Posting,
    PostingAction,
    PostingState,
    WriteBack,
)
from . import attachments, breaker, lease, linking, making, merging, splitting, sync, turns
from .audit import record
from .errors import NotAllowed
from .hold import Hold
from .upstreams import Upstreams

_log = logging.getLogger(__name__)
_MINE = Q(state=PostingState.SENDING)
_AT_ONCE = {"hold": {}, "error": "", "attempts": 0}


def due() -> Q:
    """Postings that a worker may take: due, to be tried again, or left by a dead worker."""
    states = (PostingState.DUE, PostingState.FAILED)
    waiting = Q(state__in=states, due_at__lte=timezone.now())
    return (waiting | Q(state=PostingState.SENDING)) & lease.free()


def work(posting: Posting, upstreams: Upstreams) -> bool:
    """Takes one posting to Firefly, if it is still due; never raises for what upstreams do."""
    if breaker.is_open(posting.owner_id, ConnectionKind.FIREFLY) or turns.is_taken(posting):
        return False
    attempts = posting.attempts + 1
    if not lease.claim(posting, due=due(), state=PostingState.SENDING, attempts=attempts):
        return False
    answers: list[Answer] = []
    try:
        turns.take(posting)
        with upstreams.firefly(posting.owner_id) as firefly:
            answers = firefly.answers
            group, made = _deliver(posting, firefly)
        _done(posting, group, answers, made=made)
    except Hold as hold:
        _hold(posting, hold, answers)
    except lease.LostLease as lost:
        _log.warning("%s", lost)
    except SparkLinkError as error:
        _failed(posting, error, answers)
    return True


def _deliver(posting: Posting, firefly: FireflyClient) -> tuple[TransactionGroup, bool]:
    """The group that now holds the document, and whether SparkLink made it."""
    if posting.payload.get("parts"):
        return splitting.split_up(posting, firefly), False
    if posting.payload.get("merge"):
        return merging.deliver(posting, firefly), False
    if posting.action == PostingAction.LINK:
        return linking.link(posting, firefly), False
    return making.make(posting, firefly)


@transaction.atomic
def answer_hold(*, posting: Posting, by: AbstractBaseUser, group_id: str, same: bool) -> None:
    """A person's answer to a held posting: the group is this document's transaction, or another."""
    known = [] if posting.undo else [g["id"] for g in posting.hold.get("groups", [])]
    if group_id not in known:
        raise NotAllowed("This transaction was not among those that were asked about.")
    if same and posting.action == PostingAction.LINK:
        linking.show_again(posting)
    rest = [g for g in posting.hold["groups"] if g["id"] != group_id]
    others = posting.others if same else [*posting.others, group_id]
    if rest and not same:
        hold = {**posting.hold, "groups": rest}
        _leave_hold(posting, PostingState.HELD, hold=hold, others=others)
    else:
        chosen = {"group_id": group_id, "adopted": True} if same else {"others": others}
        _leave_hold(posting, PostingState.DUE, **_AT_ONCE, due_at=timezone.now(), **chosen)
    word = "same" if same else "another"
    record("hold-answered", document=posting.document, actor=by, group=group_id, answer=word)


@transaction.atomic
def retry(*, posting: Posting, by: AbstractBaseUser) -> None:
    """Tries a failed or held posting again at once; a changed group is taken as it is now.

    Of one that is done, what could not be attached.
    """
    if posting.state == PostingState.DONE:
        attachments.retry(posting=posting, by=by)
        return
    now = timezone.now()
    if posting.undo:
        raise NotAllowed("This posting is being taken back: answer that first.")
    waiting = Posting.objects.filter(
        pk=posting.pk, state__in=(PostingState.FAILED, PostingState.HELD)
    )
    if posting.action == PostingAction.LINK and posting.state == PostingState.HELD:
        linking.show_again(posting)
    if not waiting.update(state=PostingState.DUE, due_at=now, **_AT_ONCE):
        raise NotAllowed("This posting is not waiting for anybody.")
    record("retried", document=posting.document, actor=by)
    breaker.try_now(posting.owner_id)


def _leave_hold(posting: Posting, state: PostingState, **changes: object) -> None:
    left = Posting.objects.filter(pk=posting.pk, state=PostingState.HELD).update(
        state=state, **changes
    )
    if not left:
        raise NotAllowed("This posting is no longer held.")
    posting.refresh_from_db()


@transaction.atomic
def _done(
    posting: Posting, group: TransactionGroup, answers: Sequence[Answer], *, made: bool
) -> None:
    now = timezone.now()
    journals = (
        [s.journal_id for s in group.splits]
        if posting.action == PostingAction.CREATE
        else splitting.journals_of(posting, group)
    )
    settled = lease.settle(
        posting,
        mine=_MINE,
        state=PostingState.DONE,
        done_at=now,
        lease_until=None,
        error="",
        hold={},
        maybe_sent=False,
        group_id=group.id,
        journal_ids=journals,
        adopted=not made,
        after=image_of(group) if made or posting.payload.get("parts") else {},
    )
    if not settled:
        return
    _link(posting, group.id, journals, made=made)
    merging.settle(posting)
    # the other instalments of one document: linked here, and left as they are in Firefly
    for group_id, journal in posting.payload.get("also", ()) if not made else ():
        _link(posting, group_id, [journal], made=False)
        LedgerSplit.objects.filter(owner_id=posting.owner_id, journal_id=journal).update(
            linked=True
        )
    attachments.plan(posting, group)
    WriteBack.objects.get_or_create(posting=posting, defaults={"due_at": now})
    connection = Connection.objects.get(owner_id=posting.owner_id, kind=ConnectionKind.FIREFLY)
    sync.store_group(connection, group)
    done = "posted" if posting.action == PostingAction.CREATE else "linked"
    record(
        done, document=posting.document, answers=answers, was="sending", now="done",
        group=group.id, journals=journals, made=made,
    )  # fmt: skip


def _link(posting: Posting, group_id: str, journals: list[str], *, made: bool) -> None:
    for journal in journals:
        Link.objects.update_or_create(
            document=posting.document,
            journal_id=journal,
            defaults={
                "owner_id": posting.owner_id,
                "posting": posting,
                "group_id": group_id,
                "made": made,
            },
        )


@transaction.atomic
def _hold(posting: Posting, hold: Hold, answers: Sequence[Answer]) -> None:
    held = lease.settle(
        posting,
        mine=_MINE,
        state=PostingState.HELD,
        lease_until=None,
        error=str(hold),
        hold=hold.as_json(),
    )
    if held:
        record(
            "held", document=posting.document, answers=answers, was="sending", now="held",
            code=hold.code, reason=str(hold),
        )  # fmt: skip


@transaction.atomic
def _failed(posting: Posting, error: SparkLinkError, answers: Sequence[Answer]) -> None:
    failed = lease.settle(
        posting,
        mine=_MINE,
        state=PostingState.FAILED,
        lease_until=lease.over_by(answers),
        error=str(error),
        due_at=lease.again(posting.attempts, error),
    )
    if failed:
        record(
            "failed", document=posting.document, answers=answers, was="sending", now="failed",
            reason=str(error), attempt=posting.attempts,
        )  # fmt: skip
