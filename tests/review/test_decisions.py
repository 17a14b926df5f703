"""Decisions: who may decide what, and what stands in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.domain.posting import Booking
from paperless_firefly.review.models import (
    Decision,
    Document,
    LedgerSplit,
    Posting,
    PostingState,
    Proposal,
)
from paperless_firefly.review.services import decisions, values
from paperless_firefly.review.services.errors import CannotPost, NotAllowed

from .world import World


@pytest.fixture
def ready(world: World) -> World:
    """A document that was read, and its bank transaction."""
    world.scan()
    world.pay()
    world.run()
    return world


def test_what_is_accepted_is_due_after_the_delay(ready: World, settings: Settings) -> None:
    settings.POSTING_DELAY = 10
    posting = ready.accept(1)
    wait = posting.due_at - timezone.now()
    assert timedelta(seconds=8) < wait <= timedelta(seconds=10)
    assert posting.state == PostingState.DUE


def test_what_will_be_posted_is_frozen_with_the_decision(ready: World) -> None:
    posting = ready.accept(1)
    assert posting.payload["external_id"] == posting.external_id
    assert posting.external_id.startswith("paperless:1:")
    assert Decision.objects.get(current=True).booking["counterparty_name"] == "Nordlicht GmbH"


def test_what_is_missing_is_named_and_nothing_decided(ready: World) -> None:
    document = ready.document(1)
    with pytest.raises(CannotPost) as refused:
        decisions.accept_new(
            document=document, by=ready.owner, version=document.version, booking=Booking("")
        )
    assert [p.code for p in refused.value.problems] == ["own-account-missing"]
    assert ready.document(1).decision == "open"


def test_a_missing_date_is_never_guessed(ready: World) -> None:
    document = ready.document(1)
    values.set_values(
        document=document, by=ready.owner, version=document.version, values={"issue_date": ""}
    )
    with pytest.raises(CannotPost) as refused:
        ready.accept(1)
    assert "date-missing" in [p.code for p in refused.value.problems]


def test_a_document_that_was_never_fetched_is_not_accepted(ready: World) -> None:
    Document.objects.update(sha256="")
    with pytest.raises(NotAllowed, match="not fetched"):
        ready.accept(1)


def test_a_link_remembers_what_was_shown(ready: World) -> None:
    posting = ready.link(1, 1)
    split = LedgerSplit.objects.get()
    assert (posting.group_id, posting.journal_ids) == (split.group_id, [split.journal_id])
    assert posting.decision.shown == decisions.shown_group(split)


def test_anothers_transaction_cannot_be_linked(ready: World) -> None:
    stranger = User.objects.create_user("stranger")
    LedgerSplit.objects.update(owner=stranger)
    document, split = ready.document(1), LedgerSplit.objects.get()
    with pytest.raises(NotAllowed, match="somebody else"):
        decisions.link(document=document, by=ready.owner, version=document.version, split=split)


def test_a_transaction_that_is_gone_cannot_be_linked(ready: World) -> None:
    LedgerSplit.objects.update(gone_at=timezone.now())
    with pytest.raises(NotAllowed, match="no longer in Firefly"):
        ready.link(1, 1)


def test_a_rejection_keeps_its_reason(ready: World) -> None:
    document = ready.document(1)
    decisions.reject(
        document=document, by=ready.owner, version=document.version, reason="private" * 60
    )
    decision = Decision.objects.get(document=document, current=True)
    assert decision.reason.startswith("privateprivate")
    assert len(decision.reason) <= 255
    assert not Posting.objects.exists()


def test_only_the_last_decision_is_current(ready: World) -> None:
    ready.accept(1)
    decisions.reopen(document=ready.document(1), by=ready.owner)
    ready.link(1, 1)
    assert list(Decision.objects.order_by("pk").values_list("kind", "current")) == [
        ("new", False),
        ("link", True),
    ]


def test_undoing_twice_is_undoing_once(ready: World) -> None:
    ready.accept(1)
    for _ in range(2):
        decisions.reopen(document=ready.document(1), by=ready.owner)
    assert ready.document(1).audit.filter(action="reopened").count() == 1


def test_a_reopened_document_is_matched_anew(ready: World) -> None:
    ready.accept(1)
    Document.objects.update(match_due=False)
    decisions.reopen(document=ready.document(1), by=ready.owner)
    assert ready.document(1).match_due


def test_a_pair_can_be_dismissed_though_it_was_never_proposed(ready: World) -> None:
    Proposal.objects.all().delete()
    decisions.dismiss(document=ready.document(1), by=ready.owner, split=LedgerSplit.objects.get())
    assert Proposal.objects.get().dismissed
