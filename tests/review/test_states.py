"""The four axes: what services do is what the table allows, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from paperless_firefly.review.models import (
    DecisionKind,
    Document,
    LedgerSplit,
    PostingState,
    Source,
    states,
)
from paperless_firefly.review.services import (
    decisions,
    intake,
    matching,
    merging,
    sweep,
    undoing,
    values,
)
from paperless_firefly.review.services.errors import NotAllowed, ServiceError, TooLate

from .world import TODAY, World

Act = Callable[[World, Document], object]
ACTS: dict[str, Act] = {
    DecisionKind.NEW: lambda world, document: world.accept(document.paperless_id),
    DecisionKind.LINK: lambda world, document: world.link(document.paperless_id, 1),
    DecisionKind.REJECTED: lambda world, document: decisions.reject(
        document=document, by=world.owner, version=document.version
    ),
    DecisionKind.LATER: lambda world, document: decisions.later(
        document=document, by=world.owner, version=document.version
    ),
    DecisionKind.NONE_NEEDED: lambda world, document: decisions.none_needed(
        document=document, by=world.owner, version=document.version
    ),
    DecisionKind.WAIT: lambda world, document: decisions.wait(
        document=document, by=world.owner, version=document.version, booking=world.booking(),
        until=TODAY,
    ),
    DecisionKind.OPEN: lambda world, document: decisions.reopen(
        document=document, by=world.owner
    ),
}  # fmt: skip
DECIDED = (
    DecisionKind.NEW,
    DecisionKind.LINK,
    DecisionKind.REJECTED,
    DecisionKind.NONE_NEEDED,
    DecisionKind.WAIT,
)


@pytest.fixture
def ready(world: World) -> World:
    """A document that was read, and one bank transaction."""
    world.scan()
    world.pay()
    world.run()
    return world


def decide(world: World, kind: str) -> Document:
    """Document 1 in a decision."""
    if kind != DecisionKind.OPEN:
        ACTS[kind](world, world.document(1))
    return world.document(1)


def test_every_state_has_its_row_in_the_table() -> None:
    assert set(states.SOURCE_MOVES) == set(Source)
    assert set(states.DECISION_MOVES) == set(DecisionKind)
    assert set(states.POSTING_MOVES) == set(PostingState)


@pytest.mark.parametrize("was", [DecisionKind.OPEN, DecisionKind.LATER])
@pytest.mark.parametrize("kind", DECIDED)
def test_an_undecided_document_can_be_decided(ready: World, was: str, kind: str) -> None:
    document = decide(ready, was)
    ACTS[kind](ready, document)
    assert ready.document(1).decision == kind
    assert kind in states.DECISION_MOVES[was]
    assert ready.document(1).decided_at is not None


@pytest.mark.parametrize("kind", [*DECIDED, DecisionKind.LATER])
def test_every_decision_can_be_taken_back(ready: World, kind: str) -> None:
    decide(ready, kind)
    decisions.reopen(document=ready.document(1), by=ready.owner)
    assert ready.document(1).decision == DecisionKind.OPEN
    assert DecisionKind.OPEN in states.DECISION_MOVES[kind]


FORBIDDEN = [
    (was, kind)
    for was in DECIDED
    for kind in [*DECIDED, DecisionKind.LATER]
    if kind == was or kind not in states.DECISION_MOVES[was]
]


@pytest.mark.parametrize(("was", "kind"), FORBIDDEN)
def test_a_decided_document_is_not_decided_again(ready: World, was: str, kind: str) -> None:
    document = decide(ready, was)
    with pytest.raises(NotAllowed, match="already decided"):
        ACTS[kind](ready, document)
    assert ready.document(1).decision == was


FROM_WAIT: dict[str, Act] = {
    DecisionKind.LINK: ACTS[DecisionKind.LINK],
    DecisionKind.OPEN: ACTS[DecisionKind.OPEN],
    DecisionKind.NEW: lambda world, document: decisions.stop_waiting(
        document=document, by=world.owner
    ),
}


def test_what_waits_goes_where_the_table_says() -> None:
    assert set(FROM_WAIT) == states.DECISION_MOVES[DecisionKind.WAIT]


@pytest.mark.parametrize("kind", FROM_WAIT)
def test_what_waits_is_booked_linked_or_taken_back(ready: World, kind: str) -> None:
    FROM_WAIT[kind](ready, decide(ready, DecisionKind.WAIT))
    assert ready.document(1).decision == kind
    assert ready.document(1).postings.count() == (kind != DecisionKind.OPEN)


def make_provisional(world: World) -> Document:
    """Document 1 with a provisional transaction that stands in Firefly."""
    document = world.document(1)
    decisions.accept_new(
        document=document, by=world.owner, version=document.version, booking=world.booking(),
        mark="provisional",
    )  # fmt: skip
    while sweep.work(world):
        pass
    return world.document(1)


FROM_PROVISIONAL: dict[str, Act] = {
    DecisionKind.LINK: lambda world, document: merging.merge(
        document=document, by=world.owner, version=document.version, split=world.split(1)
    ),
    DecisionKind.NEW: lambda world, document: decisions.make_final(
        document=document, by=world.owner
    ),
    DecisionKind.OPEN: lambda world, document: undoing.take_back(document=document, by=world.owner),
}


def test_what_is_provisional_goes_where_the_table_says() -> None:
    assert set(FROM_PROVISIONAL) == states.DECISION_MOVES[DecisionKind.PROVISIONAL]


@pytest.mark.parametrize("kind", FROM_PROVISIONAL)
def test_what_is_provisional_is_merged_final_or_taken_back(ready: World, kind: str) -> None:
    document = make_provisional(ready)
    matching.match(document)
    FROM_PROVISIONAL[kind](ready, ready.document(1))
    while sweep.work(ready):
        pass
    assert ready.document(1).decision == kind
    assert len(ready.made(1)) == (kind == DecisionKind.NEW)


def test_a_merge_moves_postings_as_the_table_says(ready: World) -> None:
    make_provisional(ready)
    matching.match(ready.document(1))
    ours = ready.document(1).postings.get()
    FROM_PROVISIONAL[DecisionKind.LINK](ready, ready.document(1))
    ours.refresh_from_db()
    assert ours.state == PostingState.MERGED
    assert PostingState.MERGED in states.POSTING_MOVES[PostingState.DONE]
    undoing.take_back(document=ready.document(1), by=ready.owner)
    ours.refresh_from_db()
    assert {ours.state} == states.POSTING_MOVES[PostingState.MERGED]
    assert ready.document(1).decision == DecisionKind.PROVISIONAL
    assert DecisionKind.PROVISIONAL in states.DECISION_MOVES[DecisionKind.LINK]


@pytest.mark.parametrize("kind", [*DECIDED, DecisionKind.LATER])
def test_a_document_that_left_the_queue_is_not_decided(ready: World, kind: str) -> None:
    intake.leave(ready.document(1), states.GoneReason.UNTAGGED)
    with pytest.raises(NotAllowed, match="left the queue"):
        ACTS[kind](ready, ready.document(1))


@pytest.mark.parametrize("kind", [*DECIDED, DecisionKind.LATER])
def test_a_stale_version_decides_nothing(ready: World, kind: str) -> None:
    stale = ready.document(1)
    values.set_values(
        document=ready.document(1), by=ready.owner, version=stale.version, values={"total": "13.00"}
    )
    acts: dict[str, Callable[[], object]] = {
        DecisionKind.NEW: lambda: decisions.accept_new(
            document=stale, by=ready.owner, version=stale.version, booking=ready.booking()
        ),
        DecisionKind.LINK: lambda: decisions.link(
            document=stale, by=ready.owner, version=stale.version, split=LedgerSplit.objects.get()
        ),
        DecisionKind.WAIT: lambda: ACTS[DecisionKind.WAIT](ready, stale),
    }
    with pytest.raises(ServiceError, match="another tab"):
        acts.get(kind, lambda: ACTS[kind](ready, stale))()
    assert ready.document(1).decision == DecisionKind.OPEN
    assert not ready.document(1).postings.exists()


@pytest.mark.parametrize("state", list(PostingState))
def test_a_posting_is_undone_from_where_the_table_allows_it(ready: World, state: str) -> None:
    posting = ready.accept(1)
    type(posting).objects.update(state=state, due_at=timezone.now())
    allowed = PostingState.UNDONE in states.POSTING_MOVES[state] and state != PostingState.UNDOING
    if allowed or state == PostingState.UNDONE:
        decisions.reopen(document=ready.document(1), by=ready.owner)
        posting.refresh_from_db()
        assert posting.state == PostingState.UNDONE
    else:
        with pytest.raises(TooLate):
            decisions.reopen(document=ready.document(1), by=ready.owner)
        assert ready.document(1).decision == DecisionKind.NEW


@pytest.mark.parametrize("kind", [*DECIDED, DecisionKind.LATER])
def test_each_change_leaves_a_line_in_the_log(ready: World, kind: str) -> None:
    decide(ready, kind)
    decisions.reopen(document=ready.document(1), by=ready.owner)
    actions = list(ready.document(1).audit.order_by("pk").values_list("action", "actor"))
    assert actions[-2:] == [(f"decided-{kind}", ready.owner.pk), ("reopened", ready.owner.pk)]
