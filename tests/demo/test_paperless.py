"""What the demo Paperless-ngx does beyond the recorded sessions: oddities that the contract names."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from paperless_firefly.demo.paperless import PaperlessServer

from .servers import make_paperless, talk

EDIT = "/api/documents/bulk_edit/"


def modify_tags(client: httpx.Client, add: list[int], remove: list[int]) -> httpx.Response:
    parameters = {"add_tags": add, "remove_tags": remove}
    body = {"documents": [1], "method": "modify_tags", "parameters": parameters}
    return client.post(EDIT, json=body)


def document(client: httpx.Client, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/documents/{number}/").json()
    return found


def test_a_bulk_edit_moves_modified_later(tmp_path: Path) -> None:
    client = talk(make_paperless(tmp_path, delay=0.2))
    before = document(client)["modified"]
    modify_tags(client, [], [1])
    at_once = document(client)
    time.sleep(0.25)
    assert (at_once["tags"], at_once["modified"]) == ([], before)
    assert document(client)["modified"] > before


def test_a_patch_replaces_the_tags_and_bulk_edit_keeps_them(tmp_path: Path) -> None:
    client = talk(make_paperless(tmp_path))
    for name in ("a", "b"):
        client.post("/api/tags/", json={"name": name})
    modify_tags(client, [2], [])
    assert sorted(document(client)["tags"]) == [1, 2]
    client.patch("/api/documents/1/", json={"tags": [3]})
    assert document(client)["tags"] == [3]


def test_a_change_by_nothing_moves_modified(tmp_path: Path) -> None:
    client = talk(make_paperless(tmp_path))
    before = document(client)["modified"]
    assert client.patch("/api/documents/1/", json={}).json()["modified"] > before


def test_a_document_in_the_trash_still_gives_its_file(tmp_path: Path) -> None:
    client = talk(make_paperless(tmp_path))
    client.delete("/api/documents/1/")
    assert client.get("/api/documents/1/").status_code == 404
    assert client.get("/api/documents/1/download/").content == b"text 0"
    assert client.get("/api/documents/").json()["count"] == 0


def test_the_checksum_is_of_another_kind_in_each_version(tmp_path: Path) -> None:
    for version, length in (("2.20", 32), ("3.0", 64)):
        client = talk(make_paperless(tmp_path / version, version=version))
        found = client.get("/api/documents/1/metadata/").json()
        assert len(found["original_checksum"]) == length


def test_the_version_that_both_speak_is_nine(tmp_path: Path) -> None:
    for version in ("2.20", "3.0"):
        client = talk(make_paperless(tmp_path / version, version=version))
        headers = {"Accept": "application/json; version=9"}
        assert client.get("/api/tags/", headers=headers).json()["all"] == [1]


def test_ids_named_by_many_pages_add_up(tmp_path: Path) -> None:
    client = talk(make_paperless(tmp_path, documents=7))
    ids, url = [], "/api/documents/?page_size=3&ordering=id"
    while url:
        page = client.get(url).json()
        ids += [row["id"] for row in page["results"]]
        url = page["next"]
    assert ids == list(range(1, 8))


def test_a_broken_custom_field_query_is_refused(tmp_path: Path) -> None:
    client = talk(make_paperless(tmp_path))
    for query in ("[]", '["a"]', '["NOT"]', '"a"', "[1, 2, 3, 4]"):
        answer = client.get("/api/documents/", params={"custom_field_query": query})
        assert answer.status_code == 400, query


@pytest.mark.parametrize("version", ["2.20", "3.0"])
def test_a_person_can_look_at_a_document(tmp_path: Path, version: str) -> None:
    client = talk(make_paperless(tmp_path, version=version))
    client.post("/api/documents/1/notes/", json={"note": "<i>seen</i>"})
    assert "finance/inbox" in client.get("/").text
    assert "&lt;i&gt;seen" in client.get("/documents/1/").text
    assert client.get("/documents/9/").status_code == 404


def test_an_unknown_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"2\.20, 3\.0"):
        PaperlessServer.create(tmp_path / "state", version="1.17")
