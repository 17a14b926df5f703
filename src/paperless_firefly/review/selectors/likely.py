"""Proposals that are likely enough to be linked at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Decision, DecisionKind, LinkBatch, Proposal, Source
from ..models.states import LINKABLE
from .pairing import ALL, Narrow

# a button needs no exact number beyond this
MOST_COUNTED = 100


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
    """How many documents have such a proposal, counted to MOST_COUNTED."""
    rows = _above(owner_id, above, narrow).order_by().values("document").distinct()
    return rows[:MOST_COUNTED].count()


def batch(owner_id: int, pk: int) -> LinkBatch | None:
    """A user's own batch of links."""
    return LinkBatch.objects.filter(owner_id=owner_id, pk=pk).first()


def _above(owner_id: int, above: float, narrow: Narrow) -> QuerySet[Proposal]:
    """By joins: a subquery of all open payments would be made anew for each proposal."""
    # a score says more than the state, and what is linked is not proposed
    narrow = replace(narrow, state="", bank="")
    promised = Decision.objects.filter(
        kind=DecisionKind.LINK,
        current=True,
        journal_id=OuterRef("split__journal_id"),
        document__owner_id=owner_id,
    )
    return Proposal.objects.filter(
        ~Exists(promised),
        _under("document", narrow.of_documents()),
        _under("split", narrow.of_payments()),
        confidence__gte=above,
        dismissed=False,
        document__owner_id=owner_id,
        document__decision__in=LINKABLE,
        document__source=Source.PRESENT,
        split__linked=False,
        split__needs_document=True,
        split__gone_at=None,
    )


def _under(name: str, condition: Q) -> Q:
    """A condition on rows as one on those that refer to them."""
    found = Q()
    for key, value in (child for child in condition.children if isinstance(child, tuple)):
        found &= Q(**{f"{name}__{key}": value})
    return found
