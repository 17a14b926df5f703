"""What a rule would have done to documents that were accepted before, and what was chosen then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from ...domain.ledger import ListEntry
from ...domain.names import fold
from ...domain.rules import Given, Rule
from ...posting.rules import apply, matches
from ..models import Decision, Document, FieldValue, Reading
from ..models.states import ACCEPTED
from . import choices
from . import rules as rules_of
from .sellers import memory_of

MOST = 300
_VAT_ID = "data__fields__seller_vat_id__value"
_IDS = {"own_account": "own_account_id", "budget": "budget_id", "bill": "bill_id"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a document that the rule gives otherwise: `then` as chosen, empty for nothing."""

    field: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One accepted document that the rule describes; `same` counts the fields that agree."""

    document: Document
    same: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """A rule tried on the last `looked_at` documents that became new transactions.

    `tried` has those that the rule describes, those where it differs first; `findings` are what it
    names and Firefly III has no more.
    """

    looked_at: int
    tried: tuple[Tried, ...]
    findings: tuple[str, ...]

    @property
    def differing(self) -> int:
        """How many documents it would have booked otherwise."""
        return sum(bool(each.changes) for each in self.tried)


def trial(owner_id: int, rule: Rule, before: int | None = None) -> RuleTrial:
    """Tries a rule where it stands in the order; nothing is saved.

    A new one stands `before` the rule of this id, else last.
    """
    book = _with(rules_of.in_force(owner_id), rule, before)
    entries = rules_of.entries_for(owner_id, book)
    names = _names(owner_id)
    documents = _accepted(owner_id, with_text=rules_of.asks_for_text(book))
    vat_ids = _vat_ids([d.pk for d in documents])
    memory = memory_of(owner_id)
    found: list[Tried] = []
    findings: dict[str, None] = {}
    for document in documents:
        facts = rules_of.facts_of(
            document,
            vat_id=vat_ids.get(document.pk),
            memory=memory,
            with_text=rules_of.asks_for_text(book),
        )
        if matches(rule.when, facts):
            applied = apply(book, facts, entries)
            mine = {n: g for n, g in applied.given.items() if g.rule is rule}
            findings |= dict.fromkeys(f.message for f in _alone(rule, facts, entries))
            found.append(_compared(document, mine, names))
    tried = tuple(sorted(found, key=lambda each: not each.changes))
    return RuleTrial(len(documents), tried, tuple(findings))


def _alone(rule: Rule, facts: Any, entries: Sequence[ListEntry]) -> tuple[Any, ...]:
    return apply([rule], facts, entries).findings


def _with(book: Sequence[Rule], rule: Rule, before: int | None) -> list[Rule]:
    """The rules in force, with one in its place as it would be kept."""
    ids = [each.id for each in book]
    if rule.id in ids:
        return [rule if each.id == rule.id else each for each in book]
    place = ids.index(before) if before in ids else len(book)
    return [*book[:place], rule, *book[place:]]


def _accepted(owner_id: int, *, with_text: bool) -> list[Document]:
    current = Decision.objects.filter(current=True, kind__in=ACCEPTED)
    rows = Document.objects.filter(owner_id=owner_id, decision__in=ACCEPTED)
    rows = rows.prefetch_related(Prefetch("decisions", current, to_attr="in_force"))
    if not with_text:
        rows = rows.defer("content")
    newest = list(rows.order_by("-decided_at", "-pk")[:MOST])
    return [d for d in newest if _booking(d)]


def _booking(document: Document) -> Mapping[str, Any]:
    decisions: list[Decision] = getattr(document, "in_force", [])
    return decisions[0].booking if decisions else {}


def _vat_ids(documents: Sequence[int]) -> dict[int, str]:
    """The sellers' VAT ids by document: the newest reading's, else what a person said."""
    readings = Reading.objects.filter(document__in=documents).order_by("version")
    read = dict(readings.values_list("document_id", _VAT_ID))
    typed = FieldValue.objects.filter(document__in=documents, name="seller_vat_id")
    return {**read, **dict(typed.values_list("document_id", "value"))}


def _names(owner_id: int) -> dict[tuple[str, str], str]:
    lists = choices.lists(owner_id)
    rows = {"own_account": lists.own_accounts, "budget": lists.budgets, "bill": lists.bills}
    return {(field, e.firefly_id): e.name for field, found in rows.items() for e in found}


def _compared(
    document: Document, mine: Mapping[str, Given], names: Mapping[tuple[str, str], str]
) -> Tried:
    booking = _booking(document)
    changes = []
    for field, given in mine.items():
        then, now = _then(field, booking, names), given.shown
        if _level(then) != _level(now):
            changes.append(Change(field, then, now))
    return Tried(document, len(mine) - len(changes), tuple(changes))


def _then(field: str, booking: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> str:
    if field == "tags":
        return ", ".join(booking.get("tags", ()))
    if field == "counterparty":
        return str(booking.get("counterparty_name", ""))
    chosen = str(booking.get(_IDS.get(field, field), ""))
    return names.get((field, chosen), chosen)


def _level(shown: str) -> list[str]:
    return sorted(fold(part) for part in shown.split(","))
