"""Extractions as JSON: what rows keep is what was read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from paperless_firefly.domain.details import (
    Address,
    Adjustment,
    Details,
    Identifier,
    Party,
    Period,
    Reference,
)
from paperless_firefly.domain.extraction import (
    FIELD_NAMES,
    Alternative,
    Direction,
    Evidence,
    Extraction,
    Field,
    Finding,
    Kind,
    LineItem,
    Severity,
    State,
    TaxLine,
    from_json,
    to_json,
)

WHOLE = Extraction(
    Kind.INVOICE,
    Direction.OUT,
    State.REVIEW,
    0.8125,
    type="Rechnung",
    readers=("cii", "text"),
    fields={
        "total": Field(
            "235.62",
            0.99,
            "cii",
            Evidence(xpath="/a/b", page=1, box=(1.0, 2.0, 3.0, 4.5), line=3, quote="235,62"),
            (Alternative("235.26", 0.2, "text", Evidence(line=9)), Alternative("1", 0.1, "text")),
        ),
        "issue_date": Field("2026-11-24", 0.9, "text"),
        "shop_code": Field("A7", 0.5, "text"),
    },
    tax_breakdown=(TaxLine("S", "20", "196.35", "39.27"),),
    lines=(LineItem("Paper", quantity="2", total="10.00"),),
    findings=(
        Finding("odd", "This is odd.", Severity.ERROR, "total", (("by", "0.01"), ("of", "x"))),
        Finding("note", "By the way.", Severity.INFO),
    ),
)


def test_what_is_written_is_read_back_whole() -> None:
    assert from_json(json.loads(json.dumps(to_json(WHOLE)))) == WHOLE


DETAILED = replace(
    WHOLE,
    lines=(
        LineItem("Ink", unit="C62", period=Period("2026-01-01"), adjustments=(Adjustment(True),)),
    ),
    details=Details(
        type_code="380",
        preceding=(Reference("R-1", "2026-01-02"),),
        seller=Party("ACME", identifiers=(Identifier("4", "0088"),), address=Address(city="Graz")),
        adjustments=(Adjustment(amount="1.00", percentage="2"),),
    ),
)


def test_details_are_read_back_whole() -> None:
    assert from_json(json.loads(json.dumps(to_json(DETAILED)))) == DETAILED


def test_details_leave_out_what_is_empty() -> None:
    assert to_json(DETAILED)["details"]["seller"] == {
        "name": "ACME",
        "identifiers": [{"value": "4", "scheme": "0088"}],
        "address": {"city": "Graz"},
    }


def test_a_line_names_its_first_five_values_though_absent() -> None:
    (line,) = to_json(WHOLE)["lines"]
    assert line == {
        "description": "Paper",
        "quantity": "2",
        "unit_price": None,
        "total": "10.00",
        "tax_rate": None,
    }


def test_a_reading_that_was_kept_before_details_were_known_has_none() -> None:
    old = {name: value for name, value in to_json(WHOLE).items() if name != "details"}
    assert from_json(old) == WHOLE


def test_every_field_is_named_though_absent() -> None:
    fields = to_json(WHOLE)["fields"]
    assert list(fields)[: len(FIELD_NAMES)] == list(FIELD_NAMES)
    assert fields["seller"] is None
    assert "shop_code" in fields


def test_an_empty_reading_is_read_back() -> None:
    empty = Extraction(Kind.OTHER, Direction.NONE, State.MANUAL, 0.0)
    assert from_json(to_json(empty)) == empty


@pytest.mark.parametrize("damage", [{"kind": "poem"}, {"state": ""}, {"fields": {"total": {}}}])
def test_what_nobody_wrote_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError)):
        from_json({**to_json(WHOLE), **damage})


def test_values_are_given_as_what_they_are() -> None:
    assert WHOLE.amount("total") == Decimal("235.62")
    assert WHOLE.day("issue_date") == date(2026, 11, 24)
    assert (WHOLE.text("seller"), WHOLE.amount("net"), WHOLE.day("due_date")) == (None,) * 3
