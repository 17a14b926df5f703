"""Write-back: Paperless shows what was posted, once, and loses nothing of others."""

from __future__ import annotations

import pytest
from django.utils import timezone

from paperless_firefly.review.models import Posting, WriteBack
from paperless_firefly.review.services import importing, write_back

from .world import World


def posted(world: World) -> WriteBack:
    """A document that is in Firefly, and not yet written back."""
    ident = world.scan()
    world.run()
    posting = world.accept(ident)
    importing.work(posting, world)
    return Posting.objects.get(pk=posting.pk).write_back


def work(world: World, row: WriteBack) -> WriteBack:
    """One worker takes it."""
    write_back.work(WriteBack.objects.get(pk=row.pk), world)
    row.refresh_from_db()
    return row


def test_the_tag_moves_and_other_tags_stay(each_world: World) -> None:
    row = work(each_world, posted(each_world))
    assert row.state == "done"
    assert each_world.tags(1) == {"finance/posted", "household"}


def test_one_note_points_to_the_transaction(each_world: World) -> None:
    row = work(each_world, posted(each_world))
    [note] = each_world.notes(1)
    assert f"/transactions/show/{row.posting.group_id}" in note


def test_tags_are_never_patched(world: World) -> None:
    work(world, posted(world))
    assert world.sent("PATCH", "paperless") == 0


@pytest.mark.parametrize("action", ["drop", "cut", "html"])
def test_a_lost_answer_makes_no_second_note(world: World, action: str) -> None:
    row = posted(world)
    world.fault("paperless", action, method="POST", pattern="*/notes/*", phase="after")
    assert work(world, row).state == "failed"
    WriteBack.objects.update(due_at=timezone.now(), lease_until=None)
    assert work(world, row).state == "done"
    assert len(world.notes(1)) == 1


def test_a_note_that_may_still_be_made_is_waited_for(world: World) -> None:
    row = posted(world)
    world.fault("paperless", "drop", method="POST", pattern="*/notes/*")
    failed = work(world, row)
    assert failed.lease_until is not None
    WriteBack.objects.update(due_at=timezone.now())
    assert not write_back.work(failed, world)


def test_a_dead_workers_write_back_is_finished_by_the_next(world: World) -> None:
    row = work(world, posted(world))
    WriteBack.objects.update(state="working", lease_until=timezone.now())
    assert work(world, row).state == "done"
    assert len(world.notes(1)) == 1


def test_a_custom_field_can_point_instead(world: World) -> None:
    world.prefer(pointer="url_field")
    row = posted(world)
    assert work(world, row).state == "done"
    assert world.notes(1) == []
    with world.paperless(world.owner.pk) as paperless:
        [(_, value)] = paperless.document(1).custom_fields
    assert value.endswith(f"/transactions/show/{row.posting.group_id}")


def test_a_document_deleted_meanwhile_ends_it(world: World) -> None:
    row = posted(world)
    world.execute("paperless", "UPDATE documents SET deleted_at = modified")
    assert work(world, row).state == "done"


def test_nothing_is_written_where_the_owner_wants_nothing(world: World) -> None:
    world.prefer(pointer="none", move_tags=False)
    row = posted(world)
    before = world.tags(1)
    assert work(world, row).state == "done"
    assert (world.tags(1), world.notes(1)) == (before, [])
