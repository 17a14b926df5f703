"""Attachments: a posted document's file, and its XML, are put beside the transaction, once each.

Each is a row of its own, worked after the posting is done, so that a file that cannot be attached
never holds up the transaction. An attachment of Firefly III is made empty and filled by a second
call; its notes carry our mark from the first one on, so that a repetition knows its own, empty or
full, from those of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import md5

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...domain.calls import Answer
from ...domain.errors import Invalid, Missing, SparkLinkError, TooLarge
from ...domain.ledger import AttachmentInfo
from ...domain.paperless import Original
from ...domain.transaction import TransactionGroup
from ..models import (
    Attachment,
    AttachmentKind,
    ConnectionKind,
    Posting,
    PostingAction,
    PostingState,
    Preferences,
    WorkState,
)
from . import attached_files, breaker, lease
from .audit import record
from .errors import NotAllowed
from .preferences import preferences_of
from .upstreams import Upstreams

_MINE = Q(state=WorkState.WORKING)


def due() -> Q:
    """Attachments that a worker may take: of postings that are done, and not being taken back."""
    return _free() & Q(posting__state=PostingState.DONE)


def _free() -> Q:
    waiting = Q(state__in=(WorkState.DUE, WorkState.FAILED), due_at__lte=timezone.now())
    return (waiting | Q(state=WorkState.WORKING)) & lease.free()


def kinds(preferences: Preferences) -> list[str]:
    """Which files an owner wants attached (models.AttachmentKind)."""
    file = [str(preferences.attach_file)] if preferences.attach_file else []
    return [*file, AttachmentKind.XML] if preferences.attach_xml else file


def plan(posting: Posting, group: TransactionGroup) -> None:
    """Makes the rows of what the owner wants attached to a posting that is done.

    A transaction that was reconciled before it was linked is left as it is.
    """
    if posting.action == PostingAction.LINK and any(s.reconciled for s in group.splits):
        return
    for kind in kinds(preferences_of(posting.owner_id)):
        Attachment.objects.get_or_create(
            posting=posting, kind=kind, defaults={"due_at": timezone.now()}
        )


def work(row: Attachment, upstreams: Upstreams) -> bool:
    """Attaches one file, if that is still due; never raises for what upstreams do."""
    if any(breaker.is_open(row.posting.owner_id, kind) for kind in ConnectionKind):
        return False
    # a posting that is taken back after this look waits for the claim to end, or ends the row
    if not Attachment.objects.filter(due(), pk=row.pk).exists():
        return False
    if not lease.claim(row, due=_free(), state=WorkState.WORKING, attempts=F("attempts") + 1):
        return False
    answers: list[Answer] = []
    try:
        file = attached_files.of(row, upstreams)
        if file is not None:
            with upstreams.firefly(row.posting.owner_id) as firefly:
                answers = firefly.answers
                _attach(row, firefly, file)
        _done(row, answers)
    except lease.LostLease:
        return True
    except (attached_files.NoFile, Missing, Invalid, TooLarge) as error:
        _refused(row, error, answers)
    except SparkLinkError as error:
        _failed(row, error, answers)
    return True


@transaction.atomic
def retry(*, posting: Posting, by: AbstractBaseUser) -> None:
    """Tries again at once what was not attached, whatever the reason was."""
    refused = Q(state=WorkState.DONE, firefly_id="") & ~Q(error="")
    waiting = posting.attachments.filter(refused | Q(state=WorkState.FAILED))
    again = {"state": WorkState.DUE, "due_at": timezone.now(), "error": "", "attempts": 0}
    if not waiting.update(**again):
        raise NotAllowed("Nothing of this document waits to be attached.")
    record("retried", document=posting.document, actor=by)


def _attach(row: Attachment, firefly: FireflyClient, file: Original) -> None:
    """Makes and fills the attachment, or only what an earlier try left to do."""
    found = firefly.attachments(row.posting.group_id)
    shell = _only(row, firefly, [each for each in found if _is_own(row, each)])
    if shell is None:
        if any(e.journal_id == _journal(row) and e.hash == _md5(file) for e in found):
            return  # the same file hangs there already, by whoever put it there
        shell = _make(row, firefly, file)
    if shell.hash not in (None, row.md5, _md5(file)):
        return  # a person put another file into ours
    lease.keep(row, mine=_MINE, firefly_id=shell.id, filename=shell.filename, md5=_md5(file))
    if shell.hash != _md5(file):
        _fill(row, firefly, shell, file)


def _only(
    row: Attachment, firefly: FireflyClient, own: list[AttachmentInfo]
) -> AttachmentInfo | None:
    """Our attachment; a second one, made by a call that was given up, is deleted."""
    own.sort(key=lambda each: (each.hash is None, int(each.id)))
    for twin in own[1:]:
        if twin.hash in (None, row.md5):
            _detach(row, firefly, twin)
    return own[0] if own else None


def _make(row: Attachment, firefly: FireflyClient, file: Original) -> AttachmentInfo:
    name = attached_files.short(file.name)
    lease.keep(row, mine=_MINE, firefly_id="", filename=name, md5=_md5(file))
    return firefly.make_attachment(_journal(row), name, _mark(row))


def _fill(row: Attachment, firefly: FireflyClient, shell: AttachmentInfo, file: Original) -> None:
    try:
        firefly.fill_attachment(shell.id, file.data)
    except Invalid:
        _detach(row, firefly, shell)
        lease.keep(row, mine=_MINE, firefly_id="", filename="", md5="")
        raise


def _detach(row: Attachment, firefly: FireflyClient, own: AttachmentInfo) -> None:
    lease.keep(row, mine=_MINE)
    with suppress(Missing):
        firefly.detach(own.id)


def _mark(row: Attachment) -> str:
    """What the attachment's notes say: whose it is, for SparkLink and for people."""
    return f"SparkLink, paperless:{row.posting.document.paperless_id}, {row.kind}"


def _is_own(row: Attachment, found: AttachmentInfo) -> bool:
    return found.journal_id == _journal(row) and found.notes == _mark(row)


def _journal(row: Attachment) -> str:
    return str(row.posting.journal_ids[0])


def _md5(file: Original) -> str:
    return md5(file.data, usedforsecurity=False).hexdigest()


def under_way(posting: Posting) -> bool:
    """Whether a living worker is attaching something, or a call that was given up may still be."""
    return posting.attachments.filter(lease_until__gt=timezone.now()).exists()


def ours(posting: Posting, found: tuple[AttachmentInfo, ...]) -> set[str]:
    """The ids of what was attached for a posting and is still as it was attached."""
    return {
        each.id
        for row in posting.attachments.all()
        for each in found
        if _is_own(row, each) and each.hash in (None, row.md5) and each.filename == row.filename
    }


def take_back(posting: Posting, firefly: FireflyClient) -> None:
    """Deletes what was attached for a posting, where it is still as it was attached.

    Whoever worked the rows loses them; a repetition is safe.
    """
    rows = list(posting.attachments.all())
    for row in rows:
        if not lease.claim(row, due=lease.free(), state=WorkState.WORKING):
            raise lease.LostLease(f"Attachment {row.pk} is under way.")
    try:
        for ident in ours(posting, firefly.attachments(posting.group_id)) if rows else ():
            with suppress(Missing):
                firefly.detach(ident)
    finally:  # a repetition of this undo need not wait for its own leases
        for row in rows:
            lease.settle(row, mine=_MINE, state=WorkState.DONE, lease_until=None, error="")


@transaction.atomic
def _done(row: Attachment, answers: Sequence[Answer]) -> None:
    now = timezone.now()
    settled = lease.settle(
        row, mine=_MINE, state=WorkState.DONE, done_at=now, lease_until=None, error=""
    )
    if settled and row.firefly_id:
        record("attached", document=row.posting.document, answers=answers, file=row.filename)


@transaction.atomic
def _refused(row: Attachment, error: SparkLinkError, answers: Sequence[Answer]) -> None:
    settled = lease.settle(
        row, mine=_MINE, state=WorkState.DONE, lease_until=None, error=str(error)
    )
    if settled:
        record("not-attached", document=row.posting.document, answers=answers, reason=str(error))


@transaction.atomic
def _failed(row: Attachment, error: SparkLinkError, answers: Sequence[Answer]) -> None:
    told = row.error
    settled = lease.settle(
        row,
        mine=_MINE,
        state=WorkState.FAILED,
        lease_until=lease.over_by(answers),
        error=str(error),
        due_at=lease.again(row.attempts, error),
    )
    if settled and told != str(error):
        record("attach-failed", document=row.posting.document, answers=answers, reason=str(error))
