"""Undo returns both servers to the state before: every row and field of their own files compared.

What stays is names alone, which others may use by then: the account that Firefly III made with a
transaction, tags, and the definition of the custom field in Paperless-ngx.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from paperless_firefly.review.models import Attachment, Posting
from paperless_firefly.review.services import attachments, undoing

from .test_linking import RICH
from .test_undoing import done, undo, work
from .world import World

Rows = dict[str, list[dict[str, Any]]]
# what a server keeps of calls and clocks, and not of what it holds
_NOT_HELD = {"requests", "faults", "settings", "tasks"}
_CLOCKS = {"updated_at", "modified", "modified_next"}
# names that may stay: table and column
_NAMES = {
    "firefly.accounts": "name",
    "firefly.tags": "tag",
    "paperless.tags": "name",
    "paperless.custom_fields": "name",
}
EDITS = {
    "description": "'my words'",
    "amount": "'77.000000000000'",
    "date": "'2026-11-20T00:00:00+01:00'",
    "notes": "coalesce(notes, '') || char(10) || 'mine'",
    "tags": """'["mine"]'""",
    "external_url": "'https://me.test/'",
    "internal_reference": "'mine'",
    "reconciled": "1",
}


def held(world: World) -> Rows:
    """All that both servers hold, by table; what is deleted is not there."""
    found: Rows = {}
    for name, server in (("firefly", world.firefly_server), ("paperless", world.paperless_server)):
        with closing(server.store.connect()) as db:
            tables = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
            for table in tables:
                if table not in _NOT_HELD and not table.startswith("sqlite_"):
                    rows = [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
                    found[f"{name}.{table}"] = [_field_by_field(r) for r in rows if _is_there(r)]
    return found


def _is_there(row: dict[str, Any]) -> bool:
    return not row.get("deleted")


def _field_by_field(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _CLOCKS}


def names_that_stay(before: Rows, after: Rows) -> set[str]:
    """The names that came and stayed; everything else must be equal."""
    stayed = set()
    for table, column in _NAMES.items():
        stayed |= {row[column] for row in after[table] if row not in before[table]}
        after[table] = [row for row in after[table] if row in before[table]]
    assert after == before
    return stayed


def attach_all(world: World) -> None:
    """Whatever is to be attached is attached."""
    for row in Attachment.objects.all():
        attachments.work(row, world)


@pytest.mark.parametrize("pointer", ["note", "url_field", "none"])
def test_of_a_posting_with_its_file_attached(each_world: World, pointer: str) -> None:
    world = each_world
    world.prefer(pointer=pointer, attach_file="original")
    world.scan()
    world.pay("99.00")
    before = held(world)
    world.run()
    posting = done(world, world.accept(1))
    attach_all(world)
    assert len(held(world)["firefly.attachments"]) == 1
    assert undo(world, posting).state == "undone"
    stayed = {"Nordlicht GmbH", "finance/posted"}
    assert names_that_stay(before, held(world)) == stayed | (
        {"Firefly III"} if pointer == "url_field" else set()
    )


@pytest.mark.parametrize("options", [{}, {"link_tag": "sparklink", "link_note": True}])
@pytest.mark.parametrize("grouped", [False, True])
def test_of_a_link(each_world: World, options: dict[str, Any], grouped: bool) -> None:
    world = each_world
    world.prefer(**options, attach_file="original")
    world.scan()
    group = _rich_group(world) if grouped else world.pay(**{**RICH, "notes": "Dear diary \n"})
    before = held(world)
    world.run()
    posting = done(world, world.link(1, group))
    attach_all(world)
    assert held(world)["firefly.journals"] != before["firefly.journals"]
    undo(world, posting)
    stayed = {"finance/posted", "sparklink"} if options else {"finance/posted"}
    assert names_that_stay(before, held(world)) == stayed


def _rich_group(world: World) -> int:
    """A transaction of two splits with notes, tags, references and a bank's external id."""
    split = {
        "type": "withdrawal", "date": "2026-11-13", "source_name": "Girokonto",
        "destination_name": "Nordlicht", "notes": "Dear diary", "tags": ["old"],
        "internal_reference": "ref", "external_id": "bank-7",
    }  # fmt: skip
    parts = [("12.34", "NORDLICHT SAGT DANKE"), ("5.00", "beside it")]
    return world.book([{**split, "amount": a, "description": d} for a, d in parts], "both")


def test_of_a_write_back_over_a_field_that_held_something(each_world: World) -> None:
    world = each_world
    world.prefer(pointer="url_field")
    world.scan()
    with world.paperless(world.owner.pk) as paperless:
        field = paperless.ensure_custom_field("Firefly III", "url")
        paperless.modify_custom_fields([1], {field.id: "https://was.test/"})
        paperless.add_note(1, "a person's note")
    before = held(world)
    world.run()
    posting = done(world, world.accept(1))
    assert held(world)["paperless.custom_values"] != before["paperless.custom_values"]
    undo(world, posting)
    assert names_that_stay(before, held(world)) == {"Nordlicht GmbH", "finance/posted"}


def test_of_a_link_that_was_moved(world: World) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    world.scan()
    first, second = world.pay(**RICH), world.pay("13.00")
    before = held(world)
    world.run()
    posting = done(world, world.link(1, first))
    undoing.move(document=world.document(1), by=world.owner, split=world.split(second))
    work(world, posting)
    moved = done(world, Posting.objects.exclude(pk=posting.pk).get())
    assert moved.group_id == str(second)
    undo(world, moved)
    assert names_that_stay(before, held(world)) == {"finance/posted", "sparklink"}


@pytest.mark.parametrize("field", EDITS)
def test_after_an_edit_of_what_we_made_the_edit_is_left(world: World, field: str) -> None:
    world.scan()
    world.run()
    posting = done(world, world.accept(1))
    world.execute("firefly", f"UPDATE journals SET {field} = {EDITS[field]}")
    edited = held(world)
    stopped = undo(world, posting)
    assert (stopped.state, stopped.hold["code"]) == ("held", "touched")
    assert field in {d["field"] for d in stopped.hold["differences"]}
    assert held(world) == edited
    undoing.answer(posting=stopped, by=world.owner, answer="leave")
    assert work(world, posting).state == "undone"
    assert held(world)["firefly.journals"] == edited["firefly.journals"]
    assert world.tags(1) == {"finance/inbox", "household"}


@pytest.mark.parametrize("field", [name for name in EDITS if name != "reconciled"])
def test_after_an_edit_of_what_was_linked_the_edit_is_left(world: World, field: str) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    world.scan()
    group = world.pay(**RICH)
    world.run()
    before = held(world)["firefly.journals"]
    posting = done(world, world.link(1, group))
    world.execute("firefly", f"UPDATE journals SET {field} = {EDITS[field]}")
    [edited] = world.journals()
    assert undo(world, posting).state == "undone"
    [left] = held(world)["firefly.journals"]
    if field == "notes":
        assert left["notes"].endswith("mine")
        assert "documents/1/" not in left["notes"]
    else:
        assert left[field] == edited[field]
    [was] = before
    assert {n for n, v in left.items() if v != was[n]} <= {field, "hash"}


@pytest.mark.parametrize(
    ("edit", "stays"),
    [
        ("UPDATE notes SET note = note || ' (checked)'", "notes"),
        ("INSERT INTO notes (document_id, note, created) SELECT 1, 'mine', created FROM notes",
         "notes"),
        ("INSERT INTO document_tags SELECT 1, id FROM tags WHERE name = 'mine'", "document_tags"),
    ],
    ids=["our-note-changed", "a-note-of-theirs", "a-tag-of-theirs"],
)  # fmt: skip
def test_after_an_edit_in_paperless_the_edit_is_left(world: World, edit: str, stays: str) -> None:
    world.scan()
    with world.paperless(world.owner.pk) as paperless:
        paperless.ensure_tag("mine")
    world.run()
    before = held(world)
    posting = done(world, world.accept(1))
    world.execute("paperless", edit)
    undo(world, posting)
    after = held(world)
    key = f"paperless.{stays}"
    [theirs] = [row for row in after[key] if row not in before[key]]
    after[key].remove(theirs)
    assert names_that_stay(before, after) == {"Nordlicht GmbH", "finance/posted"}
