"""The client of Firefly III: creating, updating, attaching, as 6.6.6 was recorded."""

from __future__ import annotations

from decimal import Decimal
from hashlib import md5

import httpx
import pytest

from paperless_firefly.clients.firefly import parse
from paperless_firefly.domain.errors import (
    ChangedMeanwhile,
    DuplicateTransaction,
    Forbidden,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
)
from paperless_firefly.domain.ledger import ListKind
from paperless_firefly.domain.posting import SplitChange
from tests.clients.firefly.builders import make_new, make_split
from tests.clients.firefly.servers import client
from tests.recorded import FIREFLY, RecordedTransport, Recording, load, replay


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
    transport = replay(FIREFLY, ["273", "270", "001", "270"])
    firefly = client(transport)
    with pytest.raises(DuplicateTransaction) as caught:
        firefly.create(make_new())
    with pytest.raises(Missing):
        firefly.transaction(caught.value.group_id)
    transport.finished()


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
        client(replay(FIREFLY, ["271", "001", "271"])).delete("34")


def test_attachments_of_a_group_name_their_journal_and_hash() -> None:
    (attachment,) = client(replay(FIREFLY, ["237"])).attachments("2")
    assert (attachment.journal_id, attachment.filename) == ("2", "Rechnung ü.pdf")
    assert attachment.hash == "f05285f24eb4ca080ccbd573c23954ea"


def test_a_file_is_attached_to_a_journal_and_compared() -> None:
    data = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    shown = load(FIREFLY, "230")
    transport = RecordedTransport(load(FIREFLY, "223"), load(FIREFLY, "225"), shown)
    firefly = client(transport)
    shell = firefly.make_attachment("2", "Rechnung ü.pdf")
    attachment = firefly.fill_attachment(shell.id, data)
    assert attachment.hash == md5(data, usedforsecurity=False).hexdigest()
    assert transport.asked()[:2] == [
        "POST /api/v1/attachments",
        "POST /api/v1/attachments/1/upload",
    ]
    upload = transport.requests[1]
    assert upload.content == data
    assert upload.headers["accept"] == "application/json"


def test_an_attachment_that_was_kept_otherwise_is_a_fault() -> None:
    transport = replay(FIREFLY, ["225", "230"])
    with pytest.raises(ServerFault, match="not kept"):
        client(transport).fill_attachment("1", b"other bytes")


@pytest.mark.parametrize("name", ["228", "233"])
def test_a_refused_upload_is_told(name: str) -> None:
    with pytest.raises(Invalid):
        client(replay(FIREFLY, [name])).fill_attachment("1", b"MZ")


def test_an_attachment_to_an_unknown_journal_is_refused() -> None:
    with pytest.raises(Invalid, match="attachable_id"):
        client(replay(FIREFLY, ["234"])).make_attachment("99999", "a.pdf")


def test_an_empty_file_is_not_sent() -> None:
    with pytest.raises(ValueError, match="empty"):
        client(RecordedTransport()).fill_attachment("1", b"")


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


def test_an_attachment_is_hung_on_another_journal() -> None:
    transport = replay(FIREFLY, ["242"])
    client(transport).move_attachment("1", "17")
    assert transport.asked() == ["PUT /api/v1/attachments/1"]
    assert transport.bodies == [{"attachable_id": "17", "attachable_type": "TransactionJournal"}]


def test_an_attachment_that_is_gone_is_not_moved() -> None:
    answers = [load(FIREFLY, "244").response(), load(FIREFLY, "001").response()]

    def answer(request: httpx.Request) -> httpx.Response:
        return answers["/about" in request.url.path]

    with pytest.raises(Missing):
        client(httpx.MockTransport(answer)).move_attachment("1", "17")
