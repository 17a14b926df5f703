"""Documents and findings for tests of the whole of extraction, with defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from paperless_firefly.domain.document import DocumentMetadata, PrintedCode, SourceDocument
from paperless_firefly.domain.extraction import (
    Direction,
    Extraction,
    Field,
    Finding,
    Kind,
    State,
)
from paperless_firefly.extraction.reader import Found


def make_field(value: str, confidence: float = 0.9, reader: str = "text") -> Field:
    """A field without evidence."""
    return Field(value, confidence, reader)


def make_found(
    reader: str = "text",
    kind: Kind | None = None,
    confidence: float = 0.9,
    type: str | None = None,  # noqa: A002 -- the field's own name
    direction: Direction | None = None,
    findings: tuple[Finding, ...] = (),
    **values: str,
) -> Found:
    """What a reader found, each value as sure as the other."""
    fields = {name: make_field(value, confidence, reader) for name, value in values.items()}
    return Found(reader, kind, type, direction, fields, findings=findings)


@dataclass(frozen=True)
class Says:
    """A reader that says the same of every document."""

    found: Found | None
    name: str = "fake"

    def read(self, document: SourceDocument) -> Found | None:
        """What it was told to say."""
        return self.found


def make_metadata(
    correspondent: str | None = "ACME",
    created: date | None = date(2026, 11, 20),
    added: date | None = date(2026, 11, 24),
    document_type: str | None = None,
    **custom_fields: str,
) -> DocumentMetadata:
    """What Paperless says; keyword names become labels with blanks for underscores."""
    fields = tuple((name.replace("_", " "), value) for name, value in custom_fields.items())
    return DocumentMetadata("A title", correspondent, document_type, created, added, fields)


def full_metadata() -> DocumentMetadata:
    """What Paperless says where a person filled in custom fields, as it writes them."""
    return make_metadata(
        Amount="EUR12.50",
        Rechnungsnummer="RE 17",
        due_date="2026-12-01",
        IBAN="DE02 1203 0000 0000 2020 51",
    )


def make_source(
    text: str = "",
    metadata: DocumentMetadata | None = None,
    codes: tuple[PrintedCode, ...] = (),
) -> SourceDocument:
    """A document of text, and of what was found beside it."""
    return SourceDocument(
        "a.txt", "text/plain", "0" * 64, text=text, metadata=metadata, codes=codes
    )


def make_extraction(
    kind: Kind = Kind.INVOICE,
    type: str | None = None,  # noqa: A002 -- the field's own name
    fields: Mapping[str, Field] | None = None,
    findings: tuple[Finding, ...] = (),
    **values: str,
) -> Extraction:
    """An extraction that is not yet judged."""
    made = {name: make_field(value) for name, value in values.items()}
    return Extraction(
        kind, Direction.NONE, State.MANUAL, 0.0, type, ("text",), fields or made, findings=findings
    )
