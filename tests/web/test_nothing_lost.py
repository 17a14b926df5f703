"""What was typed on a document's page is there after whatever button was pressed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.review.models import Document, LedgerSplit, Posting
from tests.builders import make_document, make_entry, make_proposal, make_split


@pytest.fixture
def document(owner: User) -> Document:
    """A certain document."""
    return make_document(owner)


@pytest.fixture
def split(owner: User, document: Document) -> LedgerSplit:
    """A transaction that is proposed for it."""
    return make_proposal(document, make_split(owner)).split


def typed(document: Document, **more: Any) -> dict[str, Any]:
    """A form in which number and category were typed."""
    return {
        "version": document.version, "v-number": "R-77", "category": "Office",
        "counterparty_name": document.seller, "description": "", **more,
    }  # fmt: skip


@pytest.mark.parametrize("button", ["values/", "later/", "restore/total/", "dismiss/{split}/"])
def test_a_button_that_leaves_a_document_undecided_keeps_what_was_typed(
    button: str, page: Client, document: Document, split: LedgerSplit
) -> None:
    page.post(f"/review/{document.pk}/{button.format(split=split.pk)}", typed(document))
    text = page.get(f"/review/{document.pk}/").content.decode()
    document.refresh_from_db()
    assert document.number == "R-77"
    assert 'name="category" value="Office"' in text


def test_a_kept_booking_does_not_freeze_what_follows_the_seller(
    page: Client, document: Document
) -> None:
    form = typed(document, **{"v-seller": "Südlicht"})
    page.post(f"/review/{document.pk}/values/", form)
    text = page.get(f"/review/{document.pk}/").content.decode()
    counterparty = text[text.index('name="counterparty_name"') :]
    assert 'value="Südlicht"' in counterparty[: counterparty.index(">")]


def test_a_kept_booking_is_of_its_document_alone_and_ends_with_its_decision(
    owner: User, page: Client, document: Document
) -> None:
    other = make_document(owner)
    page.post(f"/review/{document.pk}/values/", typed(document))
    assert 'value="Office"' not in page.get(f"/review/{other.pk}/").content.decode()
    document.refresh_from_db()
    page.post(f"/review/{document.pk}/reject/", {"version": document.version})
    page.post(f"/review/{document.pk}/reopen/")
    assert 'value="Office"' not in page.get(f"/review/{document.pk}/").content.decode()


@pytest.mark.parametrize("button", ["accept", "later", "reject", "none-needed"])
def test_a_stale_form_is_shown_again_with_everything_typed(
    button: str, page: Client, document: Document
) -> None:
    page.post(f"/review/{document.pk}/values/", {"version": document.version, "v-number": "one"})
    answer = page.post(f"/review/{document.pk}/{button}/", typed(document))
    text = answer.content.decode()
    document.refresh_from_db()
    assert answer.status_code == 409
    assert 'value="R-77"' in text
    assert 'name="category" value="Office"' in text
    assert document.decision == "open"


def test_a_stale_link_from_the_search_leaves_the_suggested_booking(
    owner: User, page: Client, document: Document
) -> None:
    account = make_entry(owner)
    split = make_split(owner)
    answer = page.post(f"/review/{document.pk}/link/{split.pk}/", {"version": 99})
    assert answer.status_code == 409
    assert f'value="{account.firefly_id}" selected' in answer.content.decode()
    assert not Posting.objects.exists()


def test_tags_typed_before_stand_in_each_suggestion(owner: User, page: Client) -> None:
    make_entry(owner, "steuer", kind="tag", type="")
    text = page.get("/choices/tag/", {"tags": "büro, ste"}).content.decode()
    assert 'value="büro, steuer"' in text


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("/review/{}/accept/", "/review/{}/"),
        ("/review/{}/restore/total/", "/review/{}/"),
        ("/review/{}/link/", "/review/{}/link/"),
        ("/settings/save/", "/settings/"),
        ("/review/?state=later", "/review/?state=later"),
        ("/nowhere/", "/"),
    ],
)
def test_one_comes_back_to_a_page_that_can_be_shown(
    form: str, shown: str, page: Client, document: Document
) -> None:
    there = f"http://testserver{form.format(document.pk)}"
    answer = page.post("/runs/start/", headers={"referer": there})
    assert answer["Location"].removeprefix("http://testserver") == shown.format(document.pk)


def test_one_is_never_sent_to_another_site(page: Client) -> None:
    answer = page.post("/runs/start/", headers={"referer": "http://elsewhere.example/review/"})
    assert answer["Location"] == "/"
