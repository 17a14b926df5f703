"""What thresholds would have done to the documents that were decided last."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from paperless_firefly.review.models import Document, FieldValue
from paperless_firefly.review.selectors.trial import judged, zones
from tests.builders import make_document, make_person


def decided(owner: User, confidence: float, *, changed: str = "", to: str = "99.00") -> Document:
    """A document that became a transaction; a person changed one field if named."""
    document = make_document(owner, confidence=confidence)
    Document.objects.filter(pk=document.pk).update(
        decision="new", decided_at=timezone.now(), confidence=confidence
    )
    if changed:
        FieldValue.objects.create(document=document, name=changed, value=to, was="12.00")
    return document


@pytest.fixture
def five(owner: User) -> None:
    """One by hand, two to check of which one was changed, two certain."""
    decided(owner, 0.3)
    decided(owner, 0.7, changed="total")
    decided(owner, 0.8)
    decided(owner, 0.96)
    decided(owner, 0.99)


def counts(owner: User, auto: float, review: float) -> list[tuple[int, int]]:
    return [(z.count, z.wrong) for z in zones(judged(owner.pk), auto=auto, review=review)]


@pytest.mark.parametrize(
    ("auto", "review", "expected"),
    [
        (0.95, 0.6, [(1, 0), (2, 1), (2, 0)]),
        (0.65, 0.6, [(1, 0), (0, 0), (4, 1)]),
        (1.0, 0.0, [(0, 0), (5, 1), (0, 0)]),
    ],
)
@pytest.mark.usefixtures("five")
def test_thresholds_part_the_documents(
    auto: float, review: float, expected: list[tuple[int, int]], owner: User
) -> None:
    assert counts(owner, auto, review) == expected


def test_a_value_that_was_confirmed_or_is_beside_the_point_is_no_fault(owner: User) -> None:
    decided(owner, 0.99, changed="total", to="12.00")
    decided(owner, 0.99, changed="payment_reference")
    assert counts(owner, 0.95, 0.6)[2] == (2, 0)


def test_only_ones_own_documents_that_became_transactions_count(owner: User) -> None:
    make_document(owner)
    make_document(owner, decision="rejected")
    decided(make_person("colleague"), 0.99)
    assert judged(owner.pk) == []


@pytest.mark.usefixtures("five")
def test_other_thresholds_are_tried_without_being_saved(owner: User, page: Client) -> None:
    asked = {"auto_threshold": "0.65", "review_threshold": "0.6"}
    text = page.get("/settings/trial/", asked).content.decode()
    assert "certain, 1 were wrong" in text
    assert text.count('class="wrong"') == 1
    owner.preferences.refresh_from_db()
    assert owner.preferences.auto_threshold == 0.95


@pytest.mark.parametrize("asked", ["", "x", "7", "nan"])
@pytest.mark.usefixtures("five")
def test_a_threshold_that_is_none_tries_the_saved_one(asked: str, page: Client) -> None:
    text = page.get("/settings/trial/", {"auto_threshold": asked}).content.decode()
    assert "certain, 0 were wrong" in text
