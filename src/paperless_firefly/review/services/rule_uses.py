"""What rules gave a decision, what the person chose instead, and the rule offered for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ...domain.names import fold, key_of
from ...domain.posting import Booking
from ...domain.rules import Given, Sets, Target
from ...domain.rules import Rule as DomainRule
from ...posting.rulebook import sets_json, sets_of
from ...posting.rules import TARGETS
from ..models import Decision, Document, Rule, RuleOffer, RuleUse
from ..models.states import ACCEPTED
from ..selectors import rules as selector
from ..selectors.proposed import Proposed, proposed
from ..selectors.readings import extraction_of
from ..selectors.sellers import memory_of
from . import rules
from .audit import record_for
from .preferences import preferences_of

_LOOKED_AT = 50
# of a booking in splits, each split says these for itself
_BY_SPLIT = ("category", "budget", "tags")
_OFFERED = (*TARGETS, "tags")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a booking's values come from: `given` by rules and kept, `chosen` by the person."""

    given: Mapping[str, Given] = field(default_factory=dict)
    chosen: Sets = field(default_factory=Sets)


def origin_of(document: Document, booking: Booking) -> Origin:
    """Compares a booking with what was proposed for the document."""
    extraction = extraction_of(document)
    if extraction is None:
        return Origin()
    account = preferences_of(document.owner_id).default_account
    offered = proposed(document, extraction, account)
    silent = _BY_SPLIT if booking.splits else ()
    given = {n: g for n, g in offered.rules.given.items() if _is_kept(n, g, booking)}
    given = {n: g for n, g in given.items() if n not in silent}
    return Origin(given, _chosen(booking, offered, {*given, *silent}))


def audited(origin: Origin) -> list[dict[str, object]]:
    """What the audit says of the rules of a decision: field, value, rule."""
    return [
        {"field": name, "now": given.shown, "by": given.rule.name, "rule": given.rule.id}
        for name, given in origin.given.items()
    ]


def note(decision: Decision, origin: Origin) -> None:
    """Writes which rules gave a decision something, and makes the offer that it gives reason for."""
    by_rule: dict[int, list[str]] = {}
    for name, given in origin.given.items():
        by_rule.setdefault(given.rule.id, []).append(name)
    RuleUse.objects.bulk_create(
        RuleUse(rule_id=pk, decision=decision, fields=fields) for pk, fields in by_rule.items()
    )
    if decision.by_id is not None and origin.chosen != Sets():
        _offer(decision.document, origin.chosen)


def hand_on(earlier: Decision, later: Decision) -> None:
    """What rules gave a decision counts for the one that follows from it."""
    RuleUse.objects.filter(decision=earlier).update(decision=later)


@transaction.atomic
def make(*, offer: RuleOffer, by: AbstractBaseUser, rule: DomainRule | None = None) -> Rule | None:
    """Makes the offered rule (as the person changed it), before those that would outrank it.

    None if the offer was answered before.
    """
    if not _answer(offer, RuleOffer.Answer.MADE):
        return None
    rule = rule or selector.domain(offer)
    return rules.keep(owner=by, rule=rule, before=selector.rival(offer.document, rule))


@transaction.atomic
def never(*, offer: RuleOffer, by: AbstractBaseUser) -> None:
    """Never offers this rule again."""
    if _answer(offer, RuleOffer.Answer.NEVER):
        record_for(offer.owner_id, "booking-rule-declined", actor=by, name=offer.name)


def offered_for(document: Document) -> RuleOffer | None:
    """The open offer that a document gave reason for."""
    return selector.offers(document.owner_id).filter(document=document).first()


def _answer(offer: RuleOffer, answer: RuleOffer.Answer) -> bool:
    open_ = RuleOffer.objects.filter(pk=offer.pk, answer=RuleOffer.Answer.OPEN)
    return bool(open_.update(answer=answer))


def _is_kept(name: str, given: Given, booking: Booking) -> bool:
    if name == "counterparty":
        return fold(booking.counterparty_name) == fold(given.shown)
    return all(getattr(booking, column) == value for column, value in given.booking.items())


def _chosen(booking: Booking, offered: Proposed, given: Collection[str]) -> Sets:
    """What is neither by a rule nor as SparkLink proposes it by itself."""
    plain, lists = offered.plain, offered.lists
    both = {
        "own_account": (booking.own_account_id, plain.own_account_id),
        "counterparty": (booking.counterparty_name, plain.counterparty_name),
        "category": (booking.category, plain.category),
        "budget": (booking.budget_id, plain.budget_id),
        "bill": (booking.bill_id, plain.bill_id),
    }
    rows = {"own_account": lists.own_accounts, "budget": lists.budgets, "bill": lists.bills}
    found: dict[str, Any] = {}
    for name, (now, proposal) in both.items():
        outranks = name in offered.rules.given
        if not now or name in given or (now == proposal and not outranks):
            continue
        if name not in rows:
            found[name] = Target(now, booking.counterparty_id if name == "counterparty" else "")
        elif entry := next((e for e in rows[name] if e.firefly_id == now), None):
            found[name] = Target(entry.name, now)
    tags = booking.tags if "tags" not in given else ()
    return Sets(**found, tags=tags)


def _offer(document: Document, chosen: Sets) -> None:
    """An offer where the person chose the same for this seller before, unless it was answered."""
    common = max((_common(chosen, sets) for sets in _before(document)), key=_size, default=Sets())
    if not document.seller or common == Sets():
        return
    offer, made = RuleOffer.objects.get_or_create(
        owner_id=document.owner_id,
        key=_key(document.seller, common),
        defaults={
            "name": document.seller[:120],
            "conditions": {"seller": document.seller},
            "sets": sets_json(common),
            "document": document,
        },
    )
    if not made:
        RuleOffer.objects.filter(pk=offer.pk).update(document=document)


def _before(document: Document) -> Iterable[Sets]:
    """What the person chose for the seller's documents before."""
    names, _ = selector.identity(document.seller, None, memory_of(document.owner_id))
    rows = Decision.objects.filter(
        current=True,
        kind__in=ACCEPTED,
        by__isnull=False,
        document__owner_id=document.owner_id,
        document__seller__in=names,
    ).exclude(document=document)
    chosen = rows.exclude(chosen={}).order_by("-at", "-pk").values_list("chosen", flat=True)
    return [sets_of(each) for each in chosen[:_LOOKED_AT]]


def _common(one: Sets, other: Sets) -> Sets:
    """What both set alike; of objects of Firefly III the name counts."""
    same = {n: getattr(one, n) for n in _OFFERED if _alike(getattr(one, n), getattr(other, n))}
    return Sets(**same)


def _alike(one: Target | tuple[str, ...] | None, other: Target | tuple[str, ...] | None) -> bool:
    if isinstance(one, Target) and isinstance(other, Target):
        return fold(one.name) == fold(other.name)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return bool(one) and {fold(t) for t in one} == {fold(t) for t in other}
    return False


def _size(sets: Sets) -> int:
    return sum(bool(getattr(sets, name)) for name in _OFFERED)


def _key(seller: str, sets: Sets) -> str:
    tags = sorted(fold(tag) for tag in sets.tags)
    named = {n: fold(t.name) for n in TARGETS if (t := getattr(sets, n))}
    return hashlib.sha256(json.dumps([key_of(seller), named, tags]).encode()).hexdigest()
