"""Matching: for each undecided document, the bank splits that may be its payment, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet

from ...domain.extraction import Extraction
from ...domain.link import LinkProposal
from ...domain.money import Money, to_minor
from ...matching.model import BankFacts, DocumentFacts
from ...matching.propose import rank
from ..models import Document, LedgerSplit, Proposal, Source
from ..models.states import UNDECIDED
from ..selectors.readings import extraction_of

_MOST = 5
_EARLY, _LATE = timedelta(days=14), timedelta(days=120)
# amounts in reach: a discount of up to 5 % below, a tip of up to 15 % above
_LESS, _MORE = Decimal("0.95"), Decimal("1.15")


def work_due(owner_id: int | None = None, limit: int = 200) -> int:
    """Matches documents whose reading or bank changed; how many."""
    rows = Document.objects.filter(
        match_due=True, decision__in=UNDECIDED, source=Source.PRESENT
    ).select_related("connection")
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    found = list(rows[:limit])
    for document in found:
        match(document)
    return len(found)


def ask_again(owner_id: int) -> None:
    """After the bank changed: every undecided document of a user is matched anew."""
    Document.objects.filter(
        owner_id=owner_id, decision__in=UNDECIDED, source=Source.PRESENT
    ).update(match_due=True)


def match(document: Document) -> int:
    """Writes a document's proposals anew; those that a person dismissed stay dismissed."""
    Document.objects.filter(pk=document.pk).update(match_due=False)
    extraction = extraction_of(document)
    splits = list(_in_reach(document, extraction)) if extraction else []
    facts = [bank_facts(s) for s in splits]
    ranked = rank(document_facts(document, extraction), facts) if extraction and facts else ()
    _store(document, {s.journal_id: s for s in splits}, ranked)
    return len(ranked)


@transaction.atomic
def _store(
    document: Document, splits: dict[str, LedgerSplit], ranked: Iterable[LinkProposal]
) -> None:
    standing = Proposal.objects.filter(document=document)
    dismissed = set(standing.filter(dismissed=True).values_list("split_id", flat=True))
    standing.filter(dismissed=False).delete()
    rows = [
        Proposal(
            document=document,
            split=splits[p.transactions[0]],
            confidence=p.confidence,
            state=p.state,
            reasons=[
                {"signal": r.signal, "weight": r.weight, "detail": r.detail} for r in p.reasons
            ],
        )
        for p in ranked
        if splits[p.transactions[0]].pk not in dismissed
    ][:_MOST]
    Proposal.objects.bulk_create(rows)
    Document.objects.filter(pk=document.pk).update(proposals=len(rows))


def _in_reach(document: Document, extraction: Extraction | None) -> QuerySet[LedgerSplit]:
    """Unlinked splits near in amount and date: two ranges of one index, whatever the ledger's size."""
    rows = LedgerSplit.objects.filter(
        owner_id=document.owner_id, linked=False, gone_at=None, needs_document=True
    )
    amounts = Q(pk__in=[])
    currency = document.currency or "EUR"
    for name in ("total", "payable"):
        amount = extraction.amount(name) if extraction else None
        if amount:
            low, high = (to_minor(abs(amount) * f, currency) for f in (_LESS, _MORE))
            amounts |= Q(amount_minor__range=(low, high), currency=currency)
            amounts |= Q(foreign_minor__range=(low, high), foreign_currency=currency)
    rows = rows.filter(amounts)
    day = document.issue_date or document.due_date
    if day:
        rows = rows.filter(date__range=(day - _EARLY, max(day, document.due_date or day) + _LATE))
    return rows.order_by("-date")[:400]


def document_facts(document: Document, extraction: Extraction) -> DocumentFacts:
    """A document as matching sees it."""
    return DocumentFacts(
        id=str(document.pk),
        seller=extraction.text("seller"),
        total=extraction.amount("total"),
        payable=extraction.amount("payable"),
        currency=extraction.text("currency"),
        issue_date=extraction.day("issue_date"),
        due_date=extraction.day("due_date"),
        number=extraction.text("number"),
        iban=extraction.text("iban"),
        payment_reference=extraction.text("payment_reference"),
        kind=extraction.kind.value,
        direction=extraction.direction.value,
    )


def bank_facts(split: LedgerSplit) -> BankFacts:
    """A bank split as matching sees it."""
    foreign = split.foreign_minor is not None and split.foreign_currency
    return BankFacts(
        id=split.journal_id,
        date=split.date,
        amount=Money.of_minor(split.amount_minor, split.currency).amount,
        type=split.type,
        currency=split.currency,
        foreign_amount=Money.of_minor(split.foreign_minor or 0, split.foreign_currency).amount
        if foreign
        else None,
        foreign_currency=split.foreign_currency or None,
        description=f"{split.description} {split.notes}".strip(),
        counterparty=split.counterparty or None,
        counterparty_iban=split.counterparty_iban or None,
    )
