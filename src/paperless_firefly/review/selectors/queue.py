"""The review queue: documents that wait for a decision, quickest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from ...domain.names import fold
from ..models import (
    Decision,
    DecisionKind,
    Document,
    LedgerSplit,
    Posting,
    PostingState,
    Proposal,
    ReadingState,
    Run,
    Source,
)
from ..models.states import SEEKING, UNDECIDED
from .filters import ALL, Narrow

__all__ = ["SEEKING", "UNDECIDED"]

PAGE = 50
_FOR_THE_BANK = (DecisionKind.WAIT, DecisionKind.PROVISIONAL)
STUCK = (PostingState.HELD, PostingState.FAILED)
AHEAD = (PostingState.DUE, PostingState.SENDING)
_RANK = Case(
    When(reading=ReadingState.AUTO, then=Value(0)),
    When(reading=ReadingState.REVIEW, then=Value(1)),
    When(reading__in=(ReadingState.MANUAL, ReadingState.OTHER), then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)
# PostgreSQL would put the undated first
_ORDER = ("rank", F("issue_date").desc(nulls_last=True), "-pk")
_STATES = {
    "certain": Q(reading=ReadingState.AUTO),
    "check": Q(reading=ReadingState.REVIEW),
    "hand": Q(reading__in=(ReadingState.MANUAL, ReadingState.OTHER)),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents wait, by what they need."""

    certain: int
    check: int
    hand: int
    unread: int
    later: int
    waiting: int
    found: int
    stuck: int
    ahead: int = 0

    @property
    def all(self) -> int:
        """Everything that is to be decided."""
        return self.certain + self.check + self.hand + self.unread


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the queue."""

    documents: Sequence[Document]
    number: int
    more: bool


def counts(owner_id: int) -> Counts:
    """One query for all documents, one for postings that are stuck or on their way."""
    open_, for_the_bank = Q(decision=DecisionKind.OPEN), Q(decision__in=_FOR_THE_BANK)
    found = _present(owner_id).aggregate(
        **{name: Count("pk", filter=open_ & state) for name, state in _STATES.items()},
        unread=Count("pk", filter=open_ & Q(reading=ReadingState.UNREAD)),
        later=Count("pk", filter=Q(decision=DecisionKind.LATER)),
        waiting=Count("pk", filter=for_the_bank),
        found=Count("pk", filter=for_the_bank & Q(proposals__gt=0)),
    )
    postings = Posting.objects.filter(owner_id=owner_id, state__in=(*STUCK, *AHEAD)).aggregate(
        stuck=Count("pk", filter=Q(state__in=STUCK)), ahead=Count("pk", filter=Q(state__in=AHEAD))
    )
    return Counts(**found, **postings)


def page(
    owner_id: int,
    *,
    state: str = "",
    search: str = "",
    narrow: Narrow = ALL,
    number: int = 1,
) -> Page:
    """The documents of one tab that contain every searched word, `PAGE` at a time."""
    rows = _tab(owner_id, state).filter(narrow.condition())
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    rows = rows.annotate(rank=_RANK).order_by(*_ORDER)
    start = (max(number, 1) - 1) * PAGE
    found = list(rows.prefetch_related(_proposals())[start : start + PAGE + 1])
    return Page(found[:PAGE], max(number, 1), len(found) > PAGE)


def next_after(document: Document) -> int | None:
    """The document that comes next in the queue, from the last on to the first."""
    found = following(document)
    return found[0] if found else None


def following(document: Document) -> tuple[int, str] | None:
    """The same with its file's SHA-256."""
    behind = Q(rank__gt=_rank_of(document)) | _same_rank(document, later=True)
    wrapped = Case(When(behind, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = _neighbours(document).annotate(wrapped=wrapped).order_by("wrapped", *_ORDER)
    return rows.values_list("pk", "sha256").first()


def before(document: Document) -> int | None:
    """The document that comes before in the queue."""
    ahead = Q(rank__lt=_rank_of(document)) | _same_rank(document, later=False)
    rows = _neighbours(document).filter(ahead).order_by(*_ORDER).reverse()
    return rows.values_list("pk", flat=True).first()


def _neighbours(document: Document) -> QuerySet[Document]:
    return _tab(document.owner_id, "").exclude(pk=document.pk).annotate(rank=_RANK)


def _same_rank(document: Document, *, later: bool) -> Q:
    """Those of the same rank behind (or before) a document in `_ORDER`: newest first, then undated."""
    dated = document.issue_date
    tie = Q(issue_date=dated) if dated else Q(issue_date=None)
    beyond = tie & (Q(pk__lt=document.pk) if later else Q(pk__gt=document.pk))
    if dated and later:
        beyond |= Q(issue_date__lt=dated) | Q(issue_date=None)
    elif dated:
        beyond |= Q(issue_date__gt=dated)
    elif not later:
        beyond |= Q(issue_date__isnull=False)
    return Q(rank=_rank_of(document)) & beyond


def document(owner_id: int, pk: int) -> Document | None:
    """One document of a user with its connection."""
    rows = Document.objects.filter(owner_id=owner_id, pk=pk)
    return rows.select_related("connection", "second_scan__of").first()


def documents(owner_id: int, pks: Sequence[int]) -> dict[int, Document]:
    """Several documents of a user, by id."""
    rows = Document.objects.filter(owner_id=owner_id).select_related("connection")
    return rows.in_bulk(pks)


def certain(owner_id: int, most: int) -> list[Document]:
    """The first documents that are certain, in the queue's order."""
    rows = _tab(owner_id, "certain").filter(match_due=False).annotate(rank=_RANK)
    return list(rows.select_related("connection").order_by(*_ORDER)[:most])


def posting(owner_id: int, pk: int) -> Posting | None:
    """One posting of a user with its document."""
    return Posting.objects.filter(owner_id=owner_id, pk=pk).select_related("document").first()


def run(owner_id: int, pk: int) -> Run | None:
    """One run of a user."""
    return Run.objects.filter(owner_id=owner_id, pk=pk).first()


def open_posting(document: Document) -> Posting | None:
    """The posting of a document that is on its way or stuck, else the newest that is done."""
    rows = Posting.objects.filter(document=document).exclude(state=PostingState.UNDONE)
    return rows.order_by("-pk").first()


def proposals(document: Document) -> list[Proposal]:
    """What may be a document's payment, the best first."""
    rows = Proposal.objects.filter(document=document, dismissed=False, split__gone_at=None)
    return list(rows.select_related("split")[:5])


def linkable(
    document: Document, *, search: str = "", number: int = 1
) -> tuple[list[LedgerSplit], bool]:
    """Bank transactions that a document could be linked to: searched, else near in time."""
    rows = LedgerSplit.objects.filter(owner_id=document.owner_id, linked=False, gone_at=None)
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    if not search and document.total_minor is not None:
        rows = rows.annotate(
            near=Case(When(amount_minor=abs(document.total_minor), then=Value(0)), default=Value(1))
        ).order_by("near", "-date", "-pk")
    else:
        rows = rows.order_by("-date", "-pk")
    start = (max(number, 1) - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def split(owner_id: int, pk: int) -> LedgerSplit | None:
    """One bank split of a user."""
    return LedgerSplit.objects.filter(owner_id=owner_id, pk=pk).first()


def _present(owner_id: int) -> QuerySet[Document]:
    return Document.objects.filter(owner_id=owner_id, source=Source.PRESENT)


def _tab(owner_id: int, state: str) -> QuerySet[Document]:
    if state == "stuck":
        stuck = Posting.objects.filter(document=OuterRef("pk"), state__in=STUCK)
        return Document.objects.filter(Exists(stuck), owner_id=owner_id)
    if state == "later":
        return _present(owner_id).filter(decision=DecisionKind.LATER)
    if state == "waiting":
        return _waiting(owner_id)
    rows = _present(owner_id).filter(decision=DecisionKind.OPEN)
    return rows.filter(_STATES[state]) if state in _STATES else rows


def _waiting(owner_id: int) -> QuerySet[Document]:
    """What waits for the bank, each with `until`, and what is provisional until then."""
    rows = Document.objects.filter(owner_id=owner_id, decision__in=_FOR_THE_BANK)
    return rows.annotate(until=Subquery(_waits(OuterRef("pk")).values("until")[:1]))


def _waits(document: Document | OuterRef) -> QuerySet[Decision]:
    return Decision.objects.filter(document=document, current=True, kind=DecisionKind.WAIT)


def waits_until(document: Document) -> date | None:
    """The day on which a document that waits for the bank is booked; None if it does not wait."""
    if document.decision != DecisionKind.WAIT:
        return None
    return _waits(document).values_list("until", flat=True).first()


def next_day(owner_id: int) -> date | None:
    """The first day on which something that waits for the bank is booked."""
    rows = Decision.objects.filter(
        document__owner_id=owner_id, current=True, kind=DecisionKind.WAIT
    )
    return rows.order_by("until").values_list("until", flat=True).first()


def _proposals() -> Prefetch[str, QuerySet[Proposal], str]:
    rows = Proposal.objects.filter(dismissed=False, split__gone_at=None).select_related("split")
    return Prefetch("proposal_rows", queryset=rows, to_attr="found_proposals")


def _rank_of(document: Document) -> int:
    ranks: dict[str, int] = {
        ReadingState.AUTO: 0, ReadingState.REVIEW: 1, ReadingState.MANUAL: 2, ReadingState.OTHER: 2,
    }  # fmt: skip
    return ranks.get(document.reading, 3)
