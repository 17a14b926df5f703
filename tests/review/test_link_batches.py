"""Many links confirmed at once: worked in steps, stale ones told, all taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from paperless_firefly.review.models import Document, LedgerSplit, LinkBatch, Posting, Proposal
from paperless_firefly.review.selectors import likely
from paperless_firefly.review.services import decisions, link_batches
from tests.builders import make_document, make_person, make_proposal, make_split


@pytest.fixture
def owner(db: None) -> User:
    """Whose documents these are."""
    return make_person("owner")


def make_pairs(owner: User, n: int) -> list[Proposal]:
    """So many documents, each with its payment."""
    return [make_proposal(make_document(owner), make_split(owner)) for _ in range(n)]


def confirm(owner: User, pairs: list[Proposal]) -> LinkBatch:
    """A batch of the pairs as they are now."""
    picks = [(p.document_id, p.document.version, p.split_id) for p in pairs]
    return link_batches.request(owner=owner, picks=picks)


def linked() -> int:
    """How many documents are linked."""
    return Document.objects.filter(decision="link").count()


def test_all_pairs_are_linked_and_taken_back(owner: User) -> None:
    batch = confirm(owner, make_pairs(owner, 25))
    assert link_batches.work(batch)
    assert (linked(), batch.finished, batch.left) == (25, 25, [])
    assert Posting.objects.filter(state="due").count() == 25
    assert link_batches.undo(batch=batch)
    batch.refresh_from_db()
    link_batches.work(batch)
    assert (linked(), batch.finished) == (0, 25)
    assert not link_batches.undo(batch=batch)


def test_links_that_are_posted_are_taken_back_by_the_worker(owner: User) -> None:
    batch = confirm(owner, make_pairs(owner, 2))
    link_batches.work(batch)
    Posting.objects.update(state="done")
    link_batches.undo(batch=batch)
    batch.refresh_from_db()
    link_batches.work(batch)
    assert batch.left == []
    assert set(Posting.objects.values_list("state", flat=True)) == {"undoing"}


def test_what_changed_since_it_was_shown_is_told_and_stops_no_other(owner: User) -> None:
    pairs = make_pairs(owner, 5)
    batch = confirm(owner, pairs)
    Document.objects.filter(pk=pairs[0].document_id).update(version=9)
    LedgerSplit.objects.filter(pk=pairs[1].split_id).update(linked=True)
    decisions.dismiss(document=pairs[2].document, by=owner, split=pairs[2].split)
    decisions.link(document=make_document(owner), by=owner, version=1, split=pairs[3].split)
    link_batches.work(batch)
    assert batch.linked == [pairs[4].document_id]
    assert [each["document"] for each in batch.left] == [p.document_id for p in pairs[:4]]
    assert all(each["reason"] for each in batch.left)


def test_a_request_works_a_while_and_a_worker_the_rest(owner: User) -> None:
    batch = confirm(owner, make_pairs(owner, 50))
    link_batches.work(batch, seconds=0)
    assert (batch.state, batch.place) == ("due", 0)
    assert link_batches.work(batch)
    assert (batch.state, linked()) == ("done", 50)


def test_a_batch_that_a_dead_worker_left_goes_on_where_it_was(owner: User) -> None:
    batch = confirm(owner, make_pairs(owner, 3))
    late = timezone.now() - timedelta(seconds=1)
    LinkBatch.objects.update(state="working", lease_until=late, place=1)
    batch.refresh_from_db()
    assert link_batches.work(batch)
    assert linked() == 2


def test_two_workers_link_each_pair_once(owner: User) -> None:
    batch = confirm(owner, make_pairs(owner, 3))
    other = LinkBatch.objects.get()
    assert link_batches.work(batch)
    assert not link_batches.work(other)
    assert Posting.objects.count() == 3


def test_anothers_documents_are_left_out(owner: User) -> None:
    batch = confirm(make_person("colleague"), make_pairs(owner, 2))
    link_batches.work(batch)
    assert (linked(), batch.left) == (0, [])


def test_likely_pairs_are_each_documents_best_above_a_score(owner: User) -> None:
    pairs = make_pairs(owner, 2)
    make_proposal(pairs[0].document, make_split(owner), 0.96)
    make_proposal(make_document(owner), make_split(owner), 0.5)
    found = likely.likely(owner.pk, 0.95, 10)
    assert {p.pk for p in found.ready} == {p.pk for p in pairs}
    assert likely.count(owner.pk, 0.95) == 2
    assert likely.likely(owner.pk, 0.95, 1).more


def test_a_payment_that_two_documents_claim_is_for_a_person(owner: User) -> None:
    split = make_split(owner)
    make_proposal(make_document(owner), split)
    make_proposal(make_document(owner), split)
    found = likely.likely(owner.pk, 0.9, 10)
    assert (len(found.ready), len(found.contested)) == (0, 2)


def test_a_payment_that_is_promised_is_not_likely(owner: User) -> None:
    pair = make_pairs(owner, 1)[0]
    decisions.link(document=make_document(owner), by=owner, version=1, split=pair.split)
    assert likely.count(owner.pk, 0.9) == 0
