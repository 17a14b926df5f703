"""Objects of Paperless-ngx as the client hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PaperlessAbout:
    """A server that answered: its versions, and the user the token belongs to where it says so."""

    version: str
    api_version: str
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A tag, correspondent or document type: id and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CustomField:
    """A custom field's definition; `data_type` in Paperless' words ("monetary", "url", "string")."""

    id: int
    name: str
    data_type: str


@dataclass(frozen=True, slots=True)
class PaperlessDocument:
    """A document of a list or detail answer.

    `modified` is kept to the microsecond (UTC); `checksum` is MD5 on v2, SHA-256 on v3: compare
    for equality only. `custom_fields` are (field id, value as text).
    """

    id: int
    title: str
    content: str
    created: date | None
    added: datetime | None
    modified: datetime
    tags: frozenset[int]
    correspondent: int | None = None
    document_type: int | None = None
    custom_fields: tuple[tuple[int, str], ...] = ()
    original_name: str = ""
    mime_type: str = ""
    checksum: str | None = None
    page_count: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of the list: documents, and how many there are on all pages."""

    documents: tuple[PaperlessDocument, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Original:
    """The file as uploaded."""

    data: bytes
    name: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a document."""

    id: int
    text: str


class TaskState(StrEnum):
    """How far Paperless-ngx is with a file that it was handed."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ConsumeTask:
    """The reading of one file by Paperless-ngx.

    `document` is the document that came of it or, of a failure, the one that the file is a
    duplicate of; `said` are the server's own words at its end.
    """

    task_id: str
    file_name: str
    created: datetime
    state: TaskState
    document: int | None = None
    said: str = ""
