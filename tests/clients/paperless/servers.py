"""Servers that a client of Paperless-ngx is tried on."""

from __future__ import annotations

from typing import Any

import httpx

from paperless_firefly.clients.paperless.client import PaperlessClient
from tests.recorded import (
    PAPERLESS_3,
    Recording,
    load,
)

URL = "http://paperless:8000"


def client(transport: httpx.BaseTransport) -> PaperlessClient:
    return PaperlessClient(URL, "secret", transport=transport)


def last_page(recording: Recording) -> Recording:
    """The recording as if it were the last page of its list."""
    return recording.saying({**recording.json, "next": None})


def numbered(pages: list[dict[str, Any]]) -> httpx.MockTransport:
    """A server whose list has these pages, then none."""

    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        if number > len(pages):
            return load(PAPERLESS_3, "112").response()
        return httpx.Response(200, json=pages[number - 1])

    return httpx.MockTransport(answer)


def page_of(*ids: int, more: bool, tags: tuple[int, ...] = (1,)) -> dict[str, Any]:
    rows = [{"id": number, "tags": list(tags)} for number in ids]
    return {"count": 99, "next": "http://elsewhere/?page=2" if more else None, "results": rows}
