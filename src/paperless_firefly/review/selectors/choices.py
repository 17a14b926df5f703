"""What forms choose from: Firefly's accounts, categories, budgets, bills and tags, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.ledger import ListKind
from ...domain.names import fold
from ..models import LedgerEntry

MOST = 20


@dataclass(frozen=True, slots=True)
class Lists:
    """The short lists that a booking form shows whole."""

    own_accounts: list[LedgerEntry]
    budgets: list[LedgerEntry]
    bills: list[LedgerEntry]


def lists(owner_id: int) -> Lists:
    """One query: asset and liability accounts, budgets, bills."""
    rows = LedgerEntry.objects.filter(owner_id=owner_id, active=True).filter(
        kind__in=(ListKind.ACCOUNT, ListKind.BUDGET, ListKind.BILL)
    )
    kept = rows.exclude(kind=ListKind.ACCOUNT, type__in=("expense", "revenue", "cash"))
    found = list(kept.order_by("search")[:600])
    return Lists(
        [e for e in found if e.kind == ListKind.ACCOUNT],
        [e for e in found if e.kind == ListKind.BUDGET],
        [e for e in found if e.kind == ListKind.BILL],
    )


def suggest(owner_id: int, kind: str, typed: str) -> list[str]:
    """Names that contain what was typed; `kind` is expense, revenue, category or tag."""
    rows = LedgerEntry.objects.filter(owner_id=owner_id, active=True)
    if kind in {"expense", "revenue"}:
        rows = rows.filter(kind=ListKind.ACCOUNT, type=kind)
    else:
        rows = rows.filter(kind=kind)
    for word in fold(typed).split():
        rows = rows.filter(search__contains=word)
    return list(rows.order_by("search").values_list("name", flat=True)[:MOST])


def account_named(owner_id: int, name: str, kind: str) -> LedgerEntry | None:
    """The one expense or revenue account of this name, if Firefly has it."""
    rows = LedgerEntry.objects.filter(
        owner_id=owner_id, kind=ListKind.ACCOUNT, type=kind, search=fold(name)[:1024], active=True
    )
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
