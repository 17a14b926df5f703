"""Moving a link: another transaction is chosen, what will happen is shown, and it is confirmed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from paperless_firefly.review.models import Document, LedgerSplit, Posting
from tests.builders import make_document, make_person, make_posting, make_split


@pytest.fixture
def linked(owner: User) -> Document:
    """A document that is linked, with our additions."""
    document = make_document(owner, decision="link")
    added = {"external_url": "http://paperless.test/documents/1/", "tag": "sparklink"}
    make_posting(
        document, "done", action="link", group_id="48213", journal_ids=["9"],
        intended={"added": added},
    )  # fmt: skip
    return document


@pytest.fixture
def other(owner: User) -> LedgerSplit:
    """The transaction that is meant."""
    return make_split(owner, "13.00", description="THE RIGHT ONE")


def test_it_is_chosen_seen_and_done(
    linked: Document, other: LedgerSplit, owner: User, page: Client
) -> None:
    there = reverse("history-move", args=[linked.pk])
    assert there in page.get(reverse("history-document", args=[linked.pk])).content.decode()
    confirm = reverse("history-move-to", args=[linked.pk, other.pk])
    assert confirm in page.get(there, {"q": "right"}).content.decode()
    text = page.get(confirm).content.decode()
    for words in ("transaction 48213", "tag sparklink", f"Additions to transaction {other.group_id}",
                  "Move the link"):  # fmt: skip
        assert words in text
    assert Posting.objects.get().state == "done"
    page.post(confirm)
    posting = Posting.objects.get()
    assert (posting.state, posting.undo) == ("undoing", {"by": owner.pk, "split": other.pk})
    text = page.get(reverse("history-document", args=[linked.pk])).content.decode()
    assert "To be linked to another transaction" in text


def test_what_sparklink_made_is_said_to_be_deleted(owner: User, page: Client) -> None:
    document, other = make_document(owner), make_split(owner)
    make_posting(document, "done", group_id="48213", journal_ids=["9"])
    text = page.get(reverse("history-move-to", args=[document.pk, other.pk])).content.decode()
    assert "Transaction 48213, which SparkLink made, is deleted" in text


@pytest.mark.parametrize("state", ["due", "undoing"])
def test_one_that_is_not_done_is_not_moved(
    state: str, owner: User, other: LedgerSplit, page: Client
) -> None:
    document = make_document(owner)
    make_posting(document, state, group_id="48213")
    confirm = reverse("history-move-to", args=[document.pk, other.pk])
    assert "Move the link" not in page.get(confirm).content.decode()
    answer = page.post(confirm, follow=True).content.decode()
    assert "This document is not posted" in answer
    assert Posting.objects.get().state == state


def test_neither_anothers_document_nor_anothers_transaction(
    linked: Document, other: LedgerSplit, client: Client
) -> None:
    colleague = make_person("colleague")
    theirs = make_split(colleague)
    client.force_login(linked.owner)
    where = reverse("history-move-to", args=[linked.pk, theirs.pk])
    assert client.post(where).status_code == 404
    client.force_login(colleague)
    where = reverse("history-move-to", args=[linked.pk, other.pk])
    assert client.post(where).status_code == 404
    assert Posting.objects.get().state == "done"
