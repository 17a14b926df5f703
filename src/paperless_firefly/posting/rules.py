"""Applies a person's rules to a document: which value each field of the proposal gets, and by which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ..domain.extraction import Finding
from ..domain.ledger import ListEntry, ListKind
from ..domain.names import fold, key_of
from ..domain.posting import Booking
from ..domain.rules import Applied, Conditions, Facts, Given, Rule, Target

# in the order in which pages show them
FIELDS = ("own_account", "counterparty", "category", "budget", "bill", "tags", "description")
TARGETS = FIELDS[:5]
# what a description may hold in braces
WORDS = ("seller", "number", "date", "month", "year", "title")
MOST_TAGS = 20
_WORD = re.compile(r"\{([^{}]*)\}")
_OTHERS = frozenset({"expense", "revenue", "cash"})
_NOUNS = {
    "own_account": "account",
    "counterparty": "account",
    "category": "category",
    "budget": "budget",
    "bill": "bill",
}


def apply(rules: Iterable[Rule], facts: Facts, entries: Sequence[ListEntry]) -> Applied:
    """What rules give a document, in their order: of each field the first one that matches wins.

    `entries` are Firefly's lists, as far as the rules name them. What is in them no more is left
    out with a finding, never made; the next rule may give it then. The same input gives the same.
    """
    given: dict[str, Given] = {}
    findings: list[Finding] = []
    for rule in rules:
        if not (rule.enabled and matches(rule.when, facts)):
            continue
        for field in FIELDS:
            found = None if field in given else _value(rule, field, facts, entries)
            if isinstance(found, Given):
                given[field] = found
            elif found is not None:
                findings.append(found)
    return Applied({field: given[field] for field in FIELDS if field in given}, tuple(findings))


def fill(booking: Booking, applied: Applied) -> Booking:
    """A booking with what rules gave in place of what was there."""
    changes = {name: v for given in applied.given.values() for name, v in given.booking.items()}
    return replace(booking, **changes)  # type: ignore[arg-type]


def reasons(given: Mapping[str, Given]) -> tuple[str, ...]:
    """A line for the notes of a transaction for each value that a rule gave."""
    labels = {name: name.replace("_", " ").capitalize() for name in given}
    return tuple(f'{labels[n]}: {g.shown} (rule "{g.rule.name}")' for n, g in given.items())


def matches(when: Conditions, facts: Facts) -> bool:
    """Whether a document is as the conditions say; a rule without any matches nothing."""
    if when == Conditions(currency=when.currency):
        return False
    return (
        (not when.seller or key_of(when.seller) in facts.sellers)
        and (not when.vat_id or compact(when.vat_id) in facts.vat_ids)
        and _in_range(when, facts)
        and when.kind in ("", facts.kind)
        and (not when.type or fold(when.type) in facts.types)
        and (not when.tag or fold(when.tag) in facts.tags)
        and (not when.text or fold(when.text) in facts.text)
    )


def compact(identifier: str) -> str:
    """A VAT id as it is compared: without blanks and points, in capitals."""
    return re.sub(r"[\s.-]", "", identifier).upper()


def missing(rule: Rule, entries: Sequence[ListEntry]) -> list[tuple[str, Target]]:
    """What a rule names that Firefly III has no more (or not yet), by field."""
    named = [(field, getattr(rule.sets, field)) for field in TARGETS]
    return [(f, target) for f, target in named if target and not _fitting(f, target, entries)]


def find(field: str, target: Target, entries: Sequence[ListEntry]) -> ListEntry | None:
    """The one entry that a rule names, by id, else by name; None where there is none or several."""
    found = {entry.id: entry for entry in _fitting(field, target, entries)}
    return found.get(target.id) or (next(iter(found.values())) if len(found) == 1 else None)


def objections(rule: Rule) -> dict[str, str]:
    """What is wrong with a rule, by field of the form, as sentences; empty where it can be kept."""
    return dict(_objections(rule))


def _objections(rule: Rule) -> Iterator[tuple[str, str]]:
    when, sets = rule.when, rule.sets
    if not rule.name:
        yield "name", "A rule needs a name."
    if when == Conditions(currency=when.currency):
        yield "seller", "Say which documents: a seller, an amount, a type, a tag or a text."
    if when.lowest is not None and when.highest is not None and when.lowest > when.highest:
        yield "highest", "This is less than the amount that it begins with."
    if when.text and len(fold(when.text)) < 3:
        yield "text", "A text of less than three letters stands nearly everywhere."
    if not any(getattr(sets, field) for field in FIELDS):
        yield "own_account_id", "Say what the rule sets: an account, a category, a tag …"
    if unknown := [w for w in _WORD.findall(sets.description) if w not in WORDS]:
        known = ", ".join(f"{{{w}}}" for w in WORDS)
        yield "description", f'"{{{unknown[0]}}}" is no word that can be filled in. Known: {known}.'


def _in_range(when: Conditions, facts: Facts) -> bool:
    if when.currency and when.currency != facts.currency:
        return False
    if when.lowest is None and when.highest is None:
        return True
    total = facts.total
    return total is not None and (when.lowest or Decimal(0)) <= total <= (
        when.highest if when.highest is not None else total
    )


def _value(
    rule: Rule, field: str, facts: Facts, entries: Sequence[ListEntry]
) -> Given | Finding | None:
    """What a rule gives one field: a value, a finding that says why not, or nothing."""
    if field == "tags":
        tags = rule.sets.tags
        return Given(rule, ", ".join(tags), {"tags": tags}) if tags else None
    if field == "description":
        text = describe(rule.sets.description, facts)
        return Given(rule, text, {"description": text}) if text else None
    target: Target | None = getattr(rule.sets, field)
    if target is None:
        return None
    found = find(field, target, _of_direction(field, facts, entries))
    if found is not None:
        return Given(rule, found.name, _BOOKED[field](found))
    if field == "counterparty" and find(field, target, entries):
        return None  # an expense account says nothing about money that comes in
    return _gone(rule, field, target)


def describe(pattern: str, facts: Facts) -> str:
    """A description with its words filled in; an unknown one stays as it is, gaps close."""
    filled = _WORD.sub(lambda m: facts.words.get(m[1], m[0] if m[1] not in WORDS else ""), pattern)
    return " ".join(filled.split())


def _gone(rule: Rule, field: str, target: Target) -> Finding:
    return Finding(
        "rule-target-gone",
        f'Rule "{rule.name}": Firefly III has no active {_NOUNS[field]} "{target.name}" (any more);'
        " it was left out.",
        field=field,
    )


_BOOKED: dict[str, Callable[[ListEntry], dict[str, str | tuple[str, ...]]]] = {
    "own_account": lambda entry: {"own_account_id": entry.id},
    "counterparty": lambda e: {"counterparty_id": e.id, "counterparty_name": e.name},
    "category": lambda entry: {"category": entry.name},
    "budget": lambda entry: {"budget_id": entry.id},
    "bill": lambda entry: {"bill_id": entry.id},
}


def _of_direction(field: str, facts: Facts, entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Without the counterparties of money that goes the other way."""
    other = "expense" if facts.incoming else "revenue"
    return [e for e in entries if field != "counterparty" or e.type != other]


def _fitting(field: str, target: Target, entries: Iterable[ListEntry]) -> list[ListEntry]:
    """The active entries of the field's kind that the target means: by id, else those of its name."""
    kind = ListKind.ACCOUNT if field in ("own_account", "counterparty") else ListKind(field)
    fitting = [e for e in entries if e.kind == kind and e.active and _has_role(field, e)]
    by_id = [e for e in fitting if target.id and e.id == target.id]
    # the account of a person on one side (expense) and on the other (revenue) has one name
    if by_id and field != "counterparty":
        return by_id
    same = [e for e in fitting if fold(e.name) == fold(target.name)]
    return list({e.id: e for e in (*by_id, *same)}.values())


def _has_role(field: str, entry: ListEntry) -> bool:
    if field == "own_account":
        return entry.type not in _OTHERS
    return field != "counterparty" or entry.type in ("expense", "revenue")
