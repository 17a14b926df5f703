"""From a sample paper to its file: what Paperless-ngx would be given, and the text it would hold."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from . import invoice_pdf, receipt_scan, xml
from .papers import Paper
from .words import Words


@dataclass(frozen=True)
class Rendered:
    """A file: bytes, name, media type, the text that Paperless holds, its number of pages."""

    data: bytes
    name: str
    mime_type: str
    text: str
    pages: int | None = 1
    archive: bytes | None = None


def render(paper: Paper) -> Rendered:
    """The file of a paper, the same for the same paper."""
    return _FORMS[paper.form](paper)


def title_of(paper: Paper) -> str:
    """A title as a person would give it."""
    words = Words(paper.seller.language, paper.kind)
    return f"{words.title or 'Kassenbon'} {paper.seller.name} {paper.number}"


def _stem(paper: Paper) -> str:
    number = "".join(c if c.isalnum() else "-" for c in paper.number)
    return f"{paper.issued:%Y-%m-%d}_{paper.seller.key}_{number}"


def _pdf(paper: Paper) -> Rendered:
    data, text = invoice_pdf.draw(paper)
    return Rendered(data, f"{_stem(paper)}.pdf", "application/pdf", text)


def _hybrid(paper: Paper) -> Rendered:
    data, text = invoice_pdf.draw(paper)
    whole = invoice_pdf.embed(data, xml.cii(paper))
    return Rendered(whole, f"{_stem(paper)}.pdf", "application/pdf", text)


def _cii(paper: Paper) -> Rendered:
    data = xml.cii(paper, xml.XRECHNUNG)
    return Rendered(data, f"{_stem(paper)}_xrechnung.xml", "text/xml", "", None)


def _ubl(paper: Paper) -> Rendered:
    return Rendered(xml.ubl(paper), f"{_stem(paper)}_ubl.xml", "text/xml", "", None)


def _receipt(paper: Paper) -> Rendered:
    rows = receipt_scan.rows_of(paper)
    image = receipt_scan.photograph(rows, crc32(paper.number.encode()))
    data = receipt_scan.searchable_pdf(image, rows)
    name = f"Scan_{paper.number}.pdf"
    return Rendered(data, name, "application/pdf", receipt_scan.text_of(rows))


def _photo(paper: Paper) -> Rendered:
    """A photograph, and the searchable PDF that Paperless' OCR makes of it."""
    rows = receipt_scan.rows_of(paper)
    image = receipt_scan.photograph(rows, crc32(paper.number.encode()))
    archive = receipt_scan.searchable_pdf(image, rows)
    name, text = f"IMG_{paper.number}.jpg", receipt_scan.text_of(rows)
    return Rendered(receipt_scan.jpeg(image), name, "image/jpeg", text, 1, archive)


_FORMS = {
    "pdf": _pdf,
    "hybrid": _hybrid,
    "cii": _cii,
    "ubl": _ubl,
    "receipt": _receipt,
    "photo": _photo,
}
