"""Runs: one press is one run, and two halves fail apart."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from paperless_firefly.review.models import Document, LedgerSplit, Run
from paperless_firefly.review.services import runs, sweep, switches

from .world import World


def test_a_run_reads_syncs_and_matches_and_decides_nothing(each_world: World) -> None:
    each_world.scan()
    each_world.pay()
    run = each_world.run()
    assert (run.state, run.found_new, run.read_done, run.synced) == ("done", 1, 1, 1)
    row = each_world.document(1)
    assert (row.decision, row.proposals) == ("open", 1)
    assert each_world.sent("POST") == 0


def test_intake_failing_still_syncs_and_is_shown(world: World) -> None:
    world.scan()
    world.pay()
    world.fault("paperless", "status", argument="500", times=1000)
    run = world.run()
    assert (run.state, run.intake_ok, run.sync_ok) == ("failed", False, True)
    assert LedgerSplit.objects.count() == 1
    assert run.errors[0]["half"] == "intake"


def test_sync_failing_still_reads_and_is_shown(world: World) -> None:
    world.scan()
    world.fault("firefly", "html", times=1000)
    run = world.run()
    assert (run.state, run.intake_ok, run.sync_ok) == ("failed", True, False)
    assert world.document(1).reading != "unread"
    assert run.errors[-1]["half"] == "sync"


def test_a_second_press_joins_the_run_that_is_going(world: World) -> None:
    first = runs.request(owner_id=world.owner.pk)
    assert runs.request(owner_id=world.owner.pk) == first


@pytest.mark.django_db(transaction=True)
def test_ten_presses_at_once_are_one_run(tmp_path: Path) -> None:
    world = World.make(tmp_path)

    def press(_: int) -> int:
        try:
            return runs.request(owner_id=world.owner.pk).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(press, range(10)))) == 1
    assert Run.objects.count() == 1


def test_a_dead_workers_run_is_done_by_the_next(world: World) -> None:
    world.scan()
    run = runs.request(owner_id=world.owner.pk)
    Run.objects.update(state="running", lease_until=timezone.now(), fence=3)
    run.refresh_from_db()
    assert runs.work(run, world)
    run.refresh_from_db()
    assert (run.state, run.read_done) == ("done", 1)


def test_a_run_that_others_do_is_left_alone(world: World) -> None:
    run = runs.request(owner_id=world.owner.pk)
    other = Run.objects.get(pk=run.pk)
    assert runs.work(run, world)
    assert not runs.work(other, world)


def test_a_queued_run_is_cancelled_at_once(world: World) -> None:
    run = runs.request(owner_id=world.owner.pk)
    runs.cancel(run=run)
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert not runs.work(run, world)


def test_a_going_run_is_cancelled_at_its_next_step(world: World) -> None:
    world.scan()
    run = runs.request(owner_id=world.owner.pk)
    Run.objects.update(cancel_requested=True)
    runs.work(run, world)
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_a_user_without_connections_gets_both_errors_in_words(world: World) -> None:
    world.owner.connections.all().delete()
    run = runs.request(owner_id=world.owner.pk)

    class Nowhere(World):
        def paperless(self, owner_id: int):  # type: ignore[no-untyped-def]
            from paperless_firefly.review.connections import Servers

            return Servers().paperless(owner_id)

        def firefly(self, owner_id: int):  # type: ignore[no-untyped-def]
            from paperless_firefly.review.connections import Servers

            return Servers().firefly(owner_id)

    runs.work(run, Nowhere(world.owner, world.paperless_server, world.firefly_server))
    run.refresh_from_db()
    assert [e["half"] for e in run.errors] == ["intake", "sync"]
    assert all("Settings" in e["text"] for e in run.errors)


def test_scheduled_runs_start_when_the_last_is_old_enough(world: World) -> None:
    assert runs.start_scheduled(0) == []
    [run] = runs.start_scheduled(60)
    assert run.by_schedule
    runs.work(run, world)
    assert runs.start_scheduled(60) == []


def test_the_sweep_works_what_no_task_announced(world: World) -> None:
    world.scan()
    runs.request(owner_id=world.owner.pk)
    while sweep.work(world):
        pass
    world.accept(1)
    while sweep.work(world):
        pass
    assert len(world.made(1)) == 1
    assert world.tags(1) == {"finance/posted", "household"}


def test_nothing_is_decided_while_both_switches_are_off(world: World) -> None:
    world.scan()
    world.run()
    Document.objects.update(reading="auto")
    assert switches.work(world.owner.pk) == 0


def test_the_switch_for_new_ones_accepts_certain_documents_alone(world: World) -> None:
    world.scan("1,50")
    world.scan("2,50")
    world.run()
    world.prefer(accept_new=True)
    Document.objects.filter(paperless_id=1).update(reading="auto")
    Document.objects.filter(paperless_id=2).update(reading="review")
    assert switches.work(world.owner.pk) == 1
    assert world.document(1).decision == "new"
    assert world.document(2).decision == "open"


def test_the_switch_for_links_takes_no_split_that_two_documents_want(world: World) -> None:
    world.scan(number="RE-77")
    world.scan(number="RE-77", seller="Nordlicht AG")
    world.pay(description="NORDLICHT RE-77")
    world.run()
    world.prefer(accept_links=True)
    Document.objects.update(reading="auto")
    switches.work(world.owner.pk)
    assert Document.objects.filter(decision="link").count() <= 1
