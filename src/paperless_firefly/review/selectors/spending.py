"""What was spent in twelve months: by month, and of the year that is going by account.

One query by day answers both from an index that holds all it asks for: the database groups days
much faster than months that it would have to work out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Q, Sum

from ..models import LedgerSplit
from .coverage import MISSING


@dataclass(frozen=True, slots=True)
class Month:
    """Money out in one month (its first day) in minor units: with a document, without, needing none."""

    first: date
    currency: str
    with_document: int = 0
    without: int = 0
    excused: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.with_document + self.without + self.excused


@dataclass(frozen=True, slots=True)
class Share:
    """One account's spending of a year in one currency, in minor units."""

    name: str
    currency: str
    with_document: int
    without: int

    @property
    def percent(self) -> int:
        """The share that has its document, never rounded up to 100."""
        return self.with_document * 100 // (self.with_document + self.without)


@dataclass(frozen=True, slots=True)
class Spending:
    """Twelve months in the currency that most was spent in, and this year's accounts."""

    months: list[Month]
    accounts: list[Share]


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    account: str
    currency: str
    paper: int
    lacking: int
    whole: int
    split: int


def spending(owner_id: int, today: date) -> Spending:
    """Two queries; no months where nothing was spent."""
    firsts = _firsts(today)
    days = _days(owner_id, firsts[0], today)
    return Spending(_months(days, firsts), _shares(owner_id, days, today.year))


def _days(owner_id: int, since: date, until: date) -> list[_Day]:
    spent = LedgerSplit.objects.filter(
        owner_id=owner_id, type="withdrawal", gone_at=None, date__range=(since, until)
    )
    rows = spent.values_list("date", "account_id", "currency").annotate(
        paper=Sum("amount_minor", filter=Q(linked=True), default=0),
        lacking=Sum("amount_minor", filter=MISSING, default=0),
        whole=Sum("amount_minor", default=0),
        split=Max("pk"),
    )
    return [_Day(*row) for row in rows.order_by()]


def _months(days: Iterable[_Day], firsts: list[date]) -> list[Month]:
    totals: Counter[str] = Counter()
    for row in days:
        totals[row.currency] += row.whole
    if not totals:
        return []
    currency = totals.most_common(1)[0][0]
    found = {first: Month(first, currency) for first in firsts}
    for row in days:
        if row.currency == currency:
            month = found[row.day.replace(day=1)]
            found[month.first] = replace(
                month,
                with_document=month.with_document + row.paper,
                without=month.without + row.lacking,
                excused=month.excused + row.whole - row.paper - row.lacking,
            )
    return list(found.values())


def _shares(owner_id: int, days: Iterable[_Day], year: int) -> list[Share]:
    """The accounts where something needs a document, the one with most spending first."""
    sums: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    example: dict[str, int] = {}
    for row in days:
        if row.day.year == year:
            sums[row.account, row.currency].update(paper=row.paper, lacking=row.lacking)
            example[row.account] = row.split
    wanted = {key: each for key, each in sums.items() if each.total()}
    names = _names(owner_id, example.values())
    shares = [
        Share(names[account], currency, each["paper"], each["lacking"])
        for (account, currency), each in wanted.items()
    ]
    return sorted(shares, key=lambda s: (-(s.with_document + s.without), s.name))


def _names(owner_id: int, splits: Iterable[int]) -> dict[str, str]:
    """The accounts' names, each from one of its transactions."""
    rows = LedgerSplit.objects.filter(owner_id=owner_id, pk__in=list(splits))
    return dict(rows.values_list("account_id", "account"))


def _firsts(today: date) -> list[date]:
    """The first days of the twelve months that end with today's."""
    last = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - 11, last + 1)]
