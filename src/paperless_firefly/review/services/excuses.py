"""Payments that need no document: one that a person named, or all that a rule describes.

A rule is worked in batches: one at once, so that the person sees it, the others by a worker.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet

from ...domain.names import fold
from ..models import LedgerSplit, NoDocumentRule
from .audit import record_for
from .errors import NotAllowed

_BATCH = 500
_SHORTEST = 3


def excuse(*, split: LedgerSplit, by: AbstractBaseUser) -> None:
    """Says that one payment needs no document."""
    _mine(split, by).update(needs_document=False, excused_by=None, asked_again=False)
    record_for(split.owner_id, "no-document-needed", actor=by, journal=split.journal_id)


def ask(*, split: LedgerSplit, by: AbstractBaseUser) -> None:
    """Says that one payment needs its document again; no rule takes that back."""
    _mine(split, by).update(needs_document=True, excused_by=None, asked_again=True)
    record_for(split.owner_id, "document-needed", actor=by, journal=split.journal_id)


def add_rule(*, owner: AbstractBaseUser, field: str, value: str) -> NoDocumentRule:
    """Never asks again for such payments; NotAllowed for a value that says nothing."""
    if field not in NoDocumentRule.Field.values:
        raise NotAllowed("There is no such kind of rule.")
    value = fold(value) if field == NoDocumentRule.Field.TEXT else value
    if not value or (field == NoDocumentRule.Field.TEXT and len(value) < _SHORTEST):
        raise NotAllowed("This says too little for a rule.")
    rule, _ = NoDocumentRule.objects.update_or_create(
        owner_id=owner.pk, field=field, value=value[:1024], defaults={"due": True, "dropped": False}
    )
    record_for(rule.owner_id, "rule-added", actor=owner, field=field, value=rule.value)
    _work_once(rule)
    return rule


def drop_rule(*, owner: AbstractBaseUser, pk: int) -> bool:
    """Takes a rule back with all that it said; whether there was one."""
    rule = NoDocumentRule.objects.filter(owner_id=owner.pk, pk=pk).first()
    if rule is None:
        return False
    rule.dropped = rule.due = True
    rule.save(update_fields=["dropped", "due"])
    record_for(rule.owner_id, "rule-dropped", actor=owner, field=rule.field, value=rule.value)
    _work_once(rule)
    return True


def look_again(owner_id: int) -> None:
    """After the bank changed: every rule of a user is due."""
    NoDocumentRule.objects.filter(owner_id=owner_id).update(due=True)


def work_due(owner_id: int | None = None) -> int:
    """Works all rules that are due; how many payments changed."""
    rules = NoDocumentRule.objects.filter(due=True)
    if owner_id is not None:
        rules = rules.filter(owner_id=owner_id)
    changed = 0
    for rule in rules:
        while done := _work_once(rule):
            changed += done
    return changed


@transaction.atomic
def _work_once(rule: NoDocumentRule) -> int:
    """One batch; the last one (a short one) says in the same transaction that all is done."""
    # the lock is the row's: a sync that adds payments makes it due after this, not before
    rules = NoDocumentRule.objects.filter(pk=rule.pk)
    rules.update(due=True)
    rows = LedgerSplit.objects.filter(excused_by=rule) if rule.dropped else _described(rule)
    found = list(rows.values_list("pk", flat=True)[:_BATCH])
    excused = None if rule.dropped else rule
    LedgerSplit.objects.filter(pk__in=found).update(needs_document=rule.dropped, excused_by=excused)
    if len(found) < _BATCH:
        if rule.dropped:
            rules.delete()
        else:
            rules.update(due=False)
    return len(found)


def _described(rule: NoDocumentRule) -> QuerySet[LedgerSplit]:
    condition = (
        Q(search__contains=rule.value)
        if rule.field == NoDocumentRule.Field.TEXT
        else Q(**{rule.field: rule.value})
    )
    return LedgerSplit.objects.filter(
        condition, owner_id=rule.owner_id, linked=False, needs_document=True, asked_again=False
    )


def _mine(split: LedgerSplit, by: AbstractBaseUser) -> QuerySet[LedgerSplit]:
    return LedgerSplit.objects.filter(pk=split.pk, owner_id=by.pk)
