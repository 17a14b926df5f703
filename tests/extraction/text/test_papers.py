"""Several receipts on one scan are told apart; what only looks so stays one paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from paperless_firefly.demo.samples.abroad import documents
from paperless_firefly.domain.document import Page, PrintedCode, SourceDocument, Word
from paperless_firefly.domain.extraction import State, from_json, to_json
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.extraction.text.papers import papers
from paperless_firefly.extraction.text.sheet import Sheet

from .builders import INVOICE, RECEIPT, make_document, make_page

BAKERY = RECEIPT.strip()
CHEMIST = """Seaside Chemist Ltd
8 Pier Road, Brighton
VAT No: 987 6543 21
Receipt no: S-77
Date: 15/03/2024 17:02
Plasters 3.10
Total 3.10
Cash 5.00
Change 1.90"""
LATER = BAKERY.replace("R-2041", "R-2077").replace("14/03", "16/03").replace("2.40", "2.60")


def parts(document: SourceDocument) -> tuple[SourceDocument, ...]:
    """The papers of a document."""
    sheet = Sheet.of(document)
    assert sheet is not None
    return papers(document, sheet.lines, sheet.prints)


def under(*texts: str) -> SourceDocument:
    """Plain texts under one another."""
    return make_document("\n".join(texts))


def moved(page: SourceDocument, x: float, y: float) -> tuple[Word, ...]:
    """The words of a document's page, moved."""
    return tuple(Word(w.text, w.x0 + x, w.y0 + y, w.x1 + x, w.y1 + y) for w in page.pages[0].words)


def on_one_page(*words: Word) -> SourceDocument:
    """A page of these words."""
    return SourceDocument("scan.pdf", "application/pdf", "", pages=(Page(1, 900, 900, words),))


def first_words(found: tuple[SourceDocument, ...]) -> list[str]:
    """With what each paper begins."""
    return [p.pages[0].words[0].text if p.pages else p.text.split()[0] for p in found]


def test_two_receipts_under_one_another_are_two_papers() -> None:
    assert first_words(parts(under(BAKERY, CHEMIST))) == ["Corner", "Seaside"]


def test_two_receipts_of_one_shop_differ_in_number_and_date() -> None:
    assert first_words(parts(under(BAKERY, LATER))) == ["Corner", "Corner"]


def test_three_receipts_are_three_papers() -> None:
    assert first_words(parts(under(BAKERY, CHEMIST, LATER))) == ["Corner", "Seaside", "Corner"]


def test_receipts_beside_one_another_are_read_each_for_itself() -> None:
    left, right = make_page(*BAKERY.split("\n")), make_page(*CHEMIST.split("\n"))

    found = parts(on_one_page(*moved(left, 0, 0), *moved(right, 250, 6)))

    assert first_words(found) == ["Corner", "Seaside"]


def test_receipts_on_pages_of_their_own_are_two_papers() -> None:
    one, other = make_page(*BAKERY.split("\n")), make_page(*CHEMIST.split("\n"))
    pages = (*one.pages, replace(other.pages[0], number=2))

    assert [p.pages[0].number for p in parts(replace(one, pages=pages))] == [1, 2]


def test_a_code_stays_with_the_receipt_that_bears_it() -> None:
    left, right = make_page(*BAKERY.split("\n")), make_page(*CHEMIST.split("\n"))
    scan = on_one_page(*moved(left, 0, 0), *moved(right, 250, 6))
    code = PrintedCode("_R1-AT0_…", 1, (260.0, 150.0, 300.0, 190.0))

    found = parts(replace(scan, codes=(code,)))

    assert [p.codes for p in found] == [(), (code,)]


@pytest.mark.parametrize(
    "text",
    [
        BAKERY,
        INVOICE.strip(),
        f"{BAKERY}\n{BAKERY}",
        f"{BAKERY}\nCard payment\nVISA ************4711\nTotal 6.00\n14/03/2024 09:31\nApproved",
        f"{INVOICE.strip()}\nZahlschein\nTischlerei Holzmann GmbH\nWerkstraße 7\nBetrag 357,00 EUR\nZahlbar bis 16.05.2024",
    ],
)  # fmt: skip
def test_copies_slips_and_forms_of_payment_are_no_other_paper(text: str) -> None:
    assert parts(make_document(text)) == ()


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_sample_papers_are_one_each_and_two_when_joined(language: str) -> None:
    made = [d for d in documents(language) if d.truth.kind == "receipt"]

    alone = [parts(make_document(d.text)) for d in documents(language)]
    joined = [parts(under(one.text, other.text)) for one, other in pairwise(made)]

    assert not any(alone)
    assert sum(len(found) == 2 for found in joined) >= 0.7 * len(joined)


def test_the_first_paper_is_read_and_the_others_stand_beside_it() -> None:
    found = extract(under(BAKERY, CHEMIST))

    assert (found.text("total"), found.text("seller")) == ("6.00", "Corner Bakery Ltd")
    assert [(o.text("total"), o.text("issue_date")) for o in found.others] == [("3.10", "2024-03-15")]  # fmt: skip
    assert found.findings[0].code == "several-papers"
    assert "Seaside Chemist Ltd 3.10 GBP 2024-03-15" in found.findings[0].message


def test_a_scan_of_several_papers_is_never_certain() -> None:
    assert extract(under(BAKERY, CHEMIST)).state == State.REVIEW


def test_other_papers_survive_being_written_and_read_back() -> None:
    found = extract(under(BAKERY, CHEMIST))

    assert to_json(from_json(to_json(found))) == to_json(found)
    assert len(to_json(found)["others"]) == 1
    assert "others" not in to_json(extract(make_document(BAKERY)))
