"""What is known of a document: the current reading with the person's values on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from django.db.models import Q
from django.utils import timezone

from ...domain.extraction import (
    Alternative,
    Direction,
    Extraction,
    Field,
    Kind,
    from_json,
)
from ...domain.identity import document_url
from ...domain.ledger import ListKind
from ...domain.posting import Booking
from ...posting.accounts import reasons_for
from ...posting.build import Draft, build
from ...posting.request import Request
from ..models import Document, LedgerEntry, Reading
from .choices import listed

YOU = "you"
JUDGEMENTS = ("kind", "direction")


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of a document, in two queries.

    `was` holds, for each field that a person set, what the readers said; `sizes` width and height
    of each page in the units of the evidence's boxes.
    """

    extraction: Extraction
    was: Mapping[str, str]
    sizes: list[tuple[float, float]]


def known_of(document: Document) -> Known | None:
    """The newest reading with the person's values on top, and its pages; None while unread."""
    reading = Reading.objects.filter(document=document).order_by("-version").first()
    if reading is None:
        return None
    yours = list(document.field_values.all())
    return Known(
        overlay(from_json(reading.data), {v.name: v.value for v in yours}),
        {v.name: v.was for v in yours},
        [(w, h) for w, h in reading.data.get("pages") or []],
    )


def machine_extraction_of(document: Document) -> Extraction | None:
    """The newest reading as the readers left it; None while unread."""
    reading = Reading.objects.filter(document=document).order_by("-version").first()
    return from_json(reading.data) if reading else None


def extraction_of(document: Document) -> Extraction | None:
    """The newest reading with the person's values on top (reader "you", confidence 1)."""
    machine = machine_extraction_of(document)
    if machine is None:
        return None
    values = dict(document.field_values.values_list("name", "value"))
    return overlay(machine, values) if values else machine


def overlay(machine: Extraction, values: Mapping[str, str]) -> Extraction:
    """An extraction with a person's values; the readers' stay as alternatives."""
    fields = dict(machine.fields)
    for name, value in values.items():
        if name in JUDGEMENTS:
            continue
        if value:
            fields[name] = _yours(value, machine.fields.get(name))
        else:
            fields.pop(name, None)
    return replace(
        machine,
        fields=fields,
        kind=Kind(values.get("kind") or machine.kind),
        direction=Direction(values.get("direction") or machine.direction),
    )


def judged(extraction: Extraction) -> dict[str, str]:
    """Every field, kind and direction as text; what is absent is left out."""
    return {
        **{name: found.value for name, found in extraction.fields.items()},
        "kind": extraction.kind.value,
        "direction": extraction.direction.value,
    }


def differences(document: Document, values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Where a form's values differ from what is known now: field -> (form, now)."""
    now = extraction_of(document)
    known = judged(now) if now else {}
    return {n: (v, known.get(n, "")) for n, v in values.items() if v != known.get(n, "")}


def draft_of(
    document: Document,
    booking: Booking,
    today: date | None = None,
    *,
    reasons: tuple[str, ...] = (),
) -> Draft:
    """What would be written to Firefly for a document and a booking, or what stands in the way.

    `reasons` (posting.rules.reasons) stand in the notes: which values came by which rule.
    """
    extraction = extraction_of(document)
    if extraction is None:
        raise ValueError("an unread document has no draft")
    base, books = document.connection.public_url, _books_of(document.owner_id, booking, extraction)
    books["reasons"] = (*reasons, *books["reasons"])
    return build(
        Request(
            extraction=extraction,
            document_id=document.paperless_id,
            sha256=document.sha256,
            document_url=document_url(base, document.paperless_id),
            booking=booking,
            today=today or timezone.localdate(),
            **books,
        )
    )


def _yours(value: str, machine: Field | None) -> Field:
    if machine is None:
        return Field(value, 1.0, YOU)
    said = Alternative(machine.value, machine.confidence, machine.reader, machine.evidence)
    others = [a for a in (said, *machine.alternatives) if a.value != value]
    same = next((a for a in (said, *machine.alternatives) if a.value == value), None)
    return Field(value, 1.0, YOU, same.evidence if same else None, tuple(others))


class _Books(TypedDict):
    own_currency: str
    other_currency: str
    currencies: frozenset[str]
    reasons: tuple[str, ...]


def _books_of(owner_id: int, booking: Booking, extraction: Extraction) -> _Books:
    """Both accounts' currencies (the other's if it is own too), Firefly's, and why these accounts."""
    ids = {booking.own_account_id, booking.counterparty_id} - {""}
    wanted = Q(kind=ListKind.CURRENCY) | Q(kind=ListKind.ACCOUNT, firefly_id__in=ids)
    rows = [listed(row) for row in LedgerEntry.objects.filter(wanted, owner_id=owner_id)]
    accounts = {entry.id: entry for entry in rows if entry.kind == ListKind.ACCOUNT}
    own, other = (accounts.get(i) for i in (booking.own_account_id, booking.counterparty_id))
    transfer = own is not None and other is not None and own.type == other.type == "asset"
    return {
        "own_currency": (own.code if own else "") or "",
        "other_currency": (other.code if transfer and other else "") or "",
        "currencies": frozenset(e.code or "" for e in rows if e.kind == ListKind.CURRENCY),
        "reasons": reasons_for(extraction, own, other),
    }
