"""What matching is told of a document: what its text says, beside what its data states."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from paperless_firefly.domain.details import Details, Payment
from paperless_firefly.domain.extraction import Extraction
from paperless_firefly.review.models import Document
from paperless_firefly.review.selectors.matching_facts import document_facts, facts_of_document
from tests.builders import make_document, make_extraction, make_field, make_person


@pytest.fixture
def owner(db: None) -> User:
    """Whose documents they are."""
    return make_person("owner")


def cards(document: Document, extraction: Extraction) -> set[str | None]:
    """The card that a document names, asked one by one and all at once."""
    [(_, facts)] = document_facts(Document.objects.filter(pk=document.pk))
    return {facts.card, facts_of_document(document, extraction).card}


def test_the_card_that_a_receipt_prints_is_told(owner: User) -> None:
    read = make_extraction()
    read = replace(read, fields={**read.fields, "card": make_field("4711")})

    assert cards(make_document(owner, extraction=read), read) == {"4711"}


def test_the_card_that_an_invoice_states_is_told(owner: User) -> None:
    read = make_extraction(details=Details(payments=(Payment(card="4711"),)))

    assert cards(make_document(owner, extraction=read), read) == {"4711"}
