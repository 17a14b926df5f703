"""The client of Firefly III: lists, transactions and searches, as 6.6.6 was recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from paperless_firefly.clients.firefly import parse, payload
from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.domain.errors import (
    Missing,
    NotAnApi,
    ServerFault,
    TokenRefused,
)
from paperless_firefly.domain.ledger import ListKind
from tests.clients.firefly.servers import MARCH, client, numbered, page_of
from tests.recorded import FIREFLY, RecordedTransport, load, replay


def test_about_names_version_and_user() -> None:
    transport = replay(FIREFLY, ["001", "002"])
    about = client(transport).about()
    assert (about.version, about.user) == ("6.6.6", "owner@example.com")
    assert transport.requests[0].headers["accept"] == "application/json"
    assert transport.requests[0].headers["authorization"] == "Bearer secret"


def test_another_json_server_is_not_firefly() -> None:
    with pytest.raises(NotAnApi):
        client(RecordedTransport(load(FIREFLY, "001").saying({"ok": True}))).about()


def test_a_dead_token_is_refused() -> None:
    with pytest.raises(TokenRefused):
        client(replay(FIREFLY, ["010"])).about()


def test_a_dead_token_is_told_from_a_missing_object() -> None:
    dead = load(FIREFLY, "010")
    with pytest.raises(TokenRefused):
        client(RecordedTransport(load(FIREFLY, "270"), dead)).transaction("34")


def test_401_for_a_deleted_object_with_a_live_token_means_missing() -> None:
    transport = replay(FIREFLY, ["270", "001", "270"])
    with pytest.raises(Missing, match="transaction 34"):
        client(transport).transaction("34")
    asked, about = "GET /api/v1/transactions/34", "GET /api/v1/about"
    assert transport.asked() == [asked, about, asked]


def test_a_token_that_was_refused_for_a_moment_is_no_missing_object() -> None:
    there, gone = load(FIREFLY, "117"), load(FIREFLY, "270")
    refused = replace(gone, data={**gone.data, "path": there.data["path"]})
    transport = RecordedTransport(refused, load(FIREFLY, "001"), there)
    assert client(transport).transaction("2").id == "2"


def test_404_for_an_object_is_missing_too() -> None:
    with pytest.raises(Missing):
        client(replay(FIREFLY, ["275"])).transaction("33")


@pytest.mark.parametrize(
    ("kind", "name", "first", "code"),
    [
        (ListKind.ACCOUNT, "034", "ACME GmbH & Söhne", "EUR"),
        (ListKind.CATEGORY, "044", "Büro", None),
        (ListKind.BUDGET, "047", "Haushalt", None),
        (ListKind.BILL, "052", "Strom", None),
        (ListKind.TAG, "057", "paperless", None),
        (ListKind.CURRENCY, "017", "Argentinian Peso", "ARS"),
    ],
)
def test_the_lists_one_chooses_from(
    kind: ListKind, name: str, first: str, code: str | None
) -> None:
    entries = client(replay(FIREFLY, [name])).entries(kind)
    assert (entries[0].kind, entries[0].name, entries[0].code) == (kind, first, code)


def test_own_accounts_carry_iban_and_type() -> None:
    recording = load(FIREFLY, "032")
    body = {**recording.json, "meta": load(FIREFLY, "034").json["meta"]}
    giro = client(RecordedTransport(recording.saying(body))).entries(ListKind.ACCOUNT)[0]
    assert (giro.type, giro.iban, giro.active) == ("asset", "DE89370400440532013000", True)


def test_accounts_that_only_firefly_uses_are_left_out() -> None:
    recording = load(FIREFLY, "034")
    body = recording.json
    body["data"][0]["attributes"]["type"] = "initial-balance"
    assert client(RecordedTransport(recording.saying(body))).entries(ListKind.ACCOUNT) == ()


def test_a_bill_made_without_active_and_a_currency_not_enabled_are_inactive() -> None:
    bills = client(replay(FIREFLY, ["052"])).entries(ListKind.BILL)
    currencies = client(replay(FIREFLY, ["017"])).entries(ListKind.CURRENCY)
    assert not any(bill.active for bill in bills)
    assert {c.code for c in currencies if c.active} >= {"EUR"}


def test_transactions_of_some_days_come_page_by_page() -> None:
    recording = load(FIREFLY, "120")
    body = recording.json
    body["meta"]["pagination"]["total_pages"] = 1
    transport = RecordedTransport(recording.saying(body))
    (page,) = client(transport).transactions(*MARCH, limit=3)
    assert [group.id for group in page.groups] == ["16", "2", "20"]
    assert page.total == 21
    params = dict(transport.requests[0].url.params)
    assert params == {"start": "2026-03-01", "end": "2026-03-31", "limit": "3", "page": "1"}


def test_a_day_is_the_servers_own_whatever_the_hour() -> None:
    (midnight, *_) = parse.groups(load(FIREFLY, "120").json["data"])
    assert midnight.splits[0].date == date(2026, 3, 11)  # of 2026-03-11T00:30:00+01:00


def test_a_range_that_firefly_would_ignore_is_not_asked_for() -> None:
    assert load(FIREFLY, "128").json["meta"]["pagination"]["total"] == 21
    with pytest.raises(ValueError, match="after"):
        list(client(RecordedTransport()).transactions(*reversed(MARCH)))


def test_a_group_that_straddles_two_pages_is_merged() -> None:
    server = numbered(
        [page_of(1, 2, g1=("10",), g2=("20", "21")), page_of(2, 2, g2=("22",), g3=("30",))]
    )
    pages = list(client(server).transactions(*MARCH))
    assert [len(page.groups) for page in pages] == [2, 2]
    merged = parse.merge(group for page in pages for group in page.groups)
    assert [(g.id, [s.journal_id for s in g.splits]) for g in merged] == [
        ("1", ["10"]),
        ("2", ["20", "21", "22"]),
        ("3", ["30"]),
    ]


def test_the_recorded_page_of_two_splits_holds_one_split_of_each_group() -> None:
    groups = parse.ledger_page(load(FIREFLY, "286").json).groups
    assert [(g.id, g.title, len(g.splits)) for g in groups] == [
        ("62", "grp3", 1),
        ("61", "grp2", 1),
    ]


def test_a_group_that_fills_several_pages_is_no_repetition() -> None:
    server = numbered(
        [page_of(1, 2, g2=("20", "21")), page_of(2, 2, g2=("22", "23"))],
    )
    assert len(list(client(server).transactions(*MARCH))) == 2


def test_a_server_that_repeats_its_pages_is_at_fault() -> None:
    server = numbered([page_of(1, 9, g1=("10",))] * 9)
    with pytest.raises(ServerFault, match="repeat"):
        list(client(server).transactions(*MARCH))


def test_past_the_end_there_is_nothing() -> None:
    (page,) = client(replay(FIREFLY, ["125"])).transactions(*MARCH)
    assert page.groups == ()


def test_a_whole_group_is_read() -> None:
    group = client(replay(FIREFLY, ["117"])).transaction("2")
    (split,) = group.splits
    assert split.amount == Decimal("12.34")
    assert split.source.name == "Girokonto"
    assert split.tags == ("paperless", "rechnung")


def test_another_group_than_asked_for_is_a_fault() -> None:
    answer = load(FIREFLY, "117").response()
    with pytest.raises(ServerFault, match="transaction 2 for 3"):
        client(httpx.MockTransport(lambda _: answer)).transaction("3")


@pytest.mark.parametrize("group_id", ["abc", "1/../2", "", "٣"])
def test_what_is_no_id_is_not_asked_for(group_id: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        client(RecordedTransport()).transaction(group_id)


@pytest.mark.parametrize(
    ("name", "find", "value", "ids"),
    [
        ("140", FireflyClient.find_by_external_id_start, "paperless:45", ["5"]),
        ("139", FireflyClient.find_by_external_id_contains, "paperless:4", ["2", "5", "4", "3"]),
        ("144", FireflyClient.find_by_internal_reference, "PL-42", ["2"]),
        ("164", FireflyClient.find_by_external_url_contains, "paperless.example", ["2"]),
        ("174", FireflyClient.find_by_external_id, "nothing", []),
        ("272", FireflyClient.find_by_external_id, "del-1", []),
    ],
)
def test_transactions_are_found_by_their_marks(
    name: str, find: Callable[[FireflyClient, str], Any], value: str, ids: list[str]
) -> None:
    transport = replay(FIREFLY, [name])
    assert [group.id for group in find(client(transport), value)] == ids
    assert transport.requests[0].url.params["query"].endswith(f':"{value}"')


def test_a_value_without_quotes_would_find_nothing() -> None:
    assert load(FIREFLY, "136").url.params["query"] == "external_id_is:paperless:42"
    assert load(FIREFLY, "136").json["data"] == []


def test_a_hit_on_one_split_gives_that_split_alone_and_a_get_the_whole() -> None:
    found = client(replay(FIREFLY, ["141"])).search(payload.query("external_id_ends", "#2"))
    assert [(g.id, len(g.splits)) for g in found] == [("5", 1)]
    assert len(parse.group(load(FIREFLY, "073").json["data"]).splits) == 3


def test_what_a_wildcard_lets_in_is_compared_again() -> None:
    found = client(replay(FIREFLY, ["195"])).find_by_external_id_contains("%")
    assert [group.splits[0].external_id for group in found] == ["50%"]


def test_a_search_of_several_terms_is_one_query() -> None:
    transport = replay(FIREFLY, ["272"])
    client(transport).search(payload.query("external_id_is", "a"), "amount_is:77.77")
    assert transport.requests[0].url.params["query"] == 'external_id_is:"a" amount_is:77.77'


def test_pages_of_a_search_are_built_from_numbers_and_not_from_its_next() -> None:
    second = load(FIREFLY, "150")
    body = second.json
    body["meta"]["pagination"]["total_pages"] = 2
    first = load(FIREFLY, "284")
    transport = RecordedTransport(first, second.saying(body))
    client(transport).search(payload.query("external_id_starts", "bulk:"))
    assert [r.url.params["page"] for r in transport.requests] == ["1", "2"]
    assert all("query" in r.url.params and "limit" in r.url.params for r in transport.requests)
    assert {r.url.host for r in transport.requests} == {"firefly"}


def test_following_the_next_of_a_search_would_find_nothing() -> None:
    assert "search=" in load(FIREFLY, "284").json["links"]["next"]
    assert load(FIREFLY, "285").json["data"] == []
