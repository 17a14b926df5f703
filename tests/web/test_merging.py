"""The pages of provisional documents: what the bank's own transaction would get, and one key for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.review.models import Decision, Document, LedgerSplit, Posting, Preferences
from tests.builders import make_document, make_entry, make_posting, make_proposal, make_split

from .test_document import form


@pytest.fixture
def document(owner: User) -> Document:
    """A certain document, and an account to book it from."""
    make_entry(owner)
    return make_document(owner)


def provisional(document: Document, **columns: Any) -> LedgerSplit:
    """It is posted provisionally; our split."""
    ours = make_split(document.owner, linked=True, category="Office", tags=["provisional", "paper"],
                      notes="Total: 12.00", **columns)  # fmt: skip
    posting = make_posting(
        document, "done", group_id=ours.group_id, journal_ids=[ours.journal_id], payload={"x": 1}
    )
    Document.objects.filter(pk=document.pk).update(decision="prov")
    posting.decision.kind = "prov"
    posting.decision.save(update_fields=["kind"])
    document.refresh_from_db()
    return ours


def test_one_key_books_provisionally_where_the_user_prefers_it(
    owner: User, page: Client, document: Document
) -> None:
    Preferences.objects.update_or_create(
        owner=owner, defaults={"before_bank": "provisional", "provisional_tag": "soon"}
    )
    where = f"/review/{document.pk}/"
    assert f'formaction="{where}provisional/" data-key="a"' in page.get(where).content.decode()
    page.post(f"{where}provisional/", form(document))
    document.refresh_from_db()
    posting = Posting.objects.get()
    assert (document.decision, posting.state) == ("prov", "due")
    assert posting.payload["splits"][0]["tags"] == ["soon"]


def test_the_page_says_what_goes_over_and_what_stays(
    owner: User, page: Client, document: Document
) -> None:
    provisional(document)
    theirs = make_split(owner, category="Bank's")
    make_proposal(document, theirs)
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert f'formaction="/review/{document.pk}/merge/{theirs.pk}/" data-key="a"' in text
    assert "<mark>paper</mark>" in text
    assert "<mark>Total: 12.00</mark>" in text
    assert "<mark>Office</mark>" not in text
    assert "Bank&#x27;s" in text


def test_one_press_merges(owner: User, page: Client, document: Document) -> None:
    ours = provisional(document)
    theirs = make_split(owner)
    make_proposal(document, theirs)
    document.refresh_from_db()
    where = f"/review/{document.pk}/merge/{theirs.pk}/"
    answer = page.post(where, {"version": document.version}, follow=True)
    assert "Merged" in answer.content.decode()
    states = dict(Posting.objects.values_list("group_id", "state"))
    assert states == {ours.group_id: "merged", theirs.group_id: "due"}
    page.post(f"/review/{document.pk}/reopen/")
    document.refresh_from_db()
    assert document.decision == "prov"


def test_another_payment_is_refused_in_words(owner: User, page: Client, document: Document) -> None:
    provisional(document)
    theirs = make_split(owner, "99.00")
    where = f"/review/{document.pk}/merge/{theirs.pk}/"
    answer = page.post(where, {"version": document.version}, follow=True)
    assert "not the same payment" in answer.content.decode()
    assert Posting.objects.get().state == "done"


def test_what_stays_is_final(page: Client, document: Document) -> None:
    provisional(document)
    page.post(f"/review/{document.pk}/final/")
    document.refresh_from_db()
    assert document.decision == "new"


def test_it_is_seen_where_things_wait_for_the_bank(page: Client, document: Document) -> None:
    provisional(document)
    assert "Provisional" in page.get("/review/?state=waiting").content.decode()
    assert "until the bank's own is there" in page.get("/history/").content.decode()
    assert "For the bank" in page.get("/").content.decode()


def test_a_merge_that_is_held_offers_three_ways(
    owner: User, page: Client, document: Document
) -> None:
    ours = provisional(document)
    Posting.objects.update(state="merged")
    Decision.objects.update(current=False)
    Document.objects.filter(pk=document.pk).update(decision="link")
    group = {"id": ours.group_id, "title": "T", "amount": "12.00", "currency": "EUR",
             "date": "2026-11-11"}  # fmt: skip
    difference = {"journal_id": "1", "field": "notes", "was": "ours", "now": "mine"}
    held = make_posting(
        document, "held", action="link", payload={"merge": Posting.objects.get().pk},
        hold={"code": "merge-touched", "groups": [group], "differences": [difference]},
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(decision="link")
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert "mine" in text
    for words in ("leave ours", "Look again", "Do not merge"):
        assert words in text
    page.post(f"/postings/{held.pk}/answer/", {"answer": "leave"})
    held.refresh_from_db()
    assert (held.state, held.payload["leave"]) == ("due", True)
