"""The recorded session with Firefly III 6.6.6, replayed against the demo one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

from paperless_firefly.demo.firefly import Books, FireflyServer
from tests.recorded import FIREFLY, Recording

from .replay import Session

TOKEN = "the-token"
BASE = "http://127.0.0.1:8181"
_RULES = "rules, piggy banks, recurrences: SparkLink neither reads nor writes them"
_REPORTS = "reports, exports, preferences: SparkLink does not ask for them"
SKIPPED = {
    "046_budget_limit_create": "budget limits: SparkLink does not ask for them",
    "059_piggy_create": _RULES,
    "060_piggy_list": _RULES,
    "061_rule_group_create": _RULES,
    "062_rule_create": _RULES,
    "063_rule_create_missing": _RULES,
    "064_rules_list": _RULES,
    "065_rule_groups_list": _RULES,
    "066_rule_group_rules": _RULES,
    "067_recurrence_create": _RULES,
    "068_recurrence_create_past_date": _RULES,
    "069_recurrences_list": _RULES,
    "246_rule_test": _RULES,
    "247_rule_trigger": _RULES,
    "248_rule_show": _RULES,
    "249_rule_update": _RULES,
    "250_rule_404": _RULES,
    "254_preferences": _REPORTS,
    "255_summary": _REPORTS,
    "256_summary_no_dates": _REPORTS,
    "257_insight_expense_category": _REPORTS,
    "258_export_tx": _REPORTS,
    "263_autocomplete_transactions": "completion of descriptions: SparkLink does not ask for it",
    "265_configuration": _REPORTS,
    "282_recurrence_create_missing_destination_id_500": _RULES,
    "283_recurrences_list_after_500": _RULES,
}
_JOINED = "the real server counts a split once for each of its tags"
DIFFERING = {
    "023_account_create_asset": "the first account's place is another there until it is listed",
    "054_bills_list_range": "the demo works out no expected dates of bills",
    "132_tag_tx": _JOINED,
    "148_search_no_ext": "unreliable there: it counts a split once for each piece of metadata",
    "158_search_tag_is": _JOINED,
}


def request(session: Session, recording: Recording) -> httpx.Request:
    """The recorded request, with our token for theirs."""
    data = recording.data
    headers = dict(data["request_headers"])
    if data["authorization"]:
        known = data["authorization"] == "Bearer <valid>"
        headers["Authorization"] = f"Bearer {TOKEN if known else 'another'}"
    return httpx.Request(
        recording.method,
        session.base + str(data["path"]),
        headers=headers,
        content=_content(data["request_body"]),
    )


def _content(body: Any) -> bytes | None:
    if body is None:
        return None
    if isinstance(body, dict) and "__raw_bytes__" in body:
        preview = str(body["__preview__"]).encode("latin-1")
        return preview.ljust(int(body["__raw_bytes__"]), b"\0")
    return json.dumps(body).encode()


def session(folder: Path) -> Session:
    """A session over a fresh ledger in a folder."""
    server = FireflyServer.create(folder / "firefly.sqlite3", token=TOKEN)

    def add_rule() -> None:
        with server.store.write() as db:
            actions = [
                {"type": "set_category", "value": "Büro"},
                {"type": "add_tag", "value": "by-rule"},
            ]
            Books(db).rule("ACME to Büro", "ruletest", actions)

    def stop_rule() -> None:
        with server.store.write() as db:
            db.execute("UPDATE rules SET active = 0")

    def add_many() -> None:
        with server.store.write() as db:
            _fill(Books(db))

    return Session(
        FIREFLY,
        server,
        BASE,
        request,
        SKIPPED,
        DIFFERING,
        {"070": add_rule, "250": stop_rule, "284": add_many},
    )


def _fill(books: Books) -> None:
    """What the recorder booked between 283 and 284: 24 single ones, and four groups of three."""
    for number in range(24):
        books.book([_bulk(number, f"2026-06-{number + 1:02}", f"Shop {number % 7}")])
    for group in range(4):
        first = 100 + 10 * group
        splits = [_bulk(first + i, "2026-06-15", "Shop S", order=i) for i in range(3)]
        books.book(splits, title=f"grp{group}")


def _bulk(number: int, day: str, shop: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "withdrawal",
        "date": day,
        "amount": f"{number + 1}.01",
        "description": f"bulk {number}",
        "source_id": "1",
        "destination_name": shop,
        "notes": "n",
        "tags": [f"t{i}" for i in range(number % 4)],
        "internal_reference": f"ref{number}",
        "external_id": f"bulk:{number}",
        **more,
    }
