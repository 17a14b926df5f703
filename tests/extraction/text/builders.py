"""Builders of small documents, lines and words."""

from __future__ import annotations

from paperless_firefly.domain.document import DocumentMetadata, Page, SourceDocument, Word
from paperless_firefly.domain.grammar import decimal_mark
from paperless_firefly.extraction.reader import Found
from paperless_firefly.extraction.text.layout import rows_of
from paperless_firefly.extraction.text.lines import Line
from paperless_firefly.extraction.text.reader import TextReader

RECEIPT = """
Corner Bakery Ltd
12 High Street, London
VAT No: 123 4567 89
Receipt no: R-2041
Date: 14/03/2024 09:31
2 x Croissant 1.80 3.60
Coffee 2.40
Total 6.00
Cash 10.00
Change 4.00
"""

INVOICE = """
Tischlerei Holzmann GmbH | Werkstraße 7 | 12345 Neustadt
Rechnungsempfänger:
Erika Beispiel
Seeweg 3
54321 Altdorf
Rechnung Nr. RE-2024-0815
Rechnungsdatum: 02.05.2024
Kundennummer: 4711
Pos Bezeichnung Menge Einzelpreis Gesamt
1 Regal nach Maß 2 150,00 300,00
Nettobetrag 300,00 EUR
zzgl. 19% MwSt. 57,00 EUR
Rechnungsbetrag 357,00 EUR
Zahlbar bis zum 16.05.2024 ohne Abzug.
IBAN DE02 1203 0000 0000 2020 51
USt-IdNr. DE136695976
"""


def make_document(
    text: str = RECEIPT, *, metadata: DocumentMetadata | None = None
) -> SourceDocument:
    """A document of plain text."""
    return SourceDocument("paper.txt", "text/plain", "", text=text.strip(), metadata=metadata)


def make_lines(text: str) -> list[Line]:
    """The lines of a text."""
    return [Line(row, decimal_mark(text)) for row in rows_of(make_document(text))]


def make_page(*rows: str, height: float = 10, letter: float = 5) -> SourceDocument:
    """A page of words with boxes; two blanks or more in a row are a wide gap."""
    words = []
    for number, row in enumerate(rows):
        at = 0
        for part in row.split(" "):
            if part:
                x, y = at * letter, number * height * 1.5
                words.append(Word(part, x, y, x + len(part) * letter, y + height))
            at += len(part) + 1
    page = Page(1, 600, 800, tuple(words))
    return SourceDocument("paper.pdf", "application/pdf", "", pages=(page,))


def read(text: str, *, metadata: DocumentMetadata | None = None) -> Found:
    """What the reader finds in a text."""
    found = TextReader().read(make_document(text, metadata=metadata))
    assert found is not None
    return found


def values(found: Found) -> dict[str, str]:
    """Field name -> value."""
    return {name: field.value for name, field in found.fields.items()}
