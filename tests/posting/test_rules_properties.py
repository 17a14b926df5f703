"""Whatever rules and documents there are: the first that fits wins, and nothing is invented."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.domain.ledger import ListEntry, ListKind
from paperless_firefly.domain.posting import Booking
from paperless_firefly.domain.rules import Conditions, Facts, Rule, Sets, Target
from paperless_firefly.posting.rules import FIELDS, apply, fill, matches

NAMES = st.sampled_from(["a", "b", "c"])
TARGETS = st.none() | st.builds(Target, NAMES, st.sampled_from(["", "1", "2", "3"]))
RULES = st.builds(
    Rule,
    name=NAMES,
    when=st.builds(
        Conditions,
        seller=st.sampled_from(["", "x", "y"]),
        highest=st.none() | st.integers(0, 3).map(Decimal),
        kind=st.sampled_from(["", "invoice", "receipt"]),
        tag=st.sampled_from(["", "t"]),
    ),
    sets=st.builds(
        Sets, category=TARGETS, budget=TARGETS, counterparty=TARGETS,
        tags=st.lists(NAMES, max_size=2).map(tuple),
    ),
    enabled=st.booleans(),
)  # fmt: skip
FACTS = st.builds(
    Facts,
    sellers=st.sets(st.sampled_from(["x", "y"])).map(frozenset),
    total=st.none() | st.integers(0, 3).map(Decimal),
    kind=st.sampled_from(["invoice", "receipt"]),
    tags=st.sets(st.just("t")).map(frozenset),
    incoming=st.booleans(),
)
ENTRIES = st.lists(
    st.builds(
        ListEntry,
        kind=st.sampled_from([ListKind.CATEGORY, ListKind.BUDGET, ListKind.ACCOUNT]),
        id=st.sampled_from(["1", "2", "3"]),
        name=NAMES,
        type=st.sampled_from(["asset", "expense", "revenue"]),
        active=st.booleans(),
    ),
    max_size=6,
)


@given(st.lists(RULES, max_size=5), FACTS, ENTRIES)
def test_of_each_field_the_first_rule_that_fits_and_can_wins(
    rules: list[Rule], facts: Facts, entries: list[ListEntry]
) -> None:
    applied = apply(rules, facts, entries)
    fitting = [r for r in rules if r.enabled and matches(r.when, facts)]
    for field in FIELDS:
        alone = (apply([rule], facts, entries).given.get(field) for rule in fitting)
        first = next((given for given in alone if given), None)
        assert applied.given.get(field) == first


@given(st.lists(RULES, max_size=5), FACTS, ENTRIES)
def test_what_is_given_is_in_firefly_and_active(
    rules: list[Rule], facts: Facts, entries: list[ListEntry]
) -> None:
    booking = fill(Booking(), apply(rules, facts, entries))
    active = [e for e in entries if e.active]
    role = "revenue" if facts.incoming else "expense"
    assert booking.category in {"", *(e.name for e in active if e.kind == ListKind.CATEGORY)}
    assert booking.budget_id in {"", *(e.id for e in active if e.kind == ListKind.BUDGET)}
    assert booking.counterparty_id in {"", *(e.id for e in active if e.type == role)}


@given(st.lists(RULES, max_size=4), FACTS, ENTRIES)
def test_more_rules_behind_change_nothing_that_was_given(
    rules: list[Rule], facts: Facts, entries: list[ListEntry]
) -> None:
    fewer, more = apply(rules[:-1], facts, entries), apply(rules, facts, entries)
    assert dict(fewer.given).items() <= dict(more.given).items()
    assert fewer.findings == more.findings[: len(fewer.findings)]
