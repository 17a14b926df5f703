"""Waiting for the bank: one of two happens, once: the link to its transaction, or the booking."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from paperless_firefly.review.models import (
    Decision,
    Document,
    GoneReason,
    Posting,
    PostingAction,
    PostingState,
    Proposal,
    Run,
)
from paperless_firefly.review.services import (
    accepting,
    decisions,
    importing,
    intake,
    plans,
    sweep,
    switches,
    waiting,
)
from paperless_firefly.review.services.errors import InvalidValues, NotAllowed
from paperless_firefly.review.services.preferences import preferences_of, today_of

from .test_races import at_once
from .world import World


def wait(world: World, days: int = 14) -> Decision:
    """Document 1 is accepted, and waits some days from today on."""
    document = world.document(1)
    return decisions.wait(
        document=document,
        by=world.owner,
        version=document.version,
        booking=world.booking(),
        until=today_of(preferences_of(world.owner.pk)) + timedelta(days=days),
    )


def drain(world: World) -> None:
    """The sweep, until nothing is due."""
    for _ in range(20):
        if not sweep.work(world):
            return
    raise AssertionError("The sweep does not come to an end.")


@pytest.fixture
def ready(world: World) -> World:
    """A document that was read; the bank knows nothing of it."""
    world.scan()
    world.run()
    return world


def test_nothing_is_booked_before_the_day(ready: World) -> None:
    wait(ready)
    ready.run()
    drain(ready)
    assert ready.document(1).decision == "wait"
    assert ready.made(1) == []


def test_on_its_day_it_is_booked_once(ready: World) -> None:
    wait(ready, days=0)
    drain(ready)
    drain(ready)
    assert ready.document(1).decision == "new"
    assert len(ready.made(1)) == 1


def test_what_is_booked_is_what_was_accepted(ready: World) -> None:
    wait(ready, days=0)
    Document.objects.update(seller="Somebody else", total_minor=1)
    drain(ready)
    [made] = ready.made(1)
    assert float(made["amount"]) == 12.34
    assert Decision.objects.get(current=True).booking["own_account_id"] == "1"


def test_before_it_is_booked_the_bank_is_looked_at_once_more(ready: World) -> None:
    wait(ready, days=0)
    Run.objects.update(
        finished_at=timezone.now() - timedelta(days=3), requested_at="2026-11-01T00:00Z"
    )
    ready.pay()
    assert waiting.work_due() == 0
    assert Run.objects.filter(state="queued", by_schedule=True).count() == 1
    drain(ready)
    # the sync found the payment: certain, so that it is left to a person
    assert ready.document(1).decision == "wait"
    assert ready.made(1) == []


def test_a_sync_that_fails_is_not_asked_for_at_every_look(ready: World) -> None:
    wait(ready, days=0)
    Run.objects.update(sync_ok=False)
    waiting.work_due()
    assert Run.objects.count() == 1
    Run.objects.update(requested_at=timezone.now() - timedelta(hours=1))
    waiting.work_due()
    waiting.work_due()
    assert Run.objects.count() == 2


def test_a_sure_match_is_linked_where_the_user_allows_it(ready: World) -> None:
    wait(ready)
    ready.prefer(accept_links=True)
    group = ready.pay()
    ready.run()
    drain(ready)
    assert ready.document(1).decision == "link"
    [posting] = Posting.objects.all()
    assert (posting.action, posting.group_id) == (PostingAction.LINK, str(group))
    assert ready.made(1) == []


def test_a_sure_match_is_proposed_where_the_user_does_not(ready: World) -> None:
    wait(ready, days=0)
    Run.objects.update(sync_ok=False)  # its day, and the bank not looked at yet
    ready.pay()
    ready.run()
    drain(ready)
    assert ready.document(1).decision == "wait"
    assert Proposal.objects.get(document__paperless_id=1).state == "auto"


def test_a_pair_called_none_does_not_hold_the_booking_up(ready: World) -> None:
    wait(ready, days=0)
    group = ready.pay()
    ready.run()
    decisions.dismiss(document=ready.document(1), by=ready.owner, split=ready.split(group))
    drain(ready)
    assert len(ready.made(1)) == 1


def test_a_person_links_what_waits(ready: World) -> None:
    wait(ready)
    group = ready.pay()
    ready.run()
    ready.link(1, group)
    drain(ready)
    assert ready.document(1).decision == "link"
    assert ready.made(1) == []


def test_a_person_books_it_now(ready: World) -> None:
    wait(ready)
    posting = decisions.stop_waiting(document=ready.document(1), by=ready.owner)
    drain(ready)
    posting.refresh_from_db()
    assert posting.state == PostingState.DONE
    with pytest.raises(NotAllowed, match="does not wait"):
        decisions.stop_waiting(document=ready.document(1), by=ready.owner)
    assert len(ready.made(1)) == 1


def test_a_person_says_do_not_wait(ready: World) -> None:
    wait(ready, days=0)
    decisions.reopen(document=ready.document(1), by=ready.owner)
    drain(ready)
    assert ready.document(1).decision == "open"
    assert ready.made(1) == []


def test_what_waits_does_not_leave_because_of_tags(ready: World) -> None:
    wait(ready)
    ready.execute("paperless", "DELETE FROM document_tags")
    ready.run()
    assert not intake.leave(ready.document(1), GoneReason.UNTAGGED)
    assert (ready.document(1).decision, ready.document(1).source) == ("wait", "present")


def test_the_day_is_the_users_own(ready: World) -> None:
    far = "Pacific/Kiritimati" if timezone.now().hour >= 10 else "Etc/GMT+12"
    ready.prefer(time_zone=far)
    assert today_of(preferences_of(ready.owner.pk)) != timezone.now().date()
    wait(ready, days=0)
    Run.objects.update(finished_at=timezone.now())
    drain(ready)
    assert len(ready.made(1)) == 1


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_day_that_is_no_day_to_wait_for_is_refused(ready: World, days: int) -> None:
    preferences = preferences_of(ready.owner.pk)
    with pytest.raises(InvalidValues):
        accepting.refuse_wrong_day(preferences, today_of(preferences) + timedelta(days=days))


def test_the_switch_and_many_at_once_do_as_the_user_prefers(ready: World) -> None:
    ready.prefer(before_bank="wait", wait_days=5, default_account="Girokonto")
    document = ready.document(1)
    plan = plans.plan_of(document, "Girokonto")
    made = plans.carry_out(plan, by=None, version=document.version)
    assert isinstance(made, Decision)
    assert made.until == today_of(preferences_of(ready.owner.pk)) + timedelta(days=5)
    assert not Posting.objects.exists()
    assert switches.work(ready.owner.pk) == 0


def test_nobody_decides_twice_about_what_waits(ready: World) -> None:
    wait(ready)
    with pytest.raises(NotAllowed, match="already decided"):
        wait(ready)
    with pytest.raises(NotAllowed, match="already decided"):
        ready.accept(1)
    assert Decision.objects.count() == 1


class TestAtTheSameMoment:
    """Workers, and a person's click, when the day has come."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def shared(self, tmp_path: Path) -> World:
        """A document whose day has come, in rows that other threads see."""
        world = World.make(tmp_path)
        world.scan()
        world.run()
        wait(world, days=0)
        return world

    def test_many_workers_make_one_posting(self, shared: World) -> None:
        assert sorted(map(str, at_once([waiting.work_due] * 4))) == ["0", "0", "0", "1"]
        assert Posting.objects.count() == 1

    def test_a_click_and_a_worker_make_one_posting(self, shared: World) -> None:
        def click() -> bool:
            try:
                decisions.stop_waiting(document=shared.document(1), by=shared.owner)
            except NotAllowed:
                return False
            return True

        at_once([click, waiting.work_due, click])
        assert Posting.objects.count() == 1

    def test_do_not_wait_and_a_worker_end_in_one_of_the_two(self, shared: World) -> None:
        document = shared.document(1)
        reopen = partial(decisions.reopen, document=document, by=shared.owner)
        at_once([reopen, waiting.work_due])
        posting = Posting.objects.first()
        if posting is not None:
            importing.work(posting, shared)
        assert shared.document(1).decision == "open"
        assert shared.made(1) == []


def test_a_worker_that_dies_before_the_commit_leaves_it_waiting(ready: World) -> None:
    class Killed(BaseException):
        pass

    def die(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith('INSERT INTO "review_posting"'):
            raise Killed
        return execute(sql, *more)

    wait(ready, days=0)
    with pytest.raises(Killed), connection.execute_wrapper(die):
        waiting.work_due()
    assert ready.document(1).decision == "wait"
    drain(ready)
    assert len(ready.made(1)) == 1


def test_a_day_far_away_is_no_reason_to_sync(ready: World) -> None:
    wait(ready, days=30)
    Run.objects.update(requested_at="2026-01-01T00:00Z", finished_at="2026-01-01T00:00Z")
    waiting.work_due()
    assert Run.objects.count() == 1
