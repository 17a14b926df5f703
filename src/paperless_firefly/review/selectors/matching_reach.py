"""The few stored splits that may be one document's payment: asked by indexed columns alone.

The number of queries is the same for any ledger, and so is nearly their time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from ...matching.amounts import fee_bounds, rate_bounds, tip_bounds
from ...matching.candidates import Reach, reach
from ...matching.ledger import names_in
from ...matching.model import BankFacts, DocumentFacts, Frequencies
from ...matching.prepare import Paper, Payment, prepare_document, prepare_payment
from ..models import Connection, ConnectionKind, LedgerSplit, SplitToken
from .matching_facts import bank_facts, open_splits

_MOST = 1000
_CROWD = 60  # under a token of so many splits nothing is identified


def splits_in_reach(owner_id: int, document: DocumentFacts) -> list[tuple[int, BankFacts]]:
    """Key and facts of each open split that may be a document's payment."""
    paper = prepare_document(document)
    if paper is None:
        return []
    wanted = reach(paper)
    found = {*_by_amount(owner_id, wanted), *_by_token(owner_id, wanted)}
    if wanted.near:
        found.update(_nearby(owner_id, wanted, wanted.near))
    return list(bank_facts(open_splits(owner_id).filter(pk__in=found)))


def frequencies(owner_id: int, document: DocumentFacts, bank: Iterable[BankFacts]) -> Frequencies:
    """How common the amounts and names of some splits are in the owner's whole ledger."""
    paper = prepare_document(document)
    payments = [p for facts in bank if (p := prepare_payment(facts))]
    size, span = _extent(owner_id)
    return Frequencies(
        size,
        span,
        _amounts(owner_id, {p.cents for p in payments}),
        _ranges(owner_id, paper, payments) if paper else {},
        _names(owner_id, {name for p in payments for name in names_in(p)}),
    )


def _by_amount(owner_id: int, wanted: Reach) -> Iterable[int]:
    first, last = (_day(ordinal) for ordinal in wanted.days)
    rows = LedgerSplit.objects.filter(owner_id=owner_id)
    same = rows.filter(amount_minor__in=wanted.amounts, date__range=(first, last))
    yield from same.order_by().values_list("pk", flat=True)[:_MOST]
    # few are so: asked for days as well, SQLite would walk all rows of those days instead
    foreign = rows.filter(foreign_minor=wanted.foreign, foreign_currency=wanted.currency)
    days = foreign.order_by().values_list("pk", "date")[:_MOST]
    yield from (pk for pk, day in days if first <= day <= last)


def _by_token(owner_id: int, wanted: Reach) -> Iterable[int]:
    rows = SplitToken.objects.filter(owner_id=owner_id, token__in=_cut(wanted.tokens))
    counts = rows.order_by().values_list("token").annotate(n=Count("pk"))
    few = [token for token, n in counts if n <= _CROWD]
    return rows.filter(token__in=few).values_list("split_id", flat=True)


def _nearby(owner_id: int, wanted: Reach, near: tuple[int, int]) -> Iterable[int]:
    """Within days of the document, with a tip or in another currency."""
    amounts = Q(amount_minor__range=wanted.tips) if wanted.tips else Q(pk__in=())
    if wanted.currency:
        amounts |= ~Q(currency=wanted.currency)
    days = (_day(near[0]), _day(near[1]))
    # by days of the connection, which an index holds; what is open is asked of the few found
    rows = LedgerSplit.objects.filter(amounts, connection__in=_connections(owner_id))
    yield from rows.filter(date__range=days).order_by().values_list("pk", flat=True)[:_MOST]
    guessed = LedgerSplit.objects.filter(owner_id=owner_id, amount_minor__in=wanted.guesses)
    yield from guessed.filter(date__range=days).order_by().values_list("pk", flat=True)[:_MOST]


def _connections(owner_id: int) -> list[int]:
    rows = Connection.objects.filter(owner_id=owner_id, kind=ConnectionKind.FIREFLY)
    return list(rows.values_list("pk", flat=True))


def _day(ordinal: int) -> date:
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))


def _cut(tokens: Iterable[str]) -> list[str]:
    return [token[: SplitToken.LENGTH] for token in tokens]


def _extent(owner_id: int) -> tuple[int, int]:
    """How many splits there are and how many days they span, as the last sync noted it."""
    connection = Connection.objects.filter(owner_id=owner_id, kind=ConnectionKind.FIREFLY).first()
    size, days = connection.cursor.get("ledger", (0, 0)) if connection else (0, 0)
    return size, days


def _amounts(owner_id: int, cents: set[int]) -> dict[int, int]:
    rows = LedgerSplit.objects.filter(owner_id=owner_id, amount_minor__in=cents)
    return dict(rows.order_by().values_list("amount_minor").annotate(n=Count("pk")))


def _ranges(owner_id: int, paper: Paper, payments: Iterable[Payment]) -> dict[tuple[int, int], int]:
    """Of a receipt with its tip, and of a document in another currency: one query for both."""
    currencies = sorted({p.currency for p in payments} - {paper.currency})
    bounds = [found for code in currencies[:3] if (found := rate_bounds(paper, code))]
    if not paper.out:
        bounds.append(fee_bounds(paper))
    elif paper.kind == "receipt":
        bounds.append(tip_bounds(paper))
    rows: QuerySet[LedgerSplit] = LedgerSplit.objects.filter(owner_id=owner_id)
    if not bounds:
        return {}
    within = Q()
    for low, high in bounds:
        within |= Q(amount_minor__range=(low, high))
    counts = rows.filter(within).aggregate(
        **{
            f"n{place}": Count("pk", filter=Q(amount_minor__range=pair))
            for place, pair in enumerate(bounds)
        }
    )
    return {pair: counts[f"n{place}"] for place, pair in enumerate(bounds)}


def _names(owner_id: int, names: set[str]) -> dict[str, int]:
    tokens = {f"={name}"[: SplitToken.LENGTH]: name for name in names}
    rows = SplitToken.objects.filter(owner_id=owner_id, token__in=tokens)
    counts = rows.order_by().values_list("token").annotate(n=Count("pk"))
    return {tokens[token]: n for token, n in counts}
