"""The sweep: works whatever the rows say is due, whoever forgot to say so."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from ..models import (
    Attachment,
    Connection,
    ConnectionKind,
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
    breaker,
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
_Owners = QuerySet[Connection, Any]
Row = TypeVar("Row", bound=Model)


def beat() -> None:
    """A sign of life of this worker process; forgets those of long ago."""
    now = timezone.now()
    name = f"{socket.gethostname()}:{os.getpid()}"
    WorkerBeat.objects.update_or_create(name=name, defaults={"at": now})
    WorkerBeat.objects.filter(at__lt=now - timedelta(hours=1)).delete()


def work(upstreams: Upstreams, *, at_once: int = 1) -> int:
    """One round over everything that is due, the shortest work first; how many rows were worked.

    What goes to the servers is worked `at_once` rows at a time, each in a thread of its own.
    """
    done = 0
    each = partial(_each, upstreams, at_once)
    # rows whose server is left alone must not keep others from their turn
    alone, silent, either = _left_alone()
    sent = Posting.objects.exclude(owner_id__in=silent).order_by("due_at")
    done += each(importing.work, sent.filter(importing.due()))
    done += each(undoing.work, sent.filter(undoing.due()))
    back = WriteBack.objects.filter(write_back.due()).exclude(posting__owner_id__in=alone)
    done += each(write_back.work, back.order_by("due_at"))
    files = Attachment.objects.filter(attachments.due()).exclude(posting__owner_id__in=either)
    done += each(attachments.work, files.order_by("due_at"))
    for batch in LinkBatch.objects.filter(link_batches.due()).order_by("due_at")[:_AT_ONCE]:
        done += link_batches.work(batch)
    done += excuses.work_due()
    for unchecked in Connection.objects.filter(check_due=True)[:_AT_ONCE]:
        connections.work_check(unchecked, upstreams)
    new = Upload.objects.filter(uploads.due()).exclude(owner_id__in=alone)
    done += each(uploads.work, new.order_by("due_at"))
    for run in Run.objects.filter(runs.due()).order_by("requested_at")[:_AT_ONCE]:
        done += runs.work(run, upstreams)
    unread = Document.objects.filter(reading.due()).exclude(owner_id__in=alone)
    for document in unread.order_by("read_due_at")[:_AT_ONCE]:
        done += reading.work(document, upstreams)
    done += matching.work_due(limit=_AT_ONCE)
    done += waiting.work_due()
    for export in TaxExport.objects.filter(tax_exports.due()).order_by("due_at")[:1]:
        done += tax_exports.work(export, upstreams)
    _now_and_then()
    return done


def _each(
    upstreams: Upstreams, at_once: int, act: Callable[[Row, Upstreams], bool], rows: QuerySet[Row]
) -> int:
    """Works rows that are due; each claims itself, so that nobody works one twice."""
    found = list(rows[:_AT_ONCE])
    if min(at_once, len(found)) < 2:
        return sum(act(row, upstreams) for row in found)

    def alone(row: Row) -> bool:
        try:
            return act(row, upstreams)
        finally:
            connection.close()  # a thread's own

    with ThreadPoolExecutor(at_once) as pool:
        return sum(pool.map(alone, found))


def _left_alone() -> tuple[_Owners, _Owners, _Owners]:
    """Whose Paperless is left alone, whose Firefly, and whose either."""
    paused = Connection.objects.filter(breaker.paused()).values("owner_id")
    paperless = paused.filter(kind=ConnectionKind.PAPERLESS)
    return paperless, paused.filter(kind=ConnectionKind.FIREFLY), paused


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
