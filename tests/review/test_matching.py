"""Matching as rows: proposals that a person sees, each split certain for one document at most."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paperless_firefly.review.models import Document, LedgerSplit, Proposal
from paperless_firefly.review.selectors.proposed import suggested_booking
from paperless_firefly.review.selectors.readings import extraction_of
from paperless_firefly.review.services import decisions, matching, values

from .world import World

DAY = timedelta(days=1)


@pytest.fixture
def pair(world: World) -> World:
    """A document and its payment, after a run."""
    world.scan(number="RE-2026-771")
    world.pay(description="NORDLICHT RE-2026-771")
    world.run()
    return world


def shown(document: Document) -> list[tuple[int, str]]:
    """What a person sees for a document: split and state, likeliest first."""
    rows = Proposal.objects.filter(document=document, dismissed=False)
    return list(rows.values_list("split_id", "state"))


def test_a_payment_that_names_the_invoice_is_certain(pair: World) -> None:
    [proposal] = Proposal.objects.all()
    assert proposal.state == "auto"
    assert {"signal", "weight", "detail"} == set(proposal.reasons[0])
    assert pair.document(1).proposals == 1


def test_matching_again_changes_nothing(pair: World) -> None:
    before = shown(pair.document(1))
    assert matching.match_all(pair.owner.pk) == 1
    matching.match(pair.document(1))
    assert shown(pair.document(1)) == before


def test_a_dismissed_pair_stays_dismissed(pair: World) -> None:
    document, split = pair.document(1), LedgerSplit.objects.get()
    decisions.dismiss(document=document, by=pair.owner, split=split)
    matching.match_all(pair.owner.pk)
    matching.match(document)
    assert shown(document) == []
    assert pair.document(1).proposals == 0
    assert Proposal.objects.get().dismissed


def test_a_dismissed_split_is_free_for_others(pair: World) -> None:
    decisions.dismiss(document=pair.document(1), by=pair.owner, split=LedgerSplit.objects.get())
    pair.scan(number="RE-2026-771", seller="Nordlicht KG")
    pair.run()
    assert [split for split, _ in shown(pair.document(2))] == [LedgerSplit.objects.get().pk]


def test_a_linked_gone_or_settled_split_is_not_proposed(pair: World) -> None:
    split = LedgerSplit.objects.get()
    for change in (
        {"linked": True},
        {"gone_at": split.date.isoformat() + "T00:00Z"},
        {"needs_document": False},
    ):
        LedgerSplit.objects.update(**change)
        matching.match_all(pair.owner.pk)
        matching.match(pair.document(1))
        assert shown(pair.document(1)) == []
        LedgerSplit.objects.update(linked=False, gone_at=None, needs_document=True)


def test_a_decided_document_is_not_matched(pair: World) -> None:
    pair.accept(1)
    assert matching.match_all(pair.owner.pk) == 0


def test_a_split_is_certain_for_one_of_two_documents_at_most(world: World) -> None:
    world.scan(number="RE-2026-771")
    world.scan(number="RE-2026-771", seller="Nordlicht GmbH & Co")
    world.pay(description="NORDLICHT RE-2026-771")
    world.run()
    assert Proposal.objects.filter(state="auto").count() <= 1


def test_each_of_two_equal_sums_gets_the_payment_that_names_it(world: World) -> None:
    for number in ("RE-2026-771", "RE-2026-772"):
        world.scan(number=number)
        world.pay(description=f"NORDLICHT {number}", external_id=number)
    world.run()
    certain = Proposal.objects.filter(state="auto").values_list(
        "document__number", "split__description"
    )
    assert sorted(certain) == [
        ("RE-2026-771", "NORDLICHT RE-2026-771"),
        ("RE-2026-772", "NORDLICHT RE-2026-772"),
    ]


def test_a_document_that_comes_later_makes_a_certain_split_contested(pair: World) -> None:
    pair.scan(number="RE-2026-771")
    Document.objects.update(match_due=False)
    later = Document.objects.create(
        owner=pair.owner, connection=pair.document(1).connection, paperless_id=9, version=1,
        total_minor=1234, currency="EUR", issue_date=pair.document(1).issue_date,
    )  # fmt: skip
    reading = pair.document(1).readings.get()
    later.readings.create(version=1, data=reading.data)
    matching.match(later)
    assert [state for _, state in shown(later)] == ["propose"]
    assert [state for _, state in shown(pair.document(1))] == ["propose"]


def test_a_payment_of_another_sum_is_found_by_the_number(pair: World) -> None:
    LedgerSplit.objects.update(amount_minor=617, date=LedgerSplit.objects.get().date + DAY)
    assert matching.match(pair.document(1)) == 1


def test_one_users_documents_never_meet_anothers_bank(pair: World, world: World) -> None:
    stranger = type(pair.owner).objects.create_user("stranger")
    LedgerSplit.objects.update(owner=stranger)
    matching.match_all(pair.owner.pk)
    assert shown(pair.document(1)) == []


def test_at_most_five_proposals_are_kept(world: World) -> None:
    world.scan()
    for number in range(8):
        world.pay(external_id=f"bank-{number}")
    world.run()
    assert 1 < world.document(1).proposals <= 5


def test_the_bill_of_ones_own_is_paid_by_the_buyer(world: World) -> None:
    world.scan()
    world.run()
    document = world.document(1)
    values.set_values(
        document=document, by=world.owner, version=document.version,
        values={"direction": "in", "kind": "invoice", "buyer": "Bergkauf KG"},
    )  # fmt: skip
    extraction = extraction_of(document)
    assert extraction is not None
    assert suggested_booking(document, extraction, "").counterparty_name == "Bergkauf KG"
