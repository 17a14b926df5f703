"""Runs: one press of Extract & Sync, from the wish to the end, shown by rows.

Intake (with reading) and sync are two halves: one that fails does not stop the other. A run
accepts and posts nothing. A worker that dies leaves a lease; the next one starts the run again,
which is harmless, since every step compares before it writes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from ...domain.errors import SparkLinkError
from ..models import Connection, ConnectionKind, Document, ReadingState, Run, RunState
from ..models.states import OPEN_RUNS
from . import breaker, connections, excuses, intake, lease, matching, reading, switches, sync
from .audit import record_for
from .preferences import preferences_of, today_of
from .upstreams import Upstreams

_log = logging.getLogger(__name__)
_MINE = Q(state=RunState.RUNNING)
_MOST_ERRORS = 50
_MOST_ATTEMPTS = 5
_READ_AT_ONCE = 50


class Cancelled(SparkLinkError):
    """The person cancelled the run."""


def request(*, owner_id: int, by_schedule: bool = False) -> Run:
    """A new run, or the one that is open: a second press joins it; a press asks servers at once."""
    if not by_schedule:
        breaker.try_now(owner_id)
    for _ in range(5):
        standing = Run.objects.filter(owner_id=owner_id, state__in=OPEN_RUNS).first()
        if standing:
            return standing
        try:
            with transaction.atomic():
                return Run.objects.create(owner_id=owner_id, by_schedule=by_schedule)
        except IntegrityError:
            continue  # another press was faster: join that one, if it is still open
    raise SparkLinkError("The run could not be started. Try again.")


def cancel(*, run: Run) -> None:
    """Asks a run to stop; one that nobody began is over at once."""
    now = timezone.now()
    queued = Run.objects.filter(pk=run.pk, state=RunState.QUEUED)
    if not queued.update(state=RunState.CANCELLED, finished_at=now):
        Run.objects.filter(pk=run.pk, state=RunState.RUNNING).update(cancel_requested=True)


def due() -> Q:
    """Runs that a worker may take: waiting, or left by a dead worker."""
    return Q(state=RunState.QUEUED) | Q(state=RunState.RUNNING, lease_until__lt=timezone.now())


def work(run: Run, upstreams: Upstreams) -> bool:
    """Does a run from beginning to end, if nobody else does."""
    began = run.started_at or timezone.now()
    if not lease.claim(
        run, due=due(), state=RunState.RUNNING, started_at=began, attempts=F("attempts") + 1
    ):
        return False
    if run.attempts > _MOST_ATTEMPTS:
        _finish(run, RunState.FAILED, "The run ended without an answer several times.")
        return True
    try:
        _halves(run, upstreams)
        _finish(run, RunState.DONE if run.intake_ok and run.sync_ok else RunState.FAILED)
    except Cancelled:
        _finish(run, RunState.CANCELLED)
    except lease.LostLease as lost:
        _log.warning("%s", lost)
    return True


def _halves(run: Run, upstreams: Upstreams) -> None:
    _begin_again(run)
    intake_ok = _half(run, "intake", lambda: _collect(run, upstreams))
    sync_ok = _half(run, "sync", lambda: _sync(run, upstreams))
    _read(run, upstreams)
    _match(run)
    _keep(run, step="", intake_ok=intake_ok, sync_ok=sync_ok)


def _begin_again(run: Run) -> None:
    counts = ("listed", "list_total", "found_new", "left_queue", "read_done", "read_total")
    more = ("read_certain", "synced", "sync_total", "matched")
    _keep(run, errors=[], **dict.fromkeys((*counts, *more), 0))


def _half(run: Run, name: str, work_on: Callable[[], None]) -> bool:
    """One half; what makes it impossible is shown, and the other half goes on."""
    _begin(run, name)
    kind = ConnectionKind.PAPERLESS if name == "intake" else ConnectionKind.FIREFLY
    connection = Connection.objects.filter(owner_id=run.owner_id, kind=kind).first()
    try:
        work_on()
    except (Cancelled, lease.LostLease):
        raise
    except SparkLinkError as error:
        _add_error(run, name, str(error))
        if connection:
            connections.note_check(connection, error=str(error))
        return False
    if connection:
        connections.note_check(connection)
    return True


def _collect(run: Run, upstreams: Upstreams) -> None:
    def progress(counts: intake.Counts) -> None:
        _keep(
            run,
            list_total=counts.total,
            listed=counts.listed,
            found_new=counts.new,
            left_queue=counts.left,
        )

    with upstreams.paperless(run.owner_id) as paperless:
        counts = intake.collect(
            connection=_connection(run, ConnectionKind.PAPERLESS),
            preferences=preferences_of(run.owner_id),
            paperless=paperless,
            progress=progress,
        )
    for ident, text in counts.errors:
        _add_error(run, "intake", text, ident)


def _sync(run: Run, upstreams: Upstreams) -> None:
    def progress(counts: sync.Counts) -> None:
        _keep(run, sync_total=counts.total, synced=counts.received)

    with upstreams.firefly(run.owner_id) as firefly:
        counts = sync.refresh(
            connection=_connection(run, ConnectionKind.FIREFLY),
            firefly=firefly,
            today=today_of(preferences_of(run.owner_id)),
            progress=progress,
        )
    for text in counts.errors:
        _add_error(run, "sync", text)


def _read(run: Run, upstreams: Upstreams) -> None:
    """Reads what is due; other workers read along, so progress is counted from the rows."""
    mine = Q(owner_id=run.owner_id)
    waiting = Document.objects.filter(mine & reading.due()).count()
    _begin(run, "read", read_total=waiting)
    failed: set[int] = set()
    while found := list(
        Document.objects.filter(mine & reading.due()).exclude(pk__in=failed)[:_READ_AT_ONCE]
    ):
        for document in found:
            reading.work(document, upstreams)
            document.refresh_from_db()
            if document.read_error:
                _add_error(run, "intake", document.read_error, document.paperless_id)
            if document.read_due_at is not None:
                failed.add(document.pk)
            certain = document.reading == ReadingState.AUTO
            _keep(run, read_done=run.read_done + 1, read_certain=run.read_certain + certain)


def _match(run: Run) -> None:
    _begin(run, "match")
    excuses.look_again(run.owner_id)
    excuses.work_due(run.owner_id)
    if matching.is_due(run.owner_id):
        _keep(run, matched=matching.match_all(run.owner_id))
    # what was read elsewhere meanwhile
    while done := matching.work_due(run.owner_id, limit=100):
        _keep(run, matched=run.matched + done)
    switches.work(run.owner_id)


def _begin(run: Run, step: str, **changes: Any) -> None:
    _keep(run, step=step, step_at=timezone.now(), **changes)


def _keep(run: Run, **changes: Any) -> None:
    """Writes progress and extends the lease; Cancelled if the person asked for it."""
    lease.keep(run, mine=_MINE, **changes)
    if run.cancel_requested:
        raise Cancelled("Cancelled.")


def _add_error(run: Run, half: str, text: str, document: int | None = None) -> None:
    if len(run.errors) < _MOST_ERRORS:
        entry = {"half": half, "text": text, "document": document}
        _keep(run, errors=[*run.errors, entry])


def _finish(run: Run, state: RunState, error: str = "") -> None:
    changes: dict[str, Any] = {"state": state, "finished_at": timezone.now(), "step": ""}
    if error and state == RunState.FAILED:
        changes["errors"] = [*run.errors, {"half": "", "text": error, "document": None}]
    if lease.settle(run, mine=_MINE, lease_until=None, **changes):
        record_for(run.owner_id, f"run-{state}", run=run.pk)


def _connection(run: Run, kind: ConnectionKind) -> Connection:
    return Connection.objects.get(owner_id=run.owner_id, kind=kind)


def start_scheduled(interval_minutes: int) -> list[Run]:
    """Runs by themselves: for each owner of both connections whose last run began long enough ago."""
    if interval_minutes <= 0:
        return []
    since = timezone.now() - timedelta(minutes=interval_minutes)
    recent = Run.objects.filter(requested_at__gt=since).values("owner_id")
    owners = (
        Connection.objects.exclude(token="")
        .exclude(owner_id__in=recent)
        .filter(owner__is_active=True)
        .values_list("owner_id", flat=True)
        .distinct()
    )
    return [request(owner_id=owner_id, by_schedule=True) for owner_id in owners]
