"""Transactions as Firefly III holds them: a group of splits, each a journal of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256


class TransactionType(StrEnum):
    """Firefly's types; the last three are never proposed."""

    WITHDRAWAL = "withdrawal"
    DEPOSIT = "deposit"
    TRANSFER = "transfer"
    OPENING_BALANCE = "opening balance"
    RECONCILIATION = "reconciliation"
    LIABILITY_CREDIT = "liability credit"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a split: a Firefly account."""

    id: str | None
    name: str
    iban: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """One journal of a group. `amount` is positive, `type` says which way it goes."""

    journal_id: str
    type: TransactionType
    date: date
    amount: Decimal
    currency: str
    description: str
    source: Party
    destination: Party
    order: int = 0
    foreign_amount: Decimal | None = None
    foreign_currency: str | None = None
    category: str | None = None
    budget: str | None = None
    bill: str | None = None
    tags: tuple[str, ...] = ()
    notes: str | None = None
    external_id: str | None = None
    internal_reference: str | None = None
    external_url: str | None = None
    reconciled: bool = False
    has_attachments: bool = False
    sepa_ct_id: str | None = None
    sepa_ep: str | None = None


@dataclass(frozen=True, slots=True)
class TransactionGroup:
    """One transaction group; `splits` may be partial in lists and searches, whole in a GET of it.

    `updated_at` is the server's own text, compared for equality only.
    """

    id: str
    updated_at: str
    title: str | None
    splits: tuple[Split, ...]


def fingerprint(split: Split) -> str:
    """A digest of everything a person or importer can have put into a split, in hexadecimal."""
    parts = [
        split.journal_id, split.type, split.date.isoformat(), f"{split.amount.normalize():f}",
        split.currency, split.description, split.source.name, split.destination.name,
        f"{split.foreign_amount.normalize():f}" if split.foreign_amount is not None else "",
        split.foreign_currency or "", split.category or "", split.budget or "", split.bill or "",
        *sorted(split.tags), split.notes or "", split.external_id or "",
        split.internal_reference or "", split.external_url or "", str(split.reconciled),
    ]  # fmt: skip
    return sha256("\x1f".join(parts).encode()).hexdigest()


def group_fingerprint(splits: Iterable[str]) -> str:
    """One digest of a whole group from its splits' digests, in any order."""
    return sha256("".join(sorted(splits)).encode()).hexdigest()
