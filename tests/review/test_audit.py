"""The audit: every change has its entry, nobody changes one, and only the policy takes old ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.review.models import AppendOnly, AuditEntry, Posting
from paperless_firefly.review.selectors import audit
from paperless_firefly.review.services import importing, sweep, values
from paperless_firefly.review.services.audit import prune, record_for

from .test_undoing import done, undo
from .world import World


def entry(action: str) -> dict[str, Any]:
    """The details of the newest entry of an action."""
    found: dict[str, Any] = AuditEntry.objects.filter(action=action).latest("pk").details
    return found


def calls(action: str) -> list[tuple[str, int]]:
    """What the newest entry says that servers answered, ids left out."""
    told = entry(action)["upstream"]
    return [("".join(c for c in t["call"] if not c.isdigit()), t["status"]) for t in told]


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.save(),
        lambda row: row.save(update_fields=["action"]),
        lambda row: row.delete(),
        lambda row: AuditEntry.objects.all().update(action="other"),
        lambda row: AuditEntry.objects.filter(pk=row.pk).delete(),
        lambda row: AuditEntry.objects.bulk_update([row], ["action"]),
    ],
    ids=["save", "save-fields", "delete", "update", "delete-many", "bulk-update"],
)
def test_nobody_changes_an_entry(world: World, change: Callable[[AuditEntry], object]) -> None:
    record_for(world.owner.pk, "password-set")
    row = AuditEntry.objects.latest("pk")
    row.action = "other"
    with pytest.raises(AppendOnly):
        change(row)
    assert AuditEntry.objects.get(pk=row.pk).action == "password-set"


def test_a_reading_says_which_reader_found_what(world: World) -> None:
    world.scan()
    world.run()
    changes = {c["field"]: c for c in entry("read")["changes"]}
    assert changes["total"] == {"field": "total", "was": "", "now": "12.34", "by": "text"}


def test_a_value_that_is_restored_says_from_which_to_which(world: World) -> None:
    world.scan()
    world.run()
    document = world.document(1)
    values.set_values(
        document=document, by=world.owner, version=document.version, values={"total": "99.00"}
    )
    values.restore(document=document, by=world.owner, version=document.version, name="total")
    told = entry("field-restored")
    assert (told["was"], told["now"], told["by"]) == ("99.00", "12.34", "text")


def test_what_is_posted_and_taken_back_says_what_the_servers_answered(world: World) -> None:
    world.scan()
    world.run()
    undo(world, done(world, world.accept(1)))
    assert calls("posted") == [("POST /api/v/transactions", 200)]
    assert calls("undone") == [
        ("DELETE /api/v/transactions/", 204),
        ("DELETE /api/documents//notes/", 200),
        ("POST /api/documents/bulk_edit/", 200),
    ]
    assert [(entry(a)["was"], entry(a)["now"]) for a in ("posted", "undone", "reopened")] == [
        ("sending", "done"), ("undoing", "undone"), ("new", "open"),
    ]  # fmt: skip


def test_a_call_without_an_answer_is_told_as_such(world: World) -> None:
    world.scan()
    world.run()
    posting = world.accept(1)
    world.fault("firefly", "drop", method="POST", phase="after")
    importing.work(Posting.objects.get(pk=posting.pk), world)
    assert calls("failed") == [("POST /api/v/transactions", 0)]


def test_no_entry_holds_a_token_or_a_whole_body(world: World) -> None:
    world.scan()
    world.pay("99.00")
    world.run()
    undo(world, done(world, world.accept(1)))
    told = [json.dumps(row) for row in AuditEntry.objects.values_list("details", flat=True)]
    assert len(told) > 5
    assert not [text for text in told if "demo-token" in text or len(text) > 4000]


def test_a_long_value_is_cut(world: World) -> None:
    record_for(world.owner.pk, "failed", reason="x" * 10_000, more=[{"was": "y" * 10_000}])
    told = entry("failed")
    assert (len(told["reason"]), len(told["more"][0]["was"])) == (400, 400)


def test_only_the_policy_takes_old_entries_and_says_so(world: World, settings: Settings) -> None:
    for age in (400, 300, 1):
        record_for(world.owner.pk, "password-set")
        _age(AuditEntry.objects.latest("pk").pk, age)
    before = AuditEntry.objects.count()
    settings.SPARKLINK_AUDIT_DAYS = 0
    sweep.work(world)
    assert AuditEntry.objects.count() == before
    settings.SPARKLINK_AUDIT_DAYS = 365
    sweep.work(world)
    assert entry("audit-pruned")["entries"] == 1
    assert prune(older_than=timedelta(days=200)) == 1
    assert AuditEntry.objects.filter(action="password-set").count() == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"posted", "read", "field-changed", "password-set"}),
        ({"action": "values"}, {"field-changed"}),
        ({"action": "posted"}, {"posted"}),
        ({"by": "machine"}, {"posted", "read", "password-set"}),
        ({"by": "owner"}, {"field-changed"}),
        ({"document": 1}, {"posted", "read", "field-changed"}),
        ({"text": "NORDLICHT sending"}, {"posted"}),
        ({"text": "nobody"}, set()),
        ({"since": timezone.now().date() + timedelta(days=2)}, set()),
        ({"until": timezone.now().date() - timedelta(days=2)}, set()),
    ],
)
def test_entries_are_found_by_what_they_say(
    world: World, wanted: dict[str, Any], found: set[str]
) -> None:
    world.scan()
    world.run()
    document = world.document(1)
    values.set_values(
        document=document, by=world.owner, version=document.version, values={"total": "13.37"}
    )
    record_for(world.owner.pk, "password-set")
    done(world, world.accept(1))
    kept = {"posted", "read", "field-changed", "password-set"}
    rows = audit.entries(audit.Wanted(zone=ZoneInfo("Europe/Vienna"), **wanted), world.owner.pk)
    assert {row.action for row in rows} & kept == found


def _age(pk: int, days: int) -> None:
    """As if an entry had been written days ago (the model itself refuses that)."""
    at = timezone.now() - timedelta(days=days)
    AuditEntry._base_manager.filter(pk=pk).update(at=at)
