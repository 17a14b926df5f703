"""The words over a page's image: what a click on one offers."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from paperless_firefly.domain.document import Word
from paperless_firefly.review.selectors.pages import words_path
from paperless_firefly.review.web.contexts.words import overlay
from tests.builders import make_document


@pytest.fixture
def english() -> Iterator[None]:
    """Amounts as English writes them."""
    with translation.override("en"):
        yield


def line(text: str, y: float = 100.0) -> list[Word]:
    return [Word(t, 50.0 * n, y, 50.0 * n + 40, y + 10) for n, t in enumerate(text.split(), 1)]


@pytest.mark.usefixtures("english")
def test_an_amount_of_one_word_is_offered_as_one_types_it() -> None:
    found = {shown.text: shown.amount for shown in overlay(line("Total 1.234,50 EUR"))}
    assert found == {"Total": "", "1.234,50": "1,234.50", "EUR": ""}


@pytest.mark.parametrize(
    ("text", "day"), [("vom 11. Mai 2026", "2026-05-11"), ("3 Nov 2026", "2026-11-03")]
)
def test_a_day_of_several_words_is_offered_by_each_of_them(text: str, day: str) -> None:
    days = [shown.day for shown in overlay(line(text))]
    assert days[-3:] == [day] * 3


@pytest.mark.usefixtures("english")
def test_words_of_two_lines_make_no_amount_together() -> None:
    found = overlay([*line("1"), *line("234,00", y=130.0)])
    assert [shown.amount for shown in found][1:] == ["234.00"]


def test_a_hostile_word_stays_text(page: Client, owner: User, settings: Settings) -> None:
    document = make_document(owner)
    path = words_path(document.sha256, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([["<script>alert(1)</script>", 1, 1, 5, 5]]))
    text = page.get(f"/review/{document.pk}/pages/1/words/").content.decode()
    assert "&lt;script&gt;" in text
    assert "<script" not in text


def test_a_page_that_is_not_there_has_no_words(page: Client, owner: User) -> None:
    document = make_document(owner)
    assert page.get(f"/review/{document.pk}/pages/2/words/").status_code == 404
    assert "<text" not in page.get(f"/review/{document.pk}/pages/1/words/").content.decode()
