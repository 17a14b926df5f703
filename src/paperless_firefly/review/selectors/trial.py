"""What thresholds would have done to the documents that were decided last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from ..models import DecisionKind, Document, FieldValue
from ..models.states import ACCEPTED

MOST = 200
# without these nothing is booked, so a change of one means that the reading was wrong
_KEYS = ("total", "currency", "issue_date", "seller", "direction")


@dataclass(frozen=True, slots=True)
class Judged:
    """A decided document: how sure the reading was, and whether a person had to change it."""

    confidence: float
    wrong: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """How many documents one judgement takes, and how many of them were wrong."""

    name: str
    count: int
    wrong: int


def judged(owner_id: int) -> list[Judged]:
    """The last `MOST` documents that became transactions, the least sure first; one query."""
    changed = FieldValue.objects.filter(document=OuterRef("pk"), name__in=_KEYS)
    rows = Document.objects.filter(
        owner_id=owner_id, decision__in=(*ACCEPTED, DecisionKind.LINK)
    ).annotate(wrong=Exists(changed.exclude(value=F("was"))))
    newest = rows.order_by("-decided_at", "-pk").values_list("confidence", "wrong")[:MOST]
    return sorted((Judged(c or 0.0, w) for c, w in newest), key=lambda each: each.confidence)


def zones(documents: Sequence[Judged], *, auto: float, review: float) -> tuple[Zone, Zone, Zone]:
    """By hand, to check, certain: what two thresholds make of the documents."""

    def zone(name: str, low: float, high: float) -> Zone:
        inside = [d for d in documents if low <= d.confidence < high]
        return Zone(name, len(inside), sum(d.wrong for d in inside))

    return zone("hand", -1, review), zone("check", review, auto), zone("certain", auto, 2)
