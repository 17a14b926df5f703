"""From a stored file to a document in the queue: looked for, sent, followed, taken in.

A file is sent only after Paperless-ngx was asked whether it has it: version 3 takes the same file
twice. "Sending" is written before the call. After a call whose end nobody knows, its document and
its task are looked for, and the file is sent again only when an answer can no longer be on its way.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone

from ...clients.paperless.client import PaperlessClient
from ...clients.paperless.uploads import UPLOAD_SECONDS
from ...domain.errors import (
    Forbidden,
    Invalid,
    Missing,
    SparkLinkError,
    UnknownTag,
    UpstreamError,
)
from ...domain.paperless import ConsumeTask, Named, PaperlessDocument, TaskState
from ..models import Connection, ConnectionKind, Document, Source, Upload, UploadState
from ..models.states import OPEN_UPLOADS
from . import breaker, handed_in, intake, lease
from .audit import record_for
from .errors import NotAllowed
from .preferences import preferences_of
from .upstreams import Upstreams

_log = logging.getLogger(__name__)
_MINE = Q(state__in=OPEN_UPLOADS)
_LONGEST_WAIT = 5  # as a power of two: 32 seconds between two looks
# a call that broke off may still be worked by the server
LATE = timedelta(minutes=10)
_FORGOTTEN = timedelta(hours=2)


class Ended(SparkLinkError):
    """The upload cannot go on by itself; the text says why."""


def due() -> Q:
    """Uploads that a worker may take: open, due, and no living worker's."""
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Q(state__in=OPEN_UPLOADS, due_at__lte=now) & free


def work(upload: Upload, upstreams: Upstreams) -> bool:
    """One step of an upload, if nobody else makes it."""
    if breaker.is_open(upload.owner_id, ConnectionKind.PAPERLESS):
        return False
    if not lease.claim(upload, due=due(), attempts=F("attempts") + 1):
        return False
    try:
        with upstreams.paperless(upload.owner_id) as paperless:
            _step(upload, paperless)
    except lease.LostLease as lost:
        _log.warning("%s", lost)
    except Ended as end:
        _fail(upload, str(end))
    except SparkLinkError as error:
        _later(upload, error)
    return True


def seconds_to(upload: Upload) -> float | None:
    """Seconds until the next step of an upload that waits for one; what failed is the sweep's."""
    if not upload.is_open or upload.error or upload.lease_until is not None:
        return None
    return max(0.0, (upload.due_at - timezone.now()).total_seconds())


@transaction.atomic
def try_again(*, upload: Upload, by: AbstractBaseUser) -> None:
    """A person asks for a failed upload once more; an answer long overdue is awaited no more."""
    now = timezone.now()
    waiting = Case(When(sent_at__lt=now - LATE, then=None), default=F("sent_at"))
    failed = Upload.objects.filter(pk=upload.pk, state=UploadState.FAILED)
    try:
        with transaction.atomic():
            changed = failed.update(
                state=UploadState.WAITING, due_at=now, attempts=0, error="", sent_at=waiting
            )
    except IntegrityError:
        raise NotAllowed("This file is already on its way.") from None
    if not changed:
        raise NotAllowed("This file is not waiting for anybody.")
    record_for(upload.owner_id, "upload-again", actor=by, name=upload.name)


def _step(upload: Upload, paperless: PaperlessClient) -> None:
    if not upload.at_paperless:
        if upload.state == UploadState.SENT:
            _follow(upload, paperless)
        elif not _found(upload, paperless):
            _send(upload, paperless)
    if upload.at_paperless:
        _take(upload, paperless)


def _found(upload: Upload, paperless: PaperlessClient) -> bool:
    """Whether Paperless has the file, or may still be given it by an earlier call."""
    number = _document_of(upload, paperless)
    if number is not None:
        _keep(upload, paperless_id=number, known=upload.sent_at is None)
        return True
    if upload.sent_at is None:
        return False
    late = timezone.now() > upload.sent_at + LATE * settings.SPARKLINK_BACKOFF
    if not late or _is_pending(upload, paperless):
        _wait(upload)
        return True
    return False


def _document_of(upload: Upload, paperless: PaperlessClient) -> int | None:
    """The document with the very bytes of the upload; version 2 knows MD5, version 3 SHA-256."""
    for checksum in (upload.sha256, upload.md5):
        for number in paperless.with_checksum(checksum):
            if _is_it(upload, number, paperless):
                return number
    return None


def _is_it(upload: Upload, number: int, paperless: PaperlessClient) -> bool:
    try:
        return paperless.original_checksum(number) in (upload.sha256, upload.md5)
    except Missing:
        return False


def _is_pending(upload: Upload, paperless: PaperlessClient) -> bool:
    """Whether Paperless is at a file of this name that may be the one whose answer was lost."""
    try:
        tasks = paperless.tasks_of(upload.name)
    except Forbidden:
        raise Ended(
            "It is not certain whether Paperless-ngx has this file: the token's user may not see"
            " its tasks. Look there, and try again if the file is missing."
        ) from None
    ours = Upload.objects.filter(owner_id=upload.owner_id).exclude(task_id="")
    known = set(ours.values_list("task_id", flat=True))
    return any(task.state == TaskState.OPEN and task.task_id not in known for task in tasks)


def _send(upload: Upload, paperless: PaperlessClient) -> None:
    tag = _tag(upload, paperless)
    try:
        file = handed_in.path_of(upload).open("rb")
    except OSError:
        raise Ended("The stored file is gone. Hand it in again.") from None
    with file:
        _keep(
            upload, seconds=UPLOAD_SECONDS + 60, state=UploadState.SENDING, sent_at=timezone.now()
        )
        try:
            task_id = paperless.post_document(file, upload.name, upload.mime_type, [tag.id])
        except UpstreamError as error:
            if error.may_have_happened:
                raise
            _keep(upload, state=UploadState.WAITING, sent_at=None)
            if isinstance(error, Invalid):
                raise Ended(str(error)) from error
            raise
    _wait(upload, state=UploadState.SENT, task_id=task_id, attempts=0)


def _tag(upload: Upload, paperless: PaperlessClient) -> Named:
    """The filter tag; made where nothing like it is there, for then it is no slip of the pen."""
    name = preferences_of(upload.owner_id).filter_tag
    try:
        return paperless.find_tag(name)
    except UnknownTag as unknown:
        if unknown.close:
            raise
    return paperless.ensure_tag(name)


def _follow(upload: Upload, paperless: PaperlessClient) -> None:
    try:
        task = paperless.task(upload.task_id)
    except Forbidden:
        task = None
    if task is None or (task.state == TaskState.DONE and task.document is None):
        _search(upload, paperless)
    elif task.state == TaskState.DONE:
        _keep(upload, paperless_id=task.document)
    elif task.state == TaskState.FAILED:
        _failed_there(upload, task, paperless)
    else:
        _wait(upload)


def _search(upload: Upload, paperless: PaperlessClient) -> None:
    """Paperless says nothing of the task: the document is looked for, for a while."""
    number = _document_of(upload, paperless)
    if number is not None:
        _keep(upload, paperless_id=number)
    elif upload.sent_at is None or timezone.now() > upload.sent_at + _FORGOTTEN:
        raise Ended("Paperless-ngx does not say what became of this file. Look there.")
    else:
        _wait(upload)


def _failed_there(upload: Upload, task: ConsumeTask, paperless: PaperlessClient) -> None:
    """Version 2 fails the task of a file that it has, and names the document."""
    if task.document is not None and _is_it(upload, task.document, paperless):
        _keep(upload, paperless_id=task.document, known=True)
        return
    # it is known not to be there: the next try need not look for it
    _keep(upload, sent_at=None)
    raise Ended(f"Paperless-ngx could not take the file: {task.said or 'it does not say why'}")


def _take(upload: Upload, paperless: PaperlessClient) -> None:
    connection = Connection.objects.get(owner_id=upload.owner_id, kind=ConnectionKind.PAPERLESS)
    number = upload.paperless_id or 0
    there = Document.objects.filter(
        connection=connection, paperless_id=number, source=Source.PRESENT
    ).first()
    if there is None:
        document = _alive(upload, paperless, number)
        if not _is_tagged(upload, paperless, document):
            _wait(upload)
            return
        there = intake.take(connection=connection, paperless=paperless, document=document)
    handed_in.drop_bytes(upload)
    _done(upload, there)


def _alive(upload: Upload, paperless: PaperlessClient, number: int) -> PaperlessDocument:
    try:
        return paperless.document(number)
    except Missing:
        _keep(upload, paperless_id=None, sent_at=None)
        raise Ended("The document is in the trash of Paperless-ngx, or deleted there.") from None


def _is_tagged(upload: Upload, paperless: PaperlessClient, document: PaperlessDocument) -> bool:
    """Whether the filter tag is there; what Paperless had before is given it, which takes a while."""
    tag = _tag(upload, paperless)
    if tag.id in document.tags:
        return True
    _keep(upload)
    paperless.modify_tags([document.id], [tag.id], [])
    return False


def _keep(upload: Upload, seconds: float | None = None, **changes: Any) -> None:
    lease.keep(upload, mine=_MINE, seconds=seconds, **changes)


def _wait(upload: Upload, **changes: Any) -> None:
    """Lets go until the next look."""
    tries = min(changes.get("attempts", upload.attempts), _LONGEST_WAIT)
    changes = {"due_at": lease.next_try(max(tries, 1), timezone.now()), "error": "", **changes}
    lease.settle(upload, mine=_MINE, lease_until=None, **changes)


def _later(upload: Upload, error: SparkLinkError) -> None:
    """An outage: shown, and tried again by itself."""
    due_at = lease.again(upload.attempts, error)
    lease.settle(upload, mine=_MINE, lease_until=None, error=str(error), due_at=due_at)


@transaction.atomic
def _done(upload: Upload, document: Document) -> None:
    settled = lease.settle(
        upload, mine=_MINE, state=UploadState.DONE, document=document, done_at=timezone.now(),
        lease_until=None, error="",
    )  # fmt: skip
    if settled:
        record_for(upload.owner_id, "upload-arrived", name=upload.name, document=document.pk)


@transaction.atomic
def _fail(upload: Upload, why: str) -> None:
    if lease.settle(upload, mine=_MINE, state=UploadState.FAILED, lease_until=None, error=why):
        record_for(upload.owner_id, "upload-failed", name=upload.name, reason=why)
