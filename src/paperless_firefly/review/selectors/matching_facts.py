"""Documents and bank splits as matching sees them: plain facts, read in bulk without objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ...domain.extraction import Extraction
from ...domain.money import Money
from ...matching.flat import document_from
from ...matching.memory import name_of
from ...matching.model import BankFacts, DocumentFacts
from ...matching.prepare import prepare_payment
from ..models import Document, FieldValue, LedgerSplit, Reading, Source
from ..models.states import SEEKING
from .readings import JUDGEMENTS, judged

_COLUMNS = (
    "pk", "journal_id", "date", "amount_minor", "type", "currency", "foreign_minor",
    "foreign_currency", "description", "notes", "counterparty", "counterparty_iban",
)  # fmt: skip
_READINGS_AT_ONCE, _SPLITS_AT_ONCE = 500, 5000


def open_documents(owner_id: int) -> QuerySet[Document]:
    """Read, and undecided, waiting for the bank, or provisional."""
    return Document.objects.filter(
        owner_id=owner_id, decision__in=SEEKING, source=Source.PRESENT, version__gt=0
    )


def open_splits(owner_id: int) -> QuerySet[LedgerSplit]:
    """Without a document, and in need of one."""
    return LedgerSplit.objects.filter(
        owner_id=owner_id, linked=False, gone_at=None, needs_document=True
    )


def bank_facts(rows: QuerySet[LedgerSplit]) -> Iterator[tuple[int, BankFacts]]:
    """Each split's key and facts."""
    for values in rows.values_list(*_COLUMNS).iterator(_SPLITS_AT_ONCE):
        yield values[0], _bank(*values[1:])


def facts_of_split(split: LedgerSplit) -> BankFacts:
    """One split's facts."""
    return _bank(*(getattr(split, name) for name in _COLUMNS[1:]))


def name_of_split(facts: BankFacts) -> str:
    """The levelled words that name the other side; empty where it moves no money or names none."""
    payment = prepare_payment(facts)
    return name_of(payment) if payment else ""


def document_facts(rows: QuerySet[Document]) -> Iterator[tuple[int, DocumentFacts]]:
    """Each document's facts, in two queries: newest readings with the person's values on top."""
    values: defaultdict[int, dict[str, str]] = defaultdict(dict)
    yours = FieldValue.objects.filter(document__in=rows)
    for pk, name, value in yours.values_list("document_id", "name", "value"):
        values[pk][name] = value
    newest = Reading.objects.filter(document=OuterRef("document")).order_by("-version").values("pk")
    readings = Reading.objects.filter(document__in=rows, pk=Subquery(newest[:1]))
    columns = ("document_id", "data", "document__sha256")
    for pk, data, digest in readings.values_list(*columns).iterator(_READINGS_AT_ONCE):
        yield pk, _document(pk, _flat(data, values.get(pk, {})), digest)


def facts_of_document(document: Document, extraction: Extraction) -> DocumentFacts:
    """One document's facts."""
    known = extraction.details
    details = {
        "discount_terms": known.terms if known else None,
        "card": next((way.card for way in known.payments if way.card), None) if known else None,
    }
    return _document(document.pk, {**details, **judged(extraction)}, document.sha256)


def _flat(data: Mapping[str, Any], yours: Mapping[str, str]) -> dict[str, Any]:
    """What `judged` says of a reading with a person's values, without making objects of it."""
    fields = {name: found["value"] for name, found in data["fields"].items() if found}
    fields.update((name, value or None) for name, value in yours.items() if name not in JUDGEMENTS)
    judgements = {name: yours.get(name) or data[name] for name in JUDGEMENTS}
    return {**_of_payment(data.get("details") or {}), **fields, **judgements}


def _of_payment(details: Mapping[str, Any]) -> dict[str, Any]:
    """The terms as printed, and the card's last digits."""
    cards = [way["card"] for way in details.get("payments") or () if way.get("card")]
    return {"discount_terms": details.get("terms"), "card": cards[0] if cards else None}


def _document(pk: int, flat: Mapping[str, Any], digest: str) -> DocumentFacts:
    return document_from({**flat, "id": pk, "digest": digest or None})


def _bank(
    journal: str, day: Any, minor: int, kind: str, currency: str, foreign: int | None,
    foreign_currency: str, description: str, notes: str, counterparty: str, iban: str,
) -> BankFacts:  # fmt: skip
    other = Money.of_minor(foreign, foreign_currency).amount if foreign is not None else None
    return BankFacts(
        id=journal,
        date=day,
        amount=Money.of_minor(minor, currency).amount,
        type=kind,
        currency=currency,
        foreign_amount=other if foreign_currency else None,
        foreign_currency=foreign_currency or None,
        description=f"{description} {notes}".strip(),
        counterparty=counterparty or None,
        counterparty_iban=iban or None,
    )
