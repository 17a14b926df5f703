"""The pages of rules: order, form, a try on history, files; and what the document's page says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from paperless_firefly.domain.rules import Conditions, Sets, Target
from paperless_firefly.domain.rules import Rule as DomainRule
from paperless_firefly.review.models import Decision, Document, LedgerEntry, Rule, RuleOffer
from paperless_firefly.review.services import rules
from tests.builders import make_document, make_entry

SELLER = "Nordlicht Bürobedarf"
FORM = {
    "name": "", "seller": SELLER, "vat_id": "", "lowest": "", "highest": "", "currency": "",
    "kind": "", "type": "", "tag": "", "text": "", "own_account_id": "", "counterparty_name": "",
    "category": "Büro", "budget_id": "", "bill_id": "", "tags": "a, b", "description": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _lists(owner: User) -> None:
    make_entry(owner, "Girokonto", firefly_id="1")
    make_entry(owner, "Nordlicht", type="expense", firefly_id="8")
    make_entry(owner, "Büro", kind="category", type="", firefly_id="5")
    make_entry(owner, "Haushalt", kind="budget", type="", firefly_id="3")


def make_rule(owner: User, name: str = "Office", **sets: Any) -> Rule:
    """A rule for the usual seller."""
    sets = sets or {"category": Target("Büro", "5")}
    return rules.keep(owner=owner, rule=DomainRule(name, Conditions(seller=SELLER), Sets(**sets)))


def accept(page: Client, document: Document, **typed: str) -> str:
    """The owner accepts a document with some values; the next page's text."""
    form = {"version": str(document.version), "own_account_id": "1", "counterparty_name": SELLER}
    answer = page.post(reverse("review-accept", args=[document.pk]), {**form, **typed}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_value_on_the_documents_page_names_its_rule(owner: User, page: Client) -> None:
    rule = make_rule(owner)
    text = page.get(f"/review/{make_document(owner).pk}/").content.decode()
    assert 'name="category" value="Büro"' in text
    assert f'by rule <a href="/settings/rules/{rule.pk}/">Office</a>' in text


def test_a_value_that_was_typed_is_no_rules(owner: User, page: Client) -> None:
    make_rule(owner)
    document = make_document(owner)
    form = {"version": "1", "category": "", "own_account_id": "1", "counterparty_name": SELLER}
    page.post(f"/review/{document.pk}/values/", form)
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert 'name="category" value=""' in text
    assert "by rule" not in text


def test_a_rule_whose_category_is_gone_says_so(owner: User, page: Client) -> None:
    rule = make_rule(owner)
    LedgerEntry.objects.filter(name="Büro").delete()
    said = "Firefly III has no active category &quot;Büro&quot; (any more)"
    assert said in page.get(f"/review/{make_document(owner).pk}/").content.decode()
    assert "Not in Firefly III: Büro" in page.get("/settings/rules/").content.decode()
    assert "left out until" in page.get(f"/settings/rules/{rule.pk}/").content.decode()


def test_the_second_same_choice_is_offered_on_the_next_page(owner: User, page: Client) -> None:
    one, two, _ = (make_document(owner) for _ in range(3))
    assert "Do this for every" not in accept(page, one, category="Büro")
    text = accept(page, two, category="Büro")
    assert f"Do this for every document of {SELLER}? Category: Büro" in text
    offer = RuleOffer.objects.get()
    answer = page.post(f"/settings/rules/offers/{offer.pk}/make/", follow=True)
    assert "From now on for every document" in answer.content.decode()
    assert Rule.objects.get().sets == {"category": {"id": "", "name": "Büro"}}


def test_a_rule_that_was_just_made_is_taken_back_where_one_is(owner: User, page: Client) -> None:
    for _ in range(2):
        accept(page, make_document(owner), category="Büro")
    where = f"/review/{make_document(owner).pk}/"
    here = {"referer": f"http://testserver{where}"}
    offer = RuleOffer.objects.get()
    answer = page.post(f"/settings/rules/offers/{offer.pk}/make/", headers=here, follow=True)
    rule = Rule.objects.get()
    assert f'action="/settings/rules/{rule.pk}/delete/"' in answer.content.decode()
    answer = page.post(f"/settings/rules/{rule.pk}/delete/", {"stay": "1"}, headers=here)
    assert answer["Location"].endswith(where)
    assert "by rule" not in page.get(where).content.decode()


def test_an_offer_can_be_refused_for_good(owner: User, page: Client) -> None:
    one, two, three, _ = (make_document(owner) for _ in range(4))
    for document in (one, two):
        accept(page, document, category="Büro")
    page.post(f"/settings/rules/offers/{RuleOffer.objects.get().pk}/never/")
    assert "Do this for every" not in accept(page, three, category="Büro")
    assert not Rule.objects.exists()


def test_what_is_offered_stands_on_the_rules_page(owner: User, page: Client) -> None:
    for _ in range(2):
        accept(page, make_document(owner), category="Büro")
    assert "You chose this twice" in page.get("/settings/rules/").content.decode()
    offer = RuleOffer.objects.get()
    text = page.get(f"/settings/rules/new/?offer={offer.pk}").content.decode()
    assert f'name="seller" id="id_seller" value="{SELLER}"' in text
    assert "It fits 2 of the last 2 accepted documents; 0 of them" in text


def test_an_offer_that_was_looked_at_first_is_tried_and_kept_in_its_place(
    owner: User, page: Client
) -> None:
    make_rule(owner, "Wrong", category=Target("Haus", "9"))
    make_entry(owner, "Haus", kind="category", type="", firefly_id="9")
    for _ in range(2):
        accept(page, make_document(owner), category="Büro")
    offer = RuleOffer.objects.get()
    form = {**FORM, "offer": str(offer.pk), "name": "Right"}
    text = page.post("/settings/rules/make/", {**form, "try": "1"}).content.decode()
    assert "an earlier rule has it" not in text
    assert f'name="offer" value="{offer.pk}"' in text
    page.post("/settings/rules/make/", form)
    assert [r.name for r in Rule.objects.all()] == ["Right", "Wrong"]
    offer.refresh_from_db()
    assert offer.answer == "made"
    page.post("/settings/rules/make/", {**form, "name": "Twice"})
    assert [r.name for r in Rule.objects.all()] == ["Right", "Wrong", "Twice"]


def test_the_rules_stand_in_order_with_what_they_touched(owner: User, page: Client) -> None:
    rule = make_rule(owner)
    make_rule(owner, "Second", tags=("x",))
    accept(page, make_document(owner), category="Büro")
    text = page.get("/settings/rules/").content.decode()
    assert text.index("Office") < text.index("Second")
    assert "1 document" in text
    assert "Not used yet" in text
    assert SELLER in page.get(f"/settings/rules/{rule.pk}/").content.decode()


def test_a_rule_is_made_by_the_form(owner: User, page: Client) -> None:
    typed = {"lowest": "1.000,50", "currency": "eur", "own_account_id": "1", "budget_id": "3"}
    answer = page.post("/settings/rules/make/", {**FORM, **typed, "counterparty_name": "nordlicht"})
    assert answer.status_code == 302
    rule = Rule.objects.get()
    assert rule.name == SELLER
    assert rule.conditions == {"seller": SELLER, "currency": "EUR", "lowest": "1000.50"}
    assert rule.sets == {
        "own_account": {"id": "1", "name": "Girokonto"},
        "counterparty": {"id": "8", "name": "Nordlicht"},
        "category": {"id": "5", "name": "Büro"},
        "budget": {"id": "3", "name": "Haushalt"},
        "tags": ["a", "b"],
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"category": "Nonsense"}, "Firefly III has none of this name"),
        ({"lowest": "abc"}, "is no amount"),
        ({"lowest": "2", "highest": "1"}, "less than the amount"),
        ({"seller": ""}, "Say which documents"),
        ({"category": "", "tags": ""}, "Say what the rule sets"),
        ({"description": "{oops}"}, "is no word that can be filled in"),
        ({"budget_id": "77"}, "Select a valid choice"),
    ],
)
def test_a_form_with_something_wrong_keeps_what_was_typed(
    typed: dict[str, str], said: str, page: Client
) -> None:
    answer = page.post("/settings/rules/make/", {**FORM, "name": "Mine", **typed})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert 'value="Mine"' in text
    assert not Rule.objects.exists()


def test_a_try_on_history_saves_nothing(owner: User, page: Client) -> None:
    accept(page, make_document(owner), category="Büro")
    accept(page, make_document(owner))
    answer = page.post("/settings/rules/make/", {**FORM, "tags": "", "try": "1"})
    text = answer.content.decode()
    assert "It fits 2 of the last 2 accepted documents; 1 of them you booked otherwise." in text
    assert "<del>–</del> → <strong>Büro</strong>" in text
    assert "as you chose" in text
    assert not Rule.objects.exists()


def test_a_rule_is_changed_and_keeps_that_it_rests(owner: User, page: Client) -> None:
    rule = make_rule(owner)
    page.post(f"/settings/rules/{rule.pk}/off/")
    page.post(f"/settings/rules/{rule.pk}/change/", {**FORM, "name": "New"})
    rule.refresh_from_db()
    assert (rule.name, rule.enabled, rule.sets["tags"]) == ("New", False, ["a", "b"])


def test_a_rule_is_moved_deleted_and_had_back(owner: User, page: Client) -> None:
    make_rule(owner, "Alpha")
    rule = make_rule(owner, "Omega")
    text = page.post(f"/settings/rules/{rule.pk}/up/", follow=True).content.decode()
    assert text.index("Omega") < text.index("Alpha")
    text = page.post(f"/settings/rules/{rule.pk}/delete/", follow=True).content.decode()
    assert "“Omega” is deleted." in text
    assert page.get(f"/settings/rules/{rule.pk}/").status_code == 404
    text = page.post(f"/settings/rules/{rule.pk}/restore/", follow=True).content.decode()
    assert text.index("Omega") < text.index("Alpha")
    assert page.post(f"/settings/rules/{rule.pk}/explode/").status_code == 404


def test_rules_go_out_and_come_in_as_a_file(owner: User, page: Client) -> None:
    make_rule(owner)
    answer = page.get("/settings/rules/export/")
    assert "sparklink-rules.json" in answer["Content-Disposition"]
    Rule.objects.all().delete()
    file = SimpleUploadedFile("rules.json", answer.content)
    text = page.post("/settings/rules/import/", {"file": file}, follow=True).content.decode()
    assert "Rules added: 1." in text
    assert Rule.objects.get().sets == {"category": {"id": "5", "name": "Büro"}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "This file is no text"),
        (b"{}", "This is no file of SparkLink&#x27;s rules"),
        (
            json.dumps(
                {"format": "sparklink-rules", "version": 1, "rules": [{"name": "x"}]}
            ).encode(),
            "Rule 1 (&quot;x&quot;) cannot be taken. Say which documents",
        ),
    ],
)
def test_a_bad_file_says_what_to_do(content: bytes, said: str, page: Client) -> None:
    file = SimpleUploadedFile("rules.json", content)
    answer = page.post("/settings/rules/import/", {"file": file})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Nothing was imported." in text
    assert said in text


def test_a_form_without_a_file_says_so(page: Client) -> None:
    assert "Choose a file" in page.post("/settings/rules/import/").content.decode()


def test_the_timeline_says_what_came_by_which_rule(owner: User, page: Client) -> None:
    make_rule(owner)
    document = make_document(owner)
    accept(page, document, category="Büro")
    text = page.get(f"/history/{document.pk}/").content.decode()
    assert "rule Office" in text
    assert Decision.objects.get().chosen == {}
