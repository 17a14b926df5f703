"""Sync against what a real Firefly III was recorded to say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paperless_firefly.review.models import ConnectionKind, LedgerSplit
from paperless_firefly.review.services import sync

from .recorded_ledger import RecordedLedger
from .world import TODAY, World

YEARS = [(TODAY - timedelta(days=n)).isoformat() for n in range(720)]


def refresh(world: World, ledger: RecordedLedger) -> sync.Counts:
    """One sync as it comes by itself."""
    with ledger.client() as firefly:
        connection = world.connection(ConnectionKind.FIREFLY)
        return sync.refresh(connection=connection, firefly=firefly, today=TODAY)


def alive(group: str) -> list[tuple[str, int]]:
    """Journal and amount of a group's splits that are there."""
    rows = LedgerSplit.objects.filter(group_id=group, gone_at=None).order_by("journal_id")
    return list(rows.values_list("journal_id", "amount_minor"))


def test_five_thousand_take_twelve_requests_and_nothing_new_takes_two(world: World) -> None:
    ledger = RecordedLedger()
    ledger.many("117", 5000, YEARS)
    assert refresh(world, ledger).received == 5000
    assert len(ledger.requests) <= 12
    before = len(ledger.requests)
    counts = refresh(world, ledger)
    assert len(ledger.requests) - before <= 2
    assert (counts.changed, counts.gone) == (0, 0)
    assert LedgerSplit.objects.filter(gone_at=None).count() == 5000


def test_a_recorded_group_is_whole_though_pages_cut_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "_PAGE", 2)
    ledger = RecordedLedger("073", "216", "117")
    refresh(world, ledger)
    assert alive("5") == [("5", 1000), ("6", 550), ("7", 125)]
    assert alive("33") == [("35", 100), ("36", 200), ("37", 300)]


def test_a_recorded_single_is_split_later(world: World) -> None:
    ledger = RecordedLedger("117", "216")
    refresh(world, ledger)
    assert alive("2") == [("2", 1234)]
    ledger.take("222")
    refresh(world, ledger)
    assert alive("2") == [("2", 1000), ("38", 500)]


def test_recorded_splits_that_a_put_deleted_are_gone(world: World) -> None:
    ledger = RecordedLedger("216")
    refresh(world, ledger)
    ledger.take("220")
    refresh(world, ledger)
    assert alive("33") == [("35", 100)]
    assert LedgerSplit.objects.filter(group_id="33").count() == 3


def test_a_recorded_deletion_answers_401_and_the_row_is_gone(world: World) -> None:
    ledger = RecordedLedger("268", "117")
    refresh(world, ledger)
    del ledger.groups["34"]
    assert refresh(world, ledger).gone == 1
    assert alive("34") == []
    assert alive("2") == [("2", 1234)]
