"""Builders of what is to be posted, with defaults."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from paperless_firefly.domain.posting import AccountRef, NewTransaction, PostingSplit
from paperless_firefly.domain.transaction import TransactionType


def make_split(amount: str = "12.34", description: str = "Rechnung 4711") -> PostingSplit:
    return PostingSplit(Decimal(amount), description)


def make_new(
    *,
    splits: tuple[PostingSplit, ...] | None = None,
    currency: str = "EUR",
    title: str | None = None,
    external_url: str | None = "http://paperless:8000/documents/7/",
    destination: AccountRef | None = None,
) -> NewTransaction:
    return NewTransaction(
        type=TransactionType.WITHDRAWAL,
        date=date(2026, 3, 10),
        currency=currency,
        source=AccountRef(id="1"),
        destination=destination or AccountRef(name="ACME GmbH & Söhne"),
        splits=splits or (make_split(),),
        external_id="paperless:7:0123456789abcdef",
        internal_reference="PAPERLESS:7",
        external_url=external_url,
        title=title,
        due_date=date(2026, 3, 20),
    )
