"""The sample invoices of each syntax, as they are or with something changed."""

from __future__ import annotations

from pathlib import Path

from paperless_firefly.domain.document import EmbeddedXml, SourceDocument
from paperless_firefly.extraction.einvoice.reader import EInvoiceReader
from paperless_firefly.extraction.reader import Found

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.xml"))


def sample(name: str, *changes: tuple[str, str]) -> bytes:
    """A sample with some of its text exchanged; what is to be exchanged must be there."""
    text = (SAMPLES / f"{name}.xml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def make_document(
    *xml: bytes, mime_type: str = "application/xml", text: str = ""
) -> SourceDocument:
    """A document of these XML files."""
    embedded = tuple(EmbeddedXml(f"{n}.xml", data) for n, data in enumerate(xml))
    return SourceDocument("a", mime_type, "0" * 64, text=text, xml=embedded)


def read(*xml: bytes, mime_type: str = "application/xml") -> Found:
    """What the reader finds in these XML files."""
    found = EInvoiceReader().read(make_document(*xml, mime_type=mime_type))
    assert found is not None
    return found


def value(found: Found, name: str) -> str | None:
    """A field's value, or None."""
    return found.fields[name].value if name in found.fields else None


def codes(found: Found) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in found.findings]
