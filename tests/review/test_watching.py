"""A linked transaction that is edited or deleted in Firefly III later is noticed, told, answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from paperless_firefly.domain.posting import SplitChoice
from paperless_firefly.review.models import AuditEntry, ConnectionKind, Link, Posting
from paperless_firefly.review.selectors import watching as selector
from paperless_firefly.review.services import decisions, undoing, watching
from paperless_firefly.review.services.errors import NotAllowed

from .test_linking import RICH
from .test_undoing import done, undo, work
from .world import World


def linked(world: World, **more: Any) -> Posting:
    """A document that is linked to a bank transaction and written back."""
    world.scan()
    group = world.pay(**(more or {"amount": "12.34"}))
    world.run()
    return done(world, world.link(1, group))


def posted(world: World) -> Posting:
    """A document that is posted and written back."""
    world.scan()
    world.run()
    return done(world, world.accept(1))


def edit(world: World, change: str) -> None:
    """Somebody edits every transaction in Firefly, and a run looks at all of them."""
    world.execute("firefly", f"UPDATE journals SET {change} WHERE type != 'opening balance'")
    sync(world)


def sync(world: World) -> None:
    """A run that compares everything."""
    connection = world.connection(ConnectionKind.FIREFLY)
    connection.cursor.pop("whole_at", None)
    connection.save(update_fields=["cursor"])
    assert world.run().sync_ok


def delete(world: World, posting: Posting) -> None:
    """Somebody deletes the posting's transaction, and a run looks."""
    for table, column in (("groups", "id"), ("journals", "group_id")):
        world.execute(
            "firefly", f"UPDATE {table} SET deleted = 1 WHERE {column} = ?", posting.group_id
        )
    sync(world)


def told(action: str) -> list[dict[str, Any]]:
    """What the audit says of an action."""
    return list(AuditEntry.objects.filter(action=action).values_list("details", flat=True))


@pytest.mark.parametrize("make", [posted, linked])
def test_what_is_as_it_was_left_is_never_called_changed(world: World, make: Any) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    make(world)
    sync(world)
    sync(world)
    assert Link.objects.get().changed == ""
    assert told("transaction-edited") == []


@pytest.mark.parametrize(
    ("change", "field", "was", "now"),
    [
        ("description = 'mine'", "description", "NORDLICHT SAGT DANKE", "mine"),
        ("amount = '99.99'", "amount", "12.34", "99.99"),
        ("date = '2026-11-20T00:00:00+00:00'", "date", "2026-11-13", "2026-11-20"),
        ("notes = 'mine'", "notes", "", "mine"),
    ],
)
def test_an_edit_is_noticed_with_what_was_and_is(
    world: World, change: str, field: str, was: str, now: str
) -> None:
    posting = linked(world)
    edit(world, change)
    [found] = selector.changes_of(posting.document)
    assert (found.link.changed, found.differences) == ("edited", ((field, was, now),))
    [entry] = told("transaction-edited")
    assert entry["changes"] == [{"field": field, "was": was, "now": now}]


def test_reconciling_in_firefly_is_no_edit(world: World) -> None:
    linked(world)
    edit(world, "reconciled = 1")
    assert Link.objects.get().changed == ""


@pytest.mark.parametrize("make", [posted, linked])
def test_a_deleted_transaction_is_noticed_once(world: World, make: Any) -> None:
    posting = make(world)
    delete(world, posting)
    sync(world)
    assert Link.objects.get().changed == "gone"
    assert [t["group"] for t in told("transaction-gone")] == [posting.group_id]
    assert selector.counts(world.owner.pk) == {"gone": 1, "edited": 0}


def test_one_that_comes_back_as_it_was_is_told(world: World) -> None:
    posting = linked(world)
    delete(world, posting)
    world.execute("firefly", "UPDATE groups SET deleted = 0")
    edit(world, "deleted = 0")
    assert Link.objects.get().changed == ""
    assert len(told("transaction-back")) == 1


def test_a_person_may_leave_an_edit_and_is_told_of_the_next(world: World) -> None:
    posting = linked(world)
    edit(world, "description = 'mine'")
    watching.leave(document=posting.document, by=world.owner)
    sync(world)
    assert selector.changes_of(posting.document) == []
    edit(world, "description = 'yours'")
    [found] = selector.changes_of(posting.document)
    assert found.differences == (("description", "mine", "yours"),)


def test_a_person_may_leave_it_gone(world: World) -> None:
    posting = posted(world)
    delete(world, posting)
    watching.leave(document=posting.document, by=world.owner)
    sync(world)
    assert selector.counts(world.owner.pk) == {"gone": 0, "edited": 0}
    with pytest.raises(NotAllowed):
        watching.leave(document=posting.document, by=world.owner)


def test_all_edits_may_be_left_but_not_what_is_gone(world: World) -> None:
    posting = linked(world)
    edit(world, "description = 'mine'")
    assert watching.leave_edited(by=world.owner) == 1
    delete(world, posting)
    assert watching.leave_edited(by=world.owner) == 0
    assert Link.objects.get().changed == "gone"


def test_a_gone_one_is_taken_back_into_the_queue(world: World) -> None:
    posting = posted(world)
    delete(world, posting)
    assert undo(world, posting).state == "undone"
    assert world.document(1).decision == "open"
    assert world.tags(1) == {"finance/inbox", "household"}
    assert selector.counts(world.owner.pk) == {"gone": 0, "edited": 0}


def test_an_undo_that_deletes_is_no_deletion_by_somebody(world: World) -> None:
    posting = posted(world)
    undoing.take_back(document=world.document(1), by=world.owner)
    world.fault("paperless", "drop", method="DELETE", phase="before")
    work(world, posting)
    sync(world)
    assert told("transaction-gone") == []


def test_our_own_second_link_to_the_same_transaction_is_no_edit(world: World) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    world.scan(), world.scan(number="R-2")
    group = world.pay(**RICH)
    world.run()
    done(world, world.link(1, group))
    second = done(world, world.link(2, group))
    sync(world)
    assert {link.changed for link in Link.objects.all()} == {""}
    undo(world, second)
    sync(world)
    assert {link.changed for link in Link.objects.all()} == {""}


def test_our_own_split_of_a_transaction_is_no_edit(world: World) -> None:
    world.scan()
    group = world.pay(**RICH)
    world.run()
    document = world.document(1)
    parts = (SplitChoice("Food", "10.00", "Groceries"), SplitChoice("Soap", "2.34"))
    posting = decisions.link(
        document=document, by=world.owner, version=document.version, split=world.split(group),
        parts=parts,
    )  # fmt: skip
    done(world, posting)
    sync(world)
    assert {link.changed for link in Link.objects.all()} == {""}
    edit(world, "description = 'mine'")
    assert {link.changed for link in Link.objects.all()} == {"edited"}


def test_links_from_before_are_compared_from_their_first_look_on(world: World) -> None:
    linked(world)
    Link.objects.update(left={}, seen="")
    edit(world, "description = 'mine'")
    assert Link.objects.get().changed == ""
    edit(world, "description = 'yours'")
    assert Link.objects.get().changed == "edited"


def test_another_persons_link_is_not_touched(world: World) -> None:
    linked(world)
    edit(world, "description = 'mine'")
    Link.objects.update(owner=User.objects.create_user("colleague"))
    assert selector.counts(world.owner.pk) == {"gone": 0, "edited": 0}
    assert watching.leave_edited(by=world.owner) == 0
