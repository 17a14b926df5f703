"""Rows for tests of pages: named people, and documents, payments and lists with defaults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from paperless_firefly.domain.extraction import (
    Alternative,
    Direction,
    Evidence,
    Extraction,
    Field,
    Kind,
    State,
    to_json,
)
from paperless_firefly.domain.names import fold
from paperless_firefly.review.models import (
    Connection,
    ConnectionKind,
    Decision,
    Document,
    GroupProposal,
    LedgerEntry,
    LedgerSplit,
    Posting,
    PostingAction,
    Proposal,
    Reading,
    Upload,
)
from paperless_firefly.review.services.columns import columns_of

_numbers = count(1)
DAY = date(2026, 11, 11)
SIZE = [595.0, 842.0]


def make_person(name: str = "owner", *, staff: bool = False, connected: bool = True) -> User:
    """A user whose password is the name, with both connections."""
    person = User.objects.create_user(name, password=name, is_staff=staff, is_superuser=staff)
    if connected:
        for kind in ConnectionKind:
            make_connection(person, kind)
    return person


def make_connection(owner: User, kind: ConnectionKind, **columns: Any) -> Connection:
    """A connection that answered."""
    defaults = {
        "url": f"http://{kind}.test", "token": "locked", "check_ok": True, "version": "3.0.5",
        "checked_at": timezone.now(),
    }  # fmt: skip
    return Connection.objects.create(owner=owner, kind=kind, **{**defaults, **columns})


def connection_of(owner: User, kind: ConnectionKind) -> Connection:
    """A person's connection."""
    return Connection.objects.get(owner=owner, kind=kind)


def make_field(value: str, confidence: float = 0.98, *others: str, line: float = 700.0) -> Field:
    """A field that stands on page 1 in a box 12 high at `line`; `others` are alternatives."""
    place = Evidence(page=1, box=(60.0, line, 180.0, line + 12))
    near = Evidence(page=1, box=(60.0, line - 30, 180.0, line - 18), note="delivery")
    alternatives = tuple(Alternative(o, 0.3, "text", near) for o in others)
    return Field(value, confidence, "text", place, alternatives)


def make_extraction(
    total: str | None = "12.00",
    *,
    seller: str | None = "Nordlicht Bürobedarf",
    number: str = "R-1",
    day: date | None = DAY,
    confidence: float = 0.98,
    state: State = State.AUTO,
    kind: Kind = Kind.INVOICE,
    direction: Direction = Direction.OUT,
    **more: Any,
) -> Extraction:
    """A reading with its key fields; None leaves one out."""
    found = {
        "total": total and make_field(total, confidence, line=700),
        "currency": make_field("EUR", line=700),
        "issue_date": day and make_field(day.isoformat(), confidence, line=120),
        "number": make_field(number, line=100),
        "seller": seller and make_field(seller, line=40),
    }
    fields = {name: value for name, value in found.items() if isinstance(value, Field)}
    given = {"fields": fields, "readers": ("text",), **more}
    return Extraction(kind, direction, state, confidence, **given)


def make_document(
    owner: User, total: str | None = "12.00", *, extraction: Extraction | None = None, **more: Any
) -> Document:
    """A document in the queue that was read; `more` are columns, or `make_extraction`'s."""
    number = next(_numbers)
    columns = {n: more.pop(n) for n in list(more) if n in _DOCUMENT_COLUMNS}
    extraction = extraction or make_extraction(total, **{"number": f"R-{number}", **more})
    document = Document.objects.create(
        owner=owner,
        connection=connection_of(owner, ConnectionKind.PAPERLESS),
        paperless_id=number,
        title=f"Scan {number}",
        sha256=f"{number:064x}",
        version=1,
        page_count=1,
    )
    data = {**to_json(extraction), "pages": [SIZE]}
    Reading.objects.create(document=document, version=1, data=data, sha256=document.sha256)
    for name, value in {**columns_of(document, extraction), **columns}.items():
        setattr(document, name, value)
    document.save()
    return document


_DOCUMENT_COLUMNS = {f.name for f in Document._meta.concrete_fields} - {
    "direction", "number", "seller", "kind", "confidence",
}  # fmt: skip


def make_split(owner: User, amount: str = "12.00", **columns: Any) -> LedgerSplit:
    """A bank transaction of its own group."""
    number = next(_numbers)
    text = columns.get("description", "NORDLICHT SAGT DANKE")
    defaults = {
        "type": "withdrawal", "date": DAY, "currency": "EUR", "description": text,
        "account": "Girokonto", "account_id": "1", "counterparty": "Nordlicht",
        "search": fold(f"{text} {amount}"),
        "fingerprint": f"{number:064x}",
    }  # fmt: skip
    return LedgerSplit.objects.create(
        owner=owner,
        connection=connection_of(owner, ConnectionKind.FIREFLY),
        group_id=str(number),
        journal_id=str(number),
        amount_minor=int(Decimal(amount) * 100),
        **{**defaults, **columns},
    )


def make_proposal(document: Document, split: LedgerSplit, confidence: float = 0.97) -> Proposal:
    """Matching says that the two belong together, with two reasons."""
    reasons = [
        {"signal": "prior", "weight": -3.0, "detail": "One of many payments"},
        {"signal": "amount", "weight": 7.5, "detail": "Same amount"},
        {"signal": "date", "weight": -0.5, "detail": "Two days apart"},
    ]
    Document.objects.filter(pk=document.pk).update(proposals=1)
    document.refresh_from_db()
    return Proposal.objects.create(
        document=document, split=split, confidence=confidence, state="auto", reasons=reasons
    )


def make_group(
    owner: User, documents: Sequence[Document], splits: Sequence[LedgerSplit]
) -> GroupProposal:
    """Matching says that several belong together."""
    group = GroupProposal.objects.create(
        owner=owner, key=f"{next(_numbers)}", confidence=0.96, state="auto"
    )
    group.documents.set(documents)
    group.splits.set(splits)
    return group


def make_entry(owner: User, name: str = "Girokonto", **columns: Any) -> LedgerEntry:
    """An account (an asset in euro by default), category, budget, bill or tag of Firefly."""
    defaults = {"kind": "account", "type": "asset", "code": "EUR", "firefly_id": next(_numbers)}
    return LedgerEntry.objects.create(
        owner=owner,
        connection=connection_of(owner, ConnectionKind.FIREFLY),
        name=name,
        search=fold(name),
        **{**defaults, **columns},
    )


def make_posting(document: Document, state: str, **columns: Any) -> Posting:
    """A decision to book a document as new, and its posting in a state."""
    Document.objects.filter(pk=document.pk).update(decision="new", decided_at=timezone.now())
    document.refresh_from_db()
    decision = Decision.objects.create(document=document, kind="new", by=document.owner)
    defaults = {"due_at": timezone.now(), "action": PostingAction.CREATE}
    return Posting.objects.create(
        owner=document.owner, document=document, decision=decision, state=state,
        **{**defaults, **columns},
    )  # fmt: skip


def make_upload(owner: User, state: str = "waiting", **columns: Any) -> Upload:
    """A file that was handed in; its bytes are nowhere."""
    number = next(_numbers)
    defaults = {
        "name": f"bill-{number}.pdf", "mime_type": "application/pdf", "size": 12_345,
        "md5": f"{number:032x}", "sha256": f"{number:064x}", "key": f"{number:032x}",
        "due_at": timezone.now(),
    }  # fmt: skip
    return Upload.objects.create(owner=owner, state=state, **{**defaults, **columns})
