"""Sync: Firefly's lists and transactions as rows, only ever read."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.review.models import (
    Connection,
    ConnectionKind,
    LedgerEntry,
    LedgerSplit,
    Link,
)
from paperless_firefly.review.services import sync

from .world import TODAY, World

KIND = ConnectionKind.FIREFLY


def refresh(world: World) -> sync.Counts:
    """One whole sync."""
    with world.firefly(world.owner.pk) as firefly:
        return sync.refresh(connection=world.connection(KIND), firefly=firefly, today=TODAY)


def later(days: int = 1) -> None:
    """So much time passes: what was done now and then is due."""
    connection = Connection.objects.get(kind=KIND)
    past = (timezone.now() - timedelta(days=days)).isoformat()
    Connection.objects.filter(pk=connection.pk).update(
        cursor={**connection.cursor, "whole_at": past, "lists_at": past}
    )


def asked(world: World) -> int:
    """How many questions Firefly was asked."""
    return world.sent("GET")


def fill(world: World, count: int) -> None:
    """Payments of two years, the newest today."""
    for number in range(count):
        day = TODAY - timedelta(days=number * 700 // count)
        world.pay(f"{number + 1}.00", date=day.isoformat(), external_id=f"bank-{number}")


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
    later()
    world.fault("firefly", "status", argument="500", pattern="*accounts*", times=99)
    assert not world.run().sync_ok
    assert LedgerEntry.objects.count() == before
    assert LedgerSplit.objects.filter(gone_at=None).count() == 1


def test_a_second_sync_with_nothing_new_asks_two_questions(world: World) -> None:
    fill(world, 60)
    refresh(world)
    before, first = rows(), asked(world)
    counts = refresh(world)
    assert asked(world) - first == 2
    assert (counts.changed, rows()) == (0, before)


def test_an_edit_of_the_latest_days_is_seen_at_once(world: World) -> None:
    group = world.pay()
    world.pay("5.00", date="2026-01-02")
    refresh(world)
    world.execute("firefly", "UPDATE journals SET amount = '77' WHERE group_id = ?", group)
    assert refresh(world).changed == 1
    assert world.split(group).amount_minor == 7700


def test_an_old_one_that_is_deleted_added_or_moved_is_seen_at_once(world: World) -> None:
    old, moved = world.pay("5.00", date="2026-01-02"), world.pay("6.00", date="2026-01-03")
    world.pay()
    refresh(world)
    world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", old)
    world.execute("firefly", "UPDATE journals SET deleted = 1 WHERE group_id = ?", old)
    assert refresh(world).gone == 1
    added = world.pay("7.00", date="2026-02-02")
    assert refresh(world).changed == 1
    assert world.split(added).amount_minor == 700
    world.execute(
        "firefly",
        "UPDATE journals SET date = '2026-11-20T00:00:00+00:00' WHERE group_id = ?",
        moved,
    )
    refresh(world)
    assert world.split(moved).date.isoformat() == "2026-11-20"


def test_one_moved_out_of_the_window_keeps_its_row(world: World) -> None:
    group = world.pay()
    refresh(world)
    world.execute(
        "firefly",
        "UPDATE journals SET date = '2020-01-05T00:00:00+00:00' WHERE group_id = ?",
        group,
    )
    refresh(world)
    assert world.split(group).date.isoformat() == "2020-01-05"
    assert world.split(group).gone_at is None


def test_an_old_edit_is_seen_by_the_next_whole_comparison(world: World) -> None:
    group = world.pay("5.00", date="2026-01-02")
    refresh(world)
    world.execute("firefly", "UPDATE journals SET amount = '77' WHERE group_id = ?", group)
    refresh(world)
    assert world.split(group).amount_minor == 500
    later()
    refresh(world)
    assert world.split(group).amount_minor == 7700


def test_a_transaction_that_was_split_later_has_a_row_a_part(world: World) -> None:
    group = world.pay("5.00", date="2026-01-02")
    refresh(world)
    columns = "group_id, type, date, amount, currency_id, description, source_id, destination_id"
    again = f"SELECT {columns}, 'twin' FROM journals WHERE group_id = ?"
    world.execute("firefly", f"INSERT INTO journals ({columns}, hash) {again}", group)
    refresh(world)
    assert LedgerSplit.objects.filter(group_id=str(group), gone_at=None).count() == 2


def test_a_wider_window_is_compared_whole(world: World, settings: Settings) -> None:
    world.pay("5.00", date="2025-01-02")
    settings.SPARKLINK_SYNC_DAYS = 60
    refresh(world)
    assert not LedgerSplit.objects.exists()
    settings.SPARKLINK_SYNC_DAYS = 730
    refresh(world)
    assert LedgerSplit.objects.count() == 1
