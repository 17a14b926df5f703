"""Two ways for a dry run to see what is there: the rows that a run keeps fresh, or both servers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ...clients.firefly.client import FireflyClient
from ...clients.paperless.client import PaperlessClient
from ...domain.errors import Missing
from ...domain.money import Money
from ...domain.transaction import (
    Party,
    Split,
    TransactionGroup,
    TransactionType,
    fingerprint,
    group_fingerprint,
)
from ..models import Document, LedgerSplit, Posting, Preferences, Source
from . import making


@dataclass(frozen=True, slots=True)
class Held:
    """What Paperless-ngx holds of a document: names of tags, texts of notes, custom fields by name."""

    tags: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


class Look(Protocol):
    """What a dry run asks; nothing of it writes."""

    def group(self, owner_id: int, group_id: str) -> TransactionGroup | None:
        """A whole transaction; None where there is none."""

    def fingerprint(self, owner_id: int, group: TransactionGroup) -> str:
        """The group's digest, to be compared with that of what was shown."""

    def existing(self, posting: Posting) -> tuple[TransactionGroup, ...]:
        """What Firefly III already holds of a document that is to be posted."""

    def held(self, document: Document, preferences: Preferences) -> Held | None:
        """What Paperless-ngx holds of a document; None where it is gone."""


class Rows:
    """What the rows know, without a call: as fresh as the last run."""

    def group(self, owner_id: int, group_id: str) -> TransactionGroup | None:
        """The group's rows that are not gone."""
        rows = LedgerSplit.objects.filter(owner_id=owner_id, group_id=group_id, gone_at=None)
        found = list(rows.order_by("pk"))
        return group_of(found) if found else None

    def fingerprint(self, owner_id: int, group: TransactionGroup) -> str:
        """As the rows remember it: long texts are cut in the rows themselves."""
        rows = LedgerSplit.objects.filter(owner_id=owner_id, group_id=group.id, gone_at=None)
        return group_fingerprint(rows.values_list("fingerprint", flat=True))

    def existing(self, posting: Posting) -> tuple[TransactionGroup, ...]:
        """Nothing: only Firefly III itself knows all marks."""
        return ()

    def held(self, document: Document, preferences: Preferences) -> Held | None:
        """The filter tag, which brought it here, and the custom fields."""
        present = document.source == Source.PRESENT
        tags = frozenset({preferences.filter_tag} if present else ())
        return Held(tags, (), {str(n): str(v) for n, v in document.custom_fields})


@dataclass(frozen=True, slots=True)
class Servers:
    """What both servers say now, by calls that read."""

    firefly: FireflyClient
    paperless: PaperlessClient

    def group(self, owner_id: int, group_id: str) -> TransactionGroup | None:
        """The group as it is now."""
        try:
            return self.firefly.transaction(group_id)
        except Missing:
            return None

    def fingerprint(self, owner_id: int, group: TransactionGroup) -> str:
        """Made of what the server said."""
        return group_fingerprint(fingerprint(split) for split in group.splits)

    def existing(self, posting: Posting) -> tuple[TransactionGroup, ...]:
        """By every mark, as posting itself asks."""
        return making.existing(posting, self.firefly)

    def held(self, document: Document, preferences: Preferences) -> Held | None:
        """Tags, notes and custom fields as they are now."""
        try:
            found = self.paperless.document(document.paperless_id)
        except Missing:
            return None
        names = {tag.id: tag.name for tag in self.paperless.tags()}
        fields = {each.id: each.name for each in self.paperless.custom_fields()}
        return Held(
            frozenset(names.get(ident, str(ident)) for ident in found.tags),
            tuple(note.text for note in self.paperless.notes(document.paperless_id)),
            {fields.get(ident, str(ident)): value for ident, value in found.custom_fields},
        )


def group_of(rows: list[LedgerSplit]) -> TransactionGroup:
    """A group from all of its rows."""
    first = rows[0]
    splits = tuple(_split(row) for row in rows)
    return TransactionGroup(first.group_id, first.updated_at, first.group_title or None, splits)


def _split(row: LedgerSplit) -> Split:
    own = Party(row.account_id or None, row.account)
    other = Party(None, row.counterparty, row.counterparty_iban or None)
    comes_in = row.type == TransactionType.DEPOSIT
    foreign = row.foreign_minor
    return Split(
        journal_id=row.journal_id,
        type=TransactionType(row.type),
        date=row.date,
        amount=Money.of_minor(row.amount_minor, row.currency).amount,
        currency=row.currency,
        description=row.description,
        source=other if comes_in else own,
        destination=own if comes_in else other,
        foreign_amount=None
        if foreign is None
        else Money.of_minor(foreign, row.foreign_currency).amount,
        foreign_currency=row.foreign_currency or None,
        category=row.category or None,
        budget=row.budget or None,
        bill=row.bill or None,
        tags=tuple(row.tags),
        notes=row.notes or None,
        external_id=row.external_id or None,
        internal_reference=row.internal_reference or None,
        external_url=row.external_url or None,
        reconciled=row.reconciled,
        has_attachments=row.has_attachments,
    )
