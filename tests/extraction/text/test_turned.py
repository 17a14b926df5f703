"""A page that lies on its side or on its head is read in its own direction."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.extraction.text.layout import rows_of
from paperless_firefly.files import FilePool

from .builders import RECEIPT, make_page

LINES = RECEIPT.strip().split("\n")
WIDE, HIGH = 600, 800
TURNS = {
    "clockwise": lambda w: (HIGH - w.y1, w.x0, HIGH - w.y0, w.x1),
    "on its head": lambda w: (WIDE - w.x1, HIGH - w.y1, WIDE - w.x0, HIGH - w.y0),
    "counterclockwise": lambda w: (w.y0, WIDE - w.x1, w.y1, WIDE - w.x0),
}


def page(*words: Word) -> SourceDocument:
    """A page of these words."""
    return SourceDocument("scan.pdf", "application/pdf", "", pages=(Page(1, WIDE, HIGH, words),))


def turned(document: SourceDocument, how: str) -> SourceDocument:
    """The document with its page turned."""
    return page(*(Word(w.text, *TURNS[how](w)) for w in document.pages[0].words))


def texts(document: SourceDocument) -> list[str]:
    """The rows of a document."""
    return [row.text for row in rows_of(document)]


@pytest.mark.parametrize("how", TURNS)
def test_a_turned_page_has_the_rows_of_the_upright_one(how: str) -> None:
    upright = make_page(*LINES)

    assert texts(turned(upright, how)) == texts(upright)


@pytest.mark.parametrize("how", TURNS)
def test_values_of_a_turned_page_stand_where_they_are_seen(how: str) -> None:
    scan = turned(make_page(*LINES), how)

    total = extract(scan).fields["total"]

    assert total.value == "6.00"
    assert total.evidence is not None
    printed = [(w.x0, w.y0, w.x1, w.y1) for w in scan.pages[0].words if w.text == "6.00"]
    assert total.evidence.box in printed


def test_a_page_of_a_pdf_whose_text_runs_upwards_is_read() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(HIGH, WIDE), invariant=True)
    canvas.rotate(90)
    for number, line in enumerate(LINES):
        canvas.drawString(40, -60 - 20 * number, line)
    canvas.save()

    with FilePool() as pool:
        found = extract(pool.read(out.getvalue(), "scan.pdf"))

    assert (found.text("total"), found.text("issue_date")) == ("6.00", "2024-03-14")
    assert found.text("seller") == "Corner Bakery Ltd"


def test_what_stands_across_the_margin_is_in_no_row_of_the_page() -> None:
    upright = make_page(*LINES).pages[0].words
    margin = Word("Copyright", 300, 10, 312, 100)

    assert texts(page(upright[0], margin, *upright[1:])) == [*texts(page(*upright)), "Copyright"]


def test_narrow_print_stands_upright() -> None:
    words = [
        Word(text, 20 * n, 0, 20 * n + 17, 24) for n, text in enumerate(("SOLD", "ARE", "NOT"))
    ]

    assert texts(page(*words)) == ["SOLD ARE NOT"]
