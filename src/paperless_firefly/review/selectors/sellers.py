"""The sellers that a user confirmed, as rows and as reading's memory."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from ...domain.names import fold
from ...extraction.text.memory import KnownSeller, SellerMemory
from ...extraction.text.signs import Signs
from ..models import ConfirmedSeller


def sellers(owner_id: int, search: str = "") -> QuerySet[ConfirmedSeller]:
    """Every seller that is in force, by name; with a search those whose name contains it."""
    rows = ConfirmedSeller.objects.filter(owner_id=owner_id, suppressed=False)
    wanted = "".join(c for c in fold(search) if c.isalnum())
    return rows.filter(key__contains=wanted) if wanted else rows


def seller(owner_id: int, pk: int) -> ConfirmedSeller | None:
    """One of a user's sellers."""
    return sellers(owner_id).filter(pk=pk).first()


def memory_of(owner_id: int) -> SellerMemory:
    """What reading knows of a user's sellers; built again only where a row changed."""
    rows = ConfirmedSeller.objects.filter(owner_id=owner_id, suppressed=False)
    stamp = rows.aggregate(count=Count("pk"), last=Max("changed_at"))
    return _memory(owner_id, stamp["count"], stamp["last"])


@lru_cache(maxsize=8)
def _memory(owner_id: int, count: int, last: datetime | None) -> SellerMemory:
    return SellerMemory.of(known(row) for row in sellers(owner_id)) if count else SellerMemory()


def known(row: ConfirmedSeller) -> KnownSeller:
    """A row as extraction takes it."""
    return KnownSeller(
        row.name,
        tuple(row.aliases),
        Signs(**{kind: frozenset(values) for kind, values in row.signs.items()}),
        row.total_label or None,
        row.date_label or None,
        row.date_order or None,
    )
