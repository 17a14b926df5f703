"""Matching: for each undecided document, the bank splits that may be its payment, as rows.

A run matches all open documents with all open splits at once, so that each split goes to one
document at most; between runs a document whose reading changed is ranked alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from ...domain.extraction import Extraction, from_json
from ...domain.link import LinkProposal
from ...domain.money import Money, to_minor
from ...domain.names import fold
from ...matching.model import BankFacts, DocumentFacts, Options
from ...matching.propose import AUTO, PROPOSE, rank
from ...matching.propose import match as match_whole
from ..models import Document, FieldValue, LedgerSplit, Proposal, Reading, Source
from ..models.states import UNDECIDED
from ..selectors.readings import extraction_of, overlay

_MOST = 5
_OPTIONS = Options(most=_MOST)
_BATCH = 200
_EARLY, _LATE = timedelta(days=45), timedelta(days=200)
# amounts in reach: discounts and part payments below, tips above
_LESS, _MORE = Decimal("0.80"), Decimal("1.30")
# below this a number is found in too many descriptions
_NUMBER_LENGTH = 5
_Found = Mapping[int, list[LinkProposal]]


def work_due(owner_id: int | None = None, limit: int = 200) -> int:
    """Ranks, one by one, documents whose reading or bank changed; how many."""
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


def match_all(owner_id: int) -> int:
    """Matches all of a user's open documents with all open splits anew; how many documents."""
    rows = _open_documents(owner_id)
    rows.update(match_due=False)
    documents = dict(_facts_of(rows))
    splits = {s.journal_id: s for s in _open_splits(owner_id).iterator(2000)}
    dismissed = _dismissed(owner_id)
    # the pure matching knows no dismissed pairs, so their documents are ranked after the others
    whole = [facts for pk, facts in documents.items() if pk not in dismissed]
    bank = [bank_facts(s) for s in splits.values()]
    found = _by_document(match_whole(whole, bank, options=_OPTIONS).links)
    for pk in set(documents) & set(dismissed):
        found[pk] = _ranked(documents[pk], bank, dismissed[pk] | _given(found))
    _store_all(documents, splits, found)
    return len(documents)


def match(document: Document) -> int:
    """Writes one document's proposals anew; those that a person dismissed stay dismissed."""
    Document.objects.filter(pk=document.pk).update(match_due=False)
    extraction = extraction_of(document)
    splits = list(_in_reach(document, extraction)) if extraction else []
    dismissed = _dismissed(document.owner_id).get(document.pk, set())
    ranked = (
        _ranked(document_facts(document, extraction), [bank_facts(s) for s in splits], dismissed)
        if extraction
        else []
    )
    with transaction.atomic():
        _store([document.pk], {s.journal_id: s for s in splits}, {document.pk: ranked})
        _settle_contest(document)
    return len(ranked)


def _open_documents(owner_id: int) -> QuerySet[Document]:
    return Document.objects.filter(
        owner_id=owner_id, decision__in=UNDECIDED, source=Source.PRESENT, version__gt=0
    )


def _open_splits(owner_id: int) -> QuerySet[LedgerSplit]:
    return LedgerSplit.objects.filter(
        owner_id=owner_id, linked=False, gone_at=None, needs_document=True
    )


def _facts_of(rows: QuerySet[Document]) -> Iterator[tuple[int, DocumentFacts]]:
    """Each document's facts, in three queries: newest readings with the person's values on top."""
    values: defaultdict[int, dict[str, str]] = defaultdict(dict)
    yours = FieldValue.objects.filter(document__in=rows)
    for pk, name, value in yours.values_list("document_id", "name", "value"):
        values[pk][name] = value
    newest = Reading.objects.filter(document=OuterRef("document")).order_by("-version").values("pk")
    readings = Reading.objects.filter(document__in=rows, pk=Subquery(newest[:1]))
    for reading in readings.select_related("document").iterator(500):
        extraction = overlay(from_json(reading.data), values[reading.document_id])
        yield reading.document_id, document_facts(reading.document, extraction)


def _dismissed(owner_id: int) -> dict[int, set[str]]:
    """Document -> journals that a person called no pair with it."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = Proposal.objects.filter(document__owner_id=owner_id, dismissed=True)
    for pk, journal in rows.values_list("document_id", "split__journal_id"):
        found[pk].add(journal)
    return dict(found)


def _by_document(links: Iterable[LinkProposal]) -> defaultdict[int, list[LinkProposal]]:
    """Links as pairs by document; what pays or takes several is for a person to put together."""
    found: defaultdict[int, list[LinkProposal]] = defaultdict(list)
    for link in links:
        alone = len(link.documents) == len(link.transactions) == 1
        for document in link.documents:
            for journal in link.transactions:
                found[int(document)].append(
                    replace(
                        link,
                        documents=(document,),
                        transactions=(journal,),
                        state=link.state if alone else PROPOSE,
                    )
                )
    return found


def _given(found: _Found) -> set[str]:
    """The journals that belong to a document for certain."""
    return {p.transactions[0] for ps in found.values() for p in ps if p.state == AUTO}


def _ranked(
    document: DocumentFacts, bank: list[BankFacts], without: set[str]
) -> list[LinkProposal]:
    others = [facts for facts in bank if facts.id not in without]
    return list(rank(document, others, options=_OPTIONS)) if others else []


def _store_all(documents: Iterable[int], splits: dict[str, LedgerSplit], found: _Found) -> None:
    for batch in _batches(sorted(documents)):
        with transaction.atomic():
            _store(batch, splits, found)


def _batches(pks: list[int]) -> Iterator[list[int]]:
    return (pks[i : i + _BATCH] for i in range(0, len(pks), _BATCH))


def _store(documents: list[int], splits: dict[str, LedgerSplit], found: _Found) -> None:
    """Replaces the proposals of some documents; needs a transaction."""
    # two workers at once would insert the same pairs: the second waits here
    locked = list(
        Document.objects.select_for_update()
        .filter(pk__in=documents)
        .order_by("pk")
        .only("pk", "proposals")
    )
    standing = Proposal.objects.filter(document__in=documents)
    dismissed = set(standing.filter(dismissed=True).values_list("document_id", "split_id"))
    standing.filter(dismissed=False).delete()
    rows = {d.pk: _rows(d.pk, found.get(d.pk, []), splits, dismissed) for d in locked}
    Proposal.objects.bulk_create([r for made in rows.values() for r in made], ignore_conflicts=True)
    changed = [d for d in locked if d.proposals != len(rows[d.pk])]
    for document in changed:
        document.proposals = len(rows[document.pk])
    Document.objects.bulk_update(changed, ["proposals"])


def _rows(
    document: int,
    proposals: Iterable[LinkProposal],
    splits: dict[str, LedgerSplit],
    dismissed: set[tuple[int, int]],
) -> list[Proposal]:
    likeliest = sorted(proposals, key=lambda p: (p.state != AUTO, -p.confidence))
    return [
        Proposal(
            document_id=document,
            split=splits[p.transactions[0]],
            confidence=p.confidence,
            state=p.state,
            reasons=[
                {"signal": r.signal, "weight": r.weight, "detail": r.detail} for r in p.reasons
            ],
        )
        for p in likeliest
        if (document, splits[p.transactions[0]].pk) not in dismissed
    ][:_MOST]


def _settle_contest(document: Document) -> None:
    """A split that another document was given for certain is certain for neither."""
    mine = Proposal.objects.filter(document=document, state=AUTO, dismissed=False)
    rivals = Proposal.objects.filter(
        split__in=mine.values("split"),
        state=AUTO,
        dismissed=False,
        document__decision__in=UNDECIDED,
        document__source=Source.PRESENT,
    )
    contested = [pk for pk, other in rivals.values_list("pk", "document") if other != document.pk]
    if contested:
        own = list(mine.values_list("pk", flat=True))
        Proposal.objects.filter(pk__in=[*contested, *own]).update(state=PROPOSE)


def _in_reach(document: Document, extraction: Extraction) -> QuerySet[LedgerSplit]:
    """Open splits near in amount and date, or that name the document's number or reference."""
    wanted = _near(document, extraction)
    for name in ("number", "payment_reference"):
        text = fold(extraction.text(name) or "")
        if len(text) >= _NUMBER_LENGTH:
            wanted |= Q(search__contains=text)
    return _open_splits(document.owner_id).filter(wanted).order_by("-date", "pk")[:1000]


def _near(document: Document, extraction: Extraction) -> Q:
    amounts = Q(pk__in=[])
    currency = document.currency or "EUR"
    for name in ("total", "payable"):
        amount = extraction.amount(name)
        if amount:
            low, high = (to_minor(abs(amount) * f, currency) for f in (_LESS, _MORE))
            amounts |= Q(amount_minor__range=(low, high), currency=currency)
            amounts |= Q(foreign_minor__range=(low, high), foreign_currency=currency)
    day = document.issue_date or document.due_date
    if not day:
        return amounts
    return amounts & Q(date__range=(day - _EARLY, max(day, document.due_date or day) + _LATE))


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
