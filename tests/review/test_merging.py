"""Provisional transactions: the bank's own comes, the two are recognised, merged, and taken apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from paperless_firefly.demo.firefly import Books
from paperless_firefly.domain.errors import SparkLinkError
from paperless_firefly.review.models import (
    DecisionKind,
    Document,
    Link,
    Posting,
    PostingState,
    Proposal,
)
from paperless_firefly.review.selectors import merging as selector
from paperless_firefly.review.services import (
    decisions,
    importing,
    merging,
    sweep,
    undoing,
)
from paperless_firefly.review.services.errors import NotAllowed

from .test_races import at_once
from .test_waiting import drain
from .world import World

_IGNORED = ("updated_at",)


def accept(world: World, mark: str = "provisional", **more: Any) -> Posting:
    """Document 1 is accepted as provisional, for the household."""
    document = world.document(1)
    booking = replace(world.booking(), category="Office", tags=("paper",), **more)
    return decisions.accept_new(
        document=document, by=world.owner, version=document.version, booking=booking, mark=mark
    )


def arrive(world: World, amount: str = "12.34", **more: Any) -> int:
    """The bank's transaction arrives, and a sync brings it."""
    group = world.pay(amount, **more)
    world.run()
    return group


def merge(world: World, group: int) -> Posting:
    """The owner merges document 1 with a transaction of the bank's."""
    document = world.document(1)
    return merging.merge(
        document=document, by=world.owner, version=document.version, split=world.split(group)
    )


def of_group(world: World, group: int) -> Mapping[str, Any]:
    """The living journal of a group."""
    [journal] = world.journals("group_id = ?", group)
    return {name: value for name, value in journal.items() if name not in _IGNORED}


def candidates(world: World) -> list[Proposal]:
    document = world.document(1)
    ours = selector.provisional(document)
    return selector.candidates(document, ours) if ours else []


def attach(world: World, group: int | str, name: str = "warranty.txt") -> None:
    """Somebody attaches a file in Firefly."""
    [journal] = world.journals("group_id = ?", int(group))
    with world.firefly(world.owner.pk) as firefly:
        made = firefly.make_attachment(str(journal["id"]), name, "")
        firefly.fill_attachment(made.id, b"kept for two years")


def files(world: World, group: int | str) -> list[str]:
    """The names of a group's attachments."""
    with world.firefly(world.owner.pk) as firefly:
        return [each.filename for each in firefly.attachments(str(group))]


@pytest.fixture
def posted(world: World) -> World:
    """A provisional transaction stands in Firefly."""
    world.scan()
    world.run()
    accept(world)
    drain(world)
    return world


def test_a_provisional_transaction_carries_the_mark(posted: World) -> None:
    [journal] = posted.made(1)
    assert journal["tags"] == '["paper", "provisional"]'
    assert posted.document(1).decision == DecisionKind.PROVISIONAL


def test_without_a_mark_it_carries_none(world: World) -> None:
    world.scan()
    world.run()
    accept(world, mark="")
    drain(world)
    assert world.made(1)[0]["tags"] == '["paper"]'
    assert world.document(1).decision == DecisionKind.PROVISIONAL


def test_the_banks_own_is_recognised(posted: World) -> None:
    group = arrive(posted)
    [found] = candidates(posted)
    assert found.split.group_id == str(group)
    assert posted.document(1).decision == DecisionKind.PROVISIONAL


OTHERS: dict[str, dict[str, Any]] = {
    "amount": {"amount": "12.35"},
    "direction": {"type": "deposit", "source_name": "Nordlicht", "destination_name": "Girokonto"},
    "account": {"source_name": "Sparkonto"},
    "day": {"date": "2027-03-01"},
}


@pytest.mark.parametrize("more", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_another_payment_is_not_offered(posted: World, more: dict[str, Any]) -> None:
    with posted.firefly_server.store.write() as db:
        Books(db).account("Sparkonto", "asset", role="savingAsset")
    group = arrive(posted, **more)
    assert candidates(posted) == []
    with pytest.raises(NotAllowed, match="not the same payment"):
        merge(posted, group)
    assert Posting.objects.get().state == PostingState.DONE


def test_merging_carries_over_what_the_bank_lacks_and_deletes_ours(posted: World) -> None:
    ours = Posting.objects.get().group_id
    group = arrive(posted)
    before = of_group(posted, group)
    merge(posted, group)
    drain(posted)
    after = of_group(posted, group)
    assert posted.made(1) == []
    assert after["tags"] == '["paper"]'
    assert after["category_id"] is not None
    assert after["external_url"].endswith("/documents/1/")
    assert "Total: 12.34" in after["notes"]
    added = {"tags", "category_id", "external_url", "notes"}
    assert {n: v for n, v in after.items() if n not in added} == {
        n: v for n, v in before.items() if n not in added
    }
    assert posted.document(1).decision == DecisionKind.LINK
    assert [link.group_id for link in Link.objects.all()] == [str(group)]
    [note] = posted.notes(1)
    assert note.endswith(f"/{group}")
    states = dict(Posting.objects.values_list("group_id", "state"))
    assert states == {ours: PostingState.MERGED, str(group): PostingState.DONE}


def test_nothing_of_the_banks_is_overwritten(posted: World) -> None:
    own: dict[str, Any] = {"category_name": "Bank's", "notes": "bank's", "tags": ["import"],
           "external_url": "https://bank.example/1"}  # fmt: skip
    group = arrive(posted, **own)
    before = of_group(posted, group)
    merge(posted, group)
    drain(posted)
    after = of_group(posted, group)
    assert after["tags"] == '["import", "paper"]'
    assert {**after, "tags": ""} == {**before, "tags": ""}
    assert posted.made(1) == []


def test_files_go_over(posted: World) -> None:
    ours = Posting.objects.get().group_id
    attach(posted, ours)
    group = arrive(posted)
    merge(posted, group)
    drain(posted)
    assert files(posted, group) == ["warranty.txt"]


def test_ours_is_not_deleted_if_somebody_touched_it(posted: World) -> None:
    group = arrive(posted)
    before = of_group(posted, group)
    posting = merge(posted, group)
    posted.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE external_id LIKE 'paper%'")
    drain(posted)
    posting.refresh_from_db()
    assert (posting.state, posting.hold["code"]) == (PostingState.HELD, "merge-touched")
    assert [d["field"] for d in posting.hold["differences"]] == ["notes"]
    assert of_group(posted, group) == before
    assert len(posted.made(1)) == 1


def test_a_person_leaves_ours_and_links_the_banks(posted: World) -> None:
    group = arrive(posted)
    posting = merge(posted, group)
    posted.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE external_id LIKE 'paper%'")
    drain(posted)
    posting.refresh_from_db()
    merging.leave(posting=posting, by=posted.owner)
    drain(posted)
    assert posted.document(1).decision == DecisionKind.LINK
    assert len(posted.made(1)) == 1
    assert of_group(posted, group)["external_url"]


def test_a_merge_that_is_held_is_called_off(posted: World) -> None:
    group = arrive(posted)
    before = of_group(posted, group)
    merge(posted, group)
    posted.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE external_id LIKE 'paper%'")
    drain(posted)
    assert undoing.take_back(document=posted.document(1), by=posted.owner) is None
    assert posted.document(1).decision == DecisionKind.PROVISIONAL
    assert Posting.objects.filter(state=PostingState.DONE).count() == 1
    assert of_group(posted, group) == before


def test_a_merge_that_was_not_begun_is_called_off(posted: World) -> None:
    group = arrive(posted)
    merge(posted, group)
    assert undoing.take_back(document=posted.document(1), by=posted.owner) is None
    drain(posted)
    assert posted.document(1).decision == DecisionKind.PROVISIONAL
    assert len(posted.made(1)) == 1
    assert [link.made for link in Link.objects.all()] == [True]


def test_undo_returns_both_servers_to_the_state_before(posted: World) -> None:
    attach(posted, Posting.objects.get().group_id)
    group = arrive(posted)
    bank, [ours] = of_group(posted, group), posted.made(1)
    tags = posted.tags(1)
    merge(posted, group)
    drain(posted)
    undoing.take_back(document=posted.document(1), by=posted.owner)
    drain(posted)
    assert of_group(posted, group) == bank
    [again] = posted.made(1)
    # Firefly's own: ids, instants, and a digest of how it was sent
    ids = ("id", "group_id", "created_at", "updated_at", "hash")
    assert {n: v for n, v in again.items() if n not in ids} == {
        n: v for n, v in ours.items() if n not in ids
    }
    assert files(posted, group) == []
    assert files(posted, again["group_id"]) == ["warranty.txt"]
    [note] = posted.notes(1)
    assert note.endswith(f"/{again['group_id']}")
    assert posted.tags(1) == tags
    assert posted.document(1).decision == DecisionKind.PROVISIONAL
    assert Posting.objects.get(state=PostingState.DONE).group_id == str(again["group_id"])


def test_after_an_undo_the_two_can_be_merged_again_and_all_be_taken_back(posted: World) -> None:
    group = arrive(posted)
    bank = of_group(posted, group)
    for _ in range(2):
        merge(posted, group)
        drain(posted)
        assert posted.made(1) == []
        undoing.take_back(document=posted.document(1), by=posted.owner)
        drain(posted)
        assert len(posted.made(1)) == 1
    undoing.take_back(document=posted.document(1), by=posted.owner)
    drain(posted)
    assert (posted.made(1), posted.notes(1)) == ([], [])
    assert posted.document(1).decision == DecisionKind.OPEN
    assert of_group(posted, group) == bank


def test_undo_leaves_what_the_user_did_to_the_banks_since(posted: World) -> None:
    group = arrive(posted)
    merge(posted, group)
    drain(posted)
    posted.execute("firefly", "UPDATE journals SET notes = 'mine' WHERE group_id = ?", group)
    undoing.take_back(document=posted.document(1), by=posted.owner)
    drain(posted)
    after = of_group(posted, group)
    assert (after["notes"], after["category_id"], after["tags"]) == ("mine", None, "[]")


def test_it_is_merged_by_itself_only_where_allowed_and_the_only_one(posted: World) -> None:
    arrive(posted)
    drain(posted)
    assert posted.document(1).decision == DecisionKind.PROVISIONAL
    posted.prefer(accept_links=True)
    Document.objects.update(match_due=True)
    posted.run()
    drain(posted)
    assert posted.document(1).decision == DecisionKind.LINK
    assert posted.made(1) == []


def test_of_two_that_may_be_it_none_is_taken_by_itself(posted: World) -> None:
    posted.prefer(accept_links=True)
    posted.pay(external_id="bank-a")
    posted.pay(external_id="bank-b")
    posted.run()
    drain(posted)
    assert posted.document(1).decision == DecisionKind.PROVISIONAL
    assert len(posted.made(1)) == 1


def test_a_reconciled_transaction_is_not_merged_into(posted: World) -> None:
    group = posted.pay()
    posted.execute("firefly", "UPDATE journals SET reconciled = 1 WHERE group_id = ?", group)
    posted.run()
    assert candidates(posted) == []


def test_what_stays_is_looked_for_no_more(posted: World) -> None:
    decisions.make_final(document=posted.document(1), by=posted.owner)
    arrive(posted)
    assert posted.document(1).decision == DecisionKind.NEW
    assert candidates(posted) == []
    with pytest.raises(NotAllowed):
        decisions.make_final(document=posted.document(1), by=posted.owner)


def test_the_switch_and_many_at_once_do_as_the_user_prefers(world: World) -> None:
    world.prefer(before_bank="provisional", provisional_tag="later", default_account="Girokonto",
                 accept_new=True)  # fmt: skip
    world.scan()
    world.run()
    drain(world)
    if not world.made(1):
        pytest.fail("the switch booked nothing")
    assert '"later"' in world.made(1)[0]["tags"]


class Killed(BaseException):
    """The worker dies."""


CALLS = [
    *((method, phase, nth) for method in ("PUT", "DELETE") for phase in ("before", "after")
      for nth in (1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("method", "phase", "nth"), CALLS)
def test_a_call_without_an_answer_is_found_done_or_done_again(
    posted: World, method: str, phase: str, nth: int
) -> None:
    attach(posted, Posting.objects.get().group_id)
    group = arrive(posted)
    bank = of_group(posted, group)
    posted.fault("firefly", "drop", method=method, phase=phase, nth=nth)
    merge(posted, group)
    until(posted, lambda: posted.document(1).postings.filter(state="done").exists())
    assert posted.made(1) == []
    assert of_group(posted, group)["external_id"] == bank["external_id"]
    assert files(posted, group) == ["warranty.txt"]
    posted.fault("firefly", "drop", method="POST", phase=phase)
    posted.fault("firefly", "drop", method=method, phase=phase, nth=nth)
    undoing.take_back(document=posted.document(1), by=posted.owner)
    until(posted, lambda: posted.document(1).decision == DecisionKind.PROVISIONAL)
    assert of_group(posted, group) == bank
    [again] = posted.made(1)
    assert files(posted, again["group_id"]) == ["warranty.txt"]


def until(world: World, holds: Callable[[], bool]) -> None:
    """Workers work until it is so; what waits for a lease waits no longer."""
    for _ in range(20):
        if holds():
            return
        Posting.objects.update(due_at=timezone.now(), lease_until=None)
        sweep.work(world)
    raise AssertionError("It does not come to an end.")


class TestAtTheSameMoment:
    """Two presses, an undo and a merge, two workers."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def shared(self, tmp_path: Path) -> World:
        """A provisional transaction and the bank's own, in rows that other threads see."""
        world = World.make(tmp_path)
        world.scan()
        world.run()
        accept(world)
        drain(world)
        arrive(world)
        return world

    def tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except SparkLinkError:
            return False
        return True

    def test_two_presses_make_one_merge(self, shared: World) -> None:
        press = partial(self.tried, partial(merge, shared, 2))
        assert sorted(map(bool, at_once([press] * 3))) == [False, False, True]
        assert Posting.objects.count() == 2

    def test_an_undo_and_a_merge_end_in_one_of_the_two(self, shared: World) -> None:
        document = shared.document(1)
        undo = partial(undoing.take_back, document=document, by=shared.owner)
        at_once([partial(self.tried, undo), partial(self.tried, partial(merge, shared, 2))])
        drain(shared)
        decision = shared.document(1).decision
        left = len(shared.made(1))
        assert (decision, left) in (("open", 0), ("link", 0), ("prov", 1))

    def test_one_of_many_workers_merges(self, shared: World) -> None:
        posting = merge(shared, 2)
        rows = [Posting.objects.get(pk=posting.pk) for _ in range(3)]
        won = at_once([partial(importing.work, row, shared) for row in rows])
        assert won.count(True) == 1
        assert shared.made(1) == []
