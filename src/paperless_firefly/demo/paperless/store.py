"""Documents in the demo Paperless-ngx's state: added, tagged, valued, moved to the trash.

`modified` moves at once where a request changes a document itself, and a while later after a bulk
edit (as when the real server's worker gets to it): `modified_next` then holds the instant.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import md5, sha256
from typing import Any

# The instant that readers see as `modified`; `:now` is the present.
MODIFIED = "CASE WHEN d.modified_next <= :now THEN d.modified_next ELSE d.modified END"
_SUFFIXES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".xml": "text/xml",
    ".tif": "image/tiff",
    ".webp": "image/webp",
}
NAMED = ("tags", "correspondents", "document_types", "storage_paths")


def stamp(moment: datetime | None = None) -> str:
    """An instant (now where none is given) as the state keeps it."""
    at = (moment or datetime.now(UTC)).astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def mime_of(data: bytes, name: str) -> str:
    """The media type of a file by its first bytes, else by its name, else unknown binary."""
    if data.startswith(b"%PDF"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG"):
        return "image/png"
    if data.startswith(b"<?xml"):
        return "text/xml"
    suffix = "." + name.rpartition(".")[2].lower()
    return _SUFFIXES.get(suffix, "application/octet-stream")


class Shelf:
    """Changes documents inside one open transaction.

    `delay` is how many seconds pass before a bulk edit moves `modified`.
    """

    def __init__(self, db: sqlite3.Connection, *, delay: float = 0.3) -> None:
        self.db = db
        self.delay = delay

    def ensure(self, kind: str, name: str, **values: object) -> int:
        """The id of a tag, correspondent, document type or storage path, made where missing."""
        if kind not in NAMED:
            raise ValueError(kind)
        row = self.db.execute(f"SELECT id FROM {kind} WHERE name = ?", (name,)).fetchone()  # noqa: S608
        return int(row["id"]) if row else self._insert(kind, name=name, **values)

    def ensure_field(
        self, name: str, data_type: str, extra: Mapping[str, Any] | None = None
    ) -> int:
        """The id of a custom field, made where it is missing."""
        sql = "SELECT id FROM custom_fields WHERE name = ?"
        row = self.db.execute(sql, (name,)).fetchone()
        if row:
            return int(row["id"])
        said = json.dumps(extra) if extra else None
        return self._insert("custom_fields", name=name, data_type=data_type, extra_data=said)

    def add(
        self,
        data: bytes,
        name: str,
        *,
        title: str = "",
        content: str = "",
        created: date | None = None,
        tags: Iterable[int] = (),
        archive: bytes | None = None,
        added: datetime | None = None,
        mime_type: str = "",
        **columns: object,
    ) -> int:
        """Add a document; its id. Columns: correspondent, document_type, page_count, id …"""
        moment = stamp(added)
        document_id = self._insert(
            "documents",
            title=title or name.rpartition(".")[0] or name,
            content=content,
            created=(created or datetime.now(UTC).date()).isoformat(),
            added=moment,
            modified=moment,
            original_name=name,
            mime_type=mime_type or mime_of(data, name),
            data=data,
            archive=archive,
            md5=md5(data, usedforsecurity=False).hexdigest(),
            sha256=sha256(data).hexdigest(),
            **columns,
        )
        self.set_tags(document_id, tags)
        return document_id

    def _insert(self, table: str, **values: object) -> int:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - our own names
        return int(self.db.execute(sql, tuple(values.values())).lastrowid or 0)

    def touch(self, document_id: int) -> None:
        """Move `modified` now."""
        sql = "UPDATE documents SET modified = ?, modified_next = NULL WHERE id = ?"
        self.db.execute(sql, (stamp(), document_id))

    def touch_later(self, document_id: int) -> None:
        """Let `modified` move when the worker gets to it."""
        now = datetime.now(UTC)
        self.db.execute(
            f"UPDATE documents AS d SET modified = {MODIFIED}, modified_next = :due WHERE id = :id",  # noqa: S608
            {
                "now": stamp(now),
                "due": stamp(now + timedelta(seconds=self.delay)),
                "id": document_id,
            },
        )

    def tags_of(self, document_id: int) -> set[int]:
        """The ids of a document's tags."""
        sql = "SELECT tag_id FROM document_tags WHERE document_id = ?"
        return {row["tag_id"] for row in self.db.execute(sql, (document_id,))}

    def set_tags(self, document_id: int, tags: Iterable[int]) -> None:
        """Give a document exactly these tags (and their parents)."""
        wanted = set(tags)
        wanted |= {parent for tag in wanted for parent in self._line(tag, up=True)}
        self.db.execute("DELETE FROM document_tags WHERE document_id = ?", (document_id,))
        rows = [(document_id, tag) for tag in sorted(wanted)]
        self.db.executemany("INSERT INTO document_tags VALUES (?, ?)", rows)

    def replace_tags(self, document_id: int, tags: Iterable[int]) -> None:
        """PATCH: the whole set is replaced; a removed parent takes its children along."""
        wanted, had = set(tags), self.tags_of(document_id)
        gone = had - wanted
        kept = wanted - {child for tag in gone for child in self._line(tag, up=False)}
        self.set_tags(document_id, kept | (wanted - had))

    def change_tags(self, document_id: int, add: Iterable[int], remove: Iterable[int]) -> None:
        """Bulk edit: the other tags are kept; a removed parent takes its children along."""
        removed = set(remove)
        removed |= {child for tag in removed for child in self._line(tag, up=False)}
        self.set_tags(document_id, (self.tags_of(document_id) - removed) | set(add))

    def _line(self, tag: int, *, up: bool) -> set[int]:
        """All parents of a tag, or all its children."""
        near = "SELECT parent AS id FROM tags WHERE id = ? AND parent IS NOT NULL"
        sql = near if up else "SELECT id FROM tags WHERE parent = ?"
        found: set[int] = set()
        todo = [tag]
        while todo:
            ids = {row["id"] for row in self.db.execute(sql, (todo.pop(),))} - found
            found |= ids
            todo += ids
        return found

    def set_value(self, document_id: int, field_id: int, value: object) -> None:
        """Give a custom field of a document a value, keeping its place among the others."""
        self.db.execute(
            "INSERT INTO custom_values (document_id, field_id, value) VALUES (?, ?, ?)"
            " ON CONFLICT (document_id, field_id) DO UPDATE SET value = excluded.value",
            (document_id, field_id, json.dumps(value)),
        )

    def drop_values(self, document_id: int, field_ids: Iterable[int]) -> None:
        """Take custom fields off a document."""
        sql = "DELETE FROM custom_values WHERE document_id = ? AND field_id = ?"
        self.db.executemany(sql, [(document_id, field) for field in field_ids])

    def to_trash(self, document_id: int) -> None:
        """Delete a document, as a person does: it can come back."""
        sql = "UPDATE documents SET deleted_at = ? WHERE id = ?"
        self.db.execute(sql, (stamp(), document_id))

    def restore(self, document_id: int) -> None:
        """Take a document out of the trash."""
        self.db.execute("UPDATE documents SET deleted_at = NULL WHERE id = ?", (document_id,))
        self.touch(document_id)

    def empty(self, document_id: int) -> None:
        """Delete a document for good."""
        for table in ("document_tags", "custom_values", "notes"):
            sql = f"DELETE FROM {table} WHERE document_id = ?"  # noqa: S608 - our own names
            self.db.execute(sql, (document_id,))
        self.db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
