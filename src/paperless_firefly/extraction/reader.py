"""The protocol that every reader follows: look at a document, say what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..domain.details import Details
from ..domain.document import SourceDocument
from ..domain.extraction import Direction, Field, Finding, Kind, LineItem, TaxLine


@dataclass(frozen=True, slots=True)
class Found:
    """What one reader found; None where it has nothing to say.

    `papers` are the documents that the one it looked at is made of, where they are several: then
    each is to be read for itself, and what was found tells nothing.
    """

    reader: str
    kind: Kind | None = None
    type: str | None = None
    direction: Direction | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    tax_breakdown: tuple[TaxLine, ...] = ()
    lines: tuple[LineItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    details: Details | None = None
    papers: tuple[SourceDocument, ...] = ()


class Reader(Protocol):
    """Reads one kind of source; never raises, whatever the document holds."""

    @property
    def name(self) -> str:
        """The reader's short name, as fields carry it ("cii", "ubl", "paperless", "text")."""

    def read(self, document: SourceDocument) -> Found | None:
        """What the document says to this reader, or None where it is none of its business."""
