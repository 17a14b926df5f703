"""Tasks and the sweep: hints may be lost, come twice or late; the rows say what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from paperless_firefly.review import tasks
from paperless_firefly.review.models import (
    Connection,
    Document,
    Posting,
    PostingState,
    Run,
    Upload,
    UploadState,
    WorkerBeat,
    WorkState,
    WriteBack,
)
from paperless_firefly.review.services import connections, handed_in, runs, sweep

from .world import TEXT, World


@pytest.fixture
def working(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A worker whose upstreams are the demo servers."""
    monkeypatch.setattr(tasks, "servers", world)
    tasks.huey.storage.flush_all()
    yield world
    tasks.huey.storage.flush_all()


def drain(world: World) -> None:
    """The sweep, until nothing is due."""
    for _ in range(20):
        if not sweep.work(world):
            return
    raise AssertionError("The sweep does not come to an end.")


def run_queue() -> int:
    """A Huey worker takes what is queued; how many tasks."""
    done = 0
    while task := tasks.huey.dequeue():
        tasks.huey.execute(task)
        done += 1
    return done


def test_waking_queues_the_work_once_the_rows_are_there(
    working: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        run = runs.request(owner_id=working.owner.pk)
        tasks.wake("run", run.pk)
        assert len(tasks.huey) == 0
    assert run_queue() == 1
    run.refresh_from_db()
    assert run.state == "done"


def test_a_posting_is_woken_when_its_delay_is_over(
    working: World,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.POSTING_DELAY = 10
    with django_capture_on_commit_callbacks(execute=True):
        tasks.wake("posting", 1)
    [task] = [tasks.huey.dequeue()]
    assert task is not None
    assert task.eta is not None
    tasks.huey.add_schedule(task)
    assert tasks.huey.scheduled_count() == 1


def test_a_queue_that_does_not_answer_loses_nothing(
    working: World,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise ConnectionRefusedError("no queue")

    monkeypatch.setattr(tasks.huey.storage, "enqueue", refuse)
    run = runs.request(owner_id=working.owner.pk)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.wake("run", run.pk)
    drain(working)
    run.refresh_from_db()
    assert run.state == "done"


def test_a_task_of_a_row_that_is_no_more_does_nothing(working: World) -> None:
    for task in (tasks.deliver, tasks.do_run, tasks.check, tasks.draw_pages):
        task.call_local(999)
    assert working.sent("GET") == 0


def test_delivering_goes_to_firefly_and_back_to_paperless(working: World) -> None:
    working.scan()
    working.run()
    posting = working.accept(1)
    tasks.deliver.call_local(posting.pk)
    tasks.deliver.call_local(posting.pk)
    assert len(working.made(1)) == 1
    assert len(working.notes(1)) == 1
    assert WriteBack.objects.get().state == WorkState.DONE


def test_the_sweep_works_every_kind_of_row(world: World) -> None:
    world.scan()
    run = runs.request(owner_id=world.owner.pk)
    connections.request_check(connection=Connection.objects.all()[0])
    drain(world)
    world.accept(1)
    drain(world)
    run.refresh_from_db()
    assert run.state == "done"
    assert Posting.objects.get().state == PostingState.DONE
    assert WriteBack.objects.get().state == WorkState.DONE
    assert not Connection.objects.filter(check_due=True).exists()
    assert not Document.objects.filter(read_due_at__isnull=False).exists()


def test_the_sweep_leaves_what_is_not_due(world: World) -> None:
    world.scan()
    world.run()
    world.accept(1)
    Posting.objects.update(due_at=timezone.now() + timedelta(hours=1))
    drain(world)
    assert world.made(1) == []


def test_the_sweep_comes_to_an_end_while_a_server_is_down(world: World, settings: Settings) -> None:
    settings.SPARKLINK_BACKOFF = 1
    world.scan()
    world.run()
    world.accept(1)
    world.fault("firefly", "status", argument="503", times=999)
    drain(world)
    assert Posting.objects.get().state == PostingState.FAILED


def test_a_dead_workers_rows_are_taken_over_when_the_lease_is_out(world: World) -> None:
    world.scan()
    world.run()
    world.accept(1)
    past = timezone.now() - timedelta(seconds=1)
    Posting.objects.update(state=PostingState.SENDING, lease_until=past, maybe_sent=True)
    Run.objects.update(state="running", lease_until=past, finished_at=None)
    drain(world)
    assert Posting.objects.get().state == PostingState.DONE
    assert Run.objects.get().state == "done"


def test_one_machine_of_several_does_what_is_done_now_and_then(db: None) -> None:
    hour = timedelta(hours=1)
    assert [sweep.won("trim", hour) for _ in range(3)] == [True, False, False]
    assert sweep.won("trim", timedelta(0))


def test_a_worker_gives_signs_of_life_and_forgets_old_ones(db: None) -> None:
    WorkerBeat.objects.create(name="long gone:1", at=timezone.now() - timedelta(hours=2))
    sweep.beat()
    sweep.beat()
    assert WorkerBeat.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_bad_round_does_not_end_the_sweeper(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SPARKLINK_SWEEP_SECONDS = 0.01
    rounds: list[int] = []

    def fail() -> None:
        rounds.append(1)
        raise RuntimeError("a bad row")

    monkeypatch.setattr(sweep, "periodic", fail)
    sweeper = tasks.Sweeper()
    sweeper.start()
    for _ in range(500):
        if len(rounds) > 2:
            break
        sweeper._stop.wait(0.01)
    sweeper.stop(5)
    assert len(rounds) > 2
    assert "A round failed" in caplog.text


def test_an_upload_is_followed_until_its_document_is_read(
    working: World, settings: Settings, tmp_path: Path
) -> None:
    settings.SPARKLINK_DATA = tmp_path
    text = TEXT.format(total="12,34", seller="Nordlicht GmbH", number="R-1").encode()
    upload = handed_in.store(owner=working.owner, name="bill.txt", chunks=[text])
    for _ in range(10):
        tasks.huey.execute(tasks.hand_over.s(upload.pk))
        upload.refresh_from_db()
        if upload.state == UploadState.DONE:
            break
    assert upload.document is not None
    assert Document.objects.get().total_minor == 1234


def test_an_upload_on_its_way_is_looked_at_again_soon(
    working: World, settings: Settings, tmp_path: Path
) -> None:
    settings.SPARKLINK_DATA = tmp_path
    settings.SPARKLINK_BACKOFF = 1
    upload = handed_in.store(owner=working.owner, name="bill.txt", chunks=[b"Rechnung"])
    tasks.huey.execute(tasks.hand_over.s(upload.pk))
    (task,) = tasks.huey.pending()
    assert (task.args, task.eta is not None) == ((upload.pk,), True)


def test_the_sweep_brings_what_was_handed_in(
    working: World, settings: Settings, tmp_path: Path
) -> None:
    settings.SPARKLINK_DATA = tmp_path
    for text in (b"Rechnung 1", b"Rechnung 2"):
        handed_in.store(owner=working.owner, name="bill.txt", chunks=[text])
    drain(working)
    assert set(Upload.objects.values_list("state", flat=True)) == {"done"}
    assert Document.objects.count() == 2
