"""The calls that SparkLink makes to Paperless-ngx, held to what 2.20 and 3 were recorded to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from ...domain.errors import (
    ConfigurationError,
    Forbidden,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    UnknownTag,
)
from ...domain.paperless import (
    CustomField,
    DocumentPage,
    Named,
    Note,
    Original,
    PaperlessAbout,
    PaperlessDocument,
)
from ..client import Client
from . import parse
from .uploads import Uploads

SERVICE = "Paperless-ngx"
ORIGINAL_BYTES = 100 * 2**20
ORIGINAL_SECONDS = 300.0
_MAX_PAGES = 10_000
_PASSES = 3
_LIST_SIZE = 500
_ID_SIZE = 1000


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=_HasId)
Value = str | int | bool | None


class PaperlessClient(Client, Uploads):
    """Talks to one Paperless-ngx as the user of one token; a context manager.

    Every call may raise an UpstreamError of `domain.errors`; an empty answer is never an outage.
    Tags and custom fields are changed through `bulk_edit` alone: a PATCH replaces the whole set,
    and of two at once one is lost.
    """

    service = SERVICE
    scheme = "Token"
    accept = "application/json; version=9"  # the one version that 2.20 and 3 both speak

    def about(self) -> PaperlessAbout:
        """The server's versions; its user only where the token may see the settings."""
        params: dict[str, str | int] = {"page_size": 1, "fields": "id"}
        data: Any = None
        try:
            data, headers = self._http.json("GET", "/api/ui_settings/", "settings")
        except Forbidden:
            _, headers = self._http.json("GET", "/api/documents/", "documents", params=params)
        if "x-version" not in headers:
            raise NotAnApi(SERVICE, self._http.url, "it names no version")
        user = self._http.parsed(lambda d: d["user"]["username"] if d else None, data)
        return PaperlessAbout(headers["x-version"], headers.get("x-api-version", ""), user)

    def tags(self) -> tuple[Named, ...]:
        """All tags that the token's user sees, children included."""
        return self._all("/api/tags/", "tags", parse.named)

    def find_tag(self, name: str) -> Named:
        """The tag with this name, exactly or (if just one) but for case; UnknownTag otherwise."""
        tags = self.tags()
        found = parse.pick(name, tags)
        if found is None:
            raise UnknownTag(name, parse.close_names(name, tags))
        return found

    def ensure_tag(self, name: str) -> Named:
        """The tag with this name, made if it is missing; one that assigns itself to nothing."""
        try:
            return self.find_tag(name)
        except UnknownTag:
            body = {"name": name, "matching_algorithm": 0, "is_inbox_tag": False}
        try:
            data, _ = self._http.json("POST", "/api/tags/", "the right to make tags", body=body)
        except Invalid as refused:  # another process may just have made it
            for tag in self.tags():
                if tag.name == name:
                    return tag
            raise refused from None
        return self._http.parsed(lambda d: next(parse.named(d)), data)

    def correspondents(self) -> tuple[Named, ...]:
        """All correspondents."""
        return self._all("/api/correspondents/", "correspondents", parse.named)

    def document_types(self) -> tuple[Named, ...]:
        """All document types."""
        return self._all("/api/document_types/", "document types", parse.named)

    def custom_fields(self) -> tuple[CustomField, ...]:
        """The definitions of all custom fields."""
        return self._all("/api/custom_fields/", "custom fields", parse.custom_fields)

    def ensure_custom_field(self, name: str, data_type: str) -> CustomField:
        """The field with this name, made if missing; ConfigurationError if it is of another type."""
        found = self._custom_field(name)
        if found is None:
            body = {"name": name, "data_type": data_type}
            what = "the right to make custom fields"
            try:
                data, _ = self._http.json("POST", "/api/custom_fields/", what, body=body)
                found = self._http.parsed(lambda d: next(parse.custom_fields(d)), data)
            except Invalid:  # another process may just have made it
                found = self._custom_field(name)
                if found is None:
                    raise
        if found.data_type != data_type:
            raise ConfigurationError(
                f'The custom field "{name}" of {SERVICE} is of type {found.data_type}, '
                f"not {data_type}. Rename it, or choose another."
            )
        return found

    def documents(
        self,
        tag_id: int,
        *,
        modified_after: datetime | None = None,
        document_type: int | None = None,
        correspondent: int | None = None,
        custom_field_query: str | None = None,
        page_size: int = 100,
    ) -> Iterator[DocumentPage]:
        """The documents with a tag, oldest id first, page by page.

        Paperless ignores a filter that it does not know, so each document is looked at again:
        one without the tag (or type, or correspondent) is dropped. `modified_after` is exclusive
        to the microsecond and must have a zone. Documents that lose the tag between two pages
        make the list be read again, so that none behind them is passed over.
        """
        params = _filters(tag_id, modified_after, document_type, correspondent, custom_field_query)

        def wanted(found: PaperlessDocument) -> bool:
            return (
                tag_id in found.tags
                and document_type in {None, found.document_type}
                and correspondent in {None, found.correspondent}
                and (modified_after is None or found.modified > modified_after)
            )

        pages = self._pages("/api/documents/", "documents", parse.documents, params, page_size)
        for page in pages:
            yield DocumentPage(tuple(row for row in page.rows if wanted(row)), page.total)

    def tagged_ids(self, tag_id: int) -> frozenset[int]:
        """The ids of all documents that carry a tag now."""
        params = {**_filters(tag_id), "fields": "id,tags"}
        pages = self._pages("/api/documents/", "documents", parse.tagged, params, _ID_SIZE)
        return frozenset(row.id for page in pages for row in page.rows if tag_id in row.tags)

    def document(self, document_id: int) -> PaperlessDocument:
        """One document; Missing if it is deleted, in the trash, or not the user's to see."""
        path, what = f"/api/documents/{int(document_id)}/", f"document {document_id}"
        data, _ = self._http.json("GET", path, what)
        found = self._http.parsed(parse.document, data)
        if found.id != document_id:
            raise ServerFault(SERVICE, 200, f"it gave document {found.id} for {document_id}")
        return found

    def original_checksum(self, document_id: int) -> str | None:
        """The original's checksum, MD5 on version 2 and SHA-256 on 3: compare for equality only."""
        path = f"/api/documents/{int(document_id)}/metadata/"
        data, _ = self._http.json("GET", path, f"document {document_id}")
        return self._http.parsed(lambda d: d["original_checksum"] or None, data)

    def original(self, document_id: int, *, max_bytes: int = ORIGINAL_BYTES) -> Original:
        """The file as uploaded, which alone carries embedded XML; TooLarge over `max_bytes`.

        It answers for a document in the trash too, so look at `document` first.
        """
        return self._download(document_id, {"original": "true"}, max_bytes)

    def archived(self, document_id: int, *, max_bytes: int = ORIGINAL_BYTES) -> Original:
        """The archive version, or the file as uploaded where there is none; else as `original`."""
        return self._download(document_id, {}, max_bytes)

    def _download(self, document_id: int, params: dict[str, str], max_bytes: int) -> Original:
        reply = self._http.send(
            "GET",
            f"/api/documents/{int(document_id)}/download/",
            f"document {document_id}",
            params=params,
            headers={"Accept": "*/*", "Accept-Encoding": "identity"},
            max_bytes=max_bytes,
            seconds=ORIGINAL_SECONDS,
        )
        disposition = reply.headers.get("content-disposition", "")
        if not disposition:
            raise NotAnApi(SERVICE, self._http.url, f"{reply.media_type} instead of a file")
        name = parse.file_name(disposition, f"document-{document_id}")
        return Original(reply.body, name, reply.media_type)

    def modify_tags(self, ids: Iterable[int], add: Iterable[int], remove: Iterable[int]) -> None:
        """Add and remove tags of documents, keeping their others; a tag in both is added.

        Paperless answers at once and moves `modified` later, when its worker runs.
        """
        added = sorted(set(add))
        removed = sorted(set(remove) - set(added))
        if added or removed:
            self._bulk_edit(ids, "modify_tags", {"add_tags": added, "remove_tags": removed})

    def modify_custom_fields(
        self, ids: Iterable[int], set_: Mapping[int, Value], remove: Iterable[int] = ()
    ) -> None:
        """Set and remove custom fields by id, keeping the others.

        Version 2 checks no value here: give what the field's type takes ("EUR12.30",
        "2026-11-24", an http address, at most 128 characters of text).
        """
        removed = sorted(set(remove) - set(set_))
        if set_ or removed:
            values = {str(field): value for field, value in set_.items()}
            parameters = {"add_custom_fields": values, "remove_custom_fields": removed}
            self._bulk_edit(ids, "modify_custom_fields", parameters)

    def notes(self, document_id: int) -> tuple[Note, ...]:
        """The notes of a document."""
        path = f"/api/documents/{int(document_id)}/notes/"
        data, _ = self._http.json("GET", path, f"document {document_id}")
        return self._http.parsed(parse.notes, data)

    def add_note(self, document_id: int, text: str) -> tuple[Note, ...]:
        """Add a note; all notes of the document, the new one among them."""
        path, what = f"/api/documents/{int(document_id)}/notes/", f"document {document_id}"
        data, _ = self._http.json("POST", path, what, body={"note": text})
        if isinstance(data, dict) and "error" in data:  # with status 200
            raise ServerFault(SERVICE, 200, str(data["error"]))
        found = self._http.parsed(parse.notes, data)
        if not any(note.text.strip() == text.strip() for note in found):
            raise ServerFault(SERVICE, 200, "the note was not kept")
        return found

    def delete_note(self, document_id: int, note_id: int) -> None:
        """Delete a note; Missing if there is none (any more)."""
        path = f"/api/documents/{int(document_id)}/notes/"
        params: dict[str, str | int] = {"id": int(note_id)}
        self._http.act("DELETE", path, f"note {note_id}", params=params)

    def _custom_field(self, name: str) -> CustomField | None:
        fields = self.custom_fields()
        found = parse.pick(name, [Named(field.id, field.name) for field in fields])
        return next((field for field in fields if found and field.id == found.id), None)

    def _bulk_edit(self, ids: Iterable[int], method: str, parameters: Mapping[str, object]) -> None:
        documents = sorted(set(ids))
        if not documents:
            return
        body = {"documents": documents, "method": method, "parameters": parameters}
        what = "a change of " + ", ".join(f"document {number}" for number in documents[:3])
        data, _ = self._http.json("POST", "/api/documents/bulk_edit/", what, body=body)
        if not isinstance(data, dict) or data.get("result") != "OK":
            raise ServerFault(SERVICE, 200, f"bulk_edit answered {str(data)[:100]}")

    def _all(self, path: str, what: str, row: Callable[[Any], Iterable[Row]]) -> tuple[Row, ...]:
        found: dict[int, Row] = {}
        for page in self._pages(path, what, row, {}, _LIST_SIZE):
            found.update((item.id, item) for item in page.rows)
        return tuple(found.values())

    def _pages(
        self,
        path: str,
        what: str,
        row: Callable[[Any], Iterable[Row]],
        params: Mapping[str, str | int],
        size: int,
    ) -> Iterator[parse.Listing[Row]]:
        """The pages of a list, each row once; read again if it grew shorter on the way.

        A row that leaves the list moves those behind it forward, over the edge of a page.
        """
        seen: set[int] = set()
        for _ in range(_PASSES):
            before, shorter = 0, False
            for page in self._pass(path, what, row, {**params, "page_size": size}):
                rows = tuple(item for item in page.rows if item.id not in seen)
                seen.update(item.id for item in rows)
                shorter, before = shorter or page.total < before, page.total
                yield replace(page, rows=rows)
            if not shorter:
                return

    def _pass(
        self,
        path: str,
        what: str,
        row: Callable[[Any], Iterable[Row]],
        params: Mapping[str, str | int],
    ) -> Iterator[parse.Listing[Row]]:
        """Pages built from numbers, never from the address that the server gives."""
        seen: set[int] = set()
        for number in range(1, _MAX_PAGES + 1):
            page = self._page(path, what, row, {**params, "page": number})
            fresh = {item.id for item in page.rows} - seen
            if page.rows and not fresh:
                raise ServerFault(SERVICE, 200, f"its list of {what} repeats itself")
            seen |= fresh
            yield page
            if not page.more or not page.rows:
                return
        raise ServerFault(SERVICE, 200, f"its list of {what} does not end")

    def _page(
        self,
        path: str,
        what: str,
        row: Callable[[Any], Iterable[Row]],
        params: Mapping[str, str | int],
    ) -> parse.Listing[Row]:
        """One page; an empty one past the end, which the list reaches by growing shorter."""
        try:
            data, _ = self._http.json("GET", path, what, params=params)
        except Missing:
            if params["page"] == 1:
                raise
            return parse.Listing((), 0, more=False)
        return self._http.parsed(lambda d: parse.listing(d, row), data)


def _filters(
    tag_id: int,
    modified_after: datetime | None = None,
    document_type: int | None = None,
    correspondent: int | None = None,
    custom_field_query: str | None = None,
) -> dict[str, str | int]:
    params: dict[str, str | int] = {"tags__id__all": tag_id, "ordering": "id"}
    if modified_after is not None:
        if modified_after.tzinfo is None:
            raise ValueError("modified_after needs a time zone")
        utc = modified_after.astimezone(UTC).replace(tzinfo=None)
        params["modified__gt"] = utc.isoformat(timespec="microseconds") + "Z"
    if document_type is not None:
        params["document_type__id"] = document_type
    if correspondent is not None:
        params["correspondent__id"] = correspondent
    if custom_field_query:
        params["custom_field_query"] = custom_field_query
    return params
