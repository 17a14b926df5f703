"""History: what was decided, by whom, what became of it, and what can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paperless_firefly.review.models import (
    Attachment,
    AuditEntry,
    Decision,
    Document,
    Link,
    Posting,
    WriteBack,
)
from tests.builders import make_document, make_person, make_posting

ROW = 'class="row event'


def text_of(browser: Client, /, **asked: str | int) -> str:
    """The history with a query."""
    answer = browser.get(reverse("history"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def make_decided(owner: User, kind: str, **columns: Any) -> Document:
    """A document that the owner decided about, without a posting."""
    given = {"decision": kind, "decided_at": timezone.now(), **columns}
    document = make_document(owner, **given)
    Decision.objects.create(document=document, kind=kind, by=owner)
    return document


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("due", "Goes to Firefly III in a moment"),
        ("sending", "On its way to Firefly III"),
        ("done", "Posted as transaction 48213"),
        ("held", "Waits for you: Two look like it."),
        ("failed", "tried again by itself: Two look like it."),
    ],
)
def test_each_state_is_told_in_words(state: str, words: str, owner: User, page: Client) -> None:
    document = make_document(owner)
    make_posting(document, state, group_id="48213", error="Two look like it.")
    assert words in text_of(page)
    assert words in page.get(reverse("history-document", args=[document.pk])).content.decode()


def test_what_is_done_leads_to_firefly(owner: User, page: Client) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done", group_id="48213")
    there = 'href="http://firefly.test/transactions/show/48213"'
    Link.objects.create(owner=owner, document=document, posting=posting, group_id="48213",
                        journal_id="1", made=True)  # fmt: skip
    assert there in text_of(page)
    assert there in page.get(reverse("history-document", args=[document.pk])).content.decode()


@pytest.mark.parametrize(
    ("state", "maybe_sent", "offered"),
    [("due", False, True), ("failed", False, True), ("failed", True, False),
     ("sending", False, False)],
)  # fmt: skip
def test_undo_is_offered_where_nothing_was_sent(
    state: str, maybe_sent: bool, offered: bool, owner: User, page: Client
) -> None:
    document = make_document(owner)
    make_posting(document, state, maybe_sent=maybe_sent)
    where = reverse("review-reopen", args=[document.pk])
    assert (where in text_of(page)) is offered
    page.post(where)
    document.refresh_from_db()
    assert (document.decision == "open") is offered


def test_undo_of_what_is_posted_is_left_to_the_worker(owner: User, page: Client) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done", group_id="9")
    where = reverse("review-reopen", args=[document.pk])
    assert where in text_of(page)
    page.post(where)
    posting.refresh_from_db()
    document.refresh_from_db()
    assert (posting.state, document.decision) == ("undoing", "new")


@pytest.mark.parametrize(
    ("kind", "found"),
    [("", 6), ("posted", 2), ("linked", 1), ("rejected", 1), ("none", 1), ("stuck", 1),
     ("gone", 1), ("nonsense", 6)],
)  # fmt: skip
def test_kinds_part_the_history(kind: str, found: int, owner: User, page: Client) -> None:
    make_document(owner)
    make_posting(make_document(owner), "done")
    make_posting(make_document(owner), "held")
    for decision in ("link", "rejected", "none"):
        make_decided(owner, decision)
    make_document(owner, source="gone", gone_reason="untagged", gone_at=timezone.now())
    assert text_of(page, kind=kind).count(ROW) == found


def test_what_left_the_queue_says_why(owner: User, page: Client) -> None:
    for reason in ("deleted", "untagged"):
        make_document(owner, source="gone", gone_reason=reason, gone_at=timezone.now())
    text = text_of(page, kind="gone")
    assert "deleted in Paperless-ngx" in text
    assert "its tag was taken away" in text


def test_it_says_who_decided(owner: User, page: Client) -> None:
    make_decided(owner, "rejected")
    assert "· You" in text_of(page)
    Decision.objects.update(by=None)
    assert "· By itself" in text_of(page)


def test_the_newest_come_first_and_search_finds_the_rest(owner: User, page: Client) -> None:
    old = timezone.now() - timedelta(days=3)
    make_decided(owner, "rejected", seller="Müller KG", decided_at=old)
    make_decided(owner, "none", seller="Nordlicht")
    text = text_of(page)
    assert text.index("Nordlicht") < text.index("Müller KG")
    assert text_of(page, q="MULLER").count(ROW) == 1
    assert "Clear the search" in text_of(page, q="nobody")


def test_a_long_history_has_pages(owner: User, page: Client) -> None:
    for _ in range(51):
        make_decided(owner, "rejected")
    assert text_of(page).count(ROW) == 50
    assert text_of(page, page=2).count(ROW) == 1
    assert text_of(page, page="9" * 15).count(ROW) == 0


def test_the_timeline_says_what_happened_and_who_did_it(owner: User, page: Client) -> None:
    document = make_document(owner)
    told: list[tuple[str, User | None, dict[str, Any]]] = [
        ("read", None, {"version": 1}),
        ("field-changed", owner, {"field": "total", "was": "12.00", "now": "13.00"}),
        ("decided-new", owner, {}),
        ("failed", None, {"reason": "Firefly III does not answer.", "attempt": 1}),
        ("posted", None, {"group": "48213"}),
    ]
    for action, actor, details in told:
        AuditEntry.objects.create(
            owner=owner, document=document, actor=actor, action=action, details=details
        )
    text = page.get(reverse("history-document", args=[document.pk])).content.decode()
    for words in ("Field changed: Total", ">13.00<", "Firefly III does not answer.",
                  "http://firefly.test/transactions/show/48213", "Accepted as new"):  # fmt: skip
        assert words in text
    assert text.index("Posted to Firefly III") < text.index("Field changed")


def test_a_posted_document_with_the_tag_again_says_so(owner: User, page: Client) -> None:
    document = make_document(owner, tagged_again=True)
    make_posting(document, "done")
    assert "already posted, tagged again" in text_of(page)
    text = page.get(reverse("history-document", args=[document.pk])).content.decode()
    assert "it carries the filter tag again" in text


def test_a_write_back_that_failed_is_told(owner: User, page: Client) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done")
    WriteBack.objects.create(
        posting=posting, state="failed", error="Paperless is away.", due_at=timezone.now()
    )
    text = page.get(reverse("history-document", args=[document.pk])).content.decode()
    assert "Paperless is away." in text


def test_another_persons_decisions_stay_theirs(owner: User, client: Client) -> None:
    document = make_decided(owner, "rejected")
    make_posting(make_document(owner), "held")
    client.force_login(make_person("colleague"))
    text = text_of(client)
    assert ROW not in text
    assert 'class="n"' not in text
    assert client.get(reverse("history-document", args=[document.pk])).status_code == 404
    assert client.post(reverse("review-reopen", args=[document.pk])).status_code == 404
    assert Posting.objects.filter(state="held").exists()


@pytest.mark.parametrize(
    ("state", "words"),
    [("failed", "Not attached in Firefly III yet."), ("done", "Not attached in Firefly III.")],
)
def test_a_file_that_is_not_attached_says_why(
    state: str, words: str, owner: User, page: Client
) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done", group_id="48213")
    Attachment.objects.create(posting=posting, kind="original", state=state,
                              error="The file is empty.", due_at=timezone.now())  # fmt: skip
    told = page.get(reverse("history-document", args=[document.pk])).content.decode()
    assert (words in told, "The file is empty." in told) == (True, True)
    assert "its file is not attached" in text_of(page)
    page.post(reverse("posting-retry", args=[posting.pk]))
    again = page.get(reverse("history-document", args=[document.pk])).content.decode()
    assert words not in again


def test_a_file_that_is_attached_is_named(owner: User, page: Client) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done", group_id="48213")
    Attachment.objects.create(posting=posting, kind="original", state="done", firefly_id="7",
                              filename="invoice.pdf", due_at=timezone.now())  # fmt: skip
    told = page.get(reverse("history-document", args=[document.pk])).content.decode()
    assert "Attached in Firefly III: invoice.pdf" in told
