"""The client of Paperless-ngx: what is written back, and refusals, as both were recorded."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.domain.errors import (
    Forbidden,
    Invalid,
    NotAnApi,
    ServerFault,
    TokenRefused,
)
from tests.clients.paperless.servers import client
from tests.recorded import (
    BOTH,
    PAPERLESS_2,
    PAPERLESS_3,
    RecordedTransport,
    load,
    replay,
)


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
