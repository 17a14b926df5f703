"""Sync: Firefly III's lists and transactions become rows; Firefly is only read.

The first sync of a day compares the whole window of days. The others ask two questions: which
transactions do the latest days hold, and how many do the days before? Where that number is not
ours, something was added, deleted, split or moved there, and the whole window is compared at once.
An edit of an old transaction that keeps the number waits for the next whole comparison. (Search
knows when a transaction was updated, but answers an unknown operator as it does "nothing found".)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...domain.errors import Missing, SparkLinkError
from ...domain.ledger import ListEntry, ListKind
from ...domain.names import fold
from ..models import Connection, LedgerEntry, LedgerSplit
from . import watching
from .matching import ask_again
from .splits import forget_group, see_group, store_group, store_groups, unlink_marks

__all__ = [
    "Counts",
    "forget_group",
    "refresh",
    "see_group",
    "store_group",
    "store_groups",
    "unlink_marks",
]

_PAGE = 1000
_BATCH = 500
_LATEST = timedelta(days=31)
# a booking entered ahead of its date is a payment too
_AHEAD = timedelta(days=366)
_WHOLE_EVERY = timedelta(hours=24)
_LISTS_EVERY = timedelta(hours=1)


@dataclass
class Counts:
    """How far a sync has come; `errors` are texts of what failed beside it.

    `changed` counts splits that are new, other than before, or gone.
    """

    total: int = 0
    received: int = 0
    changed: int = 0
    gone: int = 0
    errors: list[str] = field(default_factory=list)


Progress = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class _Sync:
    """One sync under way: of which connection, and the first and last day that it compares."""

    connection: Connection
    firefly: FireflyClient
    progress: Progress
    counts: Counts
    start: date
    end: date


def refresh(
    *,
    connection: Connection,
    firefly: FireflyClient,
    today: date,
    progress: Progress = lambda counts: None,
    whole: bool = False,
) -> Counts:
    """One sync: the whole window if `whole` or if that is due, else its latest days alone.

    Rows outside the window stay as they are, whatever its length.
    """
    start, counts = today - timedelta(days=settings.SPARKLINK_SYNC_DAYS), Counts()
    latest = max(start, today - _LATEST)
    whole = (
        whole
        or _is_whole_due(connection, start)
        or not _adds_up(connection, firefly, start, latest - timedelta(days=1))
    )
    lists = whole or _is_long_ago(connection, "lists_at", _LISTS_EVERY)
    if lists:
        _refresh_lists(connection, firefly)
    first = start if whole else latest
    _compare(_Sync(connection, firefly, progress, counts, first, today + _AHEAD))
    if counts.changed and not lists:
        _refresh_lists(connection, firefly)  # what is new may stand in them
    if counts.changed or "ledger" not in connection.cursor:
        note_extent(connection)
    watching.notice(connection)
    if whole and not counts.errors:
        _note(connection, whole_at=timezone.now().isoformat(), whole_from=start.isoformat())
    return counts


def _is_whole_due(connection: Connection, start: date) -> bool:
    """Whether the last whole comparison was too long ago, or of fewer days than now wanted."""
    if _is_long_ago(connection, "whole_at", _WHOLE_EVERY):
        return True
    return date.fromisoformat(connection.cursor["whole_from"]) > start


def _is_long_ago(connection: Connection, name: str, every: timedelta) -> bool:
    at = connection.cursor.get(name)
    return not at or timezone.now() - datetime.fromisoformat(at) >= every


def _adds_up(connection: Connection, firefly: FireflyClient, start: date, end: date) -> bool:
    """Whether Firefly counts as many splits of some days as there are rows."""
    if start > end:
        return True
    page = next(firefly.transactions(start, end, limit=1))
    ours = LedgerSplit.objects.filter(connection=connection, date__range=(start, end), gone_at=None)
    return page.total == ours.count()


def _compare(sync: _Sync) -> None:
    """Every split of the days as a row; those that no page held are looked at."""
    number = _next_number(sync.connection)
    for page in sync.firefly.transactions(sync.start, sync.end, limit=_PAGE):
        with transaction.atomic():
            stored = store_groups(sync.connection, page.groups, number)
            if stored.changed:
                ask_again(sync.connection.owner_id)
        sync.counts.total = page.total
        sync.counts.received += stored.received
        sync.counts.changed += stored.changed
        sync.progress(sync.counts)
    _look_at_unseen(sync, number)
    sync.progress(sync.counts)


def _look_at_unseen(sync: _Sync, number: int) -> None:
    """Rows of the days that no page held: pages shift while one reads them, so each is asked."""
    unseen = LedgerSplit.objects.filter(
        connection=sync.connection,
        date__range=(sync.start, sync.end),
        gone_at=None,
        seen_sync__lt=number,
    )
    for group_id in list(unseen.values_list("group_id", flat=True).distinct()):
        try:
            see_group(sync.connection, sync.firefly.transaction(group_id))
        except Missing:
            sync.counts.gone += forget_group(sync.connection, group_id)
        except SparkLinkError as error:
            sync.counts.errors.append(str(error))
            break
        ask_again(sync.connection.owner_id)
        sync.counts.changed += 1


def _next_number(connection: Connection) -> int:
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        return int(_note(connection, sync=int(row.cursor.get("sync", 0)) + 1)["sync"])


def _note(connection: Connection, **changes: object) -> dict[str, Any]:
    """Writes how far sync has come beside what others wrote there."""
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        cursor: dict[str, Any] = {**row.cursor, **changes}
        row.cursor = cursor
        row.save(update_fields=["cursor"])
    connection.cursor = cursor
    return cursor


def note_extent(connection: Connection) -> None:
    """How many splits there are and how many days they span: what matching calls rare."""
    rows = LedgerSplit.objects.filter(connection=connection, gone_at=None)
    found = rows.aggregate(n=Count("pk"), first=Min("date"), last=Max("date"))
    days = (found["last"] - found["first"]).days + 1 if found["n"] else 0
    _note(connection, ledger=[found["n"], days])


def _refresh_lists(connection: Connection, firefly: FireflyClient) -> None:
    for kind in ListKind:
        _refresh_list(connection, kind, firefly.entries(kind))
    _note(connection, lists_at=timezone.now().isoformat())


@transaction.atomic
def _refresh_list(connection: Connection, kind: ListKind, entries: Sequence[ListEntry]) -> None:
    rows = [
        LedgerEntry(
            owner_id=connection.owner_id,
            connection=connection,
            kind=kind,
            firefly_id=e.id,
            name=e.name[:1024],
            search=fold(e.name)[:1024],
            type=e.type or "",
            role=e.role or "",
            code=e.code or "",
            iban=(e.iban or "").replace(" ", ""),
            number=e.number or "",
            active=e.active,
        )
        for e in {e.id: e for e in entries}.values()
    ]
    LedgerEntry.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["connection", "kind", "firefly_id"],
        update_fields=["name", "search", "type", "role", "code", "iban", "number", "active"],
    )
    present = {e.id for e in entries}
    known = LedgerEntry.objects.filter(connection=connection, kind=kind)
    gone = [pk for pk, ident in known.values_list("pk", "firefly_id") if ident not in present]
    known.filter(pk__in=gone).delete()
