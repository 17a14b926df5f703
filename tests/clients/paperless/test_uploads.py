"""The client of Paperless-ngx: files handed over, and what became of them, as both were recorded."""

from __future__ import annotations

import io
from email.parser import BytesParser
from typing import cast

import httpx
import pytest

from paperless_firefly.domain.errors import Forbidden, Invalid, NotAnApi, ServerFault, TokenRefused
from paperless_firefly.domain.paperless import TaskState
from tests.clients.paperless.servers import client
from tests.recorded import (
    BOTH,
    PAPERLESS_2,
    PAPERLESS_3,
    RecordedTransport,
    load,
    replay,
)

PDF = b"%PDF-1.4\n%%EOF\n"
UPLOADS = [(PAPERLESS_2, "013"), (PAPERLESS_3, "032")]


def post(transport: httpx.BaseTransport, name: str = "bill.pdf") -> str:
    """Hands over a small file with two tags."""
    return client(transport).post_document(io.BytesIO(PDF), name, "application/pdf", [7, 1, 7])


def parts(request: httpx.Request) -> list[tuple[str, str | None, bytes]]:
    """Name, file name and content of each part of a form."""
    head = b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n"
    message = BytesParser().parsebytes(head + request.content)
    found = []
    for part in message.walk():
        if not part.is_multipart():
            name = part.get_param("name", header="content-disposition")
            content = cast(bytes, part.get_payload(decode=True))
            found.append((str(name), part.get_filename(), content))
    return found


@pytest.mark.parametrize(("folder", "number"), UPLOADS)
def test_a_file_is_handed_over_with_its_tags(folder: str, number: str) -> None:
    transport = replay(folder, [number])
    assert post(transport) == load(folder, number).json
    assert parts(transport.requests[0]) == [
        ("tags", None, b"1"), ("tags", None, b"7"), ("document", "bill.pdf", PDF),
    ]  # fmt: skip
    recorded = load(folder, number).sent["multipart"]
    assert set(recorded["fields"]) > {"tags"}
    assert set(recorded["files"]) == {"document"}


def test_a_name_cannot_break_out_of_its_part() -> None:
    transport = replay(PAPERLESS_3, ["032"])
    post(transport, 'a"\r\nContent-Type: text/html\r\n\r\n.pdf')
    assert [part[0] for part in parts(transport.requests[0])] == ["tags", "tags", "document"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("309", "The submitted file is empty"),
        ("310", "File type application/octet-stream not supported"),
        ("311", "File type text/xml not supported"),
        ("315", "object does not exist"),
    ],
)
def test_a_refused_file_is_said_in_the_servers_words(number: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        post(replay(PAPERLESS_3, [number]))


def test_a_dead_token_hands_nothing_over() -> None:
    with pytest.raises(TokenRefused):
        post(replay(PAPERLESS_3, ["318"]))


@pytest.mark.parametrize("body", [b'"no uuid"', b"7", b"null", b"{"])
def test_an_answer_that_names_no_task_is_the_servers_fault(body: bytes) -> None:
    with pytest.raises(ServerFault) as caught:
        post(RecordedTransport(load(PAPERLESS_3, "032").saying(body)))
    assert caught.value.may_have_happened


def test_a_web_page_is_no_answer() -> None:
    page = httpx.Response(200, html="<!doctype html><p>Sign in")
    with pytest.raises(NotAnApi) as caught:
        post(httpx.MockTransport(lambda request: page))
    assert caught.value.may_have_happened


@pytest.mark.parametrize(
    ("folder", "number", "state", "document"),
    [
        (PAPERLESS_2, "038", TaskState.DONE, 2),
        (PAPERLESS_2, "040", TaskState.FAILED, 1),
        (PAPERLESS_3, "035", TaskState.DONE, 1),
        (PAPERLESS_3, "349", TaskState.FAILED, None),
        (PAPERLESS_3, "353", TaskState.DONE, 17),
    ],
)
def test_a_task_tells_what_became_of_the_file(
    folder: str, number: str, state: TaskState, document: int | None
) -> None:
    recording = load(folder, number)
    transport = RecordedTransport(recording)
    found = client(transport).task(recording.json[0]["task_id"])
    assert found is not None
    assert (found.state, found.document) == (state, document)
    assert found.said == recording.json[0]["result"]
    assert transport.requests[0].url.params["task_id"] == found.task_id


def test_a_task_that_is_under_way_is_open() -> None:
    recording = load(PAPERLESS_2, "017")
    found = client(RecordedTransport(recording)).task(recording.json[0]["task_id"])
    assert found is not None
    assert found.state == TaskState.OPEN


def test_another_task_is_not_taken_for_the_one_asked_for() -> None:
    assert client(replay(PAPERLESS_3, ["035"])).task("another") is None


def test_a_task_that_is_forgotten_is_none() -> None:
    empty = load(PAPERLESS_3, "035").saying([])
    assert client(RecordedTransport(empty)).task("x") is None


@pytest.mark.parametrize(
    ("folder", "number", "name"),
    [(PAPERLESS_2, "041", "sroie_000.jpg"), (PAPERLESS_3, "187", "sroie_007.jpg")],
)
def test_tasks_are_found_by_the_name_of_their_file(folder: str, number: str, name: str) -> None:
    recording = load(folder, number)
    found = client(RecordedTransport(recording)).tasks_of(name)
    assert [task.file_name for task in found] == [
        each["task_file_name"] for each in recording.json if each["task_file_name"] == name
    ]
    assert found or folder == PAPERLESS_2


def test_tasks_that_may_not_be_seen_are_no_empty_list() -> None:
    with pytest.raises(Forbidden):
        client(replay(PAPERLESS_3, ["328"])).tasks_of("a.pdf")


@pytest.mark.parametrize("folder", BOTH)
def test_documents_are_looked_for_by_their_checksum(folder: str) -> None:
    listing = load(folder, "109" if folder == PAPERLESS_3 else "042")
    rows = {**listing.json, "next": None, "results": [{"id": 9, "tags": []}]}
    transport = RecordedTransport(listing.saying(rows))
    assert client(transport).with_checksum("ab12") == (9,)
    assert transport.requests[0].url.params["checksum__iexact"] == "ab12"


def test_a_server_that_ignores_the_checksum_is_not_believed() -> None:
    with pytest.raises(ServerFault, match="does not look for checksums"):
        client(replay(PAPERLESS_3, ["108"])).with_checksum("ab12")
