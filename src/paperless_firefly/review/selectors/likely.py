"""Proposals that are likely enough to be linked at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from ..models import LinkBatch, Proposal
from . import reconciliation
from .pairing import ALL, Narrow


@dataclass(frozen=True, slots=True)
class Likely:
    """Pairs to link, those that claim one transaction together, and whether there are more."""

    ready: list[Proposal]
    contested: list[Proposal]
    more: bool


def likely(owner_id: int, above: float, most: int, narrow: Narrow = ALL) -> Likely:
    """Each document's best free proposal, if it scores so much; the best first, `most` at most."""
    rows = _above(owner_id, above, narrow).select_related("document", "split")
    found = rows.defer("document__content", "split__notes", "reasons")[: 2 * most]
    best: dict[int, Proposal] = {}
    for proposal in found:
        best.setdefault(proposal.document_id, proposal)
    claims = Counter(proposal.split_id for proposal in best.values())
    ready = [p for p in best.values() if claims[p.split_id] == 1]
    contested = [p for p in best.values() if claims[p.split_id] > 1]
    return Likely(ready[:most], contested[:most], len(ready) > most or len(found) == 2 * most)


def count(owner_id: int, above: float, narrow: Narrow = ALL) -> int:
    """How many documents have such a proposal."""
    return _above(owner_id, above, narrow).order_by().values("document").distinct().count()


def batch(owner_id: int, pk: int) -> LinkBatch | None:
    """A user's own batch of links."""
    return LinkBatch.objects.filter(owner_id=owner_id, pk=pk).first()


def _above(owner_id: int, above: float, narrow: Narrow) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        confidence__gte=above,
        dismissed=False,
        document__in=reconciliation.open_documents(owner_id, narrow).values("pk"),
        split__in=reconciliation.open_payments(owner_id, narrow).values("pk"),
    )
