"""Intake: what carries the tag becomes rows, and what leaves says why."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.errors import UnknownTag
from paperless_firefly.review.models import ConnectionKind, Document, Posting
from paperless_firefly.review.services import importing, intake, write_back
from paperless_firefly.review.services.preferences import preferences_of

from .world import INBOX, World


def collect(world: World) -> intake.Counts:
    """One pass of intake."""
    with world.paperless(world.owner.pk) as paperless:
        return intake.collect(
            connection=world.connection(ConnectionKind.PAPERLESS),
            preferences=preferences_of(world.owner.pk),
            paperless=paperless,
        )


def untag(world: World, ident: int) -> None:
    """Somebody takes the filter tag away."""
    world.execute(
        "paperless",
        "DELETE FROM document_tags WHERE document_id = ? AND tag_id ="
        " (SELECT id FROM tags WHERE name = ?)",
        ident,
        INBOX,
    )


def tag(world: World, ident: int) -> None:
    """Somebody gives the filter tag again."""
    world.execute(
        "paperless",
        "INSERT INTO document_tags SELECT ?, id FROM tags WHERE name = ?",
        ident,
        INBOX,
    )


def test_every_page_of_a_long_backlog_is_reached(each_world: World) -> None:
    for number in range(130):
        each_world.scan(total=f"{number},50")
    assert collect(each_world).new == 130
    assert Document.objects.count() == 130


def test_an_unknown_tag_names_the_ones_that_come_close(world: World) -> None:
    world.scan()
    world.prefer(filter_tag="finance/inbx")
    with pytest.raises(UnknownTag, match=INBOX):
        collect(world)
    assert not Document.objects.exists()


def test_a_later_pass_asks_only_for_what_changed(world: World) -> None:
    for number in range(3):
        world.scan(total=f"{number},50")
    world.execute("paperless", "UPDATE documents SET modified = '2026-01-01T00:00:00+00:00'")
    world.execute(
        "paperless",
        "UPDATE documents SET modified = '2026-02-01T00:00:00+00:00' WHERE id = 3",
    )
    collect(world)
    later = collect(world)
    assert (later.listed, later.new) == (1, 0)


def test_a_changed_content_is_read_again_and_a_moved_stamp_alone_is_not(world: World) -> None:
    first, second = world.scan("1,50"), world.scan("2,50")
    collect(world)
    Document.objects.update(read_due_at=None)
    stamp = "2026-12-01T00:00:00.000001+00:00"
    world.execute("paperless", "UPDATE documents SET modified = ?", stamp)
    world.execute("paperless", "UPDATE documents SET content = 'new' WHERE id = ?", second)
    collect(world)
    assert world.document(first).read_due_at is None
    assert world.document(second).read_due_at is not None


def test_an_undecided_document_that_lost_its_tag_leaves_with_the_reason(world: World) -> None:
    ident = world.scan()
    collect(world)
    untag(world, ident)
    assert collect(world).left == 1
    row = world.document(ident)
    assert (row.source, row.gone_reason) == ("gone", "untagged")
    assert row.audit.filter(action="left-queue").exists()


def test_an_undecided_document_that_was_deleted_leaves_with_the_reason(each_world: World) -> None:
    ident = each_world.scan()
    collect(each_world)
    each_world.execute("paperless", "UPDATE documents SET deleted_at = modified")
    collect(each_world)
    assert each_world.document(ident).gone_reason == "deleted"


def test_a_document_that_is_tagged_again_comes_back(world: World) -> None:
    ident = world.scan()
    collect(world)
    untag(world, ident)
    collect(world)
    tag(world, ident)
    collect(world)
    row = world.document(ident)
    assert (row.source, row.gone_reason) == ("present", "")


def test_a_decided_document_never_leaves(world: World) -> None:
    ident = world.scan()
    world.run()
    world.accept(ident)
    untag(world, ident)
    assert collect(world).left == 0
    assert world.document(ident).source == "present"


def test_a_posted_document_that_is_tagged_again_says_so_and_is_not_read(world: World) -> None:
    ident = world.scan()
    world.run()
    posting = world.accept(ident)
    importing.work(posting, world)
    write_back.work(Posting.objects.get(pk=posting.pk).write_back, world)
    tag(world, ident)
    collect(world)
    row = world.document(ident)
    assert row.tagged_again
    assert row.read_due_at is None


def test_our_own_write_back_is_no_new_tag(world: World) -> None:
    ident = world.scan()
    world.run()
    posting = world.accept(ident)
    importing.work(posting, world)
    write_back.work(Posting.objects.get(pk=posting.pk).write_back, world)
    collect(world)
    assert not world.document(ident).tagged_again


def test_a_narrower_filter_takes_only_what_it_names(world: World) -> None:
    plain, typed = world.scan("1,50"), world.scan("2,50")
    world.execute("paperless", "INSERT INTO document_types (id, name) VALUES (7, 'Rechnung')")
    world.execute("paperless", "UPDATE documents SET document_type = 7 WHERE id = ?", typed)
    world.prefer(filter_document_type="Rechnung")
    collect(world)
    assert list(Document.objects.values_list("paperless_id", flat=True)) == [typed]
    assert plain != typed


def test_an_unknown_document_type_is_an_error_in_words(world: World) -> None:
    world.scan()
    world.execute("paperless", "INSERT INTO document_types (id, name) VALUES (7, 'Rechnung')")
    world.prefer(filter_document_type="Rechnungen")
    run = world.run()
    assert run.intake_ok is False
    assert "Rechnung" in run.errors[0]["text"]


def test_what_an_older_pass_missed_is_fetched(world: World) -> None:
    first = world.scan("1,50")
    collect(world)
    second = world.scan("2,50")
    # a clock that runs behind: the stamp is older than the last whole pass
    world.execute(
        "paperless", "UPDATE documents SET modified = '2020-01-01T00:00:00+00:00' WHERE id = ?",
        second,
    )  # fmt: skip
    collect(world)
    assert {first, second} == set(Document.objects.values_list("paperless_id", flat=True))
