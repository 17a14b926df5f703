"""Payments that need no document: a person's word, and rules that a worker keeps."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from paperless_firefly.review.models import LedgerSplit, NoDocumentRule
from paperless_firefly.review.services import excuses
from paperless_firefly.review.services.errors import NotAllowed
from tests.builders import make_person, make_split


@pytest.fixture
def owner(db: None) -> User:
    """Whose payments these are."""
    return make_person("owner")


def asked_for() -> int:
    """How many payments need a document."""
    return LedgerSplit.objects.filter(needs_document=True).count()


def test_a_payment_is_excused_by_its_owner_alone(owner: User) -> None:
    split = make_split(owner)
    excuses.excuse(split=split, by=make_person("stranger"))
    assert asked_for() == 1
    excuses.excuse(split=split, by=owner)
    assert asked_for() == 0
    excuses.ask(split=split, by=owner)
    assert asked_for() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("counterparty", "Bank"), ("type", "transfer"), ("category", "Fees"), ("search", "GEBÜHR")],
)
def test_a_rule_excuses_all_that_it_describes(field: str, value: str, owner: User) -> None:
    make_split(
        owner, counterparty="Bank", type="transfer", category="Fees", description="Gebühr Konto"
    )
    make_split(owner)
    excuses.add_rule(owner=owner, field=field, value=value)
    assert asked_for() == 1


def test_a_rule_holds_for_payments_that_come_later(owner: User) -> None:
    rule = excuses.add_rule(owner=owner, field="type", value="transfer")
    make_split(owner, type="transfer")
    assert excuses.work_due() == 0
    excuses.look_again(owner.pk)
    assert excuses.work_due() == 1
    assert LedgerSplit.objects.get().excused_by == rule


def test_a_person_outranks_a_rule(owner: User) -> None:
    split = make_split(owner, type="transfer")
    excuses.add_rule(owner=owner, field="type", value="transfer")
    excuses.ask(split=split, by=owner)
    excuses.look_again(owner.pk)
    excuses.work_due()
    assert asked_for() == 1


def test_a_dropped_rule_gives_back_its_own_payments_alone(owner: User) -> None:
    make_split(owner, type="transfer")
    excuses.excuse(split=make_split(owner), by=owner)
    rule = excuses.add_rule(owner=owner, field="type", value="transfer")
    assert excuses.drop_rule(owner=owner, pk=rule.pk)
    assert asked_for() == 1
    assert not NoDocumentRule.objects.exists()


def test_thousands_are_left_to_a_worker(owner: User) -> None:
    first = make_split(owner, type="transfer")
    columns = {f.attname: getattr(first, f.attname) for f in first._meta.concrete_fields}
    LedgerSplit.objects.bulk_create(
        LedgerSplit(**{**columns, "id": None, "journal_id": f"x{n}"}) for n in range(600)
    )
    rule = excuses.add_rule(owner=owner, field="type", value="transfer")
    assert 0 < asked_for() < 601
    excuses.work_due()
    assert asked_for() == 0
    excuses.drop_rule(owner=owner, pk=rule.pk)
    assert 0 < asked_for() < 601
    excuses.work_due(owner.pk)
    assert asked_for() == 601


def test_a_rule_of_another_touches_nothing(owner: User) -> None:
    make_split(owner, type="transfer")
    rule = excuses.add_rule(owner=make_person("colleague"), field="type", value="transfer")
    assert asked_for() == 1
    assert not excuses.drop_rule(owner=owner, pk=rule.pk)


@pytest.mark.parametrize(("field", "value"), [("search", "a"), ("type", ""), ("notes", "fee")])
def test_a_rule_that_says_too_little_is_refused(field: str, value: str, owner: User) -> None:
    with pytest.raises(NotAllowed):
        excuses.add_rule(owner=owner, field=field, value=value)
