"""The circuit breaker: a server in trouble is left alone, tried by one, and no row is lost."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.domain.errors import Busy, Invalid, Missing, TimedOut, UpstreamError
from paperless_firefly.review.models import (
    AuditEntry,
    Connection,
    ConnectionKind,
    Posting,
    PostingState,
)
from paperless_firefly.review.services import (
    breaker,
    connections,
    importing,
    lease,
    runs,
    sweep,
    write_back,
)
from paperless_firefly.review.services.breaker import OPEN_AFTER, Guarded, Paused

from .test_races import at_once
from .world import FIREFLY, World


@pytest.fixture
def ready(world: World, settings: Settings) -> World:
    """Some documents accepted, and pauses as long as in life."""
    for number in range(8):
        world.scan(f"{number + 1},00")
    world.run()
    for number in range(8):
        world.accept(number + 1)
    Connection.objects.update(check_due=False)
    settings.SPARKLINK_BACKOFF = 1
    return world


def firefly(world: World) -> Connection:
    return world.connection(ConnectionKind.FIREFLY)


def fail(world: World, times: int = OPEN_AFTER, error: UpstreamError | None = None) -> None:
    """So many uses of Firefly end in an error."""
    guarded = Guarded(world)
    for _ in range(times):
        with pytest.raises(UpstreamError), guarded.firefly(world.owner.pk):
            raise error or TimedOut("Firefly III", 20)


def pass_time(world: World) -> None:
    """The pause is over."""
    Connection.objects.filter(open_until__isnull=False).update(
        open_until=timezone.now() - timedelta(seconds=1)
    )


def test_after_several_failures_in_a_row_nobody_asks(ready: World) -> None:
    ready.fault("firefly", "status", argument="500", times=1000)
    guarded = Guarded(ready)
    sweep.work(guarded)
    asked = ready.sent("GET")
    row = firefly(ready)
    assert row.failures == OPEN_AFTER
    assert row.open_until is not None
    assert 25 < (row.open_until - timezone.now()).total_seconds() < 40
    sweep.work(guarded)
    assert ready.sent("GET") == asked
    states = list(Posting.objects.order_by("pk").values_list("state", "attempts"))
    assert states == [("failed", 1)] * OPEN_AFTER + [("due", 0)] * 3


def test_a_failure_between_successes_opens_nothing(ready: World) -> None:
    for _ in range(3):
        fail(ready, OPEN_AFTER - 1)
        with Guarded(ready).firefly(ready.owner.pk) as client:
            client.about()
    assert (firefly(ready).failures, firefly(ready).open_until) == (0, None)


@pytest.mark.parametrize("error", [Missing("Firefly III", "x"), Invalid("Firefly III", {}, "no")])
def test_a_server_that_says_no_is_well(ready: World, error: UpstreamError) -> None:
    fail(ready, OPEN_AFTER - 1)
    fail(ready, 10, error)
    assert firefly(ready).failures == 0


def test_the_first_success_closes_it_and_every_row_goes_on(ready: World) -> None:
    ready.fault("firefly", "status", argument="500", times=OPEN_AFTER)
    guarded = Guarded(ready)
    sweep.work(guarded)
    pass_time(ready)
    Posting.objects.filter(state=PostingState.FAILED).update(due_at=timezone.now())
    while sweep.work(guarded):
        pass
    assert firefly(ready).open_until is None
    assert [len(ready.made(n + 1)) for n in range(8)] == [1] * 8
    told = AuditEntry.objects.filter(action__startswith="upstream-").order_by("pk")
    assert [e.action for e in told] == ["upstream-paused", "upstream-answers"]


def test_each_failed_try_makes_the_pause_longer(ready: World) -> None:
    fail(ready)
    pauses = []
    for _ in range(8):
        pass_time(ready)
        ready.fault("firefly", "drop", pattern="*/about*")
        with pytest.raises(UpstreamError), Guarded(ready).firefly(ready.owner.pk):
            raise AssertionError("what is asked for comes after the try")
        until = firefly(ready).open_until
        assert until is not None
        pauses.append((until - timezone.now()).total_seconds())
    assert 55 < pauses[0] < 80
    assert 800 < pauses[-1] < 1130


def test_while_it_is_open_a_run_says_why(ready: World) -> None:
    fail(ready)
    run = runs.request(owner_id=ready.owner.pk, by_schedule=True)
    runs.work(run, Guarded(ready))
    run.refresh_from_db()
    [error] = run.errors
    assert "is not asked for" in error["text"]
    assert "did not answer within 20 seconds" in error["text"]
    assert (run.intake_ok, run.sync_ok) == (True, False)


def test_a_persons_press_tries_at_once(ready: World) -> None:
    fail(ready)
    run = runs.request(owner_id=ready.owner.pk)
    runs.work(run, Guarded(ready))
    run.refresh_from_db()
    assert run.sync_ok
    fail(ready)
    connections.request_check(connection=firefly(ready))
    connections.work_check(firefly(ready), Guarded(ready))
    assert (firefly(ready).check_ok, firefly(ready).open_until) == (True, None)


def test_a_new_token_closes_it(ready: World) -> None:
    fail(ready)
    connections.save(owner=ready.owner, kind=ConnectionKind.FIREFLY, url=FIREFLY, token="new")
    assert firefly(ready).open_until is None


def test_one_servers_trouble_is_not_the_others(ready: World) -> None:
    posting = Posting.objects.first()
    assert posting is not None
    importing.work(posting, ready)
    fail(ready)
    row = posting.write_back
    assert write_back.work(row, Guarded(ready))
    assert len(ready.notes(posting.document.paperless_id)) == 1


def test_ones_trouble_does_not_keep_others_from_their_turn(
    ready: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    other = World.make(tmp_path / "other", name="other")
    other.scan()
    other.run()
    posting = other.accept(1)
    fail(ready)
    monkeypatch.setattr(sweep, "_AT_ONCE", 2)
    sweep.work(Guarded(other))
    posting.refresh_from_db()
    assert posting.state == PostingState.DONE


def test_what_a_person_must_decide_is_left_to_the_person(ready: World) -> None:
    Posting.objects.filter(document__paperless_id=1).update(state=PostingState.HELD)
    fail(ready)
    pass_time(ready)
    while sweep.work(Guarded(ready)):
        pass
    assert Posting.objects.get(document__paperless_id=1).state == PostingState.HELD
    assert ready.made(1) == []


@pytest.mark.parametrize(("asked", "least", "most"), [(90.0, 90, 113), (10.0**8, 21600, 27000)])
def test_what_the_server_asks_for_is_respected_and_never_for_ever(
    ready: World, asked: float, least: int, most: int
) -> None:
    busy = Busy("Firefly III", 429, after=asked)
    fail(ready, 1, busy)
    now = timezone.now()
    until = firefly(ready).open_until
    assert until is not None
    assert least - 1 < (until - now).total_seconds() < most + 1
    for _ in range(50):
        assert least <= (lease.again(1, busy) - now).total_seconds() <= most + 1


class TestAtTheSameMoment:
    """Half open: of many workers one tries."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def test_one_of_many_tries(self, tmp_path: Path) -> None:
        shared = World.make(tmp_path)
        fail(shared)
        pass_time(shared)
        before = shared.sent("GET")

        def ask() -> str:
            try:
                with Guarded(shared).firefly(shared.owner.pk):
                    return "through"
            except Paused:
                return "paused"

        answers = at_once([partial(ask)] * 4)
        assert answers.count("through") >= 1
        assert shared.sent("GET") - before == 2  # the version, and whose token it is
        assert breaker.is_open(shared.owner.pk, ConnectionKind.FIREFLY) is False
