"""The recorded sessions with Paperless-ngx 3.0.5 and 2.20.15, replayed against the demo one."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx

from paperless_firefly.demo.paperless import PaperlessServer, Shelf
from paperless_firefly.demo.paperless.store import stamp
from tests.recorded import PAPERLESS_2, PAPERLESS_3, Recording, load

from .paperless_skipped import DIFFERING_2, DIFFERING_3, SKIPPED_2, SKIPPED_3
from .replay import Session

TOKEN, USER, PASSWORD = "the-token", "admin", "the-password"
WRONG = ("auth_wrong_token_401", "auth_wrong", "doc_download_wrong_token")


def request(session: Session, recording: Recording) -> httpx.Request:
    """The recorded request, with our token, our files and our task ids for theirs."""
    path = str(recording.data["path"])
    for theirs, ours in session.renamed.items():
        path = path.replace(theirs, ours)
    headers = {"Accept": recording.data["request_headers"].get("accept", "")}
    if "authorization" in recording.data["request_headers"]:
        headers["Authorization"] = _authorization(str(recording.data["name"]))
    body = recording.data["request_body"] or {}
    given = recording.data["request_headers"].get("content-type", "")
    if given and "multipart" not in body:
        headers["Content-Type"] = given
    return httpx.Request(recording.method, session.base + path, headers=headers, **_body(body))


def _authorization(name: str) -> str:
    basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    special = {
        "auth_malformed_401": "Token ",
        "auth_bearer_401": f"Bearer {TOKEN}",
        "auth_basic_ok": f"Basic {basic}",
        "auth_basic_bad_401": "Basic bm9ib2R5Om5vdGhpbmc=",
        **dict.fromkeys(WRONG, "Token another"),
    }
    return special.get(name, f"Token {TOKEN}")


def _body(body: dict[str, Any]) -> dict[str, Any]:
    if "json" in body:
        return {"content": json.dumps(_known(body["json"])).encode()}
    if "form" in body:
        return {"data": _known(body["form"])}
    if "text" in body:
        return {"content": str(body["text"]).encode()}
    if "multipart" in body:
        files = {
            name: (file["filename"], content_of(file), file["content_type"])
            for name, file in body["multipart"]["files"].items()
        }
        return {"data": body["multipart"]["fields"], "files": files}
    return {}


def _known(sent: Any) -> Any:
    """What was sent, with our password for the one that the recorder took out."""
    if isinstance(sent, dict) and sent.get("password") == "<redacted>":
        return {**sent, "password": PASSWORD}
    return sent


def content_of(file: dict[str, Any]) -> bytes:
    """Bytes of the same kind and length as a recorded file, the same for the same hash."""
    if not file["length"]:
        return b""
    head, tail = {
        "application/pdf": (b"%PDF-1.4\n", b"\n%%EOF\n"),
        "image/jpeg": (b"\xff\xd8\xff\xe0", b"\xff\xd9"),
        "application/xml": (b"<?xml version='1.0'?>", b""),
    }.get(file["content_type"], (b"", b""))
    if file["filename"] == "bad.pdf":
        tail = b""
    body: bytes = (file["sha256"] * (file["length"] // 64 + 1)).encode()
    filling: int = file["length"] - len(head) - len(tail)
    return head + body[:filling] + tail


def _session(folder: Path, version: str, base: str) -> tuple[PaperlessServer, Session]:
    server = PaperlessServer.create(
        folder / "paperless.sqlite3",
        version=version,
        token=TOKEN,
        username=USER,
        password=PASSWORD,
        delay=0,
    )
    third = version == "3.0"
    session = Session(
        PAPERLESS_3 if third else PAPERLESS_2,
        server,
        base,
        request,
        SKIPPED_3 if third else SKIPPED_2,
        DIFFERING_3 if third else DIFFERING_2,
    )
    return server, session


def session_3(folder: Path) -> Session:
    """The session of 3.0.5: documents that came unrecorded are put there when they first appear."""
    server, session = _session(folder, "3.0", "http://127.0.0.1:8282")
    seeds = _seeds()

    def put(*ids: int) -> None:
        with server.store.write() as db:
            for document_id in ids:
                _put(Shelf(db), document_id, seeds[document_id])

    def first() -> None:
        _restore(server, seeds[1])

    def bridge_tags() -> None:
        _sql(server, "DELETE FROM document_tags WHERE document_id = 2")
        _sql(server, "INSERT INTO document_tags VALUES (2, 3)")

    def options() -> None:
        data = json.dumps(load(PAPERLESS_3, "022").json["extra_data"])
        with server.store.write() as db:
            db.execute("UPDATE custom_fields SET extra_data = ? WHERE id = 10", (data,))

    def copied() -> None:
        for column in ("created", "content", "page_count"):
            copy = f"(SELECT {column} FROM documents WHERE id = 1)"
            _sql(server, f"UPDATE documents SET {column} = {copy} WHERE id = 17")

    session.hooks = {
        "023": options,
        "033": lambda: _sql(
            server, "UPDATE tasks SET date_done = '9999-01-01T00:00:00.000000Z', id = 2"
        ),
        "034": lambda: _sql(server, "UPDATE tasks SET date_done = date_created"),
        "036": first,
        "039": lambda: put(*range(2, 11)),
        "079": lambda: put(11),
        "108": lambda: put(*range(12, 16)),
        "344": bridge_tags,
        "348": lambda: _sql(server, "UPDATE tasks SET id = id + 45 WHERE id > 2"),
        "354": copied,
    }
    return session


def _seeds() -> dict[int, dict[str, Any]]:
    """The documents as they were before the session changed them, from its own lists."""
    found: dict[int, dict[str, Any]] = {}
    for number in ("378", "207", "126", "136", "135", "164", "108", "109"):
        data = load(PAPERLESS_3, number).json
        for row in data.get("results", [data]):
            found.setdefault(row["id"], {}).update(row)
    for document_id, row in found.items():
        row.update(correspondent={1: 1, 2: 2}.get(document_id), custom_fields=[])
        row["document_type"] = 1 if document_id < 3 else 2 if document_id > 10 else None
        row["storage_path"] = 1 if document_id == 9 else None
    return found


def _put(shelf: Shelf, document_id: int, row: dict[str, Any]) -> None:
    kind = str(row["mime_type"])
    shelf.add(
        content_of(
            {"filename": "", "length": 500, "sha256": f"{document_id:064}", "content_type": kind}
        ),
        row["original_file_name"],
        id=document_id,
        title=row["title"],
        content=row.get("content", "Lieferant"),
        created=date.fromisoformat(row["created"]),
        added=datetime.fromisoformat(row["added"]),
        tags=row["tags"],
        correspondent=row["correspondent"],
        document_type=row["document_type"],
        storage_path=row["storage_path"],
        page_count=row.get("page_count"),
        archive=b"%PDF-1.4\n%%EOF\n" if kind == "image/jpeg" else None,
    )
    _stamp(shelf, document_id, row)


def _stamp(shelf: Shelf, document_id: int, row: dict[str, Any]) -> None:
    utc = [stamp(datetime.fromisoformat(row[name])) for name in ("added", "modified")]
    sql = "UPDATE documents SET added = ?, modified = ?, content = ?, page_count = ? WHERE id = ?"
    text = row.get("content", "Lieferant")
    shelf.db.execute(sql, (*utc, text, row.get("page_count"), document_id))


def _restore(server: PaperlessServer, row: dict[str, Any]) -> None:
    """Give the first document, which came by upload, the text that the OCR found in it."""
    with server.store.write() as db:
        _stamp(Shelf(db), 1, row)


def _sql(server: PaperlessServer, sql: str) -> None:
    with server.store.write() as db:
        db.execute(sql)


def session_2(folder: Path) -> Session:
    """The session of 2.20.15, on a server that had held other objects before."""
    server, session = _session(folder, "2.20", "http://127.0.0.1:8283")
    listed = {row["id"]: row for row in load(PAPERLESS_2, "042").json["results"]}

    def before() -> None:
        for table, last in (("tags", 6), ("custom_fields", 8), ("document_types", 2),
                            ("correspondents", 2), ("storage_paths", 2)):  # fmt: skip
            more = ", data_type" if table == "custom_fields" else ""
            value = ", 'string'" if more else ""
            _sql(server, f"INSERT INTO {table} (id, name{more}) VALUES ({last}, 'gone'{value})")

    def wait() -> None:
        _sql(server, "UPDATE tasks SET date_done = '9999-01-01T00:00:00.000000Z', id = id + 8")
        _sql(server, "UPDATE documents SET deleted_at = '9999-01-01T00:00:00.000000Z'")

    def forget() -> None:
        tables = "tags custom_fields document_types correspondents storage_paths".split()
        for table in tables:
            _sql(server, f"DELETE FROM {table} WHERE name = 'gone'")

    def read() -> None:
        _sql(server, "UPDATE tasks SET date_done = date_created")
        _sql(server, "UPDATE documents SET deleted_at = NULL")
        with server.store.write() as db:
            for document_id in (1, 2):
                _stamp(Shelf(db), document_id, listed[document_id])
            third = load(PAPERLESS_2, "060").json["results"][1]
            created = load(PAPERLESS_2, "058").json["results"][1]["created"]
            _stamp(Shelf(db), 3, {**listed[1], **third, "added": third["modified"]})
            db.execute("UPDATE documents SET created = ? WHERE id = 3", (created,))

    session.hooks = {
        "001": before,
        "017": wait,
        "018": forget,
        "037": read,
    }
    return session
