"""Linking: nothing that the bank, its importer or the user put there changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.review.models import ConnectionKind, LedgerSplit, Link, Posting, PostingState
from paperless_firefly.review.services import importing, sync

from .world import PAPERLESS, World

RICH: dict[str, Any] = {
    "notes": "Dear diary",
    "tags": ["bank", "Ü"],
    "internal_reference": "IMPORT-7",
    "external_id": "bank-7",
    "category_name": "Office",
}


def decided(world: World, group: int) -> Posting:
    """A read document, linked to a group by its owner."""
    world.run()
    return world.link(1, group)


def work(world: World, posting: Posting) -> Posting:
    """One worker takes the posting."""
    importing.work(Posting.objects.get(pk=posting.pk), world)
    posting.refresh_from_db()
    return posting


def changed(
    before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]
) -> dict[str, tuple[Any, Any]]:
    """Field -> (before, after), over all journals."""
    return {
        name: (old[name], new[name])
        for old, new in zip(before, after, strict=True)
        for name in old
        if old[name] != new[name]
    }


def test_only_an_empty_external_url_is_filled(world: World) -> None:
    world.scan()
    posting = decided(world, world.pay(**RICH))
    before = world.journals()
    assert work(world, posting).state == PostingState.DONE
    assert changed(before, world.journals()) == {
        "external_url": (None, f"{PAPERLESS}/documents/1/")
    }


def test_an_external_url_of_others_stays(world: World) -> None:
    world.scan()
    posting = decided(world, world.pay(external_url="https://bank.test/17"))
    before = world.journals()
    assert work(world, posting).state == PostingState.DONE
    assert changed(before, world.journals()) == {}
    assert world.sent("PUT") == 0


def test_the_link_is_a_row_of_ours(world: World) -> None:
    world.scan()
    posting = work(world, decided(world, world.pay()))
    link = Link.objects.get(document=posting.document)
    assert (link.journal_id, link.made) == (posting.journal_ids[0], False)
    assert LedgerSplit.objects.get(journal_id=link.journal_id).linked


def test_a_tag_and_a_line_are_added_where_the_owner_opted(world: World) -> None:
    world.scan()
    world.prefer(link_tag="sparklink", link_note=True)
    posting = decided(world, world.pay(**RICH))
    before = world.journals()
    work(world, posting)
    difference = changed(before, world.journals())
    assert set(difference) == {"external_url", "notes", "tags"}
    assert difference["notes"][1].startswith("Dear diary\n")
    assert "bank" in difference["tags"][1]


def test_the_other_splits_of_a_group_stay(world: World) -> None:
    world.scan()
    split = {
        "type": "withdrawal", "date": "2026-11-13", "source_name": "Girokonto",
        "destination_name": "Nordlicht",
    }  # fmt: skip
    group = world.book(
        [
            {**split, "amount": "12.34", "description": "Paper", **RICH},
            {**split, "amount": "5.00", "description": "Tape", "notes": "two rolls"},
        ],
        "Nordlicht",
    )
    posting = decided(world, group)
    before = world.journals()
    assert work(world, posting).state == PostingState.DONE
    assert list(changed(before, world.journals())) == ["external_url"]


def test_a_group_changed_since_it_was_shown_is_left_alone(world: World) -> None:
    world.scan()
    posting = decided(world, world.pay())
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE external_id = 'bank-12.34'")
    before = world.journals()
    held = work(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "changed")
    assert changed(before, world.journals()) == {}


def test_a_changed_group_is_linked_as_it_is_once_a_person_says_so(world: World) -> None:
    world.scan()
    posting = decided(world, world.pay())
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE external_id = 'bank-12.34'")
    held = work(world, posting)
    importing.retry(posting=held, by=world.owner)
    assert work(world, held).state == PostingState.DONE
    assert world.journals("external_id = 'bank-12.34'")[0]["notes"] == "mine"


def test_a_reconciled_transaction_is_linked_by_our_row_alone(world: World) -> None:
    world.scan()
    group = world.pay()
    world.execute("firefly", "UPDATE journals SET reconciled = 1")
    posting = decided(world, group)
    assert work(world, posting).state == PostingState.DONE
    assert world.sent("PUT") == 0
    assert Link.objects.filter(document=posting.document).exists()


def test_a_transaction_that_is_gone_is_held_in_words(world: World) -> None:
    world.scan()
    group = world.pay()
    posting = decided(world, group)
    world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", group)
    world.execute("firefly", "UPDATE journals SET deleted = 1 WHERE group_id = ?", group)
    held = work(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "gone")


@pytest.mark.parametrize("action", ["drop", "cut", "html"])
def test_a_lost_answer_is_followed_by_no_second_change(world: World, action: str) -> None:
    world.scan()
    world.prefer(link_note=True)
    posting = decided(world, world.pay(**RICH))
    world.fault("firefly", action, method="PUT", phase="after")
    assert work(world, posting).state == PostingState.FAILED
    Posting.objects.update(due_at=timezone.now(), lease_until=None)
    assert work(world, posting).state == PostingState.DONE
    assert world.sent("PUT") == 1


def test_sync_notices_edits_deletions_and_new_splits(world: World) -> None:
    first, second = world.pay("1.00"), world.pay("2.00")
    world.run()
    world.execute("firefly", "UPDATE journals SET description = 'edited' WHERE group_id = ?", first)
    world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", second)
    world.execute("firefly", "UPDATE journals SET deleted = 1 WHERE group_id = ?", second)
    third = world.pay("3.00")
    world.run()
    rows = {s.group_id: s for s in LedgerSplit.objects.all()}
    assert rows[str(first)].description == "edited"
    assert rows[str(second)].gone_at is not None
    assert rows[str(third)].gone_at is None


def test_groups_that_straddle_pages_are_whole(world: World) -> None:
    split = {
        "type": "withdrawal", "date": "2026-11-13", "source_name": "Girokonto",
        "destination_name": "Nordlicht",
    }  # fmt: skip
    for number in range(6):
        parts = [{**split, "amount": "1.00", "description": f"{number}-{n}"} for n in range(3)]
        world.book(parts, f"group {number}")
    with world.firefly(world.owner.pk) as firefly:
        connection = world.connection(ConnectionKind.FIREFLY)
        for page in firefly.transactions(*_days(), limit=4):
            sync.store_groups(connection, page.groups, 1)
    assert LedgerSplit.objects.count() == 18


def test_rows_outside_the_window_stay(world: World, settings: Settings) -> None:
    world.pay("1.00", date="2026-01-05")
    world.run()
    settings.SPARKLINK_SYNC_DAYS = 30
    world.run()
    assert LedgerSplit.objects.get(amount_minor=100).gone_at is None


def _days() -> tuple[Any, Any]:
    from datetime import date

    return date(2026, 1, 1), date(2026, 12, 31)
