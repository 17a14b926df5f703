"""Two workers at once: each row is worked once, on SQLite here and on PostgreSQL beside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.review.models import (
    Attachment,
    Document,
    Posting,
    Proposal,
    Reading,
    Run,
    Upload,
    WriteBack,
)
from paperless_firefly.review.services import (
    decisions,
    handed_in,
    importing,
    matching,
    reading,
    runs,
    sweep,
    uploads,
    write_back,
)
from paperless_firefly.review.services.errors import NotTaken, TooLate

from .world import World

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act gives, all begun at the same moment in a thread of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def shared(tmp_path: Path) -> World:
    """A world whose rows other threads see."""
    return World.make(tmp_path)


def test_one_of_many_workers_posts(shared: World) -> None:
    shared.scan()
    shared.run()
    posting = shared.accept(1)
    rows = [Posting.objects.get(pk=posting.pk) for _ in range(4)]
    won = at_once([partial(importing.work, row, shared) for row in rows])
    assert won.count(True) == 1
    assert len(shared.made(1)) == 1


def test_one_of_many_workers_writes_back(shared: World) -> None:
    shared.scan()
    shared.run()
    importing.work(shared.accept(1), shared)
    rows = [WriteBack.objects.get() for _ in range(4)]
    won = at_once([partial(write_back.work, row, shared) for row in rows])
    assert won.count(True) == 1
    assert len(shared.notes(1)) == 1


def test_one_of_many_workers_reads(shared: World) -> None:
    shared.scan()
    shared.run()
    Document.objects.update(read_due_at="2026-11-24T00:00Z")
    rows = [Document.objects.get() for _ in range(4)]
    won = at_once([partial(reading.work, row, shared) for row in rows])
    assert won.count(True) == 1
    assert Reading.objects.count() == 2


def test_one_of_many_workers_sends_a_file(
    shared: World, settings: Settings, tmp_path: Path
) -> None:
    settings.SPARKLINK_DATA = tmp_path
    upload = handed_in.store(owner=shared.owner, name="a.txt", chunks=[b"Rechnung"])
    for _ in range(6):
        copies = [Upload.objects.get() for _ in range(6)]
        at_once([partial(uploads.work, each, shared) for each in copies])
    upload.refresh_from_db()
    assert (upload.state, Document.objects.count()) == ("done", 1)
    assert shared.count("paperless", "SELECT COUNT(*) FROM documents") == 1


def test_one_of_many_presses_stores_a_file(
    shared: World, settings: Settings, tmp_path: Path
) -> None:
    settings.SPARKLINK_DATA = tmp_path

    def press() -> object:
        try:
            return handed_in.store(owner=shared.owner, name="a.txt", chunks=[b"Rechnung"])
        except NotTaken:
            return None

    assert len([found for found in at_once([press] * 6) if found]) == 1
    assert len(list((tmp_path / "uploads").iterdir())) == 1


def test_ten_presses_are_one_run_and_one_worker_does_it(shared: World) -> None:
    pressed = at_once([lambda: runs.request(owner_id=shared.owner.pk).pk] * 10)
    assert len(set(pressed)) == 1
    rows = [Run.objects.get() for _ in range(3)]
    won = at_once([partial(runs.work, row, shared) for row in rows])
    assert won.count(True) == 1
    assert Run.objects.get().state == "done"


def test_two_matchings_at_once_leave_one_set_of_proposals(shared: World) -> None:
    shared.scan()
    shared.pay()
    shared.run()
    owner, document = shared.owner.pk, shared.document(1)
    at_once([lambda: matching.match_all(owner), lambda: matching.match(document)] * 3)
    assert Proposal.objects.count() == 1
    assert shared.document(1).proposals == 1


def test_two_sweeps_at_once_do_each_thing_once(shared: World) -> None:
    for total in ("1,00", "2,00", "3,00"):
        shared.scan(total)
    shared.run()
    for ident in (1, 2, 3):
        shared.accept(ident)
    at_once([lambda: sweep.work(shared)] * 2)
    while sweep.work(shared):
        pass
    assert [len(shared.made(n)) for n in (1, 2, 3)] == [1, 1, 1]
    assert [len(shared.notes(n)) for n in (1, 2, 3)] == [1, 1, 1]


def test_one_sweep_works_several_rows_at_once_and_each_once(shared: World) -> None:
    shared.prefer(attach_file="original")
    for total in ("1,00", "2,00", "3,00"):
        shared.scan(total)
    shared.run()
    for ident in (1, 2, 3):
        shared.accept(ident)
    while sweep.work(shared, at_once=4):
        pass
    assert [len(shared.made(n)) for n in (1, 2, 3)] == [1, 1, 1]
    assert [len(shared.notes(n)) for n in (1, 2, 3)] == [1, 1, 1]
    assert Attachment.objects.filter(state="done").exclude(firefly_id="").count() == 3


def test_documents_of_one_transaction_are_linked_one_after_another(shared: World) -> None:
    shared.prefer(link_note=True)
    for number in ("A", "B", "C"):
        shared.scan(number=number)
    group = shared.pay(notes="Dear diary")
    shared.run()
    for ident in (1, 2, 3):
        shared.link(ident, group)
    for _ in range(6):
        Posting.objects.filter(state="failed").update(due_at=timezone.now())
        sweep.work(shared, at_once=4)
    [journal] = shared.journals("amount LIKE '12.34%'")
    lines = [line for line in journal["notes"].splitlines() if line]
    assert (lines[0], len(lines), len(set(lines))) == ("Dear diary", 4, 4)


def test_an_undo_and_a_worker_at_once_end_in_one_of_the_two(shared: World) -> None:
    shared.scan()
    shared.run()
    posting, document = shared.accept(1), shared.document(1)

    def undo() -> bool:
        try:
            decisions.reopen(document=document, by=shared.owner)
        except TooLate:
            return False
        return True

    undone, _ = at_once([undo, lambda: importing.work(posting, shared)])
    assert len(shared.made(1)) == (0 if undone else 1)
    assert shared.document(1).decision == ("open" if undone else "new")
