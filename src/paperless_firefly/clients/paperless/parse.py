"""From Paperless-ngx' JSON (API version 9, of 2.20 and of 3) to objects of the domain."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import unquote
from uuid import UUID

from ...domain.paperless import (
    ConsumeTask,
    CustomField,
    Named,
    Note,
    PaperlessDocument,
    TaskState,
)

T = TypeVar("T")
_STAR = re.compile(r"filename\*=utf-8''([^;]+)", re.IGNORECASE)
_TASK_STATES = {
    "SUCCESS": TaskState.DONE, "FAILURE": TaskState.FAILED, "REVOKED": TaskState.FAILED,
}  # fmt: skip
_PLAIN = re.compile(r'filename="([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of a list: its rows, how many there are on all pages, and whether more follow.

    The address in `next` may name another host, so that it tells no more than "there is more".
    """

    rows: tuple[T, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document's id and its tags, all that a list with `fields=id,tags` holds."""

    id: int
    tags: frozenset[int]


def listing(data: Any, row: Callable[[Any], Iterable[T]]) -> Listing[T]:
    """A page whose rows `row` makes: usually one of each result, of a tag its children too."""
    rows = tuple(item for result in data["results"] for item in row(result))
    return Listing(rows, int(data["count"]), data["next"] is not None)


def named(data: Any) -> Iterator[Named]:
    """A tag, correspondent or document type, then its children (tags alone have them)."""
    yield Named(_int(data["id"]), _text(data["name"]))
    for child in data.get("children") or ():
        yield from named(child)


def custom_fields(data: Any) -> Iterator[CustomField]:
    """A custom field's definition."""
    yield CustomField(_int(data["id"]), _text(data["name"]), _text(data["data_type"]))


def tagged(data: Any) -> Iterator[Tagged]:
    """A document's id and tags."""
    yield Tagged(_int(data["id"]), frozenset(_int(tag) for tag in data["tags"]))


def documents(data: Any) -> Iterator[PaperlessDocument]:
    """A document of a list."""
    yield document(data)


def document(data: Any) -> PaperlessDocument:
    """A document of a list or of its own; both versions give the same names."""
    modified = instant(data["modified"])
    if modified is None:
        raise ValueError("a document without modified")
    return PaperlessDocument(
        id=_int(data["id"]),
        title=data["title"] or "",
        content=data["content"] or "",
        created=_day(data["created"]),
        added=instant(data["added"]),
        modified=modified,
        tags=frozenset(_int(tag) for tag in data["tags"]),
        correspondent=data["correspondent"],
        document_type=data["document_type"],
        custom_fields=tuple((_int(f["field"]), _value(f["value"])) for f in data["custom_fields"]),
        original_name=data.get("original_file_name") or "",
        mime_type=data.get("mime_type") or "",
        checksum=_checksum(data.get("versions")),
        page_count=data.get("page_count"),
    )


def notes(data: Any) -> tuple[Note, ...]:
    """The notes of a document."""
    return tuple(Note(_int(note["id"]), _text(note["note"])) for note in data)


def consume_tasks(data: Any) -> tuple[ConsumeTask, ...]:
    """The tasks of API version 9 that read a file: a bare list."""
    return tuple(_consume_task(each) for each in data if each["task_name"] == "consume_file")


def task_id(data: Any) -> str:
    """The id that an upload is answered with."""
    return str(UUID(_text(data)))


def _consume_task(data: Any) -> ConsumeTask:
    created = instant(data["date_created"])
    if created is None:
        raise ValueError("a task without a beginning")
    # version 2 gives the document's id as text, version 3 as a number
    document = data["related_document"]
    return ConsumeTask(
        task_id=_text(data["task_id"]),
        file_name=data["task_file_name"] or "",
        created=created,
        state=_TASK_STATES.get(str(data["status"]).upper(), TaskState.OPEN),
        document=None if document is None else int(document),
        said=data["result"] or "",
    )


def instant(text: str | None) -> datetime | None:
    """A moment in UTC, to the microsecond; a time without zone is no moment."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without zone")
    return moment.astimezone(UTC)


def file_name(disposition: str, otherwise: str) -> str:
    """The file's name in a Content-Disposition, without any path."""
    if found := _STAR.search(disposition):
        name = unquote(found[1].strip())
    else:
        found = _PLAIN.search(disposition)
        name = found[1] if found else ""
    return re.split(r"[/\\]", name)[-1].strip() or otherwise


def pick(name: str, things: Iterable[Named]) -> Named | None:
    """The one with this name; written otherwise in case only if just one is."""
    things = tuple(things)
    exact = [thing for thing in things if thing.name == name]
    alike = [thing for thing in things if thing.name.casefold() == name.casefold()]
    found = exact or alike
    return found[0] if len(found) == 1 else None


def close_names(name: str, things: Iterable[Named]) -> list[str]:
    """Up to five names that come close, the closest first."""
    folded: dict[str, list[str]] = {}
    for thing in things:
        folded.setdefault(thing.name.casefold(), []).append(thing.name)
    near = difflib.get_close_matches(name.casefold(), folded, n=5, cutoff=0.6)
    inside = [key for key in folded if name.casefold() in key or key in name.casefold()]
    keys = dict.fromkeys([*near, *inside])
    return [spelling for key in keys for spelling in folded[key]][:5]


def _checksum(versions: Any) -> str | None:
    """The newest version's SHA-256; version 2 of Paperless names none here."""
    if not versions:
        return None
    newest = max(versions, key=lambda version: _int(version["id"]))
    return str(newest["checksum"]) if newest.get("checksum") else None


def _value(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _int(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no id")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
