"""Builders of readings, bookings and requests with defaults."""

from __future__ import annotations

from datetime import date
from typing import Any

from paperless_firefly.domain.extraction import Direction, Evidence, Extraction, Field, Kind, State
from paperless_firefly.domain.posting import Booking
from paperless_firefly.posting.request import Request

DIGEST = "0123456789abcdef" * 4


def make_extraction(
    kind: Kind = Kind.INVOICE,
    direction: Direction = Direction.OUT,
    type: str | None = None,  # noqa: A002 - the field's own name
    **values: str | None,
) -> Extraction:
    stated: dict[str, str | None] = {
        "total": "235.62", "currency": "EUR", "issue_date": "2026-03-01", "number": "R-17",
        "seller": "Muster GmbH", **values,
    }  # fmt: skip
    fields = {
        name: Field(value, 0.99, "cii", Evidence(xpath=f"/invoice/{name}"))
        for name, value in stated.items()
        if value is not None
    }
    return Extraction(kind, direction, State.AUTO, 0.99, type=type, fields=fields)


def make_booking(**choices: Any) -> Booking:
    return Booking(**{"own_account_id": "1", **choices})


def make_request(
    extraction: Extraction | None = None, booking: Booking | None = None, **more: Any
) -> Request:
    facts: dict[str, Any] = {
        "document_id": 42,
        "sha256": DIGEST,
        "document_url": "https://paper.example/documents/42/",
        "own_currency": "EUR",
        "today": date(2026, 6, 1),
        **more,
    }
    return Request(
        extraction=extraction or make_extraction(), booking=booking or make_booking(), **facts
    )
