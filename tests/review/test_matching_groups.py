"""Groups as rows: one payment of several documents, or several payments of one, linked as one."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.errors import SparkLinkError
from paperless_firefly.review.models import GroupProposal, LedgerSplit, Link, Posting
from paperless_firefly.review.selectors import matching as reads
from paperless_firefly.review.services import importing, matching, matching_groups

from .world import World


@pytest.fixture
def collected(world: World) -> World:
    """Two invoices, paid at once by a transfer that names both."""
    world.scan("100,00", number="RE-2026-04411")
    world.scan("50,00", number="RE-2026-05522")
    world.pay("150.00", description="Rechnungen RE-2026-04411, RE-2026-05522")
    world.run()
    return world


@pytest.fixture
def in_parts(world: World) -> World:
    """One invoice, paid in two parts that name it."""
    world.scan("100,00", number="RE-2026-04411")
    world.pay("50.00", description="Rate 1 RE-2026-04411", date="2026-11-13", external_id="a")
    world.pay("50.00", description="Rate 2 RE-2026-04411", date="2026-11-20", external_id="b")
    world.run()
    return world


def accept(world: World) -> list[Posting]:
    """The owner accepts the one group that is shown."""
    [group] = reads.groups(world.owner.pk)
    versions = {d.pk: d.version for d in group.documents.all()}
    return matching_groups.link_group(group=group, by=world.owner, versions=versions)


def deliver(world: World, postings: list[Posting]) -> list[str]:
    """A worker takes them to Firefly; their states."""
    for posting in postings:
        importing.work(posting, world)
        posting.refresh_from_db()
    return [posting.state for posting in postings]


def test_one_payment_of_several_invoices_is_one_group(collected: World) -> None:
    [group] = reads.groups(collected.owner.pk)
    assert (group.state, group.documents.count(), group.splits.count()) == ("auto", 2, 1)


def test_accepting_a_group_links_every_document_to_the_payment(collected: World) -> None:
    states = deliver(collected, accept(collected))
    assert states == ["done", "done"]
    assert sorted(Link.objects.values_list("document__paperless_id", "journal_id")) == [
        (1, LedgerSplit.objects.get().journal_id),
        (2, LedgerSplit.objects.get().journal_id),
    ]
    assert LedgerSplit.objects.get().linked
    assert len(collected.journals()) == 1  # nothing was booked twice
    assert "documents/1" in collected.journals()[0]["external_url"]
    assert not reads.groups(collected.owner.pk)


def test_a_change_by_somebody_else_between_the_two_is_asked_about(collected: World) -> None:
    first, second = accept(collected)
    assert deliver(collected, [first]) == ["done"]
    collected.execute("firefly", "UPDATE journals SET description = 'edited'")
    assert deliver(collected, [second]) == ["held"]


def test_instalments_are_linked_to_their_one_document(in_parts: World) -> None:
    assert deliver(in_parts, accept(in_parts)) == ["done"]
    assert Link.objects.count() == 2
    assert {link.group_id for link in Link.objects.all()} == {"1", "2"}
    assert not LedgerSplit.objects.filter(linked=False).exists()


def test_a_group_is_linked_whole_or_not_at_all(collected: World) -> None:
    [group] = reads.groups(collected.owner.pk)
    versions = {d.pk: d.version for d in group.documents.all()}
    with pytest.raises(SparkLinkError):
        matching_groups.link_group(
            group=group, by=collected.owner, versions={**versions, max(versions): 99}
        )
    assert not Posting.objects.exists()


def test_a_dismissed_group_is_not_proposed_again(collected: World) -> None:
    [group] = reads.groups(collected.owner.pk)
    matching_groups.dismiss_group(group=group, by=collected.owner)
    matching.match_all(collected.owner.pk)
    assert not reads.groups(collected.owner.pk)
    assert GroupProposal.objects.count() == 1


def test_a_second_scan_is_offered_until_a_person_says_no(world: World) -> None:
    for seller in ("Nordlicht GmbH", "Nordlicht GmbH & Co"):
        world.scan(number="RE-2026-771", seller=seller)
    world.run()
    [second] = reads.second_scans(world.owner.pk)
    matching_groups.dismiss_second_scan(document=second.document, by=world.owner)
    matching.match_all(world.owner.pk)
    assert not reads.second_scans(world.owner.pk)
