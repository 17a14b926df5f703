"""Reconciliation: documents without a transaction beside transactions without a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from ...domain.names import fold
from ..models import Document, LedgerSplit, Proposal, ReadingState, Source
from ..models.states import UNDECIDED

PAGE = 50


Row = TypeVar("Row", Document, LedgerSplit)


@dataclass(frozen=True, slots=True)
class Side(Generic[Row]):
    """One list's page: its rows, the page's number, and whether there is another."""

    rows: Sequence[Row]
    number: int
    more: bool


def documents(owner_id: int, *, search: str = "", number: int = 1) -> Side[Document]:
    """Undecided documents that are claims for money; those with a proposal first."""
    rows = Document.objects.filter(
        owner_id=owner_id, source=Source.PRESENT, decision__in=UNDECIDED
    ).exclude(reading__in=(ReadingState.UNREAD, ReadingState.OTHER))
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    has = Case(When(proposals__gt=0, then=Value(0)), default=Value(1), output_field=IntegerField())
    return _page(rows.annotate(none=has).order_by("none", "-issue_date", "-pk"), number)


def payments(
    owner_id: int, *, document: Document | None = None, search: str = "", number: int = 1
) -> Side[LedgerSplit]:
    """Bank transactions without a document; a chosen document's proposals first."""
    rows = LedgerSplit.objects.filter(
        owner_id=owner_id, linked=False, needs_document=True, gone_at=None
    )
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    order = ["-date", "-pk"]
    if document is not None and not search:
        near = list(
            Proposal.objects.filter(document=document, dismissed=False).values_list(
                "split", flat=True
            )
        )
        if near:
            places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(near)]
            rows = rows.annotate(
                near=Case(*places, default=Value(len(near)), output_field=IntegerField())
            )
            order = ["near", *order]
    return _page(rows.order_by(*order), number)


def best_split(document: Document) -> LedgerSplit | None:
    """The split of a document's best proposal that is still free."""
    rows = Proposal.objects.filter(
        document=document, dismissed=False, split__linked=False, split__gone_at=None
    )
    first = rows.select_related("split").first()
    return first.split if first else None


def proposal(document: Document, split: LedgerSplit) -> Proposal | None:
    """What matching says about a pair, if it proposed it."""
    return Proposal.objects.filter(document=document, split=split).first()


def totals(owner_id: int) -> tuple[int, int, int]:
    """Documents without a payment, of these with a proposal, payments without a document."""
    left = Document.objects.filter(
        owner_id=owner_id, source=Source.PRESENT, decision__in=UNDECIDED
    ).exclude(reading__in=(ReadingState.UNREAD, ReadingState.OTHER))
    right = LedgerSplit.objects.filter(
        owner_id=owner_id, linked=False, needs_document=True, gone_at=None
    )
    counts = left.aggregate(all=Count("pk"), proposed=Count("pk", filter=Q(proposals__gt=0)))
    return counts["all"], counts["proposed"], right.count()


def _page(rows: QuerySet[Row], number: int) -> Side[Row]:
    start = (max(number, 1) - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return Side(found[:PAGE], max(number, 1), len(found) > PAGE)
