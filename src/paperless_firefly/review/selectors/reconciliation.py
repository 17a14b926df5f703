"""Reconciliation: documents without a transaction beside transactions without a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, QuerySet, Value, When

from ...domain.names import fold
from ..models import Document, LedgerSplit, Proposal, ReadingState, Source
from ..models.states import UNDECIDED

PAGE = 30
# what Firefly books for itself (opening balances, corrections) has no document
MOVES_MONEY = ("withdrawal", "deposit", "transfer")


Row = TypeVar("Row", Document, LedgerSplit)


@dataclass(frozen=True, slots=True)
class Side(Generic[Row]):
    """One list's page: its rows, the page's number, and whether there is another."""

    rows: Sequence[Row]
    number: int
    more: bool


def documents(owner_id: int, *, search: str = "", number: int = 1) -> Side[Document]:
    """Undecided claims for money; those with a proposal first, each with `found_proposals`."""
    rows = _searched(_documents(owner_id), search)
    none = Case(When(proposals__gt=0, then=Value(0)), default=Value(1), output_field=IntegerField())
    newest = F("issue_date").desc(nulls_last=True)
    # the text of a document is long, and no list shows it
    rows = rows.annotate(none=none).order_by("none", newest, "-pk").defer("content")
    return _page(rows.prefetch_related(_found_proposals()), number)


def payments(
    owner_id: int, *, first: Sequence[int] = (), search: str = "", number: int = 1
) -> Side[LedgerSplit]:
    """Bank transactions without a document, newest first; before all others those of `first`."""
    rows = _searched(_payments(owner_id), search).order_by("-date", "-pk")
    if first:
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(first)]
        near = Case(*places, default=Value(len(first)), output_field=IntegerField())
        rows = rows.annotate(near=near).order_by("near", "-date", "-pk")
    return _page(rows, number)


def proposals(document: Document) -> list[Proposal]:
    """All that matching or a person said about a document's pairs, the best first."""
    return list(Proposal.objects.filter(document=document).select_related("split")[:100])


def is_open(document: Document, split: LedgerSplit) -> bool:
    """Whether the two can still be linked."""
    waits = document.decision in UNDECIDED and document.source == Source.PRESENT
    return waits and not split.linked and split.gone_at is None


def is_free(proposal: Proposal) -> bool:
    """Whether a proposal still stands: not dismissed, its transaction there and not taken."""
    split = proposal.split
    free = not split.linked and split.gone_at is None and split.needs_document
    return free and not proposal.dismissed


def totals(owner_id: int) -> tuple[int, int, int]:
    """Documents without a payment, of these with a proposal, payments without a document."""
    counts = _documents(owner_id).aggregate(
        all=Count("pk"), proposed=Count("pk", filter=Q(proposals__gt=0))
    )
    return counts["all"], counts["proposed"], _payments(owner_id).count()


def _documents(owner_id: int) -> QuerySet[Document]:
    rows = Document.objects.filter(owner_id=owner_id, source=Source.PRESENT, decision__in=UNDECIDED)
    return rows.exclude(reading__in=(ReadingState.UNREAD, ReadingState.OTHER))


def _payments(owner_id: int) -> QuerySet[LedgerSplit]:
    return LedgerSplit.objects.filter(
        owner_id=owner_id, linked=False, needs_document=True, gone_at=None, type__in=MOVES_MONEY
    )


def _searched(rows: QuerySet[Row], search: str) -> QuerySet[Row]:
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    return rows


def _found_proposals() -> Prefetch[str, QuerySet[Proposal], str]:
    rows = Proposal.objects.filter(dismissed=False, split__linked=False, split__gone_at=None)
    return Prefetch("proposal_rows", queryset=rows, to_attr="found_proposals")


def _page(rows: QuerySet[Row], number: int) -> Side[Row]:
    start = (max(number, 1) - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return Side(found[:PAGE], max(number, 1), len(found) > PAGE)
