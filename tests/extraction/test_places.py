"""Values from data find their place among the words of the page."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.domain.extraction import Evidence, Field
from paperless_firefly.extraction.places import placed


def page(*lines: str) -> SourceDocument:
    """One page; word n of line m has the box (50n, 20m, 50n + 40, 20m + 10)."""
    words = tuple(
        Word(text, 50.0 * n, 20.0 * m, 50.0 * n + 40, 20.0 * m + 10)
        for m, line in enumerate(lines, 1)
        for n, text in enumerate(line.split(), 1)
    )
    return SourceDocument("a.pdf", "application/pdf", "", pages=(Page(1, 595, 842, words),))


def box(name: str, value: str, *lines: str) -> tuple[float, ...] | None:
    evidence = placed({name: Field(value, 0.99, "cii")}, page(*lines))[name].evidence
    return evidence.box if evidence else None


@pytest.mark.parametrize(
    ("name", "value", "lines", "expected"),
    [
        ("total", "1234.50", ("Paid 1.234,50", "Summe 1.234,50"), (100, 40, 140, 50)),
        ("issue_date", "2026-11-03", ("vom 3. November 2026", "3.11.2026"), (100, 20, 240, 30)),
        ("due_date", "2026-11-03", ("3.11.2026", "bis 3.11.2026"), (100, 40, 140, 50)),
        ("number", "RE-2026-17", ("Nr. RE 2026 17",), (100, 20, 240, 30)),
        ("seller", "Müller KG", ("MUELLER Müller KG",), (100, 20, 190, 30)),
        ("iban", "DE02120300000000202051", ("DE02 1203 0000 0000 2020 51",), (50, 20, 340, 30)),
    ],
)
def test_a_value_is_found_as_the_page_prints_it(
    name: str, value: str, lines: tuple[str, ...], expected: tuple[float, ...]
) -> None:
    assert box(name, value, *lines) == expected


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [("number", "17", "Nr. 17"), ("number", "R17", "AR178"), ("total", "0.00", "0,00"),
     ("total", "12.00", "no figure"), ("currency", "EUR", "EUR")],
)  # fmt: skip
def test_what_is_not_printed_or_means_little_has_no_place(name: str, value: str, line: str) -> None:
    assert box(name, value, line) is None


def test_a_place_that_a_reader_knows_is_kept() -> None:
    known = Evidence(page=1, box=(1.0, 2.0, 3.0, 4.0), quote="12,00")
    field = Field("12.00", 0.99, "text", known)
    assert placed({"total": field}, page("12,00"))["total"] == field
