"""A person's rules: kept, ordered, switched off, deleted and had back; exported and imported."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max

from ...domain.errors import UnreadableRules
from ...domain.rules import Rule as DomainRule
from ...posting.rulebook import MOST, conditions_json, dump, load, sets_json
from ...posting.rules import TARGETS, find, objections
from ..models import Rule, RuleOffer
from ..selectors.rules import domain, entries_for, rules
from .audit import record_for
from .errors import InvalidValues

LONGEST_FILE = 1_000_000


@transaction.atomic
def keep(
    *, owner: AbstractBaseUser, rule: DomainRule, row: Rule | None = None, before: int | None = None
) -> Rule:
    """Makes a rule, at the end (or `before` another's id), or changes one; InvalidValues by field."""
    if wrong := objections(rule):
        raise InvalidValues(wrong)
    columns = _columns(rule)
    if row is not None:
        Rule.objects.filter(pk=row.pk, owner_id=owner.pk).update(**columns)
        row.refresh_from_db()
        _told(row, "booking-rule-changed", owner)
        return row
    if rules(owner.pk).count() >= MOST:
        raise InvalidValues({"name": f"There are {MOST} rules already. Delete one first."})
    made = Rule.objects.create(owner_id=owner.pk, position=_end(owner.pk), **columns)
    if before is not None:
        _order(owner.pk, _put_before(owner.pk, made.pk, before))
    _told(made, "booking-rule-made", owner)
    return made


@transaction.atomic
def move(*, rule: Rule, by: AbstractBaseUser, step: int) -> None:
    """One place up (-1) or down (1) in the order; at an end nothing happens."""
    order = list(rules(by.pk).values_list("pk", flat=True))
    place = order.index(rule.pk) if rule.pk in order else -1
    other = place + step
    if place < 0 or not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    _order(by.pk, order)
    _told(rule, "booking-rule-moved", by, step=step)


def switch(*, rule: Rule, by: AbstractBaseUser, on: bool) -> None:
    """Lets a rule rest, or be asked again."""
    if Rule.objects.filter(pk=rule.pk, enabled=not on).update(enabled=on):
        _told(rule, "booking-rule-on" if on else "booking-rule-off", by)


def drop(*, rule: Rule, by: AbstractBaseUser) -> None:
    """Deletes a rule; what it gave decided documents stays."""
    if Rule.objects.filter(pk=rule.pk, dropped=False).update(dropped=True):
        _told(rule, "booking-rule-deleted", by)


def restore(*, rule: Rule, by: AbstractBaseUser) -> None:
    """Takes `drop` back: the rule stands where it stood."""
    if Rule.objects.filter(pk=rule.pk, dropped=True).update(dropped=False):
        _told(rule, "booking-rule-restored", by)


def export(owner_id: int) -> dict[str, Any]:
    """Every rule of a user as the file that `take_in` reads."""
    return dump([domain(row) for row in rules(owner_id)])


@transaction.atomic
def take_in(*, owner: AbstractBaseUser, text: str) -> int:
    """Adds the rules of an exported file behind the others, all or none; how many were new.

    UnreadableRules says what is wrong with the file. Names are looked up in the user's Firefly III.
    """
    read = load(_json(text))
    there = [replace(_bare(domain(row)), enabled=True) for row in rules(owner.pk)]
    new = [rule for rule in read if replace(rule, enabled=True) not in there]
    if len(there) + len(new) > MOST:
        raise UnreadableRules(f"There would be more than {MOST} rules. Delete some first.")
    entries = entries_for(owner.pk, new)
    end = _end(owner.pk)
    Rule.objects.bulk_create(
        Rule(owner_id=owner.pk, position=end + place, **_columns(_known(rule, entries)))
        for place, rule in enumerate(new)
    )
    record_for(owner.pk, "booking-rules-imported", actor=owner, count=len(new))
    return len(new)


def forget_numbers(owner_id: int) -> None:
    """Another Firefly III has other numbers: what rules and offers name counts by name alone."""
    for rule in Rule.objects.filter(owner_id=owner_id):
        Rule.objects.filter(pk=rule.pk).update(sets=_numberless(rule))
    for offer in RuleOffer.objects.filter(owner_id=owner_id):
        RuleOffer.objects.filter(pk=offer.pk).update(sets=_numberless(offer))


def _numberless(row: Rule | RuleOffer) -> dict[str, Any]:
    return sets_json(_bare(domain(row)).sets)


def _json(text: str) -> object:
    if len(text) > LONGEST_FILE:
        raise UnreadableRules("This file is longer than a million letters: it is no file of rules.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableRules(
            f"This is no JSON (line {error.lineno}, column {error.colno})."
            " Choose the file as it was exported."
        ) from error
    except RecursionError as error:
        raise UnreadableRules("This file is nested too deeply: it is no file of rules.") from error


def _known(rule: DomainRule, entries: Any) -> DomainRule:
    """A rule whose names have the ids of this Firefly III, as far as it has them."""
    found = {
        name: replace(target, id=entry.id)
        for name in TARGETS
        if (target := getattr(rule.sets, name)) and (entry := find(name, target, entries))
    }
    return replace(rule, sets=replace(rule.sets, **found))


def _bare(rule: DomainRule) -> DomainRule:
    """A rule without what is only here: its row, and the ids of this Firefly III."""
    bare = {n: replace(t, id="") for n in TARGETS if (t := getattr(rule.sets, n))}
    return replace(rule, id=0, sets=replace(rule.sets, **bare))


def _columns(rule: DomainRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "enabled": rule.enabled,
        "conditions": conditions_json(rule.when),
        "sets": sets_json(rule.sets),
    }


def _end(owner_id: int) -> int:
    last = Rule.objects.filter(owner_id=owner_id).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _put_before(owner_id: int, pk: int, other: int) -> list[int]:
    order = [each for each in rules(owner_id).values_list("pk", flat=True) if each != pk]
    place = order.index(other) if other in order else len(order)
    return [*order[:place], pk, *order[place:]]


def _order(owner_id: int, order: list[int]) -> None:
    """Gives the rules their places; whoever orders last wins."""
    for place, pk in enumerate(order, 1):
        Rule.objects.filter(owner_id=owner_id, pk=pk).exclude(position=place).update(position=place)


def _told(rule: Rule, action: str, by: AbstractBaseUser, **details: object) -> None:
    what = {"conditions": rule.conditions, "sets": rule.sets}
    record_for(rule.owner_id, action, actor=by, rule=rule.pk, name=rule.name, **what, **details)
