"""Linking changes nothing else: every table of Firefly III before and after, field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import pytest
from django.utils import timezone

from paperless_firefly.review.models import Attachment, LedgerSplit, Link, Posting, PostingState
from paperless_firefly.review.services import attachments, decisions, importing, undoing

from .world import PAPERLESS, World

URL = f"{PAPERLESS}/documents/1/"
BANK: dict[str, Any] = {
    "type": "withdrawal", "date": "2026-11-13", "description": "NORDLICHT SAGT DANKE",
    "source_name": "Girokonto", "destination_name": "Nordlicht", "category_name": "Office",
    "notes": "Dear diary,\n\n  two  blanks and a line\n", "tags": ["bank", "Ü", "a, b"],
    "external_id": "bank-7", "internal_reference": "IMPORT-7", "sepa_cc": "EREF",
    "sepa_ct_op": "NOTPROVIDED", "sepa_ct_id": "E2E-7", "sepa_db": "MANDATE-7", "sepa_ci": "DE98ZZZ",
    "sepa_ep": "purpose", "sepa_country": "DE", "sepa_batch_id": "B-7", "book_date": "2026-11-14",
    "process_date": "2026-11-15", "invoice_date": "2026-11-11", "due_date": "2026-11-30",
    "payment_date": "2026-11-13", "interest_date": "2026-11-16", "foreign_amount": "11.00",
    "foreign_currency_code": "USD",
}  # fmt: skip
SHAPES = {"single": ["12.34"], "grouped": ["5.00", "12.34", "7.77"]}
OPTED: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a tag": {"link_tag": "scan"},
    "a line": {"link_note": True},
    "both and a file": {"link_tag": "scan", "link_note": True, "attach_file": "original"},
}
Rows = dict[str, list[dict[str, Any]]]


def everything(world: World) -> Rows:
    """Firefly's own file without what a server itself moves: the times of updates."""
    with closing(world.firefly_server.store.connect()) as db:
        names = [
            row["name"]
            for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if row["name"] not in ("requests", "faults", "settings", "sqlite_sequence")
        ]
        return {
            name: [_plain(dict(row)) for row in db.execute(f"SELECT * FROM {name} ORDER BY 1")]
            for name in names
        }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "updated_at"}


def arranged(world: World, shape: str, **more: Any) -> Posting:
    """A transaction with everything a bank and a user put there, and the decision to link to it."""
    amounts = SHAPES[shape]
    parts = [{**BANK, **more, "amount": amount} for amount in amounts]
    group = world.book(parts, "Market" if len(parts) > 1 else None)
    _attach(world, group)
    world.scan()
    world.run()
    document = world.document(1)
    split = LedgerSplit.objects.get(group_id=str(group), amount_minor=1234)
    return decisions.link(document=document, by=world.owner, version=document.version, split=split)


def _attach(world: World, group: int) -> None:
    with world.firefly(world.owner.pk) as firefly:
        for split in firefly.transaction(str(group)).splits:
            shell = firefly.make_attachment(split.journal_id, "receipt.txt", "my own")
            firefly.fill_attachment(shell.id, f"of {split.journal_id}".encode())


def linked(world: World, posting: Posting) -> Posting:
    """One worker takes the posting, and what is to be attached after it."""
    importing.work(Posting.objects.get(pk=posting.pk), world)
    Attachment.objects.update(due_at=timezone.now())
    for row in Attachment.objects.all():
        attachments.work(row, world)
    posting.refresh_from_db()
    return posting


def changes(before: Rows, after: Rows) -> dict[tuple[str, int, str], tuple[Any, Any]]:
    """(table, id, field) -> before and after, of rows that were there before."""
    return {
        (table, old["id"], field): (old[field], new[field])
        for table, rows in before.items()
        for old, new in zip(rows, after[table], strict=False)
        for field in old
        if old[field] != new[field]
    }


def added(before: Rows, after: Rows) -> dict[str, int]:
    """Table -> how many rows came or went."""
    counts = {table: len(after[table]) - len(rows) for table, rows in before.items()}
    return {table: count for table, count in counts.items() if count}


def expected(opted: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What linking may change of the split: its empty address, the opted tag, the opted line."""
    found: dict[str, tuple[Any, Any]] = {"external_url": (None, URL)}
    notes = str(BANK["notes"])
    if opted.get("link_tag"):
        found["tags"] = (BANK["tags"], [*BANK["tags"], "scan"])
    if opted.get("link_note"):
        found["notes"] = (notes, f"{notes.rstrip()}\n\nDocument: {URL}")
    return found


@pytest.mark.parametrize("opted", OPTED)
@pytest.mark.parametrize("shape", SHAPES)
def test_linking_changes_its_own_additions_alone(world: World, shape: str, opted: str) -> None:
    world.prefer(**OPTED[opted])
    posting = arranged(world, shape)
    before = everything(world)
    assert linked(world, posting).state == PostingState.DONE
    after = everything(world)
    journal = int(posting.journal_ids[0])
    found = changes(before, after)
    assert {key[:2] for key in found} == {("journals", journal)}
    assert {
        field: tuple(json.loads(v) for v in pair) if field == "tags" else pair
        for (_, _, field), pair in found.items()
    } == expected(OPTED[opted])
    files, tags = (int(name in OPTED[opted]) for name in ("attach_file", "link_tag"))
    assert added(before, after) == {
        name: count for name, count in (("attachments", files), ("tags", tags)) if count
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_an_address_of_others_stays_and_nothing_changes(world: World, shape: str) -> None:
    posting = arranged(world, shape, external_url="https://bank.test/17")
    before = everything(world)
    assert linked(world, posting).state == PostingState.DONE
    assert everything(world) == before


@pytest.mark.parametrize("shape", SHAPES)
def test_a_reconciled_one_is_linked_by_our_row_alone(world: World, shape: str) -> None:
    world.prefer(**OPTED["both and a file"])
    posting = arranged(world, shape, reconciled=True)
    before = everything(world)
    assert linked(world, posting).state == PostingState.DONE
    assert everything(world) == before
    assert Link.objects.get().journal_id == posting.journal_ids[0]


@pytest.mark.parametrize(
    "edit",
    ["notes = 'mine'", "amount = '12.35'", "tags = '[]'", "category_id = NULL", "reconciled = 1"],
)
def test_a_group_changed_since_it_was_shown_is_left_alone(world: World, edit: str) -> None:
    world.prefer(**OPTED["both and a file"])
    posting = arranged(world, "grouped")
    # another split of the group than the one that is linked
    world.execute("firefly", f"UPDATE journals SET {edit} WHERE amount LIKE '7.77%'")
    before = everything(world)
    held = linked(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "changed")
    assert everything(world) == before
    assert not Link.objects.exists()


@pytest.mark.parametrize("shape", SHAPES)
def test_taking_it_back_leaves_everything_as_it_was(world: World, shape: str) -> None:
    world.prefer(**OPTED["both and a file"])
    posting = arranged(world, shape)
    before = everything(world)
    linked(world, posting)
    undoing.take_back(document=world.document(1), by=world.owner)
    undoing.work(Posting.objects.get(pk=posting.pk), world)
    after = everything(world)
    assert changes(before, after) == {}
    # a tag that nothing carries any more, and the deleted attachment as Firefly keeps it
    assert added(before, after) == {"attachments": 1, "tags": 1}
    assert after["attachments"][-1]["deleted"] == 1
