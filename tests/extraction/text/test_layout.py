"""Rows are rebuilt from words, or taken from the text."""

from __future__ import annotations

from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.extraction.text.layout import rows_of

from .builders import make_document, make_page


def test_plain_lines_are_rows_without_blank_ones() -> None:
    rows = rows_of(make_document("one\n\n  two"))

    assert [(r.number, r.text) for r in rows] == [(1, "one"), (2, "two")]


def test_words_at_one_height_are_one_row_and_a_wide_gap_shows() -> None:
    rows = rows_of(make_page("Total        6.00", "Cash 10.00"))

    assert [r.text for r in rows] == ["Total  6.00", "Cash 10.00"]


def test_a_slightly_slanted_row_stays_together() -> None:
    words = (Word("Total", 0, 100, 50, 110), Word("6.00", 300, 103, 330, 113))

    rows = rows_of(SourceDocument("a", "", "", pages=(Page(1, 600, 800, words),)))

    assert [r.text for r in rows] == ["Total  6.00"]


def test_rows_of_later_pages_follow_and_know_their_page() -> None:
    pages = tuple(Page(n, 600, 800, (Word(f"page{n}", 0, 0, 50, 10),)) for n in (1, 2))

    rows = rows_of(SourceDocument("a", "", "", pages=pages))

    assert [(r.number, r.page, r.text) for r in rows] == [(1, 1, "page1"), (2, 2, "page2")]


def test_letterspaced_words_are_closed_up() -> None:
    assert rows_of(make_document("R E C H N U N G 17"))[0].text == "RECHNUNG 17"


def test_evidence_names_the_line_and_the_box_of_the_words() -> None:
    (row,) = rows_of(make_page("Total 6.00"))

    evidence = row.evidence(6, 10, "beside Total")

    assert (evidence.page, evidence.line, evidence.quote) == (1, 1, "Total 6.00")
    assert evidence.box == (30, 0, 50, 10)


def test_evidence_of_plain_text_has_no_box() -> None:
    (row,) = rows_of(make_document("Total 6.00"))

    assert row.evidence(6, 10).box is None
