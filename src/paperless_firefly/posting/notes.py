"""The notes of a transaction: where each value came from, in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..domain.extraction import FIELD_NAMES, Evidence, Extraction, Field
from .request import Request
from .splits import by_line, by_tax_rate
from .sums import to_split

MAX_NOTES = 8000  # Firefly III takes 32,768; nobody reads more than a page
MAX_ORIGIN = 1000
_MAX_VALUE = 200
_MAX_PLACE = 160


def explain(extraction: Extraction, url: str | None = None, *, reasons: Sequence[str] = ()) -> str:
    """One line a field: name, value, reader and evidence; then `reasons`, the document's address."""
    named = [*FIELD_NAMES, *(n for n in extraction.fields if n not in FIELD_NAMES)]
    lines = [_line(n, extraction.fields[n]) for n in named if n in extraction.fields]
    said = "\n".join([*lines, *reasons])[:MAX_NOTES]
    return f"{said}\n{url}".strip() if url else said


def explain_splits(request: Request, parts: Sequence[Decimal]) -> list[str]:
    """Where the amount of each chosen split came from: a tax rate, a line, or the person."""
    total, currency = to_split(request) or (Decimal(0), "")
    origins = ["by hand"] * len(parts)
    for offer in (by_line, by_tax_rate):
        shares = offer(request.extraction, total, currency)
        if [share.amount for share in shares] == list(parts):
            origins = [_short(share.origin, MAX_ORIGIN) for share in shares]
    return [f"Split {n} of {len(parts)}: {said}" for n, said in enumerate(origins, 1)]


def _line(name: str, found: Field) -> str:
    label = name.replace("_", " ").capitalize()
    sources = ", ".join(part for part in (found.reader, _place(found.evidence)) if part)
    return f"{label}: {_short(found.value, _MAX_VALUE)} ({sources})"


def _place(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    if evidence.xpath:
        return _short(evidence.xpath, _MAX_PLACE)
    if evidence.metadata:
        return f"Paperless {_short(evidence.metadata, _MAX_PLACE)}"
    places = [
        f"page {evidence.page}" if evidence.page else "",
        f"line {evidence.line}" if evidence.line else "",
        _short(evidence.note or "", _MAX_PLACE),
    ]
    return ", ".join(part for part in places if part)


def _short(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
