"""Identity: the marks by which a document is found again in Firefly III.

The external id is `paperless:{document id}:{first 16 of the original's SHA-256}`, with `:{part}`
where one scan holds several receipts. It never depends on anything that a person can edit.
The earlier program wrote `{hash}:pl:{id}` as external id and `PAPERLESS:{id}` as internal
reference; both are recognised, so that nobody who moves over is booked twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HASH_LENGTH = 16
_OURS = re.compile(r"paperless:(\d+):([0-9a-f]{16})(?::(\d+))?")
_EARLIER = re.compile(r"[^:]+:pl:(\d+)")
_REFERENCE = re.compile(r"PAPERLESS:(\d+)")


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """Which Paperless document a mark names; `digest` and `part` only where the mark has them."""

    document_id: int
    digest: str | None = None
    part: int | None = None


def external_id(document_id: int, sha256: str, part: int | None = None) -> str:
    """The external id of a document's transaction; `sha256` is the original's, in hexadecimal."""
    base = f"paperless:{document_id}:{sha256[:HASH_LENGTH].lower()}"
    return base if part is None else f"{base}:{part}"


def internal_reference(document_id: int) -> str:
    """The internal reference of a transaction that SparkLink makes."""
    return f"PAPERLESS:{document_id}"


def parse_external_id(text: str) -> DocumentMark | None:
    """The document that an external id names, whichever program wrote it; None for a bank's."""
    if ours := _OURS.fullmatch(text):
        number, digest, part = ours.groups()
        return DocumentMark(int(number), digest, int(part) if part else None)
    if earlier := _EARLIER.fullmatch(text):
        return DocumentMark(int(earlier[1]))
    return None


def parse_internal_reference(text: str) -> DocumentMark | None:
    """The document that an internal reference names, or None."""
    found = _REFERENCE.fullmatch(text)
    return DocumentMark(int(found[1])) if found else None


def document_url(base: str, document_id: int) -> str:
    """A document's page in Paperless: `{base}/documents/{id}/`."""
    return f"{base.rstrip('/')}/documents/{document_id}/"


def names_document(url: str, document_id: int, bases: tuple[str, ...]) -> bool:
    """Whether a URL is this document's page under one of the configured Paperless addresses."""
    path = re.match(r"(.*)/documents/(\d+)(?:/|$)", url)
    if path is None or int(path[2]) != document_id:
        return False
    return path[1].rstrip("/").casefold() in {b.rstrip("/").casefold() for b in bases}
