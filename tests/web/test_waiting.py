"""The pages of a document that waits for the bank: choosing, seeing and ending it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from paperless_firefly.review.models import Decision, Document, Posting, Preferences
from tests.builders import make_document, make_entry, make_proposal, make_split

from .test_document import form


@pytest.fixture
def document(owner: User) -> Document:
    """A certain document, and an account to book it from."""
    make_entry(owner)
    return make_document(owner)


def wait(page: Client, document: Document, **more: Any) -> Any:
    """Presses Wait."""
    return page.post(f"/review/{document.pk}/wait/", form(document, **more), follow=True)


def in_days(days: int) -> date:
    """A day from today on."""
    return timezone.localdate() + timedelta(days=days)


def test_the_page_proposes_the_users_number_of_days(
    owner: User, page: Client, document: Document
) -> None:
    Preferences.objects.update_or_create(owner=owner, defaults={"wait_days": 3})
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert f'name="wait_until" value="{in_days(3)}"' in text


def test_it_waits_to_the_day_that_was_chosen(page: Client, document: Document) -> None:
    answer = wait(page, document, wait_until=str(in_days(5)))
    assert "waits for the bank" in answer.content.decode()
    assert Decision.objects.get().until == in_days(5)
    assert not Posting.objects.exists()


def test_a_day_that_has_passed_is_refused_and_nothing_is_lost(
    page: Client, document: Document
) -> None:
    more = {"wait_until": str(in_days(-1)), "category": "Office"}
    answer = wait(page, document, **more)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose a day after today" in text
    assert 'value="Office"' in text
    assert f'value="{more["wait_until"]}"' in text


def test_where_it_waits_is_seen_everywhere(page: Client, document: Document) -> None:
    wait(page, document, wait_until="")
    until = Decision.objects.get().until
    assert until is not None
    day = f"{until:%b}"[:3]
    for address in ("/", "/review/?state=waiting", f"/review/{document.pk}/", "/history/"):
        text = page.get(address).content.decode()
        assert day in text, address
        assert str(until.year) in text, address
    assert "For the bank" in page.get("/").content.decode()


@pytest.mark.parametrize("place", ["/review/?state=waiting", "/review/{}/", "/history/{}/"])
def test_one_press_books_it_and_one_ends_the_wait(
    place: str, page: Client, document: Document
) -> None:
    wait(page, document)
    text = page.get(place.format(document.pk)).content.decode()
    assert f"/review/{document.pk}/post/" in text
    assert f"/review/{document.pk}/reopen/" in text


def test_booked_now_it_is_due(page: Client, document: Document) -> None:
    wait(page, document)
    page.post(f"/review/{document.pk}/post/")
    document.refresh_from_db()
    assert (document.decision, Posting.objects.get().state) == ("new", "due")
    again = page.post(f"/review/{document.pk}/post/", follow=True)
    assert "does not wait any more" in again.content.decode()
    assert Posting.objects.count() == 1


def test_its_transaction_is_one_key_away(owner: User, page: Client, document: Document) -> None:
    wait(page, document)
    split = make_split(owner)
    make_proposal(document, split)
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert f'formaction="/review/{document.pk}/link/{split.pk}/" data-key="a"' in text
    assert "seems to be there" in text
    document.refresh_from_db()
    page.post(f"/review/{document.pk}/link/{split.pk}/", form(document))
    document.refresh_from_db()
    assert document.decision == "link"


def test_who_prefers_to_wait_does_so_with_a(owner: User, page: Client, document: Document) -> None:
    Preferences.objects.update_or_create(owner=owner, defaults={"before_bank": "wait"})
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert f'formaction="/review/{document.pk}/wait/" data-key="a"' in text
    assert f'formaction="/review/{document.pk}/accept/" data-key="n"' in text


def test_reconciliation_links_what_waits(owner: User, page: Client, document: Document) -> None:
    wait(page, document)
    split = make_split(owner)
    make_proposal(document, split)
    document.refresh_from_db()
    text = page.get("/reconcile/").content.decode()
    assert document.seller in text
    page.post(f"/reconcile/{document.pk}/{split.pk}/link/", {"version": document.version})
    document.refresh_from_db()
    assert document.decision == "link"
