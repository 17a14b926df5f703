"""One payment of several documents, instalments and second scans, decided in one act each."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.review.models import Document, GroupProposal, Posting, SecondScan
from tests.builders import make_document, make_group, make_split


@pytest.fixture
def group(owner: User) -> GroupProposal:
    """Two invoices of 12 and 8, paid by 20."""
    documents = [make_document(owner, amount) for amount in ("12.00", "8.00")]
    return make_group(owner, documents, [make_split(owner, "20.00")])


def shown(group: GroupProposal) -> list[str]:
    return [f"{document.pk}:{document.version}" for document in group.documents.all()]


def test_a_group_is_shown_with_both_sums(page: Client, group: GroupProposal) -> None:
    text = page.get("/reconcile/together/").content.decode()
    assert "One payment of 2 documents" in text
    assert "Both sides make the same sum." in text


def test_what_is_left_between_both_sides_is_told(owner: User, page: Client) -> None:
    documents = [make_document(owner, "12.00"), make_document(owner, "7.00")]
    make_group(owner, documents, [make_split(owner, "20.00")])
    assert "differ by" in page.get("/reconcile/together/").content.decode()


def test_a_group_is_linked_in_one_act_and_taken_back(page: Client, group: GroupProposal) -> None:
    page.post(f"/reconcile/together/{group.pk}/link/", {"shown": shown(group)})
    assert Posting.objects.filter(action="link", state="due").count() == 2
    decided = " ".join(str(pk) for pk in Document.objects.values_list("pk", flat=True))
    page.post("/review/reopen/", {"decided": decided})
    assert set(Document.objects.values_list("decision", flat=True)) == {"open"}


def test_a_group_of_which_one_changed_is_not_linked_at_all(
    page: Client, group: GroupProposal
) -> None:
    versions = shown(group)
    Document.objects.filter(pk=group.documents.all()[0].pk).update(version=7)
    page.post(f"/reconcile/together/{group.pk}/link/", {"shown": versions})
    assert not Posting.objects.exists()
    assert set(Document.objects.values_list("decision", flat=True)) == {"open"}


def test_a_dismissed_group_is_gone(page: Client, group: GroupProposal) -> None:
    page.post(f"/reconcile/together/{group.pk}/dismiss/")
    assert "No group waits." in page.get("/reconcile/together/").content.decode()


@pytest.mark.parametrize(
    ("act", "decision", "stays"), [("reject", "rejected", False), ("keep", "open", False)]
)
def test_a_second_scan_is_rejected_or_is_none(
    act: str, decision: str, stays: bool, owner: User, page: Client
) -> None:
    first, second = (make_document(owner, "12.00", number="R-1") for _ in range(2))
    SecondScan.objects.create(document=second, of=first)
    assert "second scan of" in page.get(f"/review/{second.pk}/").content.decode()
    page.post(f"/reconcile/second/{second.pk}/{act}/", {"version": second.version})
    second.refresh_from_db()
    assert second.decision == decision
    assert ("Scanned twice?" in page.get("/reconcile/together/").content.decode()) is stays
