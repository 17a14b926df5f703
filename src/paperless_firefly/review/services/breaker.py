"""The circuit breaker of each connection: a server in trouble is left alone, then tried by one.

After several failures in a row (or at once where it said when to come back) nobody asks the server
for a while, longer each time. Then one worker asks for its version: the conditional update of
`open_until` says which. The first success closes the breaker. It holds calls alone: rows that are
due stay due, and what a person must decide is no matter of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...clients.paperless.client import PaperlessClient
from ...domain.errors import (
    Busy,
    NotAnApi,
    SparkLinkError,
    TokenRefused,
    UpstreamError,
)
from ..models import Connection, ConnectionKind
from .audit import record_for
from .lease import lease_end
from .upstreams import Files, Upstreams

Client = TypeVar("Client", FireflyClient, PaperlessClient)
OPEN_AFTER = 5
_FIRST, _LONGEST, _LONGEST_ASKED = 30.0, 900.0, 6 * 3600.0


class Paused(SparkLinkError):
    """Nobody asks the server now; `after` says for how many seconds."""

    def __init__(self, service: str, after: float, reason: str) -> None:
        super().__init__(
            f"{service} is not asked for {after:.0f} seconds, after several failures. {reason}"
        )
        self.after = after


class Guarded:
    """services.upstreams.Upstreams whose every use is counted; Paused where the breaker is open."""

    def __init__(self, upstreams: Upstreams) -> None:
        self._upstreams = upstreams

    @property
    def files(self) -> Files:
        """The reader of files."""
        return self._upstreams.files

    def paperless(self, owner_id: int) -> AbstractContextManager[PaperlessClient]:
        """A client of the user's Paperless-ngx."""
        return _watched(owner_id, ConnectionKind.PAPERLESS, self._upstreams.paperless(owner_id))

    def firefly(self, owner_id: int) -> AbstractContextManager[FireflyClient]:
        """A client of the user's Firefly III."""
        return _watched(owner_id, ConnectionKind.FIREFLY, self._upstreams.firefly(owner_id))


def is_open(owner_id: int, kind: ConnectionKind) -> bool:
    """Whether nobody should ask this server now: what is due stays due."""
    return Connection.objects.filter(paused(), owner_id=owner_id, kind=kind).exists()


def paused() -> Q:
    """The connections that nobody should use now."""
    return Q(open_until__gt=timezone.now())


def try_now(owner_id: int) -> None:
    """A person asks: the next worker tries the user's servers, whatever they did before."""
    now = timezone.now()
    Connection.objects.filter(owner_id=owner_id, open_until__gt=now).update(open_until=now)


@contextmanager
def _watched(
    owner_id: int, kind: ConnectionKind, opened: AbstractContextManager[Client]
) -> Iterator[Client]:
    with opened as client:
        row = Connection.objects.filter(owner_id=owner_id, kind=kind).first()
        try:
            if row is not None and row.open_until is not None:
                _probe(row, client)
            yield client
        except UpstreamError as error:
            if row is not None:
                _note(row, error)
            raise
        else:
            if row is not None and row.failures:
                _close(row)


def _probe(row: Connection, client: FireflyClient | PaperlessClient) -> None:
    """One worker asks the server for its version; for all others it stays closed meanwhile."""
    now, seen = timezone.now(), row.open_until
    mine = seen is not None and seen <= now
    if mine:
        standing = Connection.objects.filter(pk=row.pk, open_until=seen)
        mine = bool(standing.update(open_until=lease_end(now)))
    if not mine:
        row.refresh_from_db()
        left = (row.open_until - now).total_seconds() if row.open_until else 0.0
        raise Paused(ConnectionKind(row.kind).label, max(left, 1.0), row.trouble)
    client.about()
    _close(row)


def _note(row: Connection, error: UpstreamError) -> None:
    """Counts a failure, unless the server is well and only said no."""
    if not (error.retriable or isinstance(error, NotAnApi | TokenRefused)):
        if row.failures:
            _close(row)
        return
    Connection.objects.filter(pk=row.pk).update(failures=F("failures") + 1, trouble=str(error))
    row.refresh_from_db()
    asked = error.after if isinstance(error, Busy) else None
    if asked is None and row.failures < OPEN_AFTER:
        return
    was_open = row.open_until is not None
    until = timezone.now() + timedelta(seconds=_wait(row.failures, asked))
    Connection.objects.filter(pk=row.pk).update(open_until=until)
    if not was_open:
        record_for(row.owner_id, "upstream-paused", kind=row.kind, reason=str(error))


def _wait(failures: int, asked: float | None) -> float:
    """Seconds: what the server asked for, else half a minute, doubled each time, with jitter."""
    jitter = random.uniform(1.0, 1.25)  # noqa: S311
    if asked is not None:
        return min(asked, _LONGEST_ASKED) * jitter
    doubled = _FIRST * 2.0 ** min(max(failures - OPEN_AFTER, 0), 8)
    return float(min(doubled, _LONGEST) * jitter * settings.SPARKLINK_BACKOFF)


def _close(row: Connection) -> None:
    Connection.objects.filter(pk=row.pk).update(failures=0, open_until=None, trouble="")
    if row.open_until is not None:
        record_for(row.owner_id, "upstream-answers", kind=row.kind)
    row.refresh_from_db()
