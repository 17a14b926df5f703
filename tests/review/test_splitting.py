"""Splitting a bank's transaction: what it had stays on the first split, and undo gives it back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from paperless_firefly.domain.posting import SplitChoice
from paperless_firefly.review.models import Document, LedgerSplit, Link, Posting, PostingState
from paperless_firefly.review.services import decisions, dry_run, importing, undoing
from paperless_firefly.review.services.errors import NotAllowed
from paperless_firefly.review.services.looks import Rows
from paperless_firefly.review.services.preferences import preferences_of

from .world import PAPERLESS, World

RICH: dict[str, Any] = {
    "notes": "Dear diary",
    "tags": ["bank", "Ü"],
    "internal_reference": "IMPORT-7",
    "external_id": "bank-7",
    "category_name": "Shopping",
}
FOOD = SplitChoice("Food", "10.00", "Groceries", tags=("fresh",))
SOAP = SplitChoice("Soap", "2.34", "Household")
URL = f"{PAPERLESS}/documents/1/"
# what the server moves by itself, and what only says in which place a split stands
MOVED = ("updated_at",)


def decided(world: World, *parts: SplitChoice, **payment: Any) -> Posting:
    """A receipt, linked to its payment and that split."""
    world.scan()
    group = world.pay(**{**RICH, **payment})
    world.run()
    return choose(world, group, *parts or (FOOD, SOAP))


def choose(world: World, group: int, *parts: SplitChoice) -> Posting:
    document = world.document(1)
    return decisions.link(
        document=document, by=world.owner, version=document.version, split=world.split(group),
        parts=parts,
    )  # fmt: skip


def work(world: World, posting: Posting) -> Posting:
    """One worker takes the posting."""
    importing.work(Posting.objects.get(pk=posting.pk), world)
    posting.refresh_from_db()
    return posting


def undo(world: World, posting: Posting) -> Posting:
    """The owner takes it back, and one worker works."""
    undoing.take_back(document=posting.document, by=world.owner)
    return undo_again(world, posting)


def undo_again(world: World, posting: Posting) -> Posting:
    undoing.work(Posting.objects.get(pk=posting.pk), world)
    posting.refresh_from_db()
    return posting


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that differ, as they are now."""
    return {name: new[name] for name in old if old[name] != new[name] and name not in MOVED}


def facts(world: World, journal: Mapping[str, Any]) -> tuple[Any, ...]:
    """What of a journal says where the money went."""
    names = ("type", "source_id", "destination_id", "currency_id", "date", "external_url")
    return tuple(journal[name] for name in names)


def test_the_first_split_keeps_its_id_and_all_that_others_put_there(world: World) -> None:
    posting = decided(world)
    [before] = world.journals()
    assert work(world, posting).state == PostingState.DONE

    first, second = world.journals()
    assert first["id"] == before["id"]
    difference = changed(before, first)
    assert set(difference) == {"amount", "category_id", "tags", "external_url", "position"} - (
        {"position"} if before["position"] == first["position"] else set()
    )
    assert Decimal(first["amount"]) == 10
    assert {"bank", "Ü", "fresh"} == set(world.split(int(posting.group_id)).tags)
    assert (second["description"], Decimal(second["amount"])) == ("Soap", Decimal("2.34"))
    assert second["external_id"] is None
    assert facts(world, second) == facts(world, first)
    assert first["external_url"] == URL


def test_every_split_is_linked_and_the_whole_image_kept(world: World) -> None:
    posting = work(world, decided(world))

    links = Link.objects.filter(document=posting.document).values_list("journal_id", flat=True)
    assert sorted(links) == sorted(posting.journal_ids)
    assert len(posting.journal_ids) == 2
    kept = posting.before["whole"]["splits"][posting.journal_ids[0]]
    assert (kept["amount"], kept["notes"], kept["category"]) == ("12.34", "Dear diary", "Shopping")


def test_the_next_sync_finds_the_parts_as_they_were_left(world: World) -> None:
    work(world, decided(world))
    world.run()
    assert set(Link.objects.values_list("changed", flat=True)) == {""}
    assert LedgerSplit.objects.filter(linked=True, gone_at=None).count() == 2


@pytest.mark.parametrize("payment", [{}, {"external_url": "https://bank.test/1"}, {"tags": []}])
def test_undo_gives_back_the_one_split(payment: dict[str, Any], world: World) -> None:
    posting = decided(world, **payment)
    [before] = world.journals()
    work(world, posting)
    assert len(world.journals()) == 2

    assert undo(world, posting).state == PostingState.UNDONE
    [after] = world.journals()
    assert changed(before, after) == {}
    assert Document.objects.get().decision == "open"
    assert not Link.objects.exists()
    assert LedgerSplit.objects.filter(gone_at=None, linked=True).count() == 0


def test_what_the_user_changed_since_is_shown_before_it_is_undone(world: World) -> None:
    posting = work(world, decided(world))
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE description = 'Soap'")
    before = world.journals()

    held = undo(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "touched")
    assert world.journals() == before
    undoing.answer(posting=held, by=world.owner, answer="remove")
    assert undo_again(world, posting).state == PostingState.UNDONE
    [left] = world.journals()
    assert (Decimal(left["amount"]), left["notes"]) == (Decimal("12.34"), "Dear diary")


def test_undo_keeps_what_the_user_wrote_on_the_first_split(world: World) -> None:
    posting = work(world, decided(world))
    mine = "UPDATE journals SET notes = 'mine' WHERE external_id = 'bank-7'"
    world.execute("firefly", mine)

    undoing.answer(posting=undo(world, posting), by=world.owner, answer="remove")
    undo_again(world, posting)
    [left] = world.journals()
    assert (Decimal(left["amount"]), left["notes"]) == (Decimal("12.34"), "mine")


@pytest.mark.parametrize("action", ["drop", "cut", "html"])
def test_an_answer_that_was_lost_splits_once(action: str, world: World) -> None:
    posting = decided(world)
    world.fault("firefly", action, method="PUT", phase="after")
    assert work(world, posting).state == PostingState.FAILED
    now()
    assert work(world, posting).state == PostingState.DONE
    assert [Decimal(j["amount"]) for j in world.journals()] == [10, Decimal("2.34")]
    world.fault("firefly", action, method="PUT", phase="after")
    undo(world, posting)
    now()
    assert undo_again(world, posting).state == PostingState.UNDONE
    assert [Decimal(j["amount"]) for j in world.journals()] == [Decimal("12.34")]
    assert world.sent("PUT") == 2


def now() -> None:
    """The time comes at which what failed is tried again."""
    Posting.objects.update(due_at=timezone.now(), lease_until=None)


def test_a_transaction_changed_since_it_was_shown_is_left_alone(world: World) -> None:
    posting = decided(world)
    world.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE external_id = 'bank-7'")
    before = world.journals()
    held = work(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "changed")
    assert world.journals() == before


def test_an_amount_that_changed_is_not_split_even_if_a_person_says_the_same(world: World) -> None:
    posting = decided(world)
    world.execute("firefly", "UPDATE journals SET amount = '13' WHERE external_id = 'bank-7'")
    work(world, posting)
    importing.answer_hold(posting=posting, by=world.owner, group_id=posting.group_id, same=True)
    held = work(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "parts")
    assert len(world.journals()) == 1


@pytest.mark.parametrize("late", [False, True])
def test_a_reconciled_transaction_is_never_split(late: bool, world: World) -> None:
    if not late:
        with pytest.raises(NotAllowed, match="reconciled"):
            decided(world, reconciled=True)
        return
    posting = decided(world)
    world.execute("firefly", "UPDATE journals SET reconciled = 1 WHERE external_id = 'bank-7'")
    work(world, posting)
    importing.answer_hold(posting=posting, by=world.owner, group_id=posting.group_id, same=True)
    held = work(world, posting)
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "reconciled")
    assert len(world.journals()) == 1


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((FOOD,), "two or more parts"),
        (
            (FOOD, SplitChoice("x", "2.33")),
            "The parts make 12.33 EUR, the transaction is 12.34 EUR",
        ),
        ((SplitChoice("x", "13.34"), SplitChoice("y", "-1.00")), "positive amounts"),
        ((SplitChoice("x", "12.339"), SplitChoice("y", "0.001")), "positive amounts"),
        ((FOOD, SplitChoice("x", "")), "positive amounts"),
    ],
)
def test_parts_that_do_not_make_the_amount_are_refused(
    parts: tuple[SplitChoice, ...], why: str, world: World
) -> None:
    with pytest.raises(NotAllowed, match=why):
        decided(world, *parts)
    assert not Posting.objects.exists()


def test_a_transaction_of_several_splits_is_not_split_again(world: World) -> None:
    world.scan()
    split = {
        "type": "withdrawal", "date": "2026-11-13", "source_name": "Girokonto",
        "destination_name": "Nordlicht",
    }  # fmt: skip
    both = [{**split, "amount": a, "description": a} for a in ("12.34", "5.00")]
    group = world.book(both, "Both")
    world.run()
    with pytest.raises(NotAllowed, match="one split"):
        choose(world, group, FOOD, SOAP)


def test_a_foreign_payment_is_split_by_the_documents_amounts(world: World) -> None:
    world.scan()
    paid = {"amount": "11.11", "foreign_amount": "12.34", "foreign_currency_code": "USD"}
    group = world.pay(**paid)
    world.run()
    Document.objects.update(currency="USD")
    posting = work(world, choose(world, group, FOOD, SOAP))
    assert posting.state == PostingState.DONE
    assert [(Decimal(j["amount"]), Decimal(j["foreign_amount"])) for j in world.journals()] == [
        (Decimal("9.00"), Decimal(10)), (Decimal("2.11"), Decimal("2.34")),
    ]  # fmt: skip
    undo(world, posting)
    [left] = world.journals()
    assert (Decimal(left["amount"]), Decimal(left["foreign_amount"])) == (
        Decimal("11.11"), Decimal("12.34"),
    )  # fmt: skip


def test_a_payment_in_another_currency_is_not_split(world: World) -> None:
    world.scan()
    group = world.pay()
    world.run()
    Document.objects.update(currency="GBP")
    with pytest.raises(NotAllowed, match="not in GBP"):
        choose(world, group, FOOD, SOAP)


def test_what_would_be_written_is_told_before(world: World) -> None:
    posting = decided(world)
    run = dry_run.of(posting.document, preferences_of(world.owner.pk), Rows())
    told = [{c.field: (c.was, c.now) for c in part.changes} for part in run.parts]
    assert told[0]["amount"] == ("12.34", "10.00")
    assert told[0]["category"] == ("Shopping", "Groceries")
    assert (told[1]["description"], told[1]["amount"]) == (("", "Soap"), ("", "2.34"))
    work(world, posting)
    assert Decimal(world.journals()[0]["amount"]) == 10
