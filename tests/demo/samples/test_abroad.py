"""Sample papers of other languages: the same for the same seed, and true to what is said of them."""

from __future__ import annotations

import pypdfium2
import pytest
from stdnum import iban

from paperless_firefly.demo.samples.abroad import Document, documents, languages


def page_text(document: Document) -> str:
    pdf = pypdfium2.PdfDocument(document.pdf)
    try:
        return str(pdf[0].get_textpage().get_text_bounded())
    finally:
        pdf.close()


@pytest.mark.parametrize("language", languages())
def test_every_language_has_forty_papers_of_every_kind(language: str) -> None:
    papers = list(documents(language))

    assert len(papers) == 40
    assert {p.truth.kind for p in papers} == {"invoice", "receipt", "credit_note", "other"}
    assert sum(p.paper.held for p in papers) == 20


def test_the_same_seed_gives_the_same_papers_and_another_gives_others() -> None:
    again, first = list(documents("fr", count=6)), list(documents("fr", count=6))

    assert [(d.text, d.pdf) for d in again] == [(d.text, d.pdf) for d in first]
    assert [d.text for d in documents("fr", count=6, seed=2)] != [d.text for d in first]


@pytest.mark.parametrize("language", languages())
def test_what_is_true_of_a_paper_stands_on_it(language: str) -> None:
    for document in documents(language, count=14):
        truth, paper = document.truth, document.paper
        if truth.kind == "other":
            continue
        text = document.text.replace("\u202f", " ").replace("\xa0", " ")
        assert truth.number in text
        assert any(name in text for name in truth.sellers)
        assert paper.day(truth.issued) in text


@pytest.mark.parametrize("language", ["pl", "cs", "fr"])
def test_a_pdf_holds_the_letters_of_its_language(language: str) -> None:
    document = next(documents(language))

    assert paper_letters(document.text) <= paper_letters(page_text(document))


def paper_letters(text: str) -> set[str]:
    return {c for c in text if c.isalpha()}


def test_the_accounts_of_sellers_have_right_check_digits() -> None:
    papers = [d.paper for language in languages() for d in documents(language, count=8)]

    assert all(iban.is_valid(p.iban, check_country=False) for p in papers if p.iban)
