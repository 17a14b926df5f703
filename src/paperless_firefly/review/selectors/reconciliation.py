"""Reconciliation: documents without a transaction beside transactions without a document.

Both lists go by key ("after this row"), so that the thousandth page costs what the first does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.utils.formats import number_format

from ...domain.names import fold
from ..models import (
    Decision,
    DecisionKind,
    Document,
    LedgerEntry,
    LedgerSplit,
    NoDocumentRule,
    Proposal,
    ReadingState,
    Source,
)
from ..models.states import LINKABLE
from .pairing import ALL, Narrow

PAGE = 15
# what Firefly books for itself (opening balances, corrections) has no document
MOVES_MONEY = ("withdrawal", "deposit", "transfer")
# lists that cannot be seen through have no exact number
MOST_DOCUMENTS, MOST_PAYMENTS = 1_000, 300

_RANK = Case(When(proposals__gt=0, then=0), default=1, output_field=IntegerField())

Row = TypeVar("Row", Document, LedgerSplit)


@dataclass(frozen=True, slots=True)
class Side(Generic[Row]):
    """One list's page: its rows, the key after which the next begins, and whether it is the first."""

    rows: Sequence[Row]
    next: str = ""
    first: bool = True


@dataclass(frozen=True, slots=True)
class Totals:
    """Documents without a payment and payments without a document, each counted so far and no more."""

    documents: int
    payments: int

    @property
    def documents_told(self) -> str:
        """The documents as a page tells them: "1,000+" where there are more than were counted."""
        return _told(self.documents, MOST_DOCUMENTS)

    @property
    def payments_told(self) -> str:
        """The payments as a page tells them."""
        return _told(self.payments, MOST_PAYMENTS)


def _told(count: int, most: int) -> str:
    return number_format(count, force_grouping=True) + ("+" if count >= most else "")


def documents(
    owner_id: int, *, search: str = "", narrow: Narrow = ALL, after: str = ""
) -> Side[Document]:
    """Claims for money, each with `likeness`, its best proposal's: those that have one first, then the newest.

    Undecided ones, unless the filter asks for others.
    """
    rows = _searched(_documents(owner_id, narrow), search).annotate(rank=_RANK)
    rank, colon, key = after.partition(":")
    if colon and rank in ("0", "1"):
        behind = Q(rank=int(rank)) & after_key(key, "issue_date")
        rows = rows.filter(behind | Q(rank__gt=int(rank)))
    # the order is found by an index alone; whole rows are read for the page only
    wanted = _in_order(rows).values("pk")[: PAGE + 1]
    # the text of a document is long, and no list shows it
    shown = Document.objects.filter(pk__in=wanted).defer("content")
    found = list(_in_order(shown.annotate(likeness=_likeness())))
    last = found[PAGE - 1] if len(found) > PAGE else None
    following = f"{int(not last.proposals)}:{last.issue_date or ''}.{last.pk}" if last else ""
    return Side(found[:PAGE], following, not after)


def _in_order(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.order_by(_RANK, F("issue_date").desc(nulls_last=True), "-pk")


def payments(
    owner_id: int,
    *,
    near: Sequence[LedgerSplit] = (),
    search: str = "",
    narrow: Narrow = ALL,
    after: str = "",
) -> Side[LedgerSplit]:
    """Bank transactions, newest first; on the first page before all others those of `near`."""
    rows = _searched(_payments(owner_id, narrow), search)
    if not (search or narrow.bank_active):
        rows = rows.exclude(pk__in=[split.pk for split in near])
    rows = rows.filter(after_key(after, "date")).order_by("-date", "-pk").defer("notes")
    found = list(rows[: PAGE + 1])
    following = f"{found[PAGE - 1].date}.{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    narrowed = after or search or narrow.bank_active
    return Side([*(() if narrowed else near), *found[:PAGE]], following, not after)


def proposals(document: Document) -> list[Proposal]:
    """All that matching or a person said about a document's pairs, the best first."""
    return list(Proposal.objects.filter(document=document).select_related("split")[:100])


def linked_split(document: Document) -> LedgerSplit | None:
    """The bank transaction that a document was linked to, on its way or done."""
    found = Decision.objects.filter(document=document, current=True, kind=DecisionKind.LINK)
    journals = found.values("journal_id")
    return LedgerSplit.objects.filter(owner_id=document.owner_id, journal_id__in=journals).first()


def is_open(document: Document, split: LedgerSplit) -> bool:
    """Whether the two can be linked; a transaction may belong to several documents."""
    waits = document.decision in LINKABLE and document.source == Source.PRESENT
    return waits and split.gone_at is None


def is_free(proposal: Proposal) -> bool:
    """Whether a proposal still stands: not dismissed, its transaction there and not taken."""
    split = proposal.split
    free = not split.linked and split.gone_at is None and split.needs_document
    return free and not proposal.dismissed


def totals(owner_id: int) -> Totals:
    """How much waits on both sides."""
    rows = _documents(owner_id, ALL).values("pk")[:MOST_DOCUMENTS]
    return Totals(rows.count(), open_payments(owner_id).values("pk")[:MOST_PAYMENTS].count())


def accounts(owner_id: int) -> list[str]:
    """The names of one's own accounts."""
    rows = LedgerEntry.objects.filter(owner_id=owner_id, kind="account", type="asset")
    return list(rows.order_by("name").values_list("name", flat=True)[:200])


def rules(owner_id: int) -> list[NoDocumentRule]:
    """What a person never wants to be asked for, each with `excused`: how many payments."""
    rows = NoDocumentRule.objects.filter(owner_id=owner_id, dropped=False)
    return list(rows.annotate(excused=Count("splits"))[:200])


def open_payments(owner_id: int, narrow: Narrow = ALL) -> QuerySet[LedgerSplit]:
    """Payments without a document, and without one on its way."""
    return _waiting(owner_id).filter(narrow.of_payments())


def _documents(owner_id: int, narrow: Narrow) -> QuerySet[Document]:
    decided = (DecisionKind.LINK,) if narrow.state == "linked" else LINKABLE
    rows = Document.objects.filter(owner_id=owner_id, source=Source.PRESENT, decision__in=decided)
    rows = rows.exclude(reading__in=(ReadingState.UNREAD, ReadingState.OTHER))
    return rows.filter(narrow.of_documents())


def _payments(owner_id: int, narrow: Narrow) -> QuerySet[LedgerSplit]:
    rows = _waiting(owner_id)
    if narrow.bank == "linked":
        rows = LedgerSplit.objects.filter(owner_id=owner_id, linked=True, gone_at=None)
    if narrow.bank == "none":
        rows = LedgerSplit.objects.filter(
            owner_id=owner_id, linked=False, needs_document=False, gone_at=None
        )
    return rows.filter(narrow.of_payments(), type__in=MOVES_MONEY)


def _waiting(owner_id: int) -> QuerySet[LedgerSplit]:
    """Payments without a document, and without one on its way."""
    rows = LedgerSplit.objects.filter(
        owner_id=owner_id, linked=False, needs_document=True, gone_at=None, type__in=MOVES_MONEY
    )
    promised = Decision.objects.filter(
        kind=DecisionKind.LINK,
        current=True,
        journal_id=OuterRef("journal_id"),
        document__owner_id=owner_id,
    )
    return rows.filter(~Exists(promised))


def _searched(rows: QuerySet[Row], search: str) -> QuerySet[Row]:
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    return rows


def _likeness() -> Subquery:
    """The confidence of the best proposal that still stands."""
    rows = Proposal.objects.filter(
        document=OuterRef("pk"), dismissed=False, split__linked=False,
        split__gone_at=None, split__needs_document=True,
    )  # fmt: skip
    return Subquery(rows.values("confidence")[:1])


def after_key(key: str, name: str) -> Q:
    """Rows behind a key "2026-11-11.17" (a row without a date: ".17"), newest first."""
    day, _, pk = key.rpartition(".")
    if not pk.isascii() or not pk.isdecimal() or len(pk) > 18:
        return Q()
    undated = Q(**{f"{name}__isnull": True})
    if not day:
        return undated & Q(pk__lt=int(pk))
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return Q()
    later = Q(**{f"{name}__lt": when}) | Q(**{name: when, "pk__lt": int(pk)})
    # the bound by itself is what an index can begin at
    return Q(date__lte=when) & later if name == "date" else later | undated
