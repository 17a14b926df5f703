"""The client of Paperless-ngx: versions, tags and other lists, as both were recorded."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.domain.errors import (
    ConfigurationError,
    Invalid,
    NotAnApi,
    UnknownTag,
)
from paperless_firefly.domain.paperless import Named
from tests.clients.paperless.servers import client, last_page
from tests.recorded import (
    PAPERLESS_2,
    PAPERLESS_3,
    RecordedTransport,
    load,
    replay,
)


@pytest.mark.parametrize(
    ("folder", "name", "version"), [(PAPERLESS_2, "088", "2.20.15"), (PAPERLESS_3, "103", "3.0.5")]
)
def test_about_names_version_and_user(folder: str, name: str, version: str) -> None:
    about = client(replay(folder, [name])).about()
    assert (about.version, about.user) == (version, "admin")


def test_about_works_for_a_user_who_may_not_see_the_settings() -> None:
    about = client(replay(PAPERLESS_3, ["326", "330"])).about()
    assert (about.version, about.user) == ("3.0.5", None)


def test_another_json_server_is_not_paperless() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"user": {}}))
    with pytest.raises(NotAnApi):
        client(transport).about()


def test_every_request_names_api_version_9_and_carries_the_token() -> None:
    transport = replay(PAPERLESS_3, ["088"])
    client(transport).tags()
    headers = transport.requests[0].headers
    assert headers["accept"] == "application/json; version=9"
    assert headers["authorization"] == "Token secret"


def test_tags_are_listed_with_their_children_once() -> None:
    tags = client(replay(PAPERLESS_3, ["088"])).tags()
    names = {"child-tag", "Finance/Inbox", "finance/inbox", "finance/posted"}
    assert names < {tag.name for tag in tags}
    assert len({tag.id for tag in tags}) == len(tags) == 5


def test_tags_of_several_pages_are_asked_for_by_number() -> None:
    transport = RecordedTransport(load(PAPERLESS_3, "083"), last_page(load(PAPERLESS_3, "084")))
    tags = client(transport).tags()
    assert [r.url.params["page"] for r in transport.requests] == ["1", "2"]
    assert {r.url.host for r in transport.requests} == {"paperless"}
    assert len(tags) >= 4


@pytest.mark.parametrize(
    ("name", "tag_id"), [("finance/inbox", 1), ("Finance/Inbox", 5), ("CHILD-tag", 4)]
)
def test_a_tag_is_found_exactly_or_if_unique_but_for_case(name: str, tag_id: int) -> None:
    assert client(replay(PAPERLESS_3, ["088"])).find_tag(name).id == tag_id


def test_a_tag_is_found_on_version_2_too() -> None:
    transport = RecordedTransport(last_page(load(PAPERLESS_2, "021")))
    assert client(transport).find_tag("finance/inbox") == Named(7, "finance/inbox")


def test_a_name_that_differs_by_case_from_two_tags_is_unknown() -> None:
    with pytest.raises(UnknownTag) as caught:
        client(replay(PAPERLESS_3, ["088"])).find_tag("FINANCE/INBOX")
    assert set(caught.value.close[:2]) == {"finance/inbox", "Finance/Inbox"}


def test_an_unknown_tag_is_an_error_that_names_those_that_come_close() -> None:
    with pytest.raises(UnknownTag, match=r"finance/inbox"):
        client(replay(PAPERLESS_3, ["088"])).find_tag("finance/inbx")


@pytest.mark.parametrize(
    ("folder", "listed", "made"), [(PAPERLESS_2, "021", "001"), (PAPERLESS_3, "083", "004")]
)
def test_a_missing_tag_is_made_and_assigns_itself_to_nothing(
    folder: str, listed: str, made: str
) -> None:
    empty = load(folder, listed).saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty, load(folder, made))
    assert client(transport).ensure_tag("x").id > 0
    assert transport.bodies == [{"name": "x", "matching_algorithm": 0, "is_inbox_tag": False}]


@pytest.mark.parametrize(("folder", "refused"), [(PAPERLESS_2, "035"), (PAPERLESS_3, "005")])
def test_a_tag_that_another_process_just_made_is_taken(folder: str, refused: str) -> None:
    full = load(PAPERLESS_3, "088")
    empty = full.saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty, load(folder, refused), full)
    assert client(transport).ensure_tag("finance/inbox").id == 1
    transport.finished()


def test_a_tag_that_may_not_be_made_says_so() -> None:
    empty = load(PAPERLESS_3, "088").saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty, load(PAPERLESS_3, "005"), empty)
    with pytest.raises(Invalid, match="unique constraint"):
        client(transport).ensure_tag("finance/inbox")


@pytest.mark.parametrize(
    ("folder", "name", "call"),
    [
        (PAPERLESS_2, "082", PaperlessClient.correspondents),
        (PAPERLESS_2, "083", PaperlessClient.document_types),
        (PAPERLESS_3, "091", PaperlessClient.correspondents),
        (PAPERLESS_3, "092", PaperlessClient.document_types),
    ],
)
def test_correspondents_and_document_types_are_listed(
    folder: str, name: str, call: Callable[[PaperlessClient], tuple[Named, ...]]
) -> None:
    found = call(client(RecordedTransport(last_page(load(folder, name)))))
    assert any(entry.name in {"Lieferant GmbH", "Rechnung"} for entry in found)


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "084"), (PAPERLESS_3, "093")])
def test_custom_fields_are_listed_with_their_types(folder: str, name: str) -> None:
    fields = client(RecordedTransport(last_page(load(folder, name)))).custom_fields()
    assert {field.data_type for field in fields} <= {"date", "string", "integer", "monetary"}
    assert len(fields) == 2


@pytest.mark.parametrize(
    ("folder", "listed", "made"), [(PAPERLESS_2, "084", "004"), (PAPERLESS_3, "093", "013")]
)
def test_a_missing_custom_field_is_made(folder: str, listed: str, made: str) -> None:
    empty = load(folder, listed).saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty, load(folder, made))
    assert client(transport).ensure_custom_field("Betrag", "monetary").name == "Betrag"
    assert transport.bodies == [{"name": "Betrag", "data_type": "monetary"}]


def test_a_custom_field_that_another_process_just_made_is_taken() -> None:
    full = last_page(load(PAPERLESS_3, "093"))
    empty = full.saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty, load(PAPERLESS_3, "024"), full)
    assert client(transport).ensure_custom_field("Betrag", "monetary").id == 1


def test_a_custom_field_type_that_paperless_does_not_know_is_refused() -> None:
    empty = load(PAPERLESS_3, "093").saying({"count": 0, "next": None, "results": []})
    transport = RecordedTransport(empty, load(PAPERLESS_3, "023"), empty)
    with pytest.raises(Invalid, match="data_type"):
        client(transport).ensure_custom_field("X", "money")


def test_a_custom_field_of_another_type_is_not_used() -> None:
    transport = RecordedTransport(last_page(load(PAPERLESS_3, "093")))
    with pytest.raises(ConfigurationError, match="monetary"):
        client(transport).ensure_custom_field("Betrag", "url")
