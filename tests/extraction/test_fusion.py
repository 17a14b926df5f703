"""Fusion: one value wins, agreement counts, every loser is kept."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Alternative, Evidence, Field
from paperless_firefly.extraction.fusion import CERTAIN, fuse, same
from paperless_firefly.extraction.reader import Found

from .builders import make_found


def test_without_an_e_invoice_the_surest_value_wins() -> None:
    found = [make_found("paperless", confidence=0.3, total="1"), make_found(total="2")]
    field = fuse(found, structured=False)["total"]
    assert (field.value, field.reader) == ("2", "text")
    assert field.alternatives == (Alternative("1", 0.3, "paperless"),)


def test_the_higher_authority_breaks_a_tie() -> None:
    found = [make_found("paperless", total="1"), make_found(total="2")]
    assert fuse(found, structured=False)["total"].value == "1"


def test_agreement_raises_confidence_but_never_to_certainty() -> None:
    found = [
        make_found("paperless", total="12.0"),
        make_found(total="12.00"),
        make_found("x", total="12"),
    ]
    field = fuse(found, structured=False)["total"]
    assert 0.97 < field.confidence <= CERTAIN
    assert field.alternatives == ()


def test_a_field_that_is_surer_than_agreement_stays_as_sure() -> None:
    found = [make_found("cii", confidence=1.0, total="1"), make_found(total="1")]
    assert fuse(found, structured=True)["total"].confidence == 1.0


def test_alternatives_of_losers_are_kept_once_the_surest_first() -> None:
    loser = Field(
        "3",
        0.5,
        "text",
        alternatives=(Alternative("4", 0.7, "text"), Alternative("1", 0.4, "text")),
    )
    found = [make_found("cii", total="1"), Found("text", fields={"total": loser})]
    field = fuse(found, structured=True)["total"]
    assert [each.value for each in field.alternatives] == ["4", "3"]


@pytest.mark.parametrize(
    ("name", "one", "other", "equal"),
    [
        ("total", "12.00", "12", True),
        ("total", "12.00", "12.01", False),
        ("seller", "ACME", "Acme GmbH & Co. KG", True),
        ("seller", "Müller", "MULLER", True),
        ("seller", "ACM", "ACME", False),
        ("seller", "", "ACME", False),
        ("number", "RE 17", "re17", True),
        ("issue_date", "2026-01-01", "2026-01-02", False),
    ],
)
def test_values_are_the_same_by_their_kind(name: str, one: str, other: str, equal: bool) -> None:
    assert same(name, one, other) is equal


def test_the_longer_form_of_a_name_is_kept_beside_the_shorter() -> None:
    found = [make_found("cii", seller="ACME"), make_found(seller="ACME Handels GmbH")]
    field = fuse(found, structured=True)["seller"]
    assert field.value == "ACME"


def test_a_value_of_the_xml_is_shown_where_the_page_prints_it() -> None:
    xml = Field("12.00", 0.99, "cii", Evidence(xpath="/a"))
    text = Field("12.00", 0.8, "text", Evidence(page=1, box=(1, 2, 3, 4), line=7, quote="12,00"))
    found = [Found("cii", fields={"total": xml}), Found("text", fields={"total": text})]
    assert fuse(found, structured=True)["total"].evidence == Evidence(
        xpath="/a", page=1, box=(1, 2, 3, 4), line=7
    )
