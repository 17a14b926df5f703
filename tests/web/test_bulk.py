"""Several documents at once: what is shown is what is done, and one that cannot be stops no other."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client

from paperless_firefly.domain.extraction import Kind, State
from paperless_firefly.domain.ledger import ListKind
from paperless_firefly.review.models import Document, LedgerSplit, Posting, Proposal
from tests.builders import (
    make_document,
    make_entry,
    make_person,
    make_posting,
    make_proposal,
    make_split,
)


@pytest.fixture
def account(owner: User) -> str:
    """The one asset account that new transactions are booked on."""
    return make_entry(owner, kind=ListKind.ACCOUNT, type="asset").firefly_id


@pytest.fixture
def certain(owner: User, account: str) -> list[Document]:
    """One that would be linked, one that would be new."""
    linked = make_document(owner, "12.00", number="R-1", state=State.AUTO)
    make_proposal(linked, make_split(owner, "12.00"))
    return [
        linked,
        make_document(owner, "7.00", number="R-2", seller="Nordlicht", state=State.AUTO),
    ]


def pick(document: Document, split: LedgerSplit | None = None) -> str:
    parts = [document.pk, document.version] + ([split.pk] if split else [])
    return ":".join(str(part) for part in parts)


def decisions(documents: list[Document]) -> list[str]:
    for each in documents:
        each.refresh_from_db()
    return [each.decision for each in documents]


def said(answer: Any) -> str:
    return " ".join(str(m) for m in get_messages(answer.wsgi_request))


def picks_of(certain: list[Document]) -> list[str]:
    split = Proposal.objects.get(document=certain[0]).split
    return [pick(certain[0], split), pick(certain[1])]


def test_the_preview_ticks_exactly_what_accepting_will_do(
    page: Client, certain: list[Document]
) -> None:
    text = page.get("/review/accept/").content.decode()
    for value in picks_of(certain):
        assert f'value="{value}" checked' in text
    assert decisions(certain) == ["open", "open"]


def test_one_press_accepts_all_that_are_certain(page: Client, certain: list[Document]) -> None:
    answer = page.post("/review/accept/all/", {"pick": picks_of(certain)})
    assert decisions(certain) == ["link", "new"]
    assert "Accepted 2" in said(answer)
    assert Posting.objects.count() == 2


def test_undo_brings_all_of_them_back(page: Client, certain: list[Document]) -> None:
    page.post("/review/accept/all/", {"pick": picks_of(certain)})
    page.post("/review/reopen/", {"decided": " ".join(str(d.pk) for d in certain)})
    assert decisions(certain) == ["open", "open"]
    assert not Posting.objects.exclude(state="undone").exists()


def test_a_document_that_changed_since_is_left_and_stops_no_other(
    page: Client, certain: list[Document]
) -> None:
    shown = picks_of(certain)
    Document.objects.filter(pk=certain[0].pk).update(version=certain[0].version + 1)
    answer = page.post("/review/accept/all/", {"pick": shown})
    assert decisions(certain) == ["open", "new"]
    assert "changed in another tab" in said(answer)


def test_another_pair_than_the_one_shown_is_never_linked(
    owner: User, page: Client, certain: list[Document]
) -> None:
    shown = picks_of(certain)
    make_proposal(certain[0], make_split(owner, "12.00", description="Other"), 0.999)
    answer = page.post("/review/accept/all/", {"pick": shown[:1]})
    assert decisions(certain)[0] == "open"
    assert "changed meanwhile" in said(answer)


def test_what_looks_like_a_second_scan_needs_a_look(
    owner: User, page: Client, account: str
) -> None:
    twins = [make_document(owner, "5.00", number="R-9", state=State.AUTO) for _ in range(2)]
    text = page.get("/review/accept/").content.decode()
    assert "looks like the same purchase" in text
    assert decisions(twins) == ["open", "open"]
    assert 'name="pick"' not in text


@pytest.mark.parametrize(("act", "decided"), [("later", "later"), ("reject", "rejected")])
def test_what_is_selected_is_put_aside_or_rejected(
    act: str, decided: str, page: Client, certain: list[Document]
) -> None:
    page.post(f"/review/aside/{act}/", {"pick": [pick(d) for d in certain]})
    assert decisions(certain) == [decided, decided]


def test_an_act_that_is_none_is_not_found(page: Client, certain: list[Document]) -> None:
    assert page.post("/review/aside/burn/", {"pick": [pick(certain[0])]}).status_code == 404


@pytest.mark.parametrize("value", ["", "x", "1", "1:2:3:4", "²:1", f"{'9' * 30}:1"])
def test_a_pick_that_is_none_is_ignored(value: str, page: Client, certain: list[Document]) -> None:
    answer = page.post("/review/accept/all/", {"pick": [value]})
    assert answer.status_code == 302
    assert decisions(certain) == ["open", "open"]


def test_nobody_accepts_for_another(client: Client, certain: list[Document]) -> None:
    client.force_login(make_person("colleague"))
    for address in ("accept/all/", "aside/later/", "reopen/"):
        data = {"pick": picks_of(certain), "decided": str(certain[0].pk)}
        client.post(f"/review/{address}", data)
    assert decisions(certain) == ["open", "open"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=receipt", 1), ("kind=nonsense", 2), ("since=2026-11-12", 1), ("until=2026-11-11", 1),
        ("since=x", 2), ("pair=yes", 1), ("pair=no", 1), ("kind=receipt&pair=no", 0),
    ],
)  # fmt: skip
def test_the_queue_is_narrowed_by_its_address(
    query: str, found: int, owner: User, page: Client
) -> None:
    make_proposal(make_document(owner, kind=Kind.RECEIPT), make_split(owner))
    Document.objects.filter(pk=make_document(owner).pk).update(issue_date="2026-11-20")
    Document.objects.filter(kind="receipt").update(proposals=1)
    assert page.get(f"/review/?{query}").content.decode().count('class="row doc') == found


def test_what_is_posted_is_said_to_be_on_its_way_back(owner: User, page: Client) -> None:
    document = make_document(owner)
    posting = make_posting(document, "done", group_id="9")
    answer = page.post("/review/reopen/", {"decided": str(document.pk)})
    posting.refresh_from_db()
    assert posting.state == "undoing"
    assert "is being taken back" in said(answer)
    assert "is back in the queue" not in said(answer)
