"""The dry run says what is then written, to the field, and writes nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest
from click.testing import CliRunner

from paperless_firefly.cli.main import main
from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.domain.posting import Booking, SplitChoice
from paperless_firefly.posting.images import image_of
from paperless_firefly.review import tasks
from paperless_firefly.review.models import LedgerSplit, Posting
from paperless_firefly.review.services import decisions, dry_run, importing
from paperless_firefly.review.services.dry_run import NEW, DryRun, Part
from paperless_firefly.review.services.looks import Rows, Servers
from paperless_firefly.review.services.preferences import preferences_of

from .test_linking import RICH
from .test_merging import accept as provisional
from .test_merging import arrive, merge
from .test_undoing import done
from .test_waiting import drain
from .world import FIREFLY, PAPERLESS, TODAY, Wire, World

_MONEY = ("amount", "foreign_amount")


class ReadOnly(Wire):
    """A server that fails whoever writes; `asked` counts what was read."""

    asked = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a GET."""
        assert request.method == "GET", f"{request.method} {request.url}"
        type(self).asked += 1
        return super().handle_request(request)


class ReadOnlyWorld:
    """services.upstreams.Upstreams whose servers refuse every call that writes."""

    def __init__(self, world: World) -> None:
        self.world = world

    def firefly(self, owner_id: int) -> FireflyClient:
        """A client that can only read."""
        token = self.world.firefly_server.store.settings()["token"]
        return FireflyClient(FIREFLY, token, transport=ReadOnly(self.world.firefly_server))

    def paperless(self, owner_id: int) -> PaperlessClient:
        """A client that can only read."""
        token = self.world.paperless_server.store.settings()["token"]
        return PaperlessClient(PAPERLESS, token, transport=ReadOnly(self.world.paperless_server))


@contextmanager
def looking(world: World) -> Iterator[Servers]:
    """Both servers, by reading calls alone."""
    upstreams, owner = ReadOnlyWorld(world), world.owner.pk
    with upstreams.firefly(owner) as firefly, upstreams.paperless(owner) as paperless:
        yield Servers(firefly, paperless)


def told(world: World, ident: int = 1, booking: Booking | None = None) -> DryRun:
    """What a dry run with both servers says of a document."""
    preferences = preferences_of(world.owner.pk)
    with looking(world) as look:
        return dry_run.of(world.document(ident), preferences, look, booking=booking)


def holds(world: World, group_id: str, journal: str = "") -> dict[str, str]:
    """What Firefly holds of a transaction's only (or one) split, as an image."""
    with world.firefly(world.owner.pk) as firefly:
        splits = image_of(firefly.transaction(group_id))["splits"]
    found: dict[str, str] = splits[journal] if journal else next(iter(splits.values()))
    return found


def agrees(part: Part, held: dict[str, str]) -> bool:
    """Whether each field of a part is what Firefly holds (dates of papers are no part of images)."""
    said = {c.field: c.now for c in part.changes if not c.field.endswith("_date")}
    said.pop("title", None)
    for name in _MONEY:
        if name in said:
            said[name] = f"{Decimal(said[name]).normalize():f}"
    return said == {name: held[name] for name in said}


def test_what_it_said_of_a_new_transaction_is_what_firefly_then_holds(each_world: World) -> None:
    each_world.scan()
    each_world.run()
    said = told(each_world, booking=each_world.booking())
    posting = done(each_world, each_world.accept(1))
    [part] = said.parts
    held = holds(each_world, posting.group_id)
    assert (said.act, said.accepted, agrees(part, held)) == ("new", False, True)
    names = {c.field for c in part.changes}
    assert {n for n, v in held.items() if v and not n.endswith("_id")} - names == {"reconciled"}
    assert ("account", "Nordlicht GmbH") in said.makes


def test_what_it_said_of_a_link_is_all_that_changes(world: World) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    world.scan()
    group = world.pay(**{**RICH, "notes": "Dear diary"})
    world.run()
    posting = world.link(1, group)
    said, before = told(world), holds(world, str(group))
    done(world, Posting.objects.get(pk=posting.pk))
    after = holds(world, str(group))
    [part] = said.parts
    assert (said.act, said.accepted) == ("link", True)
    assert {c.field: (c.was, c.now) for c in part.changes} == {
        name: (before[name], after[name]) for name in after if before[name] != after[name]
    }


def test_what_it_said_of_a_merge_is_all_that_changes(world: World) -> None:
    world.scan()
    world.run()
    provisional(world)
    drain(world)
    group = arrive(world)
    merge(world, group)
    said, before = told(world), holds(world, str(group))
    drain(world)
    after = holds(world, str(group))
    [part] = said.parts
    assert {c.field: (c.was, c.now) for c in part.changes} == {
        name: (before[name], after[name]) for name in after if before[name] != after[name]
    }


PARTS = (SplitChoice("Food", "10.00", "Groceries", tags=("fresh",)), SplitChoice("Soap", "2.34"))


def test_what_it_said_of_each_part_is_what_firefly_then_holds(world: World) -> None:
    world.scan()
    world.run()
    booking = replace(world.booking(), splits=PARTS)
    said, document = told(world, booking=booking), world.document(1)
    posting = done(
        world,
        decisions.accept_new(
            document=document, by=world.owner, version=document.version, booking=booking
        ),
    )
    held = [holds(world, posting.group_id, str(journal)) for journal in posting.journal_ids]
    assert [p.name for p in said.parts] == ["1", "2"]
    assert [agrees(p, h) for p, h in zip(said.parts, held, strict=True)] == [True, True]
    assert set(said.makes) >= {("category", "Groceries"), ("tag", "fresh")}


def test_what_it_said_of_splitting_a_payment_is_what_firefly_then_holds(world: World) -> None:
    world.scan()
    group = world.pay(**RICH)
    world.run()
    document, split = world.document(1), world.split(group)
    preferences = preferences_of(world.owner.pk)
    with looking(world) as look:
        said = dry_run.of(document, preferences, look, split=split, parts=PARTS)
    before = holds(world, str(group))
    posting = decisions.link(
        document=document, by=world.owner, version=document.version, split=split, parts=PARTS
    )
    done(world, posting)
    first, second = (row.journal_id for row in LedgerSplit.objects.order_by("pk"))
    assert agrees(said.parts[0], holds(world, str(group), first))
    assert agrees(said.parts[1], holds(world, str(group), second))
    assert {c.field: c.was for c in said.parts[0].changes if c.was}.items() <= before.items()


@pytest.mark.parametrize("pointer", ["note", "url_field", "none"])
@pytest.mark.parametrize("move_tags", [True, False])
def test_what_it_said_of_paperless_is_what_paperless_then_holds(
    world: World, pointer: str, move_tags: bool
) -> None:
    world.prefer(pointer=pointer, move_tags=move_tags)
    world.scan()
    world.run()
    said, before = told(world, booking=world.booking()).paperless, world.tags(1)
    posting = done(world, world.accept(1))
    after = {*before, *(c.now for c in said if c.field == "tag" and c.now)}
    after -= {c.was for c in said if c.field == "tag"}
    assert world.tags(1) == after
    said_now = [c.now.replace(NEW, posting.group_id) for c in said if c.field == "note"]
    assert world.notes(1) == said_now
    fields = [c.field for c in said if c.field.startswith("field:")]
    assert fields == (["field:Firefly III"] if pointer == "url_field" else [])


def test_after_posting_nothing_more_would_be_written(world: World) -> None:
    world.scan()
    world.run()
    done(world, world.accept(1))
    assert (told(world).act, told(world).paperless) == ("nothing", ())


def test_one_that_firefly_holds_already_is_taken_over(world: World) -> None:
    world.scan()
    world.run()
    posting = world.accept(1)
    world.fault("firefly", "drop", method="POST", phase="after")
    importing.work(Posting.objects.get(pk=posting.pk), world)
    said = told(world)
    assert (said.act, said.parts) == ("nothing", ())
    assert "taken over" in said.reason


def test_one_that_may_be_there_already_is_told(world: World) -> None:
    world.scan()
    world.run()
    world.pay("12.34", external_url=f"{PAPERLESS}/documents/1/")
    said = told(world, booking=world.booking())
    assert (said.act, said.reason.startswith("Firefly III already holds")) == ("nothing", True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [("description = 'mine'", "changed in Firefly III"), ("deleted = 1", "no longer in Firefly")],
)
def test_a_link_that_would_be_held_is_told(world: World, change: str, reason: str) -> None:
    world.scan()
    group = world.pay()
    world.run()
    world.link(1, group)
    world.execute("firefly", f"UPDATE journals SET {change} WHERE group_id = ?", group)
    if "deleted" in change:
        world.execute("firefly", "UPDATE groups SET deleted = 1 WHERE id = ?", group)
    said = told(world)
    assert (said.act, reason in said.reason) == ("nothing", True)


def test_a_reconciled_transaction_gets_nothing(world: World) -> None:
    world.scan()
    group = world.pay(reconciled=True)
    world.run()
    world.link(1, group)
    assert (told(world).act, told(world).parts) == ("link", ())


def test_what_stands_in_the_way_is_said(world: World) -> None:
    world.scan()
    world.run()
    said = told(world, booking=Booking())
    assert (said.act, "Choose your own account." in said.reason) == ("nothing", True)


def test_the_rows_say_the_same_without_a_call(world: World) -> None:
    world.prefer(link_tag="sparklink", link_note=True)
    world.scan(), world.scan("99,00")
    world.pay(**RICH)
    world.run()
    preferences, before = preferences_of(world.owner.pk), ReadOnly.asked
    rows = list(dry_run.of_all(world.owner.pk, preferences, Rows()))
    assert (len(rows), ReadOnly.asked) == (2, before)
    with looking(world) as look:
        asked = list(dry_run.of_all(world.owner.pk, preferences, look))
    assert [run.as_json() for run in asked] == [run.as_json() for run in rows]
    assert {run.act for run in rows} == {"new", "link"}


def test_all_that_waits_is_told_and_nothing_written(world: World) -> None:
    for total in ("12,34", "99,00", "50,00"):
        world.scan(total)
    group = world.pay("12.34")
    world.run()
    world.link(1, group)
    document = world.document(2)
    decisions.wait(
        document=document, by=world.owner, version=document.version, booking=world.booking(),
        until=TODAY,
    )  # fmt: skip
    sent = [(m, w, world.sent(m, w)) for m in ("POST", "PUT", "PATCH", "DELETE")
            for w in ("firefly", "paperless")]  # fmt: skip
    rows = list(Posting.objects.values())
    with looking(world) as look:
        found = list(dry_run.of_all(world.owner.pk, preferences_of(world.owner.pk), look))
    assert [(run.document.paperless_id, run.act, run.accepted) for run in found] == [
        (2, "new", True), (1, "link", True), (3, "new", False),
    ]  # fmt: skip
    assert sent == [(m, w, world.sent(m, w)) for m, w, _ in sent]
    assert list(Posting.objects.values()) == rows


def test_the_command_prints_it_as_text_and_as_json(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.scan()
    world.run()
    world.accept(1)
    monkeypatch.setattr(tasks, "servers", ReadOnlyWorld(world))
    text = CliRunner().invoke(main, ["import", "--dry-run"])
    assert text.exit_code == 0, text.output
    for line in ("Document 1, Nordlicht GmbH: a new transaction (accepted)", "+ amount: 12.34",
                 "makes the account Nordlicht GmbH", "- tag: finance/inbox"):  # fmt: skip
        assert line in text.output
    [line] = CliRunner().invoke(main, ["import", "--dry-run", "--json"]).output.splitlines()
    assert json.loads(line)["splits"][0]["changes"]


def test_the_command_says_when_a_server_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.scan()
    world.run()
    world.fault("firefly", "drop", method="GET")
    monkeypatch.setattr(tasks, "servers", ReadOnlyWorld(world))
    found = CliRunner().invoke(main, ["import", "--dry-run"])
    assert (found.exit_code, "Firefly III" in found.output) == (1, True)


def test_without_dry_run_it_sends_what_was_accepted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.scan()
    world.run()
    world.accept(1)
    monkeypatch.setattr(tasks, "servers", world)
    found = CliRunner().invoke(main, ["import"])
    assert found.output == "Document 1: Done.\n"
    assert len(world.made(1)) == 1
    assert "Nothing accepted" in CliRunner().invoke(main, ["import"]).output
