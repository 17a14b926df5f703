"""What forms choose from: Firefly's accounts, categories, budgets, bills and tags, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ...domain.ledger import ListEntry, ListKind
from ...domain.names import fold
from ..models import LedgerEntry

MOST = 20
MOST_LISTED = 600
_COUNTERPARTIES = ("expense", "revenue", "cash")
IN_LISTS = Q(kind__in=(ListKind.BUDGET, ListKind.BILL)) | (
    Q(kind=ListKind.ACCOUNT) & ~Q(type__in=_COUNTERPARTIES)
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The short lists that a booking form shows whole."""

    own_accounts: list[LedgerEntry]
    budgets: list[LedgerEntry]
    bills: list[LedgerEntry]


def lists(owner_id: int) -> Lists:
    """One query: asset and liability accounts, budgets, bills."""
    rows = LedgerEntry.objects.filter(IN_LISTS, owner_id=owner_id, active=True)
    return lists_of(rows.order_by("search")[:MOST_LISTED])


def lists_of(rows: Iterable[LedgerEntry]) -> Lists:
    """The lists in some rows, which may hold others too."""
    found = list(rows)
    return Lists(
        [e for e in found if e.kind == ListKind.ACCOUNT and e.type not in _COUNTERPARTIES],
        [e for e in found if e.kind == ListKind.BUDGET],
        [e for e in found if e.kind == ListKind.BILL],
    )


def listed(row: LedgerEntry) -> ListEntry:
    """A row of Firefly's lists as the core takes it."""
    return ListEntry(
        ListKind(row.kind),
        row.firefly_id,
        row.name,
        row.type,
        row.code,
        row.iban,
        row.number,
        row.active,
        row.role,
    )


def suggest(owner_id: int, kind: str, typed: str) -> list[str]:
    """Names that contain what was typed; `kind` is expense, revenue, either, category or tag."""
    rows = LedgerEntry.objects.filter(owner_id=owner_id, active=True)
    roles = {"either": ("expense", "revenue")}.get(kind, (kind,))
    if kind in {"expense", "revenue", "either"}:
        rows = rows.filter(kind=ListKind.ACCOUNT, type__in=roles)
    else:
        rows = rows.filter(kind=kind)
    for word in fold(typed).split():
        rows = rows.filter(search__contains=word)
    return list(dict.fromkeys(rows.order_by("search").values_list("name", flat=True)[:MOST]))


def counterparty_named(owner_id: int, name: str, kind: str) -> LedgerEntry | None:
    """The one account of this name and kind (expense or revenue), else the one own asset account."""
    rows = LedgerEntry.objects.filter(
        owner_id=owner_id, kind=ListKind.ACCOUNT, type__in=(kind, "asset"),
        search=fold(name)[:1024], active=True,
    )  # fmt: skip
    found = list(rows[:10])
    others = [row for row in found if row.type == kind]
    wanted = others or found
    return wanted[0] if len(wanted) == 1 else None
