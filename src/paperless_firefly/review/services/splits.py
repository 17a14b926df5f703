"""Rows of Firefly III's splits: written from whole or partial groups, only where they changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ...domain.money import to_minor
from ...domain.names import fold
from ...domain.transaction import Split, TransactionGroup, TransactionType, fingerprint
from ..models import Connection, LedgerSplit, Link
from . import watching

_TYPES = (TransactionType.WITHDRAWAL, TransactionType.DEPOSIT, TransactionType.TRANSFER)
_BATCH = 500
# keys, and what people and links say, which Firefly knows nothing of
_KEPT = (
    "owner", "connection", "journal_id", "linked", "needs_document", "excused_by", "asked_again",
    "id",
)  # fmt: skip
_UPDATED = [f.name for f in LedgerSplit._meta.concrete_fields if f.name not in _KEPT]
_COMPARED = [name for name in _UPDATED if name not in ("seen_sync", "indexed")]


@dataclass(frozen=True, slots=True)
class Stored:
    """How many splits came, and how many of them were new or other than their rows."""

    received: int
    changed: int


@transaction.atomic
def store_groups(
    connection: Connection, groups: Iterable[TransactionGroup], number: int | None = None
) -> Stored:
    """Writes splits (of whole or partial groups) as rows; those that did not change stay."""
    seen = number if number is not None else connection.cursor.get("sync", 0)
    rows = {
        split.journal_id: _row(connection, group, split, seen)
        for group in groups
        for split in group.splits
        if split.type in _TYPES
    }
    same = _unchanged(connection, rows)
    LedgerSplit.objects.filter(pk__in=same.values()).update(seen_sync=seen)
    changed = [row for journal, row in rows.items() if journal not in same]
    LedgerSplit.objects.bulk_create(
        changed,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["connection", "journal_id"],
        update_fields=_UPDATED,
    )
    _mark_linked(connection, list(rows))
    return Stored(len(rows), len(changed))


def _unchanged(connection: Connection, rows: dict[str, LedgerSplit]) -> dict[str, int]:
    """Journal -> key of the row that already says the same."""
    known = LedgerSplit.objects.filter(connection=connection, journal_id__in=list(rows))
    return {
        journal: pk
        for pk, journal, *values in known.values_list("pk", "journal_id", *_COMPARED)
        if all(getattr(rows[journal], n) == v for n, v in zip(_COMPARED, values, strict=True))
    }


@transaction.atomic
def store_group(connection: Connection, group: TransactionGroup) -> None:
    """Writes one whole group that SparkLink itself just wrote: links compare with it from now on."""
    journals = [split.journal_id for split in group.splits]
    known = LedgerSplit.objects.filter(connection=connection, journal_id__in=journals)
    before = dict(known.values_list("journal_id", "fingerprint"))
    see_group(connection, group)
    watching.left_so(connection, journals, before)


@transaction.atomic
def see_group(connection: Connection, group: TransactionGroup) -> None:
    """Writes one whole group as it was found; splits it no longer has are marked gone."""
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
    ).update(linked=False)
