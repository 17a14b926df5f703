"""Files on their way to Paperless-ngx: sent once, whatever happens to the call, and followed."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.domain.errors import ConfigurationError
from paperless_firefly.review.models import (
    AuditEntry,
    Connection,
    ConnectionKind,
    Document,
    Upload,
    UploadState,
)
from paperless_firefly.review.models.states import UPLOAD_MOVES
from paperless_firefly.review.services import connections, handed_in, lease, reading, uploads
from paperless_firefly.review.services.errors import NotAllowed
from tests.review.world import INBOX, PAPERLESS, TEXT, Wire, World

BILL = TEXT.format(total="12,34", seller="Nordlicht GmbH", number="R-1").encode()
POSTED = "/api/documents/post_document/"


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: Path) -> None:
    settings.SPARKLINK_DATA = tmp_path


class NoServers(World):
    """The owner took the connection to Paperless away."""

    def __init__(self) -> None:
        pass

    def paperless(self, owner_id: int) -> PaperlessClient:
        """As the composition root says it."""
        raise ConfigurationError("No connection.")


def hand_in(world: World, data: bytes = BILL, name: str = "bill.txt") -> Upload:
    """The owner hands in a file."""
    return handed_in.store(owner=world.owner, name=name, chunks=[data])


def follow(world: World, upload: Upload, most: int = 12) -> Upload:
    """Works an upload until it ended, or `most` steps."""
    for _ in range(most):
        upload.refresh_from_db()
        if not upload.is_open:
            break
        uploads.work(upload, world)
    return upload


def sent(world: World) -> int:
    """How many files Paperless received."""
    query = "SELECT COUNT(*) FROM requests WHERE path LIKE ?"
    return world.count("paperless", query, f"{POSTED}%")


def copies(world: World, data: bytes = BILL) -> int:
    """How many documents in Paperless have these bytes."""
    return world.count("paperless", "SELECT COUNT(*) FROM documents WHERE data = ?", data)


def test_a_file_comes_into_the_queue(each_world: World) -> None:
    upload = follow(each_world, hand_in(each_world))
    assert upload.state == UploadState.DONE
    assert upload.document is not None
    assert each_world.tags(upload.document.paperless_id) == {INBOX}
    assert upload.document.original_name == "bill.txt"
    assert (sent(each_world), upload.known) == (1, False)


def test_what_came_is_read_like_any_other(world: World) -> None:
    upload = follow(world, hand_in(world))
    assert upload.document is not None
    reading.work(upload.document, world)
    assert world.document(upload.document.paperless_id).total_minor == 1234


def test_the_bytes_are_deleted_once_paperless_has_them(world: World) -> None:
    upload = hand_in(world)
    assert handed_in.path_of(upload).exists()
    follow(world, upload)
    assert not handed_in.path_of(upload).exists()


@pytest.mark.parametrize("action", ["drop", "html", "cut", "hang"])
def test_a_call_whose_answer_is_lost_is_not_made_again(each_world: World, action: str) -> None:
    world = each_world
    world.fault("paperless", action, pattern=f"{POSTED}*", phase="after", argument="0.1")
    upload = follow(world, hand_in(world))
    assert (upload.state, sent(world), copies(world)) == (UploadState.DONE, 1, 1)


@pytest.mark.parametrize("action", ["drop", "status", "html"])
def test_a_call_that_did_nothing_is_made_again(each_world: World, action: str) -> None:
    world = each_world
    world.fault("paperless", action, pattern=f"{POSTED}*", argument="500")
    upload = follow(world, hand_in(world))
    assert (upload.state, sent(world), copies(world)) == (UploadState.DONE, 2, 1)


@pytest.mark.parametrize("version", ["3.0", "2.20"])
@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize("action", ["drop", "html", "status"])
@pytest.mark.parametrize("nth", range(1, 9))
def test_whichever_call_fails_there_is_one_document_in_the_end(
    db: None, tmp_path: Path, version: str, phase: str, action: str, nth: int
) -> None:
    world = World.make(tmp_path, version)
    world.fault("paperless", action, nth=nth, phase=phase, argument="502")
    upload = follow(world, hand_in(world), most=20)
    assert (upload.state, copies(world)) == (UploadState.DONE, 1)
    assert Document.objects.count() == 1
    assert not handed_in.path_of(upload).exists()


class Killed(BaseException):
    """The worker's process ends here."""


class Killing:
    """The servers of a worker that is killed at its nth request, before or after its answer."""

    def __init__(self, world: World, nth: int, *, early: bool) -> None:
        self.world, self.left, self.early = world, nth, early
        self.files, self.firefly = world.files, world.firefly

    def paperless(self, owner_id: int) -> PaperlessClient:
        """The real client on a wire that ends the process."""
        token = self.world.paperless_server.store.settings()["token"]
        return PaperlessClient(PAPERLESS, token, transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.left -= 1
        if self.left == 0 and self.early:
            raise Killed
        answer = Wire(self.world.paperless_server).handle_request(request)
        answer.read()
        if self.left == 0:
            raise Killed
        return answer


@pytest.mark.parametrize("early", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("nth", range(1, 10))
def test_wherever_the_worker_is_killed_there_is_one_document_in_the_end(
    each_world: World, nth: int, early: bool
) -> None:
    world, upload = each_world, hand_in(each_world)
    killing = Killing(world, nth, early=early)
    with contextlib.suppress(Killed):
        for _ in range(4):
            uploads.work(upload, killing)
    # the lease of the dead runs out
    Upload.objects.update(lease_until=None)
    follow(world, upload)
    assert (upload.state, copies(world), sent(world)) == (UploadState.DONE, 1, 1)
    assert Document.objects.count() == 1


def test_a_call_that_broke_off_is_not_made_again_while_its_answer_may_come(
    world: World, settings: Settings
) -> None:
    settings.SPARKLINK_BACKOFF = 1
    world.fault("paperless", "drop", pattern=f"{POSTED}*")
    upload = hand_in(world)
    for _ in range(4):
        Upload.objects.update(due_at=timezone.now())
        follow(world, upload, most=1)
    assert (sent(world), upload.state) == (1, UploadState.SENDING)
    Upload.objects.update(due_at=timezone.now(), sent_at=timezone.now() - uploads.LATE)
    follow(world, upload, most=1)
    assert sent(world) == 2


def test_a_call_is_not_made_again_while_paperless_reads_a_file_of_that_name(world: World) -> None:
    upload = hand_in(world)
    Upload.objects.update(state=UploadState.SENDING, sent_at=timezone.now() - timedelta(hours=1))
    world.execute(
        "paperless",
        "INSERT INTO tasks (task_id, file_name, mime_type, overrides, date_created, date_done)"
        " VALUES ('t-1', 'bill.txt', 'text/plain', '{}', ?, '9999-01-01T00:00:00.000000Z')",
        timezone.now().isoformat(),
    )
    uploads.work(upload, world)
    assert (upload.state, sent(world)) == (UploadState.SENDING, 0)


def test_a_worker_that_was_killed_while_sending_is_followed_by_one_that_looks(
    each_world: World,
) -> None:
    world = each_world
    upload = hand_in(world)
    assert lease.claim(upload, due=uploads.due())
    Upload.objects.update(state=UploadState.SENDING, sent_at=timezone.now())
    with world.paperless(world.owner.pk) as paperless, handed_in.path_of(upload).open("rb") as file:
        paperless.post_document(file, upload.name, upload.mime_type, [])
    assert not uploads.work(Upload.objects.get(), world)
    Upload.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    follow(world, Upload.objects.get())
    assert (Upload.objects.get().state, sent(world), copies(world)) == (UploadState.DONE, 1, 1)


def test_a_worker_that_wakes_up_late_sends_nothing(world: World) -> None:
    late = hand_in(world)
    assert lease.claim(late, due=uploads.due())
    Upload.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    follow(world, Upload.objects.get())
    with world.paperless(world.owner.pk) as paperless, pytest.raises(lease.LostLease):
        handed_in.path_of(late).write_bytes(BILL)
        uploads._send(late, paperless)
    assert sent(world) == 1


def test_working_an_upload_twice_changes_nothing(world: World) -> None:
    upload = follow(world, hand_in(world))
    assert not uploads.work(upload, world)
    assert (sent(world), Document.objects.count()) == (1, 1)


def test_a_file_that_paperless_has_is_not_sent_but_tagged_and_told_so(each_world: World) -> None:
    world = each_world
    first = follow(world, hand_in(world))
    assert first.document is not None
    number = first.document.paperless_id
    Document.objects.all().delete()
    world.execute("paperless", "DELETE FROM document_tags")
    again = follow(world, hand_in(world, name="again.txt"))
    assert (again.state, again.known, sent(world)) == (UploadState.DONE, True, 1)
    assert again.document is not None
    assert (again.document.paperless_id, world.tags(number)) == (number, {INBOX})


def test_a_file_that_is_in_the_queue_already_leads_to_it(world: World) -> None:
    first = follow(world, hand_in(world))
    again = follow(world, hand_in(world))
    assert (again.document, again.known, sent(world)) == (first.document, True, 1)


def test_a_file_in_the_trash_of_version_2_is_said_in_words(db: None, tmp_path: Path) -> None:
    world = World.make(tmp_path, "2.20")
    follow(world, hand_in(world))
    Document.objects.all().delete()
    world.execute("paperless", "UPDATE documents SET deleted_at = '2026-11-01T00:00:00.000000Z'")
    again = follow(world, hand_in(world))
    assert again.state == UploadState.FAILED
    assert again.error == "The document is in the trash of Paperless-ngx, or deleted there."
    assert handed_in.path_of(again).exists()
    world.execute("paperless", "UPDATE documents SET deleted_at = NULL")
    uploads.try_again(upload=again, by=world.owner)
    assert follow(world, again).state == UploadState.DONE


def test_a_damaged_file_fails_in_paperless_own_words_and_can_be_sent_again(
    each_world: World,
) -> None:
    world = each_world
    upload = follow(world, hand_in(world, b"%PDF-1.4 cut off", "bad.pdf"))
    assert upload.state == UploadState.FAILED
    assert upload.error.startswith("Paperless-ngx could not take the file: bad.pdf: Error occurred")
    uploads.try_again(upload=upload, by=world.owner)
    follow(world, upload)
    assert (upload.state, sent(world)) == (UploadState.FAILED, 2)


def test_a_kind_that_this_paperless_does_not_take_fails_in_its_words(world: World) -> None:
    upload = follow(world, hand_in(world, b"GIF89a" + bytes(20), "a.gif"))
    assert upload.state == UploadState.FAILED
    assert "not supported" in upload.error


def test_an_outage_is_shown_and_tried_again(world: World) -> None:
    world.fault("paperless", "status", argument="503", times=2)
    upload = hand_in(world)
    uploads.work(upload, world)
    assert (upload.state, upload.error) == (
        UploadState.WAITING, "Paperless-ngx is busy (it answered 503).",
    )  # fmt: skip
    assert follow(world, upload).state == UploadState.DONE
    assert upload.error == ""


def test_without_a_connection_the_file_waits(world: World, settings: Settings) -> None:
    settings.SPARKLINK_BACKOFF = 1
    Connection.objects.all().delete()
    upload = hand_in(world)
    uploads.work(upload, NoServers())
    assert (upload.state, upload.error) == (UploadState.WAITING, "No connection.")
    assert upload.due_at > timezone.now() + timedelta(minutes=4)


def test_another_paperless_is_sent_the_file_and_its_ids_are_not_believed(world: World) -> None:
    upload = hand_in(world)
    uploads.work(upload, world)
    Upload.objects.update(paperless_id=1)
    connections.save(
        owner=world.owner, kind=ConnectionKind.PAPERLESS, url="http://other.test", token="t"
    )
    late = Upload.objects.get(pk=upload.pk)
    assert (late.state, late.task_id, late.paperless_id) == ("waiting", "", None)
    assert late.fence > upload.fence
    assert handed_in.path_of(late).exists()


def test_a_new_token_brings_what_failed_for_the_old_one(world: World, settings: Settings) -> None:
    settings.SPARKLINK_BACKOFF = 1
    world.fault("paperless", "status", argument="401")
    upload = hand_in(world)
    uploads.work(upload, world)
    assert upload.due_at > timezone.now() + timedelta(minutes=4)
    connections.save(owner=world.owner, kind=ConnectionKind.PAPERLESS, url=PAPERLESS, token="new")
    upload.refresh_from_db()
    assert upload.due_at <= timezone.now()


def test_a_token_that_may_not_see_tasks_finds_the_document_by_its_bytes(each_world: World) -> None:
    world = each_world
    world.fault("paperless", "status", pattern="/api/tasks/*", argument="403", times=99)
    upload = follow(world, hand_in(world))
    assert (upload.state, sent(world)) == (UploadState.DONE, 1)


def test_what_nobody_knows_is_left_to_a_person(world: World) -> None:
    world.fault("paperless", "drop", pattern=f"{POSTED}*")
    world.fault("paperless", "status", pattern="/api/tasks/*", argument="403", times=99)
    upload = follow(world, hand_in(world))
    assert (upload.state, sent(world)) == (UploadState.FAILED, 1)
    assert "It is not certain" in upload.error


def test_a_task_that_paperless_forgot_ends_with_words(world: World) -> None:
    upload = hand_in(world)
    long_ago = timezone.now() - timedelta(hours=3)
    Upload.objects.update(state=UploadState.SENT, sent_at=long_ago, task_id="gone")
    follow(world, upload)
    assert upload.error == "Paperless-ngx does not say what became of this file. Look there."


def test_a_stored_file_that_is_gone_is_said(world: World) -> None:
    upload = hand_in(world)
    handed_in.path_of(upload).unlink()
    follow(world, upload)
    assert upload.error == "The stored file is gone. Hand it in again."


def test_a_tag_that_is_nearly_right_is_not_made(world: World) -> None:
    world.scan()
    world.prefer(filter_tag="finance/inbx")
    upload = hand_in(world)
    uploads.work(upload, world)
    assert 'no tag "finance/inbx"' in upload.error
    assert sent(world) == 0


def test_a_tag_that_resembles_nothing_is_made(world: World) -> None:
    world.prefer(filter_tag="zzz")
    upload = follow(world, hand_in(world))
    assert upload.document is not None
    assert world.tags(upload.document.paperless_id) == {"zzz"}


def test_only_what_failed_is_tried_again(world: World) -> None:
    upload = follow(world, hand_in(world))
    with pytest.raises(NotAllowed):
        uploads.try_again(upload=upload, by=world.owner)


def test_a_failed_file_is_not_tried_again_beside_its_twin(world: World) -> None:
    failed = hand_in(world)
    Upload.objects.update(state=UploadState.FAILED)
    hand_in(world)
    with pytest.raises(NotAllowed, match="already on its way"):
        uploads.try_again(upload=failed, by=world.owner)


def test_what_happened_stands_in_the_audit(world: World) -> None:
    follow(world, hand_in(world))
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions[2:] == ["handed-in", "arrived", "upload-arrived"]


def test_every_state_has_its_moves() -> None:
    assert set(UPLOAD_MOVES) == set(UploadState)
