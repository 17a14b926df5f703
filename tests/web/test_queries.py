"""Pages ask the database a constant number of questions, 15 at most."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paperless_firefly.review.models import Decision, Document, Rule
from tests.builders import (
    make_document,
    make_entry,
    make_posting,
    make_proposal,
    make_split,
    make_upload,
)

MOST = 15
ADDRESSES = (
    "/", "/review/", "/review/?state=certain&q=nordlicht", "/review/?state=stuck",
    "/review/?state=waiting", "/reconcile/", "/reconcile/?dq=nordlicht&tq=nordlicht", "/history/",
    "/history/?q=nordlicht", "/history/log/", "/review/will/", "/history/log/?q=nordlicht&action=firefly&by=machine",
    "/settings/", "/settings/rules/",
    "/runs/progress/", "/choices/category/?category=bü",
    "/upload/", "/upload/progress/",
)  # fmt: skip


def fill(owner: User, n: int) -> None:
    """`n` documents with a proposal each, `n` decided ones, `n` entries of each list."""
    for _ in range(n):
        make_proposal(make_document(owner), make_split(owner))
        make_posting(make_document(owner), "held")
        make_posting(make_document(owner), "done")
        waits = make_document(owner, decision="wait")
        Decision.objects.create(document=waits, kind="wait", until="2026-12-08")
        make_upload(owner, "done")
        make_entry(owner)
        make_entry(owner, "Büro", kind="category")
        Rule.objects.create(
            owner=owner, position=n, name="Nordlicht", sets={"category": {"name": "Büro"}},
            conditions={"seller": "Nordlicht Bürobedarf"},
        )  # fmt: skip


def questions(page: Client, address: str) -> int:
    """How many queries an address costs."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert page.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_list_asks_the_same_with_few_and_many_rows(
    address: str, owner: User, page: Client
) -> None:
    fill(owner, 2)
    page.get(address)
    few = questions(page, address)
    fill(owner, 30)
    assert questions(page, address) == few <= MOST


@pytest.mark.parametrize(
    "address",
    ["/review/{}/", "/review/{}/will/", "/history/{}/move/", "/review/{}/link/", "/history/{}/"],
)
def test_a_document_asks_the_same_with_few_and_many_rows(
    address: str, owner: User, page: Client
) -> None:
    fill(owner, 2)
    document = Document.objects.filter(decision="open")[0]
    where = address.format(document.pk)
    page.get(where)
    few = questions(page, where)
    fill(owner, 30)
    for _ in range(10):
        make_proposal(document, make_split(owner))
    assert questions(page, where) == few <= MOST
