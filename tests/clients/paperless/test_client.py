"""The client of Paperless-ngx against what 2.20.15 and 3.0.5 were recorded to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.domain.errors import (
    ConfigurationError,
    Forbidden,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    TokenRefused,
    TooLarge,
    UnknownTag,
)
from paperless_firefly.domain.paperless import Named
from tests.recorded import (
    BOTH,
    PAPERLESS_2,
    PAPERLESS_3,
    RecordedTransport,
    Recording,
    load,
    replay,
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


@pytest.mark.parametrize(
    ("folder", "name", "number"), [(PAPERLESS_2, "072", 2), (PAPERLESS_3, "273", 4)]
)
def test_tags_move_through_bulk_edit_and_never_by_patch(
    folder: str, name: str, number: int
) -> None:
    recording = load(folder, name)
    transport = RecordedTransport(recording)
    parameters = recording.sent["parameters"]
    client(transport).modify_tags(
        [number], add=parameters["add_tags"], remove=parameters["remove_tags"]
    )
    assert transport.asked() == ["POST /api/documents/bulk_edit/"]
    assert transport.bodies == [recording.sent]


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "069"), (PAPERLESS_3, "198")])
def test_the_recorded_patch_replaced_all_tags_which_is_why(folder: str, name: str) -> None:
    recording = load(folder, name)
    assert recording.method == "PATCH"
    assert sorted(recording.json["tags"]) == sorted(recording.sent["tags"])


def test_a_tag_both_added_and_removed_is_added() -> None:
    transport = replay(PAPERLESS_3, ["273"])
    client(transport).modify_tags([4], add=[2], remove=[2, 3])
    assert transport.bodies[0]["parameters"] == {"add_tags": [2], "remove_tags": [3]}


def test_nothing_to_change_asks_nothing() -> None:
    paperless = client(RecordedTransport())
    paperless.modify_tags([], add=[1], remove=[])
    paperless.modify_tags([4], add=[], remove=[])
    paperless.modify_custom_fields([4], {})


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "076"), (PAPERLESS_3, "283")])
def test_an_unknown_tag_id_is_refused_in_words(folder: str, name: str) -> None:
    with pytest.raises(Invalid, match="don't exist"):
        client(replay(folder, [name])).modify_tags([4], add=[999], remove=[])


def test_an_unknown_document_is_refused_in_words() -> None:
    with pytest.raises(Invalid) as caught:
        client(replay(PAPERLESS_3, ["284"])).modify_tags([4, 99999], add=[2], remove=[])
    assert list(caught.value.errors) == ["documents"]


def test_bulk_edit_that_does_not_say_ok_is_a_fault() -> None:
    transport = RecordedTransport(load(PAPERLESS_3, "273").saying({"result": "later"}))
    with pytest.raises(ServerFault, match="later"):
        client(transport).modify_tags([4], add=[2], remove=[])


@pytest.mark.parametrize(
    ("folder", "name", "number"), [(PAPERLESS_2, "073", 2), (PAPERLESS_3, "275", 4)]
)
def test_custom_fields_are_set_through_bulk_edit(folder: str, name: str, number: int) -> None:
    recording = load(folder, name)
    transport = RecordedTransport(recording)
    values = recording.sent["parameters"]["add_custom_fields"]
    client(transport).modify_custom_fields([number], {int(k): v for k, v in values.items()})
    assert transport.bodies == [recording.sent]


def test_version_3_refuses_a_wrong_value_by_field() -> None:
    with pytest.raises(Invalid) as caught:
        client(replay(PAPERLESS_3, ["278"])).modify_custom_fields([4], {1: "EUR 1,2", 4: "no"})
    assert set(caught.value.errors) == {"add_custom_fields.1", "add_custom_fields.4"}


def test_version_2_takes_a_wrong_value_without_a_word() -> None:
    client(replay(PAPERLESS_2, ["074"])).modify_custom_fields([2], {9: "EUR 1,2"})


@pytest.mark.parametrize(
    ("folder", "name", "number", "texts"),
    [
        (PAPERLESS_2, "078", 2, ["n1"]),
        (PAPERLESS_3, "296", 4, []),
        (PAPERLESS_3, "300", 4, ["Firefly: Buchung 17 angelegt", "zweite Notiz äöü €"]),
    ],
)
def test_notes_are_read(folder: str, name: str, number: int, texts: list[str]) -> None:
    assert [note.text for note in client(replay(folder, [name])).notes(number)] == texts


@pytest.mark.parametrize(
    ("folder", "name", "number"), [(PAPERLESS_2, "077", 2), (PAPERLESS_3, "297", 4)]
)
def test_a_note_is_added_and_the_whole_list_comes_back(folder: str, name: str, number: int) -> None:
    recording = load(folder, name)
    transport = RecordedTransport(recording)
    notes = client(transport).add_note(number, recording.sent["note"])
    assert notes[-1].text == recording.sent["note"]
    assert transport.bodies == [recording.sent]


def test_an_error_with_status_200_is_an_error() -> None:
    with pytest.raises(ServerFault, match="Error saving note"):
        client(replay(PAPERLESS_3, ["302"])).add_note(4, "text")


def test_a_note_that_is_not_in_the_answer_was_not_kept() -> None:
    with pytest.raises(ServerFault, match="not kept"):
        client(replay(PAPERLESS_3, ["297"])).add_note(4, "another text")


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "027"), (PAPERLESS_3, "041")])
def test_a_wrong_token_is_refused(folder: str, name: str) -> None:
    with pytest.raises(TokenRefused):
        list(client(replay(folder, [name])).documents(1))


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("322", lambda c: c.document(1)),
        ("332", lambda c: c.original(1)),
        ("339", lambda c: c.modify_tags([2], [2], [])),
    ],
)
def test_a_lacking_right_is_said_in_json_or_in_plain_text(
    name: str, call: Callable[[PaperlessClient], object]
) -> None:
    with pytest.raises(Forbidden):
        call(client(replay(PAPERLESS_3, [name])))


@pytest.mark.parametrize("folder", BOTH)
def test_a_redirect_to_the_sign_in_page_is_not_followed(folder: str) -> None:
    redirect = load(folder, "028" if folder == PAPERLESS_2 else "066")
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return redirect.response()

    with pytest.raises(NotAnApi, match="/accounts/login/"):
        client(httpx.MockTransport(answer)).tags()
    assert len(seen) == 1


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "022"), (PAPERLESS_3, "050")])
def test_a_server_that_does_not_speak_our_version_is_named_so(folder: str, name: str) -> None:
    with pytest.raises(NotAnApi, match="version"):
        client(replay(folder, [name])).tags()


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "050"), (PAPERLESS_3, "173")])
def test_a_refused_accept_header_of_a_download_is_named_so(folder: str, name: str) -> None:
    with pytest.raises(NotAnApi):
        client(replay(folder, [name])).original(1)


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "066"), (PAPERLESS_3, "252")])
def test_a_crash_page_of_the_server_is_its_fault(folder: str, name: str) -> None:
    recording = load(folder, name)
    transport = httpx.MockTransport(lambda _: recording.response())
    with pytest.raises(ServerFault, match="500"):
        client(transport).modify_custom_fields([1], {3: 17})


def test_a_document_with_another_shape_is_the_servers_fault() -> None:
    body = {key: value for key, value in load(PAPERLESS_3, "161").json.items() if key != "tags"}
    transport = RecordedTransport(load(PAPERLESS_3, "161").saying(body))
    with pytest.raises(ServerFault, match="shape"):
        client(transport).document(1)


def test_a_client_closes_with_its_block() -> None:
    with client(replay(PAPERLESS_3, ["088"])) as paperless:
        paperless.tags()
    with pytest.raises(RuntimeError):
        paperless.tags()
