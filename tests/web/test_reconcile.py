"""Reconcile: two lists, the pair between them, and what can be said about it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from paperless_firefly.review.models import Document, LedgerSplit, Posting, Proposal
from paperless_firefly.review.selectors.reconciliation import PAGE, documents, payments
from tests.builders import DAY, make_document, make_person, make_posting, make_proposal, make_split

MOST = 18
ROW = 'class="row tx'


def text_of(page: Client, **asked: str | int) -> str:
    """The page with a query."""
    answer = page.get(reverse("reconcile"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def act(page: Client, name: str, document: Document, split: LedgerSplit, **sent: object) -> str:
    """Presses a button of the pair; where it leads."""
    version = {"version": document.version, "d": document.pk}
    where = reverse(name, args=[document.pk, split.pk])
    return page.post(where, {**version, **sent})["Location"]


def test_the_best_proposal_is_chosen_and_says_why(owner: User, page: Client) -> None:
    make_document(owner, seller="Undecided")
    document = make_document(owner, seller="Nordlicht")
    make_proposal(document, make_split(owner))
    text = text_of(page)
    assert text.index("Nordlicht") < text.index("Undecided")
    assert "Same amount" in text
    assert "97.0 %" in text or "97 %" in text
    assert reverse("reconcile-link", args=[document.pk, LedgerSplit.objects.get().pk]) in text


def test_any_other_pair_is_explained_too(owner: User, page: Client) -> None:
    document, split = make_document(owner, "12.00"), make_split(owner, "48.20")
    text = text_of(page, d=document.pk, t=split.pk)
    assert "Not proposed by matching" in text
    assert 'class="waterfall"' in text


def test_only_differences_are_marked(owner: User, page: Client) -> None:
    document = make_document(owner, "12.00", number="R-5")
    split = make_split(owner, "12.00", date=DAY, description="payment for r5")
    text = text_of(page, d=document.pk, t=split.pk)
    assert "<mark>€12.00</mark>" not in text
    assert text.count("<mark>") == 1  # the name


def test_a_payment_in_another_currency_may_be_the_same_amount(owner: User, page: Client) -> None:
    document = make_document(owner, "12.00", currency="USD")
    Document.objects.update(currency="USD")
    split = make_split(owner, "11.05", foreign_minor=1200, foreign_currency="USD")
    text = text_of(page, d=document.pk, t=split.pk)
    assert "€11.05 ($12.00)" in text
    assert "<mark>€11.05" not in text


def test_linking_makes_a_posting_and_goes_on(owner: User, page: Client) -> None:
    document, split = make_document(owner), make_split(owner)
    where = act(page, "reconcile-link", document, split, back="dq=nord")
    assert where == "/reconcile/?dq=nord"
    posting = Posting.objects.get()
    assert (posting.document, posting.action, posting.state) == (document, "link", "due")
    assert f'value="link:{document.pk}"' in page.get(where).content.decode()


def test_a_stale_form_links_nothing(owner: User, page: Client) -> None:
    document, split = make_document(owner), make_split(owner)
    Document.objects.update(version=7)
    where = act(page, "reconcile-link", document, split)
    assert where == f"/reconcile/?d={document.pk}&t={split.pk}"
    assert "changed in another tab" in page.get(where).content.decode()
    assert not Posting.objects.exists()


def test_no_pair_brings_the_next_proposal(owner: User, page: Client) -> None:
    document, wrong, right = make_document(owner), make_split(owner), make_split(owner)
    make_proposal(document, wrong, 0.9)
    make_proposal(document, right, 0.5)
    where = act(page, "reconcile-dismiss", document, wrong)
    assert Proposal.objects.get(split=wrong).dismissed
    assert (
        reverse("reconcile-link", args=[document.pk, right.pk]) in page.get(where).content.decode()
    )


def test_a_payment_may_need_no_document_and_again_one(owner: User, page: Client) -> None:
    split = make_split(owner)
    where = reverse("reconcile-no-document", args=[split.pk])
    page.post(where)
    assert text_of(page).count(ROW) == 0
    assert "Needs a document" in text_of(page, t=split.pk)
    page.post(where, {"needed": "yes"})
    assert text_of(page).count(ROW) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"dq": "muller"}, 2), ({"dq": "9.99"}, 2), ({"tq": "MÜLLER"}, 3), ({"tq": "9.99"}, 2)],
)
def test_each_side_is_searched_alone(
    asked: dict[str, str], found: int, owner: User, page: Client
) -> None:
    make_document(owner, "9.99", seller="Müller KG")
    make_document(owner, "5.00", seller="Nordlicht")
    make_split(owner, description="Muller dankt")
    assert text_of(page, **asked).count(ROW) == found


@pytest.mark.parametrize(
    "columns",
    [{"linked": True}, {"gone_at": timezone.now()}, {"type": "opening balance"},
     {"needs_document": False}],
)  # fmt: skip
def test_a_payment_that_needs_nothing_is_not_listed(
    columns: dict[str, Any], owner: User, page: Client
) -> None:
    make_split(owner, **columns)
    assert ROW not in text_of(page)


@pytest.mark.parametrize(
    "columns", [{"decision": "rejected"}, {"source": "gone"}, {"reading": "other"}]
)
def test_a_document_that_waits_for_nothing_is_not_listed(
    columns: dict[str, Any], owner: User, page: Client
) -> None:
    make_document(owner, **columns)
    assert ROW not in text_of(page)


def test_a_pair_that_is_decided_has_no_buttons(owner: User, page: Client) -> None:
    document, split = make_document(owner, decision="new"), make_split(owner)
    text = text_of(page, d=document.pk, t=split.pk)
    assert reverse("reconcile-link", args=[document.pk, split.pk]) not in text
    assert reverse("history-document", args=[document.pk]) in text


def test_both_sides_go_on_after_their_last_row(owner: User, page: Client) -> None:
    for _ in range(PAGE + 2):
        make_document(owner)
        make_split(owner)
    left, right = documents(owner.pk), payments(owner.pk)
    assert text_of(page).count(ROW) == 2 * PAGE
    assert text_of(page, dk=left.next, tk=right.next).count(ROW) == 4


@pytest.mark.parametrize("odd", ["0", "x", "-1", "²", "٣", "9" * 30, "9" * 5000])
def test_odd_numbers_in_the_address_are_no_error(odd: str, owner: User, page: Client) -> None:
    make_document(owner)
    text_of(page, dk=odd, tk=f"2026-11-11.{odd}")
    assert page.get(reverse("reconcile"), {"d": odd, "t": odd}).status_code in {200, 404}


@pytest.mark.parametrize("name", ["d", "t"])
def test_a_colleague_cannot_choose_the_owners(name: str, owner: User, client: Client) -> None:
    pk = {"d": make_document(owner).pk, "t": make_split(owner).pk}[name]
    client.force_login(make_person("colleague"))
    assert client.get(reverse("reconcile"), {name: pk}).status_code == 404
    assert ROW not in text_of(client)


def test_what_documents_say_is_escaped(owner: User, page: Client) -> None:
    make_proposal(make_document(owner, seller="<b>x</b>"), make_split(owner, description="<i>y"))
    text = text_of(page)
    assert "<b>x" not in text
    assert "<i>y" not in text


def test_a_pair_asks_the_same_with_ten_and_a_thousand_rows(owner: User, page: Client) -> None:
    document, split = make_document(owner), make_split(owner)
    make_proposal(document, split)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            text_of(page, d=document.pk, t=split.pk)
        return len(asked)

    copies(document, split, 10)
    questions()
    few = questions()
    copies(document, split, 1000)
    assert questions() == few <= MOST


def copies(document: Document, split: LedgerSplit, n: int) -> None:
    """`n` more documents and payments like these, each with a proposal."""
    first = Document.objects.count() * 10_000
    documents, splits = [], []
    for number in range(first, first + n):
        documents.append(copy_of(document, paperless_id=number))
        splits.append(copy_of(split, journal_id=str(number)))
    made = Document.objects.bulk_create(documents), LedgerSplit.objects.bulk_create(splits)
    Proposal.objects.bulk_create(
        Proposal(document=d, split=s, confidence=0.5, state="propose")
        for d, s in zip(*made, strict=True)
    )


def copy_of(row: Any, **changes: Any) -> Any:
    """An unsaved row with other values in some columns."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return type(row)(**{**values, "id": None, **changes})


def test_a_link_that_is_posted_is_taken_back_by_the_worker(owner: User, page: Client) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done", action="link", group_id="9")
    page.post(reverse("reconcile-unlink", args=[document.pk]))
    posting.refresh_from_db()
    assert posting.state == "undoing"
