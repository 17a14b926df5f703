"""The sweep: works whatever the rows say is due, whoever forgot to say so."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ..models import (
    Attachment,
    Connection,
    Document,
    LinkBatch,
    PeriodicClaim,
    Posting,
    Run,
    TaxExport,
    Upload,
    WorkerBeat,
    WriteBack,
)
from . import (
    attachments,
    audit,
    connections,
    excuses,
    handed_in,
    importing,
    link_batches,
    matching,
    pages,
    reading,
    runs,
    tax_exports,
    undoing,
    uploads,
    waiting,
    write_back,
)
from .upstreams import Upstreams

_AT_ONCE = 25


def beat() -> None:
    """A sign of life of this worker process; forgets those of long ago."""
    now = timezone.now()
    name = f"{socket.gethostname()}:{os.getpid()}"
    WorkerBeat.objects.update_or_create(name=name, defaults={"at": now})
    WorkerBeat.objects.filter(at__lt=now - timedelta(hours=1)).delete()


def work(upstreams: Upstreams) -> int:
    """One round over everything that is due, the shortest work first; how many rows were worked."""
    done = 0
    for posting in Posting.objects.filter(importing.due()).order_by("due_at")[:_AT_ONCE]:
        done += importing.work(posting, upstreams)
    for posting in Posting.objects.filter(undoing.due()).order_by("due_at")[:_AT_ONCE]:
        done += undoing.work(posting, upstreams)
    for row in WriteBack.objects.filter(write_back.due()).order_by("due_at")[:_AT_ONCE]:
        done += write_back.work(row, upstreams)
    for attachment in Attachment.objects.filter(attachments.due()).order_by("due_at")[:_AT_ONCE]:
        done += attachments.work(attachment, upstreams)
    for batch in LinkBatch.objects.filter(link_batches.due()).order_by("due_at")[:_AT_ONCE]:
        done += link_batches.work(batch)
    done += excuses.work_due()
    for connection in Connection.objects.filter(check_due=True)[:_AT_ONCE]:
        connections.work_check(connection, upstreams)
    for upload in Upload.objects.filter(uploads.due()).order_by("due_at")[:_AT_ONCE]:
        done += uploads.work(upload, upstreams)
    for run in Run.objects.filter(runs.due()).order_by("requested_at")[:_AT_ONCE]:
        done += runs.work(run, upstreams)
    for document in Document.objects.filter(reading.due()).order_by("read_due_at")[:_AT_ONCE]:
        done += reading.work(document, upstreams)
    done += matching.work_due(limit=_AT_ONCE)
    done += waiting.work_due()
    for export in TaxExport.objects.filter(tax_exports.due()).order_by("due_at")[:1]:
        done += tax_exports.work(export, upstreams)
    _now_and_then()
    return done


def periodic() -> None:
    """What happens by the clock: scheduled runs."""
    runs.start_scheduled(settings.SPARKLINK_INTERVAL)


def _now_and_then() -> None:
    if won("trim-pages", timedelta(hours=1)):
        pages.trim()
        tax_exports.trim()
        handed_in.trim()
    if settings.SPARKLINK_AUDIT_DAYS and won("prune-audit", timedelta(days=1)):
        audit.prune(older_than=timedelta(days=settings.SPARKLINK_AUDIT_DAYS))


def won(name: str, every: timedelta) -> bool:
    """Whether this process may do a periodic job now: a row decides among all machines."""
    now = timezone.now()
    _, made = PeriodicClaim.objects.get_or_create(name=name, defaults={"last_at": now})
    stale = Q(name=name, last_at__lte=now - every)
    return made or bool(PeriodicClaim.objects.filter(stale).update(last_at=now))
