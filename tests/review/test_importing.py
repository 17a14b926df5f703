"""Importing: each decision reaches Firefly exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.domain.posting import SplitChoice
from paperless_firefly.review.models import ConnectionKind, Document, Link, Posting, PostingState
from paperless_firefly.review.services import connections, decisions, importing, making, undoing
from paperless_firefly.review.services.errors import NotAllowed, TooLate
from paperless_firefly.review.services.lease import LostLease

from .world import FIREFLY, PAPERLESS, World


def accepted(world: World) -> Posting:
    """A document that was read and accepted as new."""
    scanned = world.scan()
    world.run()
    return world.accept(scanned)


def external_id(world: World, posting: Posting) -> str:
    """The external id that the document's transaction carries."""
    return f"paperless:{posting.document.paperless_id}:{posting.document.sha256[:16]}"


def work(world: World, posting: Posting) -> Posting:
    """One worker takes the posting as the rows have it now."""
    posting = Posting.objects.get(pk=posting.pk)
    importing.work(posting, world)
    posting.refresh_from_db()
    return posting


def test_an_accepted_document_becomes_one_transaction(each_world: World) -> None:
    posting = accepted(each_world)
    done = work(each_world, posting)
    [journal] = each_world.made(1)
    assert done.state == PostingState.DONE
    assert journal["external_id"] == external_id(each_world, posting)
    assert journal["internal_reference"] == "PAPERLESS:1"
    assert journal["external_url"] == f"{PAPERLESS}/documents/1/"
    assert Link.objects.get(document=posting.document).journal_id == str(journal["id"])


def test_working_a_posting_twice_posts_once(world: World) -> None:
    posting = accepted(world)
    work(world, posting)
    work(world, posting)
    assert len(world.made(1)) == 1


def test_a_posting_is_not_worked_before_it_is_due(world: World, settings: Settings) -> None:
    settings.POSTING_DELAY = 60
    posting = work(world, accepted(world))
    assert posting.state == PostingState.DUE
    assert world.made(1) == []


def test_a_posting_in_another_workers_hands_is_left_alone(world: World) -> None:
    posting = accepted(world)
    Posting.objects.update(
        state=PostingState.SENDING, lease_until=timezone.now() + timedelta(minutes=1)
    )
    assert not importing.work(Posting.objects.get(pk=posting.pk), world)
    assert world.made(1) == []


def test_a_dead_workers_posting_is_taken_over_and_its_transaction_adopted(world: World) -> None:
    posting = work(world, accepted(world))
    Posting.objects.update(state=PostingState.SENDING, lease_until=timezone.now())
    again = work(world, posting)
    assert again.state == PostingState.DONE
    assert len(world.made(1)) == 1


def test_a_worker_that_woke_up_late_sends_nothing(world: World) -> None:
    posting = accepted(world)
    Posting.objects.update(state=PostingState.SENDING, fence=7)
    late = Posting.objects.get(pk=posting.pk)
    Posting.objects.update(fence=8)
    with world.firefly(world.owner.pk) as firefly, pytest.raises(LostLease):
        making.make(late, firefly)
    assert world.sent("POST") == 0


@pytest.mark.parametrize("action", ["drop", "cut", "html"])
def test_an_answer_that_is_lost_after_the_commit_makes_no_second(world: World, action: str) -> None:
    posting = accepted(world)
    world.fault("firefly", action, method="POST", phase="after")
    first = work(world, posting)
    Posting.objects.update(due_at=timezone.now(), lease_until=None)
    second = work(world, posting)
    assert (first.state, second.state) == (PostingState.FAILED, PostingState.DONE)
    assert len(world.made(1)) == 1


@pytest.mark.parametrize("status", ["500", "429", "503"])
def test_a_server_in_trouble_is_asked_again_later(world: World, status: str) -> None:
    posting = accepted(world)
    world.fault("firefly", "status", method="POST", argument=status)
    assert work(world, posting).state == PostingState.FAILED
    Posting.objects.update(due_at=timezone.now(), lease_until=None)
    assert work(world, posting).state == PostingState.DONE
    assert len(world.made(1)) == 1


def test_a_call_that_may_still_be_done_is_waited_for(world: World) -> None:
    posting = accepted(world)
    world.fault("firefly", "drop", method="POST")
    failed = work(world, posting)
    importing.retry(posting=failed, by=world.owner)
    assert work(world, posting).state == PostingState.DUE
    Posting.objects.update(lease_until=timezone.now())
    assert work(world, posting).state == PostingState.DONE


def test_a_refused_transaction_is_held_with_fireflys_words(world: World) -> None:
    posting = accepted(world)
    world.execute("firefly", "UPDATE accounts SET type = 'expense' WHERE name = 'Girokonto'")
    held = work(world, posting)
    assert held.state == PostingState.HELD
    assert held.hold["code"] == "refused"
    assert "source" in held.error


def test_a_dead_token_fails_in_words_and_a_new_one_makes_it_due(
    world: World, settings: Settings
) -> None:
    settings.SPARKLINK_BACKOFF = 1
    posting = accepted(world)
    world.firefly_server.store.set(token="new")
    broken = World(world.owner, world.paperless_server, world.firefly_server)
    broken.firefly_server._token = "other"
    failed = work(broken, posting)
    assert failed.state == PostingState.FAILED
    assert "token" in failed.error
    assert failed.due_at > timezone.now()
    connections.save(owner=world.owner, kind=ConnectionKind.FIREFLY, url=FIREFLY, token="new")
    posting.refresh_from_db()
    assert posting.due_at <= timezone.now()


MARKS = {
    "the same id of another file": {"external_id": "paperless:1:0123456789abcdef"},
    "the earlier program's external id": {"external_id": "abc123:pl:1"},
    "the earlier program's reference": {"internal_reference": "PAPERLESS:1"},
    "the document's address": {"external_url": f"{PAPERLESS}/documents/1/details"},
}


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS.keys())
def test_what_may_be_this_document_is_held(world: World, mark: dict[str, str]) -> None:
    group = world.pay("99.00", **mark)
    held = work(world, accepted(world))
    assert held.state == PostingState.HELD
    assert [g["id"] for g in held.hold["groups"]] == [str(group)]
    assert world.sent("POST") == 0


def test_the_same_file_under_another_id_is_held(world: World) -> None:
    posting = accepted(world)
    world.pay("99.00", external_id=f"paperless:77:{posting.document.sha256[:16]}")
    assert work(world, posting).state == PostingState.HELD


OTHERS = {
    "a longer id": {"external_id": "paperless:12:0123456789abcdef"},
    "another server's address": {"external_url": "http://elsewhere.test/documents/1/"},
    "another document's address": {"external_url": f"{PAPERLESS}/documents/12/"},
    "a bank's own id": {"external_id": "pl:1:17"},
}


@pytest.mark.parametrize("mark", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_another_document_does_not_stop_it(world: World, mark: dict[str, str]) -> None:
    world.pay("99.00", **mark)
    assert work(world, accepted(world)).state == PostingState.DONE


def test_a_held_posting_answered_the_same_is_adopted(world: World) -> None:
    group = world.pay("99.00", internal_reference="PAPERLESS:1")
    held = work(world, accepted(world))
    importing.answer_hold(posting=held, by=world.owner, group_id=str(group), same=True)
    done = work(world, held)
    assert done.state == PostingState.DONE
    assert (done.group_id, done.adopted) == (str(group), True)
    assert world.sent("POST") == 0


def test_a_held_posting_answered_another_is_posted(world: World) -> None:
    group = world.pay("99.00", internal_reference="PAPERLESS:1")
    held = work(world, accepted(world))
    importing.answer_hold(posting=held, by=world.owner, group_id=str(group), same=False)
    assert work(world, held).state == PostingState.DONE
    assert len(world.made(1)) == 1


def test_an_answer_about_another_transaction_is_refused(world: World) -> None:
    world.pay("99.00", internal_reference="PAPERLESS:1")
    held = work(world, accepted(world))
    with pytest.raises(NotAllowed):
        importing.answer_hold(posting=held, by=world.owner, group_id="999", same=True)


def test_a_deleted_transaction_that_still_blocks_does_not_stop_a_new_one(world: World) -> None:
    posting = work(world, accepted(world))
    world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", posting.group_id)
    world.execute("firefly", "UPDATE journals SET deleted = 1 WHERE group_id = ?", posting.group_id)
    Posting.objects.update(state=PostingState.SENDING, lease_until=timezone.now())
    again = work(world, posting)
    assert again.state == PostingState.DONE
    assert len(world.made(1)) == 1


def test_undo_works_until_the_posting_is_claimed(world: World) -> None:
    posting = accepted(world)
    decisions.reopen(document=posting.document, by=world.owner)
    assert work(world, posting).state == PostingState.UNDONE
    assert world.made(1) == []
    assert Document.objects.get(pk=posting.document_id).decision == "open"


def test_undo_comes_too_late_once_it_is_posted(world: World) -> None:
    posting = work(world, accepted(world))
    with pytest.raises(TooLate):
        decisions.reopen(document=posting.document, by=world.owner)


def test_undo_is_refused_while_the_outcome_of_a_call_is_unknown(world: World) -> None:
    posting = accepted(world)
    world.fault("firefly", "drop", method="POST", phase="after")
    work(world, posting)
    with pytest.raises(TooLate):
        decisions.reopen(document=posting.document, by=world.owner)


def test_undo_is_allowed_after_a_clear_no(world: World) -> None:
    world.pay("99.00", internal_reference="PAPERLESS:1")
    held = work(world, accepted(world))
    decisions.reopen(document=held.document, by=world.owner)
    held.refresh_from_db()
    assert held.state == PostingState.UNDONE


def test_a_document_accepted_again_after_undo_is_posted_once(world: World) -> None:
    posting = accepted(world)
    decisions.reopen(document=posting.document, by=world.owner)
    second = world.accept(1)
    assert work(world, second).state == PostingState.DONE
    assert len(world.made(1)) == 1


def test_parts_reach_firefly_in_order_and_are_taken_back_together(world: World) -> None:
    ident = world.scan(number="R-7")
    world.run()
    parts = (SplitChoice("Ink", "2.34", "Office"), SplitChoice("Paper", "10.00", tags=("a",)))
    document = world.document(ident)
    posting = decisions.accept_new(
        document=document, by=world.owner, version=document.version,
        booking=replace(world.booking(), splits=parts),
    )  # fmt: skip
    importing.work(posting, world)

    made = world.firefly(world.owner.pk).transaction(posting.group_id)
    assert made.title == "Nordlicht GmbH R-7"
    assert [(s.description, s.amount, s.category, s.tags) for s in made.splits] == [
        ("Ink", Decimal("2.34"), "Office", ()), ("Paper", Decimal("10.00"), None, ("a",)),
    ]  # fmt: skip
    assert len(world.made(ident)) == Link.objects.filter(document=document).count() == 2

    undoing.take_back(document=world.document(ident), by=world.owner)
    posting.refresh_from_db()
    undoing.work(posting, world)
    assert world.made(ident) == []
    assert not Link.objects.filter(document=document).exists()
