"""What was booked before under a part's name: its category is offered again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.names import fold
from ...domain.posting import SplitChoice
from ..models import LedgerSplit


def with_categories(owner_id: int, parts: Sequence[SplitChoice]) -> tuple[SplitChoice, ...]:
    """Parts without a category get that of the newest transaction of the same text, if it had one."""
    names = {part.description for part in parts if part.description and not part.category}
    rows = (
        LedgerSplit.objects.filter(owner_id=owner_id, gone_at=None, description__in=names)
        .exclude(category="")
        .order_by("date", "pk")
    )
    known = {fold(said): category for said, category in rows.values_list("description", "category")}
    return tuple(
        part if part.category else replace(part, category=known.get(fold(part.description), ""))
        for part in parts
    )
