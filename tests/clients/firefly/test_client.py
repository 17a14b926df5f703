"""The client of Firefly III against what 6.6.6 was recorded to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import md5
from typing import Any

import httpx
import pytest

from paperless_firefly.clients.firefly import parse, payload
from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.domain.errors import (
    ChangedMeanwhile,
    DuplicateTransaction,
    Forbidden,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    TokenRefused,
)
from paperless_firefly.domain.ledger import ListKind
from paperless_firefly.domain.posting import SplitChange
from tests.clients.firefly.builders import make_new, make_split
from tests.recorded import FIREFLY, RecordedTransport, Recording, load, replay

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
    transport = replay(FIREFLY, ["270", "001"])
    with pytest.raises(Missing, match="transaction 34"):
        client(transport).transaction("34")
    assert transport.asked() == ["GET /api/v1/transactions/34", "GET /api/v1/about"]


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


def test_a_transaction_is_created() -> None:
    transport = replay(FIREFLY, ["112"])
    group = client(transport).create(make_new())
    assert group.id == "17"
    body = transport.bodies[0]
    assert body["error_if_duplicate_hash"] is True
    assert body["apply_rules"] is True
    assert body["transactions"][0]["external_id"] == "paperless:7:0123456789abcdef"


def test_splits_are_created_in_their_order() -> None:
    transport = replay(FIREFLY, ["216"])
    splits = (make_split("1", "teil 0"), make_split("2", "teil 1"), make_split("3", "teil 2"))
    group = client(transport).create(make_new(splits=splits, title="Split ord"))
    assert [split.description for split in group.splits] == ["teil 0", "teil 1", "teil 2"]
    sent = transport.bodies[0]
    assert sent["group_title"] == "Split ord"
    assert [split["order"] for split in sent["transactions"]] == [0, 1, 2]


def test_a_duplicate_names_the_group_that_blocks() -> None:
    with pytest.raises(DuplicateTransaction) as caught:
        client(replay(FIREFLY, ["113"])).create(make_new())
    assert caught.value.group_id == "17"


def test_a_deleted_transaction_still_blocks_and_is_missing_when_asked_for() -> None:
    firefly = client(replay(FIREFLY, ["273", "270", "001"]))
    with pytest.raises(DuplicateTransaction) as caught:
        firefly.create(make_new())
    with pytest.raises(Missing):
        firefly.transaction(caught.value.group_id)


def test_a_repost_after_an_undo_goes_through_without_the_flag() -> None:
    transport = RecordedTransport(load(FIREFLY, "112"))
    client(transport).create(make_new(), refuse_duplicates=False, apply_rules=False)
    body = transport.bodies[0]
    assert (body["error_if_duplicate_hash"], body["apply_rules"]) == (False, False)


def test_a_refused_field_is_said_in_the_servers_words() -> None:
    with pytest.raises(Invalid) as caught:
        client(replay(FIREFLY, ["106"])).create(make_new())
    assert list(caught.value.errors) == ["transactions.0.external_url"]


def test_a_currency_that_is_not_the_accounts_shows_in_the_answer() -> None:
    group = client(replay(FIREFLY, ["078"])).create(make_new(currency="USD"))
    assert group.splits[0].currency == "EUR"


def test_a_foreign_amount_comes_back() -> None:
    (split,) = client(replay(FIREFLY, ["077"])).create(make_new()).splits
    assert (split.foreign_amount, split.foreign_currency) == (Decimal(100), "USD")


def whole() -> Recording:
    """A GET of group 2 when it has two splits."""
    return load(FIREFLY, "222")


def answer_to_put(**attributes: object) -> Recording:
    """What a PUT of both splits answers: no recording has it, so the GET's body."""
    put, body = load(FIREFLY, "221"), whole().json
    body["data"]["attributes"].update(attributes)
    return put.saying(body)


def test_an_update_sends_every_journal_and_neither_rules_nor_webhooks() -> None:
    transport = RecordedTransport(whole(), whole(), answer_to_put())
    firefly = client(transport)
    fresh = firefly.transaction("2")
    firefly.update(fresh, {"38": SplitChange(notes="n", tags=("a", "b"))})
    assert transport.bodies == [
        {
            "apply_rules": False,
            "fire_webhooks": False,
            "group_title": "jetzt split",
            "transactions": [
                {"transaction_journal_id": "2"},
                {"transaction_journal_id": "38", "notes": "n", "tags": ["a", "b"]},
            ],
        }
    ]


def test_an_update_of_one_split_sends_no_title() -> None:
    transport = replay(FIREFLY, ["117", "117", "201"])
    firefly = client(transport)
    group = firefly.update(firefly.transaction("2"), {"2": SplitChange(tags=("neu",))})
    assert group.splits[0].tags == ("neu",)
    assert "group_title" not in transport.bodies[0]


def test_a_partial_group_of_a_search_is_never_put() -> None:
    transport = RecordedTransport(load(FIREFLY, "240"), whole())
    firefly = client(transport)
    (partial,) = firefly.search("has_attachments:true")
    with pytest.raises(ChangedMeanwhile):
        firefly.update(partial, {"2": SplitChange(notes="n")})
    assert not any(request.method == "PUT" for request in transport.requests)


def test_the_recorded_put_of_some_splits_deleted_the_others_which_is_why() -> None:
    assert len(parse.group(load(FIREFLY, "216").json["data"]).splits) == 3
    assert load(FIREFLY, "219").status == 200
    assert len(parse.group(load(FIREFLY, "220").json["data"]).splits) == 1


def test_a_group_that_changed_since_it_was_shown_is_not_put() -> None:
    other = whole().json
    other["data"]["attributes"]["transactions"][0]["description"] = "by another"
    transport = RecordedTransport(whole(), whole().saying(other))
    firefly = client(transport)
    with pytest.raises(ChangedMeanwhile, match="nothing was sent"):
        firefly.update(firefly.transaction("2"), {"2": SplitChange(notes="n")})


def test_an_update_that_lost_a_split_is_a_fault() -> None:
    fewer = whole().json["data"]["attributes"]["transactions"][:1]
    transport = RecordedTransport(whole(), whole(), answer_to_put(transactions=fewer))
    firefly = client(transport)
    with pytest.raises(ServerFault, match="other splits"):
        firefly.update(firefly.transaction("2"), {"2": SplitChange(notes="n")})


def test_a_journal_of_another_group_is_not_sent() -> None:
    assert load(FIREFLY, "209").status == 200  # Firefly took it and changed this group's
    transport = replay(FIREFLY, ["117"])
    firefly = client(transport)
    with pytest.raises(ValueError, match="'7'"):
        firefly.update(firefly.transaction("2"), {"7": SplitChange(notes="n")})


def test_no_change_asks_nothing() -> None:
    firefly = client(replay(FIREFLY, ["117"]))
    group = firefly.transaction("2")
    assert firefly.update(group, {}) is group


def test_a_put_without_title_was_refused_which_is_why_it_is_sent() -> None:
    refused = load(FIREFLY, "217")
    assert (refused.status, list(refused.json["errors"])) == (422, ["group_title"])


def test_a_transaction_is_deleted() -> None:
    transport = replay(FIREFLY, ["269"])
    client(transport).delete("34")
    assert transport.asked() == ["DELETE /api/v1/transactions/34"]


def test_a_transaction_deleted_twice_is_missing() -> None:
    with pytest.raises(Missing):
        client(replay(FIREFLY, ["271", "001"])).delete("34")


def test_attachments_of_a_group_name_their_journal_and_hash() -> None:
    (attachment,) = client(replay(FIREFLY, ["237"])).attachments("2")
    assert (attachment.journal_id, attachment.filename) == ("2", "Rechnung ü.pdf")
    assert attachment.hash == "f05285f24eb4ca080ccbd573c23954ea"


def test_a_file_is_attached_to_a_journal_and_compared() -> None:
    data = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    shown = load(FIREFLY, "230")
    transport = RecordedTransport(load(FIREFLY, "223"), load(FIREFLY, "225"), shown)
    attachment = client(transport).attach("2", "Rechnung ü.pdf", data)
    assert attachment.hash == md5(data, usedforsecurity=False).hexdigest()
    assert transport.asked()[:2] == [
        "POST /api/v1/attachments",
        "POST /api/v1/attachments/1/upload",
    ]
    upload = transport.requests[1]
    assert upload.content == data
    assert upload.headers["accept"] == "application/json"


def test_an_attachment_that_was_kept_otherwise_is_a_fault() -> None:
    transport = replay(FIREFLY, ["223", "225", "230"])
    with pytest.raises(ServerFault, match="not kept"):
        client(transport).attach("2", "a.pdf", b"other bytes")


@pytest.mark.parametrize("name", ["228", "233"])
def test_a_refused_upload_leaves_no_empty_attachment(name: str) -> None:
    transport = replay(FIREFLY, ["223", name, "243"])
    with pytest.raises(Invalid):
        client(transport).attach("2", "a.exe", b"MZ")
    assert transport.asked()[-1] == "DELETE /api/v1/attachments/1"


def test_an_attachment_to_an_unknown_journal_is_refused() -> None:
    with pytest.raises(Invalid, match="attachable_id"):
        client(replay(FIREFLY, ["234"])).attach("99999", "a.pdf", b"%PDF")


def test_an_empty_file_is_not_sent() -> None:
    with pytest.raises(ValueError, match="empty"):
        client(RecordedTransport()).attach("2", "a.pdf", b"")


def test_html_after_a_redirect_is_not_followed() -> None:
    recording = load(FIREFLY, "009")
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return recording.response()

    with pytest.raises(NotAnApi, match=r"redirect to .*/login"):
        client(httpx.MockTransport(answer)).entries(ListKind.ACCOUNT)
    assert len(seen) == 1


def test_406_is_not_the_api_that_we_know() -> None:
    recording = load(FIREFLY, "231")
    with pytest.raises(NotAnApi):
        client(httpx.MockTransport(lambda _: recording.response())).attachments("1")


def test_an_internal_exception_is_the_servers_fault_in_its_words() -> None:
    recording = load(FIREFLY, "282")
    with pytest.raises(ServerFault, match="Undefined array key"):
        client(httpx.MockTransport(lambda _: recording.response())).create(make_new())


def test_a_lacking_right_is_said() -> None:
    answer = httpx.Response(403, json={"message": "Forbidden"})
    with pytest.raises(Forbidden):
        client(httpx.MockTransport(lambda _: answer)).entries(ListKind.TAG)
