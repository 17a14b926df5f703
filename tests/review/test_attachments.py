"""Attachments: the document's file hangs at its transaction, once, and goes with it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from hashlib import md5
from pathlib import Path

import httpx
import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.domain.document import DocumentMetadata, EmbeddedXml, SourceDocument
from paperless_firefly.review.models import (
    Attachment,
    AuditEntry,
    LedgerSplit,
    Posting,
    PostingState,
)
from paperless_firefly.review.services import attachments, decisions, importing, sweep, undoing
from paperless_firefly.review.services.errors import NotAllowed
from paperless_firefly.review.services.lease import LostLease

from .world import FIREFLY, PlainFiles, Wire, World

XML = (Path(__file__).parents[1] / "extraction/einvoice/samples/cii_comfort.xml").read_bytes()


class FilesWithXml(PlainFiles):
    """Each file holds an e-invoice."""

    def read(
        self,
        data: bytes,
        name: str,
        mime_type: str = "",
        *,
        text: str = "",
        metadata: DocumentMetadata | None = None,
    ) -> SourceDocument:
        """Its text, and the XML."""
        xml = (EmbeddedXml("other.xml", b"<order/>"), EmbeddedXml("factur-x.xml", XML))
        return SourceDocument(name, "text/plain", "", text or data.decode(), xml=xml)


def posted(world: World, *, file: str = "original", xml: bool = False) -> Posting:
    """A document that was posted; what is to be attached is due."""
    world.prefer(attach_file=file, attach_xml=xml)
    world.scan()
    world.run()
    posting = world.accept(1)
    importing.work(posting, world)
    return Posting.objects.get(pk=posting.pk)


def work(world: World) -> Attachment:
    """One worker takes the only attachment, as soon as it is due."""
    Attachment.objects.update(due_at=timezone.now())
    Attachment.objects.filter(state="failed").update(lease_until=None)
    attachments.work(Attachment.objects.get(), world)
    return Attachment.objects.get()


def held(world: World, columns: str = "filename, hash") -> list[tuple[object, ...]]:
    """The attachments in Firefly's own file."""
    with closing(world.firefly_server.store.connect()) as db:
        rows = db.execute(f"SELECT {columns} FROM attachments WHERE deleted = 0 ORDER BY id")
        return [tuple(row) for row in rows]


def stored(world: World, column: str = "data") -> str:
    """The MD5 of a document's file in Paperless' own file."""
    with closing(world.paperless_server.store.connect()) as db:
        [row] = db.execute(f"SELECT {column} AS data FROM documents").fetchall()
    return md5(bytes(row["data"]), usedforsecurity=False).hexdigest()


def told(action: str) -> list[dict[str, str]]:
    """The timeline's entries of a kind."""
    return [entry.details for entry in AuditEntry.objects.filter(action=action)]


def test_the_original_hangs_at_the_split(each_world: World) -> None:
    posting = posted(each_world)
    row = work(each_world)
    [(journal, digest)] = held(each_world, "journal_id, hash")
    assert (row.state, str(journal), digest) == ("done", posting.journal_ids[0], stored(each_world))
    assert [entry["file"] for entry in told("attached")] == [row.filename]


def test_the_archive_version_can_be_attached_instead(each_world: World) -> None:
    posted(each_world, file="archive")
    each_world.execute("paperless", "UPDATE documents SET archive = CAST('%PDF a' AS BLOB)")
    work(each_world)
    [(name, digest)] = held(each_world)
    assert str(name).endswith(".pdf")
    assert digest == stored(each_world, "archive") != stored(each_world)


def test_nothing_is_attached_unless_asked_for(world: World) -> None:
    posted(world, file="")
    assert not Attachment.objects.exists()


def test_the_linked_split_of_a_group_gets_the_file(world: World) -> None:
    world.prefer(attach_file="original")
    world.scan()
    part = {"type": "withdrawal", "date": "2026-11-13", "source_name": "Girokonto",
            "destination_name": "Markt"}  # fmt: skip
    group = world.book(
        [{**part, "amount": amount, "description": amount} for amount in ("5.00", "12.34")], "Markt"
    )
    world.run()
    split = LedgerSplit.objects.get(group_id=str(group), amount_minor=1234)
    document = world.document(1)
    posting = decisions.link(
        document=document, by=world.owner, version=document.version, split=split
    )
    importing.work(posting, world)
    work(world)
    assert [str(j) for j, _ in held(world, "journal_id, hash")] == [split.journal_id]


def test_a_reconciled_transaction_is_left_as_it_is(world: World) -> None:
    world.prefer(attach_file="original", attach_xml=True)
    world.scan()
    group = world.pay(reconciled=True)
    world.run()
    importing.work(world.link(1, group), world)
    sweep.work(world)
    assert (Attachment.objects.count(), held(world)) == (0, [])


def test_a_linked_transaction_gets_the_file_too(world: World) -> None:
    world.prefer(attach_file="original")
    world.scan()
    group = world.pay()
    world.run()
    importing.work(world.link(1, group), world)
    work(world)
    assert [digest for _, digest in held(world)] == [stored(world)]


def test_the_xml_of_an_e_invoice_is_a_file_of_its_own(world: World) -> None:
    world.files = FilesWithXml()
    posted(world, xml=True)
    for row in Attachment.objects.all():
        attachments.work(row, world)
    assert ("factur-x.xml", md5(XML, usedforsecurity=False).hexdigest()) in held(world)
    assert len(held(world)) == 2


def test_xml_that_is_the_file_itself_is_attached_once(world: World) -> None:
    world.files = FilesWithXml()
    posted(world, xml=True)
    world.execute("paperless", "UPDATE documents SET data = ?", XML)
    for row in Attachment.objects.order_by("-pk"):
        attachments.work(row, world)
    assert len(held(world)) == 1


def test_a_document_without_xml_gets_none(world: World) -> None:
    posted(world, file="", xml=True)
    assert (work(world).state, held(world)) == ("done", [])


def test_working_twice_attaches_once(world: World) -> None:
    posted(world)
    work(world)
    Attachment.objects.update(state="due")
    work(world)
    assert len(held(world)) == 1


@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize("action", ["drop", "cut", "html", "status", "late"])
@pytest.mark.parametrize("call", ["/api/v1/attachments", "*/upload"])
def test_a_lost_answer_makes_no_second_one(
    world: World, action: str, call: str, phase: str
) -> None:
    posted(world)
    seconds = "0.01" if action == "late" else "500"
    world.fault("firefly", action, method="POST", pattern=call, phase=phase, argument=seconds)
    assert [work(world).state for _ in range(2)][-1] == "done"
    assert [digest for _, digest in held(world)] == [stored(world)]


class Killed(BaseException):
    """A worker ends here: nothing after this is written."""


class Deadly(Wire):
    """A server at whose nth changing call the worker is killed, before or after it is done."""

    def __init__(self, server: FireflyServer, nth: int, phase: str) -> None:
        super().__init__(server)
        self.left, self.phase = nth, phase

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, if somebody lives to hear it."""
        self.left -= request.method != "GET"
        if self.left == 0 and request.method != "GET":
            if self.phase == "after":
                super().handle_request(request)
            raise Killed
        return super().handle_request(request)


@dataclass
class DeadlyWorld:
    """The servers as the worker sees them that will be killed."""

    world: World
    nth: int
    phase: str

    @property
    def files(self) -> PlainFiles:
        """Reads files as the world does."""
        return self.world.files

    def paperless(self, owner_id: int) -> PaperlessClient:
        """The world's own."""
        return self.world.paperless(owner_id)

    def firefly(self, owner_id: int) -> FireflyClient:
        """A client on the deadly wire."""
        server = self.world.firefly_server
        wire = Deadly(server, self.nth, self.phase)
        return FireflyClient(FIREFLY, server.store.settings()["token"], transport=wire)


@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_killed_worker_is_followed_by_one_that_completes(
    world: World, nth: int, phase: str
) -> None:
    posted(world)
    with pytest.raises(Killed):
        attachments.work(Attachment.objects.get(), DeadlyWorld(world, nth, phase))
    assert not attachments.work(Attachment.objects.get(), world)
    Attachment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work(world).state == "done"
    assert [digest for _, digest in held(world)] == [stored(world)]


def test_a_call_that_is_done_late_leaves_no_second_one(world: World) -> None:
    posted(world)
    work(world)
    row = Attachment.objects.get()
    with world.firefly(world.owner.pk) as firefly:
        firefly.make_attachment(
            row.posting.journal_ids[0], row.filename, "SparkLink, paperless:1, original"
        )
    Attachment.objects.update(state="due")
    work(world)
    assert [digest for _, digest in held(world)] == [stored(world)]


def test_after_no_answer_it_is_waited_for_what_may_still_be_done(
    world: World, settings: Settings
) -> None:
    settings.SPARKLINK_UPSTREAM_TIMEOUT = 5
    posted(world)
    world.fault("firefly", "drop", method="POST", pattern="/api/v1/attachments")
    attachments.work(Attachment.objects.get(), world)
    row = Attachment.objects.get()
    assert row.lease_until is not None
    assert row.lease_until > timezone.now() + timedelta(seconds=9)


def test_a_worker_that_woke_up_late_stops(world: World) -> None:
    posted(world)
    late = Attachment.objects.get()
    work(world)
    Attachment.objects.update(state="working")
    with world.paperless(world.owner.pk) as paperless:
        file = paperless.original(1)
    with world.firefly(world.owner.pk) as firefly, pytest.raises(LostLease):
        attachments._attach(late, firefly, file)
    assert len(held(world)) == 1


def test_a_file_that_the_user_attached_is_not_attached_again(world: World) -> None:
    posting = posted(world)
    with world.firefly(world.owner.pk) as firefly, world.paperless(world.owner.pk) as paperless:
        shell = firefly.make_attachment(posting.journal_ids[0], "mine.txt")
        firefly.fill_attachment(shell.id, paperless.original(1).data)
    assert work(world).firefly_id == ""
    assert [name for name, _ in held(world)] == ["mine.txt"]


def test_a_file_that_is_too_large_is_told_and_not_tried_again(
    world: World, settings: Settings
) -> None:
    settings.SPARKLINK_ATTACH_MB = 0
    posting = posted(world)
    row = work(world)
    assert (row.state, held(world)) == ("done", [])
    assert "sends more than" in row.error
    assert [entry["reason"] for entry in told("not-attached")] == [row.error]
    assert Posting.objects.get(pk=posting.pk).state == PostingState.DONE


def test_a_file_that_firefly_refuses_leaves_no_empty_attachment(world: World) -> None:
    posted(world)
    world.execute("paperless", "UPDATE documents SET data = CAST('MZ program' AS BLOB)")
    row = work(world)
    assert (row.state, held(world)) == ("done", [])
    assert told("not-attached")


def test_a_proxys_limit_is_told_and_leaves_no_empty_attachment(world: World) -> None:
    posted(world)
    world.fault("firefly", "status", method="POST", pattern="*/upload", argument="413")
    row = work(world)
    assert (row.state, held(world)) == ("done", [])
    assert "larger than the server takes" in row.error


def test_what_was_refused_is_tried_again_when_a_person_says_so(
    world: World, settings: Settings
) -> None:
    settings.SPARKLINK_ATTACH_MB = 0
    posting = posted(world)
    work(world)
    settings.SPARKLINK_ATTACH_MB = 1
    importing.retry(posting=posting, by=world.owner)
    assert (work(world).state, len(held(world))) == ("done", 1)
    with pytest.raises(NotAllowed):
        importing.retry(posting=posting, by=world.owner)


def test_an_outage_is_told_once_and_tried_again(world: World) -> None:
    posting = posted(world)
    world.fault("paperless", "status", argument="500", pattern="*/download/*", times=2)
    assert [work(world).state for _ in range(3)] == ["failed", "failed", "done"]
    assert len(told("attach-failed")) == 1
    assert Posting.objects.get(pk=posting.pk).state == PostingState.DONE


def test_a_document_that_is_gone_ends_it(world: World) -> None:
    posted(world)
    world.execute("paperless", "UPDATE documents SET deleted_at = modified")
    assert (work(world).state, held(world)) == ("done", [])


def undo(world: World, posting: Posting) -> Posting:
    """The owner takes it back, and one worker works that."""
    undoing.take_back(document=world.document(1), by=world.owner)
    return again(world, posting)


def again(world: World, posting: Posting) -> Posting:
    """One worker takes the undo, as soon as it is due."""
    Posting.objects.update(due_at=timezone.now(), lease_until=None)
    undoing.work(Posting.objects.get(pk=posting.pk), world)
    return Posting.objects.get(pk=posting.pk)


def test_undo_of_a_posting_takes_its_files_away(each_world: World) -> None:
    posting = posted(each_world)
    work(each_world)
    assert undo(each_world, posting).state == PostingState.UNDONE
    assert (held(each_world), each_world.made(1)) == ([], [])


def test_undo_of_a_link_takes_our_file_away_and_leaves_others(world: World) -> None:
    world.prefer(attach_file="original")
    world.scan()
    group = world.pay()
    world.run()
    posting = world.link(1, group)
    importing.work(posting, world)
    work(world)
    _theirs(world, Posting.objects.get(pk=posting.pk))
    assert undo(world, posting).state == PostingState.UNDONE
    assert [name for name, _ in held(world)] == ["mine.txt"]


def test_undo_finds_a_file_whose_answer_was_lost(world: World) -> None:
    posting = posted(world)
    world.fault("firefly", "drop", method="POST", pattern="/api/v1/attachments", phase="after")
    assert (work(world).state, len(held(world))) == ("failed", 1)
    Attachment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert undo(world, posting).state == PostingState.UNDONE
    assert held(world) == []


def test_undo_is_held_for_the_files_of_others_alone(world: World) -> None:
    posting = posted(world)
    work(world)
    _theirs(world, posting)
    waits = undo(world, posting)
    assert (waits.state, [d["now"] for d in waits.hold["differences"]]) == ("held", ["mine.txt"])
    assert len(held(world)) == 2


def test_undo_waits_for_a_worker_that_is_attaching(world: World) -> None:
    posting = posted(world)
    Attachment.objects.update(
        state="working", lease_until=timezone.now() + timedelta(minutes=1), fence=1
    )
    waits = undo(world, posting)
    assert (waits.state, "attached" in waits.error) == (PostingState.UNDOING, True)
    Attachment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert again(world, posting).state == PostingState.UNDONE


def test_undo_waits_for_a_call_that_may_still_be_done(world: World, settings: Settings) -> None:
    settings.SPARKLINK_UPSTREAM_TIMEOUT = 5
    posting = posted(world)
    world.fault("firefly", "drop", method="POST", pattern="/api/v1/attachments")
    attachments.work(Attachment.objects.get(), world)
    assert undo(world, posting).state == PostingState.UNDOING


def test_undo_leaves_our_file_where_the_user_put_another_into_it(world: World) -> None:
    world.prefer(attach_file="original")
    world.scan()
    group = world.pay()
    world.run()
    posting = world.link(1, group)
    importing.work(posting, world)
    row = work(world)
    with world.firefly(world.owner.pk) as firefly:
        firefly.fill_attachment(row.firefly_id, b"a better scan")
    assert undo(world, posting).state == PostingState.UNDONE
    assert len(held(world)) == 1


def test_an_undo_that_failed_half_way_is_not_kept_waiting(world: World) -> None:
    posting = posted(world)
    work(world)
    world.fault("firefly", "status", method="DELETE", pattern="*/attachments/*", argument="500")
    assert undo(world, posting).state == PostingState.UNDOING
    assert again(world, posting).state == PostingState.UNDONE
    assert (held(world), world.made(1)) == ([], [])


def test_what_is_taken_back_is_not_attached_afterwards(world: World) -> None:
    posting = posted(world)
    undo(world, posting)
    work(world)
    assert held(world) == []


def _theirs(world: World, posting: Posting) -> None:
    with world.firefly(world.owner.pk) as firefly:
        shell = firefly.make_attachment(posting.journal_ids[0], "mine.txt")
        firefly.fill_attachment(shell.id, b"my own")
