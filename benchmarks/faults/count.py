"""Counts what the demo servers' own files hold after a scenario; imports nothing of SparkLink."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

_POSTED, _WAITING = "finance/posted", "finance/inbox"
_OURS = "Firefly III: http"  # in a note of ours
_MARK = "SparkLink, paperless:{},"  # begins the notes of an attachment of ours
_CARRIED = ("category_id", "tags", "notes")  # what goes over in the story of a merge
Row = dict[str, Any]
Rows = dict[Any, Row]


@dataclass(frozen=True)
class Wanted:
    """What a document is to end in: how many transactions, notes and files of ours, which tag."""

    document: int
    booked: int
    noted: int
    files: int
    tag: str
    journal: int | None = None
    """The journal that is linked, if any."""
    linked: bool = False
    """Whether that journal's empty address is to be ours."""
    merged: bool = False
    """Whether all of a provisional transaction goes over to that journal with the link."""
    parts: int = 0
    """Into how many splits its transaction is to be split, if any."""


@dataclass(frozen=True)
class Verdict:
    """Too many of ours, too few, and things of others that changed."""

    duplicates: int
    losses: int
    overwritten: int


@dataclass(frozen=True)
class Books:
    """Both servers' files as rows by id; `files` and `notes` are the living ones."""

    journals: Rows
    files: Rows
    notes: Rows
    tags: Mapping[int, frozenset[str]]
    documents: Rows

    @classmethod
    def read(cls, folder: Path) -> Books:
        """From a folder with both files."""
        firefly, paperless = folder / "firefly.sqlite3", folder / "paperless.sqlite3"
        living = "SELECT a.* FROM attachments a JOIN journals j ON j.id = a.journal_id"
        tags: dict[int, set[str]] = {}
        named = "SELECT document_id, name FROM document_tags JOIN tags ON tags.id = tag_id"
        for row in _rows(paperless, named):
            tags.setdefault(row["document_id"], set()).add(row["name"])
        return cls(
            journals=_by_id(_rows(firefly, "SELECT * FROM journals")),
            files=_by_id(_rows(firefly, f"{living} WHERE a.deleted = 0 AND j.deleted = 0")),
            notes=_by_id(_rows(paperless, "SELECT * FROM notes")),
            tags={document: frozenset(names) for document, names in tags.items()},
            documents=_by_id(_rows(paperless, "SELECT * FROM documents")),
        )


def expected(folder: Path) -> tuple[Wanted, ...]:
    """What the template says is to come."""
    rows = json.loads((folder / "expected.json").read_text())
    return tuple(Wanted(**row) for row in rows)


def judge(folder: Path, template: Path) -> Verdict:
    """Compares the servers' files with what they held before the scenario, and with what is due."""
    before, after, wanted = Books.read(template), Books.read(folder), expected(template)
    duplicates = losses = 0
    for each in wanted:
        more, fewer = _of_one(each, after)
        duplicates, losses = duplicates + more, losses + fewer
    return Verdict(duplicates, losses, _overwritten(before, after, wanted))


def _of_one(wanted: Wanted, books: Books) -> tuple[int, int]:
    """What there is too much of one document's, and too little."""
    ours = [f for f in books.files.values() if _is_of(f, wanted.document)]
    data = books.documents[wanted.document]
    whole = [f for f in ours if f["hash"] == data["md5"]]
    noted = [
        n
        for n in books.notes.values()
        if n["document_id"] == wanted.document and _OURS in n["note"]
    ]
    tags = {t for t in books.tags.get(wanted.document, ()) if t.startswith("finance/")}
    pairs = [
        (_booked(books, wanted.document), wanted.booked),
        (len(ours), wanted.files),
        (len(noted), wanted.noted),
        (len(tags - {wanted.tag}), 0),
    ]
    if wanted.journal is not None:
        address = books.journals[wanted.journal]["external_url"] or ""
        if wanted.parts:
            pairs.append((len(_beside(books.journals, wanted.journal)), wanted.parts))
        pairs.append((int(f"/documents/{wanted.document}/" in address), int(wanted.linked)))
        if wanted.merged:
            journal = books.journals[wanted.journal]
            held = sum(bool(journal[name] and journal[name] != "[]") for name in _CARRIED)
            pairs.append((held, len(_CARRIED) * wanted.linked))
    more = sum(max(there - due, 0) for there, due in pairs)
    fewer = sum(max(due - there, 0) for there, due in pairs)
    return more, fewer + max(wanted.files - len(whole), 0) + (wanted.tag not in tags)


def _is_of(file: Row, document: int) -> bool:
    return str(file["notes"] or "").startswith(_MARK.format(document))


def _booked(books: Books, document: int) -> int:
    """Living transactions by the Paperless id in their external id."""
    marks = (
        (row["group_id"], str(row["external_id"] or "").split(":"))
        for row in books.journals.values()
        if not row["deleted"]
    )
    return len({group for group, mark in marks if mark[:2] == ["paperless", str(document)]})


def _overwritten(before: Books, after: Books, wanted: tuple[Wanted, ...]) -> int:
    """Rows of others that changed or went: journals, files, notes, tags, documents."""
    gone = {w.document for w in wanted if not w.booked and (w.journal is None or w.merged)}
    merged = {w.journal for w in wanted if w.merged}
    linked = {w.journal for w in wanted if w.journal is not None}
    split = {w.journal for w in wanted if w.parts}
    changed = 0
    for ident, old in before.journals.items():
        new = dict(after.journals.get(ident, {}))
        if ident in merged:
            new |= {name: old[name] for name in _CARRIED}
        if _names(old) in gone or ident in _made(before, split):
            continue  # ours, and to be taken back
        if ident in linked and _ours_alone(old, new):
            new["external_url"] = old["external_url"]
        if ident in split and _sum_of(after, ident) == _sum_of(before, ident):
            new["amount"] = old["amount"]
        changed += new != old
    hung = _wherever if merged else dict
    changed += _lost(
        hung(before.files), hung(after.files), lambda f: "SparkLink, " in str(f["notes"] or "")
    )
    changed += _lost(before.notes, after.notes, lambda n: _OURS in n["note"])
    changed += _lost(_still(before.documents), _still(after.documents), lambda _: False)
    return changed + sum(
        _other(before.tags[d]) != _other(after.tags.get(d, ())) for d in before.tags
    )


def _beside(journals: Rows, ident: int) -> list[Row]:
    """The living splits of a journal's transaction."""
    group = journals[ident]["group_id"]
    return [row for row in journals.values() if row["group_id"] == group and not row["deleted"]]


def _made(books: Books, split: set[int | None]) -> set[int]:
    """The splits that are ours, beside those that were split."""
    each = (row["id"] for ident in split if ident for row in _beside(books.journals, ident))
    return set(each) - split


def _sum_of(books: Books, ident: int) -> Decimal:
    """What a journal's transaction is in all."""
    rows = _beside(books.journals, ident)
    return sum((Decimal(row["amount"]) for row in rows), Decimal(0))


def _names(journal: Row) -> int | None:
    mark = str(journal["external_id"] or "").split(":")
    return int(mark[1]) if mark[0] == "paperless" else None


def _ours_alone(old: Row, new: Row) -> bool:
    """Whether the address is ours on one side and empty on the other: a link made, or removed."""
    sides = {str(row.get("external_url") or "") for row in (old, new)}
    return "" in sides and all("/documents/" in side for side in sides if side)


def _lost(before: Rows, after: Rows, is_ours: Any) -> int:
    return sum(after.get(ident) != row for ident, row in before.items() if not is_ours(row))


def _wherever(files: Rows) -> Rows:
    """Attachments without where they hang: a merge moves them."""
    return {
        ident: {k: v for k, v in row.items() if k not in ("journal_id", "updated_at")}
        for ident, row in files.items()
    }


def _still(documents: Rows) -> Rows:
    """Documents without the times that Paperless itself moves."""
    return {
        ident: {k: v for k, v in row.items() if not k.startswith("modified")}
        for ident, row in documents.items()
    }


def _other(tags: Any) -> set[str]:
    return {tag for tag in tags if not tag.startswith("finance/")}


def _by_id(rows: list[Row]) -> Rows:
    return {row["id"]: row for row in rows}


def _rows(path: Path, query: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(query)]


WAITING, POSTED = _WAITING, _POSTED
