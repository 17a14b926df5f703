"""Background tasks: ids in, one service called; hints only, since rows say what is due."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections, transaction
from huey import RedisHuey, SqliteHuey
from huey.api import Huey
from redis.exceptions import RedisError

from ..domain.paperless import Original
from .connections import Servers
from .models import Connection, Document, LinkBatch, Posting, Run, TaxExport, Upload, WriteBack
from .services import (
    attachments,
    excuses,
    importing,
    link_batches,
    pages,
    reading,
    runs,
    sweep,
    tax_exports,
    undoing,
    uploads,
    write_back,
)
from .services import connections as connection_services
from .services.breaker import Guarded
from .services.upstreams import Upstreams

_log = logging.getLogger(__name__)
_BEAT_SECONDS = 15


def _queue() -> Huey:
    if settings.REDIS_URL:
        return RedisHuey("sparklink", url=settings.REDIS_URL, immediate=False)
    path = Path(settings.SPARKLINK_DATA) / "queue.sqlite3"
    return SqliteHuey("sparklink", filename=str(path), immediate=False, fsync=False)


huey = _queue()
_direct = Servers()
# what works by itself leaves a server in trouble alone; a person's click on an original does not
servers: Upstreams = Guarded(_direct)


def _task(work: Callable[[int], None]) -> Any:
    """A Huey task of one id (Huey itself is untyped)."""
    return huey.task()(work)


@_task
def deliver(posting_id: int) -> None:
    """Takes one posting to Firefly, back to Paperless, and its files after it."""
    posting = Posting.objects.filter(pk=posting_id).first()
    if posting is None:
        return
    importing.work(posting, servers)
    row = WriteBack.objects.filter(posting=posting).first()
    if row is not None:
        write_back.work(row, servers)
    for attachment in posting.attachments.order_by("pk"):
        attachments.work(attachment, servers)


@_task
def undo(posting_id: int) -> None:
    """Takes one posting back."""
    posting = Posting.objects.filter(pk=posting_id).first()
    if posting:
        undoing.work(posting, servers)


@_task
def do_run(run_id: int) -> None:
    """Does one run of Extract & Sync."""
    run = Run.objects.filter(pk=run_id).first()
    if run:
        runs.work(run, servers)


@_task
def check(connection_id: int) -> None:
    """Tries one connection."""
    connection = Connection.objects.filter(pk=connection_id, check_due=True).first()
    if connection:
        connection_services.work_check(connection, servers)


@_task
def draw_pages(document_id: int) -> None:
    """Draws a document's pages again."""
    document = Document.objects.filter(pk=document_id).first()
    if document:
        pages.redraw(document, servers)


@_task
def link_many(batch_id: int) -> None:
    """Works one batch of links, or takes it back."""
    batch = LinkBatch.objects.filter(pk=batch_id).first()
    if batch:
        link_batches.work(batch)


@_task
def export_year(export_id: int) -> None:
    """Makes one tax-year export."""
    export = TaxExport.objects.filter(pk=export_id).first()
    if export:
        tax_exports.work(export, servers)


@_task
def excuse_many(owner_id: int) -> None:
    """Works a user's rules for payments without documents."""
    excuses.work_due(owner_id)


@_task
def hand_over(upload_id: int) -> None:
    """Brings one upload a step further, again soon while it is on its way, and reads what came."""
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None:
        return
    worked, wait = uploads.work(upload, servers), uploads.seconds_to(upload)
    if wait is not None and (worked or wait > 0):
        hand_over.schedule((upload_id,), delay=wait + 0.5)
    elif worked and upload.document:
        reading.work(upload.document, servers)


_WAKES: dict[str, Any] = {
    "posting": deliver,
    "undo": undo,
    "run": do_run,
    "check": check,
    "pages": draw_pages,
    "links": link_many,
    "export": export_year,
    "rules": excuse_many,
    "upload": hand_over,
}


def wake(what: str, ident: int) -> None:
    """Makes due work happen sooner, once the transaction is committed; losing it loses nothing.

    Postings are woken when their delay is over.
    """
    transaction.on_commit(lambda: _enqueue(what, ident))


def _enqueue(what: str, ident: int) -> None:
    task = _WAKES[what]
    try:
        if what == "posting":
            task.schedule((ident,), delay=settings.POSTING_DELAY)
        else:
            task(ident)
    except (OSError, RuntimeError, sqlite3.Error, RedisError) as error:
        # the sweep finds the row within seconds
        _log.warning("The queue does not answer: %s", error)


def open_original(document: Document) -> Original:
    """The file as it was uploaded, from Paperless; raises what the client raises."""
    with _direct.paperless(document.owner_id) as paperless:
        return paperless.original(document.paperless_id)


class Sweeper:
    """Two threads of the worker process: one looks for due work, one gives signs of life."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._every, args=(seconds, act), name=name, daemon=True)
            for name, seconds, act in (
                ("sweep", settings.SPARKLINK_SWEEP_SECONDS, self._round),
                ("beat", _BEAT_SECONDS, sweep.beat),
            )
        ]

    def start(self) -> None:
        """Begins; the first round comes at once."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 30) -> None:
        """Ends after the round that is going, or after `seconds`."""
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds)

    def _every(self, seconds: float, act: Callable[[], None]) -> None:
        while not self._stop.is_set():
            close_old_connections()
            try:
                act()
            except Exception:  # the worker's loop: one bad row must not stop all others
                _log.exception("A round failed")
            finally:
                close_old_connections()
            self._stop.wait(seconds)
        # connections are a thread's own: nobody else could close these
        connections.close_all()

    def _round(self) -> None:
        sweep.periodic()
        at_once = settings.SPARKLINK_WORKER_THREADS
        while sweep.work(servers, at_once=at_once) and not self._stop.is_set():
            pass


def close() -> None:
    """Ends the processes that read files."""
    _direct.close()
