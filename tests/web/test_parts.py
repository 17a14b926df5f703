"""The parts of a new transaction on a document's page, with plain forms alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.domain.extraction import LineItem, TaxLine
from paperless_firefly.review.models import Document, LedgerEntry, Posting
from tests.builders import (
    make_document,
    make_entry,
    make_extraction,
    make_field,
    make_proposal,
    make_split,
)

RATES = (TaxLine("S", "20", "100.00", "20.00"), TaxLine("S", "10", "10.00", "1.00"))
LINES = (
    LineItem("Paper", total="70.00", tax_rate="20"),
    LineItem("Ink", total="30.00", tax_rate="20"),
    LineItem("Lunch", total="10.00", tax_rate="10"),
)


@pytest.fixture
def document(owner: User) -> Document:
    """An invoice over 131.00 EUR with two tax rates and three lines."""
    make_entry(owner)
    fields = {
        **make_extraction().fields,
        "total": make_field("131.00"),
        "net": make_field("110.00"),
    }
    paper = make_extraction(fields=fields, tax_breakdown=RATES, lines=LINES)
    return make_document(owner, extraction=paper)


def form(document: Document, *parts: tuple[str, str], **more: Any) -> dict[str, Any]:
    """What the page posts with these texts and amounts as parts."""
    account = LedgerEntry.objects.get(owner=document.owner, type="asset").firefly_id
    return {
        "version": document.version, "own_account_id": account, "parts": "1",
        "counterparty_name": document.seller,
        "part-description": [said for said, _ in parts],
        "part-amount": [amount for _, amount in parts],
        "part-category": ["" for _ in parts],
        "part-budget_id": ["" for _ in parts],
        "part-tags": ["" for _ in parts],
        **more,
    }  # fmt: skip


def press(
    page: Client, document: Document, action: str, *parts: tuple[str, str], **more: Any
) -> str:
    """The page after a button of the parts was pressed."""
    typed = form(document, *parts, **more, part=action)
    answer = page.post(f"/review/{document.pk}/parts/", typed)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(text: str) -> list[tuple[str, str]]:
    """Texts and amounts of the parts on a page."""
    found = [
        re.findall(rf'name="part-{name}" value="([^"]*)"', text)
        for name in ("description", "amount")
    ]
    return list(zip(*found, strict=True))


def rest(text: str) -> tuple[str, str]:
    """The state of the sum, and the amount beside it."""
    state, amount = re.search(r'data-state="(\w+)".*?data-rest>([^<]*)<', text, re.DOTALL).groups()  # type: ignore[union-attr]
    return state, amount


def test_an_invoice_is_split_by_tax_rate_or_by_line(page: Client, document: Document) -> None:
    rates = press(page, document, "rates")
    assert [amount for _, amount in shown(rates)] == ["120.00", "11.00"]
    assert rest(rates) == ("even", "0.00")
    lines = press(page, document, "lines")
    assert shown(lines) == [("Paper", "84.00"), ("Ink", "36.00"), ("Lunch", "11.00")]


def test_what_is_left_is_said_and_can_be_put_into_a_part(page: Client, document: Document) -> None:
    typed = [("Paper", "100"), ("Other", "")]
    assert rest(press(page, document, "nothing", *typed)) == ("left", "31.00")
    assert rest(press(page, document, "nothing", ("Paper", "200"))) == ("over", "69.00")
    assert shown(press(page, document, "rest:2", *typed)) == [
        ("Paper", "100.00"),
        ("Other", "31.00"),
    ]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("add", ["a", "b", "c", ""]),
        ("drop:2", ["a", "c"]),
        ("up:3", ["a", "c", "b"]),
        ("up:1", ["a", "b", "c"]),
        ("drop:9", ["a", "b", "c"]),
        ("drop:x", ["a", "b", "c"]),
        ("hand", ["Nordlicht Bürobedarf R-1", ""]),
        ("whole", []),
    ],
)
def test_parts_are_added_dropped_and_moved(
    action: str, expected: list[str], page: Client, document: Document
) -> None:
    text = press(page, document, action, ("a", "1"), ("b", "2"), ("c", "3"))
    said = [description for description, _ in shown(text)]
    assert said[1:] == expected[1:]
    assert len(said) == len(expected)


def test_parts_of_one_category_are_gathered(page: Client, document: Document) -> None:
    more = {"part-category": ["Office", "Food", "office"]}
    text = press(page, document, "gather", ("a", "1.5"), ("b", "2"), ("c", "3"), **more)
    assert shown(text) == [("a, c", "4.50"), ("b", "2.00")]


def test_a_line_gets_the_category_that_it_had_before(
    owner: User, page: Client, document: Document
) -> None:
    make_split(owner, description="Ink", category="Printing")
    text = press(page, document, "lines", category="Office")
    assert re.findall(r'name="part-category" value="([^"]*)"', text) == ["Office"] * 3
    text = press(page, document, "lines")
    assert re.findall(r'name="part-category" value="([^"]*)"', text) == ["", "Printing", ""]


def test_parts_stay_while_the_document_waits_and_end_with_its_decision(
    page: Client, document: Document
) -> None:
    press(page, document, "rates")
    kept = page.get(f"/review/{document.pk}/").content.decode()
    assert [amount for _, amount in shown(kept)] == ["120.00", "11.00"]
    page.post(f"/review/{document.pk}/later/", form(document, ("x", "131")))
    assert shown(page.get(f"/review/{document.pk}/").content.decode()) == [("x", "131.00")]
    document.refresh_from_db()
    page.post(f"/review/{document.pk}/reject/", {"version": document.version})
    page.post(f"/review/{document.pk}/reopen/")
    assert shown(page.get(f"/review/{document.pk}/").content.decode()) == []


def test_what_was_typed_elsewhere_stays_typed_and_counts(page: Client, document: Document) -> None:
    typed = {"v-total": "140.00", "v-number": "R-99"}
    text = press(page, document, "nothing", ("Paper", "131"), **typed)
    assert rest(text) == ("left", "9.00")
    assert 'value="R-99"' in text
    document.refresh_from_db()
    assert document.number != "R-99"


def test_what_is_written_is_what_was_shown(page: Client, document: Document) -> None:
    more = {"part-category": ["Office", ""], "part-tags": ["a, b", ""], "category": "not of parts"}
    page.post(
        f"/review/{document.pk}/accept/", form(document, ("Paper", "100,50"), ("", "30.50"), **more)
    )
    splits = Posting.objects.get(document=document).payload["splits"]
    assert [(s["description"], s["amount"], s["category"], s["tags"]) for s in splits] == [
        ("Paper", "100.50", "Office", ["a", "b"]),
        ("Nordlicht Bürobedarf R-1", "30.50", None, []),
    ]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("20.00", "11.00 EUR are not split yet."),
        ("40.00", "The splits are 9.00 EUR more than the document."),
        ("-31.00", "Split 2 has no positive amount."),
        ("much", "Split 2 has no positive amount."),
    ],
)
def test_accepting_says_what_is_missing_and_keeps_the_parts(
    second: str, said: str, page: Client, document: Document
) -> None:
    typed = form(document, ("Paper", "100.00"), ("Rest", second))
    answer = page.post(f"/review/{document.pk}/accept/", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert shown(text) == [("Paper", "100.00"), ("Rest", second)]
    assert not Posting.objects.exists()


@pytest.mark.parametrize("ticked", [False, True])
def test_a_linked_transaction_is_split_only_where_that_is_asked_for(
    ticked: bool, owner: User, page: Client, document: Document
) -> None:
    split = make_proposal(document, make_split(owner, "131.00")).split
    typed = form(
        document, ("Paper", "100"), ("Lunch", "31"), **({"split_linked": "1"} if ticked else {})
    )
    said = page.post(f"/review/{document.pk}/will/", typed).content.decode()
    assert ("is split; all else of it stays on the first" in said) == ticked
    page.post(f"/review/{document.pk}/link/{split.pk}/", typed)
    parts = Posting.objects.get(document=document).payload.get("parts", [])
    assert [part["amount"] for part in parts] == (["100", "31"] if ticked else [])


def test_parts_that_do_not_make_the_transaction_are_kept_and_said(
    owner: User, page: Client, document: Document
) -> None:
    split = make_proposal(document, make_split(owner, "128.00")).split
    typed = form(document, ("Paper", "100"), ("Lunch", "31"), split_linked="1")
    answer = page.post(f"/review/{document.pk}/link/{split.pk}/", typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "The parts make 131.00 EUR, the transaction is 128.00 EUR." in text
    assert shown(text) == [("Paper", "100.00"), ("Lunch", "31.00")]
    assert re.search(r'name="split_linked" value="1" checked', text)


def test_a_part_with_nothing_in_it_is_none(page: Client, document: Document) -> None:
    page.post(f"/review/{document.pk}/accept/", form(document, ("", ""), ("", "")))
    assert len(Posting.objects.get(document=document).payload["splits"]) == 1


def test_the_fragment_alone_answers_htmx(page: Client, document: Document) -> None:
    typed = form(document, part="rates")
    answer = page.post(f"/review/{document.pk}/parts/", typed, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.lstrip().startswith('<section id="parts"')
    assert "In 2 parts." in text
    assert len(shown(text)) == 2


def test_a_decided_document_has_no_parts_to_change(page: Client, document: Document) -> None:
    page.post(f"/review/{document.pk}/reject/", {"version": document.version})
    answer = page.post(f"/review/{document.pk}/parts/", form(document, part="rates"))
    assert answer.status_code == 302
    assert 'id="parts"' not in page.get(f"/review/{document.pk}/").content.decode()
