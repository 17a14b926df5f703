"""Servers that a client of Firefly III is tried on."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx

from paperless_firefly.clients.firefly.client import FireflyClient
from tests.recorded import FIREFLY, load

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def client(transport: httpx.BaseTransport) -> FireflyClient:
    return FireflyClient("http://firefly:8080", "secret", transport=transport)


def numbered(pages: list[Any]) -> httpx.MockTransport:
    """A server whose list has these pages of groups, each group a name and its journals."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=pages[int(request.url.params["page"]) - 1])

    return httpx.MockTransport(answer)


def page_of(number: int, pages: int, **groups: tuple[str, ...]) -> dict[str, Any]:
    """A page of transactions made from a recorded split: group id -> journal ids."""
    split = load(FIREFLY, "117").json["data"]["attributes"]["transactions"][0]
    place = {"current_page": number, "total_pages": pages, "total": 99, "per_page": 2, "count": 1}
    data = [
        {
            "id": name.removeprefix("g"),
            "attributes": {
                "updated_at": "now",
                "group_title": "t",
                "transactions": [{**split, "transaction_journal_id": j} for j in journals],
            },
        }
        for name, journals in groups.items()
    ]
    return {"data": data, "meta": {"pagination": place}}
