"""A person's rules: rows, what they give decisions, offers after the second same choice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from paperless_firefly.domain.errors import UnreadableRules
from paperless_firefly.domain.posting import Booking, SplitChoice
from paperless_firefly.domain.rules import Conditions, Sets, Target
from paperless_firefly.domain.rules import Rule as DomainRule
from paperless_firefly.review.models import (
    AuditEntry,
    ConfirmedSeller,
    Decision,
    Document,
    LedgerEntry,
    Posting,
    Rule,
    RuleOffer,
    RuleUse,
)
from paperless_firefly.review.selectors import rule_trial
from paperless_firefly.review.selectors import rules as selector
from paperless_firefly.review.selectors.proposed import proposed
from paperless_firefly.review.selectors.readings import extraction_of
from paperless_firefly.review.services import bulk, decisions, rule_uses, rules, switches
from paperless_firefly.review.services.errors import InvalidValues
from paperless_firefly.review.services.preferences import preferences_of
from tests.builders import make_document, make_entry, make_person

SELLER = "Nordlicht Bürobedarf"


@pytest.fixture
def owner(db: None) -> User:
    """A person with an account, two categories and a budget in Firefly III."""
    owner = make_person("owner")
    make_entry(owner, "Girokonto", firefly_id="1")
    make_entry(owner, "Büro", kind="category", type="", firefly_id="5")
    make_entry(owner, "Reisen", kind="category", type="", firefly_id="6")
    make_entry(owner, "Haushalt", kind="budget", type="", firefly_id="3")
    return owner


def make_rule(owner: User, name: str = SELLER, *, seller: str = SELLER, **sets: Any) -> Rule:
    """A rule for the usual seller."""
    sets = sets or {"category": Target("Büro", "5")}
    rule = DomainRule(name, Conditions(seller=seller), Sets(**sets))
    return rules.keep(owner=owner, rule=rule)


def booking_of(document: Document) -> Booking:
    """What is proposed for a document."""
    extraction = extraction_of(document)
    assert extraction is not None
    return proposed(document, extraction, "").booking


def accept(owner: User, document: Document, **chosen: Any) -> Posting:
    """The owner accepts the proposal with some values of their own."""
    booking = replace(booking_of(document), **chosen)
    return decisions.accept_new(
        document=document, by=owner, version=document.version, booking=booking
    )


def used(owner: User) -> tuple[int, datetime]:
    """How often the owner's one rule was used, and when last."""
    row = vars(selector.rules(owner.pk).get())
    return row["used"], row["last_used"]


def state_vat_id(document: Document, vat_id: str) -> None:
    """The document's reading has a VAT id."""
    reading = document.readings.get()
    fields = reading.data["fields"]
    fields["seller_vat_id"] = {**fields["seller"], "value": vat_id}
    reading.save()


def names(owner: User) -> list[str]:
    """The rules in order."""
    return list(selector.rules(owner.pk).values_list("name", flat=True))


# what rules give


def test_a_rule_gives_the_proposal_its_values(owner: User) -> None:
    make_rule(owner, category=Target("Büro", "5"), tags=("office",))
    booking = booking_of(make_document(owner))
    assert (booking.category, booking.tags) == ("Büro", ("office",))


def test_another_persons_rules_are_never_used(owner: User) -> None:
    colleague = make_person("colleague")
    make_entry(colleague, "Büro", kind="category", type="")
    make_rule(colleague)
    assert booking_of(make_document(owner)).category == ""
    assert names(owner) == []


def test_a_category_is_the_owners_alone(owner: User) -> None:
    make_entry(make_person("colleague"), "Theirs", kind="category", type="", firefly_id="77")
    make_rule(owner, category=Target("Theirs", "77"))
    document = make_document(owner)
    assert booking_of(document).category == ""


def test_a_seller_is_known_by_every_name_that_was_confirmed(owner: User) -> None:
    make_rule(owner, seller="Nordlicht GmbH")
    document = make_document(owner)
    assert booking_of(document).category == ""
    ConfirmedSeller.objects.create(
        owner=owner, key="nordlichtgmbh", name="Nordlicht GmbH", aliases=[SELLER]
    )
    assert booking_of(document).category == "Büro"


def test_a_seller_is_known_by_its_vat_id(owner: User) -> None:
    make_rule(owner, seller="Nordlicht GmbH")
    ConfirmedSeller.objects.create(
        owner=owner, key="nordlichtgmbh", name="Nordlicht GmbH", signs={"vat_ids": ["DE123"]}
    )
    document = make_document(owner, seller="NL")
    state_vat_id(document, "DE123")
    assert booking_of(document).category == "Büro"


def test_a_tag_of_paperless_and_a_text_describe_a_document(owner: User) -> None:
    when = Conditions(tag="Büro", text="toner")
    rules.keep(owner=owner, rule=DomainRule("x", when, Sets(tags=("t",))))
    assert booking_of(make_document(owner, tags=["büro"], content="Ein TONER")).tags == ("t",)
    assert booking_of(make_document(owner, tags=["büro"])).tags == ()


def test_what_was_deleted_in_firefly_is_left_out_and_left_to_a_person(owner: User) -> None:
    make_rule(owner, category=Target("Büro", "5"), tags=("office",))
    LedgerEntry.objects.filter(name="Büro").delete()
    document = make_document(owner)
    plan = bulk.plan([document], owner.pk, only_certain=True)[0]
    assert "Firefly III has no active category" in plan.reason
    assert plan.booking is not None
    assert (plan.booking.category, plan.booking.tags) == ("", ("office",))


# what is kept of it


def test_what_a_rule_gave_is_frozen_and_audited(owner: User) -> None:
    rule = make_rule(owner, category=Target("Büro", "5"), tags=("office",))
    posting = accept(owner, make_document(owner))
    split = posting.payload["splits"][0]
    assert split["category"] == "Büro"
    assert f'Category: Büro (rule "{SELLER}")' in split["notes"]
    entry = AuditEntry.objects.get(action="decided-new")
    assert entry.details["rules"] == [
        {"field": "category", "now": "Büro", "by": SELLER, "rule": rule.pk},
        {"field": "tags", "now": "office", "by": SELLER, "rule": rule.pk},
    ]
    Rule.objects.update(sets={"tags": ["other"]})
    posting.refresh_from_db()
    assert posting.payload["splits"][0]["tags"] == ["office"]


def test_a_persons_value_outranks_a_rule(owner: User) -> None:
    make_rule(owner, category=Target("Büro", "5"), tags=("office",))
    posting = accept(owner, make_document(owner), category="Reisen")
    assert posting.payload["splits"][0]["category"] == "Reisen"
    assert RuleUse.objects.get().fields == ["tags"]
    assert posting.decision.chosen == {"category": {"id": "", "name": "Reisen"}}


def test_a_value_that_a_person_cleared_is_no_rules(owner: User) -> None:
    make_rule(owner)
    posting = accept(owner, make_document(owner), category="")
    assert posting.payload["splits"][0]["category"] is None
    assert not RuleUse.objects.exists()
    assert AuditEntry.objects.get(action="decided-new").details["rules"] == []


def test_uses_count_what_stands(owner: User, settings: Settings) -> None:
    settings.POSTING_DELAY = 60
    rule = make_rule(owner)
    accept(owner, make_document(owner))
    document = make_document(owner)
    accept(owner, document)
    assert used(owner) == (2, Decision.objects.latest("pk").at)
    decisions.reopen(document=document, by=owner)
    assert used(owner)[0] == 1
    assert selector.touched(rule).count() == 1


def test_the_switch_uses_rules_too(owner: User) -> None:
    make_rule(owner)
    preferences = preferences_of(owner.pk)
    preferences.accept_new = True
    preferences.save()
    make_document(owner, match_due=False)
    assert switches.work(owner.pk) == 1
    assert RuleUse.objects.get().fields == ["category"]
    assert AuditEntry.objects.get(action="decided-new").details["rules"]


def test_many_at_once_use_rules_and_choose_nothing(owner: User) -> None:
    make_rule(owner)
    picks = [bulk.Pick(d, d.version) for d in (make_document(owner), make_document(owner))]
    assert len(bulk.accept(picks, by=owner).postings) == 2
    assert RuleUse.objects.count() == 2
    assert not RuleOffer.objects.exists()


def test_a_document_that_waits_keeps_what_rules_gave_until_it_is_posted(owner: User) -> None:
    rule = make_rule(owner)
    document = make_document(owner)
    decisions.wait(
        document=document, by=owner, version=1, booking=booking_of(document), until=date(2026, 12, 8)
    )  # fmt: skip
    rules.drop(rule=rule, by=owner)
    posting = decisions.stop_waiting(document=document, by=None)
    assert posting.payload["splits"][0]["category"] == "Büro"
    assert RuleUse.objects.get().decision == posting.decision


def test_what_each_split_says_is_neither_a_rules_nor_a_choice_for_the_whole(owner: User) -> None:
    make_rule(owner, category=Target("Büro", "5"), budget=Target("Haushalt", "3"))
    splits = (SplitChoice("A", "7.00", "Reisen"), SplitChoice("B", "5.00", "Büro"))
    posting = accept(owner, make_document(owner), splits=splits)
    assert [s["category"] for s in posting.payload["splits"]] == ["Reisen", "Büro"]
    assert not RuleUse.objects.exists()
    assert posting.decision.chosen == {}


# offers


def test_the_second_same_choice_is_offered(owner: User) -> None:
    first, second = make_document(owner), make_document(owner)
    accept(owner, first, category="Büro", tags=("a", "b"))
    assert rule_uses.offered_for(first) is None
    accept(owner, second, category="Büro", tags=("b", "a"), budget_id="3")
    offer = rule_uses.offered_for(second)
    assert offer is not None
    assert offer.conditions == {"seller": SELLER}
    assert offer.sets == {"category": {"id": "", "name": "Büro"}, "tags": ["b", "a"]}
    assert not Rule.objects.exists()


def test_what_waits_for_the_bank_is_chosen_too(owner: User) -> None:
    for _ in range(2):
        document = make_document(owner)
        decisions.wait(
            document=document, by=owner, version=1, until=date(2026, 12, 8),
            booking=replace(booking_of(document), category="Büro"),
        )  # fmt: skip
    assert rule_uses.offered_for(document) is not None


def test_two_different_choices_are_no_rule(owner: User) -> None:
    accept(owner, make_document(owner), category="Büro")
    accept(owner, make_document(owner), category="Reisen")
    accept(owner, make_document(owner, seller="Another"), category="Reisen")
    assert not RuleOffer.objects.exists()


def test_what_is_proposed_anyway_is_no_choice(owner: User) -> None:
    for _ in range(3):
        accept(owner, make_document(owner))
    assert not RuleOffer.objects.exists()
    assert [d.chosen for d in Decision.objects.all()] == [{}, {}, {}]


def test_what_a_rule_gives_is_not_offered_again(owner: User) -> None:
    accept(owner, make_document(owner), category="Büro")
    make_rule(owner)
    for _ in range(2):
        accept(owner, make_document(owner))
    assert not RuleOffer.objects.exists()


def test_an_offered_rule_is_used_on_the_next_document(owner: User) -> None:
    for _ in range(2):
        accept(owner, make_document(owner), category="Büro", budget_id="3")
    rule = rule_uses.make(offer=RuleOffer.objects.get(), by=owner)
    assert rule is not None
    booking = booking_of(make_document(owner))
    assert (booking.category, booking.budget_id) == ("Büro", "3")


def test_an_offer_is_answered_once(owner: User) -> None:
    for _ in range(2):
        accept(owner, make_document(owner), category="Büro")
    offer = RuleOffer.objects.get()
    assert rule_uses.make(offer=offer, by=owner) is not None
    assert rule_uses.make(offer=offer, by=owner) is None
    rule_uses.never(offer=offer, by=owner)
    assert names(owner) == [SELLER]


def test_what_is_never_to_be_asked_is_never_asked(owner: User) -> None:
    documents = [make_document(owner) for _ in range(4)]
    for document in documents[:2]:
        accept(owner, document, category="Büro")
    rule_uses.never(offer=RuleOffer.objects.get(), by=owner)
    for document in documents[2:]:
        accept(owner, document, category="Büro")
        assert rule_uses.offered_for(document) is None
    assert not Rule.objects.exists()


def test_an_ignored_offer_comes_with_the_third_time(owner: User) -> None:
    documents = [make_document(owner) for _ in range(3)]
    for document in documents:
        accept(owner, document, category="Büro")
    assert rule_uses.offered_for(documents[1]) is None
    assert rule_uses.offered_for(documents[2]) is not None


def test_an_offered_rule_stands_before_the_one_it_corrects(owner: User) -> None:
    make_rule(owner, "far", seller="Another")
    make_rule(owner, "wrong", category=Target("Reisen", "6"))
    make_rule(owner, "tags", tags=("x",))
    for _ in range(2):
        accept(owner, make_document(owner), category="Büro")
    rule_uses.make(offer=RuleOffer.objects.get(), by=owner)
    assert names(owner) == ["far", SELLER, "wrong", "tags"]
    assert booking_of(make_document(owner)).category == "Büro"


def test_a_colleagues_choices_do_not_count(owner: User) -> None:
    colleague = make_person("colleague")
    make_entry(colleague, "Girokonto")
    accept(colleague, make_document(colleague), category="Büro")
    accept(owner, make_document(owner), category="Büro")
    assert not RuleOffer.objects.exists()


# order, rest, deletion


def test_rules_are_moved(owner: User) -> None:
    a, b, c = (make_rule(owner, name) for name in "abc")
    rules.move(rule=c, by=owner, step=-1)
    assert names(owner) == ["a", "c", "b"]
    rules.move(rule=a, by=owner, step=-1)
    rules.move(rule=b, by=owner, step=1)
    assert names(owner) == ["a", "c", "b"]


def test_a_deleted_rule_gives_nothing_and_can_be_had_back(owner: User) -> None:
    make_rule(owner, "first", category=Target("Reisen", "6"))
    rule = make_rule(owner, "second")
    rules.move(rule=rule, by=owner, step=-1)
    rules.drop(rule=rule, by=owner)
    assert booking_of(make_document(owner)).category == "Reisen"
    rules.restore(rule=rule, by=owner)
    assert names(owner) == ["second", "first"]


def test_a_rule_that_rests_is_not_asked(owner: User) -> None:
    rule = make_rule(owner)
    rules.switch(rule=rule, by=owner, on=False)
    assert booking_of(make_document(owner)).category == ""
    rules.switch(rule=rule, by=owner, on=True)
    assert booking_of(make_document(owner)).category == "Büro"


def test_a_rule_that_says_too_little_is_not_kept(owner: User) -> None:
    with pytest.raises(InvalidValues):
        rules.keep(owner=owner, rule=DomainRule("x", Conditions(), Sets(tags=("x",))))
    assert not Rule.objects.exists()


def test_a_changed_rule_keeps_its_place(owner: User) -> None:
    row = make_rule(owner, "a")
    make_rule(owner, "b")
    changed = DomainRule("c", Conditions(tag="x"), Sets(tags=("y",)))
    rules.keep(owner=owner, rule=changed, row=row)
    assert names(owner) == ["c", "b"]


# export and import


def test_what_is_exported_is_imported_elsewhere(owner: User) -> None:
    make_rule(owner, "a")
    rules.switch(rule=make_rule(owner, "b", tags=("x",)), by=owner, on=False)
    text = json.dumps(rules.export(owner.pk))
    colleague = make_person("colleague")
    make_entry(colleague, "Büro", kind="category", type="", firefly_id="99")
    assert rules.take_in(owner=colleague, text=text) == 2
    rows = list(selector.rules(colleague.pk))
    assert [(r.name, r.enabled) for r in rows] == [("a", True), ("b", False)]
    assert rows[0].sets == {"category": {"id": "99", "name": "Büro"}}


def test_importing_twice_adds_nothing_twice(owner: User) -> None:
    make_rule(owner)
    text = json.dumps(rules.export(owner.pk))
    assert rules.take_in(owner=owner, text=text) == 0
    assert names(owner) == [SELLER]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1, column 2"),
        ("", "This is no JSON"),
        ("[" * 100_000, "nested too deeply"),
        (" " * 1_000_001, "longer than a million"),
        ("[]", "no file of SparkLink's rules"),
    ],
)
def test_a_bad_file_changes_nothing(owner: User, text: str, said: str) -> None:
    with pytest.raises(UnreadableRules, match=said):
        rules.take_in(owner=owner, text=text)
    assert not Rule.objects.exists()


def test_one_bad_rule_imports_none(owner: User) -> None:
    make_rule(owner)
    data = rules.export(owner.pk)
    data["rules"] = [{**data["rules"][0], "name": "new"}, {"name": "bad"}]
    with pytest.raises(UnreadableRules, match="Rule 2"):
        rules.take_in(owner=owner, text=json.dumps(data))
    assert names(owner) == [SELLER]


# tried on history


def test_a_rule_is_tried_on_what_was_accepted(owner: User) -> None:
    accept(owner, make_document(owner, "10.00"), category="Büro")
    accept(owner, make_document(owner, "20.00"), category="Reisen")
    accept(owner, make_document(owner, "30.00"), category="")
    accept(owner, make_document(owner, "40.00", seller="Another"))
    make_document(owner)
    rule = DomainRule("x", Conditions(seller=SELLER), Sets(category=Target("Büro", "5")))
    found = rule_trial.trial(owner.pk, rule)
    assert (found.looked_at, len(found.tried), found.differing) == (4, 3, 2)
    changes = [[(c.field, c.then, c.now) for c in each.changes] for each in found.tried]
    assert changes == [[("category", "", "Büro")], [("category", "Reisen", "Büro")], []]
    assert not Rule.objects.exists()


def test_a_trial_knows_numbers_by_name_and_leaves_what_an_earlier_rule_gives(owner: User) -> None:
    accept(owner, make_document(owner), budget_id="3")
    earlier = make_rule(owner, category=Target("Reisen", "6"))
    sets = Sets(category=Target("Büro", "5"), budget=Target("Haushalt", "3"))
    rule = DomainRule("x", Conditions(seller=SELLER), sets)
    tried = rule_trial.trial(owner.pk, rule).tried[0]
    assert (tried.same, tried.changes) == (1, ())
    alone = rule_trial.trial(owner.pk, replace(rule, id=earlier.pk)).tried[0]
    assert [(c.then, c.now) for c in alone.changes] == [("", "Büro")]


def test_a_trial_reads_vat_ids_of_readings_and_of_persons(owner: User) -> None:
    document = make_document(owner)
    state_vat_id(document, "DE123")
    accept(owner, document)
    ConfirmedSeller.objects.all().delete()
    rule = DomainRule("x", Conditions(vat_id="DE 123"), Sets(tags=("x",)))
    assert len(rule_trial.trial(owner.pk, rule).tried) == 1
    document.field_values.create(name="seller_vat_id", value="DE999")
    assert rule_trial.trial(owner.pk, rule).tried == ()


def test_a_trial_says_what_firefly_does_not_have(owner: User) -> None:
    accept(owner, make_document(owner))
    rule = DomainRule("x", Conditions(seller=SELLER), Sets(category=Target("Gone")))
    assert "Gone" in rule_trial.trial(owner.pk, rule).findings[0]


def test_a_trial_sees_nobody_elses_documents(owner: User) -> None:
    colleague = make_person("colleague")
    make_entry(colleague, "Girokonto")
    accept(colleague, make_document(colleague))
    rule = DomainRule("x", Conditions(seller=SELLER), Sets(tags=("x",)))
    assert rule_trial.trial(owner.pk, rule).looked_at == 0
