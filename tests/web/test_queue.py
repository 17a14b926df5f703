"""The review queue: what waits, in which order, and the way from one document to the next."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.domain.extraction import State
from paperless_firefly.review.models import Document
from paperless_firefly.review.selectors import queue
from tests.builders import make_document, make_posting


@pytest.fixture
def documents(owner: User) -> list[Document]:
    """Two of each judgement on the same day, and one without a date."""
    states = (State.AUTO, State.REVIEW, State.MANUAL)
    made = [make_document(owner, state=s) for s in states for _ in range(2)]
    return [*made, make_document(owner, day=None, state=State.REVIEW)]


def test_next_and_previous_walk_the_queue_in_its_order(
    owner: User, documents: list[Document]
) -> None:
    order = [d.pk for d in queue.page(owner.pk).documents]
    rows = Document.objects.in_bulk()
    assert [queue.next_after(rows[pk]) for pk in order] == [*order[1:], order[0]]
    assert [queue.before(rows[pk]) for pk in order] == [None, *order[:-1]]


def test_certain_ones_come_first_and_undated_last_in_their_group(
    owner: User, documents: list[Document]
) -> None:
    found = [(d.reading, d.issue_date is None) for d in queue.page(owner.pk).documents]
    groups = [("auto", False)] * 2 + [("review", False)] * 2 + [("review", True)]
    assert found == [*groups, ("manual", False), ("manual", False)]


@pytest.mark.parametrize(
    ("search", "found"), [("muller", 1), ("MÜLLER", 1), ("r-77", 1), ("12,50", 1), ("nobody", 0)]
)
def test_search_ignores_case_and_accents(
    search: str, found: int, owner: User, page: Client
) -> None:
    make_document(owner, "12.50", seller="Müller KG", number="R-77")
    make_document(owner, "9.99", seller="Nordlicht")
    text = page.get("/review/", {"q": search}).content.decode()
    assert text.count('class="row doc') == found


def test_tabs_show_what_they_count(owner: User, page: Client, documents: list[Document]) -> None:
    make_posting(documents[0], "held", error="Two transactions look like this one.")
    for state, expected in (("certain", 1), ("check", 3), ("hand", 2), ("stuck", 1), ("later", 0)):
        text = page.get("/review/", {"state": state}).content.decode()
        assert text.count('class="row doc') == expected, state


def test_what_was_decided_or_is_gone_has_left_the_queue(owner: User, page: Client) -> None:
    make_document(owner, decision="rejected")
    make_document(owner, source="gone", gone_reason="untagged")
    assert "Nothing to review." in page.get("/review/").content.decode()


def test_a_long_queue_has_pages(owner: User, page: Client) -> None:
    for day in range(1, 29):
        make_document(owner, day=date(2026, 2, day))
        make_document(owner, day=date(2026, 3, day))
    first, second = (page.get("/review/", {"page": n}).content.decode() for n in (1, 2))
    assert (first.count('class="row doc'), second.count('class="row doc')) == (50, 6)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


@pytest.mark.parametrize("number", ["0", "x", "-1", "²", "99999", "9" * 30])
def test_a_page_that_is_not_there_is_no_error(number: str, owner: User, page: Client) -> None:
    assert page.get("/review/", {"page": number}).status_code == 200
