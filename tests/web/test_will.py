"""What will be written: on a document's page as its form stands, and for all that wait."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from paperless_firefly.review.models import Document, LedgerEntry, Posting
from paperless_firefly.review.services import decisions
from tests.builders import (
    make_document,
    make_entry,
    make_person,
    make_posting,
    make_proposal,
    make_split,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def account(owner: User) -> LedgerEntry:
    """The owner's only account of their own."""
    return make_entry(owner)


def will(browser: Client, document: Document, **typed: str) -> str:
    """The fragment, as opening the fold asks for it."""
    where = reverse("review-will", args=[document.pk])
    answer = browser.post(where, {"version": document.version, **typed}, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_transaction_is_told_to_the_field(
    owner: User, page: Client, account: LedgerEntry
) -> None:
    document = make_document(owner, "1234.50")
    text = will(
        page, document, own_account_id=str(account.firefly_id), counterparty_name="Nordlicht",
        category="Büro",
    )  # fmt: skip
    for words in ("A new transaction in Firefly III", "<ins>1,234.50</ins>", "<ins>Büro</ins>",
                  "<ins>Girokonto</ins>", "Firefly III makes the category Büro with it.",
                  "<del>finance/inbox</del>", "<ins>finance/posted</ins>"):  # fmt: skip
        assert words in text, words
    assert "<html" not in text


def test_what_stands_in_the_way_is_said(owner: User, page: Client) -> None:
    text = will(page, make_document(owner), counterparty_name="Nordlicht")
    assert "Choose your own account." in text
    assert "Nothing is written to Firefly III" in text


def test_typed_values_that_are_not_saved_are_not_passed_off_as_written(
    owner: User, page: Client, account: LedgerEntry
) -> None:
    document = make_document(owner, "12.00")
    typed = {"own_account_id": str(account.firefly_id), "counterparty_name": "Nordlicht"}
    assert "not saved yet" not in will(page, document, **typed)
    assert "not saved yet" in will(page, document, **typed, **{"v-total": "99.00"})


def test_a_link_tells_our_additions_alone(owner: User, page: Client) -> None:
    document, split = make_document(owner), make_split(owner, notes="mine")
    make_proposal(document, split)
    text = will(page, document)
    assert f"Additions to transaction {split.group_id}; all else stays as it is" in text
    assert f"/documents/{document.paperless_id}/" in text
    assert "Amount" not in text.partition("Booked as new instead")[0]
    assert "Choose your own account." in text.partition("Booked as new instead")[2]


def test_what_was_accepted_is_told_from_what_was_frozen(
    owner: User, page: Client, account: LedgerEntry
) -> None:
    document = make_document(owner)
    booking = {"own_account_id": str(account.firefly_id), "counterparty_name": "Nordlicht"}
    page.post(reverse("review-accept", args=[document.pk]), {"version": 1, **booking})
    payload = Posting.objects.get().payload
    payload["splits"][0]["description"] = "as it was frozen"
    Posting.objects.update(payload=payload)
    document.refresh_from_db()
    text = will(page, document)
    assert "as it was frozen" in text
    assert "accepted" in text


def test_the_page_folds_it_and_leads_there_without_script(owner: User, page: Client) -> None:
    document = make_document(owner)
    where = reverse("review-will", args=[document.pk])
    text = page.get(reverse("review-document", args=[document.pk])).content.decode()
    assert f'hx-post="{where}"' in text
    assert f'<a href="{where}">' in text
    assert "<h1>What will be written</h1>" in page.get(where).content.decode()


def test_all_that_wait_are_listed_accepted_ones_first(owner: User, page: Client) -> None:
    make_document(owner, seller="Still open")
    make_posting(make_document(owner, seller="Was accepted"), "due")
    make_posting(make_document(owner, seller="Long done"), "done")
    decisions.reject(document=make_document(owner, seller="Was rejected"), by=owner, version=1)
    text = page.get(reverse("review-will-all")).content.decode()
    assert text.index("Was accepted") < text.index("Still open")
    assert "Long done" not in text
    assert "Was rejected" not in text
    assert "2 documents wait" in text


def test_looking_decides_nothing_and_shows_nobody_elses(owner: User, client: Client) -> None:
    document = make_document(owner, seller="Geheimdienst")
    client.force_login(make_person("colleague"))
    assert client.get(reverse("review-will", args=[document.pk])).status_code == 404
    assert "Geheimdienst" not in client.get(reverse("review-will-all")).content.decode()
    assert not Posting.objects.exists()
