"""Documents as they reach extraction: pages, words with boxes, embedded XML, Paperless' own metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .extraction import Finding


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text layer; the box in page units, origin at the top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: number from 1, size in PDF points (pixels for images), its words in reading order."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What one code on a page says: its payload as text, the page from 1, and the box around it.

    The box is x0, y0, x1, y1 in the page's units, origin at the top left, as the page is seen.
    """

    text: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class EmbeddedXml:
    """One XML file inside a PDF, or the file itself where it is bare XML (name is then the file's)."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What Paperless-ngx says about a document; custom fields by name, values as text."""

    title: str = ""
    correspondent: str | None = None
    document_type: str | None = None
    created: date | None = None
    added: date | None = None
    custom_fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """All that extraction may look at.

    `text` is the plain text (Paperless' own where it holds one, else the text layer's, else the
    file's); `codes` were decoded from pictures of its pages; `problems` are findings of reading the
    file itself (damaged, encrypted, too long …).
    """

    name: str
    mime_type: str
    sha256: str
    text: str = ""
    pages: tuple[Page, ...] = ()
    xml: tuple[EmbeddedXml, ...] = ()
    metadata: DocumentMetadata | None = None
    problems: tuple[Finding, ...] = field(default=())
    codes: tuple[PrintedCode, ...] = ()
