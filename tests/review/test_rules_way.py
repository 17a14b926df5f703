"""Rules on the way of a document: from Paperless' tags to Firefly's books, on both servers."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from paperless_firefly.demo.firefly import Books
from paperless_firefly.domain.posting import Booking
from paperless_firefly.domain.rules import Conditions, Rule, Sets, Target
from paperless_firefly.review.models import Connection, ConnectionKind, Document, Posting, RuleOffer
from paperless_firefly.review.models import Rule as Row
from paperless_firefly.review.selectors.proposed import suggested_booking
from paperless_firefly.review.selectors.readings import extraction_of
from paperless_firefly.review.services import connections, decisions, importing, intake, rules
from paperless_firefly.review.services.preferences import preferences_of

from .world import FIREFLY, World


@pytest.fixture
def ready(world: World) -> World:
    """A document of the shop was read; Firefly has a category, a budget and a bill."""
    with world.firefly_server.store.write() as db:
        books = Books(db)
        books.category("Büro")
        books.budget("Haushalt")
        books.bill("Strom", "10", "90", "2026-01-01")
    world.scan()
    world.run()
    return world


def make_rule(world: World, when: Conditions | None = None) -> Row:
    """A rule that sets all that Firefly has."""
    sets = Sets(
        category=Target("Büro"), budget=Target("Haushalt"), bill=Target("Strom"),
        tags=("office",), description="{seller} {month}",
    )  # fmt: skip
    when = when or Conditions(seller="Nordlicht GmbH")
    return rules.keep(owner=world.owner, rule=Rule("Shop", when, sets))


def proposal(world: World, paperless_id: int = 1) -> Booking:
    """What is proposed for a document."""
    document = world.document(paperless_id)
    extraction = extraction_of(document)
    assert extraction is not None
    return suggested_booking(document, extraction, "")


def accept(world: World) -> Posting:
    """The owner accepts document 1 as it is proposed."""
    document = world.document(1)
    return decisions.accept_new(
        document=document, by=world.owner, version=document.version, booking=proposal(world)
    )


def test_what_a_rule_gives_reaches_the_books_once(ready: World) -> None:
    rule = make_rule(ready)
    posting = accept(ready)
    rules.drop(rule=rule, by=ready.owner)
    for _ in range(2):
        importing.work(Posting.objects.get(pk=posting.pk), ready)
    with ready.firefly(ready.owner.pk) as firefly:
        [split] = firefly.transaction(Posting.objects.get(pk=posting.pk).group_id).splits
    assert (split.category, split.budget, split.bill) == ("Büro", "Haushalt", "Strom")
    assert (split.tags, split.description) == (("office",), "Nordlicht GmbH 2026-11")
    assert 'Category: Büro (rule "Shop")' in (split.notes or "")
    assert len(ready.made(1)) == 1


def test_a_category_deleted_in_firefly_is_not_made_again(ready: World) -> None:
    make_rule(ready)
    ready.execute("firefly", "DELETE FROM categories")
    Connection.objects.update(cursor={})  # the lists are asked for every hour
    ready.run()
    posting = accept(ready)
    importing.work(posting, ready)
    with closing(ready.firefly_server.store.connect()) as db:
        assert db.execute("SELECT count(*) FROM categories").fetchone()[0] == 0
    assert len(ready.made(1)) == 1


def test_a_category_deleted_since_the_lists_came_holds_the_posting(ready: World) -> None:
    make_rule(ready)
    posting = accept(ready)
    ready.execute("firefly", "DELETE FROM categories")
    importing.work(posting, ready)
    posting.refresh_from_db()
    assert (posting.state, posting.hold["code"]) == ("held", "rule-target-gone")
    assert 'the category "Büro"' in posting.error
    assert (ready.made(1), ready.sent("POST")) == ([], 0)
    decisions.reopen(document=ready.document(1), by=ready.owner)
    assert proposal(ready).category == ""
    again = accept(ready)
    importing.work(again, ready)
    assert len(ready.made(1)) == 1


def test_a_category_that_a_person_typed_may_be_new(ready: World) -> None:
    document = ready.document(1)
    booking = replace(proposal(ready), category="Ganz neu")
    posting = decisions.accept_new(
        document=document, by=ready.owner, version=document.version, booking=booking
    )
    importing.work(posting, ready)
    assert len(ready.made(1)) == 1


@pytest.mark.parametrize(("own_rules", "webhooks"), [(True, True), (False, True), (True, False)])
def test_fireflys_own_rules_and_webhooks_run_as_the_owner_set_it(
    own_rules: bool, webhooks: bool, ready: World
) -> None:
    ready.prefer(apply_rules=own_rules, fire_webhooks=webhooks)
    posting = accept(ready)
    importing.work(posting, ready)
    group = Posting.objects.get(pk=posting.pk).group_id
    with closing(ready.firefly_server.store.connect()) as db:
        asked = "SELECT rules_applied, webhooks_fired FROM groups WHERE id = ?"
        row = db.execute(asked, (group,)).fetchone()
    assert tuple(row) == (int(own_rules), int(webhooks))


def test_a_tag_of_paperless_describes_a_document(ready: World) -> None:
    make_rule(ready, Conditions(tag="Household"))
    assert ready.document(1).tags == ["finance/inbox", "household"]
    assert proposal(ready).category == "Büro"


def test_a_changed_tag_is_kept_and_reads_nothing_again(ready: World) -> None:
    ready.execute(
        "paperless",
        "DELETE FROM document_tags WHERE tag_id = (SELECT id FROM tags WHERE name = 'household')",
    )
    ready.execute("paperless", "UPDATE documents SET modified = '2026-11-25T10:00:00+00:00'")
    with ready.paperless(ready.owner.pk) as paperless:
        intake.collect(
            connection=ready.connection(ConnectionKind.PAPERLESS),
            preferences=preferences_of(ready.owner.pk),
            paperless=paperless,
        )
    document = Document.objects.get()
    assert (document.tags, document.read_due_at) == (["finance/inbox"], None)


def move(world: World, url: str) -> None:
    """The owner enters another address of Firefly III."""
    connections.save(owner=world.owner, kind=ConnectionKind.FIREFLY, url=url, token="t")


def test_numbers_of_one_firefly_count_for_no_other(ready: World) -> None:
    row = make_rule(ready)
    Row.objects.update(sets={"category": {"id": "1", "name": "Büro"}})
    RuleOffer.objects.create(
        owner=ready.owner, key="k", name="x", document=ready.document(1),
        sets={"budget": {"id": "1", "name": "Haushalt"}},
    )  # fmt: skip
    move(ready, f"{FIREFLY}/")
    row.refresh_from_db()
    assert row.sets["category"]["id"] == "1"
    move(ready, "http://another.test")
    row.refresh_from_db()
    assert row.sets == {"category": {"id": "", "name": "Büro"}}
    assert RuleOffer.objects.get().sets == {"budget": {"id": "", "name": "Haushalt"}}
