"""Sync: Firefly III's lists and transactions become rows; Firefly is only read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ...clients.firefly.client import FireflyClient
from ...domain.errors import Missing, SparkLinkError
from ...domain.ledger import ListEntry, ListKind
from ...domain.money import to_minor
from ...domain.names import fold
from ...domain.transaction import (
    Split,
    TransactionGroup,
    TransactionType,
    fingerprint,
)
from ..models import Connection, LedgerEntry, LedgerSplit, Link

_TYPES = (TransactionType.WITHDRAWAL, TransactionType.DEPOSIT, TransactionType.TRANSFER)
_PAGE = 500
_BATCH = 500
_KEPT = ("owner", "connection", "journal_id", "linked", "needs_document", "id")
_UPDATED = [f.name for f in LedgerSplit._meta.concrete_fields if f.name not in _KEPT]


@dataclass
class Counts:
    """How far a sync has come; `errors` are texts of what failed beside it."""

    total: int = 0
    received: int = 0
    gone: int = 0
    errors: list[str] = field(default_factory=list)


Progress = Callable[[Counts], None]


def refresh(
    *,
    connection: Connection,
    firefly: FireflyClient,
    today: date,
    progress: Progress = lambda counts: None,
) -> Counts:
    """One whole sync: lists, then every transaction of the window; rows outside it stay."""
    counts = Counts()
    for kind in ListKind:
        _refresh_list(connection, kind, firefly.entries(kind))
    number = _next_number(connection)
    start = today - timedelta(days=settings.SPARKLINK_SYNC_DAYS)
    # a booking entered ahead of its date is a payment too
    end = today + timedelta(days=366)
    for page in firefly.transactions(start, end, limit=_PAGE):
        counts.total = page.total
        counts.received += store_groups(connection, page.groups, number)
        progress(counts)
    counts.gone = _look_at_unseen(connection, firefly, number, start, end, counts)
    progress(counts)
    return counts


@transaction.atomic
def store_groups(
    connection: Connection, groups: Iterable[TransactionGroup], number: int | None = None
) -> int:
    """Writes splits (of whole or partial groups) as rows; how many."""
    seen = number if number is not None else connection.cursor.get("sync", 0)
    rows = {
        split.journal_id: _row(connection, group, split, seen)
        for group in groups
        for split in group.splits
        if split.type in _TYPES
    }
    LedgerSplit.objects.bulk_create(
        rows.values(),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["connection", "journal_id"],
        update_fields=_UPDATED,
    )
    _mark_linked(connection, list(rows))
    return len(rows)


def store_group(connection: Connection, group: TransactionGroup) -> None:
    """Writes one whole group; splits it no longer has are marked gone."""
    store_groups(connection, [group])
    present = [split.journal_id for split in group.splits]
    _mark_gone(
        LedgerSplit.objects.filter(connection=connection, group_id=group.id)
        .exclude(journal_id__in=present)
        .values_list("pk", flat=True)
    )


def forget_group(connection: Connection, group_id: str) -> int:
    """Marks a group gone from Firefly; how many splits it had here."""
    rows = LedgerSplit.objects.filter(connection=connection, group_id=group_id, gone_at=None)
    return _mark_gone(rows.values_list("pk", flat=True))


def _mark_gone(pks: Iterable[int]) -> int:
    return LedgerSplit.objects.filter(pk__in=list(pks), gone_at=None).update(gone_at=timezone.now())


def _look_at_unseen(
    connection: Connection,
    firefly: FireflyClient,
    number: int,
    start: date,
    end: date,
    counts: Counts,
) -> int:
    """Rows of the window that no page held: pages shift while one reads them, so each is asked."""
    unseen = LedgerSplit.objects.filter(
        connection=connection, date__range=(start, end), gone_at=None, seen_sync__lt=number
    )
    gone = 0
    for group_id in unseen.values_list("group_id", flat=True).distinct():
        try:
            store_group(connection, firefly.transaction(group_id))
        except Missing:
            gone += forget_group(connection, group_id)
        except SparkLinkError as error:
            counts.errors.append(str(error))
            break
    return gone


def _next_number(connection: Connection) -> int:
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        row.cursor["sync"] = int(row.cursor.get("sync", 0)) + 1
        row.save(update_fields=["cursor"])
    connection.cursor = row.cursor
    return int(row.cursor["sync"])


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
        update_fields=["name", "search", "type", "code", "iban", "number", "active"],
    )
    present = {e.id for e in entries}
    known = LedgerEntry.objects.filter(connection=connection, kind=kind)
    gone = [pk for pk, ident in known.values_list("pk", "firefly_id") if ident not in present]
    known.filter(pk__in=gone).delete()


def _mark_linked(connection: Connection, journals: Sequence[str]) -> None:
    linked = Link.objects.filter(owner_id=connection.owner_id, journal_id__in=journals)
    LedgerSplit.objects.filter(
        connection=connection, journal_id__in=linked.values("journal_id")
    ).update(linked=True)


def _row(connection: Connection, group: TransactionGroup, split: Split, number: int) -> LedgerSplit:
    out = split.type != TransactionType.DEPOSIT
    own, other = (split.source, split.destination) if out else (split.destination, split.source)
    foreign = split.foreign_amount is not None and split.foreign_currency
    return LedgerSplit(
        owner_id=connection.owner_id,
        connection=connection,
        group_id=group.id,
        journal_id=split.journal_id,
        updated_at=group.updated_at,
        group_title=(group.title or "")[:1024],
        type=split.type,
        date=split.date,
        amount_minor=to_minor(split.amount, split.currency),
        currency=split.currency,
        foreign_minor=to_minor(split.foreign_amount, split.foreign_currency)
        if foreign and split.foreign_amount is not None and split.foreign_currency
        else None,
        foreign_currency=split.foreign_currency or "",
        description=split.description[:1024],
        account=own.name[:1024],
        account_id=own.id or "",
        counterparty=other.name[:1024],
        counterparty_iban=other.iban or "",
        category=split.category or "",
        budget=split.budget or "",
        bill=split.bill or "",
        tags=list(split.tags),
        notes=split.notes or "",
        external_id=split.external_id or "",
        internal_reference=split.internal_reference or "",
        external_url=split.external_url or "",
        reconciled=split.reconciled,
        has_attachments=split.has_attachments,
        search=_search_text(split, other.name),
        fingerprint=fingerprint(split),
        gone_at=None,
        seen_sync=number,
    )


def _search_text(split: Split, counterparty: str) -> str:
    amount = f"{split.amount.normalize():f}"
    fixed = f"{split.amount:.2f}"
    parts = [
        split.description, counterparty, split.date.isoformat(), amount, fixed,
        fixed.replace(".", ","), split.notes or "", f"#{split.journal_id}",
    ]  # fmt: skip
    return fold(" ".join(parts))


def unlink_marks(connection: Connection, journals: Sequence[str]) -> None:
    """Clears the mark of splits to which no link leads any more."""
    still = Link.objects.filter(owner_id=connection.owner_id, journal_id__in=journals)
    LedgerSplit.objects.filter(connection=connection, journal_id__in=journals).exclude(
        journal_id__in=still.values("journal_id")
    ).update(linked=False, seen_sync=F("seen_sync"))
