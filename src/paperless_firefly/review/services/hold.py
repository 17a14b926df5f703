"""Why a posting waits for a person: the reason, and the transactions to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ...domain.errors import SparkLinkError
from ...domain.money import plain
from ...domain.transaction import TransactionGroup


class Hold(SparkLinkError):
    """Raised inside a posting to stop it until a person answers; `code` is a stable slug."""

    def __init__(self, code: str, reason: str, groups: Iterable[TransactionGroup] = ()) -> None:
        super().__init__(reason)
        self.code = code
        self.groups = tuple(groups)

    def as_json(self) -> dict[str, object]:
        """What the row keeps: the code, and each group as a page shows it."""
        return {"code": self.code, "groups": [_shown(g) for g in self.groups]}


def _shown(group: TransactionGroup) -> dict[str, object]:
    first = group.splits[0]
    return {
        "id": group.id,
        "title": group.title or first.description,
        "date": first.date.isoformat(),
        "amount": plain(sum((s.amount for s in group.splits), Decimal(0)), first.currency),
        "currency": first.currency,
        "type": str(first.type),
        "source": first.source.name,
        "destination": first.destination.name,
        "external_id": first.external_id,
        "external_url": first.external_url,
    }
