"""Coverage: how much of what each account spent has its document, and what a tax year lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from ..models import Document, LedgerSplit, Link, TaxExport
from .reconciliation import after_key

_BATCH = 500
PAGE = 50
# transfers between one's own accounts are neither spent nor earned
TAXED = ("withdrawal", "deposit")
MISSING = Q(linked=False, needs_document=True)


@dataclass(frozen=True, slots=True)
class Cell:
    """One account's spending in one month, in minor units: with its document, and still without."""

    month: date
    with_document: int = 0
    without: int = 0

    @property
    def total(self) -> int:
        """What needs documents."""
        return self.with_document + self.without

    def plus(self, with_document: int, without: int) -> Cell:
        """The same month with more."""
        return Cell(self.month, self.with_document + with_document, self.without + without)

    @property
    def percent(self) -> int | None:
        """The share that has its document, never rounded up to 100; None where nothing needs one."""
        return self.with_document * 100 // self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Account:
    """One account in one currency: a year of cells, January first."""

    name: str
    currency: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def year(self) -> Cell:
        """All months together."""
        return Cell(
            self.cells[0].month,
            sum(cell.with_document for cell in self.cells),
            sum(cell.without for cell in self.cells),
        )


@dataclass(frozen=True, slots=True)
class Year:
    """All accounts of a year, how many payments have a document, and how many lack one."""

    accounts: list[Account]
    there: int
    missing: int


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of a tax year with the documents that belong to it."""

    split: LedgerSplit
    documents: list[Document]


def years(owner_id: int) -> list[int]:
    """The years that have transactions, the newest first."""
    days = LedgerSplit.objects.filter(owner_id=owner_id).values_list("date", flat=True)
    last, first = days.order_by("-date").first(), days.order_by("date").first()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def coverage(owner_id: int, year: int) -> Year:
    """Each account's months; what a person said needs no document counts on neither side."""
    # by day, which the database groups much faster than by a month that it must work out
    rows = (
        _of_year(owner_id, year)
        .values("date", "type", "account", "currency")
        .annotate(
            with_document=Sum("amount_minor", filter=Q(linked=True), default=0),
            without=Sum("amount_minor", filter=MISSING, default=0),
            there=Count("pk", filter=Q(linked=True)),
            lacking=Count("pk", filter=MISSING),
        )
    )
    found: defaultdict[tuple[str, str], list[Cell]] = defaultdict(lambda: _months(year))
    there = lacking = 0
    for row in rows.order_by():
        there, lacking = there + row["there"], lacking + row["lacking"]
        if row["type"] == "withdrawal":
            cells, month = found[row["account"], row["currency"]], row["date"].month - 1
            cells[month] = cells[month].plus(row["with_document"], row["without"])
    accounts = [Account(*key, cells) for key, cells in sorted(found.items())]
    return Year([account for account in accounts if account.year.total], there, lacking)


def missing(
    owner_id: int, year: int, *, account: str = "", month: int | None = None, after: str = ""
) -> tuple[list[LedgerSplit], str]:
    """A page of a year's payments without a document, newest first, and the next page's key."""
    rows = _of_year(owner_id, year).filter(MISSING)
    rows = rows.filter(account=account) if account else rows
    rows = rows.filter(date__month=month) if month else rows
    rows = rows.filter(after_key(after, "date")).order_by("-date", "-pk").defer("notes")
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.date}.{last.pk}" if last else ""


def payments(owner_id: int, year: int, *, only_missing: bool = False) -> Iterator[Paid]:
    """A year's payments by day, each with its documents; read in batches, two queries each."""
    rows = _of_year(owner_id, year).order_by("date", "pk").defer("notes")
    rows = rows.filter(MISSING) if only_missing else rows
    batch: list[LedgerSplit] = []
    for split in rows.iterator(_BATCH):
        batch.append(split)
        if len(batch) == _BATCH:
            yield from _with_documents(owner_id, batch)
            batch = []
    yield from _with_documents(owner_id, batch)


def documents(owner_id: int, year: int) -> QuerySet[Document]:
    """The documents that a year's payments are linked to."""
    journals = _of_year(owner_id, year).filter(linked=True).values("journal_id")
    links = Link.objects.filter(owner_id=owner_id, journal_id__in=journals)
    rows = Document.objects.filter(owner_id=owner_id, pk__in=links.values("document_id"))
    return rows.order_by("issue_date", "pk").defer("content")


def export(owner_id: int, pk: int) -> TaxExport | None:
    """A user's own export."""
    return TaxExport.objects.filter(owner_id=owner_id, pk=pk).first()


def last_export(owner_id: int, year: int) -> TaxExport | None:
    """The newest export of a year."""
    rows = TaxExport.objects.filter(owner_id=owner_id, year=year)
    return rows.order_by("-created_at").first()


def _months(year: int) -> list[Cell]:
    return [Cell(date(year, month, 1)) for month in range(1, 13)]


def _with_documents(owner_id: int, batch: list[LedgerSplit]) -> Iterator[Paid]:
    links = Link.objects.filter(owner_id=owner_id, journal_id__in=[s.journal_id for s in batch])
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for link in links.select_related("document").defer("document__content").order_by("pk"):
        found[link.journal_id].append(link.document)
    return (Paid(split, found[split.journal_id]) for split in batch)


def _of_year(owner_id: int, year: int) -> QuerySet[LedgerSplit]:
    days = (date(year, 1, 1), date(year, 12, 31))
    return LedgerSplit.objects.filter(
        owner_id=owner_id, gone_at=None, type__in=TAXED, date__range=days
    )
