"""A Firefly III whose transactions are recorded ones, paged as the real server pages them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import httpx

from paperless_firefly.clients.firefly.client import FireflyClient

from ..recorded import FIREFLY, load

_LISTS = {
    "accounts": "032", "categories": "044", "budgets": "047", "bills": "052", "tags": "057",
    "currencies": "017",
}  # fmt: skip


class RecordedLedger:
    """Answers lists of transactions, one of them, and the lists beside; counts the requests."""

    def __init__(self, *names: str) -> None:
        self.groups: dict[str, dict[str, Any]] = {}
        self.requests: list[str] = []
        for name in names:
            self.take(name)

    def take(self, name: str) -> None:
        """The transaction of a recording, as it was answered then, in the place of an earlier."""
        group = load(FIREFLY, name).json["data"]
        self.groups[group["id"]] = deepcopy(group)

    def many(self, name: str, count: int, days: list[str]) -> None:
        """So many transactions like a recorded one, on days in turn."""
        group = load(FIREFLY, name).json["data"]
        for number in range(1000, 1000 + count):
            made = deepcopy(group)
            made["id"] = str(number)
            [split] = made["attributes"]["transactions"]
            day = days[(number - 1000) * len(days) // count]
            split.update(transaction_journal_id=str(number), date=f"{day}T00:00:00+01:00")
            self.groups[made["id"]] = made

    def client(self) -> FireflyClient:
        """The real client of this server."""
        return FireflyClient(
            "http://firefly.test", "token", transport=httpx.MockTransport(self._answer)
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(f"{request.url.path}?{request.url.query.decode()}")
        name, _, ident = request.url.path.removeprefix("/api/v1/").partition("/")
        if name in _LISTS:
            return self._list(name)
        if name == "about":
            return load(FIREFLY, "001").response()
        if ident and ident in self.groups:
            return httpx.Response(200, json={"data": self.groups[ident]})
        return load(FIREFLY, "270").response() if ident else self._page(request.url.params)

    def _list(self, name: str) -> httpx.Response:
        recording = load(FIREFLY, _LISTS[name])
        pages = {"total_pages": 1, "current_page": 1}
        body = recording.json
        return recording.saying(
            {**body, "meta": {"pagination": {**body["meta"]["pagination"], **pages}}}
        ).response()

    def _page(self, params: httpx.QueryParams) -> httpx.Response:
        """Splits are counted and cut, not groups: one that straddles comes on both pages."""
        first, last = params["start"], params["end"]
        splits = [
            (group, split)
            for group in self.groups.values()
            for split in group["attributes"]["transactions"]
            if first <= split["date"][:10] <= last
        ]
        splits.sort(key=lambda pair: pair[1]["date"], reverse=True)
        size, number = int(params["limit"]), int(params["page"])
        found: dict[str, dict[str, Any]] = {}
        for group, split in splits[(number - 1) * size : number * size]:
            empty = {**group, "attributes": {**group["attributes"], "transactions": []}}
            part = found.setdefault(group["id"], empty)
            part["attributes"]["transactions"].append(split)
        pages = {
            "total": len(splits), "count": len(found), "per_page": size, "current_page": number,
            "total_pages": max(-(-len(splits) // size), 1),
        }  # fmt: skip
        return httpx.Response(200, json={"data": [*found.values()], "meta": {"pagination": pages}})
