"""Counts what the demo servers' own files hold after a scenario; imports nothing of SparkLink."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_JOURNAL = (
    "id, group_id, type, date, amount, description, source_id, destination_id, category_id,"
    " budget_id, bill_id, notes, tags, external_id, internal_reference, external_url, deleted"
)


@dataclass(frozen=True)
class Expected:
    """What a scenario is to end in: document ids booked as new, and (document, journal) links."""

    new: tuple[int, ...]
    links: tuple[tuple[int, int], ...]

    @classmethod
    def load(cls, path: Path) -> Expected:
        """From the template's expected.json."""
        data = json.loads(path.read_text())
        return cls(tuple(data["new"]), tuple((d, j) for d, j in data["links"]))


@dataclass(frozen=True)
class Verdict:
    """What was found: transactions or notes too many, too few, and fields of others changed."""

    duplicates: int
    losses: int
    overwritten: int


def judge(folder: Path, template: Path, expected: Expected) -> Verdict:
    """Compares the servers' files with what they held before the scenario."""
    before = _journals(template / "firefly.sqlite3")
    after = _journals(folder / "firefly.sqlite3")
    booked = _booked(after.values())
    notes = _notes(folder / "paperless.sqlite3")
    tags = _tags(folder / "paperless.sqlite3")
    documents = [*expected.new, *(d for d, _ in expected.links)]
    duplicates = sum(max(booked.get(d, 0) - 1, 0) for d in expected.new)
    duplicates += sum(booked.get(d, 0) for d, _ in expected.links)
    duplicates += sum(max(notes.get(d, 0) - 1, 0) for d in documents)
    losses = sum(booked.get(d, 0) == 0 for d in expected.new)
    losses += sum(not after[j]["external_url"] for _, j in expected.links if j in after)
    losses += sum(notes.get(d, 0) == 0 for d in documents)
    losses += sum(tags.get(d) != {"finance/posted"} for d in documents)
    linked = {j for _, j in expected.links}
    return Verdict(duplicates, losses, _overwritten(before, after, linked))


def _overwritten(
    before: dict[int, dict[str, Any]], after: dict[int, dict[str, Any]], linked: set[int]
) -> int:
    """Journals that were there before, and now differ in more than an empty external URL filled."""
    changed = 0
    for ident, old in before.items():
        new = dict(after.get(ident, {}))
        if ident in linked and not old["external_url"]:
            new["external_url"] = old["external_url"]
        changed += new != old
    return changed


def _booked(journals: Iterable[dict[str, Any]]) -> dict[int, int]:
    """Living transactions by the Paperless id in their external id."""
    found: dict[int, set[int]] = {}
    for row in journals:
        mark = (row["external_id"] or "").split(":")
        if mark[0] == "paperless" and not row["deleted"]:
            found.setdefault(int(mark[1]), set()).add(row["group_id"])
    return {ident: len(groups) for ident, groups in found.items()}


def _journals(path: Path) -> dict[int, dict[str, Any]]:
    return {r["id"]: r for r in _rows(path, f"SELECT {_JOURNAL} FROM journals")}


def _notes(path: Path) -> dict[int, int]:
    rows = _rows(
        path,
        "SELECT document_id, count(*) AS n FROM notes WHERE note LIKE '%Firefly III%'"
        " GROUP BY document_id",
    )
    return {r["document_id"]: r["n"] for r in rows}


def _tags(path: Path) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    query = "SELECT document_id, name FROM document_tags JOIN tags ON tags.id = tag_id"
    for row in _rows(path, f"{query} WHERE name LIKE 'finance/%'"):
        found.setdefault(row["document_id"], set()).add(row["name"])
    return found


def _rows(path: Path, query: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(query)]
