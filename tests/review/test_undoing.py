"""Undoing: both servers are as they were before, and what others did since stays."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from paperless_firefly.review.models import (
    LedgerSplit,
    Link,
    Posting,
    PostingState,
    WriteBack,
)
from paperless_firefly.review.services import importing, undoing, write_back
from paperless_firefly.review.services.errors import NotAllowed

from .test_linking import RICH
from .world import World

_FIREFLY = "SELECT * FROM journals WHERE deleted = 0 AND type != 'opening balance' ORDER BY id"
_SERVERS = {
    "firefly": (_FIREFLY, "SELECT id, filename FROM attachments WHERE deleted = 0"),
    "paperless": (
        "SELECT document_id, name FROM document_tags JOIN tags ON tags.id = tag_id ORDER BY 1, 2",
        "SELECT document_id, note FROM notes ORDER BY id",
        "SELECT document_id, field_id, value FROM custom_values ORDER BY 1, 2",
    ),
}


def everything(world: World) -> list[list[dict[str, Any]]]:
    """What both servers' files hold, field by field, times of changes apart."""
    found = []
    for name, queries in _SERVERS.items():
        server = world.firefly_server if name == "firefly" else world.paperless_server
        with closing(server.store.connect()) as db:
            found += [[dict(row) for row in db.execute(query)] for query in queries]
    return [[{k: v for k, v in r.items() if k != "updated_at"} for r in rows] for rows in found]


def done(world: World, posting: Posting) -> Posting:
    """Delivered, and written back."""
    importing.work(Posting.objects.get(pk=posting.pk), world)
    write_back.work(WriteBack.objects.get(posting=posting), world)
    return Posting.objects.get(pk=posting.pk)


def posted(world: World) -> Posting:
    """A document that is posted and written back."""
    world.run()
    return done(world, world.accept(1))


def undo(world: World, posting: Posting) -> Posting:
    """Its owner takes it back, and one worker works that."""
    undoing.take_back(document=world.document(posting.document.paperless_id), by=world.owner)
    return work(world, posting)


def work(world: World, posting: Posting) -> Posting:
    """One worker takes the undo as the rows have it now."""
    undoing.work(Posting.objects.get(pk=posting.pk), world)
    return Posting.objects.get(pk=posting.pk)


@pytest.mark.parametrize("pointer", ["note", "url_field", "none"])
def test_undo_of_a_posting_leaves_both_servers_as_before(each_world: World, pointer: str) -> None:
    each_world.prefer(pointer=pointer)
    each_world.scan()
    each_world.pay("99.00")
    before = everything(each_world)
    undone = undo(each_world, posted(each_world))
    assert undone.state == PostingState.UNDONE
    assert everything(each_world) == before
    assert each_world.document(1).decision == "open"
    assert not Link.objects.exists()


def test_undo_of_a_link_leaves_both_servers_as_before(each_world: World) -> None:
    each_world.prefer(link_tag="sparklink", link_note=True)
    each_world.scan()
    group = each_world.pay(**{**RICH, "notes": "Dear diary \n"})
    before = everything(each_world)
    each_world.run()
    posting = done(each_world, each_world.link(1, group))
    assert everything(each_world) != before
    undo(each_world, posting)
    assert everything(each_world) == before
    assert not LedgerSplit.objects.get().linked


def test_undo_of_a_link_keeps_what_the_user_wrote_since(world: World) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    world.scan()
    group = world.pay(**RICH)
    world.run()
    posting = done(world, world.link(1, group))
    world.execute(
        "firefly",
        "UPDATE journals SET notes = notes || char(10) || 'later', external_url = 'https://me.test/',"
        " tags = '[\"sparklink\", \"mine\"]' WHERE external_id = 'bank-7'",
    )
    assert undo(world, posting).state == PostingState.UNDONE
    [journal] = world.journals()
    assert journal["notes"] == "Dear diary\nlater"
    assert journal["external_url"] == "https://me.test/"
    assert journal["tags"] == '["mine"]'


def test_a_transaction_edited_since_is_shown_and_left(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("firefly", "UPDATE journals SET description = 'my words' WHERE deleted = 0")
    held = undo(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "touched")
    assert [(d["field"], d["now"]) for d in held.hold["differences"]] == [
        ("description", "my words")
    ]
    undoing.answer(posting=held, by=world.owner, answer="leave")
    assert work(world, posting).state == PostingState.UNDONE
    assert [j["description"] for j in world.made(1)] == ["my words"]
    assert world.tags(1) == {"finance/inbox", "household"}


def test_an_edited_transaction_is_deleted_only_as_it_was_shown(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("firefly", "UPDATE journals SET description = 'once' WHERE deleted = 0")
    undoing.answer(posting=undo(world, posting), by=world.owner, answer="remove")
    world.execute("firefly", "UPDATE journals SET description = 'twice' WHERE deleted = 0")
    again = work(world, posting)
    assert again.state == PostingState.HELD
    undoing.answer(posting=again, by=world.owner, answer="remove")
    assert work(world, posting).state == PostingState.UNDONE
    assert world.made(1) == []


def test_an_undo_can_be_given_up(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE deleted = 0")
    undoing.answer(posting=undo(world, posting), by=world.owner, answer="keep")
    kept = Posting.objects.get(pk=posting.pk)
    assert (kept.state, kept.undo) == (PostingState.DONE, {})
    assert world.tags(1) == {"finance/posted", "household"}


def test_a_held_undo_is_never_sent_again_as_a_posting(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE deleted = 0")
    held = undo(world, posting)
    with pytest.raises(NotAllowed):
        importing.retry(posting=held, by=world.owner)
    with pytest.raises(NotAllowed):
        importing.answer_hold(
            posting=held, by=world.owner, group_id=held.hold["groups"][0]["id"], same=True
        )


def test_what_was_left_is_taken_up_again_when_the_document_is_accepted_again(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE deleted = 0")
    undoing.answer(posting=undo(world, posting), by=world.owner, answer="leave")
    work(world, posting)
    again = done(world, world.accept(1))
    assert (again.state, again.adopted) == (PostingState.DONE, True)
    assert len(world.made(1)) == 1


def test_a_transaction_deleted_by_the_user_counts_as_taken_back(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", posting.group_id)
    world.execute("firefly", "UPDATE journals SET deleted = 1 WHERE group_id = ?", posting.group_id)
    assert undo(world, posting).state == PostingState.UNDONE


@pytest.mark.parametrize("action", ["drop", "cut", "html"])
@pytest.mark.parametrize(("where", "method"), [("firefly", "DELETE"), ("paperless", "POST")])
def test_a_lost_answer_is_followed_by_the_rest(
    world: World, where: str, method: str, action: str
) -> None:
    world.scan()
    before = everything(world)
    posting = posted(world)
    world.fault(where, action, method=method, phase="after")
    undo(world, posting)
    Posting.objects.update(due_at=timezone.now(), lease_until=None)
    WriteBack.objects.update(lease_until=timezone.now())
    assert work(world, posting).state == PostingState.UNDONE
    assert everything(world) == before


@pytest.mark.parametrize("where", ["firefly", "paperless"])
def test_a_page_in_place_of_an_answer_deletes_nothing(world: World, where: str) -> None:
    world.scan()
    before = everything(world)
    posting = posted(world)
    world.fault(where, "html", method="DELETE")
    assert undo(world, posting).state == PostingState.UNDOING
    Posting.objects.update(due_at=timezone.now())
    assert work(world, posting).state == PostingState.UNDONE
    assert everything(world) == before


def test_a_dead_workers_undo_is_finished_by_the_next(world: World) -> None:
    world.scan()
    posting = posted(world)
    undoing.take_back(document=world.document(1), by=world.owner)
    Posting.objects.update(lease_until=timezone.now(), fence=9)
    assert work(world, posting).state == PostingState.UNDONE
    assert world.made(1) == []


def test_undo_waits_for_a_write_back_that_is_under_way(world: World) -> None:
    world.scan()
    posting = posted(world)
    until = timezone.now() + timedelta(minutes=1)
    WriteBack.objects.update(state="working", lease_until=until)
    assert undo(world, posting).state == PostingState.UNDOING
    assert len(world.made(1)) == 1


def test_a_note_that_the_user_changed_stays(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.execute("paperless", "UPDATE notes SET note = note || ' (checked)'")
    undo(world, posting)
    assert len(world.notes(1)) == 1


def test_a_link_moves_to_another_transaction(world: World) -> None:
    world.scan()
    first, second = world.pay(), world.pay("13.00")
    world.run()
    posting = done(world, world.link(1, first))
    undoing.move(document=world.document(1), by=world.owner, split=world.split(second))
    work(world, posting)
    moved = done(world, Posting.objects.exclude(pk=posting.pk).get())
    assert (moved.state, moved.group_id) == (PostingState.DONE, str(second))
    urls = {j["amount"][:5]: j["external_url"] for j in world.journals()}
    assert urls["12.34"] is None
    assert urls["13.00"]


def test_a_transaction_that_another_document_is_linked_to_is_not_deleted(world: World) -> None:
    world.scan()
    posting = posted(world)
    world.scan("12,34", number="other")
    world.run()
    group = Posting.objects.get(pk=posting.pk).group_id
    done(world, world.link(2, int(group)))
    with pytest.raises(NotAllowed, match="Another document"):
        undoing.take_back(document=world.document(1), by=world.owner)
    assert len(world.made(1)) == 1


def test_additions_on_a_reconciled_transaction_are_asked_about(world: World) -> None:
    world.scan()
    group = world.pay()
    world.run()
    posting = done(world, world.link(1, group))
    world.execute("firefly", "UPDATE journals SET reconciled = 1 WHERE deleted = 0")
    held = undo(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "reconciled")
    undoing.answer(posting=held, by=world.owner, answer="remove")
    assert work(world, posting).state == PostingState.UNDONE
    assert [j["external_url"] for j in world.journals()] == [None]
