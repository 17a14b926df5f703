"""What became in Firefly III of transactions that documents are linked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from ...domain.money import Money, plain
from ..models import ConnectionKind, Document, LedgerSplit, Link, LinkChange

GONE = "gone"


@dataclass(frozen=True, slots=True)
class Changed:
    """A link whose transaction is gone or was edited; `differences` is (field, was, now)."""

    link: Link
    differences: tuple[tuple[str, str, str], ...]

    @property
    def gone(self) -> bool:
        """Whether there is nothing left to compare."""
        return self.link.changed == LinkChange.GONE


def image(split: LedgerSplit) -> dict[str, str]:
    """All that a person can edit in a split, as text; reconciling and attaching are no edits."""
    foreign = split.foreign_minor
    return {
        "group_title": split.group_title,
        "type": split.type,
        "date": split.date.isoformat(),
        "amount": _amount(split.amount_minor, split.currency),
        "currency": split.currency,
        "foreign_amount": "" if foreign is None else _amount(foreign, split.foreign_currency),
        "foreign_currency": split.foreign_currency,
        "description": split.description,
        "account": split.account,
        "counterparty": split.counterparty,
        "category": split.category,
        "budget": split.budget,
        "bill": split.bill,
        "tags": ", ".join(sorted(split.tags)),
        "notes": split.notes,
        "external_id": split.external_id,
        "internal_reference": split.internal_reference,
        "external_url": split.external_url,
    }


def differences(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """What differs between two images: (field, was, now)."""
    return tuple((n, was.get(n, ""), v) for n, v in now.items() if was.get(n, "") != v)


def changes_of(document: Document) -> list[Changed]:
    """A document's links whose transaction is gone or was edited, with what differs."""
    links = list(Link.objects.filter(document=document).exclude(changed=LinkChange.NONE))
    if not links:
        return []
    rows = rows_of(document.owner_id, [link.journal_id for link in links])
    return [_changed(link, rows.get(link.journal_id)) for link in links]


def rows_of(owner_id: int, journals: list[str]) -> dict[str, LedgerSplit]:
    """The splits of some journals as rows, by journal."""
    rows = LedgerSplit.objects.filter(
        owner_id=owner_id, connection__kind=ConnectionKind.FIREFLY, journal_id__in=journals
    )
    return {row.journal_id: row for row in rows}


def counts(owner_id: int) -> dict[str, int]:
    """How many documents' transactions are gone and how many were edited: {"gone", "edited"}."""
    rows = Link.objects.filter(owner_id=owner_id).exclude(changed=LinkChange.NONE)
    found = dict(rows.values_list("changed").annotate(n=Count("document", distinct=True)))
    return {"gone": found.get(GONE, 0), "edited": found.get(LinkChange.EDITED, 0)}


def _changed(link: Link, row: LedgerSplit | None) -> Changed:
    if link.changed == LinkChange.GONE or row is None:
        return Changed(link, ())
    return Changed(link, differences(link.left, image(row)))


def _amount(minor: int, currency: str) -> str:
    money = Money.of_minor(minor, currency or "EUR")
    return plain(money.amount, money.currency)
