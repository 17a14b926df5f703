"""The page of one document: what it shows, and what can be done with plain forms alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.domain.extraction import Finding, Kind, LineItem, State
from paperless_firefly.review.models import Document, FieldValue, LedgerSplit, Posting
from tests.builders import (
    make_document,
    make_entry,
    make_extraction,
    make_field,
    make_posting,
    make_proposal,
    make_split,
)


@pytest.fixture
def account(owner: User) -> str:
    """The id of the owner's checking account."""
    return str(make_entry(owner).firefly_id)


@pytest.fixture
def document(owner: User, account: str) -> Document:
    """A certain document."""
    return make_document(owner)


def form(document: Document, **more: Any) -> dict[str, Any]:
    """What the page posts when nothing was typed."""
    account = "" if "own_account_id" in more else _account(document)
    return {
        "version": document.version, "v-total": "12.00", "v-seller": document.seller,
        "v-number": document.number, "own_account_id": account,
        "counterparty_name": document.seller, **more,
    }  # fmt: skip


def _account(document: Document) -> str:
    from paperless_firefly.review.models import LedgerEntry

    return str(LedgerEntry.objects.get(owner=document.owner, type="asset").firefly_id)


def test_accepting_goes_on_to_the_next_document_with_an_undo(
    owner: User, page: Client, document: Document
) -> None:
    following = make_document(owner, state=State.REVIEW)
    answer = page.post(f"/review/{document.pk}/accept/", form(document), follow=True)
    assert answer.redirect_chain == [(f"/review/{following.pk}/", 302)]
    assert f'name="decided" value="{document.pk}"' in answer.content.decode()
    assert Posting.objects.get(document=document).state == "due"


def test_after_the_last_document_comes_the_queue(page: Client, document: Document) -> None:
    assert page.post(f"/review/{document.pk}/accept/", form(document))["Location"] == "/review/"


def test_undo_takes_the_decision_back(page: Client, document: Document) -> None:
    page.post(f"/review/{document.pk}/accept/", form(document))
    page.post(f"/review/{document.pk}/reopen/")
    document.refresh_from_db()
    assert document.decision == "open"
    assert Posting.objects.get(document=document).state == "undone"


def test_undo_that_comes_too_late_says_so(page: Client, document: Document) -> None:
    make_posting(document, "sending")
    answer = page.post(f"/review/{document.pk}/reopen/", follow=True)
    assert "Too late to undo" in answer.content.decode()


def test_linking_keeps_the_values_that_were_typed(
    owner: User, page: Client, document: Document
) -> None:
    split = make_split(owner)
    typed = form(document, **{"v-number": "R-2026-9"})
    page.post(f"/review/{document.pk}/link/{split.pk}/", typed)
    document.refresh_from_db()
    assert (document.decision, document.number) == ("link", "R-2026-9")


@pytest.mark.parametrize(
    ("address", "decision"),
    [("reject", "rejected"), ("later", "later"), ("none-needed", "none")],
)
def test_other_decisions_need_one_click(
    address: str, decision: str, page: Client, document: Document
) -> None:
    page.post(f"/review/{document.pk}/{address}/", {"version": document.version})
    document.refresh_from_db()
    assert document.decision == decision


def test_a_stale_form_shows_both_values_and_loses_nothing(page: Client, document: Document) -> None:
    page.post(f"/review/{document.pk}/values/", form(document, **{"v-number": "from tab one"}))
    stale = form(document, **{"v-number": "from tab two"})
    answer = page.post(f"/review/{document.pk}/accept/", stale)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="from tab two"' in text
    assert "from tab one" in text
    assert not Posting.objects.exists()


def test_the_page_after_a_conflict_can_be_sent(page: Client, document: Document) -> None:
    page.post(f"/review/{document.pk}/values/", form(document, **{"v-number": "one"}))
    answer = page.post(f"/review/{document.pk}/accept/", form(document, **{"v-number": "two"}))
    document.refresh_from_db()
    assert f'name="version" value="{document.version}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "typed"), [("v-total", "twelve"), ("v-issue_date", "31.02.2026"), ("v-currency", "€")]
)
def test_what_cannot_be_stands_beside_its_field(
    name: str, typed: str, page: Client, document: Document
) -> None:
    answer = page.post(f"/review/{document.pk}/accept/", form(document, **{name: typed}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text
    assert f'value="{typed}"' in text


def test_without_an_account_nothing_is_booked_and_the_page_says_why(
    page: Client, document: Document
) -> None:
    answer = page.post(f"/review/{document.pk}/accept/", form(document, own_account_id=""))
    assert answer.status_code == 422
    assert "account" in answer.content.decode()
    assert not Posting.objects.exists()


@pytest.mark.parametrize("typed", ["1234.5", "1,234.50", "1.234,50", "1 234,50"])
def test_amounts_may_be_typed_as_people_do(typed: str, page: Client, document: Document) -> None:
    page.post(f"/review/{document.pk}/values/", form(document, **{"v-total": typed}))
    document.refresh_from_db()
    assert document.total_minor == 123450


def test_an_alternative_is_taken_with_one_press(owner: User, page: Client) -> None:
    fields = {"total": make_field("12.00", 0.5, "21.00"), "currency": make_field("EUR")}
    document = make_document(owner, extraction=make_extraction(state=State.REVIEW, fields=fields))
    page.post(f"/review/{document.pk}/values/", {"version": 1, "take": "total:21.00"})
    document.refresh_from_db()
    assert document.total_minor == 2100


def test_a_changed_value_shows_what_it_was_until_it_is_restored(
    page: Client, document: Document
) -> None:
    page.post(f"/review/{document.pk}/values/", form(document, **{"v-total": "13.00"}))
    assert "<del>12.00</del>" in page.get(f"/review/{document.pk}/").content.decode()
    document.refresh_from_db()
    page.post(f"/review/{document.pk}/restore/total/", {"version": document.version})
    document.refresh_from_db()
    assert document.total_minor == 1200
    assert not FieldValue.objects.exists()


def test_findings_and_hostile_text_are_escaped(owner: User, page: Client) -> None:
    hostile = "<script>alert(1)</script>"
    finding = Finding("odd", f"The seller is {hostile}.", field="seller")
    extraction = make_extraction(seller=hostile, findings=(finding,))
    document = make_document(owner, extraction=extraction)
    for address in (f"/review/{document.pk}/", "/review/", "/reconcile/"):
        text = page.get(address).content.decode()
        assert hostile not in text
        assert "&lt;script&gt;" in text


def test_a_pair_is_linked_by_the_one_primary_button(owner: User, page: Client) -> None:
    make_entry(owner)
    document, split = make_document(owner), make_split(owner)
    make_proposal(document, split)
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert text.count("btn primary") == 1
    assert f'formaction="/review/{document.pk}/link/{split.pk}/" data-key="a"' in text


def test_no_pair_is_not_proposed_again(owner: User, page: Client, document: Document) -> None:
    split = make_split(owner)
    make_proposal(document, split)
    page.post(f"/review/{document.pk}/dismiss/{split.pk}/", {"version": document.version})
    assert "NORDLICHT SAGT DANKE" not in page.get(f"/review/{document.pk}/").content.decode()


def test_every_transaction_can_be_searched_to_link(
    owner: User, page: Client, document: Document
) -> None:
    wanted = make_split(owner, "99.00", description="Miete")
    make_split(owner, "12.00", description="Strom")
    text = page.get(f"/review/{document.pk}/link/", {"q": "miete"}).content.decode()
    assert f"/review/{document.pk}/link/{wanted.pk}/" in text
    assert "Strom" not in text


def test_linking_from_the_search_needs_no_other_values(
    owner: User, page: Client, document: Document
) -> None:
    split = make_split(owner)
    page.post(f"/review/{document.pk}/link/{split.pk}/", {"version": document.version})
    document.refresh_from_db()
    assert (document.decision, document.total_minor) == ("link", 1200)


def test_a_held_posting_asks_whether_it_is_the_same(page: Client, document: Document) -> None:
    group = {"id": "77", "title": "Nordlicht", "amount": "12.00", "currency": "EUR"}
    make_posting(document, "held", hold={"code": "found", "groups": [group]}, error="Look.")
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert "The same" in text
    assert "Another" in text
    assert "#77" in text


def test_a_failed_posting_says_why_and_can_be_tried_again(page: Client, document: Document) -> None:
    posting = make_posting(document, "failed", error="Firefly answered 503.")
    assert "Firefly answered 503." in page.get(f"/review/{document.pk}/").content.decode()
    page.post(f"/postings/{posting.pk}/retry/")
    posting.refresh_from_db()
    assert posting.state == "due"


def test_a_document_that_is_no_claim_for_money_offers_that_none_is_needed(
    owner: User, page: Client
) -> None:
    document = make_document(owner, None, kind=Kind.OTHER, state=State.OTHER)
    text = page.get(f"/review/{document.pk}/").content.decode()
    primary = text[text.index("btn primary") :]
    assert f"/review/{document.pk}/none-needed/" in primary[: primary.index(">")]
    assert "Nothing is booked" in text
    assert text.count("btn primary") == 1


def test_an_unread_document_offers_nothing_to_accept(owner: User, page: Client) -> None:
    document = make_document(owner)
    document.readings.all().delete()
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert "being read" in text
    assert "/accept/" not in text


def test_boxes_of_evidence_stand_in_page_units(page: Client, document: Document) -> None:
    text = page.get(f"/review/{document.pk}/", headers={"accept-language": "de"}).content.decode()
    assert 'viewBox="0 0 595.0 842.0"' in text
    assert 'data-field="total" x="60.0" y="700"' in text


def test_an_invoice_without_a_picture_shows_its_lines(owner: User, page: Client) -> None:
    lines = (LineItem("Toner <black>", "2", "34.45", "68.90", "19"),)
    document = make_document(owner, extraction=make_extraction(lines=lines))
    document.readings.update(data={**document.readings.get().data, "pages": []})
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert "Toner &lt;black&gt;" in text
    assert "68.90" in text


def test_enter_in_a_field_saves_and_decides_nothing(page: Client, document: Document) -> None:
    """A browser presses a form's first button on Enter: it must be the one that saves."""
    text = page.get(f"/review/{document.pk}/").content.decode()
    body = text[text.index('id="document-form"') :]
    first = body[body.index("<button") : body.index(">", body.index("<button"))]
    assert 'type="submit"' in first
    assert "formaction" not in first
    assert "name=" not in first


def test_names_are_chosen_by_typing(owner: User, page: Client) -> None:
    make_entry(owner, "Büromaterial", kind="category", type="")
    make_entry(owner, "Miete", kind="category", type="")
    text = page.get("/choices/category/", {"category": "büro"}).content.decode()
    assert "Büromaterial" in text
    assert "Miete" not in text


def test_linked_rows_stay_as_they_are_until_the_posting_is_done(
    owner: User, page: Client, document: Document
) -> None:
    split = make_split(owner)
    page.post(f"/review/{document.pk}/link/{split.pk}/", {"version": document.version})
    assert LedgerSplit.objects.values().get()["description"] == "NORDLICHT SAGT DANKE"


def test_every_transaction_can_be_reached_where_none_is_proposed(
    page: Client, document: Document
) -> None:
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert "None fits by itself." in text
    assert text.count(f'href="/review/{document.pk}/link/"') == 2


def test_a_script_in_an_items_name_is_text(owner: User, page: Client) -> None:
    lines = (LineItem("<script>alert(1)</script>", "1", "5.00", "5.00", "20"),)
    document = make_document(owner, extraction=make_extraction(lines=lines))
    reading = document.readings.get()
    document.readings.update(data={**reading.data, "pages": []})
    text = page.get(f"/review/{document.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_how_it_was_paid_is_told_in_words_and_not_asked_for(owner: User, page: Client) -> None:
    said = {"card": "4711", "payment_method": "direct debit", "customer_number": "K-17"}
    read = make_extraction()
    more = {name: make_field(value) for name, value in said.items()}
    document = make_document(owner, extraction=replace(read, fields={**read.fields, **more}))

    html = page.get(f"/review/{document.pk}/").content.decode()

    assert all(words in html for words in ("ends in 4711", "direct debit", "K-17", "Paid by"))
    assert not any(f'name="v-{name}"' in html for name in said)
