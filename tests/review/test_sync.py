"""Sync: Firefly's lists and transactions as rows, only ever read."""

from __future__ import annotations

from paperless_firefly.review.models import ConnectionKind, LedgerEntry, LedgerSplit, Link
from paperless_firefly.review.services import sync

from .world import TODAY, World

KIND = ConnectionKind.FIREFLY


def refresh(world: World) -> sync.Counts:
    """One whole sync."""
    with world.firefly(world.owner.pk) as firefly:
        return sync.refresh(connection=world.connection(KIND), firefly=firefly, today=TODAY)


def rows() -> list[dict[str, object]]:
    """Every split row but for the mark of the pass."""
    found = LedgerSplit.objects.order_by("journal_id").values()
    return [{k: v for k, v in row.items() if k != "seen_sync"} for row in found]


def test_a_split_row_says_what_firefly_says(world: World) -> None:
    world.pay(notes="Danke", tags=["food"])
    counts = refresh(world)
    [split] = LedgerSplit.objects.all()
    assert (counts.received, counts.total) == (1, 1)
    assert (split.amount_minor, split.currency, split.counterparty) == (1234, "EUR", "Nordlicht")
    assert (split.notes, split.tags, split.account) == ("Danke", ["food"], "Girokonto")
    assert "12,34" in split.search
    assert "nordlicht sagt danke" in split.search


def test_a_deposits_other_side_is_its_source(world: World) -> None:
    world.pay(type="deposit", source_name="Kundin", destination_name="Girokonto")
    refresh(world)
    split = LedgerSplit.objects.get()
    assert (split.type, split.counterparty, split.account) == ("deposit", "Kundin", "Girokonto")


def test_a_second_sync_changes_nothing(world: World) -> None:
    world.pay()
    world.pay("99.00")
    refresh(world)
    before, lists = rows(), list(LedgerEntry.objects.order_by("pk").values())
    refresh(world)
    assert rows() == before
    assert list(LedgerEntry.objects.order_by("pk").values()) == lists


def test_our_marks_survive_a_sync(world: World) -> None:
    world.pay()
    refresh(world)
    LedgerSplit.objects.update(linked=True, needs_document=False)
    world.execute("firefly", "UPDATE journals SET description = 'anders'")
    refresh(world)
    split = LedgerSplit.objects.get()
    assert (split.description, split.linked, split.needs_document) == ("anders", True, False)


def test_a_link_marks_the_split_that_sync_brings(world: World) -> None:
    world.scan()
    world.run()
    world.pay()
    Link.objects.create(owner=world.owner, document=world.document(1), group_id="1", journal_id="1")
    refresh(world)
    assert LedgerSplit.objects.get().linked
    Link.objects.all().delete()
    sync.unlink_marks(world.connection(KIND), ["1"])
    assert not LedgerSplit.objects.get().linked


def test_a_transaction_deleted_in_firefly_is_gone_not_lost(world: World) -> None:
    group = world.pay()
    world.pay("99.00")
    refresh(world)
    world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", group)
    world.execute("firefly", "UPDATE journals SET deleted = 1 WHERE group_id = ?", group)
    assert refresh(world).gone == 1
    assert LedgerSplit.objects.filter(gone_at=None).count() == 1
    assert LedgerSplit.objects.count() == 2


def test_one_that_comes_back_is_no_longer_gone(world: World) -> None:
    world.pay()
    refresh(world)
    LedgerSplit.objects.update(gone_at="2026-11-01T00:00Z")
    refresh(world)
    assert LedgerSplit.objects.get().gone_at is None


def test_a_booking_ahead_of_its_date_is_seen(world: World) -> None:
    world.pay(date="2026-12-20")
    refresh(world)
    assert LedgerSplit.objects.count() == 1


def test_lists_follow_firefly(world: World) -> None:
    world.pay(category_name="Essen", tags=["alt"])
    refresh(world)
    assert LedgerEntry.objects.filter(kind="category", search="essen").count() == 1
    world.execute("firefly", "UPDATE categories SET name = 'Café'")
    world.execute("firefly", "DELETE FROM tags")
    refresh(world)
    assert LedgerEntry.objects.get(kind="category").search == "cafe"
    assert not LedgerEntry.objects.filter(kind="tag").exists()


def test_sync_never_writes_to_firefly(world: World) -> None:
    world.pay()
    refresh(world)
    assert [world.sent(m) for m in ("POST", "PUT", "DELETE")] == [0, 0, 0]


def test_two_owners_rows_are_kept_apart(world: World) -> None:
    world.pay()
    refresh(world)
    assert set(LedgerSplit.objects.values_list("owner", flat=True)) == {world.owner.pk}
    assert sync.forget_group(world.connection(KIND), "999") == 0


def test_a_list_that_fails_leaves_the_rows_there_are(world: World) -> None:
    world.pay()
    assert world.run().sync_ok
    before = LedgerEntry.objects.count()
    world.fault("firefly", "status", argument="500", pattern="*accounts*", times=99)
    assert not world.run().sync_ok
    assert LedgerEntry.objects.count() == before
    assert LedgerSplit.objects.filter(gone_at=None).count() == 1
