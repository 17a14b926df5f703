"""The client of Paperless-ngx: documents and their files, as both versions were recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import httpx
import pytest

from paperless_firefly.domain.errors import (
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    TooLarge,
)
from tests.clients.paperless.servers import client, last_page, numbered, page_of
from tests.recorded import (
    PAPERLESS_2,
    PAPERLESS_3,
    RecordedTransport,
    load,
    replay,
)


@pytest.mark.parametrize(
    ("folder", "name", "tag_id"), [(PAPERLESS_2, "042", 7), (PAPERLESS_3, "109", 1)]
)
def test_documents_come_page_by_page(folder: str, name: str, tag_id: int) -> None:
    transport = RecordedTransport(last_page(load(folder, name)))
    (page,) = client(transport).documents(tag_id)
    first = page.documents[0]
    assert (first.id, first.title) == (1, "Rechnung Lieferant Einfach")
    assert "235,62" in first.content
    assert first.created == date(2018, 3, 5)
    assert first.modified.tzinfo is UTC
    assert first.modified.microsecond
    assert transport.requests[0].url.params["tags__id__all"] == str(tag_id)


def test_a_backlog_is_read_to_its_end() -> None:
    server = numbered([page_of(1, 2, more=True), page_of(3, 4, more=True), page_of(5, more=False)])
    assert client(server).tagged_ids(1) == {1, 2, 3, 4, 5}


def test_a_list_that_grows_shorter_ends_with_the_page_that_is_gone() -> None:
    server = numbered([page_of(1, 2, more=True)])
    assert client(server).tagged_ids(1) == {1, 2}


def test_no_document_is_passed_over_when_another_loses_the_tag_between_two_pages() -> None:
    left = [1, 2, 3, 4, 5]
    row = load(PAPERLESS_3, "161").json

    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        ids, total = left[2 * number - 2 : 2 * number], len(left)
        if not ids:
            return load(PAPERLESS_3, "112").response()
        more = "http://elsewhere/" if 2 * number < total else None
        body = {"count": total, "next": more, "results": [{**row, "id": i} for i in ids]}
        if 1 in left:
            left.remove(1)
        return httpx.Response(200, json=body)

    pages = client(httpx.MockTransport(answer)).documents(1, page_size=2)
    assert [document.id for page in pages for document in page.documents] == [1, 2, 4, 5, 3]


def test_a_server_that_repeats_its_pages_is_at_fault() -> None:
    server = httpx.MockTransport(lambda _: httpx.Response(200, json=page_of(1, 2, more=True)))
    with pytest.raises(ServerFault, match="repeats itself"):
        client(server).tagged_ids(1)


def test_an_empty_page_ends_a_list_whatever_next_says() -> None:
    server = httpx.MockTransport(lambda _: httpx.Response(200, json=page_of(more=True)))
    assert client(server).tagged_ids(1) == frozenset()


@pytest.mark.parametrize("name", ["122", "123"])
def test_an_ignored_filter_lets_no_document_without_the_tag_in(name: str) -> None:
    ids = [{"id": 1, "tags": [1]}, {"id": 2, "tags": [3]}, {"id": 3, "tags": []}]
    body = {"count": 3, "next": None, "results": ids}
    transport = RecordedTransport(load(PAPERLESS_3, name).saying(body))
    assert client(transport).tagged_ids(3) == {2}


def test_every_document_of_an_ignored_filter_is_looked_at() -> None:
    transport = RecordedTransport(last_page(load(PAPERLESS_3, "122")))
    assert client(transport).tagged_ids(3) == {10} | {
        row["id"] for row in load(PAPERLESS_3, "122").json["results"] if 3 in row["tags"]
    }


def test_a_tag_that_no_document_carries_gives_none() -> None:
    assert client(replay(PAPERLESS_3, ["121"])).tagged_ids(999) == frozenset()


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "053"), (PAPERLESS_3, "114")])
def test_the_ids_of_tagged_documents(folder: str, name: str) -> None:
    recording = load(folder, name)
    ids = {row["id"] for row in recording.json["results"]}
    tag = recording.json["results"][0]["tags"][0]
    assert client(RecordedTransport(recording)).tagged_ids(tag) == ids


def test_documents_are_filtered_again_by_type_correspondent_and_time() -> None:
    modified = load(PAPERLESS_3, "109").json["results"][1]["modified"]
    for narrowing in (
        {"correspondent": 1},
        {"document_type": 99},
        {"modified_after": datetime.fromisoformat(modified)},
    ):
        transport = RecordedTransport(last_page(load(PAPERLESS_3, "109")))
        (page,) = client(transport).documents(1, **narrowing)
        assert len(page.documents) < 2


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "060"), (PAPERLESS_3, "127")])
def test_modified_after_is_sent_in_utc_to_the_microsecond(folder: str, name: str) -> None:
    empty = load(folder, name).saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty)
    moment = datetime(2026, 11, 24, 3, 13, 58, 435701, tzinfo=timezone(timedelta(hours=1)))
    list(client(transport).documents(1, modified_after=moment, correspondent=4, document_type=2))
    params = transport.requests[0].url.params
    assert params["modified__gt"] == "2026-11-24T02:13:58.435701Z"
    assert (params["correspondent__id"], params["document_type__id"]) == ("4", "2")


def test_a_time_without_zone_is_not_sent() -> None:
    naive = datetime.fromisoformat("2026-01-01T00:00:00")
    with pytest.raises(ValueError, match="time zone"):
        list(client(RecordedTransport()).documents(1, modified_after=naive))


@pytest.mark.parametrize("name", ["156", "157"])
def test_a_wrong_custom_field_query_is_an_error_in_the_servers_words(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        list(client(replay(PAPERLESS_3, [name])).documents(1, custom_field_query='["Nope"'))
    assert any(key.startswith("custom_field_query") for key in caught.value.errors)


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "043"), (PAPERLESS_3, "161")])
def test_a_document_of_its_own(folder: str, name: str) -> None:
    found = client(replay(folder, [name])).document(1)
    assert (found.id, found.original_name) == (1, "zugferd_2p0_BASIC_Einfach.pdf")
    assert found.mime_type == "application/pdf"


def test_version_3_gives_the_newest_checksum_with_the_document() -> None:
    found = client(replay(PAPERLESS_3, ["357"])).document(16)
    assert found.checksum is not None
    assert found.checksum.startswith("2fe51836")


@pytest.mark.parametrize(
    ("folder", "name", "start"),
    [(PAPERLESS_2, "046", "10b4b5d1"), (PAPERLESS_3, "165", "100de8b9")],
)
def test_the_originals_checksum_of_both_versions(folder: str, name: str, start: str) -> None:
    checksum = client(replay(folder, [name])).original_checksum(1)
    assert checksum is not None
    assert checksum.startswith(start)


@pytest.mark.parametrize(
    ("folder", "name", "number"),
    [(PAPERLESS_2, "030", 99999), (PAPERLESS_2, "090", 3), (PAPERLESS_3, "361", 17)],
)
def test_a_deleted_document_is_missing(folder: str, name: str, number: int) -> None:
    with pytest.raises(Missing, match=f"document {number}"):
        client(replay(folder, [name])).document(number)


def test_another_document_than_asked_for_is_a_fault() -> None:
    wrong = load(PAPERLESS_3, "161").response()
    with pytest.raises(ServerFault):
        client(httpx.MockTransport(lambda _: wrong)).document(2)


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "048"), (PAPERLESS_3, "168")])
def test_the_original_is_fetched_as_uploaded(folder: str, name: str) -> None:
    transport = RecordedTransport(load(folder, name).saying(b"%PDF-1.7"))
    original = client(transport).original(1)
    assert original.data == b"%PDF-1.7"
    assert original.name == "2018-03-05 Lieferant GmbH Rechnung Lieferant Einfach.pdf"
    assert original.mime_type == "application/pdf"
    request = transport.requests[0]
    assert request.url.params["original"] == "true"
    assert request.headers["accept"] == "*/*"
    assert request.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "049"), (PAPERLESS_3, "169")])
def test_the_archive_version_is_asked_for_by_saying_nothing(folder: str, name: str) -> None:
    transport = RecordedTransport(load(folder, name).saying(b"%PDF-1.7"))
    assert client(transport).archived(1).data == b"%PDF-1.7"
    assert "original" not in transport.requests[0].url.params


def test_the_newest_version_of_a_file_is_fetched() -> None:
    original = client(replay(PAPERLESS_3, ["376"])).original(16)
    assert original.data.decode() == "Neue Fassung 99,00 EUR\n"


def test_an_original_over_the_limit_is_not_read() -> None:
    with pytest.raises(TooLarge, match="more than 1000 bytes"):
        client(replay(PAPERLESS_3, ["168"])).original(1, max_bytes=1000)


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "031"), (PAPERLESS_3, "068")])
def test_the_original_of_an_unknown_document_is_missing(folder: str, name: str) -> None:
    with pytest.raises(Missing):
        client(replay(folder, [name])).original(99999)


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "091"), (PAPERLESS_3, "362")])
def test_a_file_in_the_trash_still_comes(folder: str, name: str) -> None:
    number = 3 if folder == PAPERLESS_2 else 17
    assert client(replay(folder, [name])).original(number).data


def test_a_sign_in_page_is_no_original() -> None:
    page = httpx.Response(200, html="<html>Sign in</html>")
    with pytest.raises(NotAnApi, match="instead of a file"):
        client(httpx.MockTransport(lambda _: page)).original(1)
