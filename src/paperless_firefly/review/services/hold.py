"""Why a posting waits for a person: the reason, and the transactions to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal

from ...domain.errors import SparkLinkError
from ...domain.money import plain
from ...domain.transaction import TransactionGroup
from ...posting.images import Difference


class Hold(SparkLinkError):
    """Raised inside a posting to stop it until a person answers; `code` is a stable slug.

    For an undo, `seen` is the digest of the image that the person is shown, and `differences` what
    in it is not as SparkLink left it.
    """

    def __init__(
        self,
        code: str,
        reason: str,
        groups: Iterable[TransactionGroup] = (),
        *,
        differences: Iterable[Difference] = (),
        seen: str = "",
    ) -> None:
        super().__init__(reason)
        self.code = code
        self.groups = tuple(groups)
        self.differences = tuple(differences)
        self.seen = seen

    def as_json(self) -> dict[str, object]:
        """What the row keeps: the code, and each group as a page shows it."""
        held: dict[str, object] = {"code": self.code, "groups": [_shown(g) for g in self.groups]}
        if self.seen:
            held |= {"differences": [asdict(d) for d in self.differences], "seen": self.seen}
        return held


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
