"""The search columns of a document: copies of its current reading, for queries and lists."""

from __future__ import annotations

from typing import Any

from ...domain.extraction import Extraction
from ...domain.money import to_minor
from ...domain.names import fold
from ..models import Document

# what must be known before a document can be booked, in the order in which a page asks for it
KEY_FIELDS = ("total", "currency", "issue_date", "seller")


def columns_of(document: Document, extraction: Extraction) -> dict[str, object]:
    """Column -> value, from an extraction that has the person's values on top."""
    amount = extraction.amount("total")
    currency = extraction.text("currency") or ""
    seller = (extraction.text("seller") or "")[:255]
    number = (extraction.text("number") or "")[:128]
    return {
        "reading": extraction.state.value,
        "kind": extraction.kind.value,
        "type": (extraction.type or "")[:40],
        "direction": extraction.direction.value,
        "confidence": extraction.confidence,
        "seller": seller,
        "number": number,
        "issue_date": extraction.day("issue_date"),
        "due_date": extraction.day("due_date"),
        "total_minor": None if amount is None else to_minor(amount, currency or "EUR"),
        "currency": currency[:3],
        "search": _search_text(document, seller, number, extraction),
        "to_check": to_check(extraction),
    }


def to_check(extraction: Extraction, certain: float = 0.95) -> list[str]:
    """The key fields that are missing or not certain, then those that a finding stands beside."""
    weak = [
        name
        for name in KEY_FIELDS
        if (found := extraction.fields.get(name)) is None or found.confidence < certain
    ]
    beside = [f.field for f in extraction.findings if f.field and f.severity != "info"]
    return list(dict.fromkeys([*weak, *beside]))


def storable(text: str) -> str:
    """Text as every database takes it: without NUL (PostgreSQL) and lone surrogates (UTF-8)."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def storable_json(value: Any) -> Any:
    """A JSON value with each text in it storable."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [storable_json(v) for v in value]
    if isinstance(value, dict):
        return {storable(k): storable_json(v) for k, v in value.items()}
    return value


def _search_text(document: Document, seller: str, number: str, extraction: Extraction) -> str:
    parts = [
        seller,
        number,
        document.title,
        document.correspondent,
        extraction.text("total") or "",
        (extraction.text("total") or "").replace(".", ","),
        extraction.text("issue_date") or "",
        f"#{document.paperless_id}",
    ]
    return fold(" ".join(p for p in parts if p))
