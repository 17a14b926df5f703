"""The sentence beside the button says what will be written, by the user's own settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import strip_tags

from paperless_firefly.review.models import Document, LedgerSplit, Pointer
from paperless_firefly.review.services.preferences import preferences_of
from tests.builders import make_document, make_proposal, make_split


@pytest.fixture
def document(owner: User) -> Document:
    """A certain document."""
    return make_document(owner)


def choose(owner: User, **changes: Any) -> None:
    preferences_of(owner.pk)
    type(owner.preferences).objects.filter(owner=owner).update(**changes)


def read(page: Client, address: str) -> str:
    return " ".join(strip_tags(page.get(address).content.decode()).split())


@pytest.mark.parametrize(
    ("move_tags", "pointer", "promise"),
    [
        (True, Pointer.NOTE, "Paperless gets the tag done and a note."),
        (True, Pointer.URL_FIELD, "Paperless gets the tag done and the field Bank."),
        (True, Pointer.NONE, "Paperless gets the tag done."),
        (False, Pointer.NOTE, "Paperless gets a note."),
        (False, Pointer.URL_FIELD, "Paperless gets the field Bank."),
        (False, Pointer.NONE, "Paperless stays as it is."),
    ],
)
def test_what_paperless_gets_is_said_before_it_gets_it(
    move_tags: bool, pointer: str, promise: str, owner: User, page: Client, document: Document
) -> None:
    choose(owner, move_tags=move_tags, pointer=pointer, posted_tag="done", url_field="Bank")
    text = read(page, f"/review/{document.pk}/")
    assert f"Books −€12.00 as a new transaction. {promise}" in text


def pair(document: Document, split: LedgerSplit) -> tuple[str, str]:
    """The two pages on which a pair can be linked."""
    return f"/review/{document.pk}/", f"/reconcile/?d={document.pk}&t={split.pk}"


def test_a_linked_transaction_stays_as_it_is(owner: User, page: Client, document: Document) -> None:
    split = make_split(owner)
    make_proposal(document, split)
    for address in pair(document, split):
        text = read(page, address)
        assert "Amount and text stay as they are. Paperless gets" in text


def test_what_a_linked_transaction_gets_is_said(
    owner: User, page: Client, document: Document
) -> None:
    choose(owner, link_tag="belegt", link_note=True)
    split = make_split(owner)
    make_proposal(document, split)
    for address in pair(document, split):
        text = read(page, address)
        assert "It gets the tag belegt. Its notes get the document's address." in text.replace(
            "&#x27;", "'"
        )
